//! What must hold, how it is checked, and what follows from it: the requirement catalogue, the profiles, the
//! selection of scenarios, and the run.

mod applies;
pub mod catalogue;
mod feed;
pub mod profile;
pub mod run;
pub mod select;

//! What must hold, how it is checked, and what follows from it: the requirement catalogue, the profiles, the
//! selection of scenarios, and the run.

mod applies;
pub mod catalogue;
pub mod defect;
mod feed;
pub mod profile;
pub mod prove;
pub mod run;
pub mod select;
pub mod stage;

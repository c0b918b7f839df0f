//! What the licence system keeps.

pub mod accounts;
pub mod applications;
pub mod cards;
pub mod schema;
pub mod tally;

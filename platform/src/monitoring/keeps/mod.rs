//! What EMC keeps.

pub mod counters;
pub mod events;
pub mod log;
pub mod reports;
pub mod schema;
pub mod sites;
pub mod times;

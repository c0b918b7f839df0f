//! What the axis keeps: one SQLite file (or memory), one thread that alone touches it.

pub mod access;
pub mod acknowledgements;
pub mod agencies;
pub mod counters;
pub mod lists;
pub mod log;
pub mod packages;
pub mod retention;
pub mod schema;
pub mod sends;
pub mod statuses;
pub mod times;

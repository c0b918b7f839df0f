//! What it stores.

pub mod banks;
pub mod journal;
pub mod log;
pub mod notices;
pub mod schema;
pub mod transactions;

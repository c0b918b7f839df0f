//! What the provider keeps: one SQLite file (or memory), one thread that alone touches it. Moments are seconds since 1970.

pub mod accounts;
pub mod clients;
pub mod grants;
pub mod inactivity;
pub mod log;
pub mod logins;
pub mod logouts;
pub mod messages;
pub mod redeeming;
pub mod schema;
pub mod statistics;
pub mod tokens;

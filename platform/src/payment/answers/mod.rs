//! What it says over HTTP.

mod bank;
mod messages;
mod page;
pub mod router;

//! What EMC answers over HTTP: browsers, one-stop systems, and pages for its operator.

pub mod browser;
pub mod pages;
pub mod router;
pub mod server;

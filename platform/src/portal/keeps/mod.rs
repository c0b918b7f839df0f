//! What the portal keeps.

pub mod accounts;
pub mod counters;
pub mod dossiers;
pub mod feedback;
pub mod log;
pub mod messages;
pub mod papers;
pub mod people;
pub mod pushes;
pub mod questions;
pub mod ratings;
pub mod schema;
pub mod steps;

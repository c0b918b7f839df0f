//! The measurement of how public services are used (EMC): role `monitoring` (services §6.4, framework §3.5).
//!
//! Browsers report page views and submissions, one-stop systems report how dossiers move; EMC counts both once, tells machines from
//! people, and compares what it counted with what agencies say. What it acknowledged is on disk before it says so.

pub mod answers;
mod handle;
pub mod keeps;
pub mod knows;

pub use handle::{Monitoring, OperatorError};
pub use knows::measures::{Counts, Funnel, Measure, Rates};
pub use knows::period::Period;
pub use knows::settings::{PersonalData, Settings};
pub use knows::site::{Site, Stage, State};

//! Usage measurement (EMC): browsers and one-stop systems that report, and what EMC shows of it.

pub mod memory;
mod reporting;
mod showing;
pub mod words;

use crate::step::StepDef;

/// The steps of browsers, one-stop systems and the operator.
pub const REPORTING: &[StepDef] = reporting::STEPS;
/// The steps that look at what EMC shows.
pub const SHOWING: &[StepDef] = showing::STEPS;

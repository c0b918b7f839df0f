//! The national driving-licence system: the feed to provinces, and what becomes of a licence.

mod asking;
mod judging;
pub mod memory;
pub mod words;

use crate::step::StepDef;

/// The steps of units and the portal.
pub const ASKING: &[StepDef] = asking::STEPS;
/// The steps that look at the answers.
pub const JUDGING: &[StepDef] = judging::STEPS;

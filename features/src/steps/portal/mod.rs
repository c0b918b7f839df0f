//! The national public-service portal: agencies that synchronise, people who look, the operator.

mod asking;
mod judging;
pub mod memory;
mod operating;
mod people;
mod syncing;
pub mod values;
pub mod words;

use crate::step::StepDef;

/// The steps of agencies.
pub const SYNCING: &[StepDef] = syncing::STEPS;
/// The steps of agencies that ask.
pub const ASKING: &[StepDef] = asking::STEPS;
/// The steps of people.
pub const PEOPLE: &[StepDef] = people::STEPS;
/// The steps of the operator and of what goes on around the portal.
pub const OPERATING: &[StepDef] = operating::STEPS;
/// The steps that look at answers.
pub const JUDGING: &[StepDef] = judging::STEPS;

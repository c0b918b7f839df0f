//! The step library, one module a subject.

mod acknowledging;
mod answers;
mod authentication;
mod connecting;
mod directory;
mod durability;
mod faults;
mod large;
mod lgsp;
mod lists;
mod packages;
mod recalls;
mod sending;
mod service_faults;
mod statuses;
mod support;
mod system_calls;
mod system_checks;
mod system_faults;
mod system_polling;
mod system_qualities;
mod system_recalls;
mod system_receiving;
mod system_seam;
mod system_sending;
mod system_sent;
mod system_statuses;
mod system_time;
mod system_words;
mod time;

pub use system_words::in_vietnamese;

use crate::step::StepDef;

/// Every step of every module.
pub fn all() -> impl Iterator<Item = &'static StepDef> {
    [
        connecting::STEPS,
        time::STEPS,
        sending::STEPS,
        large::STEPS,
        recalls::STEPS,
        authentication::STEPS,
        answers::STEPS,
        lists::STEPS,
        packages::STEPS,
        acknowledging::STEPS,
        statuses::STEPS,
        directory::STEPS,
        lgsp::STEPS,
        durability::STEPS,
        faults::STEPS,
        service_faults::STEPS,
        system_receiving::STEPS,
        system_statuses::STEPS,
        system_sending::STEPS,
        system_sent::STEPS,
        system_recalls::STEPS,
        system_polling::STEPS,
        system_faults::STEPS,
        system_time::STEPS,
    ]
    .into_iter()
    .flatten()
}

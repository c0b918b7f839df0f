//! The step library, one module a subject.

mod acknowledging;
mod answers;
mod authentication;
mod connecting;
mod directory;
mod durability;
mod faults;
mod identity;
mod large;
mod lgsp;
pub mod licences;
mod lists;
pub mod monitoring;
pub mod one_stop;
mod packages;
pub mod portal;
mod recalls;
pub mod registers;
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

pub use identity::memory::IdentityMemory;
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
        one_stop::STEPS,
        licences::ASKING,
        licences::JUDGING,
        registers::STEPS,
        one_stop::syncing::STEPS,
        monitoring::REPORTING,
        monitoring::SHOWING,
        portal::SYNCING,
        portal::ASKING,
        portal::PEOPLE,
        portal::OPERATING,
        portal::JUDGING,
        system_receiving::STEPS,
        system_statuses::STEPS,
        system_sending::STEPS,
        system_sent::STEPS,
        system_recalls::STEPS,
        system_polling::STEPS,
        system_faults::STEPS,
        system_time::STEPS,
        identity::setup::STEPS,
        identity::logins::STEPS,
        identity::asking::STEPS,
        identity::tokens::STEPS,
        identity::logouts::STEPS,
        identity::keeping::STEPS,
    ]
    .into_iter()
    .flatten()
}

//! The run record: the one vocabulary of events that every report is made of.
//!
//! A run appends [`Event`]s to `run.ndjson`, one JSON object a line, as things happen. A [`Run`] reads such a
//! file back, whole or cut short by a crash; everything anyone is shown is a pure function of it. The algebra of
//! verdicts lives here too ([`verdict`]), so that a report of a killed run and the exit code of a finished one
//! cannot disagree.

pub mod catalogue;
pub mod cause;
mod digest;
pub mod event;
pub mod run;
pub mod verdict;

pub use catalogue::{Certainty, Force, Pitfall, RequirementEntry, Source, Text};
pub use cause::{CAUSES, Explanation, Phrase};
pub use digest::{Decided, digest_of};
pub use event::{
    Event, Exchange, Failure, Message, RoleBinding, RunFinished, RunStarted, ScenarioEntry,
    ScenarioFinished, StepEntry, StepFinished, StepOutcome,
};
pub use run::{Attempt, FILE_NAME, ReadRunError, Run, ScenarioRecord};
pub use verdict::{Cause, Verdict};

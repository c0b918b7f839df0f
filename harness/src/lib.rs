//! The harness: who plays which role, what travels between them, and what is kept of it.
//!
//! A [`Target`] says which role is played by what. A [`Government`] raises those roles for one scenario: the document
//! axis, always behind a [`Tap`] that records every exchange and damages those it is told to, and the document systems
//! of ministries and provinces. Everything random comes from a [`Seed`], everything seen goes to a [`Recorder`].

pub mod doctor;
pub mod government;
pub mod inbox;
mod planted;
pub mod recorder;
pub mod seed;
pub mod tap;
pub mod target;
mod tls;

pub use government::{Action, Government, Plan, RaiseError, Stimulated, SystemUnderTest, Waited};
pub use inbox::{Inbox, NothingArrived};
pub use planted::Planted;
pub use recorder::{Masker, Recorder, ScenarioRecorder};
pub use seed::Seed;
pub use tap::{Rule, Tap};
pub use target::{Binding, Target, TargetError};

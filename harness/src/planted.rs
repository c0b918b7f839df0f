//! What is wrong with a government on purpose.

use simulators::{Temperament, one_stop};

use crate::tap::Rule;

/// A defect, or a habit, that a government is raised with; nothing by default. What the embedded axis does otherwise stands
/// in its settings.
#[derive(Clone, Debug, Default)]
pub struct Planted {
    /// Rules of the tap; [`crate::tap::Side`] says who is seen doing it. Rules on the caller's side that name nobody mean the
    /// simulated document system under test, when there is one.
    pub rules: Vec<Rule>,
    /// Habits of the simulated document system under test.
    pub system_habits: Option<Temperament>,
    /// Habits of the simulated one-stop system under test.
    pub one_stop_habits: Option<one_stop::Habits>,
    /// Habits of the simulated participants to whom the scenario gives none.
    pub participant_habits: Option<Temperament>,
}

//! What is wrong with a government on purpose.

use simulators::Temperament;

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
    /// Habits of the simulated system under test in another role than the document system, as its own table of habits reads them.
    pub service_habits: Option<toml::Table>,
    /// Habits of the simulated participants to whom the scenario gives none.
    pub participant_habits: Option<Temperament>,
}

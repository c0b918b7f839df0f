//! The government of one scenario: the document axis behind its tap, the document systems that take part, one clock.
//!
//! Nothing moves by itself. A step acts through a participant, then pumps everybody with [`Government::until`] or
//! [`Government::settle`]. Where a real system takes part, time is real, the axis and its tap stay up from scenario to
//! scenario, and a government waits for its turn: see [`crate::Target::has_external`].

use std::sync::Arc;

use clock::Clock;
use jiff::civil::DateTime;
use platform::Settings;
use platform::axis::Axis;
use simulators::DocumentSystem;
use tokio::sync::OwnedMappedMutexGuard;

mod control;
mod error;
mod participants;
mod pump;
mod services;
mod stand;
mod stand_in;
mod standing;
mod stimulate;
mod under_test;

pub use crate::target::Action;
pub use control::NotControllable;
pub use error::RaiseError;
pub use pump::{Settled, Waited};
pub use services::Raised;
pub use stimulate::{Stimulated, StimulusError};
pub use under_test::SystemUnderTest;

use crate::planted::Planted;
use crate::recorder::ScenarioRecorder;
use crate::seed::Seed;
use crate::tap::{Side, Tap};
use crate::target::{Binding, Target};
use standing::Standing;

/// The agency of a one-stop system under test.
pub const ONE_STOP: (&str, &str) = ("000.00.00.H49", "UBND tỉnh Quảng Ninh");

/// What stays up between scenarios when a real system takes part; nothing before the first of them.
pub(crate) type Shared = Option<Standing>;

/// What a government is raised from.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Which role is played by what.
    pub target: Arc<Target>,
    /// The scenario's seed.
    pub seed: Seed,
    /// Where the clock stands at the beginning (Vietnam time), when it can be controlled.
    pub start: DateTime,
    /// Where exchanges are recorded.
    pub recorder: ScenarioRecorder,
    /// Keeps the embedded axis on disk, so that it can be killed and started again.
    pub keep_on_disk: bool,
    /// Settings of our components. When a real system takes part, those of the first scenario stay.
    pub settings: Settings,
    /// What is wrong on purpose; only in a government without real systems.
    pub planted: Planted,
}

/// The roles of one scenario; dropping it takes down what is not kept for the next one.
pub struct Government {
    target: Arc<Target>,
    seed: Seed,
    recorder: ScenarioRecorder,
    standing: OwnedMappedMutexGuard<Shared, Standing>,
    participants: Vec<Participant>,
    under_test: Option<SystemUnderTest>,
    planted: Planted,
    settings: Settings,
    keep_on_disk: bool,
    /// Secrets of accounts drawn from the seed.
    hidden: Vec<String>,
    /// How many systems of the target are in use.
    leased: usize,
}

struct Participant {
    label: String,
    system: DocumentSystem,
}

impl Government {
    /// Raises the axis, its tap and, when the target has one, the document system under test.
    ///
    /// # Errors
    /// [`RaiseError`] says what is missing, and whether it only means that the scenario does not apply to the target.
    pub async fn raise(plan: Plan) -> Result<Self, RaiseError> {
        for secret in plan.target.secrets() {
            plan.recorder.recorder().masker().hide(secret);
        }
        let shared = if plan.target.has_external() {
            Arc::clone(&plan.target.shared)
        } else {
            Arc::default()
        };
        let mut shared = shared.lock_owned().await;
        match &mut *shared {
            Some(standing) => standing.begin_scenario(&plan).await?,
            None => *shared = Some(Standing::raise(&plan).await?),
        }
        let standing = tokio::sync::OwnedMutexGuard::map(shared, |shared| {
            shared.as_mut().expect("it stands since the line above")
        });
        let mut government = Self {
            target: plan.target,
            seed: plan.seed,
            recorder: plan.recorder,
            standing,
            participants: Vec::new(),
            under_test: None,
            planted: plan.planted,
            settings: plan.settings,
            keep_on_disk: plan.keep_on_disk,
            hidden: Vec::new(),
            leased: 0,
        };
        government.plant_rules_at("axis", government.tap());
        government.raise_system_under_test().await?;
        Ok(government)
    }

    /// The clock of everybody in this government.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.standing.clock
    }

    /// The tap in front of the axis.
    #[must_use]
    pub fn tap(&self) -> &Tap {
        &self.standing.tap
    }

    /// The embedded axis; none when the axis is a real one, or killed.
    #[must_use]
    pub fn axis(&self) -> Option<&Axis> {
        self.standing.axis()
    }

    /// What plays the axis.
    #[must_use]
    pub fn axis_binding(&self) -> Binding {
        self.target.axis.binding
    }

    /// Base address of the axis as participants see it: the tap's.
    #[must_use]
    pub fn axis_url(&self) -> &str {
        self.standing.tap.url()
    }

    /// The target it was raised for.
    #[must_use]
    pub fn target(&self) -> &Target {
        &self.target
    }

    /// The scenario's seed.
    #[must_use]
    pub fn seed(&self) -> Seed {
        self.seed
    }

    /// The scenario's recorder.
    #[must_use]
    pub fn recorder(&self) -> &ScenarioRecorder {
        &self.recorder
    }

    /// The simulated participants in the order in which they joined, each with its label.
    pub fn participants(&self) -> impl Iterator<Item = (&str, &DocumentSystem)> {
        (self.participants.iter())
            .map(|participant| (participant.label.as_str(), &participant.system))
    }

    /// The simulated participant of that label.
    #[must_use]
    pub fn find(&self, label: &str) -> Option<&DocumentSystem> {
        (self.participants())
            .find(|(known, _)| *known == label)
            .map(|(_, system)| system)
    }

    /// Plants the rules that lie before a role. On the caller's side, nobody named means the system under test.
    fn plant_rules_at(&self, role: &str, tap: &Tap) {
        let under_test = if self.target.document_system.is_some() {
            Some(under_test::STAND_IN.0)
        } else {
            (self.target.puts_under_test("one-stop")).then_some(ONE_STOP.0)
        };
        let here = self
            .planted
            .rules
            .iter()
            .filter(|rule| rule.place() == role);
        for rule in here {
            let anybody = rule.side == Side::Caller && rule.participant.is_none();
            tap.plant(match under_test.filter(|_| anybody) {
                Some(agency) => rule.clone().from(agency),
                None => rule.clone(),
            });
        }
    }

    /// The document system under test, when the target has one: a real one, or the simulated one in its place.
    #[must_use]
    pub fn document_system_under_test(&self) -> Option<&SystemUnderTest> {
        self.under_test.as_ref()
    }
}

impl Drop for Government {
    /// The secrets of the embedded axis's systems end with it; thousands of them would slow every later line.
    fn drop(&mut self) {
        if self.target.has_external() {
            return;
        }
        let masker = self.recorder.recorder().masker().clone();
        let under_test = self
            .under_test
            .iter()
            .filter_map(SystemUnderTest::simulated);
        for secret in &self.hidden {
            masker.forget(secret);
        }
        for system in self
            .participants
            .iter()
            .map(|participant| &participant.system)
            .chain(under_test)
        {
            masker.forget(&system.client().connection().credentials.secret);
        }
    }
}

impl std::fmt::Debug for Government {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Government")
            .field("axis", &self.axis_url())
            .field("participants", &self.participants.len())
            .finish_non_exhaustive()
    }
}

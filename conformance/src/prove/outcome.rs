//! What came of each defect, and of the whole proof.

use record::{Cause, ScenarioFinished, Verdict};

use super::Endings;
use super::alarms::is_quiet;
use super::trials::parts;
use crate::defect::Defect;

/// The whole proof: the kill matrix, and everything that speaks against the suite.
#[derive(Clone, Debug)]
pub struct Proof {
    /// Each defect with what came of it.
    pub proven: Vec<Proven>,
    /// Sound systems that did not pass.
    pub false_alarms: Vec<Alarm>,
    /// Mandatory requirements that a scenario checks and no defect violates.
    pub uncovered: Vec<String>,
    /// Scenarios that check a mandatory requirement and caught no defect: they may assert nothing.
    pub toothless: Vec<String>,
    /// Scenarios performed.
    pub trials: usize,
    /// Wall-clock seconds.
    pub seconds: f64,
}

/// What came of one defect.
#[derive(Clone, Debug)]
pub struct Proven {
    /// The defect.
    pub defect: &'static Defect,
    /// Scenarios that failed because of it, blaming the system under test.
    pub catches: Vec<Catch>,
    /// Scenarios that it kept from deciding, with whom they blame.
    pub others: Vec<Other>,
    /// Scenarios performed.
    pub performed: usize,
    /// How often its rules were applied in all of them.
    pub applied: u32,
}

/// A scenario that caught a defect.
#[derive(Clone, Debug)]
pub struct Catch {
    /// The scenario.
    pub scenario: String,
    /// What it expected.
    pub expected: String,
    /// What it received.
    pub received: String,
}

/// A scenario that neither passed nor failed.
#[derive(Clone, Debug)]
pub struct Other {
    /// The scenario.
    pub scenario: String,
    /// Its verdict.
    pub verdict: Verdict,
    /// Whom it blames.
    pub cause: Option<Cause>,
    /// What it received.
    pub received: String,
}

/// A scenario that did not pass though nothing was wrong.
#[derive(Clone, Debug)]
pub struct Alarm {
    /// The scenario.
    pub scenario: String,
    /// The habit the system had; `nothing` for the sound one.
    pub with: String,
    /// Its verdict.
    pub verdict: Option<Verdict>,
    /// What it received.
    pub received: String,
}

impl Proven {
    pub(super) fn of(defect: &'static Defect, trials: &[String], endings: &Endings) -> Self {
        let mut proven = Self {
            defect,
            catches: Vec::new(),
            others: Vec::new(),
            performed: trials.len(),
            applied: 0,
        };
        for id in trials {
            let Some(ending) = endings.get(id) else {
                continue;
            };
            proven.applied += ending.applied;
            let finished = &ending.finished;
            let scenario = parts(id).0.to_owned();
            match (finished.verdict, finished.cause) {
                (Verdict::Fail, Some(Cause::SystemUnderTest)) => {
                    let (expected, received) = told(finished);
                    proven.catches.push(Catch {
                        scenario,
                        expected,
                        received,
                    });
                }
                (Verdict::Pass | Verdict::NotApplicable, _) => {}
                (verdict, cause) => proven.others.push(Other {
                    scenario,
                    verdict,
                    cause,
                    received: told(finished).1,
                }),
            }
        }
        proven
    }

    /// Whether some scenario failed because of it.
    #[must_use]
    pub fn is_caught(&self) -> bool {
        !self.catches.is_empty()
    }

    /// Scenarios that blame somebody else than the system which has the defect.
    pub fn wrong_blame(&self) -> impl Iterator<Item = &Other> {
        self.others
            .iter()
            .filter(|other| other.cause != Some(Cause::Undecided))
    }

    /// Why it may have survived, for whoever mends the suite.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match () {
            () if self.performed == 0 => "no scenario checks its requirement",
            () if self.defect.is_of_the_tap() && self.applied == 0 => "its rules met no exchange",
            () if !self.others.is_empty() => "scenarios stopped before they could decide",
            () => "every scenario of its requirement passed all the same",
        }
    }
}

impl Alarm {
    /// The alarm of a trial without a defect; none when it passed or did not apply.
    pub(super) fn of(id: &str, endings: &Endings) -> Option<Self> {
        let finished = endings.get(id).map(|ending| &ending.finished);
        let verdict = finished.map(|finished| finished.verdict);
        if verdict.is_some_and(is_quiet) {
            return None;
        }
        let (scenario, with) = parts(id);
        Some(Self {
            scenario: scenario.to_owned(),
            with: with.to_owned(),
            verdict,
            received: finished
                .map(|finished| told(finished).1)
                .unwrap_or_default(),
        })
    }
}

impl Proof {
    /// Defects that no scenario caught.
    pub fn survived(&self) -> impl Iterator<Item = &Proven> {
        self.proven.iter().filter(|proven| !proven.is_caught())
    }

    /// How many were caught.
    #[must_use]
    pub fn caught(&self) -> usize {
        self.proven
            .iter()
            .filter(|proven| proven.is_caught())
            .count()
    }

    /// Whether nothing speaks against the suite.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.survived().next().is_none()
            && self
                .proven
                .iter()
                .all(|proven| proven.wrong_blame().next().is_none())
            && self.false_alarms.is_empty()
            && self.uncovered.is_empty()
            && self.toothless.is_empty()
    }
}

/// What was expected and received.
fn told(finished: &ScenarioFinished) -> (String, String) {
    let failure = finished.failure.as_ref();
    failure
        .map(|failure| (failure.expected.clone(), failure.received.clone()))
        .unwrap_or_default()
}

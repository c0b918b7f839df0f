//! What a scenario needs of the target, and what becomes of it when the target cannot give it.

use features::plan::Planned;
use harness::{Binding, Recorder, Target};
use record::{Cause, Event, Failure, ScenarioFinished, StepFinished, StepOutcome, Verdict};

use crate::profile::ROLES;
use crate::stage::role_under_test;

/// What the target can give.
#[derive(Clone, Debug)]
pub struct Needs {
    external_axis: bool,
    directory: bool,
    lgsp: bool,
    /// Roles that real systems play.
    external: Vec<&'static str>,
    /// Roles whose requirements are checked; none stands for each in its turn.
    under_test: Option<Vec<&'static str>>,
}

impl Needs {
    /// What a target can give.
    #[must_use]
    pub fn of(target: &Target) -> Self {
        let having = |has: &dyn Fn(&str) -> bool| -> Vec<&'static str> {
            ROLES.iter().copied().filter(|role| has(role)).collect()
        };
        Self {
            external: having(&|role| target.binding(role) == Binding::External),
            under_test: (target.has_external())
                .then(|| having(&|role| target.puts_under_test(role))),
            external_axis: target.axis.binding != Binding::Embedded,
            directory: target.axis.binding == Binding::Embedded || target.axis.directory_control,
            lgsp: target.axis.lgsp_path.is_some(),
        }
    }

    /// Why a scenario does not apply; none when it does.
    #[must_use]
    pub fn unmet(&self, planned: &Planned) -> Option<String> {
        let has = |tag: &str| planned.tags.iter().any(|known| known == tag);
        let role = role_under_test(&planned.entry.requirements);
        let checked = (self.under_test.as_ref()).is_none_or(|roles| roles.contains(&role));
        // What a scenario asks of ours it asks of the role under test, and document systems have an axis.
        let external = match role {
            "axis" | "document-system" => self.external_axis,
            role => self.external.contains(&role),
        };
        let why = match () {
            () if !checked => {
                return Some(format!(
                    "the target file does not put the role {role} under test"
                ));
            }
            () if has("clock") && !self.external.is_empty() => {
                "the scenario moves the clock, and an external system has a clock of its own"
            }
            () if has("embedded") && external => {
                "the scenario needs what only the embedded component offers"
            }
            () if has("directory") && !self.directory => {
                "the target file does not allow changes of the directory (directory_control)"
            }
            () if has("lgsp") && !self.lgsp => "the target has no LGSP face (lgsp_path is empty)",
            () => return None,
        };
        Some(why.to_owned())
    }
}

/// Records a scenario that was not run.
pub fn record_not_applicable(recorder: &Recorder, planned: &Planned, seed: u64, why: &str) {
    let scenario = planned.entry.id.clone();
    for step in 0..planned.entry.steps.len() {
        recorder.append(&Event::StepFinished(StepFinished {
            scenario: scenario.clone(),
            step,
            outcome: StepOutcome::Skipped,
            milliseconds: 0,
        }));
    }
    recorder.append(&Event::ScenarioFinished(Box::new(ScenarioFinished {
        scenario,
        verdict: Verdict::NotApplicable,
        cause: Some(Cause::Configuration),
        failure: Some(Failure {
            step: 0,
            expected: String::new(),
            received: why.into(),
            exchange: None,
        }),
        seed,
        seconds: 0.0,
    })));
}

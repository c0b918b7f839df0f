//! What a scenario needs of the target, and what becomes of it when the target cannot give it.

use features::plan::Planned;
use harness::{Binding, Recorder, Target};
use record::{Cause, Event, Failure, ScenarioFinished, StepFinished, StepOutcome, Verdict};

use crate::stage::role_under_test;

/// What the target can give.
#[derive(Clone, Copy, Debug)]
pub struct Needs {
    external_axis: bool,
    external_system: bool,
    directory: bool,
    lgsp: bool,
    axis_under_test: bool,
    system_under_test: bool,
}

impl Needs {
    /// What a target can give.
    #[must_use]
    pub fn of(target: &Target) -> Self {
        let system = target.document_system.as_ref();
        Self {
            external_axis: target.axis.binding != Binding::Embedded,
            external_system: system.is_some_and(|system| system.binding == Binding::External),
            directory: target.axis.binding == Binding::Embedded || target.axis.directory_control,
            lgsp: target.axis.lgsp_path.is_some(),
            axis_under_test: !target.has_external() || target.axis.under_test,
            system_under_test: !target.has_external()
                || system.is_some_and(|system| system.under_test),
        }
    }

    /// Why a scenario does not apply; none when it does.
    #[must_use]
    pub fn unmet(self, planned: &Planned) -> Option<&'static str> {
        let has = |tag: &str| planned.tags.iter().any(|known| known == tag);
        let external = self.external_axis || self.external_system;
        let of_axis = role_under_test(&planned.entry.requirements) == "axis";
        match () {
            () if of_axis && !self.axis_under_test => {
                Some("the target file does not put the axis under test")
            }
            () if !of_axis && !self.system_under_test => {
                Some("the target file does not put a document system under test")
            }
            () if has("clock") && external => {
                Some("the scenario moves the clock, and an external system has a clock of its own")
            }
            () if has("embedded") && self.external_axis => {
                Some("the scenario needs what only the embedded axis offers")
            }
            () if has("directory") && !self.directory => {
                Some("the target file does not allow changes of the directory (directory_control)")
            }
            () if has("lgsp") && !self.lgsp => {
                Some("the target has no LGSP face (lgsp_path is empty)")
            }
            () => None,
        }
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

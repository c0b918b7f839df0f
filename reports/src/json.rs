//! `report.json`: the run for machines.
//!
//! The names are English and stable; texts for people stand beside them in both languages (`name`, `name_vi`).
//! Fields may be added, none is taken away.

use std::io;

use jiff::civil::Date;
use record::{Cause, Certainty, Explanation, Force, Pitfall, Run, StepOutcome, Verdict};
use serde::Serialize;

use crate::attempt::Attempt;
use crate::lang::Lang;
use crate::texts;
use crate::view::{Case, Demand, Tally, View};

/// The whole report.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// `pass`, `fail` or `inconclusive`.
    pub verdict: Verdict,
    /// SHA-256 of what was decided, lower-case hex: the same whatever the order of the scenarios.
    pub verdict_digest: String,
    /// The seed that repeats the run.
    pub seed: u64,
    /// The day whose rules were applied.
    pub as_of: Date,
    /// The profile that was asked for.
    pub profile: String,
    /// Start, ISO 8601 with Vietnam's offset.
    pub started: String,
    /// Duration in seconds; null when the run was killed.
    pub seconds: Option<f64>,
    /// Whether the run ended by itself.
    pub finished: bool,
    /// Version of the program that ran.
    pub program: String,
    /// The command that repeats the run.
    pub command: String,
    /// The defect that was planted on purpose, when one was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub defect: Option<String>,
    /// How many of each verdict.
    pub counts: Counts,
    /// Who played which role.
    pub roles: Vec<Role>,
    /// In the order of the feature files.
    pub scenarios: Vec<Scenario>,
    /// In the order of the catalogue.
    pub requirements: Vec<Requirement>,
    /// The causes that occur, explained in both languages.
    pub causes: Vec<Explanation>,
}

/// How many of each verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Requirements a check can reach.
    pub requirements: Count,
    /// Requirements no check can reach.
    pub unreachable: usize,
    /// Scenarios; one that never ended counts as inconclusive.
    pub scenarios: Count,
    /// Scenarios that never ended.
    pub unfinished: usize,
    /// Scenarios that passed, but not at the first attempt.
    pub passed_on_retry: usize,
}

/// How many of each verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Count {
    /// All of them.
    pub total: usize,
    /// Passed.
    pub pass: usize,
    /// Failed.
    pub fail: usize,
    /// Violated without being mandatory (requirements only).
    pub warning: usize,
    /// Nothing can be said.
    pub inconclusive: usize,
    /// Our own fault.
    pub error: usize,
    /// Does not apply.
    pub not_applicable: usize,
    /// Nobody looked (requirements only).
    pub not_run: usize,
}

/// Who played a role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Role {
    /// The role, for example `axis`.
    pub role: String,
    /// `embedded`, `container`, `external` or `simulated`.
    pub binding: String,
    /// The address of an external system.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Whether the role was under test.
    pub under_test: bool,
}

/// One scenario.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Scenario {
    /// Stable identifier.
    pub id: String,
    /// The feature's name, English.
    pub feature: String,
    /// The feature's name, Vietnamese.
    pub feature_vi: String,
    /// The scenario's name, English.
    pub name: String,
    /// The scenario's name, Vietnamese.
    pub name_vi: String,
    /// Its verdict; `inconclusive` when it never ended.
    pub verdict: Verdict,
    /// Who is to blame when it is not a pass; `harness` when it never ended.
    pub cause: Option<Cause>,
    /// Identifiers of the requirements it checks.
    pub requirements: Vec<String>,
    /// Duration in seconds; null when it never ended.
    pub seconds: Option<f64>,
    /// The feature file.
    pub file: String,
    /// The line in it, counted from 1.
    pub line: usize,
    /// Its own seed; null when it never ended.
    pub seed: Option<u64>,
    /// Whether it ended.
    pub finished: bool,
    /// How many exchanges the attempt that decides has.
    pub exchanges: usize,
    /// Why it is not a pass.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failure: Option<Failure>,
    /// Whether it passed, but not at the first attempt; the verdict stays that of the attempt that failed.
    pub passed_on_retry: bool,
    /// Every attempt in order; more than one only when the run was told to retry.
    pub attempts: Vec<Tried>,
}

/// One attempt at a scenario.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Tried {
    /// Its verdict; `inconclusive` when it never ended.
    pub verdict: Verdict,
    /// Who is to blame when it is not a pass; `harness` when it never ended.
    pub cause: Option<Cause>,
    /// Duration in seconds; null when it never ended.
    pub seconds: Option<f64>,
    /// How many exchanges it has.
    pub exchanges: usize,
    /// Why it is not a pass.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failure: Option<Failure>,
}

/// Why a scenario is not a pass.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Failure {
    /// What the requirement asks for.
    pub expected: String,
    /// What was observed, or the reason why nothing was.
    pub received: String,
    /// Text of the step that ended the scenario, English.
    pub step: Option<String>,
    /// Line of that step in the feature file.
    pub step_line: Option<usize>,
    /// Number of the offending exchange, counted from 1.
    pub exchange: Option<u32>,
}

/// One requirement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Requirement {
    /// Stable identifier.
    pub id: String,
    /// What must hold, English.
    pub title: String,
    /// What must hold, Vietnamese.
    pub title_vi: String,
    /// `must`, `should` or `may`.
    pub force: Force,
    /// The role it binds.
    pub role: String,
    /// Its verdict over all its scenarios.
    pub verdict: Verdict,
    /// Where it comes from.
    pub source: record::Source,
    /// `law`, `seen` or `inferred`.
    pub certainty: Certainty,
    /// Why no check can reach it, English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unreachable: Option<String>,
    /// Why no check can reach it, Vietnamese.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unreachable_vi: Option<String>,
    /// Identifiers of the scenarios that check it.
    pub scenarios: Vec<String>,
    /// What usually breaks it, in both languages.
    pub pitfalls: Vec<Pitfall>,
}

/// The report of a run.
#[must_use]
pub fn report(run: &Run) -> Report {
    let view = View::new(run);
    let started = &run.started;
    Report {
        verdict: view.verdict,
        verdict_digest: run.verdict_digest(),
        seed: started.seed,
        as_of: started.as_of,
        profile: started.profile.clone(),
        started: format!("{}+07:00", started.started),
        seconds: run.seconds,
        finished: run.seconds.is_some(),
        program: started.program.clone(),
        command: started.command.clone(),
        defect: started.defect.clone(),
        counts: Counts {
            requirements: count(&view.requirement_tally()),
            unreachable: view.unreachable(),
            scenarios: count(&view.scenario_tally()),
            unfinished: view.unfinished().count(),
            passed_on_retry: view.retried().len(),
        },
        roles: started.roles.iter().map(role).collect(),
        scenarios: view.cases.iter().map(scenario).collect(),
        requirements: (view.demands.iter())
            .map(|demand| requirement(&view, demand))
            .collect(),
        causes: (record::CAUSES.iter())
            .filter(|row| occurs(&view, row.cause))
            .copied()
            .collect(),
    }
}

/// `report.json` as text, indented, with a line feed at the end.
///
/// # Errors
/// When the report cannot be serialised.
pub fn text(run: &Run) -> io::Result<String> {
    let mut text = serde_json::to_string_pretty(&report(run))?;
    text.push('\n');
    Ok(text)
}

fn count(tally: &Tally) -> Count {
    Count {
        total: tally.total(),
        pass: tally.get(Verdict::Pass),
        fail: tally.get(Verdict::Fail),
        warning: tally.get(Verdict::Warning),
        inconclusive: tally.get(Verdict::Inconclusive),
        error: tally.get(Verdict::Error),
        not_applicable: tally.get(Verdict::NotApplicable),
        not_run: tally.get(Verdict::NotRun),
    }
}

fn occurs(view: &View<'_>, cause: Cause) -> bool {
    let mut tried = view.cases.iter().flat_map(|case| &case.attempts);
    view.cases.iter().any(|case| case.cause == Some(cause))
        || tried.any(|attempt| attempt.finished.is_some_and(|end| end.cause == Some(cause)))
}

fn role(binding: &record::RoleBinding) -> Role {
    Role {
        role: binding.role.clone(),
        binding: binding.binding.clone(),
        address: binding.address.clone(),
        under_test: binding.under_test,
    }
}

fn scenario(case: &Case<'_>) -> Scenario {
    let entry = &case.record.entry;
    Scenario {
        id: entry.id.clone(),
        feature: entry.feature.en.clone(),
        feature_vi: entry.feature.vi.clone(),
        name: entry.name.en.clone(),
        name_vi: entry.name.vi.clone(),
        verdict: case.verdict,
        cause: case.cause,
        requirements: entry.requirements.clone(),
        seconds: case.seconds(),
        file: entry.file.clone(),
        line: entry.line,
        seed: case.decided().map(|end| end.seed),
        finished: case.is_finished(),
        exchanges: case.shown_attempt().exchanges.len(),
        failure: failure(case, case.shown_attempt()),
        passed_on_retry: case.record.passed_on_retry(),
        attempts: (case.attempts.iter())
            .map(|attempt| tried(case, attempt))
            .collect(),
    }
}

fn tried(case: &Case<'_>, attempt: &Attempt<'_>) -> Tried {
    Tried {
        verdict: attempt.verdict(),
        cause: (attempt.finished).map_or(Some(Cause::Harness), |end| end.cause),
        seconds: attempt.finished.map(|end| end.seconds),
        exchanges: attempt.exchanges.len(),
        failure: failure(case, attempt),
    }
}

fn failure(case: &Case<'_>, attempt: &Attempt<'_>) -> Option<Failure> {
    let steps = &case.record.entry.steps;
    if attempt.finished.is_none() {
        let step = (attempt.steps.iter())
            .filter(|step| step.outcome == StepOutcome::Passed)
            .map(|step| step.step + 1)
            .max()
            .unwrap_or(0);
        return Some(Failure {
            expected: Lang::En.say(texts::STOPPED_EXPECTED).to_owned(),
            received: Lang::En.say(texts::STOPPED_RECEIVED).to_owned(),
            step: steps.get(step).map(step_text),
            step_line: steps.get(step).map(|step| step.line),
            exchange: None,
        });
    }
    attempt.failure().map(|failure| Failure {
        expected: failure.expected.clone(),
        received: failure.received.clone(),
        step: steps.get(failure.step).map(step_text),
        step_line: steps.get(failure.step).map(|step| step.line),
        exchange: failure.exchange,
    })
}

fn step_text(step: &record::StepEntry) -> String {
    format!("{} {}", step.keyword.en, step.text.en)
}

fn requirement(view: &View<'_>, demand: &Demand<'_>) -> Requirement {
    let entry = demand.entry;
    let reason = entry.unreachable.as_ref();
    Requirement {
        id: entry.id.clone(),
        title: entry.title.en.clone(),
        title_vi: entry.title.vi.clone(),
        force: entry.force,
        role: entry.role.clone(),
        verdict: demand.verdict,
        source: entry.source.clone(),
        certainty: entry.certainty,
        unreachable: reason.map(|text| text.en.clone()),
        unreachable_vi: reason.map(|text| text.vi.clone()),
        scenarios: (demand.cases.iter())
            .map(|case| view.cases[*case].record.entry.id.clone())
            .collect(),
        pitfalls: entry.pitfalls.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn the_report_of_the_sample() {
        insta::assert_snapshot!(text(&sample::run()).expect("serialised"));
    }

    #[test]
    fn what_never_ended_is_inconclusive_by_the_harness_with_the_reason() {
        let report = report(&sample::killed());
        assert!(!report.finished && report.seconds.is_none());
        assert_eq!(report.counts.unfinished, 1);
        let open = report.scenarios.last().expect("scenarios");
        assert_eq!(open.verdict, Verdict::Inconclusive);
        assert_eq!(open.cause, Some(Cause::Harness));
        let failure = open.failure.as_ref().expect("a reason");
        assert_eq!(
            failure.received,
            "the run was stopped before the scenario ended"
        );
        assert_eq!(failure.step_line, Some(14));
    }

    #[test]
    fn a_pass_on_retry_keeps_the_verdict_and_the_reason_of_the_attempt_that_failed() {
        let run = sample::retried(0);
        let report = report(&run);
        assert_eq!(report.counts.passed_on_retry, 2);
        assert_eq!(report.verdict_digest, run.verdict_digest());
        let [failed, open] = &report.scenarios[8..] else {
            panic!("two more scenarios");
        };
        assert!(failed.passed_on_retry && open.passed_on_retry);
        assert_eq!(
            (failed.verdict, open.verdict),
            (Verdict::Fail, Verdict::Pass)
        );
        let verdicts = |scenario: &Scenario| -> Vec<Verdict> {
            scenario
                .attempts
                .iter()
                .map(|attempt| attempt.verdict)
                .collect()
        };
        assert_eq!(verdicts(failed), [Verdict::Fail, Verdict::Pass]);
        assert_eq!(verdicts(open), [Verdict::Inconclusive, Verdict::Pass]);
        assert_eq!(failed.failure, failed.attempts[0].failure);
        assert!(failed.failure.is_some() && open.failure.is_none());
        assert_eq!(open.attempts[0].cause, Some(Cause::Network));
    }

    #[test]
    fn counts_add_up() {
        let Counts {
            requirements,
            unreachable,
            scenarios,
            ..
        } = report(&sample::run()).counts;
        assert_eq!(requirements.total + unreachable, 9);
        assert_eq!(scenarios.total, 8);
        for count in [requirements, scenarios] {
            let sum = count.pass
                + count.fail
                + count.warning
                + count.inconclusive
                + count.error
                + count.not_applicable
                + count.not_run;
            assert_eq!(sum, count.total);
        }
    }
}

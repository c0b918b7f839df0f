//! A run as every report sees it: scenarios numbered, requirements joined to them, what never ended given a verdict.

use std::collections::HashMap;

use record::{
    Cause, Failure, Pitfall, RequirementEntry, Run, ScenarioFinished, ScenarioRecord, Verdict,
};

use crate::attempt::{self, Attempt};
use crate::lang::Lang;
use crate::texts;
use crate::words::VERDICTS;

/// A run, joined up.
pub(crate) struct View<'a> {
    pub(crate) run: &'a Run,
    pub(crate) verdict: Verdict,
    pub(crate) cases: Vec<Case<'a>>,
    pub(crate) demands: Vec<Demand<'a>>,
    index: HashMap<&'a str, usize>,
}

/// A scenario with its verdict.
pub(crate) struct Case<'a> {
    /// Position in the plan, counted from 1.
    pub(crate) number: usize,
    pub(crate) record: &'a ScenarioRecord,
    pub(crate) verdict: Verdict,
    pub(crate) cause: Option<Cause>,
    pub(crate) failure: Option<&'a Failure>,
    /// Failed, but nothing mandatory is violated by it.
    pub(crate) advisory: bool,
    /// Every attempt, in order.
    pub(crate) attempts: Vec<Attempt<'a>>,
    /// Index of the attempt that decides.
    deciding: usize,
}

/// A requirement with its verdict.
pub(crate) struct Demand<'a> {
    pub(crate) entry: &'a RequirementEntry,
    pub(crate) verdict: Verdict,
    /// Indices into [`View::cases`].
    pub(crate) cases: Vec<usize>,
}

/// How many of each verdict.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally([usize; VERDICTS.len()]);

impl Tally {
    /// Counts verdicts.
    pub(crate) fn of(verdicts: impl IntoIterator<Item = Verdict>) -> Self {
        let mut tally = Self::default();
        for verdict in verdicts {
            if let Some(at) = VERDICTS.iter().position(|known| *known == verdict) {
                tally.0[at] += 1;
            }
        }
        tally
    }

    /// How many of this verdict.
    pub(crate) fn get(&self, verdict: Verdict) -> usize {
        (VERDICTS.iter().position(|known| *known == verdict)).map_or(0, |at| self.0[at])
    }

    /// Verdicts that occur, in their usual order.
    pub(crate) fn present(&self) -> impl Iterator<Item = (Verdict, usize)> {
        VERDICTS.into_iter().zip(self.0).filter(|(_, n)| *n > 0)
    }

    /// How many in all.
    pub(crate) fn total(&self) -> usize {
        self.0.iter().sum()
    }
}

impl<'a> View<'a> {
    pub(crate) fn new(run: &'a Run) -> Self {
        let mut demands: Vec<Demand<'a>> = (run.requirements().into_iter())
            .map(|(entry, verdict)| Demand {
                entry,
                verdict,
                cases: Vec::new(),
            })
            .collect();
        let index: HashMap<&str, usize> = (demands.iter().enumerate())
            .map(|(at, demand)| (demand.entry.id.as_str(), at))
            .collect();
        for (case, record) in run.scenarios.iter().enumerate() {
            for id in &record.entry.requirements {
                if let Some(at) = index.get(id.as_str()) {
                    demands[*at].cases.push(case);
                }
            }
        }
        let mut view = Self {
            run,
            verdict: run.verdict(),
            cases: Vec::new(),
            demands,
            index,
        };
        view.cases = (run.scenarios.iter().enumerate())
            .map(|(at, record)| view.case(at + 1, record))
            .collect();
        view
    }

    fn case(&self, number: usize, record: &'a ScenarioRecord) -> Case<'a> {
        let decided = record.deciding();
        let verdict = record.verdict().unwrap_or(Verdict::Inconclusive);
        let mandatory = (record.entry.requirements.iter())
            .filter_map(|id| self.demand(id))
            .any(|demand| demand.entry.is_mandatory());
        Case {
            number,
            record,
            verdict,
            cause: decided.map_or(Some(Cause::Harness), |end| end.cause),
            failure: decided.and_then(|end| end.failure.as_ref()),
            advisory: verdict == Verdict::Fail && !mandatory,
            attempts: attempt::all(record),
            deciding: attempt::deciding(record),
        }
    }

    /// The requirement with this id, when the run knows it.
    pub(crate) fn demand(&self, id: &str) -> Option<&Demand<'a>> {
        self.index.get(id).map(|at| &self.demands[*at])
    }

    /// The requirements a scenario checks, with the ids the run does not know left out.
    pub(crate) fn demands_of(&self, case: &Case<'_>) -> Vec<&Demand<'a>> {
        (case.record.entry.requirements.iter())
            .filter_map(|id| self.demand(id))
            .collect()
    }

    /// Requirements a check can reach, counted by verdict.
    pub(crate) fn requirement_tally(&self) -> Tally {
        let reachable = self
            .demands
            .iter()
            .filter(|d| d.entry.unreachable.is_none());
        Tally::of(reachable.map(|demand| demand.verdict))
    }

    /// Requirements no check can reach.
    pub(crate) fn unreachable(&self) -> usize {
        (self.demands.iter())
            .filter(|demand| demand.entry.unreachable.is_some())
            .count()
    }

    /// Scenarios counted by verdict; those that never ended count as inconclusive.
    pub(crate) fn scenario_tally(&self) -> Tally {
        Tally::of(self.cases.iter().map(|case| case.verdict))
    }

    /// Scenarios that never ended.
    pub(crate) fn unfinished(&self) -> impl Iterator<Item = &Case<'a>> {
        self.cases.iter().filter(|case| !case.is_finished())
    }

    /// Failed scenarios, those that violate something mandatory first.
    pub(crate) fn failed(&self) -> Vec<&Case<'a>> {
        let mut failed: Vec<&Case<'a>> = (self.cases.iter())
            .filter(|case| case.verdict == Verdict::Fail)
            .collect();
        failed.sort_by_key(|case| case.advisory);
        failed
    }

    /// The beginning of the digest of the verdicts, 16 hexadecimal digits: enough to compare two runs by eye.
    pub(crate) fn short_digest(&self) -> String {
        self.run.verdict_digest().chars().take(16).collect()
    }

    /// Scenarios that passed, but not at the first attempt, whatever became of their verdict.
    pub(crate) fn retried(&self) -> Vec<&Case<'a>> {
        (self.cases.iter())
            .filter(|case| case.record.passed_on_retry())
            .collect()
    }

    /// What usually breaks the requirements a scenario checks, each mistake once.
    pub(crate) fn pitfalls_of(&self, case: &Case<'_>) -> Vec<&'a Pitfall> {
        let mut found: Vec<&Pitfall> = Vec::new();
        for pitfall in (self.demands_of(case).iter()).flat_map(|demand| &demand.entry.pitfalls) {
            if !found.iter().any(|known| known.id == pitfall.id) {
                found.push(pitfall);
            }
        }
        found
    }

    /// Scenarios by feature, features in the order of their first scenario.
    pub(crate) fn by_feature(&self) -> Vec<Vec<&Case<'a>>> {
        let mut features: Vec<Vec<&Case<'a>>> = Vec::new();
        let mut known: HashMap<[&str; 3], usize> = HashMap::new();
        for case in &self.cases {
            let entry = &case.record.entry;
            let at = *known
                .entry([&entry.file, &entry.feature.en, &entry.feature.vi])
                .or_insert(features.len());
            match features.get_mut(at) {
                Some(cases) => cases.push(case),
                None => features.push(vec![case]),
            }
        }
        features
    }

    /// Scenarios that ended without a statement about the system: inconclusive or error.
    pub(crate) fn open(&self) -> Vec<&Case<'a>> {
        (self.cases.iter())
            .filter(|case| case.is_finished() && case.is_open())
            .collect()
    }
}

impl<'a> Case<'a> {
    pub(crate) fn is_finished(&self) -> bool {
        self.decided().is_some()
    }

    /// The attempt that decides.
    pub(crate) fn shown_attempt(&self) -> &Attempt<'a> {
        &self.attempts[self.deciding]
    }

    /// The attempts that do not decide.
    pub(crate) fn other_attempts(&self) -> impl Iterator<Item = &Attempt<'a>> {
        (self.attempts.iter())
            .enumerate()
            .filter(|(at, _)| *at != self.deciding)
            .map(|(_, attempt)| attempt)
    }

    /// The end of the attempt that decides.
    pub(crate) fn decided(&self) -> Option<&'a ScenarioFinished> {
        self.record.deciding()
    }

    /// The verdict as it is headed: a failure that violates nothing mandatory is a warning.
    pub(crate) fn shown(&self) -> Verdict {
        if self.advisory {
            Verdict::Warning
        } else {
            self.verdict
        }
    }

    pub(crate) fn is_open(&self) -> bool {
        matches!(self.verdict, Verdict::Inconclusive | Verdict::Error)
    }

    /// Wall-clock seconds of all attempts; none when it never ended.
    pub(crate) fn seconds(&self) -> Option<f64> {
        let ended = self
            .attempts
            .iter()
            .filter_map(|attempt| attempt.finished)
            .map(|end| end.seconds);
        self.is_finished().then(|| ended.sum())
    }

    /// Why it did not pass, in one text: what was received, or that the run was stopped.
    pub(crate) fn reason(&self, lang: Lang) -> &'a str {
        match self.failure {
            Some(failure) => &failure.received,
            None if !self.is_finished() => lang.say(texts::STOPPED_RECEIVED),
            None => "",
        }
    }
}

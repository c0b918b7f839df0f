//! The attempts at a scenario, all told alike: a retry erases nothing.

use record::{
    Exchange, Failure, ScenarioFinished, ScenarioRecord, StepFinished, StepOutcome, Verdict,
};

/// One attempt.
pub(crate) struct Attempt<'a> {
    /// Counted from 1.
    pub(crate) number: usize,
    /// Its steps as far as they went.
    pub(crate) steps: &'a [StepFinished],
    /// Its exchanges in order.
    pub(crate) exchanges: &'a [Exchange],
    /// Its end; none when the run was stopped.
    pub(crate) finished: Option<&'a ScenarioFinished>,
}

/// Every attempt at a scenario, in order; there is at least one.
pub(crate) fn all(record: &ScenarioRecord) -> Vec<Attempt<'_>> {
    let mut all: Vec<Attempt<'_>> = (record.earlier.iter().enumerate())
        .map(|(index, earlier)| Attempt {
            number: index + 1,
            steps: &earlier.steps,
            exchanges: &earlier.exchanges,
            finished: Some(&earlier.finished),
        })
        .collect();
    all.push(Attempt {
        number: record.attempts(),
        steps: &record.steps,
        exchanges: &record.exchanges,
        finished: record.finished.as_ref(),
    });
    all
}

/// Index of the attempt that [`ScenarioRecord::deciding`] means: the first that failed, else the last.
pub(crate) fn deciding(record: &ScenarioRecord) -> usize {
    (record.earlier.iter())
        .position(|attempt| attempt.finished.verdict == Verdict::Fail)
        .unwrap_or(record.earlier.len())
}

impl<'a> Attempt<'a> {
    /// Its verdict; inconclusive when it never ended.
    pub(crate) fn verdict(&self) -> Verdict {
        self.finished
            .map_or(Verdict::Inconclusive, |end| end.verdict)
    }

    /// Why it did not pass.
    pub(crate) fn failure(&self) -> Option<&'a Failure> {
        self.finished.and_then(|end| end.failure.as_ref())
    }

    /// The number of the exchange that shows why it did not pass.
    pub(crate) fn offending(&self) -> Option<u32> {
        self.failure().and_then(|failure| failure.exchange)
    }

    /// How a step ended and how many milliseconds it took; none when it was never reached.
    pub(crate) fn step(&self, index: usize) -> Option<(StepOutcome, u64)> {
        (self.steps.iter())
            .find(|step| step.step == index)
            .map(|step| (step.outcome, step.milliseconds))
    }
}

#[cfg(test)]
mod tests {
    use crate::sample;

    use super::*;

    #[test]
    fn the_deciding_attempt_is_the_one_the_record_means() {
        for scenario in &sample::run().scenarios {
            let shown = &all(scenario)[deciding(scenario)];
            assert_eq!(shown.finished, scenario.deciding(), "{}", scenario.entry.id);
        }
    }
}

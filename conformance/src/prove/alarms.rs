//! The sound government over and over: other seeds, other orders, other numbers of jobs, and the same verdicts.

use std::collections::HashMap;

use features::plan::Plan;
use harness::{Recorder, Seed};
use record::Verdict;

use super::{Alarm, Wanted, trials};
use crate::stage::{self, Ending, Manner};

/// How many scenarios run at once, in turn.
const JOBS: [usize; 3] = [1, 2, 16];

/// What many sound runs came to.
#[derive(Clone, Debug, Default)]
pub struct Repeated {
    /// How many runs.
    pub runs: u32,
    /// The digests of their verdicts, each with how many runs had it; one when all agree.
    pub digests: Vec<(String, u32)>,
    /// What did not pass, by seed.
    pub alarms: Vec<(u64, Alarm)>,
}

/// Runs the sound government with the seeds 1 to `runs`, shuffled, with 1, 2 and 16 jobs in turn. `told` hears of each run.
pub async fn repeat(plan: &Plan, wanted: &Wanted, runs: u32, told: impl Fn(u32)) -> Repeated {
    let mut repeated = Repeated {
        runs,
        ..Repeated::default()
    };
    for (seed, jobs) in (1..=runs).zip(JOBS.into_iter().cycle()) {
        let seed = Seed(u64::from(seed));
        let wanted = Wanted {
            seed,
            ..wanted.clone()
        };
        let sound = trials::sound(&plan.scenarios, &wanted);
        let ids = super::ids(&sound);
        let manner = Manner {
            jobs,
            shuffle: Some(seed),
        };
        let endings = stage::perform(sound, manner, Recorder::nowhere()).await;
        repeated.count(digest(&endings));
        repeated.alarms.extend(
            ids.iter()
                .filter_map(|id| Some((seed.0, Alarm::of(id, &endings)?))),
        );
        told(repeated.digests.iter().map(|(_, runs)| runs).sum());
    }
    repeated
}

impl Repeated {
    fn count(&mut self, digest: String) {
        match self.digests.iter_mut().find(|(known, _)| *known == digest) {
            Some((_, runs)) => *runs += 1,
            None => self.digests.push((digest, 1)),
        }
    }

    /// Whether every run passed with the same verdicts.
    #[must_use]
    pub fn agree(&self) -> bool {
        self.digests.len() <= 1 && self.alarms.is_empty()
    }
}

fn digest(endings: &HashMap<String, Ending>) -> String {
    let decided = endings.values().map(|ending| {
        let end = &ending.finished;
        (
            trials::parts(&end.scenario).0,
            Some((end.verdict, end.cause)),
        )
    });
    record::digest_of(decided.collect())
}

/// Whether a sound system may end a scenario so.
pub(super) fn is_quiet(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Pass | Verdict::NotApplicable)
}

//! The proof that checks can fail: each defect planted, the scenarios of its requirement performed, and what came of it.

mod alarms;
mod outcome;
mod trials;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::time::Instant;

use features::plan::{Plan, Planned};
use harness::{Recorder, Seed};
use jiff::civil::Date;

pub use alarms::{Repeated, repeat};
pub use outcome::{Alarm, Catch, Other, Proof, Proven};

use crate::catalogue::Catalogue;
use crate::defect::{self, Defect};
use crate::stage::{self, Ending, Manner, Trial};

/// What to prove.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Only defects of this role.
    pub role: Option<String>,
    /// Only defects of these requirements; of all when empty.
    pub requirements: Vec<String>,
    /// The day whose rules apply; requirements that were in force on another day only are proved on that one.
    pub as_of: Date,
    /// The seed of every trial.
    pub seed: Seed,
    /// Trials at once.
    pub jobs: usize,
    /// Also performs the scenarios with every habit of real clients that the rules tolerate.
    pub habits: bool,
}

/// Plants every wanted defect in turn. Must run where no Cucumber run is under way.
pub async fn prove(plan: &Plan, wanted: &Wanted) -> Proof {
    let begun = Instant::now();
    let defects: Vec<&'static Defect> = defect::all()
        .iter()
        .filter(|defect| wanted.takes(defect))
        .collect();
    let mut trials: Vec<Trial> = Vec::new();
    let mut planted: Vec<Vec<String>> = Vec::new();
    for defect in &defects {
        let own = trials::of_defect(plan, defect, wanted);
        planted.push(ids(&own));
        trials.extend(own);
    }
    let scenarios = trials::of_interest(plan, &defects, wanted.as_of);
    let mut sound = trials::sound(scenarios.iter().copied(), wanted);
    if wanted.habits {
        sound.extend(trials::tolerated(&scenarios, wanted));
    }
    let quiet = ids(&sound);
    trials.extend(sound);
    let count = trials.len();
    let manner = Manner {
        jobs: wanted.jobs,
        shuffle: None,
    };
    let endings = stage::perform(trials, manner, Recorder::nowhere()).await;
    let proven: Vec<Proven> = (defects.iter().zip(&planted))
        .map(|(defect, ids)| Proven::of(defect, ids, &endings))
        .collect();
    Proof {
        toothless: toothless(plan, &proven, wanted),
        uncovered: uncovered(plan, wanted),
        false_alarms: quiet
            .iter()
            .filter_map(|id| Alarm::of(id, &endings))
            .collect(),
        proven,
        trials: count,
        seconds: begun.elapsed().as_secs_f64(),
    }
}

fn ids(trials: &[Trial]) -> Vec<String> {
    trials
        .iter()
        .map(|trial| trial.planned.entry.id.clone())
        .collect()
}

impl Wanted {
    fn takes(&self, defect: &Defect) -> bool {
        self.takes_requirement(&defect.requirement.id, defect.role())
    }

    fn takes_requirement(&self, id: &str, role: &str) -> bool {
        self.role.as_deref().is_none_or(|wanted| wanted == role)
            && (self.requirements.is_empty() || self.requirements.iter().any(|wanted| wanted == id))
    }
}

/// Mandatory requirements that a scenario checks and no defect violates.
fn uncovered(plan: &Plan, wanted: &Wanted) -> Vec<String> {
    let checked = |id: &str| {
        plan.scenarios
            .iter()
            .any(|planned| planned.entry.requirements.iter().any(|own| own == id))
    };
    (Catalogue::get().entries().iter())
        .filter(|entry| wanted.takes_requirement(&entry.id, &entry.role))
        .filter(|entry| entry.is_mandatory() && checked(&entry.id))
        .filter(|entry| {
            !defect::all()
                .iter()
                .any(|defect| defect.requirement.id == entry.id)
        })
        .map(|entry| entry.id.clone())
        .collect()
}

/// Scenarios, all rows of an outline together, that caught no defect at all though they check mandatory requirements, all of
/// them wanted: they may assert nothing.
fn toothless(plan: &Plan, proven: &[Proven], wanted: &Wanted) -> Vec<String> {
    let by_id = Catalogue::get().by_id();
    let is_wanted = |planned: &&Planned| {
        let entries = planned
            .entry
            .requirements
            .iter()
            .filter_map(|id| by_id.get(id.as_str()));
        let mut mandatory = entries.filter(|entry| entry.is_mandatory()).peekable();
        mandatory.peek().is_some()
            && mandatory.all(|entry| wanted.takes_requirement(&entry.id, &entry.role))
    };
    let catches: HashSet<&str> = (proven.iter().flat_map(|proven| &proven.catches))
        .map(|catch| catch.scenario.as_str())
        .collect();
    let mut caught: BTreeMap<(&str, &str), bool> = BTreeMap::new();
    for planned in plan.scenarios.iter().filter(is_wanted) {
        let outline = (planned.entry.file.as_str(), planned.outline.as_str());
        *caught.entry(outline).or_default() |= catches.contains(planned.entry.id.as_str());
    }
    (caught.into_iter().filter(|(_, caught)| !caught))
        .map(|((file, name), _)| format!("{file}: {name}"))
        .collect()
}

type Endings = HashMap<String, Ending>;

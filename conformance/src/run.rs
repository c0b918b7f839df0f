//! Runs selected scenarios and leaves a run record behind.

use std::sync::Arc;
use std::time::Instant;

use features::plan::Planned;
use harness::{Recorder, Seed, Target};
use jiff::civil::DateTime;
use record::{Event, RoleBinding, RunFinished, RunStarted, Verdict};

use crate::applies::{self, Needs};
use crate::defect::Defect;
use crate::select::Selected;
use crate::stage::{self, Manner, Trial, role_under_test, start_of_work};

/// Version of the record's format.
const FORMAT: u32 = 1;

/// How a run is done.
#[derive(Clone)]
pub struct Order {
    /// What to run.
    pub selected: Selected,
    /// The profile's name.
    pub profile: String,
    /// The day whose rules apply; the controllable clock starts on it.
    pub as_of: jiff::civil::Date,
    /// Who plays which role.
    pub target: Arc<Target>,
    /// The seed of everything.
    pub seed: Seed,
    /// Scenarios at once.
    pub jobs: usize,
    /// Shuffles the scenarios by the seed.
    pub shuffle: bool,
    /// How often a scenario that did not pass is tried again; every attempt stays in the record.
    pub retries: u32,
    /// A defect to be planted in the embedded government, to see how it is caught.
    pub defect: Option<&'static Defect>,
    /// The command that repeats the run.
    pub command: String,
    /// The target file and the user's own features, as he named them.
    pub files: (Option<String>, Option<String>),
    /// Wall-clock start.
    pub started: DateTime,
}

impl Order {
    /// The seed of one scenario: its own, so that it can be repeated alone.
    fn scenario_seed(&self, id: &str) -> Seed {
        self.seed.derive(id)
    }

    /// A scenario as this order wants it performed.
    fn trial(&self, planned: Planned) -> Trial {
        let role = role_under_test(&planned.entry.requirements);
        Trial {
            target: self.target_for(role),
            seed: self.scenario_seed(&planned.entry.id),
            start: start_of_work(self.as_of),
            settings: self.defect.map(Defect::settings).unwrap_or_default(),
            planted: self.defect.map(Defect::planted).unwrap_or_default(),
            planned,
        }
    }

    /// Who plays which role while `role` is under test: the embedded government puts each role under test in turn.
    fn target_for(&self, role: &str) -> Arc<Target> {
        if self.target.has_external() {
            Arc::clone(&self.target)
        } else {
            Arc::new(Target::embedded_default(role))
        }
    }

    /// Every role that the run puts under test or needs, once.
    fn roles(&self) -> Vec<RoleBinding> {
        if self.target.has_external() {
            return self.target.roles();
        }
        let mut roles: Vec<RoleBinding> = Vec::new();
        for role in self
            .selected
            .scenarios
            .iter()
            .map(|planned| role_under_test(&planned.entry.requirements))
        {
            for binding in Target::embedded_default(role).roles() {
                match roles.iter_mut().find(|known| known.role == binding.role) {
                    Some(known) => known.under_test |= binding.under_test,
                    None => roles.push(binding),
                }
            }
        }
        roles
    }

    /// The record's first line.
    fn run_started(&self) -> RunStarted {
        RunStarted {
            format: FORMAT,
            program: env!("CARGO_PKG_VERSION").into(),
            seed: self.seed.0,
            as_of: self.as_of,
            started: self.started,
            profile: self.profile.clone(),
            command: self.command.clone(),
            target: self.files.0.clone(),
            features: self.files.1.clone(),
            defect: self.defect.map(|defect| defect.id.clone()),
            roles: self.roles(),
            requirements: self.selected.requirements.clone(),
            scenarios: self
                .selected
                .scenarios
                .iter()
                .map(|planned| planned.entry.clone())
                .collect(),
        }
    }
}

/// Whether a retry can show more. What does not apply will not apply the next time either.
fn undecided_or_failed(verdict: Verdict) -> bool {
    matches!(
        verdict,
        Verdict::Fail | Verdict::Inconclusive | Verdict::Error
    )
}

/// Runs the order, writing everything to the recorder. Must run where no other Cucumber run is under way.
pub async fn run(order: Order, recorder: Recorder) {
    let begun = Instant::now();
    recorder.append(&Event::RunStarted(Box::new(order.run_started())));
    let needs = Needs::of(&order.target);
    let (runnable, not_applicable): (Vec<Planned>, Vec<Planned>) = order
        .selected
        .scenarios
        .iter()
        .cloned()
        .partition(|planned| needs.unmet(planned).is_none());
    for planned in &not_applicable {
        if let Some(why) = needs.unmet(planned) {
            let id = &planned.entry.id;
            applies::record_not_applicable(&recorder, planned, order.scenario_seed(id).0, &why);
        }
    }
    let trials: Vec<Trial> = runnable
        .into_iter()
        .map(|planned| order.trial(planned))
        .collect();
    let mut left = trials.clone();
    for attempt in 0..=order.retries {
        if attempt > 0 {
            // A real system remembers the first attempt: the very same documents would be taken for those of that one.
            for trial in &mut left {
                trial.seed = trial.seed.derive(&format!("attempt {attempt}"));
            }
        }
        let manner = Manner {
            jobs: order.jobs,
            shuffle: order
                .shuffle
                .then(|| order.seed.derive(&format!("order {attempt}"))),
        };
        let endings = stage::perform(left, manner, recorder.clone()).await;
        left = trials.clone();
        left.retain(|trial| {
            endings
                .get(&trial.planned.entry.id)
                .is_some_and(|ending| undecided_or_failed(ending.finished.verdict))
        });
        if left.is_empty() {
            break;
        }
    }
    let seconds = begun.elapsed().as_secs_f64();
    recorder.append(&Event::RunFinished(RunFinished { seconds }));
}

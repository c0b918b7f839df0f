//! Runs selected scenarios with Cucumber and leaves a run record behind.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Instant;

use cucumber::event::ScenarioFinished as Finished;
use cucumber::{Cucumber, cli, runner};
use features::library::Library;
use features::plan::Planned;
use features::world::{Turns, World};
use futures::FutureExt as _;
use harness::{Recorder, Seed, Target};
use jiff::civil::DateTime;
use record::{Event, RoleBinding, RunFinished, RunStarted};

use crate::applies::{self, Needs};
use crate::feed::{Feed, Quiet, runs_alone, scenario_id};
use crate::select::Selected;

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
            applies::record_not_applicable(&recorder, planned, order.scenario_seed(id).0, why);
        }
    }
    cucumber(&order, runnable, recorder.clone()).await;
    let seconds = begun.elapsed().as_secs_f64();
    recorder.append(&Event::RunFinished(RunFinished { seconds }));
}

async fn cucumber(order: &Order, runnable: Vec<Planned>, recorder: Recorder) {
    let stage = Arc::new(Stage {
        order: order.clone(),
        by_id: runnable
            .iter()
            .map(|planned| (planned.entry.id.clone(), planned.clone()))
            .collect(),
        recorder,
        turns: Turns::default(),
    });
    let runner = runner::Basic::default()
        .steps(Library::collection())
        .max_concurrent_scenarios(order.jobs)
        .before(move |_, _, scenario, world| {
            let stage = Arc::clone(&stage);
            async move { stage.begin(scenario, world).await }.boxed_local()
        })
        .after(|_, _, _, finished, world| {
            async move {
                if let Some(world) = world {
                    world.finish(broke(finished)).await;
                }
            }
            .boxed_local()
        });
    Cucumber::<World, _, _, _, _, cli::Empty>::custom(Feed, runner, Quiet)
        .with_cli(cli::Opts::<_, _, _, cli::Empty>::default())
        .run(runnable)
        .await;
}

/// What the hooks of a run share.
struct Stage {
    order: Order,
    by_id: HashMap<String, Planned>,
    recorder: Recorder,
    turns: Turns,
}

impl Stage {
    async fn begin(&self, scenario: &cucumber::gherkin::Scenario, world: &mut World) {
        let planned = scenario_id(scenario).and_then(|id| self.by_id.get(id));
        let Some(planned) = planned else {
            std::panic::resume_unwind(Box::new("a scenario that nobody planned"));
        };
        let role = role_under_test(&planned.entry.requirements);
        let plan = harness::Plan {
            target: self.order.target_for(role),
            seed: self.order.scenario_seed(&planned.entry.id),
            start: start_of_work(self.order.as_of),
            recorder: self.recorder.scenario(&planned.entry.id),
            keep_on_disk: planned.tags.iter().any(|tag| tag == "on-disk"),
            settings: platform::axis::Settings::default(),
        };
        let turn = self.turns.take(runs_alone(&planned.tags)).await;
        if world
            .begin(turn, plan, role, planned.entry.steps.len())
            .await
            .is_err()
        {
            std::panic::resume_unwind(Box::new("the government could not be raised"));
        }
    }
}

/// The role whose requirements a scenario checks; scenarios check one role each.
pub(crate) fn role_under_test(requirements: &[String]) -> &'static str {
    if requirements.iter().any(|id| id.starts_with("DS-")) {
        "document-system"
    } else {
        "axis"
    }
}

/// Nine in the morning of the first working day from `day` on.
fn start_of_work(day: jiff::civil::Date) -> DateTime {
    let working = if clock::calendar::is_working_day(day) {
        day
    } else {
        clock::calendar::next_working_day(day)
    };
    working.at(9, 0, 0, 0)
}

/// The text of a panic in a step of ours.
fn broke(finished: &Finished) -> Option<String> {
    let info = match finished {
        Finished::StepFailed(_, _, cucumber::event::StepError::Panic(info)) => info,
        Finished::BeforeHookFailed(info) => info,
        Finished::StepFailed(_, _, other) => return Some(other.to_string()),
        Finished::StepSkipped => {
            return Some("the step library lost a step between plan and run".into());
        }
        Finished::StepPassed => return None,
    };
    let text = info.downcast_ref::<&str>().map(|text| (*text).to_owned());
    Some(
        text.or_else(|| info.downcast_ref::<String>().cloned())
            .unwrap_or_else(|| "no text".into()),
    )
}

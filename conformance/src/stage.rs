//! Performs trials with Cucumber: scenarios, each with its seed, its day and what is planted in its government.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use cucumber::event::ScenarioFinished as Finished;
use cucumber::{Cucumber, cli, runner};
use features::library::Library;
use features::plan::Planned;
use features::world::{Turns, World};
use futures::FutureExt as _;
use harness::{Planted, Recorder, Seed, Target};
use jiff::civil::DateTime;
use platform::Settings;
use record::ScenarioFinished;

use crate::catalogue::Catalogue;

use crate::feed::{Feed, Quiet, runs_alone, scenario_id};
use crate::profile::ROLES;

/// One scenario to be performed.
#[derive(Clone)]
pub struct Trial {
    /// The scenario; its identifier is the trial's.
    pub planned: Planned,
    /// Who plays which role.
    pub target: Arc<Target>,
    /// The scenario's own seed.
    pub seed: Seed,
    /// Where the controllable clock starts (Vietnam time).
    pub start: DateTime,
    /// Settings of our components.
    pub settings: Settings,
    /// What is wrong on purpose.
    pub planted: Planted,
}

/// How a trial ended.
#[derive(Clone, Debug)]
pub struct Ending {
    /// What the record says.
    pub finished: ScenarioFinished,
    /// How often planted rules were applied.
    pub applied: u32,
}

/// How many at once, and in which order.
#[derive(Clone, Copy, Debug)]
pub struct Manner {
    /// Trials at once.
    pub jobs: usize,
    /// Shuffles the trials by this seed; in the order of the feature files when none.
    pub shuffle: Option<Seed>,
}

/// Performs every trial and tells how each ended, by identifier. Must run where no other Cucumber run is under way.
pub async fn perform(
    trials: Vec<Trial>,
    manner: Manner,
    recorder: Recorder,
) -> HashMap<String, Ending> {
    let planned: Vec<Planned> = trials.iter().map(|trial| trial.planned.clone()).collect();
    let stage = Arc::new(Stage {
        trials: (trials.into_iter())
            .map(|trial| (trial.planned.entry.id.clone(), trial))
            .collect(),
        recorder,
        turns: Turns::default(),
        endings: Mutex::default(),
    });
    let (before, after) = (Arc::clone(&stage), Arc::clone(&stage));
    let runner = runner::Basic::default()
        .steps(Library::collection())
        .max_concurrent_scenarios(manner.jobs)
        .before(move |_, _, scenario, world| {
            let stage = Arc::clone(&before);
            async move { stage.begin(scenario, world).await }.boxed_local()
        })
        .after(move |_, _, _, finished, world| {
            let stage = Arc::clone(&after);
            async move {
                if let Some(world) = world {
                    stage.end(world, broke(finished)).await;
                }
            }
            .boxed_local()
        });
    Cucumber::<World, _, _, _, _, cli::Empty>::custom(Feed(manner.shuffle), runner, Quiet)
        .with_cli(cli::Opts::<_, _, _, cli::Empty>::default())
        .run(planned)
        .await;
    std::mem::take(&mut *stage.endings())
}

/// What the hooks share.
struct Stage {
    trials: HashMap<String, Trial>,
    recorder: Recorder,
    turns: Turns,
    endings: Mutex<HashMap<String, Ending>>,
}

impl Stage {
    async fn begin(&self, scenario: &cucumber::gherkin::Scenario, world: &mut World) {
        let trial = scenario_id(scenario).and_then(|id| self.trials.get(id));
        let Some(Trial {
            planned,
            target,
            seed,
            start,
            settings,
            planted,
        }) = trial
        else {
            std::panic::resume_unwind(Box::new("a scenario that nobody planned"));
        };
        let plan = harness::Plan {
            target: Arc::clone(target),
            seed: *seed,
            start: *start,
            recorder: self.recorder.scenario(&planned.entry.id),
            keep_on_disk: planned.tags.iter().any(|tag| tag == "on-disk"),
            settings: settings.clone(),
            planted: planted.clone(),
        };
        let role = role_under_test(&planned.entry.requirements);
        let turn = self.turns.take(runs_alone(&planned.tags)).await;
        let begun = world
            .begin(turn, plan, role, planned.entry.steps.len())
            .await;
        if begun.is_err() {
            std::panic::resume_unwind(Box::new("the government could not be raised"));
        }
    }

    async fn end(&self, world: &mut World, broke: Option<String>) {
        let applied = world.planted_applied();
        if let Some(finished) = world.finish(broke).await {
            let id = finished.scenario.clone();
            self.endings().insert(id, Ending { finished, applied });
        }
    }

    fn endings(&self) -> std::sync::MutexGuard<'_, HashMap<String, Ending>> {
        self.endings.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The role whose requirements a scenario checks; scenarios check one role each.
pub(crate) fn role_under_test(requirements: &[String]) -> &'static str {
    let role = |id: &String| {
        let entry = Catalogue::get().find(id)?;
        ROLES.iter().find(|role| **role == entry.role)
    };
    requirements
        .iter()
        .find_map(role)
        .copied()
        .unwrap_or("axis")
}

/// Nine in the morning of the first working day from `day` on.
pub(crate) fn start_of_work(day: jiff::civil::Date) -> DateTime {
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

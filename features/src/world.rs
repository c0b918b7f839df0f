//! What one running scenario holds: its government, what it remembers, and how it ended.

use std::sync::Arc;
use std::time::{Duration, Instant};

use harness::{Binding, Government, Plan, ScenarioRecorder, Target};
use platform::axis::Axis;
use rand_chacha::ChaCha8Rng;
use record::{Cause, Event, Failure, ScenarioFinished, StepFinished, StepOutcome, Verdict};
use tokio::sync::{OwnedRwLockReadGuard, OwnedRwLockWriteGuard, RwLock};

use crate::blame;
use crate::ended::Ended;
use crate::memory::Memory;
use crate::step::StepResult;

/// The longest a step may take when only embedded and simulated systems take part.
const EMBEDDED_LIMIT: Duration = Duration::from_secs(30);

/// Who may run beside whom: most scenarios beside each other, some alone.
#[derive(Clone, Debug, Default)]
pub struct Turns(Arc<RwLock<()>>);

/// A scenario's turn; it ends when dropped.
pub enum Turn {
    /// Beside others.
    Shared(OwnedRwLockReadGuard<()>),
    /// Alone.
    Alone(OwnedRwLockWriteGuard<()>),
}

impl Turns {
    /// Waits for a turn.
    pub async fn take(&self, alone: bool) -> Turn {
        let turns = Arc::clone(&self.0);
        if alone {
            Turn::Alone(turns.write_owned().await)
        } else {
            Turn::Shared(turns.read_owned().await)
        }
    }
}

/// The state of one scenario. Cucumber makes it empty; [`World::begin`] raises its government.
#[derive(Default)]
pub struct World {
    scene: Option<Scene>,
}

/// A scenario that has begun.
struct Scene {
    recorder: ScenarioRecorder,
    _turn: Turn,
    seed: u64,
    under_test: String,
    limit: Duration,
    planned_steps: usize,
    steps_begun: usize,
    started: Instant,
    ended: Option<Failed>,
    government: Option<Government>,
    memory: Memory,
    rng: ChaCha8Rng,
}

struct Failed {
    step: usize,
    why: Ended,
}

impl cucumber::World for World {
    type Error = std::convert::Infallible;

    async fn new() -> Result<Self, Self::Error> {
        Ok(Self::default())
    }
}

impl World {
    /// Raises the government of a scenario and tells the record that it begins.
    ///
    /// # Errors
    /// When the government cannot be raised; the scenario has then ended.
    pub async fn begin(
        &mut self,
        turn: Turn,
        plan: Plan,
        under_test: &str,
        steps: usize,
    ) -> Result<(), ()> {
        let recorder = plan.recorder.clone();
        recorder.append(&Event::ScenarioStarted {
            scenario: recorder.scenario().to_owned(),
        });
        let scene = self.scene.insert(Scene {
            recorder,
            _turn: turn,
            seed: plan.seed.0,
            under_test: under_test.to_owned(),
            limit: step_limit(&plan.target),
            planned_steps: steps,
            steps_begun: 0,
            started: Instant::now(),
            ended: None,
            government: None,
            memory: Memory::default(),
            rng: plan.seed.derive("scenario").rng(),
        });
        match Government::raise(plan).await {
            Ok(government) => {
                scene.government = Some(government);
                Ok(())
            }
            Err(error) => {
                scene.ended = Some(Failed {
                    step: 0,
                    why: error.into(),
                });
                Err(())
            }
        }
    }

    /// The government of the scenario.
    ///
    /// # Errors
    /// An error of ours when the scenario has not begun.
    pub fn government(&mut self) -> Result<&mut Government, Ended> {
        self.parts().map(|(government, _)| government)
    }

    /// What the scenario remembers.
    ///
    /// # Errors
    /// An error of ours when the scenario has not begun.
    pub fn memory(&mut self) -> Result<&mut Memory, Ended> {
        self.parts().map(|(_, memory)| memory)
    }

    /// The government and what the scenario remembers, both at once.
    ///
    /// # Errors
    /// An error of ours when the scenario has not begun.
    pub fn parts(&mut self) -> Result<(&mut Government, &mut Memory), Ended> {
        let scene = self
            .scene
            .as_mut()
            .ok_or_else(|| Ended::error("the scenario has not begun"))?;
        let government = scene
            .government
            .as_mut()
            .ok_or_else(|| Ended::error("the scenario has no government"))?;
        Ok((government, &mut scene.memory))
    }

    /// The embedded axis, to act as its operator.
    ///
    /// # Errors
    /// Not applicable when the axis is not ours.
    pub fn operator(&mut self) -> Result<Axis, Ended> {
        let axis = self.government()?.axis().cloned();
        axis.ok_or_else(|| {
            Ended::not_applicable("the scenario acts as the operator of the embedded axis")
        })
    }

    /// The generator of the scenario's seed.
    ///
    /// # Errors
    /// An error of ours when the scenario has not begun.
    pub fn generator(&mut self) -> Result<&mut ChaCha8Rng, Ended> {
        let scene = self
            .scene
            .as_mut()
            .ok_or_else(|| Ended::error("the scenario has not begun"))?;
        Ok(&mut scene.rng)
    }

    pub(crate) fn step_limit(&self) -> Duration {
        self.scene
            .as_ref()
            .map_or(EMBEDDED_LIMIT, |scene| scene.limit)
    }

    pub(crate) fn step_begins(&mut self) {
        if let Some(scene) = &mut self.scene {
            scene.recorder.begin_step(scene.steps_begun);
            scene.steps_begun += 1;
        }
    }

    /// After the last step: a scenario that plans a fault which never happens proves nothing.
    pub(crate) fn proves_something(&mut self) -> StepResult {
        match &self.scene {
            Some(scene) if scene.steps_begun == scene.planned_steps => self.mishaps_happened(),
            _ => Ok(()),
        }
    }

    pub(crate) fn step_ends(&mut self, result: StepResult, took: Duration) {
        // Without a government there is no tap, and nothing was planned.
        let suffered = self.spoiled().unwrap_or_default();
        let Some(scene) = &mut self.scene else { return };
        let step = scene.steps_begun.saturating_sub(1);
        let outcome = if result.is_ok() {
            StepOutcome::Passed
        } else {
            StepOutcome::Failed
        };
        scene.record_step(step, outcome, took);
        if let Err(why) = result {
            let why = why.after(suffered).seen_by(&scene.under_test);
            let why = why.in_spite_of(&scene.memory.planned);
            scene.ended = Some(Failed { step, why });
        }
    }

    /// How often the rules of a planted defect were applied.
    #[must_use]
    pub fn planted_applied(&self) -> u32 {
        let government = self
            .scene
            .as_ref()
            .and_then(|scene| scene.government.as_ref());
        government.map_or(0, |government| {
            government.taps().map(harness::Tap::planted_applied).sum()
        })
    }

    /// Ends the scenario: steps that did not run are recorded as skipped, the verdict is told, the government goes
    /// down. `broke` carries the text of a panic in a step of ours.
    pub async fn finish(&mut self, broke: Option<String>) -> Option<ScenarioFinished> {
        let mut scene = self.scene.take()?;
        if let (Some(text), None) = (broke, &scene.ended) {
            let step = scene.steps_begun.saturating_sub(1);
            scene.record_step(step, StepOutcome::Failed, Duration::ZERO);
            scene.ended = Some(Failed {
                step,
                why: Ended::error(format!("a step broke: {text}")),
            });
        }
        for step in scene.steps_begun..scene.planned_steps {
            scene.record_step(step, StepOutcome::Skipped, Duration::ZERO);
        }
        if let (Some(failed), Some(government)) = (&mut scene.ended, &scene.government) {
            failed.why = blame::second_look(failed.why.clone(), government).await;
        }
        let finished = scene.finished();
        scene
            .recorder
            .append(&Event::ScenarioFinished(Box::new(finished.clone())));
        // Only now: with the government end the secrets that the record must not show.
        drop(scene.government.take());
        Some(finished)
    }
}

/// The longest a step may take: a person or a real system may take its patience, twice within one step.
fn step_limit(target: &Target) -> Duration {
    let external = target
        .document_system
        .as_ref()
        .filter(|system| system.binding == Binding::External);
    external.map_or(EMBEDDED_LIMIT, |system| {
        system.patience * 2 + EMBEDDED_LIMIT
    })
}

impl Scene {
    fn record_step(&self, step: usize, outcome: StepOutcome, took: Duration) {
        self.recorder.append(&Event::StepFinished(StepFinished {
            scenario: self.recorder.scenario().to_owned(),
            step,
            outcome,
            milliseconds: u64::try_from(took.as_millis()).unwrap_or(u64::MAX),
        }));
    }

    fn finished(&self) -> ScenarioFinished {
        let ended = self.ended.as_ref();
        ScenarioFinished {
            scenario: self.recorder.scenario().to_owned(),
            verdict: ended.map_or(Verdict::Pass, |failed| failed.why.verdict),
            cause: ended.map(|failed| failed.why.cause),
            failure: ended.map(|failed| Failure {
                step: failed.step,
                expected: failed.why.expected.clone(),
                received: failed.why.received.clone(),
                exchange: failed
                    .why
                    .exchange
                    .or_else(|| self.shown_by(failed.why.cause)),
            }),
            seed: self.seed,
            seconds: self.started.elapsed().as_secs_f64(),
        }
    }

    /// The exchange that shows a failure when the step named none: the last one.
    fn shown_by(&self, cause: Cause) -> Option<u32> {
        let last = self.recorder.last_exchange();
        if matches!(cause, Cause::Harness | Cause::Configuration) {
            None
        } else {
            last
        }
    }
}

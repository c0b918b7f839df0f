//! The recorder of one scenario: it knows which scenario and step an exchange belongs to, and numbers exchanges.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use record::{Event, Exchange, Message};

use super::Recorder;

/// No step has begun.
const NO_STEP: usize = usize::MAX;

/// Records for one scenario; clones belong to the same scenario.
#[derive(Clone, Debug)]
pub struct ScenarioRecorder {
    recorder: Recorder,
    scenario: Arc<str>,
    step: Arc<AtomicUsize>,
    told: Arc<Mutex<Told>>,
}

/// What was recorded so far.
#[derive(Debug, Default)]
struct Told {
    exchanges: u32,
    ended: bool,
}

impl ScenarioRecorder {
    pub(super) fn new(recorder: Recorder, id: &str) -> Self {
        Self {
            recorder,
            scenario: id.into(),
            step: Arc::new(AtomicUsize::new(NO_STEP)),
            told: Arc::default(),
        }
    }

    /// The scenario's id.
    #[must_use]
    pub fn scenario(&self) -> &str {
        &self.scenario
    }

    /// The recorder of the whole run.
    #[must_use]
    pub fn recorder(&self) -> &Recorder {
        &self.recorder
    }

    /// Says which step of the plan runs from now on, counted from 0.
    pub fn begin_step(&self, index: usize) {
        self.step.store(index, Ordering::Release);
    }

    /// The step that runs, once one has begun.
    #[must_use]
    pub fn step(&self) -> Option<usize> {
        match self.step.load(Ordering::Acquire) {
            NO_STEP => None,
            index => Some(index),
        }
    }

    /// The number of the latest exchange, once there was one.
    #[must_use]
    pub fn last_exchange(&self) -> Option<u32> {
        let count = self.told().exchanges;
        (count > 0).then_some(count)
    }

    /// Appends an event of this scenario. After its end no exchange is recorded any more: connections that break
    /// because everything is taken down belong to nothing that was tested.
    pub fn append(&self, event: &Event) {
        let mut told = self.told();
        told.ended |= matches!(event, Event::ScenarioFinished(_));
        self.recorder.append(event);
    }

    /// Appends an exchange and returns it as recorded: `scenario`, `number` and `step` filled in (a step that is
    /// already set stays), secrets masked in addresses, header fields, bodies and the fault's text. After the
    /// scenario's end it has no number and is not recorded.
    pub fn exchange(&self, mut exchange: Exchange) -> Exchange {
        self.mask(&mut exchange);
        exchange.scenario = self.scenario.to_string();
        exchange.step = exchange.step.or_else(|| self.step());
        // The number is given and the line written under one lock, so that lines stand in the order of numbers.
        let mut told = self.told();
        if !told.ended {
            told.exchanges += 1;
            exchange.number = told.exchanges;
            let event = Event::Exchange(Box::new(exchange.clone()));
            self.recorder.append(&event);
        }
        exchange
    }

    fn told(&self) -> MutexGuard<'_, Told> {
        self.told.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn mask(&self, exchange: &mut Exchange) {
        let masker = self.recorder.masker();
        let mask = |message: &mut Message| {
            message.line = masker.body(&message.line);
            message.headers = masker.headers(std::mem::take(&mut message.headers));
            message.body = masker.body(&message.body);
        };
        mask(&mut exchange.request);
        exchange.response.iter_mut().for_each(mask);
        exchange.from = masker.values(&exchange.from);
        exchange.operation = masker.values(&exchange.operation);
        exchange.fault = (exchange.fault.take()).map(|fault| masker.body(&fault));
    }
}

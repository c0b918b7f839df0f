//! A run read back from its record, whole or cut short.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};

use crate::catalogue::RequirementEntry;
use crate::event::{Event, Exchange, RunStarted, ScenarioEntry, ScenarioFinished, StepFinished};
use crate::verdict::{self, Verdict};

/// Name of the record inside a report folder.
pub const FILE_NAME: &str = "run.ndjson";

/// Everything a record tells.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The plan.
    pub started: RunStarted,
    /// What happened to each planned scenario, in the order of the plan.
    pub scenarios: Vec<ScenarioRecord>,
    /// Wall-clock seconds; none when the run was killed.
    pub seconds: Option<f64>,
}

/// What happened to one scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct ScenarioRecord {
    /// The plan.
    pub entry: ScenarioEntry,
    /// Every earlier attempt, when the run was told to retry: a retry erases nothing.
    pub earlier: Vec<Attempt>,
    /// The steps of the last attempt as far as they went.
    pub steps: Vec<StepFinished>,
    /// The exchanges of the last attempt in order.
    pub exchanges: Vec<Exchange>,
    /// The end of the last attempt; none when it never ended.
    pub finished: Option<ScenarioFinished>,
}

/// An attempt at a scenario that was followed by another one.
#[derive(Clone, Debug, PartialEq)]
pub struct Attempt {
    /// Its steps as far as they went.
    pub steps: Vec<StepFinished>,
    /// Its exchanges in order.
    pub exchanges: Vec<Exchange>,
    /// Its end.
    pub finished: ScenarioFinished,
}

/// Why a record could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadRunError {
    /// The file cannot be read.
    #[error("cannot read the run record {path}: {source}; name the folder that holds {FILE_NAME}")]
    Io {
        /// The file.
        path: PathBuf,
        /// The reason.
        source: io::Error,
    },
    /// A line in the middle is no event.
    #[error("{path}:{line}: not an event of a run record: {source}")]
    Line {
        /// The file.
        path: PathBuf,
        /// Counted from 1.
        line: usize,
        /// The reason.
        source: serde_json::Error,
    },
    /// The record does not begin with `run-started`.
    #[error("{path}: the first line is no run-started event, so this is no run record")]
    NoStart {
        /// The file.
        path: PathBuf,
    },
}

impl Run {
    /// Reads `run.ndjson` of a report folder. A last line cut short by a crash is left out.
    ///
    /// # Errors
    /// When the file cannot be read, or is not a run record; the message names file and line.
    pub fn read(folder: &Path) -> Result<Self, ReadRunError> {
        let path = folder.join(FILE_NAME);
        let text = std::fs::read(&path).map_err(|source| ReadRunError::Io {
            path: path.clone(),
            source,
        })?;
        let text = String::from_utf8_lossy(&text);
        let whole = text.ends_with('\n');
        let lines: Vec<&str> = text.lines().collect();
        let mut events = Vec::with_capacity(lines.len());
        for (index, line) in lines.iter().enumerate() {
            match serde_json::from_str(line) {
                Ok(event) => events.push(event),
                Err(_) if index + 1 == lines.len() && !whole => break,
                Err(source) => {
                    return Err(ReadRunError::Line {
                        path,
                        line: index + 1,
                        source,
                    });
                }
            }
        }
        Self::from_events(events).ok_or(ReadRunError::NoStart { path })
    }

    /// Builds the run from its events; none when they do not begin with the start.
    #[must_use]
    pub fn from_events(events: Vec<Event>) -> Option<Self> {
        let mut events = events.into_iter();
        let Some(Event::RunStarted(started)) = events.next() else {
            return None;
        };
        let mut run = Self {
            scenarios: started
                .scenarios
                .iter()
                .map(ScenarioRecord::planned)
                .collect(),
            started: *started,
            seconds: None,
        };
        let index: HashMap<String, usize> = (run.scenarios.iter().enumerate())
            .map(|(index, scenario)| (scenario.entry.id.clone(), index))
            .collect();
        for event in events {
            run.apply(event, &index);
        }
        Some(run)
    }

    fn apply(&mut self, event: Event, index: &HashMap<String, usize>) {
        let at = event.scenario().and_then(|id| index.get(id));
        let scenario = at.and_then(|at| self.scenarios.get_mut(*at));
        match (event, scenario) {
            (Event::RunFinished(finished), _) => self.seconds = Some(finished.seconds),
            (Event::StepFinished(step), Some(scenario)) => scenario.steps.push(step),
            (Event::Exchange(exchange), Some(scenario)) => scenario.exchanges.push(*exchange),
            (Event::ScenarioFinished(finished), Some(scenario)) => {
                scenario.finished = Some(*finished);
            }
            (Event::ScenarioStarted { .. }, Some(scenario)) => scenario.begin_again(),
            // Of the start the plan tells already, and what belongs to no planned scenario has no place here.
            (Event::RunStarted(_), _) | (_, None) => {}
        }
    }

    /// Every requirement with its verdict, in the order of the catalogue.
    #[must_use]
    pub fn requirements(&self) -> Vec<(&RequirementEntry, Verdict)> {
        let mut observed: HashMap<&str, Vec<Verdict>> = HashMap::new();
        for scenario in &self.scenarios {
            for id in &scenario.entry.requirements {
                observed.entry(id).or_default().extend(scenario.verdict());
            }
        }
        (self.started.requirements.iter())
            .map(|entry| {
                let seen = observed
                    .get(entry.id.as_str())
                    .map_or(&[][..], Vec::as_slice);
                (entry, verdict::requirement(entry, seen))
            })
            .collect()
    }

    /// The verdict on the whole run; a run that was killed is inconclusive unless it already failed.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let scenarios: Vec<Verdict> = (self.scenarios.iter())
            .map(|scenario| scenario.verdict().unwrap_or(Verdict::Inconclusive))
            .collect();
        let requirements = self.requirements().into_iter().map(|(_, verdict)| verdict);
        verdict::run(requirements, &scenarios)
    }
}

impl ScenarioRecord {
    fn planned(entry: &ScenarioEntry) -> Self {
        Self {
            entry: entry.clone(),
            earlier: Vec::new(),
            steps: Vec::new(),
            exchanges: Vec::new(),
            finished: None,
        }
    }

    /// A scenario that has ended and begins once more: what it showed the first time is kept.
    fn begin_again(&mut self) {
        if let Some(finished) = self.finished.take() {
            self.earlier.push(Attempt {
                steps: std::mem::take(&mut self.steps),
                exchanges: std::mem::take(&mut self.exchanges),
                finished,
            });
        }
    }

    /// How often it was tried.
    #[must_use]
    pub fn attempts(&self) -> usize {
        self.earlier.len() + 1
    }

    /// The attempt that decides: the first one that failed, else the last one.
    #[must_use]
    pub fn deciding(&self) -> Option<&ScenarioFinished> {
        let earlier = self.earlier.iter().map(|attempt| &attempt.finished);
        let failed = earlier
            .chain(&self.finished)
            .find(|end| end.verdict == Verdict::Fail);
        failed.or(self.finished.as_ref())
    }

    /// The verdict, once the scenario ended. A system that failed once has failed, whatever a retry shows; an attempt
    /// that could not decide gives way to a later one that could.
    #[must_use]
    pub fn verdict(&self) -> Option<Verdict> {
        self.deciding().map(|end| end.verdict)
    }

    /// Whether it passed, but not the first time.
    #[must_use]
    pub fn passed_on_retry(&self) -> bool {
        let passed = |end: &ScenarioFinished| end.verdict == Verdict::Pass;
        !self.earlier.is_empty() && self.finished.as_ref().is_some_and(passed)
    }
}

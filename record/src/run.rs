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
    /// Its steps as far as they went.
    pub steps: Vec<StepFinished>,
    /// Its exchanges in order.
    pub exchanges: Vec<Exchange>,
    /// Its end; none when it never ended.
    pub finished: Option<ScenarioFinished>,
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
            // Of starts the plan tells already, and what belongs to no planned scenario has no place here.
            (Event::RunStarted(_) | Event::ScenarioStarted { .. }, _) | (_, None) => {}
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
            steps: Vec::new(),
            exchanges: Vec::new(),
            finished: None,
        }
    }

    /// The verdict, once the scenario ended.
    #[must_use]
    pub fn verdict(&self) -> Option<Verdict> {
        self.finished.as_ref().map(|finished| finished.verdict)
    }
}

//! The recorder: events of a run, appended as they happen, with every secret masked.
//!
//! A failure to write never breaks a run: it is kept and reported by [`Recorder::finish`]. Each event is one write of
//! one whole line, so that a run that is killed keeps what it had.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use record::Event;

pub mod mask;
mod scenario;

pub use mask::Masker;
pub use scenario::ScenarioRecorder;

/// What is told of each event as it is written, masked.
pub type Observer = Box<dyn FnMut(&Event) + Send>;

/// Appends the events of one run; clones write to the same place.
#[derive(Clone)]
pub struct Recorder {
    inner: Arc<Inner>,
}

struct Inner {
    masker: Masker,
    state: Mutex<State>,
}

struct State {
    sink: Sink,
    observer: Option<Observer>,
    first_error: Option<io::Error>,
    lost: usize,
}

enum Sink {
    File { file: File, path: PathBuf },
    Memory(Vec<Event>),
    Nowhere,
}

/// The record is not whole.
#[derive(Debug, thiserror::Error)]
#[error(
    "{lost} event(s) could not be written to {path}: {source}; the reports made of it are not whole"
)]
pub struct RecordError {
    /// The record.
    pub path: PathBuf,
    /// How many events are missing.
    pub lost: usize,
    /// What went wrong first.
    pub source: io::Error,
}

impl std::fmt::Debug for Recorder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Recorder")
    }
}

impl Recorder {
    /// Starts the record `run.ndjson` in a report folder, which is made when it is missing.
    ///
    /// # Errors
    /// When the folder or the file cannot be made, or when it already holds a record: nothing is overwritten.
    pub fn create(folder: &Path) -> io::Result<Self> {
        std::fs::create_dir_all(folder)?;
        let path = folder.join(record::FILE_NAME);
        let file = File::options().append(true).create_new(true).open(&path)?;
        Ok(Self::new(Sink::File { file, path }))
    }

    /// A record that is kept in memory only.
    #[must_use]
    pub fn in_memory() -> Self {
        Self::new(Sink::Memory(Vec::new()))
    }

    /// A record that nobody reads: where only what a scenario ends with is wanted.
    #[must_use]
    pub fn nowhere() -> Self {
        Self::new(Sink::Nowhere)
    }

    fn new(sink: Sink) -> Self {
        Self {
            inner: Arc::new(Inner {
                masker: Masker::default(),
                state: Mutex::new(State {
                    sink,
                    observer: None,
                    first_error: None,
                    lost: 0,
                }),
            }),
        }
    }

    /// Tells somebody of every event from now on, for live progress. The observer must not record events itself.
    pub fn observe(&self, observer: Observer) {
        self.state().observer = Some(observer);
    }

    /// What hides secrets; register every secret here before it can travel.
    #[must_use]
    pub fn masker(&self) -> &Masker {
        &self.inner.masker
    }

    /// The recorder of one scenario.
    #[must_use]
    pub fn scenario(&self, id: &str) -> ScenarioRecorder {
        ScenarioRecorder::new(self.clone(), id)
    }

    /// Appends an event, registered secrets masked.
    pub fn append(&self, event: &Event) {
        if matches!(self.state().sink, Sink::Nowhere) {
            return;
        }
        let masked = self.masked(event);
        let mut state = self.state();
        match masked.and_then(|masked| {
            state.write(&masked)?;
            Ok(masked)
        }) {
            Ok(masked) => {
                if let Some(observer) = &mut state.observer {
                    observer(&masked);
                }
            }
            Err(error) => {
                state.lost += 1;
                state.first_error.get_or_insert(error);
            }
        }
    }

    /// The events so far, for a record in memory; none for one in a file.
    #[must_use]
    pub fn events(&self) -> Vec<Event> {
        match &self.state().sink {
            Sink::Memory(events) => events.clone(),
            Sink::File { .. } | Sink::Nowhere => Vec::new(),
        }
    }

    /// Whether the record is whole, to be asked at the end of the run.
    ///
    /// # Errors
    /// The first failure to write, and how many events were lost.
    pub fn finish(&self) -> Result<(), RecordError> {
        let mut state = self.state();
        let Some(source) = state.first_error.take() else {
            return Ok(());
        };
        Err(RecordError {
            path: match &state.sink {
                Sink::File { path, .. } => path.clone(),
                Sink::Memory(_) | Sink::Nowhere => PathBuf::from(record::FILE_NAME),
            },
            lost: state.lost,
            source,
        })
    }

    fn masked(&self, event: &Event) -> io::Result<Event> {
        let mut value = serde_json::to_value(event)?;
        self.inner.masker.value(&mut value);
        Ok(serde_json::from_value(value)?)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        (self.inner.state.lock()).unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn write(&mut self, event: &Event) -> io::Result<()> {
        match &mut self.sink {
            Sink::Memory(events) => events.push(event.clone()),
            Sink::Nowhere => {}
            Sink::File { file, .. } => {
                let mut line = serde_json::to_vec(event)?;
                line.push(b'\n');
                file.write_all(&line)?;
                file.flush()?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;

//! The one thread that touches the database, and group commit.
//!
//! Commands queue up while a commit waits for the disk; all that queued goes into the next transaction, and nobody gets an
//! answer before the transaction that holds his command is on disk. A command that fails takes back its own changes only.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread::JoinHandle;

use rusqlite::Connection;
use thiserror::Error;
use tokio::sync::{mpsc, oneshot};

use crate::schema::{self, Tables};

/// Most commands in one transaction.
const BATCH: usize = 512;
/// Most commands waiting; further callers wait themselves.
const QUEUE: usize = 4096;

/// The store cannot be opened.
#[derive(Debug, Error)]
pub enum OpenStoreError {
    /// Another process has it open.
    #[error("another process has it open; stop that one or choose another folder")]
    Locked,
    /// The folder or its files cannot be used.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// The database is not ours.
    #[error("{0}")]
    Schema(#[from] schema::SchemaError),
}

/// A command was not carried out; nothing of it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum StoreError {
    /// The database refused.
    #[error("the store failed: {0}")]
    Database(String),
    /// The thread is gone.
    #[error("the store is closed")]
    Closed,
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error.to_string())
    }
}

/// Sends the answer once it is known whether the transaction is on disk.
type Answer = Box<dyn FnOnce(Result<(), StoreError>) + Send>;
type Command = Box<dyn FnOnce(&Connection) -> Answer + Send>;
/// A change nobody waits for.
type Note = Box<dyn FnOnce(&Connection) -> rusqlite::Result<()> + Send>;

enum Job {
    Read(Command),
    Write(Command),
    Note(Note),
}

/// The store; dropping it finishes what is queued and closes the file.
#[derive(Debug)]
pub struct Store {
    jobs: Option<mpsc::Sender<Job>>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Store {
    /// A store in memory, and what `first` reads from it.
    pub fn memory<T>(
        tables: &Tables,
        first: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<(Self, T), OpenStoreError> {
        Self::start(
            Connection::open_in_memory().map_err(schema::SchemaError::from)?,
            None,
            tables,
            first,
        )
    }

    /// The store in a folder, made when missing. The folder is locked against other processes while it is open.
    pub fn folder<T>(
        folder: &Path,
        tables: &Tables,
        first: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<(Self, T), OpenStoreError> {
        std::fs::create_dir_all(folder)?;
        let lock = File::create(folder.join(format!("{}.lock", tables.component)))?;
        lock.try_lock().map_err(|error| match error {
            std::fs::TryLockError::WouldBlock => OpenStoreError::Locked,
            std::fs::TryLockError::Error(error) => OpenStoreError::Io(error),
        })?;
        let file: PathBuf = folder.join(format!("{}.sqlite", tables.component));
        let connection = Connection::open(file).map_err(schema::SchemaError::from)?;
        Self::start(connection, Some(lock), tables, first)
    }

    fn start<T>(
        connection: Connection,
        lock: Option<File>,
        tables: &Tables,
        first: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<(Self, T), OpenStoreError> {
        configure(&connection).map_err(schema::SchemaError::from)?;
        schema::prepare(&connection, tables)?;
        let read = first(&connection).map_err(schema::SchemaError::from)?;
        let (jobs, queue) = mpsc::channel(QUEUE);
        let thread = std::thread::Builder::new()
            .name(format!("{}-store", tables.component))
            .spawn(move || {
                work(&connection, queue);
                drop(connection);
                drop(lock);
            })?;
        let store = Self {
            jobs: Some(jobs),
            thread: Mutex::new(Some(thread)),
        };
        Ok((store, read))
    }

    /// Runs a query.
    pub async fn read<T: Send + 'static>(
        &self,
        query: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (command, answer) = command(query);
        self.push(Job::Read(command)).await?;
        answer.await.unwrap_or(Err(StoreError::Closed))
    }

    /// Runs a command in a transaction and answers when it is on disk; an error takes back all it changed.
    pub async fn write<T: Send + 'static>(
        &self,
        change: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (command, answer) = command(move |connection| guarded(connection, change));
        self.push(Job::Write(command)).await?;
        answer.await.unwrap_or(Err(StoreError::Closed))
    }

    /// Makes a change with the next transaction; nobody waits for it (lines of the access log, times of fetching).
    pub async fn note(
        &self,
        change: impl FnOnce(&Connection) -> rusqlite::Result<()> + Send + 'static,
    ) {
        // A closed store has already refused the request that this note is about.
        let _ = self.push(Job::Note(Box::new(change))).await;
    }

    async fn push(&self, job: Job) -> Result<(), StoreError> {
        let jobs = self.jobs.as_ref().ok_or(StoreError::Closed)?;
        jobs.send(job).await.map_err(|_| StoreError::Closed)
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.jobs = None;
        if let Ok(mut thread) = self.thread.lock()
            && let Some(thread) = thread.take()
        {
            let _ = thread.join();
        }
    }
}

fn configure(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "journal_size_limit", 64 << 20)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(())
}

/// Makes a command of a closure: what it found travels only once the transaction is on disk.
fn command<T: Send + 'static>(
    work: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
) -> (Command, oneshot::Receiver<Result<T, StoreError>>) {
    let (sender, receiver) = oneshot::channel();
    let command = Box::new(move |connection: &Connection| {
        let found = work(connection).map_err(StoreError::from);
        Box::new(move |committed: Result<(), StoreError>| {
            // The caller may have gone away: its request was cut off, the command stands all the same.
            let _ = sender.send(committed.and(found));
        }) as Answer
    });
    (command, receiver)
}

/// Runs a change so that its failure leaves the rest of the transaction alone.
fn guarded<T>(
    connection: &Connection,
    change: impl FnOnce(&Connection) -> rusqlite::Result<T>,
) -> rusqlite::Result<T> {
    connection
        .prepare_cached("SAVEPOINT command")?
        .execute([])?;
    let outcome = change(connection);
    if outcome.is_err() {
        connection
            .prepare_cached("ROLLBACK TO command")?
            .execute([])?;
    }
    connection.prepare_cached("RELEASE command")?.execute([])?;
    outcome
}

fn work(connection: &Connection, mut queue: mpsc::Receiver<Job>) {
    let mut waits = Waits::default();
    while let Some(first) = queue.blocking_recv() {
        let mut batch = vec![first];
        while batch.len() < BATCH
            && let Ok(next) = queue.try_recv()
        {
            batch.push(next);
        }
        run(connection, &mut waits, batch);
    }
}

/// How long a commit waits for the disk. Each change makes the database prepare its statements anew, so it is made only
/// where it is one.
#[derive(Default)]
struct Waits(Option<&'static str>);

impl Waits {
    fn set(&mut self, connection: &Connection, durable: bool) -> rusqlite::Result<()> {
        let wanted = if durable { "FULL" } else { "NORMAL" };
        if self.0 != Some(wanted) {
            connection.pragma_update(None, "synchronous", wanted)?;
            self.0 = Some(wanted);
        }
        Ok(())
    }
}

/// Runs a batch in the order of its commands, so that everybody sees what was asked for before him.
///
/// Reads alone need no transaction. Notes are written without waiting for the disk: they survive the end of the process at any
/// moment, and the next durable transaction takes them to the disk too.
fn run(connection: &Connection, waits: &mut Waits, batch: Vec<Job>) {
    let durable = batch.iter().any(|job| matches!(job, Job::Write(_)));
    let reads_only = batch.iter().all(|job| matches!(job, Job::Read(_)));
    let mut answers = Vec::with_capacity(batch.len());
    let work = || {
        for job in batch {
            match job {
                Job::Read(command) | Job::Write(command) => answers.push(command(connection)),
                Job::Note(note) => keep_note(connection, note),
            }
        }
    };
    let done = if reads_only {
        work();
        Ok(())
    } else {
        waits
            .set(connection, durable)
            .and_then(|()| transaction(connection, work))
    };
    if let Err(error) = &done {
        tracing::error!(%error, "a transaction was not kept");
    }
    let done = done.map_err(StoreError::from);
    for answer in answers {
        answer(done.clone());
    }
}

fn keep_note(connection: &Connection, note: Note) {
    if let Err(error) = guarded(connection, note) {
        tracing::error!(%error, "a note could not be written");
    }
}

/// Runs `work` in a transaction. When none can be begun, `work` is dropped and with it every answer, which its caller sees as
/// [`StoreError::Closed`].
fn transaction(connection: &Connection, work: impl FnOnce()) -> rusqlite::Result<()> {
    connection.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
    work();
    let committed = connection.prepare_cached("COMMIT")?.execute([]);
    if committed.is_err() && !connection.is_autocommit() {
        connection.prepare_cached("ROLLBACK")?.execute([])?;
    }
    committed.map(drop)
}

#[cfg(test)]
mod tests;

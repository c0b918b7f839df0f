//! The axis as a value: opening, serving, and what its operator does.

use std::net::SocketAddr;
use std::sync::{Arc, RwLock, RwLockReadGuard, RwLockWriteGuard};

use clock::Clock;
use thiserror::Error;

use super::answers::router;
use super::keeps::{agencies, counters, log, retention, schema, times};
use super::knows::directory::{Directory, Entry, System};
use super::{AgencyRecord, LogEntry, Period, Purged, Settings, Statistics};
use crate::component::{Component, Opening};
use crate::keep::{Keep, OpenError};
use crate::serve::{self, Limits, Running};
use crate::store::{Store, StoreError};

/// An operator's command was refused.
#[derive(Debug, Error)]
pub enum OperatorError {
    /// The agency is not in the directory.
    #[error("no agency {0} in the directory; register it first")]
    UnknownAgency(String),
    /// The system is not registered.
    #[error("no system {0}; register it first")]
    UnknownSystem(String),
    /// The code already names another agency.
    #[error("code {alias} names agency {agency} already; choose another code")]
    CodeInUse {
        /// The code.
        alias: String,
        /// Whose it is.
        agency: String,
    },
    /// A code is empty.
    #[error("expected a code for every agency, found an empty one")]
    EmptyCode,
    /// The store failed.
    #[error("{0}")]
    Store(#[from] StoreError),
}

/// The axis; clones share it. When the last clone is dropped, what is queued is kept and the folder is released.
#[derive(Clone, Debug)]
pub struct Axis {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    settings: Arc<Settings>,
    clock: Clock,
    store: Store,
    directory: RwLock<Directory>,
    /// Held while the directory changes, on disk first and in memory after.
    changing: tokio::sync::Mutex<()>,
}

impl Component for Axis {
    const ROLE: &'static str = "axis";

    type Settings = Settings;

    fn settings(all: &crate::Settings) -> &Settings {
        &all.axis
    }

    fn open(opening: Opening<Settings>) -> Result<Self, OpenError> {
        Axis::open(opening.settings, opening.keep, opening.clock)
    }

    fn router(&self) -> axum::Router {
        Axis::router(self)
    }

    fn limits(&self) -> Limits {
        self.settings().limits()
    }
}

impl Axis {
    /// Opens the store and reads the directory.
    ///
    /// # Errors
    /// The folder cannot be used, is open in another process, or holds something else.
    pub fn open(settings: Settings, keep: Keep, clock: Clock) -> Result<Axis, OpenError> {
        let (store, directory) =
            keep.open(&schema::TABLES, settings.defect.as_deref(), agencies::load)?;
        Ok(Axis {
            inner: Arc::new(Inner {
                settings: Arc::new(settings),
                clock,
                store,
                directory: RwLock::new(directory),
                changing: tokio::sync::Mutex::new(()),
            }),
        })
    }

    /// Both faces and the operator's page.
    pub fn router(&self) -> axum::Router {
        router::router(self.clone())
    }

    /// Answers on `address` (port 0 picks a free one): the VXP face under `/XrdAdapter/adapter/`, the LGSP face under `/v1/`.
    ///
    /// # Errors
    /// The address cannot be bound.
    pub async fn serve(&self, address: SocketAddr) -> std::io::Result<Running> {
        serve::serve(self.router(), self.settings().limits(), address).await
    }

    /// Registers one agency; see [`Axis::register_agencies`].
    ///
    /// # Errors
    /// An empty code, or the store failed.
    pub async fn register_agency(&self, agency: AgencyRecord) -> Result<(), OperatorError> {
        self.register_agencies(vec![agency]).await
    }

    /// Registers agencies in one transaction; one that is known by any of its codes is replaced and keeps its first code.
    ///
    /// # Errors
    /// An empty code, or the store failed; nothing is registered then.
    pub async fn register_agencies(
        &self,
        agencies: Vec<AgencyRecord>,
    ) -> Result<(), OperatorError> {
        if agencies.iter().any(|agency| agency.code.trim().is_empty()) {
            return Err(OperatorError::EmptyCode);
        }
        let _changing = self.inner.changing.lock().await;
        let entries = self.numbered(agencies);
        self.put(entries).await
    }

    /// Registers a system that sends and receives for an agency, or moves and re-keys a known one.
    ///
    /// # Errors
    /// The agency is not in the directory, or the store failed.
    pub async fn register_system(
        &self,
        agency: &str,
        system_id: &str,
        secret: &str,
    ) -> Result<(), OperatorError> {
        let agency = self.entry(agency)?.id;
        self.put_system(
            system_id,
            System {
                agency,
                secret: secret.into(),
            },
        )
        .await
    }

    /// Closes an agency: nothing can be sent to it or by it any more; what was sent before stays as it is (domain §2.2).
    ///
    /// # Errors
    /// The agency is not in the directory, or the store failed.
    pub async fn close_agency(&self, code: &str) -> Result<(), OperatorError> {
        self.change(code, |record| record.closed = true).await
    }

    /// Renames an agency.
    ///
    /// # Errors
    /// The agency is not in the directory, or the store failed.
    pub async fn rename_agency(&self, code: &str, name: &str) -> Result<(), OperatorError> {
        self.change(code, |record| record.name = name.to_owned())
            .await
    }

    /// Gives an agency one more code.
    ///
    /// # Errors
    /// The agency is not in the directory, the code names another one, or the store failed.
    pub async fn add_alias(&self, code: &str, alias: &str) -> Result<(), OperatorError> {
        let _changing = self.inner.changing.lock().await;
        let agency = self.entry(code)?;
        if alias.trim().is_empty() {
            return Err(OperatorError::EmptyCode);
        }
        if let Ok(known) = self.entry(alias) {
            return match known.id == agency.id {
                true => Ok(()),
                false => Err(OperatorError::CodeInUse {
                    alias: alias.into(),
                    agency: known.record.code,
                }),
            };
        }
        let kept = alias.trim().to_owned();
        let row = kept.clone();
        self.store()
            .write(move |connection| agencies::put_alias(connection, agency.id, &row))
            .await?;
        self.directory_mut().put_alias(agency.id, &kept);
        Ok(())
    }

    /// Replaces a system's secret; the old one fails at once, as do tokens made with it.
    ///
    /// # Errors
    /// The system is not registered, or the store failed.
    pub async fn rotate_secret(&self, system_id: &str, secret: &str) -> Result<(), OperatorError> {
        let known = self
            .directory()
            .system(system_id)
            .map(|system| system.agency);
        let agency = known.ok_or_else(|| OperatorError::UnknownSystem(system_id.into()))?;
        self.put_system(
            system_id,
            System {
                agency,
                secret: secret.into(),
            },
        )
        .await
    }

    /// Counters kept as things happen.
    ///
    /// # Errors
    /// The store failed.
    pub async fn statistics(&self, period: Period) -> Result<Statistics, OperatorError> {
        Ok(self
            .store()
            .read(move |connection| counters::counted(connection, period))
            .await?)
    }

    /// The same counters, counted again from the kept sends, deliveries and log lines.
    ///
    /// # Errors
    /// The store failed.
    pub async fn recount(&self, period: Period) -> Result<Statistics, OperatorError> {
        Ok(self
            .store()
            .read(move |connection| counters::recounted(connection, period))
            .await?)
    }

    /// Counters and recount of one moment, for whoever compares them while others send.
    ///
    /// # Errors
    /// The store failed.
    pub async fn audit(&self, period: Period) -> Result<(Statistics, Statistics), OperatorError> {
        let both = move |connection: &rusqlite::Connection| {
            Ok((
                counters::counted(connection, period)?,
                counters::recounted(connection, period)?,
            ))
        };
        Ok(self.store().read(both).await?)
    }

    /// Applies retention at the clock's now.
    ///
    /// # Errors
    /// The store failed.
    pub async fn retain(&self) -> Result<Purged, OperatorError> {
        let Some(days) = self.settings().content_days_after_done else {
            return Ok(Purged::default());
        };
        let age = jiff::SignedDuration::from_hours(24 * i64::from(days));
        let before = self
            .clock()
            .now()
            .checked_sub(age)
            .unwrap_or(jiff::civil::DateTime::MIN);
        Ok(self
            .store()
            .write(move |connection| retention::purge(connection, &times::text(before)))
            .await?)
    }

    /// Lines of the access log after number `after`, at most `limit`, oldest first.
    ///
    /// # Errors
    /// The store failed.
    pub async fn log(&self, after: i64, limit: u32) -> Result<Vec<LogEntry>, OperatorError> {
        Ok(self
            .store()
            .read(move |connection| log::entries(connection, after, limit))
            .await?)
    }

    /// The settings it was opened with.
    pub fn settings(&self) -> &Arc<Settings> {
        &self.inner.settings
    }

    /// The clock it lives by.
    pub fn clock(&self) -> &Clock {
        &self.inner.clock
    }

    pub(crate) fn store(&self) -> &Store {
        &self.inner.store
    }

    pub(crate) fn directory(&self) -> RwLockReadGuard<'_, Directory> {
        self.inner
            .directory
            .read()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn directory_mut(&self) -> RwLockWriteGuard<'_, Directory> {
        self.inner
            .directory
            .write()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn entry(&self, code: &str) -> Result<Entry, OperatorError> {
        let entry = self.directory().find(code).cloned();
        entry.ok_or_else(|| OperatorError::UnknownAgency(code.into()))
    }

    async fn change(
        &self,
        code: &str,
        edit: impl FnOnce(&mut AgencyRecord),
    ) -> Result<(), OperatorError> {
        let _changing = self.inner.changing.lock().await;
        let mut record = self.entry(code)?.record;
        edit(&mut record);
        let entries = self.numbered(vec![record]);
        self.put(entries).await
    }

    /// Gives each record its row: that of the agency it already is, or the next free one.
    fn numbered(&self, records: Vec<AgencyRecord>) -> Vec<Entry> {
        let directory = self.directory();
        let version = directory.version() + 1;
        let modified = times::text(self.clock().now());
        let mut next = directory
            .entries()
            .iter()
            .map(|entry| entry.id)
            .max()
            .unwrap_or(0)
            + 1;
        let mut new = std::collections::HashMap::new();
        let mut number = |record: &mut AgencyRecord| {
            if let Some(known) = directory.find(&record.code) {
                record.code = known.record.code.clone();
                return known.id;
            }
            *new.entry(protocols::identifiers::normalised(&record.code))
                .or_insert_with(|| {
                    next += 1;
                    next - 1
                })
        };
        records
            .into_iter()
            .map(|mut record| {
                record.code = record.code.trim().to_owned();
                Entry {
                    id: number(&mut record),
                    record,
                    version,
                    modified: modified.clone(),
                }
            })
            .collect()
    }

    async fn put(&self, entries: Vec<Entry>) -> Result<(), OperatorError> {
        let entries = self
            .store()
            .write(move |connection| agencies::put(connection, &entries).map(|()| entries))
            .await?;
        let mut directory = self.directory_mut();
        entries.into_iter().for_each(|entry| directory.put(entry));
        Ok(())
    }

    async fn put_system(&self, id: &str, system: System) -> Result<(), OperatorError> {
        let _changing = self.inner.changing.lock().await;
        let (row, kept) = (id.to_owned(), system.clone());
        self.store()
            .write(move |connection| agencies::put_system(connection, &row, &kept))
            .await?;
        self.directory_mut().put_system(id, system);
        Ok(())
    }
}

//! The portal as a value: opening it, and what its operator does.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use clock::Clock;
use jiff::civil::{Date, DateTime};
use protocols::portal::moment;
use thiserror::Error;

use super::calls::Calls;
use super::keeps::accounts::{self, Account};
use super::keeps::counters::{self, Statistics};
use super::keeps::log::{self, LogEntry};
use super::keeps::messages::{self, Message};
use super::keeps::papers::{self, Paper};
use super::keeps::{people, schema};
use super::knows::catalogue::Catalogue;
use super::knows::person::Person;
use super::knows::settings::Settings;
use crate::component::{Component, Opening};
use crate::keep::OpenError;
use crate::serve::Limits;
use crate::store::{Store, StoreError};

/// An operator's command was refused.
#[derive(Debug, Error)]
pub enum OperatorError {
    /// Something needed is empty.
    #[error("expected {0}, found nothing")]
    Empty(&'static str),
    /// A planned interruption was announced too late.
    #[error("expected a notice {days} working days before; the earliest day is {earliest}")]
    NoticeTooLate {
        /// Working days needed.
        days: i32,
        /// The earliest day for the interruption.
        earliest: Date,
    },
    /// The store failed.
    #[error("{0}")]
    Store(#[from] StoreError),
}

/// An account of an agency, to register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccountRecord {
    /// Name at the login.
    pub username: String,
    /// Password; a new one ends every session of the old one.
    pub password: String,
    /// Code of the agency.
    pub agency: String,
    /// Name of the agency.
    pub name: String,
    /// Where dossiers that were submitted on the portal are pushed to (`POST`); none: the agency polls.
    pub address: Option<String>,
}

/// Who tells whether a token is good: an identity provider's introspection (RFC 7662).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Introspection {
    /// The endpoint.
    pub url: String,
    /// Client id and secret, as form fields.
    pub client: (String, String),
}

/// The portal; clones share it. When the last clone is dropped, what is queued is kept and the folder is released.
#[derive(Clone, Debug)]
pub struct Portal {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    settings: Settings,
    clock: Clock,
    store: Store,
    calls: Calls,
    accounts: RwLock<BTreeMap<String, Account>>,
    catalogue: RwLock<Arc<Catalogue>>,
    introspection: RwLock<Option<Introspection>>,
    public_url: String,
}

impl Component for Portal {
    const ROLE: &'static str = "portal";

    type Settings = Settings;

    fn settings(all: &crate::Settings) -> &Settings {
        &all.portal
    }

    fn open(opening: Opening<Settings>) -> Result<Self, OpenError> {
        let Opening {
            settings,
            keep,
            clock,
            public_url,
        } = opening;
        let (store, known) =
            keep.open(&schema::TABLES, settings.defect.as_deref(), accounts::load)?;
        let accounts = known
            .into_iter()
            .map(|account| (account.username.clone(), account))
            .collect();
        Ok(Portal {
            inner: Arc::new(Inner {
                calls: Calls::new(settings.patience()),
                catalogue: RwLock::new(Catalogue::national(settings.nation_seed)),
                settings,
                clock,
                store,
                accounts: RwLock::new(accounts),
                introspection: RwLock::default(),
                public_url,
            }),
        })
    }

    fn router(&self) -> axum::Router {
        super::answers::router(self.clone())
    }

    fn limits(&self) -> Limits {
        self.inner.settings.limits()
    }
}

impl Portal {
    /// Registers an account, or replaces the one of that name.
    ///
    /// # Errors
    /// A name, password or agency is empty, or the store failed.
    pub async fn register_account(&self, record: AccountRecord) -> Result<(), OperatorError> {
        let account = Account {
            username: record.username.trim().to_owned(),
            password: record.password,
            agency: record.agency.trim().to_owned(),
            name: record.name,
            address: record.address.filter(|address| !address.is_empty()),
        };
        if account.username.is_empty() || account.password.is_empty() || account.agency.is_empty() {
            return Err(OperatorError::Empty("a name, a password and an agency"));
        }
        let row = account.clone();
        self.store()
            .write(move |connection| accounts::put(connection, &row))
            .await?;
        let mut accounts = self
            .inner
            .accounts
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        accounts.insert(account.username.clone(), account);
        Ok(())
    }

    /// Registers a person; with a token it can act on the portal at once, without an identity provider.
    ///
    /// # Errors
    /// The TechID is empty, or the store failed.
    pub async fn register_person(
        &self,
        person: Person,
        token: Option<&str>,
    ) -> Result<(), OperatorError> {
        if person.tech_id.trim().is_empty() {
            return Err(OperatorError::Empty("a TechID"));
        }
        let token = token.map(str::to_owned);
        Ok(self
            .store()
            .write(move |connection| people::put(connection, &person, token.as_deref()))
            .await?)
    }

    /// Puts a paper into the electronic data store.
    ///
    /// # Errors
    /// The path is empty, or the store failed.
    pub async fn store_paper(&self, paper: Paper) -> Result<(), OperatorError> {
        if paper.path.is_empty() {
            return Err(OperatorError::Empty("a path"));
        }
        Ok(self
            .store()
            .write(move |connection| papers::put(connection, &paper))
            .await?)
    }

    /// Replaces the procedures by those of another catalogue: the national database changed.
    pub fn show_procedures(&self, catalogue: Arc<Catalogue>) {
        *self
            .inner
            .catalogue
            .write()
            .unwrap_or_else(PoisonError::into_inner) = catalogue;
    }

    /// From now on tokens are proved by this provider, too.
    pub fn trust(&self, introspection: Option<Introspection>) {
        *self
            .inner
            .introspection
            .write()
            .unwrap_or_else(PoisonError::into_inner) = introspection;
    }

    /// Announces a planned interruption (NĐ 224/2026 Art. 13.1a).
    ///
    /// # Errors
    /// Announced too late, or the store failed.
    pub async fn announce_outage(
        &self,
        from: DateTime,
        to: DateTime,
        reason: &str,
    ) -> Result<(), OperatorError> {
        let days = self.settings().outage_notice_days;
        let earliest = clock::calendar::add_working_days(self.clock().today(), days);
        if from.date() < earliest {
            return Err(OperatorError::NoticeTooLate { days, earliest });
        }
        let row = [self.stamp(), moment(from), moment(to), reason.to_owned()];
        let keep = move |connection: &rusqlite::Connection| {
            connection.execute(
                "INSERT INTO outage (announced, from_at, to_at, reason) VALUES (?, ?, ?, ?)",
                row,
            )
        };
        self.store().write(keep).await?;
        Ok(())
    }

    /// Notes how many dossiers an agency received on a day as the national reporting system says (indicator 1.4).
    ///
    /// # Errors
    /// The store failed.
    pub async fn note_reported(
        &self,
        agency: &str,
        day: Date,
        dossiers: u64,
    ) -> Result<(), OperatorError> {
        let (agency, day) = (agency.to_owned(), counters::day(day));
        let keep = move |connection: &rusqlite::Connection| {
            connection.execute(
                "INSERT OR REPLACE INTO reported VALUES (?, ?, ?)",
                rusqlite::params![agency, day, dossiers],
            )
        };
        self.store().write(keep).await?;
        Ok(())
    }

    /// The numbers kept as things happened and the same counted again, of one moment.
    ///
    /// # Errors
    /// The store failed.
    pub async fn audit(
        &self,
        from: Date,
        to: Date,
    ) -> Result<(Statistics, Statistics), OperatorError> {
        let (from, to) = (counters::day(from), counters::day(to));
        let both = move |connection: &rusqlite::Connection| {
            Ok((
                counters::counted(connection, &from, &to)?,
                counters::recounted(connection, &from, &to)?,
            ))
        };
        Ok(self.store().read(both).await?)
    }

    /// Messages that went out about a dossier, oldest first; all when `dossier` is empty.
    ///
    /// # Errors
    /// The store failed.
    pub async fn messages(&self, dossier: &str) -> Result<Vec<Message>, OperatorError> {
        let dossier = dossier.to_owned();
        Ok(self
            .store()
            .read(move |connection| messages::about(connection, &dossier))
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
    pub fn settings(&self) -> &Settings {
        &self.inner.settings
    }

    /// The clock it lives by.
    pub fn clock(&self) -> &Clock {
        &self.inner.clock
    }

    /// The address under which others reach it.
    pub fn public_url(&self) -> &str {
        &self.inner.public_url
    }

    /// The procedures it shows.
    pub fn catalogue(&self) -> Arc<Catalogue> {
        let catalogue = self.inner.catalogue.read();
        catalogue.unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn introspection(&self) -> Option<Introspection> {
        let introspection = self.inner.introspection.read();
        introspection
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    pub(crate) fn store(&self) -> &Store {
        &self.inner.store
    }

    pub(crate) fn calls(&self) -> &Calls {
        &self.inner.calls
    }

    /// Now, as the wire writes it.
    pub(crate) fn stamp(&self) -> String {
        moment(self.clock().now())
    }

    pub(crate) fn account(&self, username: &str) -> Option<Account> {
        let accounts = self
            .inner
            .accounts
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        accounts.get(username.trim()).cloned()
    }

    /// Every account, in the order of their names.
    pub(crate) fn accounts(&self) -> Vec<Account> {
        let accounts = self
            .inner
            .accounts
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        accounts.values().cloned().collect()
    }
}

//! The licence system as a value: opening, and what its operator does.

use std::sync::Arc;

use axum::Router;
use clock::Clock;
use nation::Nation;

use super::Settings;
use super::answers::router;
use super::keeps::accounts::{self, Account, LogLine};
use super::keeps::tally::{self, Tally};
use super::keeps::{cards, schema};
use super::knows::licence::Licence;
use crate::component::{Component, Opening};
use crate::keep::OpenError;
use crate::serve::Limits;
use crate::store::{Store, StoreError};

/// The licence system; clones share it.
#[derive(Clone, Debug)]
pub struct Licences {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    settings: Settings,
    clock: Clock,
    store: Store,
    nation: Nation,
}

impl Component for Licences {
    const ROLE: &'static str = "licences";

    type Settings = Settings;

    fn settings(all: &crate::Settings) -> &Settings {
        &all.licences
    }

    fn open(opening: Opening<Settings>) -> Result<Self, OpenError> {
        let defect = opening.settings.defect.clone();
        let (store, ()) = opening
            .keep
            .open(&schema::TABLES, defect.as_deref(), |_| Ok(()))?;
        Ok(Self {
            inner: Arc::new(Inner {
                nation: Nation::new(opening.settings.nation_seed),
                settings: opening.settings,
                clock: opening.clock,
                store,
            }),
        })
    }

    fn router(&self) -> Router {
        router::router(self.clone())
    }

    fn limits(&self) -> Limits {
        self.settings().limits()
    }
}

impl Licences {
    /// Gives a unit an account: its name, password (and key of the older feed), and the unit's code and name.
    ///
    /// # Errors
    /// The store failed.
    pub async fn register(
        &self,
        name: &str,
        password: &str,
        unit: &str,
        unit_name: &str,
    ) -> Result<(), StoreError> {
        self.put(Account {
            name: name.to_owned(),
            password: password.to_owned(),
            unit: unit.to_owned(),
            unit_name: unit_name.to_owned(),
            ..Account::default()
        })
        .await
    }

    /// Gives the portal an account, which hands in applications and reads none.
    ///
    /// # Errors
    /// The store failed.
    pub async fn register_portal(&self, name: &str, password: &str) -> Result<(), StoreError> {
        self.put(Account {
            name: name.to_owned(),
            password: password.to_owned(),
            portal: true,
            ..Account::default()
        })
        .await
    }

    /// Locks an account or opens it again; nothing when there is none of that name.
    ///
    /// # Errors
    /// The store failed.
    pub async fn lock(&self, name: &str, blocked: bool) -> Result<(), StoreError> {
        let name = name.to_owned();
        let change =
            move |connection: &rusqlite::Connection| match accounts::find(connection, &name)? {
                Some(account) => accounts::put(connection, &Account { blocked, ..account }),
                None => Ok(()),
            };
        self.store().write(change).await
    }

    /// A licence with its present card.
    ///
    /// # Errors
    /// The store failed.
    pub async fn licence(&self, number: &str) -> Result<Option<Licence>, StoreError> {
        let (nation, number) = (self.inner.nation, number.to_owned());
        self.store()
            .read(move |connection| cards::present(connection, &nation, &number))
            .await
    }

    /// Numbers kept as things happened, and the same counted again.
    ///
    /// # Errors
    /// The store failed.
    pub async fn audit(&self) -> Result<(Tally, Tally), StoreError> {
        self.store().read(tally::both).await
    }

    /// Lines of the log after a number, at most a thousand.
    ///
    /// # Errors
    /// The store failed.
    pub async fn log(&self, after: i64) -> Result<Vec<LogLine>, StoreError> {
        self.store()
            .read(move |connection| accounts::lines(connection, after))
            .await
    }

    /// The settings it was opened with.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.inner.settings
    }

    /// The clock it lives by.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.inner.clock
    }

    pub(crate) fn nation(&self) -> Nation {
        self.inner.nation
    }

    pub(crate) fn store(&self) -> &Store {
        &self.inner.store
    }

    async fn put(&self, account: Account) -> Result<(), StoreError> {
        self.store()
            .write(move |connection| accounts::put(connection, &account))
            .await
    }
}

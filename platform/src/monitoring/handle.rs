//! EMC as a value: opening, and what its operator does.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use clock::Clock;
use jiff::SignedDuration;
use jiff::civil::{Date, DateTime};
use thiserror::Error;

use super::answers::router;
use super::keeps::log::{Noted, Refused};
use super::keeps::{counters, log, reports, schema, sites};
use super::knows::deviation::Compared;
use super::{Counts, Funnel, Measure, Period, Rates, Settings, Site, Stage, State};
use crate::component::{Component, Opening};
use crate::keep::OpenError;
use crate::serve::Limits;
use crate::store::{Store, StoreError};

/// An operator's command was refused.
#[derive(Debug, Error)]
pub enum OperatorError {
    /// The site is not registered.
    #[error("no site {0}; register it first")]
    UnknownSite(u32),
    /// The stage cannot be reached from where the site is.
    #[error("site {site} is {state:?}: expected {expected}")]
    NotYet {
        /// The site.
        site: u32,
        /// Its state.
        state: State,
        /// What must come first.
        expected: &'static str,
    },
    /// The days of a report are in the wrong order.
    #[error("expected a first day not after the last, found {0} and {1}")]
    Days(Date, Date),
    /// The store failed.
    #[error("{0}")]
    Store(#[from] StoreError),
}

/// EMC; clones share it.
#[derive(Clone, Debug)]
pub struct Monitoring {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    settings: Settings,
    clock: Clock,
    store: Store,
    public_url: String,
}

impl Component for Monitoring {
    const ROLE: &'static str = "monitoring";

    type Settings = Settings;

    fn settings(all: &crate::Settings) -> &Settings {
        &all.monitoring
    }

    fn open(opening: Opening<Settings>) -> Result<Self, OpenError> {
        let defect = opening.settings.defect.clone();
        let (store, ()) = opening
            .keep
            .open(&schema::TABLES, defect.as_deref(), |_| Ok(()))?;
        Ok(Self {
            inner: Arc::new(Inner {
                settings: opening.settings,
                clock: opening.clock,
                store,
                public_url: opening.public_url,
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

impl Monitoring {
    /// Enters a site: its number, its host (`dichvucong.example`, with a port when it has one) and its agency's code.
    ///
    /// # Errors
    /// The host is another site's, or the store failed.
    pub async fn register(&self, id: u32, host: &str, agency: &str) -> Result<(), OperatorError> {
        let (host, agency) = (host.trim().to_lowercase(), agency.to_owned());
        let put =
            move |connection: &rusqlite::Connection| sites::put(connection, id, &host, &agency);
        Ok(self.store().write(put).await?)
    }

    /// Takes a site to a stage: code issued, verified, published.
    ///
    /// # Errors
    /// Unknown site, something must come first, or the store failed.
    pub async fn advance(&self, id: u32, next: Stage) -> Result<(), OperatorError> {
        let (now, gap, tolerance) = (
            self.clock().now(),
            self.gap(),
            self.settings().tolerance_per_mille,
        );
        let changed = self.store().write(move |connection| {
            let Some(site) = sites::find(connection, id)? else {
                return Ok(Err(OperatorError::UnknownSite(id)));
            };
            let compared = reports::compared(connection, id, tolerance)?;
            let agrees = !compared.is_empty() && compared.iter().all(|figure| !figure.flagged);
            let state = site.state(now, gap);
            if let Err(expected) = site.may_become(next, state, agrees) {
                return Ok(Err(OperatorError::NotYet {
                    site: id,
                    state,
                    expected,
                }));
            }
            sites::set_stage(connection, id, next)?;
            Ok(Ok(()))
        });
        changed.await?
    }

    /// Registers a site and issues its code: what most callers want.
    ///
    /// # Errors
    /// As [`Monitoring::register`] and [`Monitoring::advance`]; a site that has its code keeps it.
    pub async fn connect(&self, id: u32, host: &str, agency: &str) -> Result<(), OperatorError> {
        self.register(id, host, agency).await?;
        match self.advance(id, Stage::CodeIssued).await {
            Err(OperatorError::NotYet { .. }) | Ok(()) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Enters procedures with their grade (1 to 4).
    ///
    /// # Errors
    /// The store failed.
    pub async fn register_procedures(&self, list: Vec<(String, u8)>) -> Result<(), OperatorError> {
        let put = move |connection: &rusqlite::Connection| sites::put_procedures(connection, &list);
        Ok(self.store().write(put).await?)
    }

    /// Keeps a figure that an agency reports for a site.
    ///
    /// # Errors
    /// Unknown site, days in the wrong order, or the store failed.
    pub async fn report(
        &self,
        site: u32,
        (from, to): (Date, Date),
        measure: Measure,
        n: u64,
    ) -> Result<(), OperatorError> {
        if from > to {
            return Err(OperatorError::Days(from, to));
        }
        self.site(site).await?;
        let put = move |connection: &rusqlite::Connection| {
            reports::put(connection, site, (from, to), measure, n)
        };
        Ok(self.store().write(put).await?)
    }

    /// A site.
    ///
    /// # Errors
    /// Unknown site, or the store failed.
    pub async fn site(&self, id: u32) -> Result<Site, OperatorError> {
        let found = self
            .store()
            .read(move |connection| sites::find(connection, id))
            .await?;
        found.ok_or(OperatorError::UnknownSite(id))
    }

    /// Every site with its state now.
    ///
    /// # Errors
    /// The store failed.
    pub async fn sites(&self) -> Result<Vec<(Site, State)>, OperatorError> {
        let (now, gap) = (self.clock().now(), self.gap());
        let all = self.store().read(sites::all).await?;
        Ok(all
            .into_iter()
            .map(|site| (site.clone(), site.state(now, gap)))
            .collect())
    }

    /// Numbers and recount of one moment, by site.
    ///
    /// # Errors
    /// The store failed.
    pub async fn audit(
        &self,
        period: Period,
    ) -> Result<(BTreeMap<u32, Counts>, BTreeMap<u32, Counts>), OperatorError> {
        let both = move |connection: &rusqlite::Connection| {
            Ok((
                counters::counted(connection, period)?,
                counters::recounted(connection, period)?,
            ))
        };
        Ok(self.store().read(both).await?)
    }

    /// From page view to result, for one procedure of a site.
    ///
    /// # Errors
    /// The store failed.
    pub async fn funnel(
        &self,
        site: u32,
        procedure: &str,
        period: Period,
    ) -> Result<Funnel, OperatorError> {
        let procedure = procedure.to_owned();
        let read = move |connection: &rusqlite::Connection| {
            counters::funnel(connection, site, &procedure, period)
        };
        Ok(self.store().read(read).await?)
    }

    /// Rates of a site.
    ///
    /// # Errors
    /// The store failed.
    pub async fn rates(&self, site: u32, period: Period) -> Result<Rates, OperatorError> {
        let read =
            move |connection: &rusqlite::Connection| counters::rates(connection, site, period);
        Ok(self.store().read(read).await?)
    }

    /// Reported figures of a site beside the measured ones.
    ///
    /// # Errors
    /// The store failed.
    pub async fn deviations(&self, site: u32) -> Result<Vec<Compared>, OperatorError> {
        let tolerance = self.settings().tolerance_per_mille;
        let read =
            move |connection: &rusqlite::Connection| reports::compared(connection, site, tolerance);
        Ok(self.store().read(read).await?)
    }

    /// Silences of a site longer than so many minutes.
    ///
    /// # Errors
    /// The store failed.
    pub async fn gaps(
        &self,
        site: u32,
        minutes: u32,
    ) -> Result<Vec<(DateTime, DateTime)>, OperatorError> {
        let now = self.clock().now();
        let read =
            move |connection: &rusqlite::Connection| counters::gaps(connection, site, minutes, now);
        Ok(self.store().read(read).await?)
    }

    /// Findings about a site on a day, or on all days.
    ///
    /// # Errors
    /// The store failed.
    pub async fn findings(
        &self,
        site: u32,
        day: Option<Date>,
    ) -> Result<Vec<Noted>, OperatorError> {
        let read = move |connection: &rusqlite::Connection| log::findings(connection, site, day);
        Ok(self.store().read(read).await?)
    }

    /// The latest refusals, newest first.
    ///
    /// # Errors
    /// The store failed.
    pub async fn refused(&self, limit: u32) -> Result<Vec<Refused>, OperatorError> {
        Ok(self
            .store()
            .read(move |connection| log::refused(connection, limit))
            .await?)
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

    pub(crate) fn store(&self) -> &Store {
        &self.inner.store
    }

    pub(crate) fn public_url(&self) -> &str {
        &self.inner.public_url
    }

    fn gap(&self) -> SignedDuration {
        SignedDuration::from_mins(self.settings().gap_minutes.into())
    }
}

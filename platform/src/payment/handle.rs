//! The platform as a value: opening, and what its operator does.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use axum::Router;
use clock::Clock;
use jiff::civil::DateTime;
use protocols::payment::time;
use sha2::{Digest, Sha256};
use thiserror::Error;

use super::answers::router;
use super::keeps::log::{self, Line};
use super::keeps::{banks, journal, schema, transactions};
use super::{Audit, Bank, Partner, Posting, Settings, Transaction};
use crate::component::{Component, Opening};
use crate::keep::OpenError;
use crate::serve::Limits;
use crate::store::{Store, StoreError};

/// An operator's command was refused.
#[derive(Debug, Error)]
pub enum OperatorError {
    /// The store failed.
    #[error("{0}")]
    Store(#[from] StoreError),
}

/// The payment platform; clones share it.
#[derive(Clone, Debug)]
pub struct Payment {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    settings: Settings,
    clock: Clock,
    store: Store,
    public_url: String,
    http: OnceLock<Option<reqwest::Client>>,
}

impl Component for Payment {
    const ROLE: &'static str = "payment";

    type Settings = Settings;

    fn settings(all: &crate::Settings) -> &Settings {
        &all.payment
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
                public_url: opening.public_url.trim_end_matches('/').to_owned(),
                http: OnceLock::new(),
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

impl Payment {
    /// Registers a partner, or changes a known one.
    ///
    /// # Errors
    /// The store failed.
    pub async fn register_partner(&self, partner: Partner) -> Result<(), OperatorError> {
        let put = move |connection: &rusqlite::Connection| banks::put_partner(connection, &partner);
        Ok(self.store().write(put).await?)
    }

    /// Registers a bank or an intermediary, or changes a known one.
    ///
    /// # Errors
    /// The store failed.
    pub async fn register_bank(&self, bank: Bank) -> Result<(), OperatorError> {
        let put = move |connection: &rusqlite::Connection| banks::put_bank(connection, &bank);
        Ok(self.store().write(put).await?)
    }

    /// A transaction by its partner's name of it.
    ///
    /// # Errors
    /// The store failed.
    pub async fn transaction(
        &self,
        partner: &str,
        reference: &str,
    ) -> Result<Option<Transaction>, OperatorError> {
        let (partner, reference) = (partner.to_owned(), reference.to_owned());
        let find = move |connection: &rusqlite::Connection| {
            transactions::of_reference(connection, &partner, &reference)
        };
        Ok(self.store().read(find).await?)
    }

    /// Fails what nobody paid in time; how many.
    ///
    /// # Errors
    /// The store failed.
    pub async fn expire(&self) -> Result<usize, OperatorError> {
        let now = self.now();
        let age = jiff::SignedDuration::from_mins(i64::from(self.settings().unpaid_minutes));
        let before = time::write(self.clock().now().checked_sub(age).unwrap_or(DateTime::MIN));
        let expire = move |connection: &rusqlite::Connection| {
            transactions::expire(connection, &before, &now)
        };
        Ok(self.store().write(expire).await?)
    }

    /// The journal in order.
    ///
    /// # Errors
    /// The store failed.
    pub async fn journal(&self) -> Result<Vec<Posting>, OperatorError> {
        Ok(self.store().read(journal::postings).await?)
    }

    /// Balances as counted and as recounted from the journal, of one moment.
    ///
    /// # Errors
    /// The store failed.
    pub async fn audit(&self) -> Result<Audit, OperatorError> {
        Ok(self.store().read(journal::audit).await?)
    }

    /// Lines of the log after number `after`, at most `limit`, oldest first.
    ///
    /// # Errors
    /// The store failed.
    pub async fn log(&self, after: i64, limit: u32) -> Result<Vec<Line>, OperatorError> {
        let lines = move |connection: &rusqlite::Connection| log::lines(connection, after, limit);
        Ok(self.store().read(lines).await?)
    }

    /// The settings it was opened with.
    pub fn settings(&self) -> &Settings {
        &self.inner.settings
    }

    /// The clock it lives by.
    pub fn clock(&self) -> &Clock {
        &self.inner.clock
    }

    pub(crate) fn store(&self) -> &Store {
        &self.inner.store
    }

    pub(crate) fn public_url(&self) -> &str {
        &self.inner.public_url
    }

    /// Now, `yyyyMMddHHmmss`.
    pub(crate) fn now(&self) -> String {
        time::write(self.clock().now())
    }

    /// Number and token of a new transaction: the same for the same partner and reference, and not to be guessed without
    /// the partner's secret.
    pub(crate) fn names(&self, partner: &Partner, reference: &str) -> (String, String) {
        let named = |what: &str| {
            let text = format!(
                "{}|{what}|{}|{}|{reference}",
                self.settings().id_seed,
                partner.secret,
                partner.code
            );
            Sha256::digest(text.as_bytes())
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect::<String>()
        };
        (
            format!("GD{}", named("number")[..18].to_uppercase()),
            named("token")[..32].to_owned(),
        )
    }

    /// Connections to banks and partners: no redirects, no repetition, nothing kept open; none when TLS cannot be set up.
    pub(crate) fn http(&self) -> Option<&reqwest::Client> {
        let made = self.inner.http.get_or_init(|| {
            // A second installation is refused and harmless: the first provider stays.
            let _ = rustls::crypto::ring::default_provider().install_default();
            let builder = || {
                reqwest::Client::builder()
                    .user_agent("lienthong/payment")
                    .redirect(reqwest::redirect::Policy::none())
                    .retry(reqwest::retry::never())
                    .timeout(Duration::from_millis(self.settings().patience_milliseconds))
            };
            // The machine's roots take a while to load; where there are none, http works all the same.
            builder().tls_certs_only([]).build().ok()
        });
        made.as_ref()
    }
}

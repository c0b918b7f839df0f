//! The provider as a value: opening it, its keys, and what its rooms share.

use std::fmt;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};
use std::time::Duration;

use clock::Clock;
use protocols::oidc;
use protocols::oidc::jws::Keys;

use super::answers::router;
use super::keeps::schema;
use super::knows::account::{Account, Realm};
use super::knows::keys::{self, SigningKeys};
use super::knows::secrets::Mint;
use super::knows::settings::{Settings, Upstream};
use crate::component::{Component, Opening};
use crate::keep::OpenError;
use crate::serve::Limits;
use crate::store::Store;

/// Finds people who were never registered: a whole nation without a nation in memory. It is asked for names that are not kept.
pub type Lookup = Arc<dyn Fn(Realm, &str) -> Option<Account> + Send + Sync>;

/// The provider; clones share it.
#[derive(Clone, Debug)]
pub struct Identity {
    inner: Arc<Inner>,
}

struct Inner {
    settings: Settings,
    issuer: String,
    clock: Clock,
    store: Store,
    mint: Mint,
    generation: AtomicU32,
    lookup: RwLock<Option<Lookup>>,
    upstream: RwLock<Option<Upstream>>,
    /// For plain addresses, and for secret ones: the machine's roots take a while to load.
    http: [OnceLock<reqwest::Client>; 2],
}

impl fmt::Debug for Inner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identity")
            .field("issuer", &self.issuer)
            .finish_non_exhaustive()
    }
}

impl Component for Identity {
    const ROLE: &'static str = "identity";

    type Settings = Settings;

    fn settings(all: &crate::Settings) -> &Settings {
        &all.identity
    }

    fn open(opening: Opening<Settings>) -> Result<Self, OpenError> {
        let settings = opening.settings;
        let first = |connection: &rusqlite::Connection| {
            connection.query_row("SELECT generation FROM keyring", [], |row| row.get(0))
        };
        let (store, generation) =
            (opening.keep).open(&schema::TABLES, settings.defect.as_deref(), first)?;
        Ok(Self {
            inner: Arc::new(Inner {
                issuer: opening.public_url.trim_end_matches('/').to_owned(),
                mint: Mint::new(settings.id_seed),
                clock: opening.clock,
                generation: AtomicU32::new(generation),
                lookup: RwLock::new(None),
                upstream: RwLock::new(settings.upstream.clone()),
                http: [const { OnceLock::new() }; 2],
                settings,
                store,
            }),
        })
    }

    fn router(&self) -> axum::Router {
        router::router(self.clone())
    }

    fn limits(&self) -> Limits {
        self.inner.settings.limits()
    }
}

impl Identity {
    /// The settings it was opened with.
    pub fn settings(&self) -> &Settings {
        &self.inner.settings
    }

    /// The clock it lives by.
    pub fn clock(&self) -> &Clock {
        &self.inner.clock
    }

    /// Its name: the address under which others reach it.
    pub fn issuer(&self) -> &str {
        &self.inner.issuer
    }

    /// Asks this function for accounts that are not registered; what it finds is registered by the first login.
    pub fn finds_people_with(&self, lookup: Lookup) {
        *self
            .inner
            .lookup
            .write()
            .unwrap_or_else(PoisonError::into_inner) = Some(lookup);
    }

    /// Sends people on to this provider from now on; none keeps them here.
    pub fn sends_people_to(&self, upstream: Option<Upstream>) {
        let place = &self.inner.upstream;
        *place.write().unwrap_or_else(PoisonError::into_inner) = upstream;
    }

    /// The provider people are sent on to.
    pub(crate) fn upstream(&self) -> Option<Upstream> {
        let place = &self.inner.upstream;
        place.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn look_up(&self, realm: Realm, username: &str) -> Option<Account> {
        let lookup = self
            .inner
            .lookup
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        lookup.and_then(|lookup| lookup(realm, username))
    }

    pub(crate) fn store(&self) -> &Store {
        &self.inner.store
    }

    pub(crate) fn mint(&self) -> &Mint {
        &self.inner.mint
    }

    /// Seconds since 1970 by its clock.
    pub(crate) fn now(&self) -> i64 {
        oidc::seconds(self.clock().now())
    }

    pub(crate) fn set_generation(&self, generation: u32) {
        self.inner.generation.store(generation, Ordering::SeqCst);
    }

    /// The keys it signs with. The first call of a process makes them, which takes a while: it happens beside the others' requests.
    pub async fn signing_keys(&self) -> Arc<SigningKeys> {
        self.keys_of(self.inner.generation.load(Ordering::SeqCst))
            .await
    }

    async fn keys_of(&self, generation: u32) -> Arc<SigningKeys> {
        let seed = self.inner.settings.key_seed;
        let made = tokio::task::spawn_blocking(move || keys::of(seed, generation)).await;
        made.unwrap_or_else(|_| keys::of(seed, generation))
    }

    /// The keys it publishes: those it signs with, and those of before, so that what was signed yesterday is still believed.
    pub async fn published_keys(&self) -> Keys {
        let now = self.inner.generation.load(Ordering::SeqCst);
        let mut published = Keys::default();
        for generation in (now.saturating_sub(1)..=now).rev() {
            let keys = self.keys_of(generation).await;
            published.keys.extend(keys.published().iter().cloned());
        }
        published
    }

    /// What it calls an address with: no redirects, no retries, a bounded wait.
    pub(crate) fn http(&self, address: &str) -> Option<&reqwest::Client> {
        let secret = address.starts_with("https:");
        let place = &self.inner.http[usize::from(secret)];
        if place.get().is_none() {
            // A second installation is refused and harmless: the first provider stays.
            let _ = rustls::crypto::ring::default_provider().install_default();
            let builder = reqwest::Client::builder()
                .user_agent("lienthong/identity")
                .redirect(reqwest::redirect::Policy::none())
                .retry(reqwest::retry::never())
                .timeout(Duration::from_millis(
                    self.inner.settings.notice_milliseconds,
                ))
                .no_proxy()
                .http1_only();
            let builder = if secret {
                builder
            } else {
                builder.tls_certs_only([])
            };
            match builder.build() {
                Ok(client) => {
                    // Another request may have been first.
                    let _ = place.set(client);
                }
                Err(error) => tracing::error!(%error, "no HTTP client can be set up"),
            }
        }
        place.get()
    }
}

//! An agency's portal as a client of the sign-on: sends browsers there, judges what comes back, links accounts, ends sessions.
//!
//! It answers at `/`, `/login`, `/callback`, `/logout` and `/backchannel` of wherever its [`RelyingParty::router`] is served.

mod answers;
mod calls;
pub mod habits;
mod linking;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use clock::Clock;
use protocols::oidc::claims::Claims;
use protocols::oidc::discovery::Metadata;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

pub use calls::CallError;
pub use habits::Habits;
pub use linking::{Linked, LocalAccount};

/// Where a portal's sign-on is and who the portal is there.
#[derive(Clone)]
pub struct Membership {
    /// The provider's address; metadata are found beneath it.
    pub provider: String,
    /// `client_id`.
    pub client_id: String,
    /// `client_secret`.
    pub client_secret: String,
    /// Level asked for.
    pub level: String,
    /// The portal's own address.
    pub own_url: String,
}

impl std::fmt::Debug for Membership {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Membership")
            .field("provider", &self.provider)
            .field("client_id", &self.client_id)
            .finish_non_exhaustive()
    }
}

/// What became of a browser that came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Somebody is logged in.
    LoggedIn(Box<Login>),
    /// Nobody is, and why.
    Refused(String),
}

/// Somebody who is logged in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Login {
    /// What the provider told.
    pub claims: Claims,
    /// How the local account was found.
    pub linked: Linked,
    /// Session at the provider.
    pub sid: Option<String>,
    /// Level of the ID token.
    pub level: Option<String>,
    /// The ID token.
    pub id_token: String,
    /// The access token.
    pub access_token: String,
    /// The refresh token.
    pub refresh_token: Option<String>,
    /// Where the browser went then.
    pub return_to: String,
}

/// The portal; clones share it.
#[derive(Clone, Debug)]
pub struct RelyingParty {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    membership: Membership,
    habits: Habits,
    clock: Clock,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    random: ChaCha8Rng,
    metadata: Option<Metadata>,
    /// Logins under way, by the guess-proof part of the state.
    pending: BTreeMap<String, Waiting>,
    /// Sessions by cookie.
    sessions: BTreeMap<String, Login>,
    accounts: Vec<LocalAccount>,
    outcomes: Vec<Outcome>,
    journal: Vec<String>,
}

/// A browser that was sent away to log in.
#[derive(Clone, Debug, Default)]
struct Waiting {
    /// The browser's cookie: only it may come back.
    browser: String,
    nonce: Option<String>,
    verifier: Option<String>,
    return_to: String,
}

impl RelyingParty {
    /// A portal with these habits; everything it draws follows from the seed.
    #[must_use]
    pub fn new(membership: Membership, habits: Habits, clock: Clock, seed: u64) -> Self {
        let state = State {
            random: ChaCha8Rng::seed_from_u64(seed),
            metadata: None,
            pending: BTreeMap::new(),
            sessions: BTreeMap::new(),
            accounts: Vec::new(),
            outcomes: Vec::new(),
            journal: Vec::new(),
        };
        Self {
            inner: Arc::new(Inner {
                membership,
                habits,
                clock,
                state: Mutex::new(state),
            }),
        }
    }

    /// Everything it answers.
    pub fn router(&self) -> axum::Router {
        answers::router(self.clone())
    }

    /// Who it is at the sign-on.
    #[must_use]
    pub fn membership(&self) -> &Membership {
        &self.inner.membership
    }

    /// The address codes come to.
    #[must_use]
    pub fn callback(&self) -> String {
        format!("{}/callback", self.membership().own_url)
    }

    /// The address that begins a login and returns to a path.
    #[must_use]
    pub fn login_address(&self, return_to: &str) -> String {
        let path: String = url::form_urlencoded::byte_serialize(return_to.as_bytes()).collect();
        format!("{}/login?return={path}", self.membership().own_url)
    }

    /// What became of every browser that came back, oldest first.
    #[must_use]
    pub fn outcomes(&self) -> Vec<Outcome> {
        self.state().outcomes.clone()
    }

    /// The latest login that went well.
    #[must_use]
    pub fn last_login(&self) -> Option<Login> {
        let outcomes = self.outcomes();
        outcomes
            .into_iter()
            .rev()
            .find_map(|outcome| match outcome {
                Outcome::LoggedIn(login) => Some(*login),
                Outcome::Refused(_) => None,
            })
    }

    /// How many browsers are logged in.
    #[must_use]
    pub fn sessions(&self) -> usize {
        self.state().sessions.len()
    }

    /// The accounts of its own.
    #[must_use]
    pub fn accounts(&self) -> Vec<LocalAccount> {
        self.state().accounts.clone()
    }

    /// Gives it an account that it had before anybody logged in.
    pub fn has_account(&self, account: LocalAccount) {
        self.state().accounts.push(account);
    }

    /// What it wrote into its log.
    #[must_use]
    pub fn journal(&self) -> Vec<String> {
        self.state().journal.clone()
    }

    fn habits(&self) -> &Habits {
        &self.inner.habits
    }

    fn now(&self) -> i64 {
        protocols::oidc::seconds(self.inner.clock.now())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.inner
            .state
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// A value nobody can guess, but whoever has the seed.
    fn random(&self) -> String {
        let mut bytes = [0; 32];
        self.state().random.fill_bytes(&mut bytes);
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn note(&self, line: impl Into<String>) {
        self.state().journal.push(line.into());
    }
}

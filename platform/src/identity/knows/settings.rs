//! What an operator decides: every open point of the field's notes is one documented setting.

use std::time::Duration;

use protocols::oidc::discovery::{self, Paths};
use serde::Deserialize;

use crate::serve::Limits;

/// The provider's settings; every field has a default and may stand in a TOML or JSON file. Lives are in seconds.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Whose paths and words it speaks.
    pub dialect: Dialect,
    /// Seed of codes, tokens and cookies: same seed and same order of requests, same values. None draws from the machine's
    /// generator, as everybody but a test must.
    pub id_seed: Option<u64>,
    /// Seed of its keys; one seed a process costs one making of keys.
    pub key_seed: u64,
    /// Life of an access token and of an ID token (VNeID's is 1800: services §4.2).
    pub access_seconds: i64,
    /// Whether refresh tokens are given.
    pub gives_refresh_tokens: bool,
    /// Life of a refresh token.
    pub refresh_seconds: i64,
    /// Life of a code; RFC 6749 §4.1.2 wants ten minutes at most.
    pub code_seconds: i64,
    /// Patience of the login page.
    pub login_seconds: i64,
    /// Life of a session in the browser; portals keep their own for 36 000 s (services §4.1).
    pub session_seconds: i64,
    /// A login below the level asked for is refused instead of being told at the level reached (assumption: services §9 has no rule).
    pub refuses_below_asked_level: bool,
    /// Every client must send a challenge, not only those without a secret.
    pub demands_challenge: bool,
    /// Wrong passwords in a row after which an account rests (assumption).
    pub failures_before_rest: u32,
    /// How long it rests.
    pub rest_seconds: i64,
    /// Months without a login after which an account is given notice (QĐ 31/2021/QĐ-TTg, R31-02).
    pub inactive_months: i32,
    /// Notices, one a month, before it is locked (R31-02: monthly for two months).
    pub inactive_notices: u32,
    /// Rounds of PBKDF2-HMAC-SHA256 over a password.
    pub password_rounds: u32,
    /// A logout without a token of ours asks the person first; without this a mere link logs people out.
    pub asks_before_logout: bool,
    /// Patience with a client that is told of a logout, in milliseconds; a notice that fails is kept and tried again.
    pub notice_milliseconds: u64,
    /// Another provider that people may log in at.
    pub upstream: Option<Upstream>,
    /// Somebody whom only the other provider knows gets an account here.
    pub admits_strangers: bool,
    /// Largest request body in bytes.
    pub body_bytes: usize,
    /// Largest request head in bytes.
    pub head_bytes: usize,
    /// Patience for the whole head and between two pieces of a body, in milliseconds.
    pub idle_milliseconds: u64,
    /// Most connections open at once; more wait in the listener's queue.
    pub connections: usize,
    /// SQL that spoils what it keeps, see [`crate::defect`]; none in any honest use.
    pub defect: Option<String>,
}

/// Whose paths and words a provider speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dialect {
    /// The national portal's sign-on (services §4.1).
    #[default]
    Vnconnect,
    /// The electronic identity (services §4.2).
    Vneid,
}

impl Dialect {
    /// Its paths.
    #[must_use]
    pub fn paths(self) -> &'static Paths {
        match self {
            Self::Vnconnect => &discovery::VNCONNECT,
            Self::Vneid => &discovery::VNEID,
        }
    }
}

/// Another provider that people may log in at.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Upstream {
    /// Its issuer: metadata are found beneath it.
    pub issuer: String,
    /// Who we are there.
    pub client_id: String,
    /// Our secret there.
    pub client_secret: String,
    /// What `loginIdp` says of a login from there.
    #[serde(default = "from_vneid")]
    pub name: String,
}

fn from_vneid() -> String {
    protocols::oidc::FROM_VNEID.into()
}

impl std::fmt::Debug for Upstream {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Upstream")
            .field("issuer", &self.issuer)
            .field("client_id", &self.client_id)
            .finish_non_exhaustive()
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            dialect: Dialect::Vnconnect,
            id_seed: Some(1),
            key_seed: 1,
            access_seconds: 1800,
            gives_refresh_tokens: true,
            refresh_seconds: 86_400,
            code_seconds: 60,
            login_seconds: 600,
            session_seconds: 36_000,
            refuses_below_asked_level: true,
            demands_challenge: false,
            failures_before_rest: 5,
            rest_seconds: 900,
            inactive_months: 24,
            inactive_notices: 2,
            password_rounds: 1_000,
            asks_before_logout: true,
            notice_milliseconds: 3_000,
            upstream: None,
            admits_strangers: true,
            body_bytes: 64 << 10,
            head_bytes: 64 << 10,
            idle_milliseconds: 20_000,
            connections: 4096,
            defect: None,
        }
    }
}

impl Settings {
    /// What it takes from the network.
    #[must_use]
    pub fn limits(&self) -> Limits {
        Limits {
            body_bytes: self.body_bytes,
            head_bytes: self.head_bytes,
            idle: Duration::from_millis(self.idle_milliseconds),
            body_time: Duration::from_millis(self.idle_milliseconds.saturating_mul(2)),
            connections: self.connections,
        }
    }
}

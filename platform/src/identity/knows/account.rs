//! Who can log in, and who may ask for it.

use protocols::oidc::claims::{Claims, Level};
use protocols::oidc::jws::Algorithm;

/// Citizens, businesses and organisations, or officers: two realms that never meet (services §4.3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Realm {
    /// Citizens, businesses, organisations.
    #[default]
    Citizens,
    /// Officers of the agencies.
    Officers,
}

impl Realm {
    /// The word it is kept under.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Citizens => "citizens",
            Self::Officers => "officers",
        }
    }

    /// Reads the word it is kept under.
    #[must_use]
    pub fn from_word(word: &str) -> Self {
        if word == "officers" {
            Self::Officers
        } else {
            Self::Citizens
        }
    }
}

/// Somebody who can log in. `claims.sub` is what every client knows the account by.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Account {
    /// Where it lives.
    pub realm: Realm,
    /// What is typed in: an identification number, a tax code, an officer's name.
    pub username: String,
    /// The password; only its digest is kept. An empty one opens nothing: such a person comes from the other provider.
    pub password: String,
    /// How sure we are who it is.
    pub level: Level,
    /// What clients are told.
    pub claims: Claims,
}

impl std::fmt::Debug for Account {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Account")
            .field("realm", &self.realm)
            .field("username", &self.username)
            .field("level", &self.level)
            .finish_non_exhaustive()
    }
}

/// A portal, a one-stop system or an app that sends its people here.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Client {
    /// `client_id`.
    pub id: String,
    /// Its secret; none for an app that can keep none and must therefore send a challenge.
    pub secret: Option<String>,
    /// Shown on the login page.
    pub name: String,
    /// Whose accounts it may ask for.
    pub realm: Realm,
    /// Addresses a code may go to, character by character.
    pub redirects: Vec<String>,
    /// Addresses a browser may go to after logout.
    pub after_logout: Vec<String>,
    /// Where it hears of a logout.
    pub back_channel: Option<String>,
    /// How its ID tokens are signed.
    pub algorithm: Algorithm,
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Client")
            .field("id", &self.id)
            .field("realm", &self.realm)
            .field("redirects", &self.redirects)
            .finish_non_exhaustive()
    }
}

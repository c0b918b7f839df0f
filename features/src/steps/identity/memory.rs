//! What a scenario remembers of sign-on, and the short ways to it.

use std::collections::BTreeMap;

use platform::Running;
use platform::identity::{Account, Identity};
use protocols::oidc::messages::TokenAnswer;
use record::Cause;
use simulators::browser::{Browser, BrowserError};
use simulators::relying_party::{CallError, RelyingParty};

use super::words::Person;
use crate::ended::Ended;
use crate::params::Agency;
use crate::world::World;

/// The memory of sign-on.
#[derive(Default)]
pub struct IdentityMemory {
    /// The provider's address for everybody: the tap's.
    pub url: String,
    /// Portals by agency.
    pub portals: BTreeMap<&'static str, Portal>,
    /// People by name.
    pub people: BTreeMap<&'static str, Known>,
    /// Their browsers.
    pub browsers: BTreeMap<&'static str, Browser>,
    /// The code that a portal holds and has not redeemed.
    pub codes: BTreeMap<&'static str, String>,
    /// Codes that were redeemed.
    pub spent: BTreeMap<&'static str, String>,
    /// The tokens of portals, newest last.
    pub tokens: BTreeMap<&'static str, Vec<TokenAnswer>>,
    /// Status and error word of the latest hand-made call.
    pub answer: Option<(u16, String)>,
    /// The provider behind the sign-on.
    pub vneid: Option<(Identity, Running)>,
}

/// A portal on its port.
pub struct Portal {
    /// The portal.
    pub party: RelyingParty,
    _running: Running,
}

impl Portal {
    /// A portal on a port.
    pub fn new(party: RelyingParty, running: Running) -> Self {
        Self {
            party,
            _running: running,
        }
    }
}

/// Somebody with an account.
pub struct Known {
    /// What is typed in.
    pub username: String,
    /// The password.
    pub password: String,
    /// The account, when the provider is ours.
    pub account: Option<Account>,
}

/// What an error of a browser says.
pub fn browsed(error: BrowserError) -> Ended {
    match error {
        BrowserError::Silent(_) => Ended::inconclusive(
            Cause::Network,
            "the sign-on answers a browser",
            error.to_string(),
        ),
        other => Ended::fail("pages a browser can use", other.to_string()).by("identity"),
    }
}

/// What an error of a call says.
pub fn called(error: CallError) -> Ended {
    match error {
        CallError::Silent(_) => Ended::inconclusive(
            Cause::Network,
            "the sign-on answers a portal",
            error.to_string(),
        ),
        other => refused("an answer as the standard says", other.to_string()),
    }
}

/// The sign-on did something else.
pub fn refused(expected: impl Into<String>, received: impl Into<String>) -> Ended {
    Ended::fail(expected, received).by("identity")
}

impl World {
    /// The portal of an agency.
    pub(crate) fn portal(&mut self, agency: &Agency) -> Result<RelyingParty, Ended> {
        let found = self.memory()?.identity.portals.get(agency.0.en);
        found
            .map(|portal| portal.party.clone())
            .ok_or_else(|| Ended::error(format!("{} has no portal yet", agency.0.en)))
    }

    /// Name and password of somebody.
    pub(crate) fn person(&mut self, person: &Person) -> Result<(String, String), Ended> {
        let found = self.memory()?.identity.people.get(person.en);
        found
            .map(|known| (known.username.clone(), known.password.clone()))
            .ok_or_else(|| Ended::error(format!("{} has no account yet", person.en)))
    }

    /// The subject of somebody's account, when the provider is ours.
    pub(crate) fn subject(&mut self, person: &Person) -> Result<String, Ended> {
        let found = self.memory()?.identity.people.get(person.en);
        found
            .and_then(|known| Some(known.account.as_ref()?.claims.sub.clone()))
            .ok_or_else(|| Ended::not_applicable("the scenario acts on an account of our own"))
    }

    /// Takes somebody's browser; it is put back with [`World::put_browser`].
    pub(crate) async fn browser(&mut self, person: &Person) -> Result<Browser, Ended> {
        if let Some(known) = self.memory()?.identity.browsers.remove(person.en) {
            return Ok(known);
        }
        let mut browser = Browser::new();
        let memory = &self.memory()?.identity;
        let (url, party) = (
            memory.url.clone(),
            memory.portals.values().next().map(|one| one.party.clone()),
        );
        if let Some(party) = party {
            let metadata = party.metadata().await.map_err(called)?;
            browser.known_as(&metadata.issuer, &url);
        }
        Ok(browser)
    }

    /// Puts somebody's browser back.
    pub(crate) fn put_browser(&mut self, person: &Person, browser: Browser) -> Result<(), Ended> {
        self.memory()?.identity.browsers.insert(person.en, browser);
        Ok(())
    }

    /// The newest tokens of an agency's portal: those it took by hand, else those of its latest login.
    pub(crate) fn tokens(&mut self, agency: &Agency) -> Result<TokenAnswer, Ended> {
        let by_hand = self
            .memory()?
            .identity
            .tokens
            .get(agency.0.en)
            .and_then(|all| all.last().cloned());
        let login = self.portal(agency)?.last_login().map(|login| TokenAnswer {
            access_token: login.access_token,
            id_token: Some(login.id_token),
            refresh_token: login.refresh_token,
            ..TokenAnswer::default()
        });
        by_hand
            .or(login)
            .ok_or_else(|| Ended::error(format!("nobody has logged in for {}", agency.0.en)))
    }

    /// The operator of the sign-on.
    pub(crate) async fn sign_on(&mut self) -> Result<Identity, Ended> {
        let raised = self.government()?.service::<Identity>().await?;
        self.memory()?.identity.url.clone_from(&raised.url);
        Ok(raised.operator()?)
    }
}

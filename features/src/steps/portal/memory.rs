//! What a scenario remembers of the portal.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use nation::Citizen;
use serde_json::Value;
use simulators::portal_client::{PortalAnswer, PortalClient};

use crate::ended::Ended;

/// The memory.
#[derive(Default)]
pub struct PortalMemory {
    /// Base address of the portal.
    pub url: String,
    /// Clients by the code of the agency.
    pub clients: BTreeMap<&'static str, PortalClient>,
    /// Dossiers by letter, as last sent.
    pub dossiers: BTreeMap<String, Value>,
    /// The daily number of the next dossier; 0 before the first.
    pub number: u32,
    /// People by name, with their tokens.
    pub people: BTreeMap<String, (Citizen, String)>,
    /// The latest answer.
    pub answer: Option<PortalAnswer>,
    /// Its content type, when it was a page.
    pub id: String,
    /// What an agency received at its own address.
    pub received: Arc<Mutex<Vec<Value>>>,
    /// Whether that agency is away.
    pub away: Arc<std::sync::atomic::AtomicBool>,
}

impl PortalMemory {
    /// The client of an agency.
    ///
    /// # Errors
    /// An error of the scenario when it has not joined.
    pub fn client(&self, code: &str) -> Result<PortalClient, Ended> {
        let found = self.clients.get(code).cloned();
        found.ok_or_else(|| {
            Ended::error(format!(
                "{code} has not joined the portal: let it join first"
            ))
        })
    }

    /// A person.
    ///
    /// # Errors
    /// An error of the scenario when nobody of that name has an account.
    pub fn person(&self, name: &str) -> Result<&(Citizen, String), Ended> {
        let found = self.people.get(name);
        found.ok_or_else(|| Ended::error(format!("citizen {name} has no account: give one first")))
    }

    /// The code of a dossier.
    ///
    /// # Errors
    /// An error of the scenario when there is none of that letter.
    pub fn code(&self, letter: &str) -> Result<String, Ended> {
        let found = self
            .dossiers
            .get(letter)
            .and_then(|body| body["MaHoSo"].as_str());
        let found = found.map(str::to_owned);
        found.ok_or_else(|| {
            Ended::error(format!(
                "the scenario speaks of dossier {letter} before it was made"
            ))
        })
    }

    /// The latest answer's body.
    ///
    /// # Errors
    /// An error of the scenario without one, a failure of the portal when it is no JSON.
    pub fn said(&self) -> Result<Value, Ended> {
        let answer = self.latest()?;
        serde_json::from_slice(&answer.body).map_err(|error| {
            let text: String = String::from_utf8_lossy(&answer.body)
                .chars()
                .take(80)
                .collect();
            Ended::fail(
                "an answer in JSON",
                format!("HTTP {}, {text:?}: {error}", answer.status),
            )
            .by("portal")
        })
    }

    /// The latest answer.
    ///
    /// # Errors
    /// An error of the scenario without one.
    pub fn latest(&self) -> Result<&PortalAnswer, Ended> {
        self.answer
            .as_ref()
            .ok_or_else(|| Ended::error("nobody asked the portal before this step"))
    }
}

//! What a scenario remembers of the licence system.

use std::collections::BTreeMap;

use harness::target::Account;
use nation::Citizen;
use protocols::licences::{Answer, Held};

/// The memory.
#[derive(Default)]
pub struct LicencesMemory {
    /// Base address of the system.
    pub url: String,
    /// Accounts by unit code; the portal's is under `portal`.
    pub accounts: BTreeMap<&'static str, Account>,
    /// Sessions by unit code.
    pub sessions: BTreeMap<&'static str, String>,
    /// The latest application.
    pub application: Option<Handed>,
    /// The latest answer.
    pub answer: Option<Answer>,
    /// HTTP status and text of the latest answer.
    pub shown: String,
    /// Fee of the latest application in đồng, as the system told it.
    pub fee: Option<String>,
    /// The card issued last, as the system told it.
    pub issued: Option<Held>,
}

/// An application that was handed in.
#[derive(Clone)]
pub struct Handed {
    /// Its code.
    pub code: String,
    /// Whose it is.
    pub citizen: Citizen,
    /// Unit it was for.
    pub unit: &'static str,
    /// Code on the portal.
    pub portal_code: String,
    /// Papers: name and content.
    pub papers: Vec<(String, Vec<u8>)>,
}

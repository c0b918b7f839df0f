//! What a scenario remembers from step to step.

use std::collections::{BTreeMap, HashMap};

use protocols::edxml::{Document, Package};
use simulators::client::{DirectoryEntry, Listed, ListedSent};
use simulators::{DocumentSystem, RawAnswer};

use crate::ended::Ended;
use crate::params::DocumentName;

/// The memory of one scenario.
#[derive(Default)]
pub struct Memory {
    /// The systems that are connected, by the name of the cast.
    pub systems: BTreeMap<&'static str, DocumentSystem>,
    /// Further systems without a name of their own.
    pub others: Vec<DocumentSystem>,
    /// Codes registered without a system.
    pub registered: Vec<String>,
    /// The documents sent so far.
    pub papers: Vec<Paper>,
    /// Every fault the scenario planned so far, those that are over included.
    pub planned: Vec<harness::Rule>,
    /// What the latest hand-made call suffered, when a planned fault left it without the axis's own answer.
    pub suffered: Option<String>,
    /// The answer to the latest hand-made call.
    pub answer: Option<RawAnswer>,
    /// The latest received list, with the package behind each item that was fetched.
    pub list: Vec<Listed>,
    /// The latest sent list.
    pub sent: Vec<ListedSent>,
    /// The latest directory.
    pub directory: Vec<DirectoryEntry>,
    /// Packages fetched so far, by transport id.
    pub fetched: HashMap<String, Vec<u8>>,
    /// The package fetched last.
    pub package: Option<Vec<u8>>,
    /// Connections held open half way through a request.
    pub held: Vec<tokio::net::TcpStream>,
    /// The latest token of the LGSP face.
    pub token: Option<String>,
    /// What a person was asked to do and has not visibly done yet.
    pub asked: Option<String>,
    /// The statuses reported so far.
    pub reported: Vec<Reported>,
    /// The transport id a step spoke of last.
    pub doc_id: Option<String>,
    /// Documents signed in the document system under test, sent or not.
    pub signed: Vec<Signed>,
    /// What it remembers of the licence system.
    pub licences: crate::steps::licences::memory::LicencesMemory,
    /// What it remembers of the registers beside it.
    pub registers: crate::steps::registers::RegistersMemory,
    /// What it remembers of usage measurement.
    pub monitoring: crate::steps::monitoring::memory::MonitoringMemory,
    /// What it remembers of the one-stop system.
    pub one_stop: crate::steps::one_stop::OneStopMemory,
    /// Portals, people and tokens of sign-on.
    pub identity: crate::steps::IdentityMemory,
    /// The national public-service portal.
    pub portal: crate::steps::portal::memory::PortalMemory,
    /// How many calls of the system under test were made before the observation began.
    pub calls_before: usize,
}

/// A document signed in the document system under test: what tells it among those that the system sends.
pub struct Signed {
    /// Its letter, when it was given one.
    pub letter: Option<String>,
    /// Its subject, unlike any other.
    pub subject: String,
    /// The names of the files it was signed with, where the scenario named them.
    pub files: Vec<String>,
}

/// A document a scenario sent.
pub struct Paper {
    /// Its letter, when it was given one.
    pub letter: Option<String>,
    /// Who sent it, by the name of the cast.
    pub from: &'static str,
    /// Its receivers' codes.
    pub to: Vec<String>,
    /// What the package says.
    pub document: Document,
    /// The package as sent.
    pub package: Vec<u8>,
    /// The transport ids the axis gave the sender, one for each time it was sent.
    pub doc_ids: Vec<String>,
}

/// A status a scenario reported.
pub struct Reported {
    /// Who reported it, by code.
    pub from: String,
    /// What the package says.
    pub status: protocols::edxml::Status,
}

impl Memory {
    /// The document of that name.
    ///
    /// # Errors
    /// An error of the scenario when it sent no such document.
    pub fn paper(&self, name: &DocumentName) -> Result<&Paper, Ended> {
        let found = match name {
            DocumentName::Latest => self.papers.last(),
            DocumentName::Letter(letter) => self
                .papers
                .iter()
                .rev()
                .find(|paper| paper.letter.as_ref() == Some(letter)),
        };
        found.ok_or_else(|| Ended::error("the scenario speaks of a document before it sent one"))
    }

    /// As [`Memory::paper`], to change.
    ///
    /// # Errors
    /// As [`Memory::paper`].
    pub fn paper_mut(&mut self, name: &DocumentName) -> Result<&mut Paper, Ended> {
        let found = match name {
            DocumentName::Latest => self.papers.last_mut(),
            DocumentName::Letter(letter) => self
                .papers
                .iter_mut()
                .rev()
                .find(|paper| paper.letter.as_ref() == Some(letter)),
        };
        found.ok_or_else(|| Ended::error("the scenario speaks of a document before it sent one"))
    }
}

impl Paper {
    /// Whether a fetched package carries this document.
    #[must_use]
    pub fn is_in(&self, package: &Package) -> bool {
        matches!(package, Package::Document(document) if document.id == self.document.id)
    }
}

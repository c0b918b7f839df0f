//! Everything one system remembers, behind one lock that is never held across a network call.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use jiff::civil::DateTime;
use protocols::document_id;
use protocols::edxml::{Answering, Document, StatusCode};
use protocols::identifiers::Aliases;
use protocols::life::{self, Sender, State};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use uuid::Uuid;

use super::Desk;
use super::changes::ChangeNotice;
use super::journal::{Alert, AlertKind, HistoryEntry, Incoming, Outgoing, ReceivedStatus};
use super::polling::Cursor;
use crate::Identity;
use crate::identity::same_code;
use crate::temperament::Recognition;

/// What became of a listed package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seen {
    /// Processed; to be acknowledged like this when it is listed again, or not at all.
    Processed(Option<crate::Ack>),
    /// Could not be read so many times.
    Unreadable(u8),
}

#[derive(Debug)]
pub(super) struct Store {
    pub rng: ChaCha8Rng,
    pub desk: Desk,
    pub outgoing: Vec<Outgoing>,
    pub incoming: Vec<Incoming>,
    /// Positions in `outgoing` that wait to be sent.
    pub outbox: Vec<usize>,
    pub statuses: Vec<ReceivedStatus>,
    pub statuses_sent: usize,
    pub alerts: Vec<Alert>,
    /// Last automatic number per year of the outgoing register.
    pub outgoing_numbers: HashMap<i16, u32>,
    /// Numbers with notation already used per year.
    pub codes: HashSet<(i16, String)>,
    /// Last number per year of the incoming register.
    pub incoming_numbers: HashMap<i16, u32>,
    pub seen: HashMap<String, Seen>,
    pub documents: Cursor,
    pub status_list: Cursor,
    /// Recalls whose document has not arrived yet.
    pub waiting_recalls: Vec<ChangeNotice>,
    pub applied_changes: HashSet<String>,
    pub aliases: Aliases,
    /// The day on which the directory was last asked for.
    pub directory_of: Option<jiff::civil::Date>,
    by_id: HashMap<String, usize>,
    by_code: HashMap<String, Vec<usize>>,
}

impl Store {
    pub fn new(seed: u64, now: DateTime) -> Store {
        Store {
            rng: ChaCha8Rng::seed_from_u64(seed),
            desk: Desk::default(),
            outgoing: Vec::new(),
            incoming: Vec::new(),
            outbox: Vec::new(),
            statuses: Vec::new(),
            statuses_sent: 0,
            alerts: Vec::new(),
            outgoing_numbers: HashMap::new(),
            codes: HashSet::new(),
            incoming_numbers: HashMap::new(),
            seen: HashMap::new(),
            documents: Cursor::starting(now),
            status_list: Cursor::starting(now),
            waiting_recalls: Vec::new(),
            applied_changes: HashSet::new(),
            aliases: Aliases::new(),
            directory_of: None,
            by_id: HashMap::new(),
            by_code: HashMap::new(),
        }
    }

    pub fn uuid(&mut self) -> Uuid {
        let mut bytes = [0; 16];
        self.rng.fill_bytes(&mut bytes);
        uuid::Builder::from_random_bytes(bytes).into_uuid()
    }

    /// Remembers the spellings of other agencies' codes.
    pub fn learn<'a>(&mut self, agencies: impl IntoIterator<Item = &'a Identity>) {
        for agency in agencies {
            self.aliases
                .insert(&agency.code, agency.qd20.as_deref().unwrap_or(&agency.code));
        }
    }

    /// Whether two spellings of a code name one agency.
    pub fn same_agency(&self, left: &str, right: &str) -> bool {
        let known = |code| self.aliases.resolve(code);
        same_code(left, right) || known(left).is_some_and(|left| known(right) == Some(left))
    }

    pub fn alert(
        &mut self,
        kind: AlertKind,
        about: impl Into<String>,
        detail: impl Into<String>,
        at: DateTime,
    ) {
        self.alerts.push(Alert {
            kind,
            about: about.into(),
            detail: detail.into(),
            at,
        });
    }

    /// Appends to the outgoing register and indexes it.
    pub fn register_outgoing(&mut self, entry: Outgoing) -> usize {
        let position = self.outgoing.len();
        if let Some(id) = &entry.document.id {
            self.by_id.entry(id.clone()).or_insert(position);
        }
        self.by_code.entry(entry.code()).or_default().push(position);
        self.outgoing.push(entry);
        position
    }

    /// An outgoing document by transport id, document id, or code (the latest of that code).
    pub fn find_outgoing(&self, key: &str) -> Option<usize> {
        if let Some(position) = self.by_id.get(key) {
            return Some(*position);
        }
        if let Some(position) = self.by_code.get(key).and_then(|all| {
            all.iter()
                .rev()
                .find(|at| self.outgoing[**at].is_numbered())
        }) {
            return Some(*position);
        }
        self.outgoing
            .iter()
            .position(|entry| entry.sent.as_ref().is_some_and(|sent| sent.doc_id == key))
    }

    /// An incoming document by transport id (its copies' too), document id, or code (the latest).
    pub fn find_incoming(&self, key: &str) -> Option<usize> {
        let at = |test: &dyn Fn(&Incoming) -> bool| self.incoming.iter().rposition(test);
        at(&|entry| entry.doc_id == key || entry.duplicates.iter().any(|copy| copy == key))
            .or_else(|| at(&|entry| entry.key.id.as_deref() == Some(key)))
            .or_else(|| at(&|entry| entry.code() == key))
    }

    /// The outgoing document an answer names: by id, else by issuer, code and date among what took a number.
    pub fn answered(&self, answering: &Answering, without_year: bool) -> Option<usize> {
        if let Some(position) = answering
            .document_id
            .as_ref()
            .and_then(|id| self.by_id.get(id))
        {
            return Some(self.original(*position));
        }
        let code = answering.code.as_deref().unwrap_or_default();
        let known: &[usize] = self.by_code.get(code).map_or(&[], Vec::as_slice);
        let numbered = |at: &&usize| self.outgoing[**at].is_numbered();
        if without_year {
            return known.iter().find(numbered).copied();
        }
        // The index is by the code as written; an id in an unusual form may still name the document.
        let all: Vec<usize> = if known.is_empty() {
            (0..self.outgoing.len()).collect()
        } else {
            known.to_vec()
        };
        all.iter()
            .filter(numbered)
            .find(|at| document_id::same_document(answering, &self.outgoing[**at].document))
            .copied()
    }

    /// A recall or update stands for the document it changes.
    fn original(&self, position: usize) -> usize {
        let entry = &self.outgoing[position];
        if entry.is_numbered() {
            return position;
        }
        entry
            .about
            .as_ref()
            .and_then(|id| self.by_id.get(id))
            .copied()
            .unwrap_or(position)
    }

    /// The incoming document a recall names.
    pub fn recalled(
        &self,
        sender: &str,
        answering: &Answering,
        without_year: bool,
    ) -> Option<usize> {
        if without_year {
            let same = |entry: &Incoming| {
                self.same_agency(&entry.key.issuer, sender) && Some(entry.code()) == answering.code
            };
            return self.incoming.iter().position(same);
        }
        let named = |entry: &Incoming| {
            let mut answering = answering.clone();
            // In a status 13 the organisation named is the receiver; the issuer is who sent it.
            answering.organ_id = Some(sender.to_string());
            self.same_agency(&entry.key.issuer, sender)
                && document_id::same_document(&answering, &entry.key.stub())
        };
        self.incoming.iter().rposition(named)
    }

    /// A document already here: same id, or same issuer, code and year (NĐ 30/2020/NĐ-CP App. VI III.1.h; numbers
    /// restart every year, Art. 15). A copy that was refused does not count: the sender may send a better one.
    pub fn copy_of(&self, document: &Document, by: Recognition) -> Option<usize> {
        self.incoming.iter().position(|entry| {
            let key = &entry.key;
            let same_id = key.id.is_some() && key.id == document.id;
            let same_code =
                self.same_agency(&key.issuer, &document.from.id) && key.code == document.code;
            let same_year = key.promulgated.year() == document.promulgated.year();
            let same = match by {
                Recognition::IdOrCode => same_id || same_code && same_year,
                Recognition::Id => same_id,
                Recognition::CodeWithoutYear => same_id || same_code,
                Recognition::Nothing => false,
            };
            same && entry.last != Some(StatusCode::Refused)
        })
    }

    /// The next number of the incoming register.
    pub fn next_incoming_number(&mut self, year: i16) -> u32 {
        let number = self.incoming_numbers.entry(year).or_insert(0);
        *number += 1;
        *number
    }

    pub fn note_incoming(
        &mut self,
        position: usize,
        at: DateTime,
        who: &str,
        action: impl Into<String>,
    ) {
        self.incoming[position].history.push(HistoryEntry {
            at,
            who: who.into(),
            action: action.into(),
        });
    }

    pub fn note_outgoing(
        &mut self,
        position: usize,
        at: DateTime,
        who: &str,
        action: impl Into<String>,
    ) {
        self.outgoing[position].history.push(HistoryEntry {
            at,
            who: who.into(),
            action: action.into(),
        });
    }

    /// The document of an incoming entry, unless it was destroyed.
    pub fn content(&self, position: usize) -> Option<Arc<Document>> {
        self.incoming[position].document.clone()
    }
}

/// One step of the life cycle: the state after it, and whether it was legal. An illegal step changes nothing.
pub(super) fn step(state: State, code: StatusCode, sender: Sender) -> (State, bool) {
    match life::next(state, code, sender) {
        Ok(next) => (next, true),
        Err(_) => (state, false),
    }
}

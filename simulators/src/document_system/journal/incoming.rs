//! The incoming register.

use std::sync::Arc;

use bytes::Bytes;
use jiff::civil::DateTime;
use protocols::edxml::{Document, Priority, StatusCode, Tolerance};
use protocols::life::State;

use super::{Answer, Change, DocumentKey, HistoryEntry, RecallRecord, Shown};

/// One line of the incoming register (sổ văn bản đến), or of what was refused before it got there.
#[derive(Clone, Debug)]
pub struct Incoming {
    /// This system's transport id.
    pub doc_id: String,
    /// What names the document.
    pub key: DocumentKey,
    /// The document; absent once destroyed after a recall.
    pub document: Option<Arc<Document>>,
    /// The package as fetched; empty once destroyed.
    pub package: Bytes,
    /// What the reader had to tolerate.
    pub tolerated: Vec<Tolerance>,
    /// Number in the incoming register, continuous per year in order of receipt; absent when a check failed.
    pub number: Option<u32>,
    /// Year of that number.
    pub year: i16,
    /// Why it cannot be accepted.
    pub problems: Vec<String>,
    /// When the axis took it, as listed.
    pub listed_at: Option<String>,
    /// When this system had it.
    pub arrived_at: DateTime,
    /// Urgency.
    pub priority: Priority,
    /// Where it stands in its life.
    pub state: State,
    /// Last processing status (01–06).
    pub last: Option<StatusCode>,
    /// Statuses sent so far, in order.
    pub answers: Vec<Answer>,
    /// Transport ids of further copies.
    pub duplicates: Vec<String>,
    /// Recall, once one arrived.
    pub recall: Option<RecallRecord>,
    /// Changes that arrived, in order.
    pub changes: Vec<Change>,
    /// Document id of the document that replaced this one.
    pub replaced_by: Option<String>,
    /// Who touched it.
    pub history: Vec<HistoryEntry>,
    /// Statuses decided and not yet sent.
    pub due: Vec<(StatusCode, Option<String>)>,
    pub(in crate::document_system) update: Option<Arc<Document>>,
}

impl Incoming {
    /// State as shown to users.
    pub fn shown(&self) -> Shown {
        Shown::from_code(self.last, self.is_recalled())
    }

    /// Whether it was cancelled at the sender's wish.
    pub fn is_recalled(&self) -> bool {
        self.recall
            .as_ref()
            .is_some_and(|recall| recall.agreed == Some(true))
    }

    /// Number and notation, `7816/VPCP-TTĐT`.
    pub fn code(&self) -> String {
        self.key.code.to_string()
    }
}

//! What a system remembers and lets others read: plain entries, cloned on reading.

mod incoming;
mod key;
mod outgoing;
mod shown;

use std::sync::Arc;

use jiff::civil::DateTime;
use protocols::edxml::{Kind, Status, StatusCode, Tolerance};

pub use incoming::Incoming;
pub use key::DocumentKey;
pub use outgoing::{Delivery, DeliveryStatus, Outgoing};
pub use shown::Shown;

/// One status this system sent, or kept to itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What it said.
    pub code: StatusCode,
    /// Its description.
    pub description: Option<String>,
    /// When it was made, by this system's clock.
    pub at: DateTime,
    /// Transport id; absent when the habit is to keep it to oneself.
    pub doc_id: Option<String>,
}

/// In which form a recall came or went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RecallForm {
    /// Status 13.
    Status,
    /// A package of business kind recall.
    Document,
}

/// What stays of a recalled document besides its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecallRecord {
    /// When it was asked for (sender) or received (receiver).
    pub at: DateTime,
    /// How.
    pub form: RecallForm,
    /// Why.
    pub reason: Option<String>,
    /// Receiver's side: whether the document was cancelled (15) or kept (16); absent while undecided.
    pub agreed: Option<bool>,
}

/// One touch of a document (NĐ 30/2020/NĐ-CP App. VI III.5.a, III.6.l).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryEntry {
    /// When.
    pub at: DateTime,
    /// Who: a user's name, or `system`.
    pub who: String,
    /// What, one English verb phrase.
    pub action: String,
}

/// One change that arrived for a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Recall, update or replacement.
    pub kind: Kind,
    /// Transport id of the package that brought it.
    pub doc_id: String,
    /// Why, in the sender's words.
    pub reason: Option<String>,
    /// When it arrived.
    pub at: DateTime,
    /// Whether it was applied; absent while undecided.
    pub agreed: Option<bool>,
}

/// One status package that arrived.
#[derive(Clone, Debug)]
pub struct ReceivedStatus {
    /// This system's transport id.
    pub doc_id: String,
    /// The status.
    pub status: Arc<Status>,
    /// What the reader had to tolerate.
    pub tolerated: Vec<Tolerance>,
    /// When it arrived.
    pub arrived_at: DateTime,
    /// Document id (or code) of the document it was matched to; absent while unknown.
    pub matched: Option<String>,
    /// Whether the life cycle allows it there.
    pub legal: bool,
    /// Whether the same code had come before for that document and receiver.
    pub repeated: bool,
}

/// What a clerk should look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AlertKind {
    /// The same document arrived again (NĐ 30/2020/NĐ-CP App. VI III.1.h).
    Duplicate,
    /// No notice of arrival within the set time (QĐ 28/2018/QĐ-TTg Art. 8.2).
    NotDelivered,
    /// Sent later than noon of the next working day (QĐ 28/2018/QĐ-TTg Art. 6.2).
    SentLate,
    /// A status or change for a document this system does not know.
    UnknownDocument,
    /// A status the life cycle does not allow.
    IllegalStatus,
    /// A package that cannot be read.
    Unreadable,
    /// A document a check refused.
    CheckFailed,
    /// A receiver refused a document of ours.
    RefusedByReceiver,
    /// The axis refused a status of ours.
    AnswerRefused,
    /// The axis refused a document of ours.
    SendingRefused,
}

/// One alert.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alert {
    /// What about.
    pub kind: AlertKind,
    /// Document id, code or transport id concerned.
    pub about: String,
    /// In words.
    pub detail: String,
    /// When.
    pub at: DateTime,
}

/// Counters of one system, for the comparison with the axis's own (QĐ 28/2018/QĐ-TTg Art. 11).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Statistics {
    /// Documents handed to the axis.
    pub documents_sent: usize,
    /// The same, one per receiver.
    pub deliveries: usize,
    /// Documents received, further copies not counted.
    pub documents_received: usize,
    /// Further copies.
    pub duplicates: usize,
    /// Statuses handed to the axis.
    pub statuses_sent: usize,
    /// Statuses received.
    pub statuses_received: usize,
    /// Documents this system refused.
    pub refused: usize,
    /// Received documents cancelled at the sender's wish.
    pub recalled: usize,
}

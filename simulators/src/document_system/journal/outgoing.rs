//! The outgoing register, with what is known of every receiver.

use std::collections::VecDeque;
use std::sync::Arc;

use bytes::Bytes;
use jiff::civil::DateTime;
use protocols::edxml::{Document, Kind, Priority, StatusCode};
use protocols::life::{self, State};

use super::{HistoryEntry, RecallRecord, Shown};
use crate::ClientError;
use crate::document_system::Sent;

/// What is known of one receiver of an outgoing document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// The receiver's code, as addressed.
    pub to: String,
    /// Where the document stands there.
    pub state: State,
    /// Last processing status (01–06).
    pub last: Option<StatusCode>,
    /// Statuses received, in order of arrival.
    pub statuses: Vec<DeliveryStatus>,
    /// Whether the receiver agreed to the last recall (15), declined (16), or has not answered.
    pub recall_agreed: Option<bool>,
    /// The same for the last update.
    pub update_agreed: Option<bool>,
    pub(in crate::document_system) asked: VecDeque<Kind>,
    pub(in crate::document_system) reminded: bool,
}

/// One status as received for one delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryStatus {
    /// What it said.
    pub code: StatusCode,
    /// Its description.
    pub description: Option<String>,
    /// Its own timestamp.
    pub at: DateTime,
    /// When it arrived here.
    pub arrived_at: DateTime,
    /// Whether the life cycle allows it there.
    pub legal: bool,
}

impl Delivery {
    pub(in crate::document_system) fn to(code: &str, kind: Kind) -> Delivery {
        Delivery {
            to: code.to_string(),
            state: life::start(kind),
            last: None,
            statuses: Vec::new(),
            recall_agreed: None,
            update_agreed: None,
            asked: VecDeque::new(),
            reminded: false,
        }
    }

    /// State as shown to users.
    pub fn shown(&self) -> Shown {
        Shown::from_code(self.last, self.recall_agreed == Some(true))
    }
}

/// One line of the outgoing register (sổ văn bản đi), or a change to an earlier line.
#[derive(Clone, Debug)]
pub struct Outgoing {
    /// The document as meant, before any writing habit.
    pub document: Arc<Document>,
    /// The package as sent; the same bytes are sent again on resend.
    pub package: Bytes,
    /// New, recall, update or replacement. Only new documents and replacements take a number.
    pub kind: Kind,
    /// When it entered the register.
    pub registered_at: DateTime,
    /// When and as what it was sent; absent while it waits.
    pub sent: Option<Sent>,
    /// Why the last attempt failed.
    pub error: Option<ClientError>,
    /// One per receiver.
    pub deliveries: Vec<Delivery>,
    /// Recall, once asked for: from then on the document is frozen.
    pub recall: Option<RecallRecord>,
    /// Document id of the earlier document this one changes.
    pub about: Option<String>,
    /// Who touched it.
    pub history: Vec<HistoryEntry>,
}

impl Outgoing {
    /// Number and notation, `7816/VPCP-TTĐT`.
    pub fn code(&self) -> String {
        self.document.code.to_string()
    }

    /// Urgency.
    pub fn priority(&self) -> Priority {
        self.document
            .other
            .as_ref()
            .and_then(|other| other.priority)
            .unwrap_or_default()
    }

    /// Whether it has a number of its own in the register.
    pub fn is_numbered(&self) -> bool {
        matches!(self.kind, Kind::New | Kind::Replacement)
    }
}

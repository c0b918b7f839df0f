//! The status package (`messagetype` status), and the two kinds of package together.

use jiff::civil::DateTime;

use super::{Answering, Document, Organisation, Staff, StatusCode};

/// What a receiver reports of a document, or a sender's request to have it back (domain §1.10).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// Who reports.
    pub from: Organisation,
    /// Which document; its `organ_id` is the addressee, a status has no `To`.
    pub answers: Answering,
    /// The clerk who acted.
    pub staff: Option<Staff>,
    /// The state reported.
    pub code: StatusCode,
    /// Free text; the reason of a refusal.
    pub description: Option<String>,
    /// When, Vietnam time.
    pub at: DateTime,
}

/// A package of either kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Package {
    /// A document.
    Document(Box<Document>),
    /// A status.
    Status(Box<Status>),
}

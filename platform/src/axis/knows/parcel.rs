//! A package on its way: what the rules made of a send before it is kept.

use jiff::civil::{Date, DateTime};
use protocols::edxml::{Answering, Kind, StatusCode};
use protocols::life::Sender;

/// A system that proved who it is.
#[derive(Clone, Debug)]
pub struct Caller {
    /// System id.
    pub system: String,
    /// Row of its agency.
    pub agency: i64,
    /// Registered code of its agency.
    pub code: String,
    /// `vxp` or `lgsp`.
    pub face: &'static str,
}

/// Which list a package goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageType {
    /// A document.
    Document,
    /// A status.
    Status,
}

impl MessageType {
    /// `edoc` or `status`.
    pub fn wire(self) -> &'static str {
        match self {
            Self::Document => "edoc",
            Self::Status => "status",
        }
    }

    /// Reads the wire's word, in any case.
    pub fn from_wire(text: &str) -> Option<Self> {
        let is = |kind: Self| text.trim().eq_ignore_ascii_case(kind.wire());
        [Self::Document, Self::Status]
            .into_iter()
            .find(|kind| is(*kind))
    }
}

/// One receiver of a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receiver {
    /// Row of the agency.
    pub agency: i64,
    /// Its registered code.
    pub code: String,
    /// The code as the sender wrote it.
    pub written: String,
}

/// What a package says of documents carried earlier.
#[derive(Clone, Debug)]
pub enum About {
    /// A status of one document.
    Status {
        /// The document; `organ_id` is its issuer.
        document: Answering,
        /// The state reported.
        code: StatusCode,
        /// Who reports it.
        by: Sender,
    },
    /// A recall or an update of one document.
    Change {
        /// The document, by any of these references.
        documents: Vec<Answering>,
        /// Recall or update.
        kind: Kind,
    },
}

/// An accepted package with everything the store keeps of it.
#[derive(Clone, Debug)]
pub struct Parcel {
    /// Who sends it.
    pub caller: Caller,
    /// Row of the sending agency: the caller's own, or one beneath it when the setting allows.
    pub sender: i64,
    /// Registered code of the sending agency.
    pub sender_code: String,
    /// The sender's code as written.
    pub from_code: String,
    /// Document or status.
    pub message_type: MessageType,
    /// `eDoc`.
    pub service_type: String,
    /// Document id of the package; the classic one when it has none, empty for a status.
    pub document_id: String,
    /// Hash of the file as received.
    pub sha256: [u8; 32],
    /// The package as it will be delivered.
    pub bytes: Vec<u8>,
    /// Business kind or status code, as on the wire.
    pub kind: String,
    /// 0 to 4.
    pub priority: u8,
    /// Number and notation.
    pub code: String,
    /// Date of promulgation.
    pub promulgated: Option<Date>,
    /// Subject; empty for a status.
    pub title: String,
    /// When it arrived.
    pub arrived: DateTime,
    /// Who gets it.
    pub receivers: Vec<Receiver>,
    /// What it says of earlier documents.
    pub about: Option<About>,
    /// What was tolerated.
    pub warnings: Vec<String>,
}

/// The answer to an accepted package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// The sender's transport id.
    pub doc_id: String,
    /// The same package had been accepted before; nothing was delivered again.
    pub duplicate: bool,
    /// What was tolerated.
    pub warnings: Vec<String>,
}

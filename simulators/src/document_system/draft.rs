//! What a clerk writes before a document has a number.

use jiff::civil::{Date, DateTime};
use protocols::edxml::{Answering, DocumentKind, Priority, Signer};

use crate::Identity;

/// A file to attach, as it lies on the clerk's disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Name with extension.
    pub name: String,
    /// Content.
    pub content: Vec<u8>,
}

/// A document before registration. Only the subject and one receiver are needed.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// Abstract (trích yếu).
    pub subject: String,
    /// Receivers, in order.
    pub to: Vec<Identity>,
    /// Number; absent: the next one of the year.
    pub number: Option<String>,
    /// Notation (ký hiệu); absent: `CV-<own code>`.
    pub notation: Option<String>,
    /// Document id; absent: a new one in the system's form.
    pub id: Option<String>,
    /// Date of promulgation; absent: today.
    pub promulgated: Option<Date>,
    /// Kind; absent: an ordinary letter (công văn).
    pub kind: Option<DocumentKind>,
    /// Short content; absent: the subject again.
    pub content: Option<String>,
    /// Who signed.
    pub signer: Option<Signer>,
    /// Deadline for the answer.
    pub due: Option<Date>,
    /// Urgency.
    pub priority: Priority,
    /// Documents this one answers.
    pub answers: Vec<Answering>,
    /// Attached files.
    pub files: Vec<File>,
    /// Whether a paper copy follows.
    pub paper: bool,
    /// A state secret (mật): never sent over the axis (QĐ 28/2018/QĐ-TTg Art. 1.2).
    pub secret: bool,
}

impl Draft {
    /// A draft with its subject.
    pub fn new(subject: impl Into<String>) -> Draft {
        Draft {
            subject: subject.into(),
            ..Draft::default()
        }
    }

    /// Adds a receiver.
    #[must_use]
    pub fn to(mut self, receiver: &Identity) -> Draft {
        self.to.push(receiver.clone());
        self
    }

    /// Adds many receivers.
    #[must_use]
    pub fn to_all<'a>(mut self, receivers: impl IntoIterator<Item = &'a Identity>) -> Draft {
        self.to.extend(receivers.into_iter().cloned());
        self
    }

    /// Attaches a file.
    #[must_use]
    pub fn attach(mut self, name: impl Into<String>, content: impl Into<Vec<u8>>) -> Draft {
        self.files.push(File {
            name: name.into(),
            content: content.into(),
        });
        self
    }

    /// Sets the urgency.
    #[must_use]
    pub fn priority(mut self, priority: Priority) -> Draft {
        self.priority = priority;
        self
    }

    /// Sets number and notation.
    #[must_use]
    pub fn code(mut self, number: impl Into<String>, notation: impl Into<String>) -> Draft {
        self.number = Some(number.into());
        self.notation = Some(notation.into());
        self
    }

    /// Sets the document id.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Draft {
        self.id = Some(id.into());
        self
    }

    /// Sets the date of promulgation.
    #[must_use]
    pub fn promulgated(mut self, on: Date) -> Draft {
        self.promulgated = Some(on);
        self
    }

    /// Sets the deadline for the answer.
    #[must_use]
    pub fn due(mut self, on: Date) -> Draft {
        self.due = Some(on);
        self
    }
}

/// What an update changes; what is absent stays.
#[derive(Clone, Debug, Default)]
pub struct Amendment {
    /// Why.
    pub reason: String,
    /// New subject.
    pub subject: Option<String>,
    /// New short content.
    pub content: Option<String>,
    /// New deadline.
    pub due: Option<Date>,
    /// New files in place of all old ones.
    pub files: Option<Vec<File>>,
    /// Receivers added.
    pub added: Vec<Identity>,
    /// Codes of receivers removed.
    pub removed: Vec<String>,
}

/// A package the axis took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// The sender's transport id.
    pub doc_id: String,
    /// Document id of the package.
    pub document_id: Option<String>,
    /// Number and notation, `7816/VPCP-TTĐT`.
    pub code: String,
    /// Receivers addressed.
    pub to: Vec<String>,
    /// When, by this system's clock.
    pub at: DateTime,
}

//! The document package (`messagetype` edoc).

use jiff::civil::{Date, DateTime};

use super::{Attachment, Business, Priority};

/// An agency with its address, as sender or receiver (`From`, `To`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Organisation {
    /// Identification code (mã định danh), see [`crate::identifiers`].
    pub id: String,
    /// The body above (cơ quan chủ quản); samples write its name.
    pub in_charge: Option<String>,
    /// The agency's name; always present in samples.
    pub name: Option<String>,
    /// Postal address.
    pub address: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Telephone number, free text.
    pub telephone: Option<String>,
    /// Fax number, free text.
    pub fax: Option<String>,
    /// Web site, with or without scheme.
    pub website: Option<String>,
}

/// Number and notation of a document (số, ký hiệu).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Code {
    /// The number within the year, such as `7816`; letters occur.
    pub number: String,
    /// The notation, such as `VPCP-TTĐT`.
    pub notation: String,
}

impl std::fmt::Display for Code {
    /// `7816/VPCP-TTĐT`, the form statuses refer to.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.number, self.notation)
    }
}

/// The kind of document (loại văn bản). The numbers mean different things to different producers (domain §1.4).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentKind {
    /// `Type`: 1 or 2 where a checker looks.
    pub number: i64,
    /// `TypeDetail`.
    pub detail: Option<i64>,
    /// `TypeName`, such as "Công văn".
    pub name: Option<String>,
}

/// Who signed the document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signer {
    /// In what capacity, such as "TM. Chính phủ" (thẩm quyền).
    pub competence: Option<String>,
    /// Position (chức vụ).
    pub position: Option<String>,
    /// Full name (họ và tên).
    pub full_name: Option<String>,
}

/// Further facts (`OtherInfo`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Other {
    /// Urgency (độ khẩn).
    pub priority: Option<Priority>,
    /// Circle of circulation (phạm vi lưu hành).
    pub sphere: Option<String>,
    /// Typist's notation (ký hiệu người soạn thảo).
    pub notation: Option<String>,
    /// Number of copies issued.
    pub copies: Option<u16>,
    /// Number of pages.
    pub pages: Option<u16>,
    /// Whether the document gives direction (chỉ đạo).
    pub direction: Option<bool>,
    /// Titles of appendixes.
    pub appendixes: Vec<String>,
}

/// A reference to the document this one, or a status, answers (`ResponseFor`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answering {
    /// In a document: its issuer. In a status: the addressee, which is the issuer save for a recall.
    pub organ_id: Option<String>,
    /// Number and notation as one text, `7816/VPCP-TTĐT`.
    pub code: Option<String>,
    /// Document id, see [`crate::document_id`].
    pub document_id: Option<String>,
    /// Date of promulgation.
    pub promulgated: Option<Date>,
}

/// One station of the package's way (`TraceHeader`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace {
    /// The station's code; a shared instance of the axis appends none (domain §1.8).
    pub organ_id: Option<String>,
    /// When, Vietnam time.
    pub at: Option<DateTime>,
}

/// An official document with everything the package says of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The sender.
    pub from: Organisation,
    /// The receivers, at least one, none twice.
    pub to: Vec<Organisation>,
    /// Document id, classic or UUID, see [`crate::document_id`].
    pub id: Option<String>,
    /// Number and notation.
    pub code: Code,
    /// Place of promulgation.
    pub place: Option<String>,
    /// Date of promulgation (ngày ban hành).
    pub promulgated: Date,
    /// Kind of document.
    pub kind: Option<DocumentKind>,
    /// Abstract (trích yếu).
    pub subject: String,
    /// Content in short.
    pub content: Option<String>,
    /// Who signed.
    pub signer: Option<Signer>,
    /// Deadline for an answer (hạn trả lời).
    pub due: Option<Date>,
    /// Further facts.
    pub other: Option<Other>,
    /// Documents this one answers or recalls.
    pub answers: Vec<Answering>,
    /// Steering type (loại chỉ đạo); sources disagree on its values (domain §1.4).
    pub steering: Option<i64>,
    /// Places it goes to, as printed under "Nơi nhận".
    pub places: Vec<String>,
    /// The way so far, sender first.
    pub traces: Vec<Trace>,
    /// Business of the package; absent means a new document.
    pub business: Option<Business>,
    /// The `Signature` element as it stands in the package, raw XML.
    pub signature: Option<String>,
    /// Attached files.
    pub attachments: Vec<Attachment>,
}

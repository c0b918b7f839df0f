//! What a package is for: a new document, or a recall, update or replacement of earlier ones.

use super::Kind;

/// The business of a package (`Bussiness` on the wire; domain §1.9).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Business {
    /// New, recall, update or replacement.
    pub kind: Kind,
    /// Id of the document recalled or updated.
    pub document_id: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// Whether a paper copy is sent as well.
    pub paper: Option<bool>,
    /// What an update changes.
    pub changes: Option<Changes>,
    /// The documents a replacement replaces.
    pub replaces: Vec<Replaced>,
    /// The clerk in charge.
    pub staff: Option<Staff>,
}

/// What an update changes (`BussinessDocumentInfo`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// The document's own information changed (`DocumentInfo` 1).
    pub document_changed: bool,
    /// The list of receivers changed (`DocumentReceiver` 1).
    pub receivers_changed: bool,
    /// Who was added or removed.
    pub receivers: Vec<ReceiverChange>,
}

/// A receiver added to or removed from a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReceiverChange {
    /// The receiver's code.
    pub organ_id: String,
    /// `true` newly added (`ReceiverType` 1), `false` removed (0).
    pub added: bool,
}

/// One replaced document and the receivers it is replaced for (`ReplacementInfo`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Replaced {
    /// Id of the replaced document.
    pub document_id: String,
    /// Codes of the receivers it is replaced for.
    pub organ_ids: Vec<String>,
}

/// The clerk in charge (`StaffInfo`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Staff {
    /// Department.
    pub department: Option<String>,
    /// Name.
    pub name: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Mobile number.
    pub mobile: Option<String>,
}

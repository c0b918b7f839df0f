//! The name of a document.

use jiff::civil::Date;
use protocols::edxml::{Answering, Code, Document, Organisation};

/// What names a document for good, kept even when its content is destroyed (NĐ 30/2020/NĐ-CP App. VI III.8).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentKey {
    /// Code of the issuing agency, as written in the package.
    pub issuer: String,
    /// Document id of the package.
    pub id: Option<String>,
    /// Number and notation.
    pub code: Code,
    /// Date of promulgation.
    pub promulgated: Date,
}

impl DocumentKey {
    pub(in crate::document_system) fn of(document: &Document) -> DocumentKey {
        DocumentKey {
            issuer: document.from.id.clone(),
            id: document.id.clone(),
            code: document.code.clone(),
            promulgated: document.promulgated,
        }
    }

    /// A document of which only the key is known.
    pub(in crate::document_system) fn stub(&self) -> Document {
        Document {
            from: Organisation {
                id: self.issuer.clone(),
                ..Organisation::default()
            },
            id: self.id.clone(),
            code: self.code.clone(),
            promulgated: self.promulgated,
            ..Document::default()
        }
    }

    /// A reference to this document, as answers carry it.
    pub(in crate::document_system) fn answering(&self, organ_id: &str) -> Answering {
        Answering {
            organ_id: Some(organ_id.to_string()),
            code: Some(self.code.to_string()),
            document_id: self.id.clone(),
            promulgated: Some(self.promulgated),
        }
    }
}

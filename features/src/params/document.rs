//! Names by which a scenario speaks of its documents.

use crate::step::Param;

/// `the document` (the latest one, or the one just being written) or `document A`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocumentName {
    /// The latest document of the scenario.
    Latest,
    /// A document by its letter.
    Letter(String),
}

impl Param for DocumentName {
    const KIND: &'static str = "document (a document, the document, document A)";

    fn pattern() -> String {
        "a document|the document|document [A-Z]|văn bản [A-Z]|văn bản".into()
    }

    fn parse(text: &str) -> Result<Self, String> {
        match text.rsplit_once(' ') {
            Some((_, letter)) if letter.len() == 1 => Ok(Self::Letter(letter.into())),
            _ => Ok(Self::Latest),
        }
    }

    fn in_vietnamese(text: &str) -> String {
        match Self::parse(text) {
            Ok(Self::Letter(letter)) => format!("văn bản {letter}"),
            _ => "văn bản".into(),
        }
    }
}

//! A regular expression as data: written in a rule, compiled once, compared by its text.

use std::borrow::Cow;

use regex::bytes::{Regex, RegexBuilder};
use serde::{Deserialize, Serialize};

/// A regular expression over bytes; `.` meets line ends too, `^` and `$` are those of the whole text.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Pattern(Regex);

impl Pattern {
    /// This very text.
    ///
    /// # Panics
    /// Never: an escaped text is an expression.
    #[must_use]
    pub fn literal(text: &str) -> Self {
        Self::try_from(regex::escape(text)).expect("an escaped text is an expression")
    }

    /// Whether it occurs.
    #[must_use]
    pub fn occurs(&self, text: &[u8]) -> bool {
        self.0.is_match(text)
    }

    /// The text with every occurrence replaced (`$1` and `${name}` stand for groups); none when it occurs nowhere.
    #[must_use]
    pub fn replaced(&self, text: &[u8], by: &str) -> Option<Vec<u8>> {
        match self.0.replace_all(text, by.as_bytes()) {
            Cow::Borrowed(_) => None,
            Cow::Owned(changed) => Some(changed),
        }
    }

    /// The expression as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl TryFrom<String> for Pattern {
    type Error = regex::Error;

    fn try_from(text: String) -> Result<Self, regex::Error> {
        RegexBuilder::new(&text)
            .dot_matches_new_line(true)
            .build()
            .map(Self)
    }
}

impl From<Pattern> for String {
    fn from(pattern: Pattern) -> Self {
        pattern.0.as_str().to_owned()
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Pattern {}

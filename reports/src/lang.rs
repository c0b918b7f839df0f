//! The two languages of every report.

use std::fmt;
use std::str::FromStr;

use record::{Cause, RequirementEntry, Text, Verdict};

use crate::words;

/// The language of a page or a summary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Vietnamese.
    Vi,
    /// English.
    En,
}

/// A language that is neither of the two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownLang(String);

impl Lang {
    /// Both languages.
    pub const ALL: [Self; 2] = [Self::Vi, Self::En];

    /// A verdict in a word.
    #[must_use]
    pub fn verdict(self, verdict: Verdict) -> &'static str {
        self.say(words::look(verdict).word)
    }

    /// Who is to blame, in words.
    #[must_use]
    pub fn cause(self, cause: Cause) -> &'static str {
        self.say(words::cause(cause))
    }

    /// How binding a requirement is, and how sure.
    #[must_use]
    pub fn force_and_certainty(self, entry: &RequirementEntry) -> String {
        let (force, certainty) = (words::force(entry.force), words::certainty(entry.certainty));
        format!("{}, {}", self.say(force), self.say(certainty))
    }

    /// The ISO 639-1 code, as in `lang="vi"`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// The text in this language.
    #[must_use]
    pub fn of(self, text: &Text) -> &str {
        match self {
            Self::Vi => &text.vi,
            Self::En => &text.en,
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code())
    }
}

impl FromStr for Lang {
    type Err = UnknownLang;

    fn from_str(text: &str) -> Result<Self, UnknownLang> {
        (Self::ALL.into_iter())
            .find(|lang| lang.code() == text)
            .ok_or_else(|| UnknownLang(text.to_owned()))
    }
}

impl fmt::Display for UnknownLang {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "unknown language {:?}: say `vi` or `en`", self.0)
    }
}

impl std::error::Error for UnknownLang {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_reads_back_and_a_stranger_is_told_the_choice() {
        for lang in Lang::ALL {
            assert_eq!(lang.to_string().parse(), Ok(lang));
        }
        let error = "fr".parse::<Lang>().expect_err("fr is none of ours");
        assert_eq!(
            error.to_string(),
            "unknown language \"fr\": say `vi` or `en`"
        );
    }
}

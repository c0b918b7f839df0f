//! The two languages of every report.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use record::{Certainty, Force, Phrase, RequirementEntry, Source, Text, Verdict};

use crate::{figures, sources, words};

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

    /// How binding a requirement is, and how sure.
    #[must_use]
    pub fn force_and_certainty(self, entry: &RequirementEntry) -> String {
        format!(
            "{}, {}",
            self.force(entry.force),
            self.certainty(entry.certainty)
        )
    }

    /// How binding, in a word.
    #[must_use]
    pub const fn force(self, force: Force) -> &'static str {
        self.say(words::force(force))
    }

    /// How sure, in a few words.
    #[must_use]
    pub const fn certainty(self, certainty: Certainty) -> &'static str {
        self.say(words::certainty(certainty))
    }

    /// A requirement's source, articles named as this language names them.
    #[must_use]
    pub fn citation(self, source: &Source) -> String {
        sources::citation(self, source)
    }

    /// A role's name; one that is not known keeps its own.
    #[must_use]
    pub fn role(self, role: &str) -> &str {
        words::role(self, role)
    }

    /// A day: `26/08/2020` or `2020-08-26`.
    #[must_use]
    pub fn date(self, day: Date) -> String {
        figures::date(self, day)
    }

    /// A fixed text in this language.
    #[must_use]
    pub const fn phrase(self, phrase: Phrase) -> &'static str {
        match self {
            Self::Vi => phrase.vi,
            Self::En => phrase.en,
        }
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

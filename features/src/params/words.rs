//! Small vocabularies: words of a phrase that stand for a value, in both languages.

use protocols::identifiers::{self, Form};
use protocols::vxp;
use simulators::{Ack, Face, Identity, MessageType, Temperament};

use crate::ended::Ended;

use crate::flaws::{Damage, FLAWS};
use crate::step::Param;
use crate::troubles::{Spoiling, TROUBLES};

/// A vocabulary: English, Vietnamese, value.
pub trait WordTable: Sized + 'static {
    /// The vocabulary's name in listings.
    const KIND: &'static str;

    /// The words and their values.
    fn words() -> Vec<(&'static str, &'static str, Self)>;
}

/// One row of a table of named deeds: its name in both languages, and what it does.
pub struct WordRow<T> {
    /// Its name in English.
    pub en: &'static str,
    /// Its name in Vietnamese.
    pub vi: &'static str,
    /// What it does.
    pub does: T,
}

/// A row.
pub const fn row<T>(en: &'static str, vi: &'static str, does: T) -> WordRow<T> {
    WordRow { en, vi, does }
}

/// The vocabulary that a table of rows makes.
pub fn words_of<T, W>(
    rows: &'static [WordRow<T>],
    word: fn(&'static WordRow<T>) -> W,
) -> Vec<(&'static str, &'static str, W)> {
    rows.iter().map(|row| (row.en, row.vi, word(row))).collect()
}

impl<W: WordTable> Param for W {
    const KIND: &'static str = <W as WordTable>::KIND;

    fn pattern() -> String {
        let mut words: Vec<&str> = <W as WordTable>::words()
            .iter()
            .flat_map(|(en, vi, _)| [*en, *vi])
            .collect();
        // The longest first, so that no word hides behind its own beginning.
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        words
            .into_iter()
            .map(regex::escape)
            .collect::<Vec<_>>()
            .join("|")
    }

    fn parse(text: &str) -> Result<Self, String> {
        let words = <W as WordTable>::words();
        let known: Vec<&str> = words.iter().map(|(en, ..)| *en).collect();
        let expected = format!("expected one of: {}", known.join(", "));
        words
            .into_iter()
            .find(|(en, vi, _)| *en == text || *vi == text)
            .map(|(.., value)| value)
            .ok_or(expected)
    }

    fn words() -> Vec<(&'static str, &'static str)> {
        <W as WordTable>::words()
            .into_iter()
            .map(|(en, vi, _)| (en, vi))
            .collect()
    }

    fn in_vietnamese(text: &str) -> String {
        let found = <W as WordTable>::words()
            .into_iter()
            .find(|(en, ..)| *en == text);
        found.map_or_else(|| text.to_owned(), |(_, vi, _)| vi.to_owned())
    }
}

/// A transport acknowledgement.
pub struct AckWord(pub Ack);

impl WordTable for AckWord {
    const KIND: &'static str = "acknowledgement (done, fail, processing)";

    fn words() -> Vec<(&'static str, &'static str, Self)> {
        vec![
            ("done", "done", Self(Ack::Done)),
            ("fail", "fail", Self(Ack::Fail)),
            ("processing", "processing", Self(Ack::Processing)),
        ]
    }
}

/// Documents or statuses.
#[derive(Clone, Copy)]
pub struct Packages(pub MessageType);

impl WordTable for Packages {
    const KIND: &'static str = "documents or statuses";

    fn words() -> Vec<(&'static str, &'static str, Self)> {
        vec![
            ("documents", "văn bản", Self(MessageType::Document)),
            ("statuses", "trạng thái", Self(MessageType::Status)),
        ]
    }
}

/// One of the axis's two faces.
pub struct FaceWord(pub Face);

impl WordTable for FaceWord {
    const KIND: &'static str = "face of the axis (VXP, LGSP)";

    fn words() -> Vec<(&'static str, &'static str, Self)> {
        vec![
            ("VXP", "VXP", Self(Face::Vxp)),
            ("LGSP", "LGSP", Self(Face::Lgsp)),
        ]
    }
}

/// One of an agency's two codes.
#[derive(Clone, Copy)]
pub enum CodeForm {
    /// Thirteen characters, QCVN 102:2016.
    Old,
    /// QĐ 20/2020/QĐ-TTg.
    New,
}

impl WordTable for CodeForm {
    const KIND: &'static str = "form of a code (old: 13 characters, new: QĐ 20/2020)";

    fn words() -> Vec<(&'static str, &'static str, Self)> {
        vec![("old", "cũ", Self::Old), ("new", "mới", Self::New)]
    }
}

impl CodeForm {
    /// The agency under its code of this form.
    ///
    /// # Errors
    /// Not applicable when it has none.
    pub fn of(self, known: &Identity) -> Result<Identity, Ended> {
        let codes = [
            Some(known.code.clone()),
            known.qd20.clone(),
            identifiers::to_qd20(&known.code),
            identifiers::to_2016(&known.code),
        ];
        let wanted = match self {
            Self::Old => Form::Qcvn2016,
            Self::New => Form::Qd20,
        };
        let code = codes
            .into_iter()
            .flatten()
            .find(|code| identifiers::form(code) == wanted);
        let code = code.ok_or_else(|| {
            Ended::not_applicable(format!("{} has no code of this form", known.code))
        })?;
        Ok(Identity::new(code, known.name.clone()))
    }
}

/// A status code of the wire, `01` to `16`.
pub struct StatusName(pub protocols::edxml::StatusCode);

impl Param for StatusName {
    const KIND: &'static str = "status code (01 to 06, 13, 15, 16)";

    fn pattern() -> String {
        "[0-9]{2}".into()
    }

    fn parse(text: &str) -> Result<Self, String> {
        let known = protocols::edxml::StatusCode::from_wire(text);
        known
            .map(Self)
            .ok_or_else(|| "expected one of 01 to 06, 13, 15, 16".into())
    }
}

/// An operation of the VXP API.
pub struct Operation(pub &'static vxp::Operation);

impl Param for Operation {
    const KIND: &'static str = "operation of the VXP API";

    fn pattern() -> String {
        vxp::OPERATIONS
            .iter()
            .map(|operation| operation.name)
            .collect::<Vec<_>>()
            .join("|")
    }

    fn parse(text: &str) -> Result<Self, String> {
        let found = vxp::OPERATIONS
            .iter()
            .find(|operation| operation.name == text);
        found
            .map(Self)
            .ok_or_else(|| "expected an operation of the API".into())
    }
}

/// A habit of real clients, by its id in the table of temperaments.
pub struct Habit(pub Temperament);

impl Param for Habit {
    const KIND: &'static str = "habit (id of a temperament, in quotes)";

    fn pattern() -> String {
        "\"[a-z0-9-]+\"".into()
    }

    fn parse(text: &str) -> Result<Self, String> {
        simulators::temperament::find(text.trim_matches('"'))
            .map(Self)
            .map_err(|error| error.to_string())
    }
}

/// What is wrong, or unusual, with a package.
pub struct Flaw(pub &'static WordRow<Damage>);

impl WordTable for Flaw {
    const KIND: &'static str = "flaw of a package";

    fn words() -> Vec<(&'static str, &'static str, Self)> {
        words_of(FLAWS, Self)
    }
}

/// What is wrong with a request.
pub struct Trouble(pub &'static WordRow<Spoiling>);

impl WordTable for Trouble {
    const KIND: &'static str = "trouble of a request";

    fn words() -> Vec<(&'static str, &'static str, Self)> {
        words_of(TROUBLES, Self)
    }
}

/// Which of the calls from now on.
pub struct Nth(pub u32);

impl WordTable for Nth {
    const KIND: &'static str = "which call from now on (next, second to fifth)";

    fn words() -> Vec<(&'static str, &'static str, Self)> {
        vec![
            ("next", "kế tiếp", Self(1)),
            ("second", "thứ hai", Self(2)),
            ("third", "thứ ba", Self(3)),
            ("fourth", "thứ tư", Self(4)),
            ("fifth", "thứ năm", Self(5)),
        ]
    }
}

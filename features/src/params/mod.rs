//! The types a step's holes can have.

mod agency;
mod document;
mod plain;
mod service;
mod table;
mod words;

pub use agency::{Agency, CAST, UNDER_TEST};
pub use document::DocumentName;
pub use plain::{Moment, Number, Quoted, Span};
pub use service::ServiceWord;
pub use table::{Rows, TableColumns};
pub use words::{
    AckWord, CodeForm, FaceWord, Flaw, Habit, Nth, Operation, Packages, StatusName, Trouble,
    WordRow, WordTable, row, words_of,
};

use crate::step::Param as _;

/// A value of an outline's table as Vietnamese readers see it, whichever vocabulary it is of.
#[must_use]
pub fn in_vietnamese(value: &str) -> String {
    let known = [
        Flaw::in_vietnamese,
        Trouble::in_vietnamese,
        Agency::in_vietnamese,
        CodeForm::in_vietnamese,
        ServiceWord::in_vietnamese,
        crate::happenings::Happenings::in_vietnamese,
        crate::steps::in_vietnamese,
    ];
    known
        .iter()
        .map(|translate| translate(value))
        .find(|found| found != value)
        .unwrap_or_else(|| value.to_owned())
}

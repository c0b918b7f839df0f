//! A run record in, pages and files out.
//!
//! Everything here is a pure function of a [`record::Run`]: no clock, no network, and the same bytes for the same
//! record. [`write_all`] makes the three files of a report folder; [`summary`] is what a terminal shows after a run.
//!
//! What a system under test sent is hostile text: [`visible`] bounds it and makes its invisible characters seen
//! before any format of this crate escapes it.

pub mod diagram;
pub mod html;
pub mod json;
pub mod junit;
pub mod summary;
pub mod visible;

mod attempt;
mod curl;
mod figures;
mod files;
mod lang;
mod repeat;
mod sources;
mod texts;
mod view;
mod words;

#[cfg(test)]
mod sample;

pub use files::{HTML_NAME, JSON_NAME, JUNIT_NAME, Written, write_all};
pub use lang::{Lang, UnknownLang};
pub use repeat::{explain_command, quoted, replay_command};

//! The table of what requirements are tried with by hand: `tries.toml`, read once.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use record::Text;
use serde::{Deserialize, Serialize};

const FILE: &str = include_str!("tries.toml");

/// The whole table.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tries {
    /// Values that calls may name.
    pub known: BTreeMap<String, String>,
    /// The calls by name.
    pub call: BTreeMap<String, CallRow>,
    /// What requirements are tried with.
    pub r#try: Vec<Try>,
}

/// One call of the axis; the fields are described in the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CallRow {
    pub what: Text,
    #[serde(default)]
    pub face: Face,
    pub r#as: Option<String>,
    pub operation: String,
    #[serde(default)]
    pub with: Vec<(String, String)>,
    pub package: Option<String>,
    pub body: Option<String>,
    pub secret: Option<String>,
    pub system_id: Option<String>,
    pub file_hash: Option<String>,
    #[serde(default)]
    pub hours: i64,
    #[serde(default = "yes")]
    pub signed: bool,
    #[serde(default)]
    pub changed: Vec<(String, String)>,
    pub answer: Answer,
}

const fn yes() -> bool {
    true
}

/// A face of the axis.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Face {
    /// Signed headers (domain §3.1).
    #[default]
    Vxp,
    /// REST (domain §3.3).
    Lgsp,
}

/// What a sound axis answers.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// HTTP status.
    #[serde(default = "two_hundred")]
    pub status: u16,
    /// Whether it is accepted: `status` is `OK`, or `success` is true.
    pub ok: bool,
    /// A text in it; may be empty.
    #[serde(default)]
    pub shows: String,
}

const fn two_hundred() -> u16 {
    200
}

/// What requirements are tried with; the fields are described in the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Try {
    pub of: Vec<String>,
    pub package: Option<String>,
    #[serde(default)]
    pub replace: Vec<(String, String)>,
    pub given: Option<String>,
    pub names: Option<String>,
    pub calls: Vec<String>,
    pub note: Option<Text>,
}

impl Tries {
    /// The table.
    ///
    /// # Panics
    /// When the file of ours cannot be read; a test keeps that from happening.
    pub fn get() -> &'static Self {
        static TRIES: OnceLock<Tries> = OnceLock::new();
        TRIES.get_or_init(|| {
            toml::from_str(FILE).unwrap_or_else(|error| panic!("tries.toml: {error}"))
        })
    }

    /// What a requirement is tried with: its own entry, else that of its area.
    pub fn of(&self, requirement: &str) -> Option<&Try> {
        let area = requirement
            .rsplit_once('-')
            .map_or(requirement, |(area, _)| area);
        [requirement, area].iter().find_map(|wanted| {
            let names = |entry: &&Try| entry.of.iter().any(|name| name == wanted);
            self.r#try.iter().find(names)
        })
    }
}

impl Try {
    /// The calls in order.
    pub fn rows(&self) -> impl Iterator<Item = &'static CallRow> {
        (self.calls.iter()).filter_map(|name| Tries::get().call.get(name))
    }

    /// What a call of this try is answered: its row's answer, and in a refusal the text that the try asks for.
    pub fn answer_to(&self, row: &CallRow) -> Answer {
        let mut answer = row.answer.clone();
        if let (false, true, Some(names)) = (answer.ok, answer.shows.is_empty(), &self.names) {
            answer.shows.clone_from(names);
        }
        answer
    }

    /// The package that a call of this try sends; none when it sends none.
    pub fn package_of<'a>(&'a self, row: &'a CallRow) -> Option<&'a str> {
        if row.operation != "sendEdoc" {
            return None;
        }
        row.package.as_deref().or(self.package.as_deref())
    }

    /// The names of all its packages, the one it is about first.
    pub fn packages(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        let own = self.given.as_deref().or(self.package.as_deref());
        let sent = self.rows().filter_map(|row| self.package_of(row));
        for name in own.into_iter().chain(sent) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }
}

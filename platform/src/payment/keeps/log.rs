//! The log: every message and what became of it, append-only.

use rusqlite::{Connection, params};

/// Longest text of a caller kept in a line, in characters.
const TEXT_LIMIT: usize = 300;

/// One line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// When, `yyyyMMddHHmmss`.
    pub at: String,
    /// The message: `INIT`, `bank`.
    pub operation: String,
    /// Who sent it, as far as he said.
    pub caller: String,
    /// The transaction it names.
    pub reference: String,
    /// `00`, or the refusal's code.
    pub outcome: String,
    /// In words.
    pub detail: String,
}

/// Writes a line; texts of strangers are cut.
pub fn append(connection: &Connection, line: &Line) -> rusqlite::Result<()> {
    let cut = |text: &str| text.chars().take(TEXT_LIMIT).collect::<String>();
    connection
        .prepare_cached(
            "INSERT INTO log (at, operation, caller, reference, outcome, detail) VALUES (?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            line.at,
            cut(&line.operation),
            cut(&line.caller),
            cut(&line.reference),
            line.outcome,
            cut(&line.detail)
        ])
        .map(drop)
}

/// Lines after number `after`, at most `limit`, oldest first.
pub fn lines(connection: &Connection, after: i64, limit: u32) -> rusqlite::Result<Vec<Line>> {
    connection
        .prepare_cached(
            "SELECT at, operation, caller, reference, outcome, detail FROM log WHERE id > ? ORDER BY id LIMIT ?",
        )?
        .query_map((after, limit), |row| {
            Ok(Line {
                at: row.get(0)?,
                operation: row.get(1)?,
                caller: row.get(2)?,
                reference: row.get(3)?,
                outcome: row.get(4)?,
                detail: row.get(5)?,
            })
        })?
        .collect()
}

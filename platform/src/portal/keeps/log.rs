//! The access log: every call, append-only.

use rusqlite::{Connection, params};

use super::counters::{self, Counted};

/// One line of the access log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogEntry {
    /// Position, counted from 1; 0 before it is kept.
    pub number: i64,
    /// When, `yyyyMMddHHmmss`.
    pub at: String,
    /// Who said to be calling: the account, or `citizen`.
    pub caller: String,
    /// Code of its agency; empty when nothing was proved.
    pub agency: String,
    /// The service, or the page.
    pub operation: String,
    /// `0` for success, else the code of the refusal.
    pub outcome: String,
    /// What it was about, or the refusal's text.
    pub detail: String,
    /// Dossiers it changed.
    pub updates: u64,
}

/// Appends a line; a refusal of a proved agency is counted.
pub fn append(connection: &Connection, line: &LogEntry) -> rusqlite::Result<()> {
    let cut = |text: &str, length: usize| text.chars().take(length).collect::<String>();
    connection
        .prepare_cached(
            "INSERT INTO access (at, caller, agency, operation, outcome, detail, updates) VALUES (?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            line.at,
            cut(&line.caller, 64),
            cut(&line.agency, 64),
            cut(&line.operation, 64),
            cut(&line.outcome, 16),
            cut(&line.detail, 500),
            line.updates,
        ])?;
    if line.agency.is_empty() || line.outcome == "0" {
        return Ok(());
    }
    counters::count(connection, &line.at[..8], &line.agency, Counted::Refused, 1)
}

/// Lines after number `after`, at most `limit`, oldest first.
pub fn entries(connection: &Connection, after: i64, limit: u32) -> rusqlite::Result<Vec<LogEntry>> {
    connection
        .prepare_cached(
            "SELECT id, at, caller, agency, operation, outcome, detail, updates FROM access WHERE id > ? ORDER BY id LIMIT ?",
        )?
        .query_map((after, limit), |row| {
            Ok(LogEntry {
                number: row.get(0)?,
                at: row.get(1)?,
                caller: row.get(2)?,
                agency: row.get(3)?,
                operation: row.get(4)?,
                outcome: row.get(5)?,
                detail: row.get(6)?,
                updates: row.get(7)?,
            })
        })?
        .collect()
}

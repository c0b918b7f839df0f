//! The log: every login, refusal, token and logout. It holds no password, token, code or claim (services §8, 39).

use jiff::civil::DateTime;
use rusqlite::{Connection, params};

/// One line of the log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogEntry {
    /// Its number, ascending.
    pub id: i64,
    /// Vietnam time, `yyyy-MM-ddTHH:mm:ss`.
    pub at: String,
    /// What was asked for: `authorize`, `login`, `token`, `userinfo`, `introspect`, `revoke`, `logout`, `notice`, `upstream`, `operator`.
    pub operation: String,
    /// The client named, known or not.
    pub client: String,
    /// The account, once known.
    pub subject: String,
    /// Empty when it went well, else the error's word.
    pub outcome: String,
    /// What was expected.
    pub detail: String,
}

/// Longest text from outside that is kept.
const LONGEST: usize = 200;

/// Appends a line.
pub fn append(connection: &Connection, at: DateTime, entry: &LogEntry) -> rusqlite::Result<()> {
    let short = |text: &str| text.chars().take(LONGEST).collect::<String>();
    connection
        .prepare_cached("INSERT INTO log (at, operation, client, subject, outcome, detail) VALUES (?, ?, ?, ?, ?, ?)")?
        .execute(params![
            at.strftime("%Y-%m-%dT%H:%M:%S").to_string(),
            entry.operation,
            short(&entry.client),
            short(&entry.subject),
            entry.outcome,
            short(&entry.detail)
        ])?;
    Ok(())
}

/// Lines after number `after`, at most `limit`, oldest first.
pub fn entries(connection: &Connection, after: i64, limit: u32) -> rusqlite::Result<Vec<LogEntry>> {
    connection
        .prepare_cached(
            "SELECT id, at, operation, client, subject, outcome, detail FROM log WHERE id > ? ORDER BY id LIMIT ?",
        )?
        .query_map(params![after, limit], |row| {
            Ok(LogEntry {
                id: row.get(0)?,
                at: row.get(1)?,
                operation: row.get(2)?,
                client: row.get(3)?,
                subject: row.get(4)?,
                outcome: row.get(5)?,
                detail: row.get(6)?,
            })
        })?
        .collect()
}

//! Reading the access log: every request, append-only.

use jiff::civil::DateTime;
use rusqlite::Connection;

use super::times;

/// One line of the access log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogEntry {
    /// Position, counted from 1.
    pub number: i64,
    /// When, Vietnam time.
    pub at: DateTime,
    /// The system that asked, as far as it said; empty when it did not.
    pub system: String,
    /// Code of the system's agency; empty when the system was not proved.
    pub agency: String,
    /// `vxp` or `lgsp`.
    pub face: String,
    /// The operation, for example `sendEdoc`.
    pub operation: String,
    /// `0` for success, else the code of the refusal.
    pub outcome: String,
    /// The document id concerned, the warnings, or the text of the refusal.
    pub detail: String,
}

/// Lines after number `after`, at most `limit`, oldest first.
pub fn entries(connection: &Connection, after: i64, limit: u32) -> rusqlite::Result<Vec<LogEntry>> {
    connection
        .prepare_cached(
            "SELECT access.id, at, system, coalesce(agency.code, ''), face, operation, outcome, detail
             FROM access LEFT JOIN agency ON agency.id = access.agency WHERE access.id > ? ORDER BY access.id LIMIT ?",
        )?
        .query_map((after, limit), |row| {
            Ok(LogEntry {
                number: row.get(0)?,
                at: times::moment(&row.get::<_, String>(1)?),
                system: row.get(2)?,
                agency: row.get(3)?,
                face: row.get(4)?,
                operation: row.get(5)?,
                outcome: row.get(6)?,
                detail: row.get(7)?,
            })
        })?
        .collect()
}

//! Appending to the access log and counting refusals with it.

use jiff::civil::DateTime;
use rusqlite::{Connection, params};

use super::counters::{self, Counted};
use super::times;

/// A request that was answered.
#[derive(Clone, Debug)]
pub struct AccessLine {
    /// When it arrived.
    pub at: DateTime,
    /// The system id it claimed; cut to a sane length by [`append`].
    pub system: String,
    /// Row of the agency, once the system was proved.
    pub agency: Option<i64>,
    /// `vxp` or `lgsp`.
    pub face: &'static str,
    /// The operation.
    pub operation: String,
    /// `0`, or the code of the refusal.
    pub outcome: u16,
    /// Document id, warnings or the refusal's text.
    pub detail: String,
}

/// Appends a line; a refusal of a proved system is counted.
pub fn append(connection: &Connection, line: &AccessLine) -> rusqlite::Result<()> {
    let cut = |text: &str, length: usize| text.chars().take(length).collect::<String>();
    connection
        .prepare_cached(
            "INSERT INTO access (at, system, agency, face, operation, outcome, detail) VALUES (?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            times::text(line.at),
            cut(&line.system, 64),
            line.agency,
            line.face,
            cut(&line.operation, 64),
            line.outcome.to_string(),
            cut(&line.detail, 500),
        ])?;
    match line.agency {
        Some(agency) if line.outcome != 0 => {
            counters::count(connection, line.at.date(), agency, Counted::Refused)
        }
        _ => Ok(()),
    }
}

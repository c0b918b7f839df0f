//! Counters per agency and day, kept as things happen; and the same numbers counted again.

use jiff::civil::Date;
use rusqlite::{Connection, Row, params};

use super::times;
use crate::axis::knows::statistics::{Counters, Period, Statistics};

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// A document or status was accepted from the agency.
    Sent(Carried),
    /// A document or status was put into the agency's list.
    Received(Carried),
    /// The agency said `done`.
    Acknowledged,
    /// A request of its systems was refused.
    Refused,
}

/// The two kinds of packages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carried {
    /// A document.
    Document,
    /// A status.
    Status,
}

impl Counted {
    fn column(self) -> &'static str {
        match self {
            Self::Sent(Carried::Document) => "documents_sent",
            Self::Sent(Carried::Status) => "statuses_sent",
            Self::Received(Carried::Document) => "documents_received",
            Self::Received(Carried::Status) => "statuses_received",
            Self::Acknowledged => "acknowledged",
            Self::Refused => "refused",
        }
    }
}

/// Counts one more.
pub fn count(
    connection: &Connection,
    day: Date,
    agency: i64,
    what: Counted,
) -> rusqlite::Result<()> {
    let column = what.column();
    connection
        .prepare_cached(&format!(
            "INSERT INTO counter (day, agency, {column}) VALUES (?, ?, 1)
             ON CONFLICT DO UPDATE SET {column} = {column} + 1"
        ))?
        .execute(params![times::day(day), agency])?;
    Ok(())
}

/// The counters of a period.
pub fn counted(connection: &Connection, period: Period) -> rusqlite::Result<Statistics> {
    summed(
        connection,
        "SELECT agency.code, sum(documents_sent), sum(documents_received), sum(statuses_sent), sum(statuses_received),
                sum(acknowledged), sum(refused)
         FROM counter JOIN agency ON agency.id = counter.agency
         WHERE day BETWEEN ? AND ? GROUP BY agency.id",
        period,
    )
}

/// The same numbers from the sends, deliveries and log lines themselves.
pub fn recounted(connection: &Connection, period: Period) -> rusqlite::Result<Statistics> {
    summed(
        connection,
        "SELECT agency.code, sum(a), sum(b), sum(c), sum(d), sum(e), sum(f) FROM (
             SELECT sender AS agency, substr(arrived, 1, 10) AS day, message_type = 'edoc' AS a, 0 AS b,
                    message_type = 'status' AS c, 0 AS d, 0 AS e, 0 AS f FROM send
             UNION ALL SELECT receiver, substr(arrived, 1, 10), 0, message_type = 'edoc', 0, message_type = 'status', 0, 0
                       FROM delivery
             UNION ALL SELECT receiver, substr(done, 1, 10), 0, 0, 0, 0, 1, 0 FROM delivery WHERE done IS NOT NULL
             UNION ALL SELECT agency, substr(at, 1, 10), 0, 0, 0, 0, 0, 1 FROM access
                       WHERE agency IS NOT NULL AND outcome <> '0'
         ) AS event JOIN agency ON agency.id = event.agency
         WHERE day BETWEEN ? AND ? GROUP BY agency.id",
        period,
    )
}

fn summed(connection: &Connection, query: &str, period: Period) -> rusqlite::Result<Statistics> {
    let from = period.from.map_or_else(String::new, times::day);
    let to = period.to.map_or_else(|| "9999/99/99".into(), times::day);
    let mut statement = connection.prepare_cached(query)?;
    let rows = statement.query_map([from, to], |row| Ok((row.get(0)?, counters(row)?)))?;
    Ok(Statistics {
        agencies: rows.collect::<rusqlite::Result<_>>()?,
    })
}

fn counters(row: &Row<'_>) -> rusqlite::Result<Counters> {
    Ok(Counters {
        documents_sent: row.get(1)?,
        documents_received: row.get(2)?,
        statuses_sent: row.get(3)?,
        statuses_received: row.get(4)?,
        acknowledged: row.get(5)?,
        refused: row.get(6)?,
    })
}

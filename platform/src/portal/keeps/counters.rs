//! Numbers per agency and day, kept as things happen; and the same counted again.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rusqlite::{Connection, params};
use serde::Serialize;

/// Counts of one agency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Dossiers synchronised for the first time.
    pub dossiers: u64,
    /// Dossiers synchronised again.
    pub updates: u64,
    /// Steps.
    pub steps: u64,
    /// Dossiers submitted on the portal itself.
    pub submitted: u64,
    /// Calls refused.
    pub refused: u64,
}

/// Counts of a period, by agency; agencies of which nothing is counted are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Statistics {
    /// Code to counts.
    pub agencies: BTreeMap<String, Counts>,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// See [`Counts::dossiers`].
    Dossiers,
    /// See [`Counts::updates`].
    Updates,
    /// See [`Counts::steps`].
    Steps,
    /// See [`Counts::submitted`].
    Submitted,
    /// See [`Counts::refused`].
    Refused,
    /// Pages shown to people.
    Visits,
}

impl Counted {
    fn column(self) -> &'static str {
        match self {
            Counted::Dossiers => "dossiers",
            Counted::Updates => "updates",
            Counted::Steps => "steps",
            Counted::Submitted => "submitted",
            Counted::Refused => "refused",
            Counted::Visits => "visits",
        }
    }
}

/// A day as it is kept.
pub fn day(day: Date) -> String {
    day.strftime("%Y%m%d").to_string()
}

/// Counts `n` more.
pub fn count(
    connection: &Connection,
    on: &str,
    agency: &str,
    what: Counted,
    n: u64,
) -> rusqlite::Result<()> {
    if n == 0 {
        return Ok(());
    }
    let column = what.column();
    connection
        .prepare_cached(&format!(
            "INSERT INTO counter (day, agency, {column}) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET {column} = {column} + ?3"
        ))?
        .execute(params![on, agency, n])?;
    Ok(())
}

/// Pages shown to people in a period.
pub fn visits(connection: &Connection, from: &str, to: &str) -> rusqlite::Result<u64> {
    connection
        .prepare_cached("SELECT coalesce(sum(visits), 0) FROM counter WHERE day BETWEEN ? AND ?")?
        .query_row([from, to], |row| row.get(0))
}

/// The counts of a period.
pub fn counted(connection: &Connection, from: &str, to: &str) -> rusqlite::Result<Statistics> {
    summed(
        connection,
        "SELECT agency, sum(dossiers), sum(updates), sum(steps), sum(submitted), sum(refused) FROM counter
         WHERE day BETWEEN ? AND ? GROUP BY agency",
        from,
        to,
    )
}

/// The same from the dossiers, steps and log lines themselves.
pub fn recounted(connection: &Connection, from: &str, to: &str) -> rusqlite::Result<Statistics> {
    summed(
        connection,
        "SELECT agency, sum(a), sum(b), sum(c), sum(d), sum(e) FROM (
             SELECT agency, substr(first, 1, 8) AS day, source = 'agency' AS a, 0 AS b, 0 AS c, source = 'portal' AS d, 0 AS e
                    FROM dossier
             UNION ALL SELECT agency, substr(kept, 1, 8), 0, 0, 1, 0, 0 FROM step
             UNION ALL SELECT agency, substr(at, 1, 8), 0, updates, 0, 0, outcome <> '0' FROM access WHERE agency <> ''
         ) WHERE day BETWEEN ? AND ? GROUP BY agency",
        from,
        to,
    )
}

fn summed(
    connection: &Connection,
    query: &str,
    from: &str,
    to: &str,
) -> rusqlite::Result<Statistics> {
    let mut statement = connection.prepare_cached(query)?;
    let rows = statement.query_map([from, to], |row| {
        Ok((
            row.get::<_, String>(0)?,
            Counts {
                dossiers: row.get(1)?,
                updates: row.get(2)?,
                steps: row.get(3)?,
                submitted: row.get(4)?,
                refused: row.get(5)?,
            },
        ))
    })?;
    let mut agencies: BTreeMap<String, Counts> = rows.collect::<rusqlite::Result<_>>()?;
    agencies.retain(|_, counts| *counts != Counts::default());
    Ok(Statistics { agencies })
}

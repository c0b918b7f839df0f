//! Numbers kept as things happen, and counted again.

use rusqlite::Connection;

/// How much there is of each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Applications that came in.
    pub applications: u64,
    /// Cards issued.
    pub issued: u64,
    /// Old cards that came back.
    pub taken_back: u64,
}

/// Counts one more.
pub fn count(connection: &Connection, what: &str) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO counter (what, n) VALUES (?, 1) ON CONFLICT DO UPDATE SET n = n + 1",
        )?
        .execute([what])?;
    Ok(())
}

/// The numbers kept, and the same counted from the things themselves.
pub fn both(connection: &Connection) -> rusqlite::Result<(Tally, Tally)> {
    let kept = |what: &str| -> rusqlite::Result<u64> {
        connection
            .prepare_cached("SELECT coalesce(sum(n), 0) FROM counter WHERE what = ?")?
            .query_row([what], |row| row.get(0))
    };
    let counted = |query: &str| -> rusqlite::Result<u64> {
        connection
            .prepare_cached(query)?
            .query_row([], |row| row.get(0))
    };
    Ok((
        Tally {
            applications: kept("applications")?,
            issued: kept("issued")?,
            taken_back: kept("taken-back")?,
        },
        Tally {
            applications: counted("SELECT count(*) FROM application")?,
            issued: counted("SELECT count(*) FROM card")?,
            taken_back: counted("SELECT count(*) FROM old_card WHERE taken_back IS NOT NULL")?,
        },
    ))
}

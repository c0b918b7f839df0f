//! Numbers kept as things happen, and the same numbers counted again from what is kept.

use rusqlite::Connection;

/// What the provider did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Statistics {
    /// Sessions begun.
    pub logins: u64,
    /// Codes given.
    pub codes: u64,
    /// ID tokens signed.
    pub tokens: u64,
    /// Sessions ended by logout.
    pub logouts: u64,
    /// Requests refused.
    pub refusals: u64,
}

/// Adds one to a counter.
pub fn count(connection: &Connection, name: &str) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO counter VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET count = count + 1",
        )?
        .execute([name])
        .map(drop)
}

/// The counters.
pub fn counted(connection: &Connection) -> rusqlite::Result<Statistics> {
    let of = |name: &str| -> rusqlite::Result<u64> {
        connection
            .prepare_cached("SELECT coalesce(sum(count), 0) FROM counter WHERE name = ?")?
            .query_row([name], |row| row.get(0))
    };
    Ok(Statistics {
        logins: of("logins")?,
        codes: of("codes")?,
        tokens: of("tokens")?,
        logouts: of("logouts")?,
        refusals: of("refusals")?,
    })
}

/// The same, from sessions, codes, statements and the log.
pub fn recounted(connection: &Connection) -> rusqlite::Result<Statistics> {
    let of = |query: &str| -> rusqlite::Result<u64> {
        connection
            .prepare_cached(query)?
            .query_row([], |row| row.get(0))
    };
    Ok(Statistics {
        logins: of("SELECT count(*) FROM session")?,
        codes: of("SELECT count(*) FROM code")?,
        tokens: of("SELECT count(*) FROM statement")?,
        logouts: of("SELECT count(*) FROM session WHERE ended <> 0")?,
        refusals: of("SELECT count(*) FROM log WHERE outcome <> ''")?,
    })
}

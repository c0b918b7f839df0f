//! CONFIRMs that are due, one for each decided transaction.

use rusqlite::{Connection, params};

/// What became of the CONFIRMs that were due.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Delivery {
    /// Taken by their partners now.
    pub taken: usize,
    /// To be sent again later.
    pub waiting: usize,
    /// Given up for good: the partner must ask.
    pub given_up: usize,
}

/// A CONFIRM is due from now on.
pub fn due(connection: &Connection, id: i64, now: &str) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT OR IGNORE INTO notice VALUES (?, 'due', 0, ?, '')")?
        .execute(params![id, now])
        .map(drop)
}

/// Takes what is due: each with the number of attempts made before. It is not due again before `later` says, so that two
/// deliverers do not send the same.
pub fn take(
    connection: &Connection,
    now: &str,
    later: impl Fn(u32) -> Option<String>,
) -> rusqlite::Result<Vec<(i64, u32)>> {
    let due: Vec<(i64, u32)> = connection
        .prepare_cached("SELECT txn, attempts FROM notice WHERE state = 'due' AND due <= ? ORDER BY txn LIMIT 500")?
        .query_map([now], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (id, attempts) in &due {
        let next = later(*attempts);
        // The last attempt is under way: were the process to end now, it would be made again after the start.
        let when = next.unwrap_or_else(|| now.to_owned());
        connection
            .prepare_cached("UPDATE notice SET attempts = attempts + 1, due = ? WHERE txn = ?")?
            .execute(params![when, id])?;
    }
    Ok(due)
}

/// Keeps what became of one.
pub fn told(connection: &Connection, id: i64, state: &str, why: &str) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE notice SET state = ?, told = ? WHERE txn = ? AND state = 'due'")?
        .execute(params![state, why, id])
        .map(drop)
}

/// How many are in a state: `due`, `taken`, `given-up`.
pub fn count(connection: &Connection, state: &str) -> rusqlite::Result<usize> {
    connection
        .prepare_cached("SELECT count(*) FROM notice WHERE state = ?")?
        .query_row([state], |row| row.get(0))
}

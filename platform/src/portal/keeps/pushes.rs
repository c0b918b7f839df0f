//! Dossiers that were submitted on the portal and go to the agencies: the queue survives everything.

use rusqlite::{Connection, params};

/// A push that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Push {
    /// Its number.
    pub id: i64,
    /// Code of the agency.
    pub agency: String,
    /// The portal's dossier code.
    pub code: String,
    /// What is sent.
    pub body: String,
}

/// Queues a push.
pub fn put(
    connection: &Connection,
    agency: &str,
    code: &str,
    body: &str,
    now: &str,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT INTO push (agency, code, body, asked) VALUES (?, ?, ?, ?)")?
        .execute([agency, code, body, now])?;
    Ok(())
}

/// What waits, oldest first, at most 100.
pub fn waiting(connection: &Connection) -> rusqlite::Result<Vec<Push>> {
    connection
        .prepare_cached(
            "SELECT id, agency, code, body FROM push WHERE done IS NULL ORDER BY id LIMIT 100",
        )?
        .query_map([], |row| {
            Ok(Push {
                id: row.get(0)?,
                agency: row.get(1)?,
                code: row.get(2)?,
                body: row.get(3)?,
            })
        })?
        .collect()
}

/// Notes a try; with `done` it is over.
pub fn tried(
    connection: &Connection,
    id: i64,
    done: Option<&str>,
    answer: &str,
) -> rusqlite::Result<()> {
    let answer: String = answer.chars().take(500).collect();
    connection
        .prepare_cached("UPDATE push SET tries = tries + 1, done = ?, answer = ? WHERE id = ?")?
        .execute(params![done, answer, id])?;
    Ok(())
}

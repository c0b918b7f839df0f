//! Steps of dossiers.

use protocols::portal::Progress;
use rusqlite::{Connection, params};

use super::counters::{self, Counted};

/// Keeps a step; one that was kept before is told apart and not counted again.
pub fn keep(
    connection: &Connection,
    step: &Progress,
    agency: &str,
    now: &str,
) -> rusqlite::Result<bool> {
    // A struct of texts always has a JSON form.
    let body = serde_json::to_string(step).unwrap_or_default();
    let new = connection
        .prepare_cached(
            "INSERT INTO step (code, at, status, kept, agency, body) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        )?
        .execute(params![
            step.code,
            step.at,
            step.status.trim().parse::<u8>().unwrap_or_default(),
            now,
            agency,
            body
        ])?
        > 0;
    counters::count(
        connection,
        &now[..8],
        agency,
        Counted::Steps,
        u64::from(new),
    )?;
    Ok(new)
}

/// The steps of a dossier, in the order of their moments.
pub fn of(connection: &Connection, code: &str) -> rusqlite::Result<Vec<Progress>> {
    connection
        .prepare_cached("SELECT body FROM step WHERE code = ? ORDER BY at, id")?
        .query_map([code], |row| {
            let body: String = row.get(0)?;
            Ok(serde_json::from_str(&body).unwrap_or_default())
        })?
        .collect()
}

//! The electronic data store: papers that need not be handed in again (services §1.8).

use protocols::portal::KeptPaper;
use rusqlite::{Connection, OptionalExtension, params};

/// A paper in the store with the bytes of its one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paper {
    /// Identity number or tax code of whose it is.
    pub owner: String,
    /// What it is; its files name the path.
    pub paper: KeptPaper,
    /// Where it is kept.
    pub path: String,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Keeps a paper, or replaces that of the same path.
pub fn put(connection: &Connection, paper: &Paper) -> rusqlite::Result<()> {
    // A struct of texts and lists always has a JSON form.
    let body = serde_json::to_string(&paper.paper).unwrap_or_default();
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO paper (owner, result_code, notation, body, path, bytes) VALUES (?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            paper.owner,
            paper.paper.result_code,
            paper.paper.notation,
            body,
            paper.path,
            paper.bytes
        ])?;
    Ok(())
}

/// Papers of an owner.
pub fn of(connection: &Connection, owner: &str) -> rusqlite::Result<Vec<KeptPaper>> {
    connection
        .prepare_cached("SELECT body FROM paper WHERE owner = ? ORDER BY id LIMIT 500")?
        .query_map([owner], |row| {
            let body: String = row.get(0)?;
            Ok(serde_json::from_str(&body).unwrap_or_default())
        })?
        .collect()
}

/// The file of a path.
pub fn file(connection: &Connection, path: &str) -> rusqlite::Result<Option<Vec<u8>>> {
    connection
        .prepare_cached("SELECT bytes FROM paper WHERE path = ?")?
        .query_row([path], |row| row.get(0))
        .optional()
}

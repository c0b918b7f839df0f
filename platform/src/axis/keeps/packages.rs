//! Fetching a package.

use jiff::civil::DateTime;
use rusqlite::{Connection, OptionalExtension, params};

use super::times;

/// A package an agency may see.
#[derive(Clone, Debug)]
pub struct Fetched {
    /// The delivery it belongs to; none when the sender looks at its own.
    pub delivery: Option<i64>,
    /// The package; none when its content is gone.
    pub bytes: Option<Vec<u8>>,
    /// The receiver agreed to give it back.
    pub recalled: bool,
    /// The sender's code as written.
    pub from: String,
    /// Number and notation.
    pub code: String,
    /// Subject.
    pub title: String,
}

/// The package of a transport id, for the agency that received it under that id or sent it.
pub fn fetch(
    connection: &Connection,
    agency: i64,
    doc_id: &str,
) -> rusqlite::Result<Option<Fetched>> {
    connection
        .prepare_cached(
            "SELECT delivery.id, CASE WHEN delivery.recalled THEN NULL ELSE content.bytes END, delivery.recalled,
                    send.from_code, send.code, send.title
             FROM delivery JOIN send ON send.id = delivery.send JOIN content ON content.id = send.content
             WHERE delivery.doc_id = ?1 AND delivery.receiver = ?2
             UNION ALL
             SELECT NULL, content.bytes, 0, send.from_code, send.code, send.title
             FROM send JOIN content ON content.id = send.content WHERE send.doc_id = ?1 AND send.sender = ?2",
        )?
        .query_row(params![doc_id, agency], |row| {
            Ok(Fetched {
                delivery: row.get(0)?,
                bytes: row.get(1)?,
                recalled: row.get(2)?,
                from: row.get(3)?,
                code: row.get(4)?,
                title: row.get(5)?,
            })
        })
        .optional()
}

/// Notes when a receiver first fetched a package.
pub fn note_fetched(connection: &Connection, delivery: i64, now: DateTime) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE delivery SET fetched = ? WHERE id = ? AND fetched IS NULL")?
        .execute(params![times::text(now), delivery])
        .map(drop)
}

//! Keeping transport acknowledgements.

use jiff::civil::DateTime;
use rusqlite::{Connection, OptionalExtension, params};

use super::counters::{self, Counted};
use super::times;
use crate::axis::knows::acknowledging::Acknowledgement;

/// Sets the status of an agency's item. False when the agency has no such item. What is done stays done: a later word changes
/// nothing, and `done` twice is `done` once (domain §7 "Idempotency").
pub fn acknowledge(
    connection: &Connection,
    agency: i64,
    doc_id: &str,
    word: Acknowledgement,
    description: &str,
    now: DateTime,
) -> rusqlite::Result<bool> {
    let item: Option<(i64, String)> = connection
        .prepare_cached("SELECT id, status FROM delivery WHERE doc_id = ? AND receiver = ?")?
        .query_row(params![doc_id, agency], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    let Some((id, status)) = item else {
        return Ok(false);
    };
    if status == Acknowledgement::Done.wire() {
        return Ok(true);
    }
    let done = (word == Acknowledgement::Done).then(|| times::text(now));
    connection
        .prepare_cached(
            "UPDATE delivery SET status = ?, status_desc = ?, updated = ?, done = ? WHERE id = ?",
        )?
        .execute(params![
            word.wire(),
            description,
            times::text(now),
            done,
            id
        ])?;
    if done.is_some() {
        counters::count(connection, now.date(), agency, Counted::Acknowledged)?;
    }
    Ok(true)
}

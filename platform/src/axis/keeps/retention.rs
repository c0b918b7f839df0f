//! Retention: content goes, metadata stay.

use rusqlite::{Connection, params};

/// What a round of retention removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Purged {
    /// Packages whose content went; their metadata stay.
    pub packages: u64,
    /// Bytes of content that went.
    pub bytes: u64,
}

/// Purges content whose every delivery was done, or given back, before `before` (`yyyy/MM/dd HH:mm:ss`).
pub fn purge(connection: &Connection, before: &str) -> rusqlite::Result<Purged> {
    const SETTLED: &str = "bytes IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM send JOIN delivery ON delivery.send = send.id
        WHERE send.content = content.id AND (
            CASE WHEN delivery.recalled THEN delivery.updated ELSE coalesce(delivery.done, '9999') END >= ?))";
    let purged = connection
        .prepare_cached(&format!(
            "SELECT count(*), coalesce(sum(size), 0) FROM content WHERE {SETTLED}"
        ))?
        .query_row(params![before], |row| {
            Ok(Purged {
                packages: row.get(0)?,
                bytes: row.get(1)?,
            })
        })?;
    connection
        .prepare_cached(&format!("UPDATE content SET bytes = NULL WHERE {SETTLED}"))?
        .execute(params![before])?;
    Ok(purged)
}

//! What was refused, and what was odd.

use jiff::civil::{Date, DateTime};
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};

use super::times;

/// A refused message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// When.
    pub at: DateTime,
    /// `browser` or `server`.
    pub face: String,
    /// The site it named, as far as it did.
    pub site: String,
    /// Why.
    pub reason: String,
}

/// Findings of one rule on one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    /// The day.
    pub day: String,
    /// The site.
    pub site: u32,
    /// The rule.
    pub rule: String,
    /// The field.
    pub field: String,
    /// How often.
    pub n: u64,
}

/// Appends a refusal.
pub fn refuse(connection: &Connection, line: &Refused) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT INTO refused (at, face, site, reason) VALUES (?, ?, ?, ?)")?
        .execute(params![
            times::text(line.at),
            line.face,
            line.site,
            line.reason
        ])?;
    Ok(())
}

/// The latest refusals, at most `limit`, newest first.
pub fn refused(connection: &Connection, limit: u32) -> rusqlite::Result<Vec<Refused>> {
    connection
        .prepare_cached("SELECT at, face, site, reason FROM refused ORDER BY id DESC LIMIT ?")?
        .query_map([limit], |row| {
            Ok(Refused {
                at: times::moment(&row.get::<_, String>(0)?),
                face: row.get(1)?,
                site: row.get(2)?,
                reason: row.get(3)?,
            })
        })?
        .collect()
}

/// The findings of a site on a day, or of all days.
pub fn findings(
    connection: &Connection,
    site: u32,
    day: Option<Date>,
) -> rusqlite::Result<Vec<Noted>> {
    connection
        .prepare_cached(
            "SELECT day, site, rule, field, n FROM finding WHERE site = ?1 AND (?2 IS NULL OR day = ?2) ORDER BY day, rule, field",
        )?
        .query_map(params![site, day.map(|day| day.to_string())], |row| {
            Ok(Noted {
                day: row.get(0)?,
                site: row.get(1)?,
                rule: row.get(2)?,
                field: row.get(3)?,
                n: row.get(4)?,
            })
        })?
        .collect()
}

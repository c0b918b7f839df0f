//! Dossiers: new ones, changed ones, looked up.

use protocols::portal::Dossier;
use rusqlite::{Connection, OptionalExtension, params};

use super::counters::{self, Counted};

/// A dossier as kept.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The dossier.
    pub dossier: Dossier,
    /// Code of the agency of the account that sent it.
    pub agency: String,
    /// The portal's code when the agency's own is another one, or the other way round.
    pub alias: Option<String>,
    /// When it came first, `yyyyMMddHHmmss`.
    pub first: String,
    /// When it came last.
    pub last: String,
    /// How often it was changed.
    pub changes: u64,
}

/// What the portal knows of a code before a batch is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The agency whose it is.
    pub agency: String,
    /// Its status.
    pub status: u8,
}

/// Whose a code is, when it is known.
pub fn known(connection: &Connection, code: &str) -> rusqlite::Result<Option<Known>> {
    connection
        .prepare_cached("SELECT agency, status FROM dossier WHERE code = ?")?
        .query_row([code], |row| {
            Ok(Known {
                agency: row.get(0)?,
                status: row.get(1)?,
            })
        })
        .optional()
}

/// Keeps a new dossier; `source` is `agency` or `portal`.
pub fn insert(
    connection: &Connection,
    dossier: &Dossier,
    agency: &str,
    now: &str,
    source: &str,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO dossier (code, agency, procedure, status, received, owner, first, last, source, body)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, ?8, ?9)",
        )?
        .execute(params![
            dossier.code,
            agency,
            dossier.procedure,
            dossier.status_code(),
            dossier.received,
            dossier.owner_tech_id,
            now,
            source,
            body(dossier),
        ])?;
    let what = match source {
        "portal" => Counted::Submitted,
        _ => Counted::Dossiers,
    };
    counters::count(connection, &now[..8], agency, what, 1)
}

/// Replaces a dossier's content.
pub fn update(connection: &Connection, dossier: &Dossier, now: &str) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "UPDATE dossier SET procedure = ?, status = ?, received = ?, owner = ?, last = ?, body = ?, changes = changes + 1
             WHERE code = ?",
        )?
        .execute(params![
            dossier.procedure,
            dossier.status_code(),
            dossier.received,
            dossier.owner_tech_id,
            now,
            body(dossier),
            dossier.code,
        ])?;
    Ok(())
}

/// Says that a dossier has another code elsewhere.
pub fn link(connection: &Connection, code: &str, alias: &str) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE dossier SET alias = ? WHERE code = ?")?
        .execute([alias, code])?;
    Ok(())
}

/// The dossier of a code, or of the code it has elsewhere.
pub fn find(connection: &Connection, code: &str) -> rusqlite::Result<Option<Kept>> {
    connection
        .prepare_cached(
            "SELECT body, agency, alias, first, last, changes FROM dossier WHERE code = ?1 OR alias = ?1 ORDER BY code = ?1 DESC LIMIT 1",
        )?
        .query_row([code], read)
        .optional()
}

/// Dossiers of an agency whose `NgayTiepNhan` lies between two days, `yyyyMMdd`; every agency's when `agency` is empty.
pub fn received(
    connection: &Connection,
    agency: &str,
    from: &str,
    to: &str,
) -> rusqlite::Result<Vec<Kept>> {
    connection
        .prepare_cached(
            "SELECT body, agency, alias, first, last, changes FROM dossier
             WHERE (agency = ?1 OR ?1 = '') AND received >= ?2 AND received < ?3 || 'x' ORDER BY id",
        )?
        .query_map([agency, from, to], read)?
        .collect()
}

/// Dossiers of an owner by TechID, newest first, at most 200.
pub fn of_owner(connection: &Connection, tech_id: &str) -> rusqlite::Result<Vec<Kept>> {
    connection
        .prepare_cached(
            "SELECT body, agency, alias, first, last, changes FROM dossier WHERE owner = ? ORDER BY id DESC LIMIT 200",
        )?
        .query_map([tech_id], read)?
        .collect()
}

/// How many were received in a year, and how many were submitted on the portal between two days.
pub fn numbers(
    connection: &Connection,
    agency: &str,
    year: &str,
    from: &str,
    to: &str,
) -> rusqlite::Result<(u64, u64)> {
    connection
        .prepare_cached(
            "SELECT coalesce(sum(substr(received, 1, 4) = ?2), 0),
                    coalesce(sum(source = 'portal' AND received >= ?3 AND received < ?4 || 'x'), 0)
             FROM dossier WHERE agency = ?1",
        )?
        .query_row([agency, year, from, to], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
}

/// The highest daily number that the portal itself gave on a day.
pub fn last_number(connection: &Connection, prefix: &str) -> rusqlite::Result<u32> {
    connection
        .prepare_cached(
            "SELECT coalesce(max(CAST(substr(code, length(?1) + 1) AS INTEGER)), 0) FROM dossier
             WHERE source = 'portal' AND substr(code, 1, length(?1)) = ?1",
        )?
        .query_row([prefix], |row| row.get(0))
}

fn body(dossier: &Dossier) -> String {
    // A struct of texts and lists always has a JSON form.
    serde_json::to_string(dossier).unwrap_or_default()
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Kept> {
    let body: String = row.get(0)?;
    Ok(Kept {
        // The store wrote it; what is unreadable shows as an empty dossier.
        dossier: serde_json::from_str(&body).unwrap_or_default(),
        agency: row.get(1)?,
        alias: row.get(2)?,
        first: row.get(3)?,
        last: row.get(4)?,
        changes: row.get(5)?,
    })
}

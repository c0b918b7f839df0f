//! Applications and their papers.

use jiff::civil::{Date, DateTime};
use protocols::licences::{Application, dates};
use rusqlite::{Connection, OptionalExtension, params};

use super::cards::text;
use super::tally;
use crate::licences::knows::course;

/// An application with its row.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Row.
    pub id: i64,
    /// Unit that handles it.
    pub unit: String,
    /// Personal number of the applicant.
    pub holder: String,
    /// Number of the licence.
    pub licence: String,
    /// Status, 1 to 10.
    pub status: u8,
    /// What the feed shows.
    pub application: Application,
}

/// The code of the next application of a day: agency, date, four-digit number (TT 01/2018 Art. 19).
pub fn next_code(
    connection: &Connection,
    agency: &str,
    day: Date,
) -> rusqlite::Result<Option<String>> {
    let start = format!("{agency}-{}-", day.strftime("%y%m%d"));
    let last: Option<String> = connection
        .prepare_cached("SELECT max(code) FROM application WHERE code LIKE ? || '%'")?
        .query_row([&start], |row| row.get(0))?;
    let next = last
        .and_then(|code| code[start.len()..].parse().ok())
        .unwrap_or(0u32)
        + 1;
    Ok((next <= 9999).then(|| format!("{start}{next:04}")))
}

/// The application that was handed in under a portal's code.
pub fn of_portal(connection: &Connection, portal_code: &str) -> rusqlite::Result<Option<String>> {
    if portal_code.is_empty() {
        return Ok(None);
    }
    connection
        .prepare_cached("SELECT code FROM application WHERE portal_code = ?")?
        .query_row([portal_code], |row| row.get(0))
        .optional()
}

/// Keeps a new application with its papers: path, name, content.
pub fn put(
    connection: &Connection,
    application: &Application,
    licence: &str,
    papers: &[(String, String, Vec<u8>)],
    now: DateTime,
) -> rusqlite::Result<()> {
    let body = serde_json::to_string(application).unwrap_or_default();
    connection
        .prepare_cached(
            "INSERT INTO application (code, unit, holder, licence, portal_code, submitted, status, body) VALUES (?, ?, ?, ?, ?, ?, 1, ?)",
        )?
        .execute(params![
            application.code,
            application.unit,
            application.form.id,
            licence,
            application.form.portal_registration,
            text(now),
            body
        ])?;
    let id = connection.last_insert_rowid();
    for (path, name, content) in papers {
        connection
            .prepare_cached(
                "INSERT INTO paper (path, application, name, content) VALUES (?, ?, ?, ?)",
            )?
            .execute(params![path, id, name, content])?;
    }
    tally::count(connection, "applications")
}

const COLUMNS: &str =
    "SELECT id, unit, holder, licence, status, received, due, body FROM application";

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Kept> {
    let moment = |text: Option<String>| {
        let moment = text.and_then(|text| text.parse::<DateTime>().ok());
        moment.map_or_else(String::new, dates::moment)
    };
    let status: u8 = row.get(4)?;
    let (received, due) = (moment(row.get(5)?), moment(row.get(6)?));
    let application: Application =
        serde_json::from_str(&row.get::<_, String>(7)?).unwrap_or_default();
    Ok(Kept {
        id: row.get(0)?,
        unit: row.get(1)?,
        holder: row.get(2)?,
        licence: row.get(3)?,
        status,
        application: Application {
            status: status.to_string(),
            status_name: course::name(status).to_owned(),
            received,
            due,
            ..application
        },
    })
}

/// An application by code.
pub fn find(connection: &Connection, code: &str) -> rusqlite::Result<Option<Kept>> {
    connection
        .prepare_cached(&format!("{COLUMNS} WHERE code = ?"))?
        .query_row([code], read)
        .optional()
}

/// Applications of a unit handed in from one day to another, both included, oldest first.
pub fn listed(
    connection: &Connection,
    unit: &str,
    from: Date,
    to: Date,
) -> rusqlite::Result<Vec<Kept>> {
    connection
        .prepare_cached(&format!(
            "{COLUMNS} WHERE unit = ? AND substr(submitted, 1, 10) BETWEEN ? AND ? ORDER BY id"
        ))?
        .query_map(params![unit, from.to_string(), to.to_string()], read)?
        .collect()
}

/// Moves an application to a status; reception sets when it was received and when it is due.
pub fn set_status(
    connection: &Connection,
    id: i64,
    status: u8,
    received: Option<(DateTime, DateTime)>,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE application SET status = ? WHERE id = ?")?
        .execute(params![status, id])?;
    if let Some((at, due)) = received {
        connection
            .prepare_cached("UPDATE application SET received = ?, due = ? WHERE id = ?")?
            .execute(params![text(at), text(due), id])?;
    }
    Ok(())
}

/// A paper: the unit of its application, its name and content.
pub fn paper(
    connection: &Connection,
    path: &str,
) -> rusqlite::Result<Option<(String, String, Vec<u8>)>> {
    connection
        .prepare_cached(
            "SELECT unit, name, content FROM paper JOIN application ON application.id = paper.application WHERE path = ?",
        )?
        .query_row([path], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()
}

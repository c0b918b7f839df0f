//! The register of sites.

use jiff::civil::DateTime;
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::monitoring::knows::site::{Site, Stage};

/// Enters a site, or gives a known one another host and agency; its stage stays.
pub fn put(connection: &Connection, id: u32, host: &str, agency: &str) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO site (id, host, agency, stage) VALUES (?, ?, ?, 'registered')
             ON CONFLICT (id) DO UPDATE SET host = excluded.host, agency = excluded.agency",
        )?
        .execute(params![id, host, agency])?;
    Ok(())
}

/// A site by number.
pub fn find(connection: &Connection, id: u32) -> rusqlite::Result<Option<Site>> {
    connection
        .prepare_cached("SELECT id, host, agency, stage, browser, server FROM site WHERE id = ?")?
        .query_row([id], site)
        .optional()
}

/// Every site, by number.
pub fn all(connection: &Connection) -> rusqlite::Result<Vec<Site>> {
    connection
        .prepare_cached("SELECT id, host, agency, stage, browser, server FROM site ORDER BY id")?
        .query_map([], site)?
        .collect()
}

/// Takes a site to a stage.
pub fn set_stage(connection: &Connection, id: u32, stage: Stage) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE site SET stage = ? WHERE id = ?")?
        .execute(params![stage.name(), id])?;
    Ok(())
}

/// Notes that a feed spoke.
pub fn spoke(connection: &Connection, id: u32, browser: bool, at: &str) -> rusqlite::Result<()> {
    let sql = if browser {
        "UPDATE site SET browser = ? WHERE id = ?"
    } else {
        "UPDATE site SET server = ? WHERE id = ?"
    };
    connection.prepare_cached(sql)?.execute(params![at, id])?;
    Ok(())
}

fn site(row: &Row<'_>) -> rusqlite::Result<Site> {
    // The store wrote stages and moments itself; what is unreadable counts as the first stage and as never.
    let moment = |text: Option<String>| text.and_then(|text| text.parse::<DateTime>().ok());
    Ok(Site {
        id: row.get(0)?,
        host: row.get(1)?,
        agency: row.get(2)?,
        stage: Stage::named(&row.get::<_, String>(3)?).unwrap_or(Stage::Registered),
        browser: moment(row.get(4)?),
        server: moment(row.get(5)?),
    })
}

/// Enters procedures with their grade (1 to 4), so that a level that is reported too high is noticed.
pub fn put_procedures(connection: &Connection, list: &[(String, u8)]) -> rusqlite::Result<()> {
    let mut statement = connection
        .prepare_cached("INSERT OR REPLACE INTO procedure (code, grade) VALUES (?, ?)")?;
    for (code, grade) in list {
        statement.execute(params![code, grade])?;
    }
    Ok(())
}

/// The grade of a procedure, a province's ending taken off; none when it is not in the list.
pub fn grade(connection: &Connection, code: &str) -> rusqlite::Result<Option<u8>> {
    let national = code
        .match_indices('.')
        .nth(1)
        .map_or(code, |(at, _)| &code[..at]);
    connection
        .prepare_cached("SELECT grade FROM procedure WHERE code = ?")?
        .query_row([national], |row| row.get(0))
        .optional()
}

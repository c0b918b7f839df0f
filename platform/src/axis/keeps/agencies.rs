//! The directory's rows.

use rusqlite::{Connection, params};

use crate::axis::knows::agency::AgencyRecord;
use crate::axis::knows::directory::{Directory, Entry, System};

/// Reads the whole directory.
pub fn load(connection: &Connection) -> rusqlite::Result<Directory> {
    let mut directory = Directory::default();
    let mut agencies = connection.prepare(
        "SELECT id, code, name, parent, mail, mobile, fax, qd20, closed, version, modified FROM agency ORDER BY id",
    )?;
    let mut rows = agencies.query([])?;
    while let Some(row) = rows.next()? {
        directory.put(Entry {
            id: row.get(0)?,
            record: AgencyRecord {
                code: row.get(1)?,
                name: row.get(2)?,
                parent: row.get(3)?,
                mail: row.get(4)?,
                mobile: row.get(5)?,
                fax: row.get(6)?,
                qd20: row.get(7)?,
                closed: row.get(8)?,
            },
            version: row.get(9)?,
            modified: row.get(10)?,
        });
    }
    let mut aliases = connection.prepare("SELECT alias, agency FROM alias")?;
    let mut rows = aliases.query([])?;
    while let Some(row) = rows.next()? {
        directory.put_alias(row.get(1)?, &row.get::<_, String>(0)?);
    }
    let mut systems = connection.prepare("SELECT id, agency, secret FROM system")?;
    let mut rows = systems.query([])?;
    while let Some(row) = rows.next()? {
        let system = System {
            agency: row.get(1)?,
            secret: row.get(2)?,
        };
        directory.put_system(&row.get::<_, String>(0)?, system);
    }
    Ok(directory)
}

/// Writes agencies, new or changed.
pub fn put(connection: &Connection, entries: &[Entry]) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(
        "INSERT OR REPLACE INTO agency (id, code, name, parent, mail, mobile, fax, qd20, closed, version, modified)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?;
    for entry in entries {
        let record = &entry.record;
        statement.execute(params![
            entry.id,
            record.code,
            record.name,
            record.parent,
            record.mail,
            record.mobile,
            record.fax,
            record.qd20,
            record.closed,
            entry.version,
            entry.modified,
        ])?;
    }
    Ok(())
}

/// Writes a further code of an agency.
pub fn put_alias(connection: &Connection, agency: i64, alias: &str) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO alias (alias, agency) VALUES (?, ?)")?
        .execute(params![alias, agency])
        .map(drop)
}

/// Writes a system.
pub fn put_system(connection: &Connection, id: &str, system: &System) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO system (id, agency, secret) VALUES (?, ?, ?)")?
        .execute(params![id, system.agency, system.secret])
        .map(drop)
}

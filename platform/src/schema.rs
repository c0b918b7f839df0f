//! The tables of a component, and the check that a file on disk has them.

use rusqlite::{Connection, OptionalExtension};
use thiserror::Error;

/// The tables of one component.
#[derive(Clone, Copy, Debug)]
pub struct Tables {
    /// The component, which names the files in its folder: `axis.sqlite`, `axis.lock`.
    pub component: &'static str,
    /// Marks the file as the component's own (`PRAGMA application_id`).
    pub application: i64,
    /// Version of the tables; a file of another version is not opened.
    pub version: i64,
    /// The statements that make them.
    pub sql: &'static str,
}

/// A file does not hold this version's tables.
#[derive(Debug, Error)]
pub enum SchemaError {
    /// SQLite's own words.
    #[error("expected an SQLite file: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// Another program's file.
    #[error(
        "expected an empty folder or one written by the {0}; the database there belongs to another program"
    )]
    Foreign(&'static str),
    /// Another version's file.
    #[error(
        "expected tables of version {expected}, found version {found}; open it with the program that wrote it"
    )]
    Version {
        /// The version this program writes.
        expected: i64,
        /// The file's.
        found: i64,
    },
}

/// Makes the tables in an empty file, or checks that they are there.
pub fn prepare(connection: &Connection, tables: &Tables) -> Result<(), SchemaError> {
    let pragma = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let first: Option<String> = connection
        .query_row("SELECT name FROM sqlite_schema LIMIT 1", [], |row| {
            row.get(0)
        })
        .optional()?;
    let Tables {
        component,
        application,
        version,
        sql,
    } = *tables;
    if first.is_none() {
        connection.execute_batch(&format!(
            "BEGIN; {sql} PRAGMA application_id = {application}; PRAGMA user_version = {version}; COMMIT;"
        ))?;
        return Ok(());
    }
    if pragma("application_id")? != application {
        return Err(SchemaError::Foreign(component));
    }
    match pragma("user_version")? {
        found if found == version => Ok(()),
        found => Err(SchemaError::Version {
            expected: version,
            found,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLES: Tables = Tables {
        component: "shop",
        application: 7,
        version: 1,
        sql: "CREATE TABLE item (code TEXT) STRICT;",
    };

    #[test]
    fn an_empty_file_gets_tables_and_a_second_look_finds_them() {
        let connection = Connection::open_in_memory().expect("memory");
        prepare(&connection, &TABLES).expect("made");
        prepare(&connection, &TABLES).expect("found");
    }

    #[test]
    fn files_of_others_and_other_versions_are_named() {
        let foreign = Connection::open_in_memory().expect("memory");
        foreign
            .execute_batch("CREATE TABLE notes (a)")
            .expect("made");
        assert!(matches!(
            prepare(&foreign, &TABLES),
            Err(SchemaError::Foreign("shop"))
        ));
        let old = Connection::open_in_memory().expect("memory");
        prepare(&old, &TABLES).expect("made");
        old.pragma_update(None, "user_version", 99).expect("set");
        assert!(matches!(
            prepare(&old, &TABLES),
            Err(SchemaError::Version { found: 99, .. })
        ));
    }
}

//! The one place where a defect is planted in a component: SQL that runs when the store opens.
//!
//! Temporary triggers lose receivers, number twice, forget what was done; plain statements run again after a restart and
//! make it forget. Temporary triggers belong to the connection, so a file that was opened with a defect is sound again
//! without it. No other code of a component knows about defects.

use rusqlite::Connection;

/// Spoils the store; nothing without a defect.
pub fn plant(connection: &Connection, defect: Option<&str>) -> rusqlite::Result<()> {
    defect.map_or(Ok(()), |sql| connection.execute_batch(sql))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_defect_ends_with_the_connection() {
        let folder = tempfile::tempdir().expect("a folder");
        let open = || Connection::open(folder.path().join("x.sqlite")).expect("a store");
        let first = open();
        first
            .execute_batch("CREATE TABLE kept (n INTEGER)")
            .expect("a table");
        let forgets =
            "CREATE TEMP TRIGGER forgets AFTER INSERT ON kept BEGIN DELETE FROM kept; END";
        plant(&first, Some(forgets)).expect("planted");
        let keeps = |connection: &Connection| -> i64 {
            connection
                .execute("INSERT INTO kept VALUES (1)", [])
                .expect("inserted");
            connection
                .query_row("SELECT count(*) FROM kept", [], |row| row.get(0))
                .expect("counted")
        };
        assert_eq!(keeps(&first), 0);
        drop(first);
        let second = open();
        plant(&second, None).expect("nothing");
        assert_eq!(keeps(&second), 1);
    }
}

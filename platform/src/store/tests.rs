use super::*;

const TABLES: Tables = Tables {
    component: "shop",
    application: 1,
    version: 1,
    sql: "CREATE TABLE item (code TEXT PRIMARY KEY) STRICT;",
};

fn nothing(_: &Connection) -> rusqlite::Result<()> {
    Ok(())
}

fn rows(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("SELECT count(*) FROM item", [], |row| row.get(0))
}

fn insert(connection: &Connection, code: &str) -> rusqlite::Result<usize> {
    connection.execute("INSERT INTO item VALUES (?)", [code])
}

#[tokio::test]
async fn a_failed_command_takes_back_its_own_changes_only() {
    let (store, ()) = Store::memory(&TABLES, nothing).expect("memory");
    let (good, bad, other) = tokio::join!(
        store.write(|connection| insert(connection, "A")),
        store.write(|connection| insert(connection, "B").and_then(|_| insert(connection, "A"))),
        store.write(|connection| insert(connection, "C")),
    );
    assert!(good.is_ok() && other.is_ok());
    assert!(matches!(bad, Err(StoreError::Database(_))));
    assert_eq!(store.read(rows).await, Ok(2));
}

#[tokio::test]
async fn a_folder_is_continued() {
    let folder = tempfile::tempdir().expect("folder");
    let (store, ()) = Store::folder(folder.path(), &TABLES, nothing).expect("opened");
    store
        .write(|connection| insert(connection, "A"))
        .await
        .expect("written");
    drop(store);
    let (store, ()) = Store::folder(folder.path(), &TABLES, nothing).expect("opened again");
    assert_eq!(store.read(rows).await, Ok(1));
}

#[test]
fn a_folder_in_use_is_refused_with_the_reason() {
    let folder = tempfile::tempdir().expect("folder");
    let _first = Store::folder(folder.path(), &TABLES, nothing).expect("opened");
    let error = Store::folder(folder.path(), &TABLES, nothing).expect_err("in use");
    assert!(error.to_string().contains("another process"), "{error}");
}

#[test]
fn a_file_that_is_no_database_is_refused() {
    let folder = tempfile::tempdir().expect("folder");
    std::fs::write(
        folder.path().join("shop.sqlite"),
        "not a database, but long enough to be looked at ".repeat(40),
    )
    .expect("written");
    assert!(matches!(
        Store::folder(folder.path(), &TABLES, nothing),
        Err(OpenStoreError::Schema(_))
    ));
}

//! Accounts of agencies.

use rusqlite::{Connection, params};

/// An account as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Name at the login.
    pub username: String,
    /// Password.
    pub password: String,
    /// Code of its agency.
    pub agency: String,
    /// Name of its agency.
    pub name: String,
    /// Where dossiers that were submitted on the portal are pushed to.
    pub address: Option<String>,
}

/// Every account.
pub fn load(connection: &Connection) -> rusqlite::Result<Vec<Account>> {
    connection
        .prepare("SELECT username, password, agency, name, address FROM account ORDER BY username")?
        .query_map([], |row| {
            Ok(Account {
                username: row.get(0)?,
                password: row.get(1)?,
                agency: row.get(2)?,
                name: row.get(3)?,
                address: row.get(4)?,
            })
        })?
        .collect()
}

/// Keeps an account, or replaces the one of that name.
pub fn put(connection: &Connection, account: &Account) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO account VALUES (?, ?, ?, ?, ?)")?
        .execute(params![
            account.username,
            account.password,
            account.agency,
            account.name,
            account.address
        ])?;
    Ok(())
}

//! Accounts, sessions and the log.

use jiff::SignedDuration;
use jiff::civil::DateTime;
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

use super::cards::text;

/// Who may ask.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// Its name.
    pub name: String,
    /// Its password, and the key of the older feed.
    pub password: String,
    /// Code of the unit it asks for.
    pub unit: String,
    /// Name of that unit.
    pub unit_name: String,
    /// The portal: may hand in applications for any unit, and read none.
    pub portal: bool,
    /// Locked: its key is in error.
    pub blocked: bool,
}

/// Enters an account, or replaces it.
pub fn put(connection: &Connection, account: &Account) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO account (name, password, unit, unit_name, portal, blocked) VALUES (?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            account.name,
            account.password,
            account.unit,
            account.unit_name,
            account.portal,
            account.blocked
        ])?;
    Ok(())
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Account> {
    Ok(Account {
        name: row.get(0)?,
        password: row.get(1)?,
        unit: row.get(2)?,
        unit_name: row.get(3)?,
        portal: row.get(4)?,
        blocked: row.get(5)?,
    })
}

/// An account by name.
pub fn find(connection: &Connection, name: &str) -> rusqlite::Result<Option<Account>> {
    connection
        .prepare_cached(
            "SELECT name, password, unit, unit_name, portal, blocked FROM account WHERE name = ?",
        )?
        .query_row([name], read)
        .optional()
}

/// The account of a unit.
pub fn of_unit(connection: &Connection, unit: &str) -> rusqlite::Result<Option<Account>> {
    connection
        .prepare_cached(
            "SELECT name, password, unit, unit_name, portal, blocked FROM account WHERE unit = ? AND portal = 0 ORDER BY name LIMIT 1",
        )?
        .query_row([unit], read)
        .optional()
}

/// Opens a session and tells its token.
pub fn open(
    connection: &Connection,
    account: &str,
    seed: u64,
    now: DateTime,
    minutes: u32,
) -> rusqlite::Result<String> {
    let number: i64 = connection
        .prepare_cached("SELECT coalesce(max(id), 0) + 1 FROM session")?
        .query_row([], |row| row.get(0))?;
    let digest = Sha256::digest(format!("{seed} session {number} {account}"));
    let token: String = digest[..20]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let expires = now.saturating_add(SignedDuration::from_mins(minutes.into()));
    connection
        .prepare_cached("INSERT INTO session (id, token, account, expires) VALUES (?, ?, ?, ?)")?
        .execute(params![number, token, account, text(expires)])?;
    Ok(token)
}

/// The account of a session that has not run out; none otherwise, or when the account is locked.
pub fn of_session(
    connection: &Connection,
    token: &str,
    now: DateTime,
) -> rusqlite::Result<Option<Account>> {
    connection
        .prepare_cached(
            "SELECT name, password, unit, unit_name, portal, blocked FROM account JOIN session ON session.account = account.name
             WHERE token = ? AND expires > ? AND blocked = 0",
        )?
        .query_row(params![token, text(now)], read)
        .optional()
}

/// Appends to the log.
pub fn log(
    connection: &Connection,
    now: DateTime,
    account: &str,
    service: &str,
    outcome: &str,
    detail: &str,
) -> rusqlite::Result<()> {
    let detail: String = detail.chars().take(200).collect();
    connection
        .prepare_cached(
            "INSERT INTO log (at, account, service, outcome, detail) VALUES (?, ?, ?, ?, ?)",
        )?
        .execute(params![text(now), account, service, outcome, detail])?;
    Ok(())
}

/// A line of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogLine {
    /// Position, from 1.
    pub number: i64,
    /// Who asked, as far as known.
    pub account: String,
    /// What was asked.
    pub service: String,
    /// `error_code` of the answer.
    pub outcome: String,
    /// Text of the answer.
    pub detail: String,
}

/// Lines of the log after a number, at most a thousand.
pub fn lines(connection: &Connection, after: i64) -> rusqlite::Result<Vec<LogLine>> {
    connection
        .prepare_cached("SELECT id, account, service, outcome, detail FROM log WHERE id > ? ORDER BY id LIMIT 1000")?
        .query_map([after], |row| {
            Ok(LogLine {
                number: row.get(0)?,
                account: row.get(1)?,
                service: row.get(2)?,
                outcome: row.get(3)?,
                detail: row.get(4)?,
            })
        })?
        .collect()
}

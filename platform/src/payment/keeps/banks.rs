//! Partners, and the banks and intermediaries a citizen may choose.

use std::fmt;

use rusqlite::{Connection, OptionalExtension, params};

/// An agency's system that takes payments through the platform (đối tác).
#[derive(Clone, PartialEq, Eq)]
pub struct Partner {
    /// `MaDoiTac`.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The secret in its hashes.
    pub secret: String,
    /// The address that takes CONFIRM, complete.
    pub confirm_url: String,
    /// Where the citizen goes after paying; empty: nowhere.
    pub return_url: String,
}

/// A bank or an intermediary; to the platform, as to PayGov's switch, they are alike (services §3.4).
#[derive(Clone, PartialEq, Eq)]
pub struct Bank {
    /// `MaNganHang`.
    pub code: String,
    /// Its name, shown to the citizen.
    pub name: String,
    /// The secret shared with it.
    pub secret: String,
    /// Base address of its face for the platform.
    pub url: String,
}

impl fmt::Debug for Partner {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Partner({} at {})", self.code, self.confirm_url)
    }
}

impl fmt::Debug for Bank {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Bank({} at {})", self.code, self.url)
    }
}

/// Registers a partner, or changes a known one.
pub fn put_partner(connection: &Connection, partner: &Partner) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO partner VALUES (?, ?, ?, ?, ?) ON CONFLICT (code) DO UPDATE SET name = excluded.name,
             secret = excluded.secret, confirm_url = excluded.confirm_url, return_url = excluded.return_url",
        )?
        .execute(params![
            partner.code,
            partner.name,
            partner.secret,
            partner.confirm_url,
            partner.return_url
        ])
        .map(drop)
}

/// Registers a bank, or changes a known one.
pub fn put_bank(connection: &Connection, bank: &Bank) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO bank VALUES (?, ?, ?, ?) ON CONFLICT (code) DO UPDATE SET name = excluded.name,
             secret = excluded.secret, url = excluded.url",
        )?
        .execute(params![bank.code, bank.name, bank.secret, bank.url])
        .map(drop)
}

/// A partner.
pub fn partner(connection: &Connection, code: &str) -> rusqlite::Result<Option<Partner>> {
    connection
        .prepare_cached(
            "SELECT code, name, secret, confirm_url, return_url FROM partner WHERE code = ?",
        )?
        .query_row([code], |row| {
            Ok(Partner {
                code: row.get(0)?,
                name: row.get(1)?,
                secret: row.get(2)?,
                confirm_url: row.get(3)?,
                return_url: row.get(4)?,
            })
        })
        .optional()
}

/// A bank.
pub fn bank(connection: &Connection, code: &str) -> rusqlite::Result<Option<Bank>> {
    Ok(banks(connection)?
        .into_iter()
        .find(|bank| bank.code == code))
}

/// Every bank by its code.
pub fn banks(connection: &Connection) -> rusqlite::Result<Vec<Bank>> {
    connection
        .prepare_cached("SELECT code, name, secret, url FROM bank ORDER BY code")?
        .query_map([], |row| {
            Ok(Bank {
                code: row.get(0)?,
                name: row.get(1)?,
                secret: row.get(2)?,
                url: row.get(3)?,
            })
        })?
        .collect()
}

//! The accounts.

use jiff::civil::DateTime;
use protocols::oidc::claims::{Claims, Level};
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::identity::knows::account::{Account, Realm};
use crate::identity::knows::secrets::{self, Mint};

/// An account as it is kept.
#[derive(Clone, Debug)]
pub struct KeptAccount {
    /// Its row.
    pub id: i64,
    /// Realm.
    pub realm: Realm,
    /// What is typed in.
    pub username: String,
    /// Level.
    pub level: Level,
    /// What clients are told.
    pub claims: Claims,
    /// Why it is locked; empty when it is not.
    pub locked: String,
    /// It rests until then, after wrong passwords.
    pub resting: i64,
    salt: Vec<u8>,
    password: Vec<u8>,
}

const COLUMNS: &str =
    "account.id, realm, username, account.level, claims, locked, resting, salt, password";

impl KeptAccount {
    /// Whether the password is the account's; takes its time.
    pub fn proves(&self, password: &str, rounds: u32) -> bool {
        let given = secrets::password_digest(password, &self.salt, rounds);
        !self.password.is_empty() && secrets::same(&self.password, &given)
    }

    /// Reads the columns that `account()` of this module names.
    pub fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let claims: String = row.get(4)?;
        Ok(Self {
            id: row.get(0)?,
            realm: Realm::from_word(&row.get::<_, String>(1)?),
            username: row.get(2)?,
            level: Level::from_number(row.get(3)?),
            claims: serde_json::from_str(&claims).unwrap_or_default(),
            locked: row.get(5)?,
            resting: row.get(6)?,
            salt: row.get(7)?,
            password: row.get(8)?,
        })
    }
}

/// The columns that [`KeptAccount::read`] reads, in its order.
pub fn columns() -> &'static str {
    COLUMNS
}

/// A time as accounts keep it: text that sorts.
pub fn text(at: DateTime) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S").to_string()
}

/// Registers an account, or changes the known one of that subject or name: claims, level and password; its history stays.
pub fn put(
    connection: &Connection,
    mint: &Mint,
    rounds: u32,
    now: DateTime,
    account: &Account,
) -> rusqlite::Result<()> {
    let salt = mint.next(connection)?.into_bytes();
    let password = match account.password.as_str() {
        "" => Vec::new(),
        password => secrets::password_digest(password, &salt, rounds),
    };
    let claims = serde_json::to_string(&account.claims).unwrap_or_default();
    let of = |text: &Option<String>| text.clone().unwrap_or_default();
    connection
        .prepare_cached(
            "INSERT INTO account (realm, username, salt, password, subject, tech_id, personal_id, level, claims, used)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
             ON CONFLICT (realm, username) DO UPDATE SET salt = ?3, password = ?4, subject = ?5, tech_id = ?6, personal_id = ?7,
               level = ?8, claims = ?9
             ON CONFLICT (subject) DO UPDATE SET realm = ?1, username = ?2, salt = ?3, password = ?4, tech_id = ?6,
               personal_id = ?7, level = ?8, claims = ?9",
        )?
        .execute(params![
            account.realm.word(),
            account.username,
            salt,
            password,
            account.claims.sub,
            of(&account.claims.tech_id),
            of(&account.claims.personal_id),
            account.level.number(),
            claims,
            text(now)
        ])
        .map(drop)
}

/// The account of a name.
pub fn by_name(
    connection: &Connection,
    realm: Realm,
    username: &str,
) -> rusqlite::Result<Option<KeptAccount>> {
    connection
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM account WHERE realm = ? AND username = ?"
        ))?
        .query_row(params![realm.word(), username], KeptAccount::read)
        .optional()
}

/// The account of a subject.
pub fn by_subject(connection: &Connection, subject: &str) -> rusqlite::Result<Option<KeptAccount>> {
    connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM account WHERE subject = ?"))?
        .query_row([subject], KeptAccount::read)
        .optional()
}

/// The citizen or business that another provider speaks of: the technical id first, else the identification number.
pub fn by_person(
    connection: &Connection,
    claims: &Claims,
) -> rusqlite::Result<Option<KeptAccount>> {
    for (column, value) in [
        ("tech_id", &claims.tech_id),
        ("personal_id", &claims.personal_id),
    ] {
        let Some(value) = value.as_ref().filter(|value| !value.is_empty()) else {
            continue;
        };
        let found = connection
            .prepare_cached(&format!(
                "SELECT {COLUMNS} FROM account WHERE realm = 'citizens' AND {column} = ? ORDER BY id LIMIT 1"
            ))?
            .query_row([value], KeptAccount::read)
            .optional()?;
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

/// Locks an account with a reason, or opens it with an empty one. Tells whether there is such an account.
pub fn lock(connection: &Connection, subject: &str, why: &str) -> rusqlite::Result<bool> {
    let changed = connection
        .prepare_cached("UPDATE account SET locked = ?, failures = 0, resting = 0, notices = 0 WHERE subject = ?")?
        .execute(params![why, subject])?;
    Ok(changed > 0)
}

/// A wrong password: after so many in a row the account rests.
pub fn failed(
    connection: &Connection,
    account: i64,
    most: u32,
    until: i64,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "UPDATE account SET failures = (failures + 1) % ?2, resting = iif(failures + 1 >= ?2, ?3, resting) WHERE id = ?1",
        )?
        .execute(params![account, most.max(1), until])
        .map(drop)
}

/// A login: the account is in use.
pub fn used(connection: &Connection, account: i64, now: DateTime) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE account SET used = ?, failures = 0, resting = 0, notices = 0, noticed = '' WHERE id = ?")?
        .execute(params![text(now), account])
        .map(drop)
}

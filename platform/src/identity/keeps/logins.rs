//! Logins under way, and the sessions they end in.

use protocols::oidc::claims::Level;
use rusqlite::{Connection, OptionalExtension, params};

use crate::identity::knows::asking::Asking;
use crate::identity::knows::secrets::{self, Mint};

/// A login under way: somebody sits before the login page.
#[derive(Clone, Debug)]
pub struct Pending {
    /// Its name in the page's address.
    pub key: String,
    /// What was asked.
    pub asking: Asking,
    /// When patience ends.
    pub expires: i64,
    /// The nonce for the other provider.
    pub up_nonce: String,
    /// The challenge's verifier for the other provider.
    pub up_verifier: String,
}

/// A session of a browser.
#[derive(Clone, Debug)]
pub struct Session {
    /// Its row.
    pub id: i64,
    /// Its name in tokens.
    pub sid: String,
    /// The account's row.
    pub account: i64,
    /// The level reached.
    pub level: Level,
    /// When the person proved himself.
    pub began: i64,
}

/// How somebody proved himself.
#[derive(Clone, Debug)]
pub struct Proof {
    /// The account's row.
    pub account: i64,
    /// The level reached.
    pub level: Level,
    /// The other provider's name; empty for a login here.
    pub idp: String,
    /// The other provider's ID token: what its logout needs.
    pub up_hint: String,
}

/// Remembers what was asked while the person logs in.
pub fn begin(
    connection: &Connection,
    mint: &Mint,
    asking: &Asking,
    expires: i64,
) -> rusqlite::Result<String> {
    let (key, nonce, verifier) = (
        mint.next(connection)?,
        mint.next(connection)?,
        mint.next(connection)?,
    );
    connection
        .prepare_cached("INSERT INTO pending VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")?
        .execute(params![
            key,
            asking.client,
            asking.redirect,
            asking.scope,
            asking.state,
            asking.nonce,
            asking.challenge,
            asking.level.map(Level::number),
            expires,
            nonce,
            verifier
        ])?;
    Ok(key)
}

/// The login of a key, while there is patience.
pub fn find(connection: &Connection, key: &str, now: i64) -> rusqlite::Result<Option<Pending>> {
    connection
        .prepare_cached(
            "SELECT key, client, redirect, scope, state, nonce, challenge, level, expires, up_nonce, up_verifier
             FROM pending WHERE key = ? AND expires > ?",
        )?
        .query_row(params![key, now], |row| {
            Ok(Pending {
                key: row.get(0)?,
                asking: Asking {
                    client: row.get(1)?,
                    redirect: row.get(2)?,
                    scope: row.get(3)?,
                    state: row.get(4)?,
                    nonce: row.get(5)?,
                    challenge: row.get(6)?,
                    level: row.get::<_, Option<i64>>(7)?.map(Level::from_number),
                    ..Asking::default()
                },
                expires: row.get(8)?,
                up_nonce: row.get(9)?,
                up_verifier: row.get(10)?,
            })
        })
        .optional()
}

/// Ends a login under way; tells whether it still was, so that two answers to one page make one session.
pub fn end(connection: &Connection, key: &str) -> rusqlite::Result<bool> {
    let ended = connection
        .prepare_cached("DELETE FROM pending WHERE key = ?")?
        .execute([key])?;
    Ok(ended > 0)
}

/// Begins a session: its cookie's value, and itself.
pub fn open_session(
    connection: &Connection,
    mint: &Mint,
    proof: &Proof,
    now: i64,
    life: i64,
) -> rusqlite::Result<(String, Session)> {
    let (cookie, sid) = (mint.next(connection)?, mint.next(connection)?);
    let id = connection
        .prepare_cached(
            "INSERT INTO session (cookie, sid, account, level, idp, up_hint, began, expires) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
             RETURNING id",
        )?
        .query_row(
            params![
                secrets::digest(&cookie),
                sid,
                proof.account,
                proof.level.number(),
                proof.idp,
                proof.up_hint,
                now,
                now + life
            ],
            |row| row.get(0),
        )?;
    let session = Session {
        id,
        sid,
        account: proof.account,
        level: proof.level,
        began: now,
    };
    Ok((cookie, session))
}

/// The session of a cookie, while it lives and its account is open and of the realm.
pub fn session(
    connection: &Connection,
    cookie: &str,
    realm: &str,
    now: i64,
) -> rusqlite::Result<Option<Session>> {
    connection
        .prepare_cached(
            "SELECT session.id, sid, session.account, session.level, began FROM session
             JOIN account ON account.id = session.account
             WHERE cookie = ? AND ended = 0 AND expires > ? AND locked = '' AND realm = ?",
        )?
        .query_row(params![secrets::digest(cookie), now, realm], |row| {
            Ok(Session {
                id: row.get(0)?,
                sid: row.get(1)?,
                account: row.get(2)?,
                level: Level::from_number(row.get(3)?),
                began: row.get(4)?,
            })
        })
        .optional()
}

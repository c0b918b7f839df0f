//! Codes: what a client gets for a login, good once and for a minute.

use rusqlite::{Connection, params};

use super::logins::Session;
use super::statistics;
use crate::identity::knows::asking::Asking;
use crate::identity::knows::secrets::{self, Mint};

/// Gives a code.
pub fn give(
    connection: &Connection,
    mint: &Mint,
    session: &Session,
    asking: &Asking,
    expires: i64,
) -> rusqlite::Result<String> {
    let granted: i64 = connection
        .prepare_cached(
            "INSERT INTO granted (session, client, redirect, scope, nonce, challenge) VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
        )?
        .query_row(
            params![
                session.id,
                asking.client,
                asking.redirect,
                asking.scope,
                asking.nonce,
                asking.challenge
            ],
            |row| row.get(0),
        )?;
    let code = mint.next(connection)?;
    connection
        .prepare_cached("INSERT INTO code (digest, granted, expires) VALUES (?, ?, ?)")?
        .execute(params![secrets::digest(&code), granted, expires])?;
    statistics::count(connection, "codes")?;
    Ok(code)
}

/// Ends a grant and every token made from it.
pub fn revoke(connection: &Connection, granted: i64) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE granted SET revoked = 1 WHERE id = ?")?
        .execute([granted])?;
    connection
        .prepare_cached("UPDATE token SET revoked = 1 WHERE granted = ?")?
        .execute([granted])
        .map(drop)
}

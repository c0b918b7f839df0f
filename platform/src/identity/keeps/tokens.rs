//! Tokens in use: what they open, whether they are good, and their end.

use protocols::oidc::claims::{Claims, Level};
use rusqlite::{Connection, OptionalExtension, params};

use super::grants;
use crate::identity::knows::secrets;

/// A token in force.
#[derive(Clone, Debug)]
pub struct Live {
    /// Whose it is.
    pub client: String,
    /// What was granted.
    pub scope: String,
    /// When it was given.
    pub issued: i64,
    /// When it ends.
    pub expires: i64,
    /// What clients are told of the account.
    pub claims: Claims,
    /// The level of the login.
    pub level: Level,
    /// The other provider of the login; empty for a login here.
    pub idp: String,
}

/// What a token opens, while it does: not revoked, not over, its session not ended, its account not locked.
pub fn live(connection: &Connection, token: &str, now: i64) -> rusqlite::Result<Option<Live>> {
    connection
        .prepare_cached(
            "SELECT token.client, scope, issued, token.expires, claims, session.level, idp FROM token
             JOIN granted ON granted.id = token.granted JOIN session ON session.id = granted.session
             JOIN account ON account.id = session.account
             WHERE token.digest = ? AND kind = 'access' AND token.revoked = 0 AND token.expires > ? AND ended = 0 AND locked = ''",
        )?
        .query_row(params![secrets::digest(token), now], |row| {
            let claims: String = row.get(4)?;
            Ok(Live {
                client: row.get(0)?,
                scope: row.get(1)?,
                issued: row.get(2)?,
                expires: row.get(3)?,
                claims: serde_json::from_str(&claims).unwrap_or_default(),
                level: Level::from_number(row.get(5)?),
                idp: row.get(6)?,
            })
        })
        .optional()
}

/// What became of a wish to end a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Revoked {
    /// It and what was granted with it are over.
    Done,
    /// There is no such token: nothing to do (RFC 7009 §2.2).
    Unknown,
    /// It is another client's.
    Foreign,
}

/// Ends a token and everything granted with it.
pub fn revoke(connection: &Connection, token: &str, client: &str) -> rusqlite::Result<Revoked> {
    let found: Option<(i64, String)> = connection
        .prepare_cached("SELECT granted, client FROM token WHERE digest = ?")?
        .query_row([secrets::digest(token)], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    match found {
        None => Ok(Revoked::Unknown),
        Some((_, owner)) if owner != client => Ok(Revoked::Foreign),
        Some((granted, _)) => {
            grants::revoke(connection, granted)?;
            Ok(Revoked::Done)
        }
    }
}

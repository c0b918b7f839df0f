//! The end of a session: everywhere at once (single logout), and notices to all who knew of it.

use rusqlite::{Connection, OptionalExtension, params};

use super::{grants, statistics};
use crate::identity::knows::secrets::{self, Mint};

/// A session that was ended.
#[derive(Clone, Debug)]
pub struct Ended {
    /// The account.
    pub subject: String,
    /// The other provider's ID token, when the login came from there.
    pub up_hint: String,
}

/// One client to be told.
#[derive(Clone, Debug)]
pub struct Notice {
    /// Its row.
    pub id: i64,
    /// The client.
    pub client: String,
    /// Where it hears of it.
    pub url: String,
    /// The session's name in tokens.
    pub sid: String,
    /// The account.
    pub subject: String,
}

/// The live session named in a token.
pub fn by_sid(connection: &Connection, sid: &str) -> rusqlite::Result<Option<i64>> {
    connection
        .prepare_cached("SELECT id FROM session WHERE sid = ? AND ended = 0")?
        .query_row([sid], |row| row.get(0))
        .optional()
}

/// The live session of a browser.
pub fn by_cookie(connection: &Connection, cookie: &str) -> rusqlite::Result<Option<i64>> {
    connection
        .prepare_cached("SELECT id FROM session WHERE cookie = ? AND ended = 0")?
        .query_row([secrets::digest(cookie)], |row| row.get(0))
        .optional()
}

/// Ends a session with all its tokens, and notes down who is to be told.
pub fn end(connection: &Connection, session: i64, now: i64) -> rusqlite::Result<Ended> {
    connection
        .prepare_cached("UPDATE session SET ended = ? WHERE id = ?")?
        .execute(params![now.max(1), session])?;
    let granted: Vec<i64> = connection
        .prepare_cached("SELECT id FROM granted WHERE session = ?")?
        .query_map([session], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for grant in granted {
        grants::revoke(connection, grant)?;
    }
    connection
        .prepare_cached(
            "INSERT INTO notice (client, url, sid, subject)
             SELECT DISTINCT client.id, back_channel, sid, subject FROM granted
             JOIN client ON client.id = granted.client JOIN session ON session.id = granted.session
             JOIN account ON account.id = session.account
             WHERE session.id = ? AND back_channel IS NOT NULL AND EXISTS (SELECT 1 FROM token WHERE granted = granted.id)
             ORDER BY client.id ON CONFLICT DO NOTHING",
        )?
        .execute([session])?;
    statistics::count(connection, "logouts")?;
    connection
        .prepare_cached(
            "SELECT subject, up_hint FROM session JOIN account ON account.id = account WHERE session.id = ?",
        )?
        .query_row([session], |row| {
            Ok(Ended {
                subject: row.get(0)?,
                up_hint: row.get(1)?,
            })
        })
}

/// Ends every session of an account; tells how many.
pub fn end_all(connection: &Connection, subject: &str, now: i64) -> rusqlite::Result<usize> {
    let sessions: Vec<i64> = connection
        .prepare_cached(
            "SELECT session.id FROM session JOIN account ON account.id = session.account WHERE subject = ? AND ended = 0",
        )?
        .query_map([subject], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for session in &sessions {
        end(connection, *session, now)?;
    }
    Ok(sessions.len())
}

/// Notices not yet delivered, oldest first, for the addresses that the clients have now.
pub fn open_notices(connection: &Connection) -> rusqlite::Result<Vec<Notice>> {
    connection
        .prepare_cached(
            "SELECT notice.id, client, coalesce(back_channel, url), sid, subject FROM notice
             JOIN client ON client.id = notice.client WHERE delivered = 0 ORDER BY notice.id LIMIT 100",
        )?
        .query_map([], |row| {
            Ok(Notice {
                id: row.get(0)?,
                client: row.get(1)?,
                url: row.get(2)?,
                sid: row.get(3)?,
                subject: row.get(4)?,
            })
        })?
        .collect()
}

/// A notice was tried.
pub fn tried(connection: &Connection, notice: i64, delivered: bool) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "UPDATE notice SET attempts = attempts + 1, delivered = max(delivered, ?) WHERE id = ?",
        )?
        .execute(params![delivered, notice])
        .map(drop)
}

/// Remembers where a browser goes when it comes back from the other provider's logout.
pub fn remember_farewell(
    connection: &Connection,
    mint: &Mint,
    target: &str,
) -> rusqlite::Result<String> {
    let key = mint.next(connection)?;
    connection
        .prepare_cached("INSERT INTO farewell VALUES (?, ?)")?
        .execute([&key, target])?;
    Ok(key)
}

/// Where a browser goes that is back, once.
pub fn farewell(connection: &Connection, key: &str) -> rusqlite::Result<Option<String>> {
    connection
        .prepare_cached("DELETE FROM farewell WHERE key = ? RETURNING target")?
        .query_row([key], |row| row.get(0))
        .optional()
}

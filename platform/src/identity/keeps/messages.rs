//! What people are told by SMS and e-mail: kept here as sent, nothing leaves the machine.

use rusqlite::{Connection, params};

/// One message to a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Vietnam time, `yyyy-MM-ddTHH:mm:ss`.
    pub at: String,
    /// `sms` or `email`.
    pub channel: String,
    /// Number or address.
    pub receiver: String,
    /// What it says, in Vietnamese.
    pub text: String,
}

/// Keeps a message on each channel the account has.
pub fn send(
    connection: &Connection,
    account: i64,
    claims: &protocols::oidc::claims::Claims,
    at: &str,
    text: &str,
) -> rusqlite::Result<()> {
    for (channel, receiver) in [("sms", &claims.phone), ("email", &claims.email)] {
        if let Some(receiver) = receiver {
            connection
                .prepare_cached("INSERT INTO message (at, account, channel, receiver, text) VALUES (?, ?, ?, ?, ?)")?
                .execute(params![at, account, channel, receiver, text])?;
        }
    }
    Ok(())
}

/// Messages to an account, oldest first.
pub fn of(connection: &Connection, subject: &str) -> rusqlite::Result<Vec<Message>> {
    connection
        .prepare_cached(
            "SELECT at, channel, receiver, text FROM message JOIN account ON account.id = message.account
             WHERE subject = ? ORDER BY message.id",
        )?
        .query_map([subject], |row| {
            Ok(Message {
                at: row.get(0)?,
                channel: row.get(1)?,
                receiver: row.get(2)?,
                text: row.get(3)?,
            })
        })?
        .collect()
}

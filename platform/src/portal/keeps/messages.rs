//! What the portal told people by e-mail and SMS.

use rusqlite::{Connection, params};
use serde::Serialize;

/// A message that went out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Message {
    /// When, `yyyyMMddHHmmss`.
    pub at: String,
    /// Code of the dossier it is about; empty when none.
    pub dossier: String,
    /// `email` or `sms`.
    pub channel: String,
    /// Address or number.
    pub recipient: String,
    /// What it says.
    pub text: String,
}

/// Keeps a message in the outbox.
pub fn put(connection: &Connection, message: &Message) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO message (at, dossier, channel, recipient, text) VALUES (?, ?, ?, ?, ?)",
        )?
        .execute(params![
            message.at,
            message.dossier,
            message.channel,
            message.recipient,
            message.text
        ])?;
    Ok(())
}

/// Messages about a dossier, oldest first; all of them when `dossier` is empty.
pub fn about(connection: &Connection, dossier: &str) -> rusqlite::Result<Vec<Message>> {
    connection
        .prepare_cached(
            "SELECT at, dossier, channel, recipient, text FROM message WHERE dossier = ?1 OR ?1 = '' ORDER BY id LIMIT 1000",
        )?
        .query_map([dossier], |row| {
            Ok(Message {
                at: row.get(0)?,
                dossier: row.get(1)?,
                channel: row.get(2)?,
                recipient: row.get(3)?,
                text: row.get(4)?,
            })
        })?
        .collect()
}

//! The clients.

use protocols::oidc::jws::Algorithm;
use rusqlite::{Connection, OptionalExtension, params};

use crate::identity::knows::account::{Client, Realm};
use crate::identity::knows::secrets;

/// A client as it is kept: `client.secret` is empty, the digest stands beside it.
#[derive(Clone, Debug)]
pub struct KeptClient {
    /// The client.
    pub client: Client,
    secret: Option<Vec<u8>>,
}

impl KeptClient {
    /// Whether the secret is the client's. A client that has none shows none.
    pub fn proves(&self, secret: Option<&str>) -> bool {
        match (&self.secret, secret) {
            (Some(kept), Some(given)) => secrets::same(kept, &secrets::digest(given)),
            (None, None) => true,
            _ => false,
        }
    }
}

/// Registers a client, or changes a known one.
pub fn put(connection: &Connection, client: &Client) -> rusqlite::Result<()> {
    let list = |texts: &[String]| serde_json::Value::from(texts.to_vec()).to_string();
    connection
        .prepare_cached(
            "INSERT INTO client VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (id) DO UPDATE SET secret = ?2, name = ?3,
             realm = ?4, redirects = ?5, after_logout = ?6, back_channel = ?7, algorithm = ?8",
        )?
        .execute(params![
            client.id,
            client.secret.as_deref().map(secrets::digest),
            client.name,
            client.realm.word(),
            list(&client.redirects),
            list(&client.after_logout),
            client.back_channel,
            client.algorithm.word()
        ])
        .map(drop)
}

/// A client.
pub fn find(connection: &Connection, id: &str) -> rusqlite::Result<Option<KeptClient>> {
    connection
        .prepare_cached(
            "SELECT id, secret, name, realm, redirects, after_logout, back_channel, algorithm FROM client WHERE id = ?",
        )?
        .query_row([id], |row| {
            let list = |index: usize| -> rusqlite::Result<Vec<String>> {
                let text: String = row.get(index)?;
                Ok(serde_json::from_str(&text).unwrap_or_default())
            };
            let secret: Option<Vec<u8>> = row.get(1)?;
            Ok(KeptClient {
                client: Client {
                    id: row.get(0)?,
                    // Not the secret: only whether there is one.
                    secret: secret.is_some().then(String::new),
                    name: row.get(2)?,
                    realm: Realm::from_word(&row.get::<_, String>(3)?),
                    redirects: list(4)?,
                    after_logout: list(5)?,
                    back_channel: row.get(6)?,
                    algorithm: Algorithm::from_word(&row.get::<_, String>(7)?).unwrap_or_default(),
                },
                secret,
            })
        })
        .optional()
}

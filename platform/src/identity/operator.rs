//! What the provider's operator does.

use rusqlite::Connection;
use thiserror::Error;

use super::keeps::inactivity::{self, Tended};
use super::keeps::{accounts, clients, log, logouts, messages, statistics};
use super::{Account, Client, Identity, LogEntry, Message, Statistics};
use crate::store::StoreError;

/// An operator's command was refused.
#[derive(Debug, Error)]
pub enum OperatorError {
    /// A name, a subject or an address is empty.
    #[error("expected {0}, found none")]
    Empty(&'static str),
    /// No such account.
    #[error("no account {0}; register it first")]
    UnknownAccount(String),
    /// The store failed.
    #[error("{0}")]
    Store(#[from] StoreError),
}

type Done<T> = Result<T, OperatorError>;

impl Identity {
    async fn ask<T: Send + 'static>(
        &self,
        query: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Done<T> {
        Ok(self.store().read(query).await?)
    }

    async fn change<T: Send + 'static>(
        &self,
        change: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Done<T> {
        Ok(self.store().write(change).await?)
    }

    /// Registers accounts, or changes known ones of the same name or subject; all or none.
    ///
    /// # Errors
    /// A name or a subject is empty, or the store failed.
    pub async fn register_accounts(&self, accounts: Vec<Account>) -> Done<()> {
        for account in &accounts {
            if account.username.trim().is_empty() {
                return Err(OperatorError::Empty("a username"));
            }
            if account.claims.sub.trim().is_empty() {
                return Err(OperatorError::Empty("a subject"));
            }
        }
        let (mint, rounds) = (self.mint().clone(), self.settings().password_rounds);
        let now = self.clock().now();
        self.change(move |connection| {
            accounts
                .iter()
                .try_for_each(|account| accounts::put(connection, &mint, rounds, now, account))
        })
        .await
    }

    /// Registers a client, or changes a known one.
    ///
    /// # Errors
    /// Its id is empty or it has no address, or the store failed.
    pub async fn register_client(&self, client: Client) -> Done<()> {
        if client.id.trim().is_empty() {
            return Err(OperatorError::Empty("a client_id"));
        }
        if client.redirects.is_empty() {
            return Err(OperatorError::Empty("a redirect_uri"));
        }
        self.change(move |connection| clients::put(connection, &client))
            .await
    }

    /// Locks an account: its sessions and tokens end, and no password opens it.
    ///
    /// # Errors
    /// There is no such account, or the store failed.
    pub async fn lock_account(&self, subject: &str, why: &str) -> Done<()> {
        let now = self.now();
        let (row, why) = (subject.to_owned(), why.to_owned());
        let found = self
            .change(move |connection| {
                logouts::end_all(connection, &row, now)?;
                accounts::lock(connection, &row, &why)
            })
            .await?;
        self.deliver_notices().await;
        found
            .then_some(())
            .ok_or_else(|| OperatorError::UnknownAccount(subject.into()))
    }

    /// Opens a locked account again.
    ///
    /// # Errors
    /// There is no such account, or the store failed.
    pub async fn unlock_account(&self, subject: &str) -> Done<()> {
        let (row, now) = (subject.to_owned(), self.clock().now());
        let found = self
            .change(move |connection| {
                let Some(account) = accounts::by_subject(connection, &row)? else {
                    return Ok(false);
                };
                accounts::used(connection, account.id, now)?;
                accounts::lock(connection, &row, "")
            })
            .await?;
        found
            .then_some(())
            .ok_or_else(|| OperatorError::UnknownAccount(subject.into()))
    }

    /// Why an account is locked; empty when it is open.
    ///
    /// # Errors
    /// There is no such account, or the store failed.
    pub async fn locked(&self, subject: &str) -> Done<String> {
        let row = subject.to_owned();
        let account = self
            .ask(move |connection| accounts::by_subject(connection, &row))
            .await?;
        account
            .map(|account| account.locked)
            .ok_or_else(|| OperatorError::UnknownAccount(subject.into()))
    }

    /// Looks after accounts that nobody uses, at the clock's now (R31-02); meant to be called every day.
    ///
    /// # Errors
    /// The store failed.
    pub async fn tend(&self) -> Done<Tended> {
        let (settings, now) = (self.settings().clone(), self.clock().now());
        self.change(move |connection| inactivity::tend(connection, &settings, now))
            .await
    }

    /// Signs with new keys from now on; those of before stay published once more.
    ///
    /// # Errors
    /// The store failed.
    pub async fn rotate_keys(&self) -> Done<()> {
        let generation: u32 = self
            .change(|connection| {
                connection.query_row(
                    "UPDATE keyring SET generation = generation + 1 RETURNING generation",
                    [],
                    |row| row.get(0),
                )
            })
            .await?;
        self.set_generation(generation);
        Ok(())
    }

    /// What an account was told by SMS and e-mail, oldest first.
    ///
    /// # Errors
    /// The store failed.
    pub async fn messages(&self, subject: &str) -> Done<Vec<Message>> {
        let subject = subject.to_owned();
        self.ask(move |connection| messages::of(connection, &subject))
            .await
    }

    /// Lines of the log after number `after`, at most `limit`, oldest first.
    ///
    /// # Errors
    /// The store failed.
    pub async fn log(&self, after: i64, limit: u32) -> Done<Vec<LogEntry>> {
        self.ask(move |connection| log::entries(connection, after, limit))
            .await
    }

    /// Counters and recount of one moment.
    ///
    /// # Errors
    /// The store failed.
    pub async fn audit(&self) -> Done<(Statistics, Statistics)> {
        self.ask(|connection| {
            Ok((
                statistics::counted(connection)?,
                statistics::recounted(connection)?,
            ))
        })
        .await
    }

    /// How many clients still wait to hear of a logout.
    ///
    /// # Errors
    /// The store failed.
    pub async fn open_notices(&self) -> Done<usize> {
        self.ask(|connection| Ok(logouts::open_notices(connection)?.len()))
            .await
    }
}

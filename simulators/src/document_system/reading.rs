//! The journals, for checks and for people.

use std::sync::Arc;

use protocols::edxml::{Document, StatusCode};

use super::journal::{Alert, HistoryEntry, Incoming, Outgoing, ReceivedStatus, Shown, Statistics};
use super::{Desk, DocumentSystem, unknown};
use crate::ClientError;

impl DocumentSystem {
    /// Pulls the directory and remembers which codes name one agency. The answer is how many entries it has.
    ///
    /// # Errors
    /// Any [`ClientError`].
    pub async fn refresh_directory(&self) -> Result<usize, ClientError> {
        let entries = match self.client().face() {
            crate::Face::Vxp => self.client().agencies_qd20(1).await?,
            crate::Face::Lgsp => self.client().agencies().await?,
        };
        let mut store = self.store();
        for entry in &entries {
            let key = entry
                .code_2016
                .as_deref()
                .filter(|code| !code.is_empty())
                .unwrap_or(&entry.code);
            for alias in [Some(&entry.code), entry.old_code.as_ref()]
                .into_iter()
                .flatten()
                .filter(|one| !one.is_empty())
            {
                store.aliases.insert(key, alias);
            }
        }
        Ok(entries.len())
    }

    /// The desk's policy.
    pub fn desk(&self) -> Desk {
        self.store().desk.clone()
    }

    /// Sets the desk's policy from now on.
    pub fn set_desk(&self, desk: Desk) {
        self.store().desk = desk;
    }

    /// Every document that arrived, copies not counted, in order of arrival.
    pub fn incoming(&self) -> Vec<Incoming> {
        self.store().incoming.clone()
    }

    /// One incoming document by transport id, document id or code.
    pub fn find_incoming(&self, key: &str) -> Option<Incoming> {
        let store = self.store();
        store
            .find_incoming(key)
            .map(|position| store.incoming[position].clone())
    }

    /// The outgoing register, changes to earlier documents included, in order of registration.
    pub fn outgoing(&self) -> Vec<Outgoing> {
        self.store().outgoing.clone()
    }

    /// One outgoing document by transport id, document id or code.
    pub fn find_outgoing(&self, key: &str) -> Option<Outgoing> {
        let store = self.store();
        store
            .find_outgoing(key)
            .map(|position| store.outgoing[position].clone())
    }

    /// Every status package that arrived, in order.
    pub fn statuses_received(&self) -> Vec<ReceivedStatus> {
        self.store().statuses.clone()
    }

    /// Every alert, in order.
    pub fn alerts(&self) -> Vec<Alert> {
        self.store().alerts.clone()
    }

    /// Who touched a document, incoming and outgoing, in order (NĐ 30/2020/NĐ-CP App. VI III.5.a).
    pub fn history(&self, key: &str) -> Vec<HistoryEntry> {
        let store = self.store();
        let incoming = store
            .find_incoming(key)
            .map(|at| store.incoming[at].history.clone());
        let outgoing = store
            .find_outgoing(key)
            .map(|at| store.outgoing[at].history.clone());
        incoming.into_iter().chain(outgoing).flatten().collect()
    }

    /// State of an incoming document as shown to users (QĐ 28/2018/QĐ-TTg Art. 10.2.h).
    pub fn shown(&self, key: &str) -> Option<Shown> {
        self.find_incoming(key).map(|entry| entry.shown())
    }

    /// Opens an incoming document for a user; the access is noted.
    ///
    /// # Errors
    /// [`ClientError::Invalid`] when the document is unknown or was destroyed after a recall.
    pub fn open(&self, key: &str, user: &str) -> Result<Arc<Document>, ClientError> {
        let now = self.now();
        let mut store = self.store();
        let position = store.find_incoming(key).ok_or_else(|| unknown(key))?;
        let content = store.content(position);
        let action = if content.is_some() {
            "opened"
        } else {
            "asked for the recalled content"
        };
        store.note_incoming(position, now, user, action);
        content.ok_or_else(|| {
            ClientError::Invalid(format!("{key} was recalled, its content is destroyed"))
        })
    }

    /// How many registered documents wait in the outbox.
    pub fn waiting(&self) -> usize {
        self.store().outbox.len()
    }

    /// Counters over everything since the start.
    pub fn statistics(&self) -> Statistics {
        let store = self.store();
        let sent = || store.outgoing.iter().filter(|entry| entry.sent.is_some());
        Statistics {
            documents_sent: sent().count(),
            deliveries: sent().map(|entry| entry.deliveries.len()).sum(),
            documents_received: store.incoming.len(),
            duplicates: store
                .incoming
                .iter()
                .map(|entry| entry.duplicates.len())
                .sum(),
            statuses_sent: store.statuses_sent,
            statuses_received: store.statuses.len(),
            refused: store
                .incoming
                .iter()
                .filter(|entry| entry.last == Some(StatusCode::Refused))
                .count(),
            recalled: store
                .incoming
                .iter()
                .filter(|entry| entry.is_recalled())
                .count(),
        }
    }
}

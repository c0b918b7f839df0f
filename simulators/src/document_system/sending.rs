//! Registering and sending documents.

use std::sync::Arc;

use bytes::Bytes;
use clock::calendar;
use jiff::civil::{DateTime, Time};
use protocols::edxml::{Document, Kind};

use super::draft::{Draft, Sent};
use super::journal::{AlertKind, Delivery, Outgoing};
use super::store::Store;
use super::{DocumentSystem, checks, unknown};
use crate::client::MessageType;
use crate::{ClientError, package};

impl DocumentSystem {
    /// Registers a document under the next number of the year and sends it at once, whatever the hour.
    ///
    /// # Errors
    /// Any [`ClientError`]. After trouble on the way the document keeps its number and waits; see [`DocumentSystem::resend`].
    pub async fn send(&self, draft: Draft) -> Result<Sent, ClientError> {
        let position = self.register(draft)?;
        self.transmit(position).await
    }

    /// Registers a document and leaves it in the outbox: the next round sends it, urgent ones first, ordinary ones in
    /// working time.
    ///
    /// # Errors
    /// [`ClientError::Invalid`] when it cannot be a document. The answer is its code, `12/CV-G22`.
    pub fn queue(&self, draft: Draft) -> Result<String, ClientError> {
        let position = self.register(draft)?;
        let mut store = self.store();
        store.outbox.push(position);
        Ok(store.outgoing[position].code())
    }

    /// Sends the very same package of a registered document again. A sound axis answers with the same id.
    ///
    /// # Errors
    /// Any [`ClientError`]; a recalled document is frozen and not sent.
    pub async fn resend(&self, key: &str) -> Result<Sent, ClientError> {
        let position = self
            .store()
            .find_outgoing(key)
            .ok_or_else(|| unknown(key))?;
        self.transmit(position).await
    }

    /// Hands any bytes to the axis, past register and checks. The answer is the transport id.
    ///
    /// # Errors
    /// Any [`ClientError`].
    pub async fn send_package(
        &self,
        kind: MessageType,
        to: &[String],
        package: impl Into<Bytes>,
    ) -> Result<String, ClientError> {
        self.client()
            .send_edoc(&self.identity().code, to, kind, package)
            .await
    }

    /// The document a draft becomes, numbered and registered. Nothing is sent.
    fn register(&self, draft: Draft) -> Result<usize, ClientError> {
        if draft.secret {
            return Err(ClientError::Invalid(
                "a state secret must not travel over the axis".into(),
            ));
        }
        let document = self.compose(draft)?;
        self.enter(document, None)
    }

    /// Writes a document and puts it in the outgoing register.
    pub(super) fn enter(
        &self,
        document: Document,
        about: Option<String>,
    ) -> Result<usize, ClientError> {
        if document.to.is_empty() {
            return Err(ClientError::Invalid(
                "expected at least one receiver".into(),
            ));
        }
        if checks::marked_secret(&document) {
            return Err(ClientError::Invalid(
                "a state secret must not travel over the axis".into(),
            ));
        }
        let written = package::document(&document, self.habits()).map_err(|error| {
            ClientError::Invalid(format!("the document cannot be written: {error}"))
        })?;
        let kind = document
            .business
            .as_ref()
            .map_or(Kind::New, |business| business.kind);
        let entry = Outgoing {
            kind,
            deliveries: document
                .to
                .iter()
                .map(|receiver| Delivery::to(&receiver.id, kind))
                .collect(),
            document: Arc::new(document),
            package: Bytes::from(written),
            registered_at: self.now(),
            sent: None,
            error: None,
            recall: None,
            about,
            history: Vec::new(),
        };
        let mut store = self.store();
        if entry.is_numbered() {
            store
                .codes
                .insert((entry.document.promulgated.year(), entry.code()));
        }
        let position = store.register_outgoing(entry);
        store.note_outgoing(position, self.now(), "system", "registered");
        Ok(position)
    }

    /// Sends a registered document's package.
    pub(super) async fn transmit(&self, position: usize) -> Result<Sent, ClientError> {
        let (document, package) = {
            let mut store = self.store();
            let entry = &store.outgoing[position];
            if entry.recall.is_some() {
                let code = entry.code();
                store.outbox.retain(|waiting| *waiting != position);
                return Err(ClientError::Invalid(format!(
                    "{code} is recalled and frozen"
                )));
            }
            (entry.document.clone(), entry.package.clone())
        };
        let to: Vec<String> = document
            .to
            .iter()
            .map(|receiver| receiver.id.clone())
            .collect();
        let answer = self
            .client()
            .send_edoc(&document.from.id, &to, MessageType::Document, package)
            .await;
        let now = self.now();
        let mut store = self.store();
        store.outbox.retain(|waiting| *waiting != position);
        match answer {
            Ok(doc_id) => {
                let code = document.code.to_string();
                let sent = Sent {
                    doc_id,
                    document_id: document.id.clone(),
                    code,
                    to,
                    at: now,
                };
                store.sent(position, sent.clone());
                store.match_waiting_statuses(self.habits());
                Ok(sent)
            }
            Err(error) => {
                store.note_outgoing(position, now, "system", format!("not sent: {error}"));
                store.outgoing[position].error = Some(error.clone());
                Err(error)
            }
        }
    }
}

impl Store {
    fn sent(&mut self, position: usize, sent: Sent) {
        let signed = self.outgoing[position].document.promulgated;
        let latest = latest_sending(signed);
        if self.outgoing[position].is_numbered()
            && self.outgoing[position].sent.is_none()
            && sent.at > latest
        {
            let detail = format!("signed {signed}, sent {}, latest {latest}", sent.at);
            self.alert(AlertKind::SentLate, sent.code.clone(), detail, sent.at);
        }
        self.note_outgoing(
            position,
            sent.at,
            "system",
            format!("sent as {}", sent.doc_id),
        );
        let entry = &mut self.outgoing[position];
        entry.error = None;
        entry.sent.get_or_insert(sent);
    }
}

/// When a document signed on that day must have left at the latest (QĐ 28/2018/QĐ-TTg Art. 6.2).
fn latest_sending(signed: jiff::civil::Date) -> DateTime {
    calendar::next_working_day(signed).to_datetime(Time::constant(12, 0, 0, 0))
}

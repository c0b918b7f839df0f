//! Recall (thu hồi), the sender's side, in both forms the field knows (QĐ 28/2018/QĐ-TTg Art. 8.2; domain §6.39).

use std::sync::Arc;

use jiff::civil::DateTime;
use protocols::edxml::{Business, Document, Kind, Status, StatusCode};
use protocols::life::Sender;

use super::draft::Sent;
use super::journal::{Delivery, DocumentKey, RecallForm, RecallRecord};
use super::store::{Store, step};
use super::{DocumentSystem, unknown};
use crate::ClientError;
use crate::temperament::RecallHabit;

impl DocumentSystem {
    /// Recalls in a form this system knows: status 13 unless it only knows recall documents.
    ///
    /// # Errors
    /// Any [`ClientError`].
    pub async fn recall(&self, key: &str, reason: &str) -> Result<Vec<String>, ClientError> {
        let habit = self.habits().conduct.recall;
        if matches!(habit, RecallHabit::DocumentOnly | RecallHabit::ByDocument) {
            return Ok(vec![self.recall_by_document(key, reason).await?.doc_id]);
        }
        self.recall_by_status(key, reason).await
    }

    /// Asks every receiver of a document of ours to give it back with status 13, and freezes it.
    ///
    /// # Errors
    /// The first [`ClientError`]; receivers asked before it stay asked.
    pub async fn recall_by_status(
        &self,
        key: &str,
        reason: &str,
    ) -> Result<Vec<String>, ClientError> {
        let (position, document) = self.outgoing_document(key)?;
        let key = DocumentKey::of(&document);
        let mut ids = Vec::new();
        for receiver in &document.to {
            let answers = key.answering(&receiver.id);
            let status = Status {
                from: self.identity().organisation(),
                answers,
                staff: Some(self.store().desk.staff.clone()),
                code: StatusCode::RecallRequested,
                description: Some(reason.to_string()),
                at: self.now(),
            };
            ids.extend(self.transmit_status(&receiver.id, &status).await?);
            let now = self.now();
            let mut store = self.store();
            store.freeze(position, super::RecallForm::Status, reason, now);
            store.outgoing[position]
                .deliveries
                .iter_mut()
                .filter(|one| one.to == receiver.id)
                .for_each(Delivery::ask_back);
        }
        Ok(ids)
    }

    /// Recalls a document of ours with a package of business kind recall, and freezes it.
    ///
    /// # Errors
    /// Any [`ClientError`].
    pub async fn recall_by_document(&self, key: &str, reason: &str) -> Result<Sent, ClientError> {
        let (position, original) = self.outgoing_document(key)?;
        let mut notice = self.change_of(&original, Kind::Recall, reason);
        notice.attachments.clear();
        notice.answers = vec![DocumentKey::of(&original).answering(&original.from.id)];
        let entered = self.enter(notice, original.id.clone())?;
        let sent = self.transmit(entered).await?;
        let now = self.now();
        let mut store = self.store();
        store.freeze(position, RecallForm::Document, reason, now);
        for delivery in &mut store.outgoing[position].deliveries {
            delivery.ask_back();
        }
        Ok(sent)
    }

    pub(super) fn outgoing_document(
        &self,
        key: &str,
    ) -> Result<(usize, Arc<Document>), ClientError> {
        let store = self.store();
        let position = store.find_outgoing(key).ok_or_else(|| unknown(key))?;
        if store.outgoing[position].sent.is_none() {
            return Err(ClientError::Invalid(format!(
                "{key} was not sent yet: there is nothing to change at a receiver"
            )));
        }
        Ok((position, store.outgoing[position].document.clone()))
    }

    /// A copy of a document of ours as a package about it, with an id and a trace of its own.
    pub(super) fn change_of(&self, original: &Document, kind: Kind, reason: &str) -> Document {
        let mut store = self.store();
        let business = Business {
            kind,
            document_id: original.id.clone(),
            reason: Some(reason.to_string()),
            paper: Some(false),
            staff: Some(store.desk.staff.clone()),
            ..Business::default()
        };
        let id = store.uuid().to_string();
        drop(store);
        Document {
            id: Some(id),
            business: Some(business),
            traces: vec![self.trace()],
            signature: None,
            ..original.clone()
        }
    }
}

impl Store {
    /// Freezes a document of ours: its content is not sent again.
    pub(super) fn freeze(
        &mut self,
        position: usize,
        form: RecallForm,
        reason: &str,
        now: DateTime,
    ) {
        self.note_outgoing(position, now, "system", format!("recalled: {reason}"));
        let record = RecallRecord {
            at: now,
            form,
            reason: Some(reason.to_string()),
            agreed: None,
        };
        self.outgoing[position].recall.get_or_insert(record);
    }
}

impl Delivery {
    /// From now on an answer to a recall is awaited here.
    pub(super) fn ask_back(&mut self) {
        self.state = step(self.state, StatusCode::RecallRequested, Sender::Issuer).0;
        self.asked.push_back(Kind::Recall);
    }
}

//! Update (cập nhật) and replacement (thay thế) of a document of ours (domain §1.9; NĐ 30/2020/NĐ-CP Art. 18.3).

use protocols::edxml::{Changes, Kind, ReceiverChange, Replaced};

use super::DocumentSystem;
use super::draft::{Amendment, Draft, Sent};
use super::journal::Delivery;
use crate::{ClientError, Identity};

impl DocumentSystem {
    /// Sends an update of a document of ours to its receivers, old and new.
    ///
    /// # Errors
    /// Any [`ClientError`]; [`ClientError::Invalid`] when nothing would change.
    pub async fn update(&self, key: &str, amendment: Amendment) -> Result<Sent, ClientError> {
        let (position, original) = self.outgoing_document(key)?;
        if self.store().outgoing[position].recall.is_some() {
            return Err(ClientError::Invalid(format!(
                "{key} is recalled and frozen"
            )));
        }
        let document_changed = amendment.subject.is_some()
            || amendment.content.is_some()
            || amendment.due.is_some()
            || amendment.files.is_some();
        let receivers_changed = !amendment.added.is_empty() || !amendment.removed.is_empty();
        if !document_changed && !receivers_changed {
            return Err(ClientError::Invalid(
                "expected an amendment that changes something".into(),
            ));
        }
        let mut next = self.change_of(&original, Kind::Update, &amendment.reason);
        let receivers = receiver_changes(&amendment);
        self.store().learn(&amendment.added);
        if let Some(business) = &mut next.business {
            business.changes = Some(Changes {
                document_changed,
                receivers_changed,
                receivers,
            });
        }
        next.to
            .extend(amendment.added.iter().map(Identity::organisation));
        next.subject = amendment.subject.clone().unwrap_or(next.subject);
        next.content = amendment.content.clone().or(next.content);
        next.due = amendment.due.or(next.due);
        if let Some(files) = &amendment.files {
            next.attachments = self.pack(&mut self.store(), files);
        }
        let entered = self.enter(next, original.id.clone())?;
        let sent = self.transmit(entered).await?;
        let mut store = self.store();
        let original = &mut store.outgoing[position];
        for delivery in &mut original.deliveries {
            delivery.asked.push_back(Kind::Update);
        }
        original.deliveries.extend(
            amendment
                .added
                .iter()
                .map(|one| Delivery::to(&one.code, Kind::New)),
        );
        Ok(sent)
    }

    /// Sends a new document that replaces one of ours for its receivers.
    ///
    /// # Errors
    /// Any [`ClientError`].
    pub async fn replace(
        &self,
        key: &str,
        draft: Draft,
        reason: &str,
    ) -> Result<Sent, ClientError> {
        let (_, original) = self.outgoing_document(key)?;
        let document_id = original.id.clone().ok_or_else(|| {
            ClientError::Invalid(format!("{key} has no document id to name in a replacement"))
        })?;
        let mut next = self.compose(draft)?;
        let organ_ids = original
            .to
            .iter()
            .map(|receiver| receiver.id.clone())
            .collect();
        let business = next.business.get_or_insert_default();
        business.kind = Kind::Replacement;
        business.reason = Some(reason.to_string());
        business.replaces = vec![Replaced {
            document_id: document_id.clone(),
            organ_ids,
        }];
        let entered = self.enter(next, Some(document_id))?;
        self.transmit(entered).await
    }
}

fn receiver_changes(amendment: &Amendment) -> Vec<ReceiverChange> {
    let added = amendment.added.iter().map(|one| ReceiverChange {
        organ_id: one.code.clone(),
        added: true,
    });
    let removed = amendment.removed.iter().map(|code| ReceiverChange {
        organ_id: code.clone(),
        added: false,
    });
    added.chain(removed).collect()
}

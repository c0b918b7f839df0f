//! Recall, update and replacement, the receiver's side: what arrives is noted at its document (domain §1.9, §6.39;
//! NĐ 30/2020/NĐ-CP Art. 18).

use std::sync::Arc;

use protocols::edxml::{Answering, Business, Document, Kind, Replaced};

use super::DocumentSystem;
use super::journal::{AlertKind, Change, RecallForm, RecallRecord};
use super::store::Store;
use crate::client::Listed;

/// A recall or update as it arrives, in either form.
#[derive(Clone, Debug)]
pub(super) struct ChangeNotice {
    pub sender: String,
    pub answering: Answering,
    pub reason: Option<String>,
    pub form: RecallForm,
    pub doc_id: String,
}

impl DocumentSystem {
    /// A recall or update package arrived. `false`: an update of a document not here, which then counts as a new one.
    pub(super) fn change_arrived(&self, item: &Listed, document: &Document, kind: Kind) -> bool {
        let business = document.business.clone().unwrap_or_default();
        let answering = target(document, &business);
        let notice = ChangeNotice {
            sender: document.from.id.clone(),
            answering,
            reason: business.reason.clone(),
            form: RecallForm::Document,
            doc_id: item.doc_id.clone(),
        };
        if kind == Kind::Recall {
            self.recall_arrived(notice);
            return true;
        }
        self.update_arrived(notice, document)
    }

    /// Notes a recall at its document, or keeps it until the document arrives. The answer names the document.
    pub(super) fn recall_arrived(&self, notice: ChangeNotice) -> Option<String> {
        let now = self.now();
        let mut store = self.store();
        let Some(position) = self.recalled(&store, &notice) else {
            let about = notice.answering.code.clone().unwrap_or_default();
            store.alert(
                AlertKind::UnknownDocument,
                about,
                format!("recall by {}", notice.sender),
                now,
            );
            store.waiting_recalls.push(notice);
            return None;
        };
        self.note_recall(&mut store, position, notice);
        let key = &store.incoming[position].key;
        Some(key.id.clone().unwrap_or_else(|| key.code.to_string()))
    }

    fn recalled(&self, store: &Store, notice: &ChangeNotice) -> Option<usize> {
        let without_year = self.habits().conduct.matches_without_year;
        store.recalled(&notice.sender, &notice.answering, without_year)
    }

    fn note_recall(&self, store: &mut Store, position: usize, notice: ChangeNotice) {
        let now = self.now();
        let about = store.incoming[position].code();
        let repeats = self.habits().conduct.repeats_changes;
        let open = |recall: &RecallRecord| recall.agreed != Some(false);
        if store.incoming[position].recall.as_ref().is_some_and(open) && !repeats {
            store.incoming[position]
                .duplicates
                .push(notice.doc_id.clone());
            store.alert(
                AlertKind::Duplicate,
                about,
                format!("recalled again by {}", notice.doc_id),
                now,
            );
            return;
        }
        store.note_incoming(position, now, &notice.sender, "recall received");
        let entry = &mut store.incoming[position];
        entry.changes.push(Change {
            kind: Kind::Recall,
            doc_id: notice.doc_id,
            reason: notice.reason.clone(),
            at: now,
            agreed: None,
        });
        entry.recall = Some(RecallRecord {
            at: now,
            form: notice.form,
            reason: notice.reason,
            agreed: None,
        });
    }

    fn update_arrived(&self, notice: ChangeNotice, document: &Document) -> bool {
        let now = self.now();
        let mut store = self.store();
        let Some(position) = self.recalled(&store, &notice) else {
            return false;
        };
        let mark = format!(
            "{:?} {} {}",
            document.id,
            notice.answering.document_id.as_deref().unwrap_or(""),
            document.subject
        );
        if !store.applied_changes.insert(mark) && !self.habits().conduct.repeats_changes {
            let about = store.incoming[position].code();
            store.incoming[position]
                .duplicates
                .push(notice.doc_id.clone());
            store.alert(
                AlertKind::Duplicate,
                about,
                format!("updated again by {}", notice.doc_id),
                now,
            );
            return true;
        }
        store.note_incoming(position, now, &notice.sender, "update received");
        let entry = &mut store.incoming[position];
        entry.update = Some(Arc::new(document.clone()));
        entry.changes.push(Change {
            kind: Kind::Update,
            doc_id: notice.doc_id,
            reason: notice.reason,
            at: now,
            agreed: None,
        });
        true
    }

    /// A recall that came before the document it names.
    pub(super) fn apply_waiting_recalls(&self, position: usize) {
        let mut store = self.store();
        let waiting = std::mem::take(&mut store.waiting_recalls);
        for notice in waiting {
            if self.recalled(&store, &notice) == Some(position) {
                self.note_recall(&mut store, position, notice);
            } else {
                store.waiting_recalls.push(notice);
            }
        }
    }

    /// Marks what a replacement replaces here.
    pub(super) fn apply_replacements(&self, position: usize) {
        let now = self.now();
        let mut store = self.store();
        let Some(document) = store.content(position) else {
            return;
        };
        let replaces = document
            .business
            .as_ref()
            .map_or(&[] as &[Replaced], |business| &business.replaces);
        for replaced in replaces.iter().filter(|one| {
            one.organ_ids.is_empty()
                || one
                    .organ_ids
                    .iter()
                    .any(|code| self.identity().answers_to(code))
        }) {
            let Some(old) = store
                .find_incoming(&replaced.document_id)
                .filter(|old| *old != position)
            else {
                continue;
            };
            store.incoming[old].replaced_by = document
                .id
                .clone()
                .or_else(|| Some(document.code.to_string()));
            store.note_incoming(old, now, "system", format!("replaced by {}", document.code));
        }
    }
}

/// The document a change names: the business part's id, else the first answer.
fn target(document: &Document, business: &Business) -> Answering {
    let first = document.answers.first().cloned().unwrap_or_default();
    let own_code = document.code.to_string();
    let named = business.document_id.clone().or(first.document_id);
    Answering {
        organ_id: Some(document.from.id.clone()),
        code: first.code.or_else(|| named.is_none().then_some(own_code)),
        document_id: named,
        promulgated: first.promulgated.or(Some(document.promulgated)),
    }
}

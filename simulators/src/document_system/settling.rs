//! The desk settles recalls and updates: applied and answered 15, or declined and answered 16 (QĐ 28/2018/QĐ-TTg Art. 9.2).

use std::sync::Arc;

use bytes::Bytes;
use jiff::civil::DateTime;
use protocols::edxml::{Kind, StatusCode};
use protocols::life::{Sender, State};

use super::store::{Store, step};
use super::{DocumentSystem, OnChange};
use crate::ClientError;

impl DocumentSystem {
    /// Decides every open recall and update the desk is there for.
    pub(super) fn decide_changes(&self) {
        let now = self.now();
        let mut guard = self.store();
        let store = &mut *guard;
        let desk = store.desk.clone();
        let open: Vec<(usize, Kind)> = (0..store.incoming.len())
            .filter(|at| desk.is_open(now, store.incoming[*at].priority))
            .filter_map(|at| {
                let change = store.incoming[at]
                    .changes
                    .iter()
                    .find(|change| change.agreed.is_none())?;
                Some((at, change.kind))
            })
            .collect();
        for (position, kind) in open {
            let policy = if kind == Kind::Recall {
                &desk.recalls
            } else {
                &desk.updates
            };
            match policy {
                OnChange::Manual => {}
                OnChange::Agree => store.settle_change(position, None, now),
                OnChange::Decline(reason) => {
                    store.settle_change(position, Some(reason.clone()), now)
                }
            }
        }
    }

    /// Applies an open recall or update by hand; the answer 15 leaves with the next round.
    ///
    /// # Errors
    /// [`ClientError::Invalid`] when there is none.
    pub fn agree_to_change(&self, key: &str) -> Result<(), ClientError> {
        self.settle_by_hand(key, None)
    }

    /// Declines an open recall or update by hand; the answer 16 leaves with the next round.
    ///
    /// # Errors
    /// [`ClientError::Invalid`] when there is none.
    pub fn decline_change(&self, key: &str, reason: &str) -> Result<(), ClientError> {
        self.settle_by_hand(key, Some(reason.to_string()))
    }

    fn settle_by_hand(&self, key: &str, declined: Option<String>) -> Result<(), ClientError> {
        let position = self.position(key)?;
        let mut store = self.store();
        if store.incoming[position]
            .changes
            .iter()
            .all(|change| change.agreed.is_some())
        {
            return Err(ClientError::Invalid(format!(
                "expected an open recall or update of {key}"
            )));
        }
        store.settle_change(position, declined, self.now());
        Ok(())
    }
}

impl Store {
    /// Settles the first open change of a document and puts the answer in its queue.
    fn settle_change(&mut self, position: usize, declined: Option<String>, now: DateTime) {
        let entry = &mut self.incoming[position];
        let Some(open) = entry
            .changes
            .iter()
            .position(|change| change.agreed.is_none())
        else {
            return;
        };
        let kind = entry.changes[open].kind;
        let (state, legal) = step(entry.state, StatusCode::RecallRequested, Sender::Issuer);
        let possible = if kind == Kind::Recall {
            legal
        } else {
            !entry.is_recalled()
        };
        let impossible =
            (!possible).then(|| format!("văn bản đã ở trạng thái {}", entry.shown().vietnamese()));
        let declined = declined.or(impossible);
        entry.changes[open].agreed = Some(declined.is_none());
        if kind == Kind::Recall {
            self.settle_recall(position, state, declined.is_none());
        } else if declined.is_none() {
            self.apply_update(position);
        }
        let code = if declined.is_none() {
            StatusCode::ChangeAccepted
        } else {
            StatusCode::ChangeRefused
        };
        let action = if declined.is_none() {
            "change agreed"
        } else {
            "change declined"
        };
        self.note_incoming(position, now, "system", action);
        self.incoming[position].due.push((code, declined));
    }

    /// Cancels a document: content and its copies go, key and recall record stay (NĐ 30/2020/NĐ-CP App. VI III.8).
    fn settle_recall(&mut self, position: usize, state: State, agreed: bool) {
        let entry = &mut self.incoming[position];
        entry.state = state;
        if let Some(recall) = &mut entry.recall {
            recall.agreed = Some(agreed);
        }
        // The notice of arrival still goes out; steps of processing that were not sent yet are void.
        entry.due.retain(|(code, _)| *code == StatusCode::Arrived);
        if agreed {
            entry.document = None;
            entry.package = Bytes::new();
            entry.update = None;
        }
    }

    /// Puts the updated content in place of the old; key, number and answers stay.
    fn apply_update(&mut self, position: usize) {
        let entry = &mut self.incoming[position];
        let (Some(update), Some(old)) = (entry.update.take(), entry.document.clone()) else {
            return;
        };
        let mut next = (*update).clone();
        next.id = old.id.clone();
        next.code = old.code.clone();
        next.business = old.business.clone();
        if next.attachments.is_empty() {
            next.attachments = old.attachments.clone();
        }
        entry.document = Some(Arc::new(next));
    }
}

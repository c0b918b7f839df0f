//! Statuses that arrive for documents of ours, and recalls in the form of a status.

use std::sync::Arc;

use protocols::edxml::{Kind, Status, StatusCode, Tolerance};
use protocols::life::Sender;

use super::changes::ChangeNotice;
use super::journal::{AlertKind, Delivery, DeliveryStatus, ReceivedStatus};
use super::store::{Store, step};
use super::{DocumentSystem, RecallForm};
use crate::Ack;
use crate::client::Listed;
use crate::temperament::{Habits, RecallHabit};

impl DocumentSystem {
    /// Stores one status package and says how to acknowledge it; `None`: not at all.
    pub(super) fn status_arrived(
        &self,
        item: &Listed,
        status: Status,
        tolerated: Vec<Tolerance>,
    ) -> Option<Ack> {
        let conduct = &self.habits().conduct;
        let now = self.now();
        let recall = status.code == StatusCode::RecallRequested;
        let mut received = ReceivedStatus {
            doc_id: item.doc_id.clone(),
            status: Arc::new(status),
            tolerated,
            arrived_at: now,
            matched: None,
            legal: true,
            repeated: false,
        };
        if recall && conduct.recall != RecallHabit::DocumentOnly {
            let notice = ChangeNotice::from_status(&received.status, item);
            received.matched = self.recall_arrived(notice);
        } else if !recall {
            self.store().match_status(&mut received, self.habits());
        }
        if received.matched.is_none() && !recall {
            let about = received.status.answers.code.clone().unwrap_or_default();
            let detail = format!(
                "status {} from {}",
                received.status.code, received.status.from.id
            );
            self.store()
                .alert(AlertKind::UnknownDocument, about, detail, now);
        }
        let (unmatched, repeated) = (received.matched.is_none(), received.repeated);
        self.store().statuses.push(received);
        if unmatched && conduct.ignores_unmatched_acks {
            return None;
        }
        Some(if repeated && conduct.repeated_status_fails {
            Ack::Fail
        } else {
            Ack::Done
        })
    }
}

impl Store {
    /// Matches a status to a document of ours and applies it.
    fn match_status(&mut self, received: &mut ReceivedStatus, habits: &Habits) {
        let status = received.status.clone();
        let Some(position) = self.answered(&status.answers, habits.conduct.matches_without_year)
        else {
            return;
        };
        let entry = &self.outgoing[position];
        let same = |delivery: &Delivery| self.same_agency(&delivery.to, &status.from.id);
        let Some(receiver) = entry.deliveries.iter().position(same) else {
            return;
        };
        received.matched = Some(entry.document.id.clone().unwrap_or_else(|| entry.code()));
        self.apply_status(position, receiver, received);
    }

    fn apply_status(&mut self, position: usize, receiver: usize, received: &mut ReceivedStatus) {
        let status = received.status.clone();
        let (code, now) = (status.code, received.arrived_at);
        let about = self.outgoing[position].code();
        let delivery = &mut self.outgoing[position].deliveries[receiver];
        received.repeated = code != StatusCode::InProgress
            && delivery
                .statuses
                .iter()
                .any(|one| one.code == code && one.at == status.at);
        received.legal = received.repeated || delivery.apply(code);
        delivery.statuses.push(DeliveryStatus {
            code,
            description: status.description.clone(),
            at: status.at,
            arrived_at: now,
            legal: received.legal,
        });
        let from = delivery.to.clone();
        self.note_outgoing(position, now, &from, format!("status {code}"));
        if !received.legal {
            self.alert(
                AlertKind::IllegalStatus,
                about,
                format!("status {code} from {from}"),
                now,
            );
        } else if code == StatusCode::Refused && !received.repeated {
            let reason = status
                .description
                .clone()
                .unwrap_or_else(|| "no reason given".into());
            self.alert(
                AlertKind::RefusedByReceiver,
                about,
                format!("{from}: {reason}"),
                now,
            );
        }
    }

    /// Statuses that came before their document, once it is known.
    pub(super) fn match_waiting_statuses(&mut self, habits: &Habits) {
        let mut statuses = std::mem::take(&mut self.statuses);
        let waits = |one: &&mut ReceivedStatus| {
            one.matched.is_none() && one.status.code != StatusCode::RecallRequested
        };
        for received in statuses.iter_mut().filter(waits) {
            self.match_status(received, habits);
        }
        self.statuses = statuses;
    }
}

impl Delivery {
    /// Moves on by one status; `false` when the life cycle does not allow it.
    fn apply(&mut self, code: StatusCode) -> bool {
        let agreed = match code {
            StatusCode::ChangeAccepted => true,
            StatusCode::ChangeRefused => false,
            _ => {
                let (state, legal) = step(self.state, code, Sender::Receiver);
                self.state = state;
                if legal {
                    self.last = Some(code);
                }
                return legal;
            }
        };
        match self.asked.pop_front() {
            Some(Kind::Update) => self.update_agreed = Some(agreed),
            Some(_) => {
                self.state = step(self.state, code, Sender::Receiver).0;
                self.recall_agreed = Some(agreed);
            }
            None => return false,
        }
        true
    }
}

impl ChangeNotice {
    fn from_status(status: &Status, item: &Listed) -> ChangeNotice {
        ChangeNotice {
            sender: status.from.id.clone(),
            answering: status.answers.clone(),
            reason: status.description.clone(),
            form: RecallForm::Status,
            doc_id: item.doc_id.clone(),
        }
    }
}

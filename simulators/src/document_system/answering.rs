//! Statuses the system sends by itself: the automatic 01 and what the desk decides.

use std::cmp::Reverse;

use protocols::edxml::{Answering, Status, StatusCode};
use protocols::life::Sender;

use super::journal::{AlertKind, Answer};
use super::store::step;
use super::{DocumentSystem, Round};
use crate::ClientError;

impl DocumentSystem {
    pub(super) fn status_for(
        &self,
        position: usize,
        code: StatusCode,
        description: Option<String>,
    ) -> (String, Status) {
        let store = self.store();
        let key = &store.incoming[position].key;
        let answers: Answering = key.answering(&key.issuer);
        let status = Status {
            from: self.identity().organisation(),
            answers,
            staff: Some(store.desk.staff.clone()),
            code,
            description: description.or_else(|| Some(words(code).into())),
            at: self.now(),
        };
        (key.issuer.clone(), status)
    }

    /// Answers an incoming document: the status is sent, unless the habits say otherwise, and kept.
    pub(super) async fn answer(
        &self,
        position: usize,
        code: StatusCode,
        description: Option<String>,
    ) -> Result<Option<String>, ClientError> {
        let (to, status) = self.status_for(position, code, description.clone());
        let doc_id = self.transmit_status(&to, &status).await?;
        self.answered(position, code, description, doc_id.clone());
        Ok(doc_id)
    }

    /// Keeps what was answered and moves the document on.
    fn answered(
        &self,
        position: usize,
        code: StatusCode,
        description: Option<String>,
        doc_id: Option<String>,
    ) {
        let now = self.now();
        let mut store = self.store();
        store.note_incoming(position, now, "system", format!("status {code}"));
        let entry = &mut store.incoming[position];
        let (state, _) = step(entry.state, code, Sender::Receiver);
        entry.answers.push(Answer {
            code,
            description,
            at: now,
            doc_id,
        });
        if code <= StatusCode::Finished {
            entry.state = state;
            entry.last = Some(code);
        } else if entry.recall.is_some() {
            entry.state = state;
        }
    }

    /// The desk's next step for every document that is due one, urgent ones first.
    pub(super) fn decide(&self) {
        let now = self.now();
        let conduct = &self.habits().conduct;
        let mut guard = self.store();
        let store = &mut *guard;
        for entry in &mut store.incoming {
            if store.desk.is_open(now, entry.priority)
                && let Some(next) = store.desk.next(entry, conduct)
            {
                entry.due.push(next);
            }
        }
        drop(guard);
        self.decide_changes();
    }

    /// Sends every status that is due, in order for each document, urgent documents first.
    pub(super) async fn answer_due(&self, round: &mut Round) {
        let mut waiting: Vec<(Reverse<_>, usize)> = {
            let store = self.store();
            let due = store
                .incoming
                .iter()
                .enumerate()
                .filter(|(_, entry)| !entry.due.is_empty());
            due.map(|(position, entry)| (Reverse(entry.priority), position))
                .collect()
        };
        waiting.sort();
        for (_, position) in waiting {
            while let Some((code, description)) = self.first_due(position) {
                if !self.answer_one(position, code, description, round).await {
                    break;
                }
            }
        }
    }

    fn first_due(&self, position: usize) -> Option<(StatusCode, Option<String>)> {
        self.store().incoming[position].due.first().cloned()
    }

    /// Whether the answer is settled, so that the next one may go.
    async fn answer_one(
        &self,
        position: usize,
        code: StatusCode,
        description: Option<String>,
        round: &mut Round,
    ) -> bool {
        if let Err(error) = self.answer(position, code, description).await {
            return self.not_answered(position, code, error, round);
        }
        self.store().incoming[position].due.remove(0);
        round.answered += 1;
        true
    }

    /// A final refusal by the axis is not tried again for ever: it becomes an alert.
    fn not_answered(
        &self,
        position: usize,
        code: StatusCode,
        error: ClientError,
        round: &mut Round,
    ) -> bool {
        let now = self.now();
        let mut store = self.store();
        let about = store.incoming[position].code();
        let settled = !error.worth_another_try();
        if settled {
            store.incoming[position].due.remove(0);
            store.alert(
                AlertKind::AnswerRefused,
                about.clone(),
                format!("status {code}: {error}"),
                now,
            );
        }
        drop(store);
        round.trouble(about, error);
        settled
    }
}

/// The description every status carries when nobody wrote another.
fn words(code: StatusCode) -> &'static str {
    match code {
        StatusCode::Arrived => "Văn bản đã đến hệ thống",
        StatusCode::Refused => "Từ chối tiếp nhận",
        StatusCode::Accepted => "Đã tiếp nhận, vào sổ văn bản đến",
        StatusCode::Assigned => "Đã phân công xử lý",
        StatusCode::InProgress => "Đang xử lý",
        StatusCode::Finished => "Đã hoàn thành xử lý",
        StatusCode::RecallRequested => "Đề nghị lấy lại văn bản",
        StatusCode::ChangeAccepted => "Đồng ý",
        StatusCode::ChangeRefused => "Không đồng ý",
    }
}

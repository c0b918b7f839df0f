//! A document arrives: check, register, notice of arrival (domain §3.2; NĐ 30/2020/NĐ-CP Art. 21–22).

use std::sync::Arc;

use bytes::Bytes;
use protocols::edxml::{Document, Kind, StatusCode, Tolerance};
use protocols::life::State;

use super::journal::{AlertKind, DocumentKey, Incoming};
use super::store::Seen;
use super::{DocumentSystem, checks};
use crate::Ack;
use crate::client::Listed;
use crate::temperament::RecallHabit;

impl DocumentSystem {
    /// Stores one document package and says how to acknowledge it; `None`: not at all.
    pub(super) fn arrived(
        &self,
        item: &Listed,
        document: Document,
        tolerated: Vec<Tolerance>,
        fetched: Vec<u8>,
    ) -> Option<Ack> {
        let conduct = &self.habits().conduct;
        let kind = document
            .business
            .as_ref()
            .map_or(Kind::New, |business| business.kind);
        let acknowledges = kind == Kind::New || !conduct.ignores_change_acks;
        let ack = match kind {
            Kind::Recall if conduct.recall == RecallHabit::StatusOnly => Ack::Done,
            Kind::Recall | Kind::Update if self.change_arrived(item, &document, kind) => Ack::Done,
            _ => self.register_incoming(item, document, tolerated, fetched),
        };
        acknowledges.then_some(ack)
    }

    /// A new document, a replacement, or an update that makes this agency a receiver.
    fn register_incoming(
        &self,
        item: &Listed,
        document: Document,
        tolerated: Vec<Tolerance>,
        fetched: Vec<u8>,
    ) -> Ack {
        let conduct = &self.habits().conduct;
        let repeats = conduct.repeats_changes
            && document
                .business
                .as_ref()
                .is_some_and(|b| b.kind != Kind::New);
        let copy_of = self
            .store()
            .copy_of(&document, conduct.recognises)
            .filter(|_| !repeats);
        if let Some(position) = copy_of {
            self.copy_arrived(position, item, &document);
            return if conduct.duplicates_fail {
                Ack::Fail
            } else {
                Ack::Done
            };
        }
        let problems = checks::problems(
            &document,
            &tolerated,
            self.identity(),
            conduct.first_receiver_only,
            &self.inner.limits,
        );
        let position =
            self.enter_incoming(item, document, tolerated, Bytes::from(fetched), problems);
        self.apply_replacements(position);
        self.apply_waiting_recalls(position);
        Ack::Done
    }

    fn copy_arrived(&self, position: usize, item: &Listed, document: &Document) {
        let now = self.now();
        let mut store = self.store();
        let same = store.incoming[position]
            .document
            .as_ref()
            .is_some_and(|known| {
                known.subject == document.subject && known.attachments == document.attachments
            });
        let words = if same {
            "the same content"
        } else {
            "other content"
        };
        let detail = format!(
            "{} arrived again as {} with {words}",
            document.code, item.doc_id
        );
        store.incoming[position]
            .duplicates
            .push(item.doc_id.clone());
        store.note_incoming(position, now, "system", detail.clone());
        store.alert(AlertKind::Duplicate, document.code.to_string(), detail, now);
    }

    fn enter_incoming(
        &self,
        item: &Listed,
        document: Document,
        tolerated: Vec<Tolerance>,
        package: Bytes,
        problems: Vec<String>,
    ) -> usize {
        let now = self.now();
        let conduct = &self.habits().conduct;
        let mut store = self.store();
        let sound = problems.is_empty() || conduct.accepts_unchecked;
        let year = now.year();
        let number = sound.then(|| store.next_incoming_number(year));
        if !problems.is_empty() {
            store.alert(
                AlertKind::CheckFailed,
                document.code.to_string(),
                problems.join("; "),
                now,
            );
        }
        let notice = (!conduct.no_arrival_notice).then_some((StatusCode::Arrived, None));
        let position = store.incoming.len();
        store.incoming.push(Incoming {
            doc_id: item.doc_id.clone(),
            key: DocumentKey::of(&document),
            package,
            tolerated,
            number,
            year,
            problems,
            listed_at: item.created.clone(),
            arrived_at: now,
            priority: document
                .other
                .as_ref()
                .and_then(|other| other.priority)
                .unwrap_or_default(),
            document: Some(Arc::new(document)),
            state: State::Sent,
            last: None,
            answers: Vec::new(),
            duplicates: Vec::new(),
            recall: None,
            changes: Vec::new(),
            replaced_by: None,
            history: Vec::new(),
            due: notice.into_iter().collect(),
            update: None,
        });
        let action = number.map_or("arrived, check failed".into(), |number| {
            format!("registered as {number}/{year}")
        });
        store.note_incoming(position, now, "system", action);
        position
    }

    pub(super) fn unreadable(&self, item: &Listed, seen: Option<Seen>, error: &str) {
        let now = self.now();
        let readings = match seen {
            Some(Seen::Unreadable(readings)) => readings + 1,
            _ => 1,
        };
        let mut store = self.store();
        if readings == 1 {
            store.alert(
                AlertKind::Unreadable,
                item.doc_id.clone(),
                format!("from {}: {error}", item.from),
                now,
            );
        }
        store
            .seen
            .insert(item.doc_id.clone(), Seen::Unreadable(readings));
    }
}

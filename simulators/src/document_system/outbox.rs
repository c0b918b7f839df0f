//! The outbox: urgent documents leave at once and first, ordinary ones in working time (QĐ 28/2018/QĐ-TTg Art. 6.2).

use std::cmp::Reverse;

use clock::calendar;
use protocols::edxml::Priority;

use super::journal::AlertKind;
use super::{DocumentSystem, Round};

impl DocumentSystem {
    /// Sends what waits: urgent first, ordinary documents in working time.
    pub(super) async fn empty_outbox(&self, round: &mut Round) {
        for position in self.sendable() {
            let code = self.store().outgoing[position].code();
            match self.transmit(position).await {
                Ok(_) => round.sent += 1,
                Err(error) => {
                    let now = self.now();
                    let mut store = self.store();
                    if error.worth_another_try() {
                        store.outbox.push(position);
                    } else {
                        store.alert(
                            AlertKind::SendingRefused,
                            code.clone(),
                            error.to_string(),
                            now,
                        );
                    }
                    drop(store);
                    round.trouble(code, error);
                }
            }
        }
    }

    fn sendable(&self) -> Vec<usize> {
        let now = self.now();
        let conduct = &self.habits().conduct;
        let store = self.store();
        let priority = |position: usize| {
            if conduct.no_priority_queue {
                Priority::Ordinary
            } else {
                store.outgoing[position].priority()
            }
        };
        let mut ready: Vec<usize> = store.outbox.clone();
        ready.retain(|position| {
            let signed = store.outgoing[*position].document.promulgated;
            let due = calendar::add_working_days(signed, conduct.sends_late_days);
            let waits = conduct.sends_late_days > 0
                && priority(*position) == Priority::Ordinary
                && now.date() < due;
            !waits && store.desk.is_open(now, priority(*position))
        });
        ready.sort_by_key(|position| (Reverse(priority(*position)), *position));
        ready
    }
}

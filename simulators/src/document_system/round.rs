//! One round of the client loop (domain §3.2): outbox, documents, statuses, desk, answers, follow-up.

use protocols::edxml::{self, Package};

use super::DocumentSystem;
use super::store::Seen;
use crate::client::{Listed, MessageType};
use crate::temperament::Recognition;
use crate::{Ack, ClientError};

/// A package that cannot be read is asked for this often before it is left alone.
const READINGS: u8 = 3;

/// One thing that went wrong in a round without stopping it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// Transport id, code or operation concerned.
    pub about: String,
    /// What happened.
    pub error: ClientError,
}

/// What one round did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Documents sent from the outbox.
    pub sent: usize,
    /// Documents that arrived, copies and changes included.
    pub documents: usize,
    /// Statuses that arrived.
    pub statuses: usize,
    /// Statuses sent, or settled in silence when that is the habit.
    pub answered: usize,
    /// List items acknowledged.
    pub acknowledged: usize,
    /// What went wrong on the way; the next round tries again.
    pub troubles: Vec<Trouble>,
}

impl Round {
    /// Whether nothing happened and nothing went wrong.
    pub fn idle(&self) -> bool {
        *self == Round::default()
    }

    pub(super) fn trouble(&mut self, about: impl Into<String>, error: ClientError) {
        self.troubles.push(Trouble {
            about: about.into(),
            error,
        });
    }
}

impl DocumentSystem {
    /// Does one round. Trouble with one document is in [`Round::troubles`] and does not stop the others.
    ///
    /// # Errors
    /// When a list cannot be had at all; what was done before it stays done.
    pub async fn work(&self) -> Result<Round, ClientError> {
        let _one_at_a_time = self.inner.working.lock().await;
        let mut round = Round::default();
        self.empty_outbox(&mut round).await;
        self.poll(MessageType::Document, &mut round).await?;
        self.poll(MessageType::Status, &mut round).await?;
        self.decide();
        self.answer_due(&mut round).await;
        self.follow_up();
        self.look_up_directory(&mut round).await;
        Ok(round)
    }

    /// Brings the directory up to date, once a day (QĐ 28/2018/QĐ-TTg Art. 19.1.c).
    async fn look_up_directory(&self, round: &mut Round) {
        let today = self.now().date();
        if self.store().directory_of.replace(today) == Some(today) {
            return;
        }
        if let Err(error) = self.refresh_directory().await {
            round.trouble("directory", error);
        }
    }

    /// Works until a round is idle, at most `limit` rounds. The answer holds every round done.
    ///
    /// # Errors
    /// As [`DocumentSystem::work`].
    pub async fn work_until_quiet(&self, limit: usize) -> Result<Vec<Round>, ClientError> {
        let mut rounds = Vec::new();
        for _ in 0..limit {
            let round = self.work().await?;
            let idle = round.idle();
            rounds.push(round);
            if idle {
                break;
            }
        }
        Ok(rounds)
    }

    async fn poll(&self, kind: MessageType, round: &mut Round) -> Result<(), ClientError> {
        let now = self.now();
        let habits = &self.habits().polling;
        let windows = {
            let store = self.store();
            let cursor = if kind == MessageType::Document {
                store.documents
            } else {
                store.status_list
            };
            cursor.windows(now, habits)
        };
        let mut complete = true;
        for window in windows {
            for item in self.client().list_received(kind, window).await? {
                if let Err(error) = self.take(&item, round).await {
                    if habits.stops_at_broken {
                        return Err(error);
                    }
                    complete = false;
                    round.trouble(item.doc_id, error);
                }
            }
        }
        let mut store = self.store();
        let cursor = if kind == MessageType::Document {
            &mut store.documents
        } else {
            &mut store.status_list
        };
        cursor.finish(now, complete, habits);
        Ok(())
    }

    /// Deals with one list item: fetch, read, store, acknowledge. What was stored before is only acknowledged again.
    async fn take(&self, item: &Listed, round: &mut Round) -> Result<(), ClientError> {
        let habits = self.habits();
        let seen = self.store().seen.get(&item.doc_id).copied();
        match seen.filter(|_| habits.conduct.recognises != Recognition::Nothing) {
            Some(Seen::Processed(ack)) => return self.acknowledge_again(item, ack, round).await,
            Some(Seen::Unreadable(readings)) if readings >= READINGS => return Ok(()),
            _ => {}
        }
        if habits.polling.acknowledges_first {
            self.settle(item, Some(Ack::Done), round).await?;
        }
        let fetched = self.client().get_edoc(&item.doc_id).await?;
        if habits.polling.reads_entities {
            self.read_entities(&fetched).await;
        }
        let ack = match edxml::read(&fetched, &self.inner.limits) {
            Ok(read) => {
                let ack = match read.package {
                    Package::Document(document) => {
                        round.documents += 1;
                        self.arrived(item, *document, read.tolerated, fetched)
                    }
                    Package::Status(status) => {
                        round.statuses += 1;
                        self.status_arrived(item, *status, read.tolerated)
                    }
                };
                self.store()
                    .seen
                    .insert(item.doc_id.clone(), Seen::Processed(ack));
                ack
            }
            Err(error) => {
                if habits.polling.stops_at_broken {
                    return Err(ClientError::Malformed {
                        operation: "getEdoc".into(),
                        field: "data".into(),
                        expected: "a package that can be read".into(),
                        found: error.to_string(),
                    });
                }
                self.unreadable(item, seen, &error.to_string());
                Some(Ack::Fail)
            }
        };
        let settled = self.settle(item, ack, round).await;
        if settled.is_err() && habits.conduct.forgets_unanswered {
            let mut store = self.store();
            store.incoming.retain(|entry| entry.doc_id != item.doc_id);
            store.seen.remove(&item.doc_id);
        }
        settled
    }

    /// Asks for every address that stands in the package as a system identifier.
    async fn read_entities(&self, package: &[u8]) {
        let text = String::from_utf8_lossy(package);
        for named in text.split("SYSTEM \"").skip(1) {
            let address = named.split('"').next().unwrap_or_default();
            // What comes back does not matter: the package is read as it is.
            let _ = self.client().read_entity(address).await;
        }
    }

    async fn acknowledge_again(
        &self,
        item: &Listed,
        ack: Option<Ack>,
        round: &mut Round,
    ) -> Result<(), ClientError> {
        if item.status.eq_ignore_ascii_case(Ack::Done.wire()) {
            return Ok(());
        }
        self.settle(item, ack, round).await
    }

    async fn settle(
        &self,
        item: &Listed,
        ack: Option<Ack>,
        round: &mut Round,
    ) -> Result<(), ClientError> {
        let Some(ack) = ack else { return Ok(()) };
        let words = if ack == Ack::Fail {
            "khong luu duoc"
        } else {
            ""
        };
        self.client()
            .update_status(&item.doc_id, ack, words)
            .await?;
        round.acknowledged += 1;
        Ok(())
    }
}

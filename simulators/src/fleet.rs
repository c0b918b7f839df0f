//! Many systems in one process: shared connections, bounded concurrency, rounds until nothing moves.

use std::collections::HashMap;

use clock::Clock;
use futures::stream::{self, StreamExt};
use protocols::vxp::sign::Credentials;

use crate::client::Http;
use crate::document_system::Trouble;
use crate::{
    ClientError, ClientSettings, Connection, DocumentSystem, Face, Identity, Round, Temperament,
};

/// One system to be.
#[derive(Clone, Debug)]
pub struct Member {
    /// Who it is.
    pub identity: Identity,
    /// As whom it calls.
    pub credentials: Credentials,
    /// Its habits.
    pub temperament: Temperament,
}

/// Systems of one process on one axis.
#[derive(Clone, Debug)]
pub struct Fleet {
    systems: Vec<DocumentSystem>,
    by_code: HashMap<String, usize>,
    concurrency: usize,
}

/// What one round of all systems did, added up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FleetRound {
    /// Documents sent from outboxes.
    pub sent: usize,
    /// Documents that arrived.
    pub documents: usize,
    /// Statuses that arrived.
    pub statuses: usize,
    /// Statuses sent.
    pub answered: usize,
    /// List items acknowledged.
    pub acknowledged: usize,
    /// What went wrong; the agency's code stands before what it is about.
    pub troubles: Vec<Trouble>,
}

impl FleetRound {
    /// Whether nothing moved and nothing went wrong.
    pub fn idle(&self) -> bool {
        *self == FleetRound::default()
    }

    fn add(&mut self, code: &str, round: Result<Round, ClientError>) {
        let named = |about: &str| {
            if about.is_empty() {
                code.to_string()
            } else {
                format!("{code} {about}")
            }
        };
        match round {
            Ok(round) => {
                self.sent += round.sent;
                self.documents += round.documents;
                self.statuses += round.statuses;
                self.answered += round.answered;
                self.acknowledged += round.acknowledged;
                let troubles = round.troubles.into_iter();
                self.troubles.extend(troubles.map(|one| Trouble {
                    about: named(&one.about),
                    error: one.error,
                }));
            }
            Err(error) => self.troubles.push(Trouble {
                about: named(""),
                error,
            }),
        }
    }
}

impl Fleet {
    /// A fleet on the axis at `url`; each system's seed follows from `seed` and its place.
    ///
    /// # Errors
    /// [`ClientError::Invalid`] when the settings make no client.
    pub fn new(
        url: &str,
        face: Face,
        members: Vec<Member>,
        clock: &Clock,
        seed: u64,
        settings: ClientSettings,
    ) -> Result<Fleet, ClientError> {
        let http = Http::for_address(url, settings)?;
        let raise = |(place, member): (usize, Member)| {
            let connection = Connection {
                url: url.to_string(),
                face,
                credentials: member.credentials,
            };
            // An odd factor spreads neighbouring places over the whole range of seeds.
            let own = seed ^ (place as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            DocumentSystem::over(
                http.clone(),
                member.identity,
                connection,
                clock.clone(),
                own,
                member.temperament,
            )
        };
        Ok(Fleet::of(
            members.into_iter().enumerate().map(raise).collect(),
        ))
    }

    /// A fleet of systems that already exist.
    pub fn of(systems: Vec<DocumentSystem>) -> Fleet {
        let by_code = systems
            .iter()
            .enumerate()
            .map(|(at, one)| (one.identity().code.clone(), at))
            .collect();
        Fleet {
            systems,
            by_code,
            concurrency: 32,
        }
    }

    /// Bounds how many systems work at the same time.
    #[must_use]
    pub fn concurrency(mut self, at_once: usize) -> Fleet {
        self.concurrency = at_once.max(1);
        self
    }

    /// All systems, in order.
    pub fn systems(&self) -> &[DocumentSystem] {
        &self.systems
    }

    /// The system of that agency.
    pub fn get(&self, code: &str) -> Option<&DocumentSystem> {
        self.by_code.get(code).map(|at| &self.systems[*at])
    }

    /// One round of every system.
    pub async fn work(&self) -> FleetRound {
        let rounds = stream::iter(self.systems.clone())
            .map(|system| async move {
                let round = system.work().await;
                (system, round)
            })
            .buffered(self.concurrency);
        rounds
            .fold(
                FleetRound::default(),
                |mut total, (system, round)| async move {
                    total.add(&system.identity().code, round);
                    total
                },
            )
            .await
    }

    /// Rounds until one is idle, at most `limit`.
    pub async fn work_until_quiet(&self, limit: usize) -> Vec<FleetRound> {
        let mut rounds = Vec::new();
        for _ in 0..limit {
            let round = self.work().await;
            let idle = round.idle();
            rounds.push(round);
            if idle {
                break;
            }
        }
        rounds
    }
}

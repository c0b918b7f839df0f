//! Making everybody work until something holds.

use std::time::Duration;

use record::Cause;
use simulators::ClientError;
use tokio::time::{Instant, timeout};

use super::{Government, SystemUnderTest};
use crate::target::Binding;

/// After so many rounds everybody should be quiet; a participant that never is would keep a scenario for ever.
const MOST_ROUNDS: usize = 40;
/// A participant whose rounds fail is given so many more chances before waiting is given up.
const CHANCES: usize = 5;
/// How often an external axis is polled.
const POLL: Duration = Duration::from_millis(250);

/// What was waited for did not come.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Waited {
    /// Everybody has done what there was to do.
    #[error(
        "expected {what}; after {rounds} round(s) nobody has anything left to do and it did not happen"
    )]
    Quiet {
        /// What was waited for.
        what: String,
        /// How many rounds were worked.
        rounds: usize,
    },
    /// Somebody is never done.
    #[error(
        "expected {what}; after {rounds} rounds it has not happened and {who} still finds something to do"
    )]
    Restless {
        /// What was waited for.
        what: String,
        /// How many rounds were worked.
        rounds: usize,
        /// Who is not done.
        who: String,
    },
    /// Somebody cannot work.
    #[error("expected {what}; it has not happened, and {who} cannot work: {error}")]
    Failing {
        /// What was waited for.
        what: String,
        /// Who cannot work.
        who: String,
        /// Why.
        error: Box<ClientError>,
    },
    /// A real system, or the person who works with it, did not act in time.
    #[error("expected {what}; it did not happen within {patience:?}")]
    OutOfPatience {
        /// What was waited for.
        what: String,
        /// How long was waited.
        patience: Duration,
    },
}

impl Waited {
    /// Who may be to blame, as far as waiting alone can tell.
    #[must_use]
    pub fn cause(&self) -> Cause {
        match self {
            Self::Quiet { .. } | Self::OutOfPatience { .. } => Cause::SystemUnderTest,
            Self::Restless { .. } => Cause::Undecided,
            Self::Failing { error, .. } => match **error {
                ClientError::Unreachable { .. } => Cause::Network,
                ClientError::Invalid(_) => Cause::Simulator,
                _ => Cause::Undecided,
            },
        }
    }
}

/// How settling ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// How many rounds were worked.
    pub rounds: usize,
    /// Whether everybody is quiet; false when somebody is never done.
    pub quiet: bool,
    /// Who could not work in the last round, and why.
    pub failing: Vec<(String, ClientError)>,
}

/// One round of everybody.
struct Round {
    busy: Option<String>,
    failing: Vec<(String, ClientError)>,
}

impl Government {
    /// Lets all simulated participants work, round by round, until `condition` holds or all are quiet. Without a real
    /// system nothing is waited for in real time; with one, up to its patience.
    ///
    /// # Errors
    /// [`Waited`] says why it did not come to hold; `what` names it there (`the document to arrive`).
    pub async fn until<F>(&self, what: &str, mut condition: F) -> Result<(), Waited>
    where
        F: FnMut() -> bool,
    {
        let patience = self.patience();
        let deadline = Instant::now() + patience;
        let mut rounds = 0;
        let mut chances = CHANCES;
        while !condition() {
            let heard = self.heard();
            let round = self.round().await;
            rounds += 1;
            if condition() {
                break;
            }
            if self.target.has_external() {
                self.moment(deadline, heard, &round)
                    .await
                    .then_some(())
                    .ok_or_else(|| Waited::OutOfPatience {
                        what: what.to_owned(),
                        patience,
                    })?;
                continue;
            }
            given_up(what, rounds, &mut chances, round)?;
        }
        Ok(())
    }

    /// Lets all simulated participants work until nobody has anything left to do.
    pub async fn settle(&self) -> Settled {
        let mut rounds = 0;
        let mut chances = CHANCES;
        loop {
            let round = self.round().await;
            rounds += 1;
            let failing = !round.failing.is_empty();
            chances -= usize::from(round.busy.is_none() && failing);
            let quiet = round.busy.is_none() && (!failing || chances == 0);
            if quiet || rounds == MOST_ROUNDS {
                return Settled {
                    rounds,
                    quiet,
                    failing: round.failing,
                };
            }
        }
    }

    /// How long a real system may take; nothing when there is none.
    fn patience(&self) -> Duration {
        let axis = match self.axis_binding() {
            Binding::External => self.target.axis.deadline,
            _ => Duration::ZERO,
        };
        let document_system = match &self.target.document_system {
            Some(role) if role.binding == Binding::External => role.patience,
            _ => Duration::ZERO,
        };
        axis.max(document_system)
    }

    /// Waits until something may have changed; false when the patience is over.
    async fn moment(&self, deadline: Instant, heard: usize, round: &Round) -> bool {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return false;
        }
        if round.busy.is_some() {
            return true;
        }
        if self.axis_binding() == Binding::External {
            // An external axis tells nobody that something arrived; it has to be asked again and again.
            let never = std::future::pending::<()>();
            let _ = timeout(left.min(POLL), never).await;
            return true;
        }
        // Only the real document system can change anything now, and whatever it does goes through the tap.
        let exchanges = self.tap().exchanges();
        let moved = async {
            loop {
                let seen = exchanges.arrived();
                if self.heard() > heard {
                    return;
                }
                exchanges.moved_beyond(seen).await;
            }
        };
        timeout(left, moved).await.is_ok()
    }

    /// How many exchanges came from the real document system so far.
    fn heard(&self) -> usize {
        let Some(system) = &self.under_test else {
            return 0;
        };
        let name = format!("{} ({})", system.identity().name, system.identity().code);
        self.tap()
            .exchanges()
            .count(|exchange| exchange.from == name)
    }

    async fn round(&self) -> Round {
        let mut round = Round {
            busy: None,
            failing: Vec::new(),
        };
        let under_test = self
            .under_test
            .as_ref()
            .and_then(SystemUnderTest::simulated);
        let under_test = under_test.map(|system| ("the document system under test", system));
        for (label, system) in self.participants().chain(under_test) {
            match system.work().await {
                Ok(done) => {
                    if progress(&done) {
                        round.busy = Some(label.to_owned());
                    }
                    let troubles = done.troubles.into_iter();
                    round
                        .failing
                        .extend(troubles.map(|trouble| (label.to_owned(), trouble.error)));
                }
                Err(error) => round.failing.push((label.to_owned(), error)),
            }
        }
        round
    }
}

/// Whether a participant did something; trouble alone moves nothing.
fn progress(done: &simulators::Round) -> bool {
    done.sent + done.documents + done.statuses + done.answered + done.acknowledged > 0
}

/// Whether a round without success was the last one.
fn given_up(what: &str, rounds: usize, chances: &mut usize, round: Round) -> Result<(), Waited> {
    let what = what.to_owned();
    match round.busy {
        Some(who) if rounds == MOST_ROUNDS => Err(Waited::Restless { what, rounds, who }),
        Some(_) => Ok(()),
        None => match round.failing.into_iter().next() {
            None => Err(Waited::Quiet { what, rounds }),
            Some((who, error)) if *chances == 0 => {
                let error = Box::new(error);
                Err(Waited::Failing { what, who, error })
            }
            Some(_) => {
                *chances -= 1;
                Ok(())
            }
        },
    }
}

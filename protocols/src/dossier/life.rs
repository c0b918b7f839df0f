//! The life of one dossier: a pure state machine over the [table](super::TABLE), with the guards of services §1.6.

use super::transitions::{Act, After, TABLE};
use super::{Channel, Status};

/// What happens to a dossier, with what its guards must know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Comes in by a channel; online it waits, otherwise it is accepted.
    Arrive(Channel),
    /// Accepted online.
    Accept,
    /// Refused online, with the reason.
    Refuse(String),
    /// Goes to the department.
    Process,
    /// Completion is asked, with the reason.
    AskSupplement(String),
    /// Completed; whether its owner did it.
    Supplement {
        /// By its owner.
        by_owner: bool,
        /// Received anew, the term from zero (ND 61/2018 Art. 19.4).
        anew: bool,
    },
    /// Closed because nothing came; whether the supplement's deadline has passed.
    Close {
        /// The deadline has passed.
        deadline_passed: bool,
    },
    /// Payment is asked.
    AskPayment,
    /// Paid.
    Pay,
    /// Stopped, with the reason.
    Stop(String),
    /// Taken back.
    Recall,
    /// Withdrawn; whether its owner asked.
    Withdraw {
        /// By its owner.
        by_owner: bool,
    },
    /// The result is there; a refusal after appraisal carries its reason (ND 61/2018 Art. 19.8).
    Finish {
        /// The reason when the result is a refusal.
        refusal: Option<String>,
    },
    /// The applicant has the result.
    Return,
}

impl Event {
    /// The act of the table.
    #[must_use]
    pub fn act(&self) -> Act {
        match self {
            Event::Arrive(Channel::Online) => Act::Submit,
            Event::Arrive(_) => Act::Receive,
            Event::Accept => Act::Accept,
            Event::Refuse(_) => Act::Refuse,
            Event::Process => Act::Process,
            Event::AskSupplement(_) => Act::AskSupplement,
            Event::Supplement { anew: false, .. } => Act::Supplement,
            Event::Supplement { anew: true, .. } => Act::SupplementAnew,
            Event::Close { .. } => Act::Close,
            Event::AskPayment => Act::AskPayment,
            Event::Pay => Act::Pay,
            Event::Stop(_) => Act::Stop,
            Event::Recall => Act::Recall,
            Event::Withdraw { .. } => Act::Withdraw,
            Event::Finish { .. } => Act::Finish,
            Event::Return => Act::Return,
        }
    }

    /// The reason it must carry, if it must carry one.
    fn reason(&self) -> Option<&str> {
        match self {
            Event::Refuse(reason) | Event::AskSupplement(reason) | Event::Stop(reason) => {
                Some(reason)
            }
            Event::Finish { refusal } => refusal.as_deref(),
            _ => None,
        }
    }
}

/// Why an event is refused. The Vietnamese texts are those of the system the guards were seen in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The status does not let it happen.
    #[error("{act:?} expects a dossier in status {}, found {}", expected(*act), shown(*found))]
    Status {
        /// What was tried.
        act: Act,
        /// Where the dossier stands; nothing when there is none yet.
        found: Option<Status>,
    },
    /// A refusal, a supplement request or a stop without a reason.
    #[error("{0:?} expects a written reason, found none")]
    NoReason(Act),
    /// Completion was asked during reception before (ND 61/2018 Art. 11.2c: once).
    #[error("a supplement may be asked once during reception, and it was asked before")]
    AskedBefore,
    /// Somebody else than the owner completes or withdraws it.
    #[error("{0:?} is for the owner of the dossier only")]
    NotOwner(Act),
    /// The citizen still has time.
    #[error("the dossier can still be supplemented (Hồ sơ còn hạn bổ sung)")]
    StillOpen,
}

/// One dossier's life so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Life {
    status: Option<Status>,
    /// Where a question or a stop came from.
    before: Option<Status>,
    asked_in_reception: bool,
    supplements: u32,
}

impl Life {
    /// A dossier that does not exist yet.
    #[must_use]
    pub fn new() -> Life {
        Life::default()
    }

    /// Puts it in a status, whatever the table says: for what is observed of a system that keeps no guards.
    pub fn put(&mut self, status: Status) {
        self.before = self.status;
        self.status = Some(status);
    }

    /// Where it stands; nothing before it arrived.
    #[must_use]
    pub fn status(&self) -> Option<Status> {
        self.status
    }

    /// Where it goes on after the open question or stop.
    #[must_use]
    pub fn before(&self) -> Option<Status> {
        self.before
    }

    /// How often completion was asked.
    #[must_use]
    pub fn supplements(&self) -> u32 {
        self.supplements
    }

    /// Whether completion was asked during reception; it cannot be asked there again.
    #[must_use]
    pub fn asked_in_reception(&self) -> bool {
        self.asked_in_reception
    }

    /// The status that an event leads to, without letting it happen.
    ///
    /// # Errors
    /// Why it must not happen: first the status, then the guards.
    pub fn check(&self, event: &Event) -> Result<Status, Refusal> {
        let act = event.act();
        let row = TABLE
            .iter()
            .find(|(from, on, _)| (*from, *on) == (self.status, act));
        let after = match row.map(|(_, _, after)| *after) {
            Some(After::To(status)) => Some(status),
            Some(After::Before) => self.before,
            None => None,
        };
        let after = after.ok_or(Refusal::Status {
            act,
            found: self.status,
        })?;
        if event
            .reason()
            .is_some_and(|reason| reason.trim().is_empty())
        {
            return Err(Refusal::NoReason(act));
        }
        match event {
            Event::AskSupplement(_) if self.in_reception() && self.asked_in_reception => {
                Err(Refusal::AskedBefore)
            }
            Event::Supplement { by_owner, .. } | Event::Withdraw { by_owner } if !by_owner => {
                Err(Refusal::NotOwner(act))
            }
            Event::Close { deadline_passed } if !deadline_passed => Err(Refusal::StillOpen),
            _ => Ok(after),
        }
    }

    /// Lets an event happen.
    ///
    /// # Errors
    /// As [`Life::check`]; nothing has changed then.
    pub fn apply(&mut self, event: &Event) -> Result<Status, Refusal> {
        let after = self.check(event)?;
        match event {
            Event::AskSupplement(_) => {
                self.supplements += 1;
                self.asked_in_reception |= self.in_reception();
            }
            Event::Supplement { anew: true, .. } => self.asked_in_reception = true,
            _ => {}
        }
        let asks = matches!(
            after,
            Status::SupplementAsked | Status::PaymentAsked | Status::Stopped
        );
        self.before = if asks { self.status } else { None };
        self.status = Some(after);
        Ok(after)
    }

    /// Reception ends when the department has it.
    fn in_reception(&self) -> bool {
        matches!(self.status, Some(Status::Submitted | Status::Accepted))
    }
}

fn expected(act: Act) -> String {
    let from = TABLE.iter().filter(|(_, on, _)| *on == act);
    let names = from.map(|(from, _, _)| shown(*from));
    names.collect::<Vec<_>>().join(" or ")
}

fn shown(status: Option<Status>) -> String {
    status.map_or_else(|| "none yet".to_owned(), |status| status.to_string())
}

#[cfg(test)]
#[path = "life_tests.rs"]
mod tests;

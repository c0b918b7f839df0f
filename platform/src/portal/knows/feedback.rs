//! Feedback and petitions: states, acts and time limits (services §6.1, §6.2).

use clock::calendar::add_working_days;
use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

/// Where a feedback stands. The names are those of the indicator engine; their codes on the wire are an assumption.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Newly received: waits for the agency.
    New,
    /// The agency took it on.
    Received,
    /// More was asked of the sender.
    SupplementAsked,
    /// He sent it: waits for the agency again.
    Supplemented,
    /// Refused with a reason.
    Refused,
    /// Handled, waits for publication.
    WaitingPublish,
    /// Published.
    Published,
}

impl State {
    /// Every state.
    pub const ALL: [State; 7] = [
        State::New,
        State::Received,
        State::SupplementAsked,
        State::Supplemented,
        State::Refused,
        State::WaitingPublish,
        State::Published,
    ];

    /// The state's word, on our own pages and on the wire.
    pub fn word(self) -> &'static str {
        match self {
            State::New => "new",
            State::Received => "received",
            State::SupplementAsked => "supplement-asked",
            State::Supplemented => "supplemented",
            State::Refused => "refused",
            State::WaitingPublish => "waiting-publish",
            State::Published => "published",
        }
    }

    /// The state of a word.
    pub fn from_word(word: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.word() == word)
    }

    /// Whether it waits for the agency.
    pub fn waits(self) -> bool {
        matches!(self, State::New | State::Received | State::Supplemented)
    }

    /// Whether it counts as handled ([766] 5.2).
    pub fn handled(self) -> bool {
        matches!(
            self,
            State::WaitingPublish | State::Published | State::Refused
        )
    }
}

/// What is done to a feedback.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// Taken on.
    Receive,
    /// Handed to another agency.
    Transfer,
    /// Refused, with a reason.
    Refuse,
    /// More is asked of the sender.
    AskSupplement,
    /// The sender answers.
    Supplement,
    /// Answered.
    Reply,
    /// Put before the public.
    Publish,
}

/// What an act is: its word, the states it may follow, the state it leads to, whether words are needed.
pub struct Rule {
    /// The act.
    pub act: Act,
    /// Its word on the wire; assumption.
    pub word: &'static str,
    /// From where.
    pub from: &'static [State],
    /// To where.
    pub to: State,
    /// Whether it needs a text: reason, question, reply.
    pub text: bool,
}

/// Every act.
pub const RULES: &[Rule] = &[
    Rule {
        act: Act::Receive,
        word: "tiepnhan",
        from: &[State::New],
        to: State::Received,
        text: false,
    },
    Rule {
        act: Act::Transfer,
        word: "chuyen",
        from: &[State::New, State::Received],
        to: State::New,
        text: true,
    },
    Rule {
        act: Act::Refuse,
        word: "tuchoi",
        from: &[State::New, State::Received],
        to: State::Refused,
        text: true,
    },
    Rule {
        act: Act::AskSupplement,
        word: "yeucaubosung",
        from: &[State::New, State::Received],
        to: State::SupplementAsked,
        text: true,
    },
    Rule {
        act: Act::Supplement,
        word: "bosung",
        from: &[State::SupplementAsked],
        to: State::Supplemented,
        text: true,
    },
    Rule {
        act: Act::Reply,
        word: "traloi",
        from: &[State::Received, State::Supplemented],
        to: State::WaitingPublish,
        text: true,
    },
    Rule {
        act: Act::Publish,
        word: "congkhai",
        from: &[State::WaitingPublish],
        to: State::Published,
        text: false,
    },
];

/// The rule of an act's word.
pub fn rule(word: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.word == word)
}

/// Working days for a refusal, counted from sending or the last transfer.
pub const REFUSE_DAYS: i32 = 2;
/// Working days for the first request for a supplement.
pub const SUPPLEMENT_DAYS: i32 = 5;
/// Working days for a transfer (NĐ 20/2008/NĐ-CP Art. 9).
pub const TRANSFER_DAYS: i32 = 5;
/// Working days for the answer.
pub const HANDLE_DAYS: i32 = 15;
/// Working days for publication, from the answer.
pub const PUBLISH_DAYS: i32 = 2;

/// When things happened to a feedback.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Times {
    /// Sent.
    pub sent: DateTime,
    /// Handed on for the last time; the sending when never.
    pub assigned: DateTime,
    /// First asked for a supplement.
    pub asked: Option<DateTime>,
    /// Refused.
    pub refused: Option<DateTime>,
    /// Answered.
    pub replied: Option<DateTime>,
    /// Published.
    pub published: Option<DateTime>,
}

/// The last days for each act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Deadlines {
    /// For a refusal.
    pub refuse: Date,
    /// For the first request for a supplement.
    pub supplement: Date,
    /// For handing it on.
    pub transfer: Date,
    /// For the answer.
    pub handle: Date,
    /// For publication, once answered.
    pub publish: Option<Date>,
}

impl Times {
    /// The last days for each act.
    pub fn deadlines(&self) -> Deadlines {
        let after = |from: DateTime, days| add_working_days(from.date(), days);
        Deadlines {
            refuse: after(self.assigned, REFUSE_DAYS),
            supplement: after(self.assigned, SUPPLEMENT_DAYS),
            transfer: after(self.assigned, TRANSFER_DAYS),
            handle: after(self.assigned, HANDLE_DAYS),
            publish: self.replied.map(|replied| after(replied, PUBLISH_DAYS)),
        }
    }

    /// Which limits were missed by `now`, by name ([766] 5.2).
    pub fn late(&self, now: DateTime) -> Vec<&'static str> {
        let limits = self.deadlines();
        let after = |done: DateTime, limit: Date| done.date() > limit;
        let mut late = Vec::new();
        if self
            .refused
            .is_some_and(|refused| after(refused, limits.refuse))
        {
            late.push("refuse");
        }
        if self
            .asked
            .is_some_and(|asked| after(asked, limits.supplement))
        {
            late.push("supplement");
        }
        if self.refused.is_none() && after(self.replied.unwrap_or(now), limits.handle) {
            late.push("handle");
        }
        let published = self.published.unwrap_or(now);
        if limits.publish.is_some_and(|limit| after(published, limit)) {
            late.push("publish");
        }
        late
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn every_limit_is_missed_on_the_day_after_it() {
        let sent = date(2026, 3, 2).at(9, 0, 0, 0); // a Monday
        let times = Times {
            sent,
            assigned: sent,
            asked: None,
            refused: None,
            replied: None,
            published: None,
        };
        let limits = times.deadlines();
        assert_eq!(limits.refuse, date(2026, 3, 4));
        assert_eq!(limits.supplement, date(2026, 3, 9));
        assert_eq!(limits.handle, date(2026, 3, 23));
        let late = |day: Date, edit: fn(&mut Times, DateTime)| {
            let mut times = times.clone();
            let at = day.at(16, 0, 0, 0);
            edit(&mut times, at);
            times.late(at)
        };
        let refused: fn(&mut Times, DateTime) = |times, at| times.refused = Some(at);
        assert_eq!(late(limits.refuse, refused), [] as [&str; 0]);
        assert_eq!(late(date(2026, 3, 5), refused), ["refuse"]);
        let asked: fn(&mut Times, DateTime) = |times, at| times.asked = Some(at);
        assert_eq!(late(limits.supplement, asked), [] as [&str; 0]);
        assert_eq!(late(date(2026, 3, 10), asked), ["supplement"]);
        let nothing: fn(&mut Times, DateTime) = |_, _| {};
        assert_eq!(late(limits.handle, nothing), [] as [&str; 0]);
        assert_eq!(late(date(2026, 3, 24), nothing), ["handle"]);
    }

    #[test]
    fn an_act_leads_somewhere_from_somewhere() {
        for rule in RULES {
            assert!(
                !rule.from.is_empty() && !rule.from.contains(&rule.to) || rule.act == Act::Transfer
            );
        }
        assert!(
            RULES
                .iter()
                .all(|rule| !rule.from.contains(&State::Published))
        );
    }
}

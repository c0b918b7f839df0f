//! The clerk's desk (bàn làm việc của văn thư): what is done with what arrived, and when.

use clock::calendar;
use jiff::SignedDuration;
use jiff::civil::DateTime;
use protocols::edxml::{Priority, Staff, StatusCode};

use super::journal::Incoming;
use crate::temperament::ConductHabits;

/// How far the clerk takes a sound document without being told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Plan {
    /// Nothing: every step is an explicit action.
    Manual,
    /// Accepts (03).
    #[default]
    Accept,
    /// Accepts and assigns (03, 04).
    Assign,
    /// All the way (03, 04, 05, 06).
    Complete,
    /// Refuses (02) with this reason.
    Refuse(String),
}

/// What the clerk does with a recall or update.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum OnChange {
    /// Applies it and answers 15.
    #[default]
    Agree,
    /// Keeps the document and answers 16 with this reason.
    Decline(String),
    /// Waits for an explicit action.
    Manual,
}

/// The policy of one desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Desk {
    /// With new documents.
    pub plan: Plan,
    /// With recalls.
    pub recalls: OnChange,
    /// With updates.
    pub updates: OnChange,
    /// Acts in working time only; urgent documents are handled at once all the same (QĐ 28/2018/QĐ-TTg Art. 6.2).
    pub keeps_hours: bool,
    /// How many times 05 is reported on the way to 06.
    pub progress_reports: usize,
    /// After how long without 01 the sender is alerted (QĐ 28/2018/QĐ-TTg Art. 8.2; the law names no figure).
    pub follow_up: SignedDuration,
    /// Who signs the statuses.
    pub staff: Staff,
}

impl Default for Desk {
    fn default() -> Desk {
        Desk {
            plan: Plan::Accept,
            recalls: OnChange::Agree,
            updates: OnChange::Agree,
            keeps_hours: true,
            progress_reports: 1,
            follow_up: SignedDuration::from_hours(24),
            staff: Staff {
                department: Some("Văn thư".into()),
                name: Some("Nguyễn Văn An".into()),
                email: Some("vanthu@example.gov.vn".into()),
                mobile: Some("0900000000".into()),
            },
        }
    }
}

impl Desk {
    /// A desk of that plan, all else by default.
    pub fn with_plan(plan: Plan) -> Desk {
        Desk {
            plan,
            ..Desk::default()
        }
    }

    /// Whether the clerk is there for a document of that urgency.
    pub(super) fn is_open(&self, now: DateTime, priority: Priority) -> bool {
        !self.keeps_hours || priority > Priority::Ordinary || calendar::is_working_time(now)
    }

    /// The next step with a document, when one is due.
    pub(super) fn next(
        &self,
        entry: &Incoming,
        conduct: &ConductHabits,
    ) -> Option<(StatusCode, Option<String>)> {
        // A document asked back, and not declined, moves no further.
        if entry
            .recall
            .as_ref()
            .is_some_and(|recall| recall.agreed != Some(false))
        {
            return None;
        }
        let last = entry.due.last().map(|(code, _)| *code).or(entry.last);
        let fresh = matches!(last, None | Some(StatusCode::Arrived));
        if self.plan == Plan::Manual {
            return None;
        }
        if fresh && !entry.problems.is_empty() && !conduct.accepts_unchecked {
            return Some((StatusCode::Refused, Some(entry.problems.join("; "))));
        }
        if let Plan::Refuse(reason) = &self.plan {
            return fresh.then(|| (StatusCode::Refused, Some(reason.clone())));
        }
        if conduct.skips_steps {
            return fresh.then_some((StatusCode::Finished, None));
        }
        let code = self.after(last, entry)?;
        (code <= self.furthest()).then_some((code, None))
    }

    fn after(&self, last: Option<StatusCode>, entry: &Incoming) -> Option<StatusCode> {
        let reports = entry
            .answers
            .iter()
            .filter(|answer| answer.code == StatusCode::InProgress)
            .count();
        match last {
            None | Some(StatusCode::Arrived) => Some(StatusCode::Accepted),
            Some(StatusCode::Accepted) => Some(StatusCode::Assigned),
            Some(StatusCode::Assigned | StatusCode::InProgress)
                if reports < self.progress_reports =>
            {
                Some(StatusCode::InProgress)
            }
            Some(StatusCode::Assigned | StatusCode::InProgress) => Some(StatusCode::Finished),
            _ => None,
        }
    }

    fn furthest(&self) -> StatusCode {
        match self.plan {
            Plan::Assign => StatusCode::Assigned,
            Plan::Complete => StatusCode::Finished,
            Plan::Manual | Plan::Accept | Plan::Refuse(_) => StatusCode::Accepted,
        }
    }
}

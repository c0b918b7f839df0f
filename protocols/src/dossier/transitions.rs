//! What may follow what in the life of a dossier, as a table (services §1.6, from a provincial system; BRM-07).

use super::Status;

/// What somebody does to a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// The citizen submits it online.
    Submit,
    /// An officer takes it at the counter or from the post, and gives a receipt.
    Receive,
    /// An officer accepts what was submitted online.
    Accept,
    /// An officer refuses what was submitted online.
    Refuse,
    /// It goes to the department that processes it.
    Process,
    /// The citizen is asked to complete it.
    AskSupplement,
    /// The citizen completes it; it goes on where it stood.
    Supplement,
    /// The citizen completes it after a return under ND 61/2018 Art. 19.4: it is received anew and the term counts from zero.
    SupplementAnew,
    /// Nothing was supplemented in time.
    Close,
    /// The citizen is asked to pay.
    AskPayment,
    /// The fee is paid; it goes on where it stood.
    Pay,
    /// Processing is stopped.
    Stop,
    /// What was asked, stopped or begun is taken back (thu hồi).
    Recall,
    /// The citizen withdraws it.
    Withdraw,
    /// The result, a refusal after appraisal included, is at the one-stop unit.
    Finish,
    /// The applicant has the result.
    Return,
}

/// Where an act leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum After {
    /// To this status.
    To(Status),
    /// Back to the status before the question or the stop.
    Before,
}

/// The table: from (nothing: there is no dossier yet), act, to. Rows deduced in the source are marked.
pub const TABLE: &[(Option<Status>, Act, After)] = {
    use Act::*;
    use After::{Before, To};
    use Status as S;
    &[
        (None, Submit, To(S::Submitted)),
        (None, Receive, To(S::Accepted)),
        (Some(S::Submitted), Accept, To(S::Accepted)),
        (Some(S::Submitted), Refuse, To(S::Refused)),
        (Some(S::Accepted), Process, To(S::Processing)),
        (Some(S::Submitted), AskSupplement, To(S::SupplementAsked)),
        (Some(S::Accepted), AskSupplement, To(S::SupplementAsked)),
        (Some(S::Processing), AskSupplement, To(S::SupplementAsked)),
        (Some(S::SupplementAsked), Supplement, Before),
        (Some(S::SupplementAsked), SupplementAnew, To(S::Accepted)),
        (Some(S::SupplementAsked), Close, To(S::Refused)),
        (Some(S::Accepted), AskPayment, To(S::PaymentAsked)), // deduced
        (Some(S::Processing), AskPayment, To(S::PaymentAsked)), // deduced
        (Some(S::PaymentAsked), Pay, Before),
        (Some(S::PaymentAsked), Recall, Before),
        (Some(S::Processing), Stop, To(S::Stopped)), // deduced
        (Some(S::Processing), Recall, To(S::Accepted)),
        (Some(S::Stopped), Recall, Before),
        (Some(S::Accepted), Withdraw, To(S::Withdrawn)),
        (Some(S::Processing), Withdraw, To(S::Withdrawn)),
        (Some(S::SupplementAsked), Withdraw, To(S::Withdrawn)), // deduced
        (Some(S::PaymentAsked), Withdraw, To(S::Withdrawn)),    // deduced
        (Some(S::Accepted), Finish, To(S::Processed)),          // deduced
        (Some(S::Processing), Finish, To(S::Processed)),
        (Some(S::Processed), Return, To(S::Returned)),
    ]
};

/// Statuses from which the question or the stop of a status can have come.
fn sources(of: Status) -> impl Iterator<Item = Status> {
    TABLE
        .iter()
        .filter(move |(_, _, after)| *after == After::To(of))
        .filter_map(|(from, _, _)| *from)
}

/// The acts by which `to` may come directly after `from` (nothing: a new dossier). Empty when it may not.
#[must_use]
pub fn may_follow_by(from: Option<Status>, to: Status) -> Vec<Act> {
    TABLE
        .iter()
        .filter(|(at, _, after)| {
            *at == from
                && match after {
                    After::To(status) => *status == to,
                    After::Before => from.is_some_and(|from| sources(from).any(|s| s == to)),
                }
        })
        .map(|(_, act, _)| *act)
        .collect()
}

/// Whether a status may come directly after another: the same one again (a step inside it), or by an act of the table.
/// An observer who was not told of every change should ask about paths instead.
#[must_use]
pub fn may_follow(from: Option<Status>, to: Status) -> bool {
    from == Some(to) || !may_follow_by(from, to).is_empty()
}

//! The life of a document as its statuses tell it, as a table (domain §1.10).
//!
//! No legal or vendor text states the transitions; the table is inferred from the descriptions of the codes and three
//! clients. It is therefore a lint: what breaks it is reported and transported all the same.

use crate::edxml::{Kind, StatusCode};

/// Where a document, or the recall or update of one, stands at one receiver.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Sent, nothing heard.
    Sent,
    /// 01: in the receiver's software.
    Arrived,
    /// 02: refused. Final.
    Refused,
    /// 03: in the register.
    Accepted,
    /// 04: assigned.
    Assigned,
    /// 05: in progress.
    InProgress,
    /// 06: done. Final.
    Finished,
    /// 13: asked back while [`State::Sent`].
    RecallOfSent,
    /// 13: asked back while [`State::Arrived`].
    RecallOfArrived,
    /// 13: asked back while [`State::Accepted`].
    RecallOfAccepted,
    /// 13: asked back while [`State::Assigned`].
    RecallOfAssigned,
    /// 13: asked back while [`State::InProgress`].
    RecallOfInProgress,
    /// 15 after 13: cancelled at the receiver. Final.
    Recalled,
    /// A recall or update package was sent (business 1 or 2), nothing heard.
    ChangeSent,
    /// 01 on a recall or update package.
    ChangeArrived,
    /// 15 on a recall or update package. Final.
    ChangeAccepted,
    /// 16 on a recall or update package. Final.
    ChangeRefused,
}

/// Who sends a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sender {
    /// The document's receiver.
    Receiver,
    /// The document's issuer.
    Issuer,
}

/// What may follow what. 04 may be skipped, 05 may repeat; 01 is sent by software and may cross a recall on the way.
pub const TABLE: &[(State, StatusCode, Sender, State)] = {
    use Sender::{Issuer, Receiver};
    use State::*;
    use StatusCode as C;
    &[
        (Sent, C::Arrived, Receiver, Arrived),
        (Arrived, C::Refused, Receiver, Refused),
        (Arrived, C::Accepted, Receiver, Accepted),
        (Accepted, C::Assigned, Receiver, Assigned),
        (Accepted, C::InProgress, Receiver, InProgress),
        (Accepted, C::Finished, Receiver, Finished),
        (Assigned, C::InProgress, Receiver, InProgress),
        (Assigned, C::Finished, Receiver, Finished),
        (InProgress, C::InProgress, Receiver, InProgress),
        (InProgress, C::Finished, Receiver, Finished),
        (Sent, C::RecallRequested, Issuer, RecallOfSent),
        (Arrived, C::RecallRequested, Issuer, RecallOfArrived),
        (Accepted, C::RecallRequested, Issuer, RecallOfAccepted),
        (Assigned, C::RecallRequested, Issuer, RecallOfAssigned),
        (InProgress, C::RecallRequested, Issuer, RecallOfInProgress),
        (RecallOfSent, C::Arrived, Receiver, RecallOfArrived),
        (RecallOfSent, C::ChangeAccepted, Receiver, Recalled),
        (RecallOfArrived, C::ChangeAccepted, Receiver, Recalled),
        (RecallOfAccepted, C::ChangeAccepted, Receiver, Recalled),
        (RecallOfAssigned, C::ChangeAccepted, Receiver, Recalled),
        (RecallOfInProgress, C::ChangeAccepted, Receiver, Recalled),
        (RecallOfSent, C::ChangeRefused, Receiver, Sent),
        (RecallOfArrived, C::ChangeRefused, Receiver, Arrived),
        (RecallOfAccepted, C::ChangeRefused, Receiver, Accepted),
        (RecallOfAssigned, C::ChangeRefused, Receiver, Assigned),
        (RecallOfInProgress, C::ChangeRefused, Receiver, InProgress),
        (ChangeSent, C::Arrived, Receiver, ChangeArrived),
        (ChangeSent, C::ChangeAccepted, Receiver, ChangeAccepted),
        (ChangeSent, C::ChangeRefused, Receiver, ChangeRefused),
        (ChangeArrived, C::ChangeAccepted, Receiver, ChangeAccepted),
        (ChangeArrived, C::ChangeRefused, Receiver, ChangeRefused),
    ]
};

/// A status that the table does not foresee.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("status {code} from the {} does not follow {state:?}: expected {}", name(*sender), expected(*state))]
pub struct Illegal {
    /// Where the document stood.
    pub state: State,
    /// The status that came.
    pub code: StatusCode,
    /// Who sent it.
    pub sender: Sender,
}

/// Where a package's life begins: recalls and updates are answered with 15 or 16, all others are worked on.
#[must_use]
pub fn start(kind: Kind) -> State {
    match kind {
        Kind::New | Kind::Replacement => State::Sent,
        Kind::Recall | Kind::Update => State::ChangeSent,
    }
}

/// The state after a status.
///
/// # Errors
/// The status is not in the table for this state and sender; the message says which are.
pub fn next(state: State, code: StatusCode, sender: Sender) -> Result<State, Illegal> {
    follows(state)
        .find(|(c, by, _)| (*c, *by) == (code, sender))
        .map(|(_, _, after)| after)
        .ok_or(Illegal {
            state,
            code,
            sender,
        })
}

/// What may follow a state: code, sender, state after.
pub fn follows(state: State) -> impl Iterator<Item = (StatusCode, Sender, State)> {
    TABLE
        .iter()
        .filter(move |row| row.0 == state)
        .map(|(_, code, sender, after)| (*code, *sender, *after))
}

/// Whether nothing more is expected.
#[must_use]
pub fn is_final(state: State) -> bool {
    follows(state).next().is_none()
}

/// Walks statuses in the order they came and reports every one the table does not foresee.
///
/// After such a one the walk goes on where its code says the document is, so that one missing status is one remark.
#[must_use]
pub fn lint(start: State, statuses: &[(StatusCode, Sender)]) -> Vec<Illegal> {
    let mut state = start;
    let mut remarks = Vec::new();
    for (code, sender) in statuses {
        state = match next(state, *code, *sender) {
            Ok(after) => after,
            Err(illegal) => {
                remarks.push(illegal);
                named_by(*code, *sender, start).unwrap_or(state)
            }
        };
    }
    remarks
}

/// The state a code puts a document in, when it does so from any state of the life that began with `start`.
fn named_by(code: StatusCode, sender: Sender, start: State) -> Option<State> {
    let reachable = reachable(start);
    let mut rows = TABLE
        .iter()
        .filter(|row| (row.1, row.2) == (code, sender) && reachable.contains(&row.0));
    let first = rows.next()?.3;
    rows.all(|row| row.3 == first || code == StatusCode::Arrived)
        .then_some(first)
}

fn reachable(start: State) -> Vec<State> {
    let mut found = vec![start];
    let mut i = 0;
    while let Some(state) = found.get(i).copied() {
        let new: Vec<State> = follows(state)
            .map(|row| row.2)
            .filter(|after| !found.contains(after))
            .collect();
        found.extend(new);
        found.dedup();
        i += 1;
    }
    found
}

fn name(sender: Sender) -> &'static str {
    match sender {
        Sender::Receiver => "receiver",
        Sender::Issuer => "issuer",
    }
}

fn expected(state: State) -> String {
    let list: Vec<String> = follows(state)
        .map(|(code, by, _)| format!("{code} from the {}", name(by)))
        .collect();
    if list.is_empty() {
        "nothing more, this state is final".to_owned()
    } else {
        list.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Sender::{Issuer, Receiver};
    use StatusCode as C;
    use proptest::prelude::*;

    fn walk(kind: Kind, codes: &[(StatusCode, Sender)]) -> Result<State, Illegal> {
        codes.iter().try_fold(start(kind), |state, (code, sender)| {
            next(state, *code, *sender)
        })
    }

    #[test]
    fn the_lives_a_document_leads() {
        let by = |codes: &[StatusCode]| codes.iter().map(|c| (*c, Receiver)).collect::<Vec<_>>();
        let worked = by(&[
            C::Arrived,
            C::Accepted,
            C::Assigned,
            C::InProgress,
            C::InProgress,
            C::Finished,
        ]);
        assert_eq!(walk(Kind::New, &worked), Ok(State::Finished));
        assert_eq!(
            walk(Kind::Replacement, &by(&[C::Arrived, C::Refused])),
            Ok(State::Refused)
        );
        assert_eq!(
            walk(Kind::Recall, &by(&[C::Arrived, C::ChangeAccepted])),
            Ok(State::ChangeAccepted)
        );
        assert_eq!(
            walk(Kind::Update, &by(&[C::ChangeRefused])),
            Ok(State::ChangeRefused)
        );
    }

    #[test]
    fn a_refused_recall_changes_nothing() {
        let steps = [
            (C::Arrived, Receiver),
            (C::Accepted, Receiver),
            (C::RecallRequested, Issuer),
        ];
        assert_eq!(walk(Kind::New, &steps), Ok(State::RecallOfAccepted));
        assert_eq!(
            next(State::RecallOfAccepted, C::ChangeRefused, Receiver),
            Ok(State::Accepted)
        );
        assert_eq!(
            next(State::RecallOfAccepted, C::ChangeAccepted, Receiver),
            Ok(State::Recalled)
        );
        assert_eq!(
            next(State::RecallOfSent, C::Arrived, Receiver),
            Ok(State::RecallOfArrived),
            "01 crosses 13"
        );
        assert!(is_final(State::Recalled));
    }

    #[test]
    fn messages_say_what_was_expected() {
        let say = |state, code, by| {
            next(state, code, by)
                .expect_err("must be illegal")
                .to_string()
        };
        insta::assert_snapshot!(say(State::Sent, C::Finished, Receiver), @"status 06 from the receiver does not follow Sent: expected 01 from the receiver, 13 from the issuer");
        insta::assert_snapshot!(say(State::Arrived, C::RecallRequested, Receiver), @"status 13 from the receiver does not follow Arrived: expected 02 from the receiver, 03 from the receiver, 13 from the issuer");
        insta::assert_snapshot!(say(State::Refused, C::Accepted, Receiver), @"status 03 from the receiver does not follow Refused: expected nothing more, this state is final");
    }

    #[test]
    fn one_missing_status_is_one_remark() {
        let codes = [
            (C::Accepted, Receiver),
            (C::Assigned, Receiver),
            (C::Finished, Receiver),
        ];
        let remarks = lint(State::Sent, &codes);
        assert_eq!(
            remarks,
            [Illegal {
                state: State::Sent,
                code: C::Accepted,
                sender: Receiver
            }]
        );
        let repeated = [
            (C::Arrived, Receiver),
            (C::Arrived, Receiver),
            (C::Accepted, Receiver),
        ];
        assert_eq!(lint(State::Sent, &repeated).len(), 1);
        let late = [
            (C::Arrived, Receiver),
            (C::Refused, Receiver),
            (C::RecallRequested, Issuer),
        ];
        assert_eq!(lint(State::Sent, &late).len(), 1);
        assert!(
            lint(
                State::ChangeSent,
                &[(C::Arrived, Receiver), (C::ChangeAccepted, Receiver)]
            )
            .is_empty()
        );
        assert_eq!(lint(State::ChangeSent, &[(C::Finished, Receiver)]).len(), 1);
    }

    #[test]
    fn every_row_is_reachable_and_none_stands_twice() {
        let mut states = reachable(State::Sent);
        states.extend(reachable(State::ChangeSent));
        for (i, row) in TABLE.iter().enumerate() {
            assert!(states.contains(&row.0), "{row:?}");
            let twin = TABLE
                .iter()
                .skip(i + 1)
                .find(|r| (r.0, r.1, r.2) == (row.0, row.1, row.2));
            assert_eq!(twin, None);
        }
    }

    proptest! {
        #[test]
        fn random_walks_never_leave_the_table(
            begin in prop::sample::select(Kind::ALL.to_vec()),
            steps in prop::collection::vec((prop::sample::select(C::ALL.to_vec()), any::<bool>()), 0..40),
        ) {
            let steps: Vec<_> = steps.into_iter().map(|(c, r)| (c, if r { Receiver } else { Issuer })).collect();
            let mut state = start(begin);
            let known = reachable(state);
            for (code, sender) in &steps {
                match next(state, *code, *sender) {
                    Ok(after) => {
                        prop_assert!(TABLE.contains(&(state, *code, *sender, after)));
                        state = after;
                    }
                    Err(illegal) => prop_assert_eq!(illegal.state, state),
                }
                prop_assert!(known.contains(&state));
                if is_final(state) {
                    prop_assert!(C::ALL.iter().all(|c| next(state, *c, Receiver).is_err()));
                }
            }
            // The lint remarks on a walk exactly when the table has no such walk.
            let legal = steps.iter().try_fold(start(begin), |s, (c, by)| next(s, *c, *by));
            prop_assert_eq!(legal.is_ok(), lint(start(begin), &steps).is_empty());
        }
    }
}

//! The life of a dossier against a simple model, and what its refusals say.

use proptest::prelude::*;

use super::super::{may_follow, may_follow_by};
use super::*;

fn why() -> String {
    "thiếu bản sao".to_owned()
}

fn owner(anew: bool) -> Event {
    Event::Supplement {
        by_owner: true,
        anew,
    }
}

#[test]
fn an_online_dossier_from_submission_to_return() {
    let mut life = Life::new();
    let path = [
        (Event::Arrive(Channel::Online), 1),
        (Event::AskSupplement(why()), 5),
        (owner(false), 1),
        (Event::Accept, 2),
        (Event::AskPayment, 6),
        (Event::Pay, 2),
        (Event::Process, 4),
        (Event::Stop(why()), 8),
        (Event::Recall, 4),
        (Event::AskSupplement(why()), 5),
        (owner(true), 2),
        (Event::Process, 4),
        (Event::Finish { refusal: None }, 9),
        (Event::Return, 10),
    ];
    for (event, code) in path {
        assert_eq!(life.apply(&event).map(Status::code), Ok(code), "{event:?}");
    }
    assert_eq!(life.supplements(), 2);
}

#[test]
fn refusals_say_what_was_expected() {
    let mut life = Life::new();
    let say = |life: &Life, event| life.check(&event).expect_err("refused").to_string();
    insta::assert_snapshot!(say(&life, Event::Accept), @"Accept expects a dossier in status 1 (newly submitted), found none yet");
    life.apply(&Event::Arrive(Channel::Post)).expect("new");
    insta::assert_snapshot!(say(&life, Event::Return), @"Return expects a dossier in status 9 (processed), found 2 (accepted)");
    insta::assert_snapshot!(say(&life, Event::AskSupplement(" ".to_owned())), @"AskSupplement expects a written reason, found none");
    life.apply(&Event::AskSupplement(why())).expect("once");
    insta::assert_snapshot!(say(&life, Event::Close { deadline_passed: false }), @"the dossier can still be supplemented (Hồ sơ còn hạn bổ sung)");
    insta::assert_snapshot!(say(&life, Event::Supplement { by_owner: false, anew: false }), @"Supplement is for the owner of the dossier only");
    life.apply(&owner(false)).expect("owner");
    insta::assert_snapshot!(say(&life, Event::AskSupplement(why())), @"a supplement may be asked once during reception, and it was asked before");
    assert_eq!(life.status(), Some(Status::Accepted));
}

#[test]
fn what_may_follow_directly() {
    use Status as S;
    assert!(may_follow(None, S::Submitted) && may_follow(None, S::Accepted));
    assert!(!may_follow(None, S::Processing));
    assert!(may_follow(Some(S::Processing), S::Processing));
    assert!(!may_follow(Some(S::Processing), S::Refused));
    assert!(!may_follow(Some(S::Submitted), S::Processing));
    assert!(may_follow(Some(S::SupplementAsked), S::Submitted));
    assert_eq!(
        may_follow_by(Some(S::SupplementAsked), S::Accepted),
        [Act::Supplement, Act::SupplementAnew]
    );
    for last in S::ALL.into_iter().filter(|s| s.is_final()) {
        for next in S::ALL.into_iter().filter(|s| *s != last) {
            assert!(!may_follow(Some(last), next), "{last} {next}");
        }
    }
}

/// The life told once more, by match instead of table: (status, before, asked in reception).
type Model = (u8, u8, bool);

fn model((now, before, asked): Model, event: &Event) -> Option<Model> {
    let blank = |reason: &String| reason.trim().is_empty();
    match (now, event) {
        (0, Event::Arrive(Channel::Online)) => Some((1, 0, false)),
        (0, Event::Arrive(_)) => Some((2, 0, false)),
        (1, Event::Accept) => Some((2, 0, asked)),
        (1, Event::Refuse(r)) if !blank(r) => Some((3, 0, asked)),
        (2, Event::Process) => Some((4, 0, asked)),
        (1 | 2, Event::AskSupplement(r)) if !blank(r) && !asked => Some((5, now, true)),
        (4, Event::AskSupplement(r)) if !blank(r) => Some((5, 4, asked)),
        (
            5,
            Event::Supplement {
                by_owner: true,
                anew,
            },
        ) => Some(if *anew {
            (2, 0, true)
        } else {
            (before, 0, asked)
        }),
        (
            5,
            Event::Close {
                deadline_passed: true,
            },
        ) => Some((3, 0, asked)),
        (2 | 4, Event::AskPayment) => Some((6, now, asked)),
        (6, Event::Pay) | (6 | 8, Event::Recall) => Some((before, 0, asked)),
        (4, Event::Stop(r)) if !blank(r) => Some((8, 4, asked)),
        (4, Event::Recall) => Some((2, 0, asked)),
        (2 | 4 | 5 | 6, Event::Withdraw { by_owner: true }) => Some((7, 0, asked)),
        (2 | 4, Event::Finish { refusal }) if !refusal.as_ref().is_some_and(blank) => {
            Some((9, 0, asked))
        }
        (9, Event::Return) => Some((10, 0, asked)),
        _ => None,
    }
}

fn events() -> impl Strategy<Value = Event> {
    let reason = || prop_oneof![3 => Just(why()), 1 => Just(" ".to_owned())];
    let channel = prop::sample::select(Channel::ALL.to_vec());
    prop_oneof![
        3 => channel.prop_map(Event::Arrive),
        3 => Just(Event::Accept),
        1 => reason().prop_map(Event::Refuse),
        3 => Just(Event::Process),
        3 => reason().prop_map(Event::AskSupplement),
        3 => (any::<bool>(), any::<bool>()).prop_map(|(by_owner, anew)| Event::Supplement { by_owner, anew }),
        1 => any::<bool>().prop_map(|deadline_passed| Event::Close { deadline_passed }),
        2 => Just(Event::AskPayment),
        2 => Just(Event::Pay),
        2 => reason().prop_map(Event::Stop),
        2 => Just(Event::Recall),
        1 => any::<bool>().prop_map(|by_owner| Event::Withdraw { by_owner }),
        2 => prop::option::of(reason()).prop_map(|refusal| Event::Finish { refusal }),
        2 => Just(Event::Return),
    ]
}

proptest! {
    #[test]
    fn it_lives_as_the_model_does(steps in prop::collection::vec(events(), 0..60)) {
        let (mut life, mut simple): (Life, Model) = (Life::new(), (0, 0, false));
        for event in steps {
            let was = life.clone();
            match (life.apply(&event), model(simple, &event)) {
                (Ok(status), Some(after)) => {
                    prop_assert!(may_follow(was.status(), status), "{:?} {:?}", was, event);
                    simple = after;
                }
                (Err(_), None) => prop_assert_eq!(&life, &was),
                (ours, theirs) => prop_assert!(false, "{:?} {:?}: {:?} {:?}", was, event, ours, theirs),
            }
            let code = |status: Option<Status>| status.map_or(0, Status::code);
            prop_assert_eq!((code(life.status()), code(life.before()), life.asked_in_reception()), simple);
        }
    }
}

use jiff::civil::date;
use protocols::payment::hash;

use super::*;

const SECRET: &str = "secret";

fn payee(habits: Habits) -> (Payee, Init) {
    let clock = Clock::controlled(date(2026, 11, 23).at(14, 0, 0, 0));
    let mut payee = Payee::new("H49", SECRET, clock, habits);
    let amount = Dong::new(135_000).expect("an amount");
    let init = payee.init(
        "000.00.00.H49-261123-0001",
        amount,
        "Lệ phí",
        Bill::default(),
    );
    (payee, init)
}

fn confirm(init: &Init) -> Confirm {
    Confirm {
        kind: "CONFIRM".into(),
        outcome: "00".into(),
        partner: init.partner.clone(),
        reference: init.reference.clone(),
        amount: init.amount.clone(),
        currency: "VND".into(),
        number: "GD1".into(),
        bank: "VCB".into(),
        at: init.at.clone(),
        description: init.description.clone(),
        hash: String::new(),
    }
}

fn body(confirm: Confirm) -> Vec<u8> {
    serde_json::to_vec(&confirm.sealed(SECRET)).expect("plain data")
}

#[test]
fn a_confirm_is_taken_once() {
    let (mut payee, init) = payee(Habits::default());
    assert_eq!(init.reference, "dvc0000000H49261123000120261123140000");
    assert_eq!(init.check(SECRET), Ok(()));
    for _ in 0..2 {
        let reply = payee.confirm(&body(confirm(&init)));
        assert_eq!(reply.outcome, "00");
        assert_eq!(hash::CONFIRM_REPLY.check(&reply, SECRET), Ok(()));
    }
    assert_eq!(payee.transactions()[&init.reference].received, 135_000);
    let late = Confirm {
        outcome: "08".into(),
        ..confirm(&init)
    };
    payee.confirm(&body(late));
    assert_eq!(
        payee.transactions()[&init.reference].state,
        LocalState::Paid
    );
}

#[test]
fn what_is_not_ours_is_refused_and_each_bad_habit_takes_it() {
    type Spoil = fn(&mut Confirm);
    type Habit = fn(&mut Habits);
    let cases: [(&str, Spoil, Habit); 3] = [
        (
            "02",
            |confirm| confirm.partner = "H50".into(),
            |habits| habits.takes_any_partner = true,
        ),
        (
            "06",
            |confirm| confirm.reference = "dvc9".into(),
            |habits| habits.takes_unasked = true,
        ),
        (
            "04",
            |confirm| confirm.amount = "1000".into(),
            |habits| habits.takes_any_amount = true,
        ),
    ];
    for (code, spoil, habit) in cases {
        let (mut sound, init) = payee(Habits::default());
        let mut spoilt = confirm(&init);
        spoil(&mut spoilt);
        assert_eq!(sound.confirm(&body(spoilt.clone())).outcome, code);
        assert_eq!(sound.transactions()[&init.reference].received, 0);
        let mut habits = Habits::default();
        habit(&mut habits);
        assert_eq!(payee(habits).0.confirm(&body(spoilt)).outcome, "00");
    }
    let (mut sound, init) = payee(Habits::default());
    let unsigned = serde_json::to_vec(&confirm(&init)).expect("plain data");
    assert_eq!(sound.confirm(&unsigned).outcome, "03");
    assert_eq!(sound.confirm(b"{").outcome, "01");
}

#[test]
fn a_fee_that_changes_after_init_changes_nothing() {
    let dearer = Dong::new(150_000).expect("an amount");
    for (habits, code) in [
        (Habits::default(), "00"),
        (
            Habits {
                hashes_local_fee: true,
                ..Habits::default()
            },
            "03",
        ),
    ] {
        let (mut payee, init) = payee(habits);
        payee.change_fee("000.00.00.H49-261123-0001", dearer);
        assert_eq!(payee.confirm(&body(confirm(&init))).outcome, code);
    }
}

#[test]
fn reconciling_asks_from_30_minutes_to_3_days() {
    let paid = br#"{"MaLoi":"00","TrangThaiGD":"1"}"#;
    let (mut payee, init) = payee(Habits::default());
    for (minutes, asked) in [(29, 0), (1, 1), (72 * 60 - 30, 1), (1, 0)] {
        payee
            .clock
            .advance(SignedDuration::from_mins(minutes))
            .expect("controlled");
        assert_eq!(payee.questions().len(), asked);
    }
    for _ in 0..2 {
        assert_eq!(
            payee.answered(&init.reference, paid),
            Some(LocalState::Paid)
        );
    }
    assert_eq!(payee.transactions()[&init.reference].received, 135_000);
    assert!(matches!(
        payee.payable("000.00.00.H49-261123-0001"),
        Answer::Nothing
    ));
}

//! Whatever three systems do to each other, and whatever the transport repeats: registers stay continuous, nothing is
//! stored twice, nothing is lost, and every receiver's statuses follow the life cycle.

use std::collections::HashSet;

use crate::support::double::Double;
use crate::support::{World, city, monday, office, province, settle};
use clock::Clock;
use jiff::SignedDuration;
use proptest::prelude::*;
use protocols::edxml::{Kind, Priority, StatusCode};
use protocols::life::{self, Sender, State};
use simulators::document_system::{Amendment, Incoming, OnChange};
use simulators::{Desk, DocumentSystem, Draft, Face, Identity, Plan};

#[derive(Clone, Debug)]
enum Act {
    Send {
        from: usize,
        to: usize,
        urgent: bool,
    },
    Queue {
        from: usize,
    },
    Work(usize),
    RecallByStatus {
        from: usize,
        nth: usize,
    },
    RecallByDocument {
        from: usize,
        nth: usize,
    },
    Update {
        from: usize,
        nth: usize,
    },
    Resend {
        from: usize,
        nth: usize,
    },
    Repeat(bool),
    Relist,
    Hours(i64),
    Hold(bool),
}

fn act() -> impl Strategy<Value = Act> {
    let who = 0usize..3;
    let pair = (who.clone(), 0usize..4);
    prop_oneof![
        4 => (who.clone(), 1usize..3, any::<bool>()).prop_map(|(from, by, urgent)| Act::Send { from, to: (from + by) % 3, urgent }),
        1 => who.clone().prop_map(|from| Act::Queue { from }),
        6 => who.prop_map(Act::Work),
        1 => pair.clone().prop_map(|(from, nth)| Act::RecallByStatus { from, nth }),
        1 => pair.clone().prop_map(|(from, nth)| Act::RecallByDocument { from, nth }),
        1 => pair.clone().prop_map(|(from, nth)| Act::Update { from, nth }),
        1 => pair.prop_map(|(from, nth)| Act::Resend { from, nth }),
        2 => any::<bool>().prop_map(Act::Repeat),
        1 => Just(Act::Relist),
        2 => (1i64..80).prop_map(Act::Hours),
        1 => any::<bool>().prop_map(Act::Hold),
    ]
}

async fn perform(
    act: &Act,
    systems: &[DocumentSystem],
    agencies: &[Identity],
    clock: &Clock,
    double: &Double,
) {
    let key = |from: usize, nth: usize| {
        let sent: Vec<_> = systems[from]
            .outgoing()
            .into_iter()
            .filter(|entry| entry.is_numbered())
            .collect();
        sent.get(nth).map(|entry| entry.code())
    };
    let everyone = |from: usize| {
        Draft::new("gửi chung").to_all(agencies.iter().filter(|one| **one != agencies[from]))
    };
    // Refusals of an action (a frozen document, nothing to recall) are part of the game.
    match act {
        Act::Send { from, to, urgent } => {
            let priority = if *urgent {
                Priority::Urgent
            } else {
                Priority::Ordinary
            };
            let draft = Draft::new("gửi")
                .to(&agencies[*to])
                .priority(priority)
                .attach("a.txt", "nội dung");
            systems[*from].send(draft).await.expect("sent");
        }
        Act::Queue { from } => drop(systems[*from].queue(everyone(*from)).expect("queued")),
        Act::Work(who) => drop(systems[*who].work().await.expect("a round")),
        Act::RecallByStatus { from, nth } => {
            if let Some(key) = key(*from, *nth) {
                let _ = systems[*from].recall_by_status(&key, "nhầm").await;
            }
        }
        Act::RecallByDocument { from, nth } => {
            if let Some(key) = key(*from, *nth) {
                let _ = systems[*from].recall_by_document(&key, "nhầm").await;
            }
        }
        Act::Update { from, nth } => {
            if let Some(key) = key(*from, *nth) {
                let amendment = Amendment {
                    reason: "sửa".into(),
                    subject: Some("đã sửa".into()),
                    ..Amendment::default()
                };
                let _ = systems[*from].update(&key, amendment).await;
            }
        }
        Act::Resend { from, nth } => {
            if let Some(key) = key(*from, *nth) {
                let _ = systems[*from].resend(&key).await;
            }
        }
        Act::Repeat(documents) => double.redeliver(if *documents { "edoc" } else { "status" }),
        Act::Relist => double.relist("edoc"),
        Act::Hours(hours) => clock
            .advance(SignedDuration::from_hours(*hours))
            .expect("controlled"),
        Act::Hold(documents) => double.hold(if *documents { "edoc" } else { "status" }, true),
    }
}

fn lawful(entry: &Incoming) -> Result<(), TestCaseError> {
    let worked: Vec<_> = entry
        .answers
        .iter()
        .filter(|answer| answer.code <= StatusCode::Finished)
        .collect();
    let mut state = State::Sent;
    for answer in &worked {
        state = life::next(state, answer.code, Sender::Receiver)
            .map_err(|error| TestCaseError::fail(error.to_string()))?;
    }
    prop_assert!(
        entry
            .answers
            .windows(2)
            .all(|pair| pair[0].at <= pair[1].at)
    );
    if entry.is_recalled() {
        prop_assert!(entry.document.is_none() && entry.package.is_empty());
        prop_assert_eq!(
            entry.answers.last().map(|answer| answer.code),
            Some(StatusCode::ChangeAccepted)
        );
    }
    let asked = entry
        .changes
        .iter()
        .filter(|change| change.kind == Kind::Recall || change.kind == Kind::Update)
        .count();
    let answered = entry
        .answers
        .iter()
        .filter(|answer| answer.code > StatusCode::Finished)
        .count();
    prop_assert_eq!(asked, answered, "every change is answered once");
    Ok(())
}

fn registers(system: &DocumentSystem) -> Result<(), TestCaseError> {
    let incoming = system.incoming();
    let mut last: std::collections::HashMap<i16, u32> = std::collections::HashMap::new();
    let (mut ids, mut codes) = (HashSet::new(), HashSet::new());
    for entry in &incoming {
        let next = last.entry(entry.year).or_default();
        *next += 1;
        prop_assert_eq!(entry.number, Some(*next), "continuous, in order of receipt");
        prop_assert!(ids.insert(entry.key.id.clone()), "no document twice");
        prop_assert!(codes.insert((
            entry.key.issuer.clone(),
            entry.code(),
            entry.key.promulgated.year()
        )));
        lawful(entry)?;
    }
    let outgoing: Vec<_> = system
        .outgoing()
        .into_iter()
        .filter(|entry| entry.is_numbered())
        .collect();
    let unique: HashSet<_> = outgoing
        .iter()
        .map(|entry| (entry.document.promulgated.year(), entry.code()))
        .collect();
    prop_assert_eq!(
        unique.len(),
        outgoing.len(),
        "a number is given once a year"
    );
    Ok(())
}

async fn play(acts: Vec<Act>) -> Result<(), TestCaseError> {
    let double = Double::default();
    let world = World {
        url: double.start().await,
        clock: Clock::controlled(monday()),
        face: Face::Vxp,
    };
    let agencies = [office(), province(), city()];
    let systems: Vec<DocumentSystem> = agencies
        .iter()
        .map(|one| world.system(one.clone()))
        .collect();
    systems[1].set_desk(Desk::with_plan(Plan::Complete));
    systems[2].set_desk(Desk {
        updates: OnChange::Decline("không".into()),
        ..Desk::default()
    });
    for act in &acts {
        perform(act, &systems, &agencies, &world.clock, &double).await;
    }
    double.hold("edoc", false);
    double.hold("status", false);
    world
        .clock
        .set(jiff::civil::date(2026, 12, 1).at(9, 0, 0, 0))
        .expect("controlled");
    settle(&systems.iter().collect::<Vec<_>>()).await;
    for system in &systems {
        prop_assert_eq!(system.waiting(), 0);
        registers(system)?;
    }
    let sent: HashSet<(String, String)> = double
        .items()
        .iter()
        .filter(|item| item.kind == "edoc")
        .map(|item| (item.from.clone(), item.to.clone()))
        .collect();
    for (from, to) in sent {
        let receiver = systems
            .iter()
            .find(|one| one.identity().code == to)
            .expect("one of the three");
        prop_assert!(
            receiver
                .incoming()
                .iter()
                .any(|entry| entry.key.issuer == from),
            "nothing is lost"
        );
    }
    let deliveries: usize = systems
        .iter()
        .flat_map(DocumentSystem::outgoing)
        .filter(|entry| entry.is_numbered() && entry.sent.is_some())
        .map(|entry| entry.deliveries.len())
        .sum();
    let received: usize = systems
        .iter()
        .map(|system| system.statistics().documents_received)
        .sum();
    prop_assert_eq!(
        deliveries,
        received,
        "each delivery is registered exactly once"
    );
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn registers_and_lives_stay_lawful(acts in proptest::collection::vec(act(), 1..40)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(play(acts))?;
    }
}

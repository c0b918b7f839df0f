//! Money is counted once whatever happens, in any order: banks, partners and the platform against a simple ledger.

use proptest::prelude::*;

use super::*;

/// What may happen, in any order.
#[derive(Clone, Debug)]
enum Event {
    Init(u8),
    Choose(u8, Habit),
    Notice(u8, bool),
    Chase,
    Deliver,
    Partner(bool),
    Restart,
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let habit = prop_oneof![
        Just(Habit::Pays),
        Just(Habit::Refuses),
        Just(Habit::Late),
        Just(Habit::OtherAmount),
        Just(Habit::Silent)
    ];
    let event = prop_oneof![
        (0_u8..4).prop_map(Event::Init),
        (0_u8..4, habit).prop_map(|(which, habit)| Event::Choose(which, habit)),
        (0_u8..4, any::<bool>()).prop_map(|(which, twice)| Event::Notice(which, twice)),
        Just(Event::Chase),
        Just(Event::Deliver),
        any::<bool>().prop_map(Event::Partner),
        Just(Event::Restart),
    ];
    proptest::collection::vec(event, 1..24)
}

async fn perform(events: Vec<Event>) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut world = raise(Keep::Folder(folder.path().into()), None).await;
    let name = |which: u8| format!("dvc{which}");
    for event in events {
        match event {
            Event::Init(which) => drop(world.begin(world.init(&name(which))).await),
            Event::Choose(which, habit) => {
                world.outside().habit = habit;
                let reply = world.begin(world.init(&name(which))).await;
                world.choose(&reply, PAY).await;
            }
            Event::Notice(which, twice) => {
                let Some(known) = world
                    .payment
                    .transaction("H49", &name(which))
                    .await
                    .expect("read")
                else {
                    continue;
                };
                if !world.outside().collected.contains_key(&known.number) {
                    continue;
                }
                let notice = notice(&world.outside(), &known.number);
                let url = format!("{}/banks/VCB", world.running.url);
                let one = || world.http.post(&url).json(&notice).send();
                if twice {
                    drop(tokio::join!(one(), one()))
                } else {
                    drop(one().await)
                }
            }
            Event::Chase => {
                world.outside().habit = Habit::Pays;
                assert_eq!(world.payment.chase().await.expect("kept"), 0);
            }
            Event::Deliver => drop(world.payment.deliver_due().await.expect("kept")),
            Event::Partner(takes) => world.outside().partner_takes = takes,
            Event::Restart => {
                let World {
                    payment,
                    running,
                    outside,
                    others,
                    ..
                } = world;
                running.kill().await;
                drop(payment);
                world = raise(Keep::Folder(folder.path().into()), Some((outside, others))).await;
            }
        }
    }
    agrees_when_healed(&world, name).await;
}

/// Everything heals: all that banks collected is in the journal once, and everybody agrees.
async fn agrees_when_healed(world: &World, name: impl Fn(u8) -> String) {
    {
        let mut outside = world.outside();
        outside.habit = Habit::Pays;
        outside.partner_takes = true;
    }
    assert_eq!(world.payment.chase().await.expect("kept"), 0);
    world
        .clock
        .advance(SignedDuration::from_hours(48))
        .expect("controlled");
    assert_eq!(world.payment.deliver_due().await.expect("kept").waiting, 0);
    let audit = world.payment.audit().await.expect("read");
    assert!(audit.is_sound(), "{audit:?}");
    let collected = world.outside().collected.clone();
    assert_eq!(
        audit.recounted.get("bank:VCB").copied().unwrap_or(0),
        collected.values().sum::<i64>()
    );
    for which in 0..4 {
        let Some(known) = world
            .payment
            .transaction("H49", &name(which))
            .await
            .expect("read")
        else {
            continue;
        };
        let right = collected.get(&known.number) == Some(&135_000);
        let state = world.query(&name(which)).await.state;
        assert_eq!(state == "1", right, "{known:?}");
        let told = world
            .outside()
            .confirmed
            .iter()
            .any(|one| one.reference == name(which) && one.outcome == "00");
        assert_eq!(told, right);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn money_is_counted_once_whatever_happens(events in events()) {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
        runtime.block_on(perform(events));
    }
}

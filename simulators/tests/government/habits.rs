//! Temperaments seen from outside.

use protocols::edxml::{Kind, Priority, StatusCode};
use protocols::life::State;
use simulators::client::MessageType;
use simulators::document_system::AlertKind;
use simulators::{Desk, DocumentSystem, Plan, Temperament};

use crate::support::*;

#[tokio::test]
async fn the_client_that_fails_duplicates_gets_them_for_ever() {
    let (world, double, sender, _) = two().await;
    let stubborn = world.of(province(), habit("duplicates-fail"));
    sender.send(letter("trùng")).await.expect("sent");
    settle(&[&stubborn, &sender]).await;
    double.redeliver("edoc");
    assert!(!stubborn.work().await.expect("a round").idle());
    assert!(!stubborn.work().await.expect("a round").idle());
    assert_eq!(
        double
            .items()
            .iter()
            .filter(|item| item.status == "initial")
            .count(),
        1
    );
}

#[tokio::test]
async fn a_copy_is_recognised_by_what_the_habit_goes_by() {
    for (recognises, entries) in [("id-or-code", 1), ("id", 1), ("nothing", 2)] {
        let (world, double, sender, _) = two().await;
        let knob = format!("conduct.recognises = \"{recognises}\"");
        let habits = toml::from_str(&knob).expect("a table");
        let temperament = Temperament::of(recognises, habits).expect("a known knob");
        let receiver = world.of(province(), temperament);
        sender.send(letter("trùng")).await.expect("sent");
        receiver.work().await.expect("a round");
        double.redeliver("edoc");
        receiver.work().await.expect("a round");
        assert_eq!(receiver.incoming().len(), entries, "{recognises}");
    }
}

#[tokio::test]
async fn damage_and_wrong_addresses_are_refused_with_the_reason() {
    let (world, _, _, receiver) = two().await;
    let damaging = world.of(office(), habit("binary-through-text"));
    let sent = damaging.send(letter("hỏng")).await.expect("sent");
    let zip = world.of(city(), habit("zip-as-pdf"));
    zip.send(letter("zip")).await.expect("sent");
    settle(&[&receiver, &damaging, &zip]).await;
    assert!(
        receiver
            .incoming()
            .iter()
            .all(|entry| entry.number.is_none() && entry.state == State::Refused)
    );
    assert_eq!(codes(&damaging, &sent.code), ["01", "02"]);
    assert_eq!(kinds(&damaging), [AlertKind::RefusedByReceiver]);
    assert!(receiver.accept(&sent.code).await.is_err(), "never accepted");
    let elsewhere = damaging
        .send(letter("nhầm").attach("a.txt", "x"))
        .await
        .expect("sent");
    let package = damaging
        .find_outgoing(&elsewhere.code)
        .expect("registered")
        .package;
    damaging
        .send_package(MessageType::Document, &[city().code], package)
        .await
        .expect("sent");
    let city_system = world.system(city());
    settle(&[&city_system]).await;
    assert!(city_system.incoming()[0].problems[0].contains("sai địa chỉ"));
}

#[tokio::test]
async fn the_one_who_never_refuses_keeps_it_to_himself() {
    let (world, _, sender, _) = two().await;
    let silent = world.of(province(), habit("never-refuses"));
    silent.set_desk(Desk::with_plan(Plan::Refuse(
        "không đúng thẩm quyền".into(),
    )));
    let sent = sender.send(letter("x")).await.expect("sent");
    settle(&[&silent, &sender]).await;
    assert_eq!(codes(&sender, &sent.code), ["01"]);
    let answers = silent.incoming()[0].answers.clone();
    assert_eq!(
        (answers[1].code, answers[1].doc_id.as_deref()),
        (StatusCode::Refused, None)
    );
}

#[tokio::test]
async fn the_one_who_never_refuses_keeps_it_to_himself_when_told_to_refuse() {
    let (world, double, sender, _) = two().await;
    let silent = world.of(province(), habit("never-refuses"));
    silent.set_desk(Desk::with_plan(Plan::Manual));
    let sent = sender.send(letter("x")).await.expect("sent");
    settle(&[&silent, &sender]).await;
    let reason = "không đúng thẩm quyền";
    assert_eq!(silent.refuse(&sent.code, reason).await, Ok(None));
    let again = silent.send_status(&sent.code, StatusCode::Refused, Some(reason));
    assert_eq!(again.await, Ok(None));
    let (to, status) = silent
        .status_of(&sent.code, StatusCode::Refused, None)
        .expect("known");
    assert_eq!(silent.transmit_status(&to, &status).await, Ok(None));
    settle(&[&silent, &sender]).await;
    let statuses = double
        .items()
        .iter()
        .filter(|one| one.kind == "status")
        .count();
    assert_eq!(
        (statuses, silent.statistics().statuses_sent),
        (1, 1),
        "the 01"
    );
    assert_eq!(codes(&sender, &sent.code), ["01"]);
    let kept = &silent.incoming()[0];
    assert_eq!(kept.state, State::Refused);
    let refused = &kept.answers[1];
    assert_eq!(
        (
            refused.code,
            refused.description.as_deref(),
            &refused.doc_id
        ),
        (StatusCode::Refused, Some(reason), &None)
    );
    let finish = silent.send_status(&sent.code, StatusCode::InProgress, None);
    assert!(finish.await.expect("sent").is_some(), "only 02 is kept");
}

#[tokio::test]
async fn statuses_name_the_document_in_any_of_the_fields_ways() {
    for name in [
        "sound",
        "hyphen-date-answers",
        "one-digit-status",
        "no-staff",
        "junk-before-declaration",
    ] {
        let (world, _, sender, _) = two().await;
        let receiver = world.of(province(), habit(name));
        let sent = sender.send(letter("x")).await.expect("sent");
        settle(&[&receiver, &sender]).await;
        assert_eq!(codes(&sender, &sent.code), ["01", "03"], "{name}");
        let tolerated = sender.statuses_received()[0].tolerated.len();
        assert_eq!(
            tolerated > 0,
            ["one-digit-status", "junk-before-declaration"].contains(&name),
            "{name}"
        );
    }
}

#[tokio::test]
async fn every_way_of_writing_arrives_and_says_what_it_was() {
    let cases = [
        ("dotnet", "document-id-last"),
        ("no-prefix", "missing-prefix"),
        ("junk-before-declaration", "junk-before"),
        ("byte-order-mark", "byte-order-mark"),
        ("no-business", "business-absent"),
        ("no-trace-organ", "trace-without-organ-id"),
        ("text-null-trace", "trace-organ-id-null"),
        ("empty-response-for", "empty-response-for"),
        ("zips-everything", "zipped-known-type"),
    ];
    for (name, tolerance) in cases {
        let (world, _, _, receiver) = two().await;
        let sender = world.of(office(), habit(name));
        let sent = sender.send(letter("x")).await.expect("sent");
        settle(&[&receiver, &sender]).await;
        let entry = receiver
            .find_incoming(&sent.code)
            .unwrap_or_else(|| panic!("{name}: {:?}", receiver.alerts()));
        let found: Vec<_> = entry.tolerated.iter().map(|one| one.kind.code()).collect();
        assert!(found.contains(&tolerance), "{name}: {found:?}");
        assert_eq!(
            (entry.number, entry.problems.len()),
            (Some(1), 0),
            "{name}: {:?}",
            entry.problems
        );
    }
}

#[tokio::test]
async fn priorities_and_ids_are_bent_as_told() {
    let (world, _, _, receiver) = two().await;
    for (name, expected) in [
        ("collapsed-priority", Priority::Urgent),
        ("shifted-priority", Priority::ExpressTimed),
    ] {
        let sender = world.of(
            if name.starts_with('c') {
                office()
            } else {
                city()
            },
            habit(name),
        );
        let sent = sender
            .send(letter("x").priority(Priority::Express))
            .await
            .expect("sent");
        settle(&[&receiver]).await;
        assert_eq!(
            receiver
                .find_incoming(&sent.code)
                .expect("arrived")
                .priority,
            expected,
            "{name}"
        );
    }
    let classic = world.of(office(), habit("classic-id"));
    let sent = classic.send(letter("y")).await.expect("sent");
    assert_eq!(
        sent.document_id.as_deref(),
        Some("000.00.00.G22,2026/03/02,1/CV-G22")
    );
}

#[tokio::test]
async fn a_window_with_a_wrong_end_is_asked_for_and_a_secret_never_leaves() {
    let (world, double, sender, _) = two().await;
    let mut secret = letter("mật");
    secret.secret = true;
    assert!(sender.send(secret).await.is_err() && double.items().is_empty());
    let call = sender.client().list_call(MessageType::Document, None);
    assert!(call.parameter("fromDate").is_none());
    let wrong = world.of(office(), habit("same-day-window"));
    assert!(
        wrong
            .work()
            .await
            .expect("the double ignores windows")
            .idle()
    );
}

#[tokio::test]
async fn an_odd_writer_still_refuses_what_the_format_forbids() {
    let (world, _, _, _) = two().await;
    let long = || letter(&"dài ".repeat(200));
    for tolerated in ["no-business", "dotnet"] {
        assert!(world.of(city(), habit(tolerated)).queue(long()).is_err());
    }
    let knobs = toml::toml! { package = { unchecked = true } };
    let careless = Temperament::of("careless", knobs).expect("knobs");
    assert!(world.of(city(), careless).queue(long()).is_ok());
}

#[tokio::test]
async fn the_one_who_recalls_by_document_understands_both_forms() {
    let (world, _, sender, _) = two().await;
    let odd = world.of(city(), habit("recalls-by-document"));
    let own = odd.send(letter("của mình")).await.expect("sent");
    odd.recall(&own.code, "sai").await.expect("recalled");
    let recalls = |system: &DocumentSystem| {
        (system.outgoing().iter())
            .filter(|entry| entry.kind == Kind::Recall)
            .count()
    };
    assert_eq!(recalls(&odd), 1);
    let sent = sender
        .send(letter("gửi đến").to(&city()))
        .await
        .expect("sent");
    settle(&[&odd, &sender]).await;
    sender
        .recall_by_status(&sent.code, "sai")
        .await
        .expect("recalled");
    settle(&[&odd, &sender]).await;
    let entry = odd.find_incoming(&sent.code).expect("the record stays");
    assert!(entry.is_recalled());
}

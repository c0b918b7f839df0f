//! Recall, update and replacement between systems.

use jiff::civil::date;
use protocols::life::State;
use simulators::document_system::{AlertKind, Amendment, OnChange, Shown};
use simulators::{Desk, Plan};

use crate::support::*;

#[tokio::test]
async fn a_recall_in_either_form_destroys_the_content_and_keeps_the_record() {
    for by_document in [false, true] {
        let (_, _, sender, receiver) = two().await;
        let sent = sender.send(letter("thu hồi")).await.expect("sent");
        settle(&[&receiver, &sender]).await;
        if by_document {
            sender
                .recall_by_document(&sent.code, "nhầm số liệu")
                .await
                .expect("recalled");
        } else {
            sender
                .recall_by_status(&sent.code, "nhầm số liệu")
                .await
                .expect("recalled");
        }
        settle(&[&receiver, &sender]).await;
        let entry = receiver
            .find_incoming(&sent.code)
            .expect("the record stays");
        assert!(
            entry.document.is_none() && entry.package.is_empty() && entry.is_recalled(),
            "{by_document}"
        );
        assert_eq!(
            (entry.state, entry.shown()),
            (State::Recalled, Shown::Recalled)
        );
        assert_eq!(
            entry.recall.expect("a record").reason.as_deref(),
            Some("nhầm số liệu")
        );
        assert!(receiver.open(&sent.code, "ai đó").is_err());
        let ours = sender.find_outgoing(&sent.code).expect("frozen");
        assert_eq!(ours.deliveries[0].recall_agreed, Some(true));
        assert!(sender.resend(&sent.code).await.is_err(), "frozen");
        assert_eq!(codes(&sender, &sent.code), ["01", "03", "15"]);
        assert!(
            kinds(&sender).is_empty() && kinds(&receiver).is_empty(),
            "{:?}",
            sender.alerts()
        );
    }
}

#[tokio::test]
async fn a_declined_recall_changes_nothing() {
    let (_, _, sender, receiver) = two().await;
    receiver.set_desk(Desk {
        recalls: OnChange::Decline("đã trình ký".into()),
        ..Desk::with_plan(Plan::Assign)
    });
    let sent = sender.send(letter("x")).await.expect("sent");
    receiver.work().await.expect("a round");
    sender.recall(&sent.code, "nhầm").await.expect("asked");
    settle(&[&receiver, &sender]).await;
    let entry = receiver.find_incoming(&sent.code).expect("kept");
    assert_eq!(
        (entry.state, entry.document.is_some()),
        (State::Assigned, true)
    );
    assert_eq!(codes(&sender, &sent.code), ["01", "03", "16", "04"]);
}

#[tokio::test]
async fn a_recall_that_overtakes_its_document_is_kept_for_it() {
    let (_, double, sender, receiver) = two().await;
    let sent = sender.send(letter("x")).await.expect("sent");
    double.hold("edoc", true);
    sender
        .recall_by_status(&sent.code, "nhầm")
        .await
        .expect("asked");
    settle(&[&receiver]).await;
    assert_eq!(kinds(&receiver), [AlertKind::UnknownDocument]);
    double.hold("edoc", false);
    settle(&[&receiver, &sender]).await;
    assert_eq!(receiver.incoming()[0].state, State::Recalled);
}

#[tokio::test]
async fn a_system_that_knows_one_form_of_recall_ignores_the_other() {
    let (world, _, sender, _) = two().await;
    let deaf = world.of(province(), habit("recall-by-status-only"));
    let sent = sender.send(letter("x")).await.expect("sent");
    settle(&[&deaf, &sender]).await;
    sender
        .recall_by_document(&sent.code, "nhầm")
        .await
        .expect("sent");
    settle(&[&deaf, &sender]).await;
    assert!(deaf.incoming()[0].document.is_some() && deaf.incoming()[0].recall.is_none());
}

#[tokio::test]
async fn an_update_is_applied_and_a_replacement_marks_the_old() {
    let (world, _, sender, receiver) = two().await;
    let sent = sender
        .send(letter("bản một").due(date(2026, 3, 10)))
        .await
        .expect("sent");
    settle(&[&receiver, &sender]).await;
    let amendment = Amendment {
        reason: "gia hạn".into(),
        due: Some(date(2026, 3, 20)),
        added: vec![city()],
        ..Amendment::default()
    };
    sender.update(&sent.code, amendment).await.expect("sent");
    let newcomer = world.system(city());
    settle(&[&receiver, &newcomer, &sender]).await;
    let entry = receiver.find_incoming(&sent.code).expect("there");
    assert_eq!(
        (entry.document.expect("content").due, entry.number),
        (Some(date(2026, 3, 20)), Some(1))
    );
    let ours = sender.find_outgoing(&sent.code).expect("registered");
    assert_eq!(
        (ours.deliveries[0].update_agreed, ours.deliveries[0].state),
        (Some(true), State::Accepted)
    );
    assert_eq!(
        newcomer.incoming().len(),
        1,
        "a receiver added by the update registers it"
    );
    assert_eq!(ours.deliveries[1].state, State::Accepted);
    let next = sender
        .replace(&sent.code, letter("bản hai"), "sai nội dung")
        .await
        .expect("sent");
    settle(&[&receiver, &sender]).await;
    assert_eq!(
        receiver
            .find_incoming(sent.document_id.as_deref().expect("an id"))
            .expect("old")
            .replaced_by,
        next.document_id
    );
    assert_eq!(
        receiver.find_incoming(&next.code).expect("new").number,
        Some(2)
    );
    assert!(
        sender.alerts().is_empty() && receiver.alerts().is_empty(),
        "{:?}",
        sender.alerts()
    );
}

//! What systems do with each other over a plain transport: registers, statuses, copies, hours.

use jiff::SignedDuration;
use jiff::civil::date;
use protocols::edxml::{Answering, Priority, Status, StatusCode};
use protocols::life::State;
use simulators::document_system::{AlertKind, Shown};
use simulators::{ClientError, Desk, Plan};

use crate::support::*;

#[tokio::test]
async fn a_document_is_registered_acknowledged_and_worked_on() {
    let (_, double, sender, receiver) = two().await;
    receiver.set_desk(Desk {
        progress_reports: 2,
        ..Desk::with_plan(Plan::Complete)
    });
    let sent = sender.send(letter("Về việc báo cáo")).await.expect("sent");
    assert_eq!(sent.code, "1/CV-G22");
    settle(&[&receiver, &sender]).await;
    let entry = receiver.find_incoming(&sent.code).expect("arrived");
    assert_eq!(
        (entry.number, entry.year, entry.state, entry.shown()),
        (Some(1), 2026, State::Finished, Shown::Finished)
    );
    assert!(entry.tolerated.is_empty(), "{:?}", entry.tolerated);
    assert_eq!(
        codes(&sender, &sent.code),
        ["01", "03", "04", "05", "05", "06"]
    );
    assert!(sender.alerts().is_empty() && receiver.alerts().is_empty());
    assert!(
        double.items().iter().all(|item| item.status == "done"),
        "everything acknowledged"
    );
    let opened = receiver.open(&sent.code, "Lê Văn Cường").expect("readable");
    assert_eq!(opened.subject, "Về việc báo cáo");
    let history: Vec<String> = receiver
        .history(&sent.code)
        .iter()
        .map(|one| format!("{}: {}", one.who, one.action))
        .collect();
    insta::assert_snapshot!(history.join("\n"), @r"
    system: registered as 1/2026
    system: status 01
    system: status 03
    system: status 04
    system: status 05
    system: status 05
    system: status 06
    Lê Văn Cường: opened
    ");
}

#[tokio::test]
async fn urgent_documents_leave_first_and_ordinary_ones_in_working_time() {
    let (world, double, sender, _) = two().await;
    world
        .clock
        .set(date(2026, 3, 2).at(20, 0, 0, 0))
        .expect("controlled");
    let ordinary = sender.queue(letter("thường")).expect("queued");
    let express = sender
        .queue(letter("hỏa tốc").priority(Priority::Express))
        .expect("queued");
    let urgent = sender
        .queue(letter("khẩn").priority(Priority::Urgent))
        .expect("queued");
    assert_eq!(sender.work().await.expect("a round").sent, 2);
    world
        .clock
        .set(date(2026, 3, 3).at(8, 0, 0, 0))
        .expect("controlled");
    assert_eq!(sender.work().await.expect("a round").sent, 1);
    let order: Vec<String> = double
        .items()
        .iter()
        .map(|item| String::from_utf8_lossy(&item.package).into_owned())
        .collect();
    for (package, code) in order.iter().zip([&express, &urgent, &ordinary]) {
        let number = code.split('/').next().expect("a number");
        assert!(package.contains(&format!("CodeNumber>{number}<")), "{code}");
    }
    assert!(sender.alerts().is_empty(), "all in time");
}

#[tokio::test]
async fn what_leaves_after_noon_of_the_next_working_day_is_late() {
    let (world, _, _, _) = two().await;
    let late = world.of(office(), habit("sends-late"));
    late.queue(letter("muộn")).expect("queued");
    assert_eq!(late.work().await.expect("a round").sent, 0);
    world
        .clock
        .set(date(2026, 3, 4).at(9, 0, 0, 0))
        .expect("controlled");
    assert_eq!(late.work().await.expect("a round").sent, 1);
    assert_eq!(kinds(&late), [AlertKind::SentLate]);
}

#[tokio::test]
async fn numbers_restart_with_the_year_and_never_repeat() {
    let (world, _, sender, receiver) = two().await;
    let first = sender.send(letter("một")).await.expect("sent");
    let taken = sender
        .send(letter("lại").code("1", "CV-G22"))
        .await
        .expect_err("taken");
    assert!(matches!(taken, ClientError::Invalid(_)), "{taken}");
    let third = sender
        .send(letter("ba").code("3", "CV-G22"))
        .await
        .expect("free");
    let second = sender.send(letter("hai")).await.expect("sent");
    let fourth = sender.send(letter("bốn")).await.expect("sent");
    let codes = [first, second, third, fourth].map(|sent| sent.code);
    assert_eq!(codes, ["1/CV-G22", "2/CV-G22", "3/CV-G22", "4/CV-G22"]);
    settle(&[&receiver, &sender]).await;
    world
        .clock
        .set(date(2027, 1, 4).at(9, 0, 0, 0))
        .expect("controlled");
    assert_eq!(
        sender.send(letter("năm mới")).await.expect("sent").code,
        "1/CV-G22"
    );
    settle(&[&receiver, &sender]).await;
    let numbers: Vec<_> = receiver
        .incoming()
        .iter()
        .map(|entry| (entry.year, entry.number))
        .collect();
    assert_eq!(
        numbers,
        [
            (2026, Some(1)),
            (2026, Some(2)),
            (2026, Some(3)),
            (2026, Some(4)),
            (2027, Some(1))
        ]
    );
    assert!(
        receiver.alerts().is_empty(),
        "the same code in another year is no duplicate"
    );
}

#[tokio::test]
async fn a_copy_is_one_register_entry_and_an_alert() {
    let (_, double, sender, receiver) = two().await;
    sender.send(letter("trùng")).await.expect("sent");
    settle(&[&receiver, &sender]).await;
    double.relist("edoc");
    double.redeliver("edoc");
    settle(&[&receiver, &sender]).await;
    assert_eq!(receiver.incoming().len(), 1);
    assert_eq!(receiver.incoming()[0].duplicates, ["0-0-again"]);
    assert_eq!(kinds(&receiver), [AlertKind::Duplicate]);
    assert!(double.items().iter().all(|item| item.status == "done"));
}

#[tokio::test]
async fn nobody_answers_after_hours_but_the_software() {
    let (world, _, sender, receiver) = two().await;
    world
        .clock
        .set(date(2026, 4, 30).at(10, 0, 0, 0))
        .expect("controlled");
    let sent = sender.send(letter("ngày lễ")).await.expect("sent");
    settle(&[&receiver, &sender]).await;
    assert_eq!(codes(&sender, &sent.code), ["01"], "30 April is a holiday");
    let urgent = sender
        .send(letter("khẩn").priority(Priority::Urgent))
        .await
        .expect("sent");
    settle(&[&receiver, &sender]).await;
    assert_eq!(codes(&sender, &urgent.code), ["01", "03"]);
}

#[tokio::test]
async fn silence_raises_one_alert_per_receiver() {
    let (world, _, sender, _) = two().await;
    sender.send(letter("x").to(&city())).await.expect("sent");
    world
        .clock
        .advance(SignedDuration::from_hours(23))
        .expect("controlled");
    sender.work().await.expect("a round");
    assert!(sender.alerts().is_empty());
    world
        .clock
        .advance(SignedDuration::from_hours(1))
        .expect("controlled");
    sender.work().await.expect("a round");
    sender.work().await.expect("a round");
    assert_eq!(
        kinds(&sender),
        [AlertKind::NotDelivered, AlertKind::NotDelivered]
    );
}

#[tokio::test]
async fn a_status_that_overtakes_its_document_is_applied_when_the_document_is_known() {
    let (world, _, sender, receiver) = two().await;
    let answers = Answering {
        organ_id: Some(office().code),
        code: Some("1/CV-G22".into()),
        document_id: Some("000.00.00.G22,2026-03-02,1/CV-G22".into()),
        promulgated: Some(world.clock.today()),
    };
    let status = Status {
        from: province().organisation(),
        answers,
        staff: None,
        code: StatusCode::Arrived,
        description: None,
        at: world.clock.now(),
    };
    receiver
        .transmit_status(&office().code, &status)
        .await
        .expect("sent");
    settle(&[&sender]).await;
    assert_eq!(kinds(&sender), [AlertKind::UnknownDocument]);
    let sent = sender.send(letter("x")).await.expect("sent");
    assert_eq!(codes(&sender, &sent.code), ["01"]);
    assert_eq!(sender.statuses_received()[0].matched, sent.document_id);
}

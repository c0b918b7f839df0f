//! Systems on the reference axis, over both faces.

use std::net::SocketAddr;

use clock::Clock;
use jiff::SignedDuration;
use platform::axis::{AgencyRecord, Axis, Settings};
use platform::{Keep, Running};
use protocols::life::State;
use simulators::client::NewAgency;
use simulators::{Ack, Client, ClientError, Face, Identity, MessageType, Spoil, temperament};

use crate::support::*;

/// An axis in memory with the three agencies of these tests; a system's id is its agency's code.
async fn axis() -> (World, Axis, Running) {
    let clock = Clock::controlled(monday());
    let axis = Axis::open(Settings::default(), Keep::Memory, clock.clone()).expect("an axis");
    for agency in [office(), province(), city()] {
        enrol(&axis, &agency).await;
    }
    let running = axis
        .serve(SocketAddr::from(([127, 0, 0, 1], 0)))
        .await
        .expect("a port");
    (
        World {
            clock,
            url: running.url.clone(),
            face: Face::Vxp,
        },
        axis,
        running,
    )
}

pub async fn enrol(axis: &Axis, agency: &Identity) {
    let mut record = AgencyRecord::new(&agency.code, &agency.name);
    record.qd20.clone_from(&agency.qd20);
    axis.register_agency(record).await.expect("registered");
    let secret = format!("secret of {}", agency.code);
    axis.register_system(&agency.code, &agency.code, &secret)
        .await
        .expect("registered");
}

#[tokio::test]
async fn a_document_travels_between_all_pairs_of_faces() {
    for (from, to) in [
        (Face::Vxp, Face::Vxp),
        (Face::Vxp, Face::Lgsp),
        (Face::Lgsp, Face::Vxp),
        (Face::Lgsp, Face::Lgsp),
    ] {
        let (mut world, _axis, _running) = axis().await;
        world.face = from;
        let sender = world.system(office());
        world.face = to;
        let receiver = world.system(province());
        let sent = sender.send(letter("Về việc báo cáo")).await.expect("sent");
        settle(&[&receiver, &sender]).await;
        assert_eq!(
            codes(&sender, &sent.code),
            ["01", "03"],
            "{from:?} to {to:?}"
        );
        let again = sender.resend(&sent.code).await.expect("sent again");
        assert_eq!(
            again.doc_id, sent.doc_id,
            "the same package has the same id"
        );
        settle(&[&receiver, &sender]).await;
        assert_eq!(receiver.incoming().len(), 1);
        sender
            .recall_by_document(&sent.code, "nhầm")
            .await
            .expect("recalled");
        settle(&[&receiver, &sender]).await;
        assert_eq!(receiver.incoming()[0].state, State::Recalled);
        let second = sender.send(letter("lần hai")).await.expect("sent");
        settle(&[&receiver, &sender]).await;
        sender
            .recall_by_status(&second.code, "nhầm")
            .await
            .expect("recalled");
        settle(&[&receiver, &sender]).await;
        assert_eq!(
            codes(&sender, &second.code),
            ["01", "03", "15"],
            "{from:?} to {to:?}"
        );
        assert!(
            sender.alerts().is_empty() && receiver.alerts().is_empty(),
            "{:?} {:?}",
            sender.alerts(),
            receiver.alerts()
        );
    }
}

#[tokio::test]
async fn every_operation_of_the_client_has_an_answer() {
    let (world, _axis, _running) = axis().await;
    let (sender, receiver) = (world.system(office()), world.system(province()));
    let sent = sender.send(letter("x").to(&city())).await.expect("sent");
    let (ours, theirs): (&Client, &Client) = (sender.client(), receiver.client());
    assert_eq!(
        theirs
            .count_received(MessageType::Document)
            .await
            .expect("a count"),
        1
    );
    assert_eq!(
        theirs
            .count_received(MessageType::Status)
            .await
            .expect("a count"),
        0
    );
    let listed = theirs
        .list_received(MessageType::Document, None)
        .await
        .expect("a list")
        .remove(0);
    assert_eq!(
        (listed.from.as_str(), listed.status.as_str()),
        (office().code.as_str(), "initial")
    );
    let rows = ours
        .list_sent(MessageType::Document, None)
        .await
        .expect("a list");
    assert_eq!(rows.len(), 2);
    assert!(rows.iter().all(|row| row.sender_doc_id == sent.doc_id));
    assert!(
        rows.iter()
            .any(|row| row.receiver_doc_id == listed.doc_id && row.to == province().code)
    );
    let package = theirs.get_edoc(&listed.doc_id).await.expect("a package");
    assert_eq!(
        theirs
            .download_edoc(&listed.doc_id)
            .await
            .expect("a package"),
        package
    );
    theirs
        .update_status(&listed.doc_id, Ack::Processing, "đang tải về")
        .await
        .expect("taken");
    theirs
        .update_status(&listed.doc_id, Ack::Done, "")
        .await
        .expect("taken");
}

#[tokio::test]
async fn the_directory_can_be_read_and_changed() {
    let (world, _axis, _running) = axis().await;
    let sender = world.system(office());
    let ours = sender.client();
    assert_eq!(ours.agencies().await.expect("a directory").len(), 3);
    assert!(
        ours.agencies_qd20(1)
            .await
            .expect("a directory")
            .iter()
            .any(|one| one.code == "H37")
    );
    assert!(!ours.synchronize_units(0).await.expect("units").is_empty());
    assert!(!ours.list_units().await.expect("units").is_empty());
    let agency = NewAgency {
        code: "000.00.01.G22".into(),
        parent: office().code,
        name: "Vụ Kiểm thử".into(),
        mail: "vu@example.gov.vn".into(),
        ..NewAgency::default()
    };
    ours.register_agency(&agency).await.expect("registered");
    assert_eq!(ours.agencies().await.expect("a directory").len(), 4);
    ours.delete_agency(&agency.code).await.expect("deleted");
    assert_eq!(sender.refresh_directory().await.expect("a directory"), 3);
    let nameless = NewAgency {
        name: String::new(),
        ..agency
    };
    assert!(matches!(
        ours.register_agency(&nameless).await,
        Err(ClientError::Invalid(_))
    ));
}

#[tokio::test]
async fn what_is_spoilt_is_refused() {
    let (world, _axis, _running) = axis().await;
    let sender = world.system(office());
    let client = sender.client();
    let package = sender
        .send(letter("x"))
        .await
        .map(|sent| sender.find_outgoing(&sent.code))
        .expect("sent");
    let package = package.expect("registered").package;
    let sound = client.send_call(
        &office().code,
        &[province().code],
        MessageType::Document,
        package.clone(),
    );
    let mut changed = package.to_vec();
    changed.extend_from_slice(b"<!-- -->");
    let spoils = [
        Spoil::Secret("khác".into()),
        Spoil::SystemId("KHONG.CO".into()),
        Spoil::Timestamp("01012020T000000+0000".into()),
        Spoil::Timestamp("hôm nay".into()),
        Spoil::FileHash("00".into()),
        Spoil::Body(changed.into()),
        Spoil::Omit("XroadVnpt-hash-header".into()),
        Spoil::Replace("XroadVnpt-from".into(), city().code),
        Spoil::Duplicate("XroadVnpt-to".into(), format!("[\"{}\"]", city().code)),
    ];
    for spoil in spoils {
        let call = sound.clone().spoil(spoil.clone());
        let raw = client.call(&call).await.expect("an answer");
        assert!(raw.json().is_ok(), "{spoil:?}: {}", raw.status);
        let body = String::from_utf8_lossy(&raw.body).into_owned();
        assert!(
            raw.status != 200 || body.contains("FAIL"),
            "{spoil:?}: {body}"
        );
    }
    let foreign = client
        .send_edoc(
            &city().code,
            &[province().code],
            MessageType::Document,
            package,
        )
        .await;
    assert!(
        matches!(foreign, Err(ClientError::AxisRefused { .. })),
        "{foreign:?}"
    );
    let receiver = world.system(province());
    assert_eq!(
        receiver
            .client()
            .count_received(MessageType::Document)
            .await
            .expect("a count"),
        1
    );
}

#[tokio::test]
async fn every_habit_the_rules_allow_works_all_the_way() {
    for temperament in temperament::all().iter().filter(|one| one.allowed) {
        let (world, _axis, _running) = axis().await;
        let sender = world.of(office(), temperament.clone());
        let receiver = world.of(province(), temperament.clone());
        let sent = sender
            .send(letter("x"))
            .await
            .unwrap_or_else(|error| panic!("{}: {error}", temperament.id));
        settle(&[&receiver, &sender]).await;
        assert_eq!(
            codes(&sender, &sent.code),
            ["01", "03"],
            "{}: {:?}",
            temperament.id,
            receiver.alerts()
        );
    }
}

#[tokio::test]
async fn no_habit_breaks_a_sound_neighbour() {
    for temperament in temperament::all().iter().filter(|one| !one.allowed) {
        let (world, _axis, _running) = axis().await;
        let odd = world.of(office(), temperament.clone());
        let (sound, other) = (world.system(province()), world.system(city()));
        let _ = odd.send(letter("lạ")).await;
        let sent = sound
            .send(letter("chuẩn").to(&office()).to(&city()))
            .await
            .expect("sent");
        for _ in 0..4 {
            let _ = odd.work().await;
            world
                .clock
                .advance(SignedDuration::from_secs(60))
                .expect("controlled");
            sound.work().await.expect("a round");
            other.work().await.expect("a round");
        }
        let entry = sound.find_outgoing(&sent.code).expect("registered");
        let city_side = entry
            .deliveries
            .iter()
            .find(|one| one.to == city().code)
            .expect("addressed");
        assert_eq!(city_side.state, State::Accepted, "{}", temperament.id);
    }
}

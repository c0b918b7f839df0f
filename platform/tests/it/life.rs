//! Statuses and the life of a document: routing, order, recall, update.

use platform::Keep;
use platform::axis::{Settings, UnknownDocument};

use crate::client::*;
use crate::packages::{Doc, status};

async fn carried() -> World {
    let world = world().await;
    world
        .client(VPCP)
        .send(VPCP, &[NGHE_AN], "edoc", &Doc::default().write())
        .await
        .doc_id();
    world
}

async fn report(world: &World, code: &str, seconds: u8) -> Answer {
    let package = status(NGHE_AN, &Doc::default().reference(VPCP), code, seconds);
    world
        .client(NGHE_AN)
        .send(NGHE_AN, &[VPCP], "status", &package)
        .await
}

async fn first(client: &Client, kind: &str) -> String {
    client.received(kind).await[0]["docId"]
        .as_str()
        .expect("an id")
        .to_owned()
}

#[tokio::test]
async fn a_status_goes_where_its_reference_says() {
    let world = carried().await;
    for (at, code) in ["01", "03", "04", "05", "05", "06"].into_iter().enumerate() {
        let answer = report(&world, code, u8::try_from(at).expect("few")).await;
        answer.doc_id();
        assert!(
            !answer.warnings().contains("thu tu"),
            "{code}: {}",
            answer.warnings()
        );
    }
    let issuer = world.client(VPCP);
    assert_eq!(issuer.received("status").await.len(), 6);
    assert!(issuer.received("edoc").await.is_empty());
    assert_eq!(
        issuer.call("countReceiveStatus", &[]).await.json["count"],
        6
    );
    assert!(
        issuer
            .fetch(&first(&issuer, "status").await)
            .await
            .contains("<edXML:StatusCode>01<")
    );
}

#[tokio::test]
async fn without_a_header_to_the_reference_alone_decides_and_with_one_they_must_agree() {
    let world = carried().await;
    let package = status(NGHE_AN, &Doc::default().reference(VPCP), "01", 0);
    let client = world.client(NGHE_AN);
    let logical = [
        ("from", NGHE_AN),
        ("servicetype", "eDoc"),
        ("messagetype", "status"),
    ];
    client.send_with(&logical, &package).await.doc_id();
    assert_eq!(world.client(VPCP).received("status").await.len(), 1);
    let other = status(NGHE_AN, &Doc::default().reference(VPCP), "03", 1);
    assert_eq!(
        client
            .send(NGHE_AN, &[LANG_SON], "status", &other)
            .await
            .code(),
        "22"
    );
}

#[tokio::test]
async fn an_illegal_order_is_transported_with_a_warning_and_logged() {
    let world = carried().await;
    let answer = report(&world, "06", 0).await;
    answer.doc_id();
    assert!(
        answer.warnings().contains("sai thu tu"),
        "{}",
        answer.warnings()
    );
    assert_eq!(world.client(VPCP).received("status").await.len(), 1);
    let log = world.axis.log(0, 100).await.expect("read");
    assert!(
        log.iter()
            .any(|line| line.detail.contains("sai thu tu") && line.outcome == "0"),
        "{log:?}"
    );
}

#[tokio::test]
async fn a_status_for_a_document_never_carried_follows_the_setting() {
    let elsewhere = Doc {
        id: "000.00.00.G22,2026/03/02,99/CV-TT",
        number: "99",
        ..Doc::default()
    };
    let package = status(NGHE_AN, &elsewhere.reference(VPCP), "01", 0);
    let strict = carried().await;
    let answer = strict
        .client(NGHE_AN)
        .send(NGHE_AN, &[VPCP], "status", &package)
        .await;
    assert_eq!((answer.http, answer.code()), (200, "22"));
    assert!(answer.text().contains("Khong tim thay van ban"));
    assert!(strict.client(VPCP).received("status").await.is_empty());
    // A document that went to another agency is no document of this one.
    let stranger = status(LANG_SON, &Doc::default().reference(VPCP), "01", 0);
    assert_eq!(
        strict
            .client(LANG_SON)
            .send(LANG_SON, &[VPCP], "status", &stranger)
            .await
            .code(),
        "22"
    );
    let settings = Settings {
        unknown_document_status: UnknownDocument::Transport,
        ..Settings::default()
    };
    let loose = world_with(settings, Keep::Memory).await;
    let answer = loose
        .client(NGHE_AN)
        .send(NGHE_AN, &[VPCP], "status", &package)
        .await;
    answer.doc_id();
    assert!(answer.warnings().contains("Khong tim thay"));
}

#[tokio::test]
async fn documents_are_matched_by_issuer_code_and_date_too_and_by_aliases() {
    let world = carried().await;
    world
        .axis
        .add_alias(VPCP, "01.02.G22")
        .await
        .expect("added");
    // The date of the id in the foreign form of one real client (domain §1.5).
    let doc = Doc {
        id: "000.00.00.G22,2026-03-02,12/CV-TT",
        ..Doc::default()
    };
    let package = status(NGHE_AN, &doc.reference("01.02.G22"), "1", 0);
    world
        .client(NGHE_AN)
        .send(NGHE_AN, &["01.02.G22"], "status", &package)
        .await
        .doc_id();
    // The same code in another year is another document (domain §6.20).
    let other_year = Doc {
        date: "2025/03/02",
        id: "000.00.00.G22,2025/03/02,12/CV-TT",
        ..Doc::default()
    };
    let package = status(NGHE_AN, &other_year.reference(VPCP), "03", 1);
    assert_eq!(
        world
            .client(NGHE_AN)
            .send(NGHE_AN, &[VPCP], "status", &package)
            .await
            .code(),
        "22"
    );
}

#[tokio::test]
async fn a_recall_by_status_is_looked_up_from_the_other_side() {
    let world = carried().await;
    let receiver = world.client(NGHE_AN);
    let id = first(&receiver, "edoc").await;
    report(&world, "01", 0).await.doc_id();
    let ask = status(VPCP, &Doc::default().reference(NGHE_AN), "13", 1);
    let answer = world
        .client(VPCP)
        .send(VPCP, &[NGHE_AN], "status", &ask)
        .await;
    answer.doc_id();
    assert!(
        !answer.warnings().contains("thu tu"),
        "{}",
        answer.warnings()
    );
    assert!(
        receiver.fetch(&id).await.contains("Subject"),
        "asked back is not yet given back"
    );
    let agreed = report(&world, "15", 2).await;
    agreed.doc_id();
    assert!(
        !agreed.warnings().contains("thu tu"),
        "{}",
        agreed.warnings()
    );
    assert_gone(&world, &id).await;
    assert_eq!(
        receiver.received("status").await.len(),
        1,
        "the record of the recall stays"
    );
}

async fn assert_gone(world: &World, id: &str) {
    let receiver = world.client(NGHE_AN);
    let answer = receiver.call("getEdoc", &[("docId", id)]).await;
    assert_eq!(answer.code(), "21");
    assert!(answer.text().contains("thu hoi"), "{}", answer.text());
    assert!(
        !receiver
            .received("edoc")
            .await
            .iter()
            .any(|item| item["docId"] == id)
    );
    assert_eq!(
        world.client(VPCP).sent("edoc").await[0]["receiveStatus"],
        "recalled"
    );
}

const RECALL: &str = "<edXML:Bussiness><edXML:BussinessDocType>1</edXML:BussinessDocType>\
                      <edXML:BussinessDocReason>Sai</edXML:BussinessDocReason></edXML:Bussiness>";

#[tokio::test]
async fn a_recall_by_document_destroys_the_receivers_copy_once_agreed() {
    for answered in ["original", "recall"] {
        let world = carried().await;
        let receiver = world.client(NGHE_AN);
        let original = first(&receiver, "edoc").await;
        let header = Doc::default().reference(VPCP);
        let recall = Doc {
            id: "recall-1",
            number: "13",
            header: &header,
            business: RECALL,
            ..Doc::default()
        };
        let answer = world
            .client(VPCP)
            .send(VPCP, &[NGHE_AN], "edoc", &recall.write())
            .await;
        answer.doc_id();
        assert!(
            !answer.warnings().contains("van ban goc"),
            "{}",
            answer.warnings()
        );
        assert_eq!(receiver.received("edoc").await.len(), 2);
        let about = if answered == "original" {
            Doc::default().reference(VPCP)
        } else {
            recall.reference(VPCP)
        };
        let agreed = status(NGHE_AN, &about, "15", 3);
        let answer = receiver.send(NGHE_AN, &[VPCP], "status", &agreed).await;
        answer.doc_id();
        assert!(
            !answer.warnings().contains("thu tu"),
            "{answered}: {}",
            answer.warnings()
        );
        assert_gone(&world, &original).await;
        let left = receiver.received("edoc").await;
        assert_eq!(left.len(), 1);
        assert!(
            receiver
                .fetch(left[0]["docId"].as_str().expect("an id"))
                .await
                .contains("recall-1")
        );
    }
}

#[tokio::test]
async fn a_declined_recall_leaves_the_copy_and_so_does_the_setting() {
    let world = carried().await;
    let receiver = world.client(NGHE_AN);
    let id = first(&receiver, "edoc").await;
    let ask = status(VPCP, &Doc::default().reference(NGHE_AN), "13", 1);
    world
        .client(VPCP)
        .send(VPCP, &[NGHE_AN], "status", &ask)
        .await
        .doc_id();
    report(&world, "16", 2).await.doc_id();
    assert!(receiver.fetch(&id).await.contains("Subject"));
    // 15 without any request open destroys nothing.
    report(&world, "15", 3).await.doc_id();
    assert!(receiver.fetch(&id).await.contains("Subject"));
}

#[tokio::test]
async fn an_agreed_update_destroys_nothing() {
    let world = carried().await;
    let receiver = world.client(NGHE_AN);
    let id = first(&receiver, "edoc").await;
    let business = "<edXML:Bussiness><edXML:DocumentId>9fbfbad2-f1f8-4256-a2eb-50fb1061cddb</edXML:DocumentId>\
        <edXML:BussinessDocType>2</edXML:BussinessDocType><edXML:BussinessDocumentInfo><edXML:DocumentInfo>1</edXML:DocumentInfo>\
        <edXML:DocumentReceiver>0</edXML:DocumentReceiver></edXML:BussinessDocumentInfo></edXML:Bussiness>";
    let update = Doc {
        id: "update-1",
        business,
        ..Doc::default()
    };
    world
        .client(VPCP)
        .send(VPCP, &[NGHE_AN], "edoc", &update.write())
        .await
        .doc_id();
    report(&world, "15", 1).await.doc_id();
    assert!(receiver.fetch(&id).await.contains("Subject"));
}

/// The operator's own samples of statuses, when they are at hand.
#[tokio::test]
async fn sample_statuses_of_the_operator_are_carried() {
    let samples = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/edxml");
    let Ok(arrived) = std::fs::read(samples.join("status_inbox_01.edxml")) else {
        return;
    };
    let sample = |name: &str| std::fs::read(samples.join(name)).expect("a sample");
    let world = world().await;
    let package = Doc {
        id: "000.00.00.G22,2015/09/30,7816/VPCP-TTĐT",
        number: "7816",
        date: "2015/09/30",
        ..Doc::default()
    };
    let package = String::from_utf8(package.write())
        .expect("text")
        .replace("CV-TT", "VPCP-TTĐT");
    world
        .client(VPCP)
        .send(VPCP, &[NGHE_AN], "edoc", package.as_bytes())
        .await
        .doc_id();
    let receiver = world.client(NGHE_AN);
    receiver
        .send(NGHE_AN, &[VPCP], "status", &arrived)
        .await
        .doc_id();
    receiver
        .send(
            NGHE_AN,
            &[VPCP],
            "status",
            &sample("status_acceptance_03.edxml"),
        )
        .await
        .doc_id();
    let asked = world
        .client(VPCP)
        .send(
            VPCP,
            &[NGHE_AN],
            "status",
            &sample("status_cancellation_13.edxml"),
        )
        .await;
    asked.doc_id();
    assert!(!asked.warnings().contains("thu tu"), "{}", asked.warnings());
    assert_eq!(world.client(VPCP).received("status").await.len(), 2);
    assert_eq!(receiver.received("status").await.len(), 1);
}

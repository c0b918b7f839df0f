//! Receiving: lists, windows, fetching, acknowledging.

use jiff::SignedDuration;

use crate::client::*;
use crate::packages::Doc;

async fn sent_to_nghe_an(world: &World, id: &str, priority: u8) -> String {
    let package = Doc {
        id,
        priority,
        ..Doc::default()
    }
    .write();
    world
        .client(VPCP)
        .send(VPCP, &[NGHE_AN], "edoc", &package)
        .await
        .doc_id()
}

fn ids(items: &[serde_json::Value]) -> Vec<String> {
    items
        .iter()
        .map(|item| item["docId"].as_str().expect("an id").to_owned())
        .collect()
}

#[tokio::test]
async fn urgent_documents_come_first_then_the_oldest() {
    let world = world().await;
    for (id, priority) in [("a", 0), ("b", 2), ("c", 4), ("d", 2), ("e", 0)] {
        sent_to_nghe_an(&world, id, priority).await;
    }
    let receiver = world.client(NGHE_AN);
    let mut order = Vec::new();
    for id in ids(&receiver.received("edoc").await) {
        let package = receiver.fetch(&id).await;
        let at = package.find("<edXML:DocumentId>").expect("there") + "<edXML:DocumentId>".len();
        order.push(package[at..=at].to_owned());
    }
    assert_eq!(order.concat(), "cbdae");
}

#[tokio::test]
async fn done_leaves_the_list_fail_and_processing_stay() {
    let world = world().await;
    sent_to_nghe_an(&world, "a", 0).await;
    let receiver = world.client(NGHE_AN);
    let id = ids(&receiver.received("edoc").await).remove(0);
    for word in ["processing", "fail"] {
        assert_eq!(receiver.acknowledge(&id, word).await.code(), "0");
        assert_eq!(receiver.received("edoc").await[0]["status"], word);
    }
    assert_eq!(
        receiver.call("countReceiveEdoc", &[]).await.json["count"],
        1
    );
    for _ in 0..2 {
        assert_eq!(receiver.acknowledge(&id, "done").await.code(), "0");
        assert!(receiver.received("edoc").await.is_empty());
    }
    assert_eq!(receiver.acknowledge(&id, "fail").await.code(), "0");
    assert!(
        receiver.received("edoc").await.is_empty(),
        "what is done stays done"
    );
    assert_eq!(
        receiver.call("countReceiveEdoc", &[]).await.json["count"],
        0
    );
    let row = &world.client(VPCP).sent("edoc").await[0];
    assert_eq!(row["receiveStatus"], "done");
    assert!(
        receiver.fetch(&id).await.contains("<edXML:Subject>"),
        "done documents can be fetched again"
    );
}

#[tokio::test]
async fn numbers_are_no_acknowledgement() {
    let world = world().await;
    sent_to_nghe_an(&world, "a", 0).await;
    let receiver = world.client(NGHE_AN);
    let id = ids(&receiver.received("edoc").await).remove(0);
    let answer = receiver.acknowledge(&id, "03").await;
    assert_eq!((answer.http, answer.code()), (200, "10"));
    assert!(answer.text().contains("done, fail, processing"));
    assert_eq!(receiver.received("edoc").await[0]["status"], "initial");
}

#[tokio::test]
async fn another_agencys_document_cannot_be_told_from_one_that_is_not_there() {
    let world = world().await;
    let sender_id = sent_to_nghe_an(&world, "a", 0).await;
    let id = ids(&world.client(NGHE_AN).received("edoc").await).remove(0);
    let stranger = world.client(LANG_SON);
    for operation in ["getEdoc", "updateStatus"] {
        for doc_id in [&id, &sender_id, "00000000-0000-4000-8000-000000000000"] {
            let answer = stranger
                .call(operation, &[("docId", doc_id), ("status", "done")])
                .await;
            assert_eq!((answer.http, answer.code()), (200, "21"));
            assert_eq!(
                answer.text().replace(doc_id, "X"),
                "Khong tim thay van ban X cua don vi, can docId lay tu danh sach"
            );
        }
    }
    // The sender may look at what it sent, and cannot acknowledge it for the receiver.
    assert!(
        world
            .client(VPCP)
            .fetch(&sender_id)
            .await
            .contains("Subject")
    );
    assert_eq!(
        world.client(VPCP).acknowledge(&id, "done").await.code(),
        "21"
    );
    assert_eq!(world.client(NGHE_AN).received("edoc").await.len(), 1);
}

#[tokio::test]
async fn the_raw_download_is_the_package() {
    let world = world().await;
    sent_to_nghe_an(&world, "a", 0).await;
    let receiver = world.client(NGHE_AN);
    let id = ids(&receiver.received("edoc").await).remove(0);
    let block = receiver.block(&[("docid", &id)]);
    let raw = receiver
        .request("downloadEdoc", &block)
        .send()
        .await
        .expect("an answer")
        .text()
        .await
        .expect("a body");
    assert_eq!(raw, receiver.fetch(&id).await);
}

#[tokio::test]
async fn windows_exclude_their_end_and_last_seven_days_at_most() {
    let world = world().await;
    sent_to_nghe_an(&world, "a", 0).await;
    let receiver = world.client(NGHE_AN);
    let ask = async |from: &str, to: &str| {
        receiver
            .call(
                "getReceivedEdocList",
                &[
                    ("servicetype", "eDoc"),
                    ("messagetype", "edoc"),
                    ("fromDate", from),
                    ("toDate", to),
                ],
            )
            .await
    };
    assert_eq!(
        ask("02/03/2026 00:00:00", "02/03/2026 08:00:00")
            .await
            .items()
            .len(),
        0
    );
    assert_eq!(
        ask("02/03/2026 08:00:00", "02/03/2026 08:00:01")
            .await
            .items()
            .len(),
        1
    );
    assert_eq!(
        ask("24/02/2026 08:00:00", "03/03/2026 08:00:00")
            .await
            .items()
            .len(),
        1
    );
    for (from, to) in [
        ("24/02/2026 08:00:00", "03/03/2026 08:00:01"),
        ("2026/03/01 00:00:00", "2026/03/03 00:00:00"),
        ("02/03/2026 00:00:00", ""),
    ] {
        let answer = ask(from, to).await;
        assert_eq!((answer.http, answer.code()), (200, "10"), "{from} {to}");
    }
}

#[tokio::test]
async fn pages_follow_each_other() {
    let world = world().await;
    for at in 0..7 {
        sent_to_nghe_an(&world, &format!("doc-{at}"), at % 3).await;
    }
    let receiver = world.client(NGHE_AN);
    let all = ids(&receiver.received("edoc").await);
    let mut paged = Vec::new();
    for index in ["1", "2", "3"] {
        let logical = [
            ("servicetype", "eDoc"),
            ("messagetype", "edoc"),
            ("pageSize", "3"),
            ("pageIndex", index),
        ];
        paged.extend(ids(&receiver
            .call("getReceivedEdocList", &logical)
            .await
            .items()));
    }
    assert_eq!(paged, all);
    assert_eq!(
        receiver
            .call(
                "getReceivedEdocList",
                &[
                    ("servicetype", "eDoc"),
                    ("messagetype", "edoc"),
                    ("pageSize", "x")
                ]
            )
            .await
            .code(),
        "10"
    );
}

#[tokio::test]
async fn the_sender_sees_when_the_receiver_fetched() {
    let world = world().await;
    sent_to_nghe_an(&world, "a", 0).await;
    let receiver = world.client(NGHE_AN);
    let id = ids(&receiver.received("edoc").await).remove(0);
    assert_eq!(world.client(VPCP).sent("edoc").await[0]["receivedTime"], "");
    world
        .clock
        .advance(SignedDuration::from_mins(5))
        .expect("controlled");
    receiver.fetch(&id).await;
    world
        .clock
        .advance(SignedDuration::from_mins(5))
        .expect("controlled");
    receiver.fetch(&id).await;
    assert_eq!(
        world.client(VPCP).sent("edoc").await[0]["receivedTime"],
        "2026/03/02 08:05:00"
    );
}

#[tokio::test]
async fn bodies_may_be_empty_or_braces_and_stale_headers_of_other_calls_do_not_matter() {
    let world = world().await;
    let receiver = world.client(NGHE_AN);
    let logical = [
        ("servicetype", "eDoc"),
        ("messagetype", "edoc"),
        ("docId", "old"),
        ("filePath", "/home"),
        ("hash-file", "ab"),
    ];
    for body in ["", "{}", "{}\r\n"] {
        let answer = answer(
            receiver
                .request("getReceivedEdocList", &receiver.block(&logical))
                .body(body),
        )
        .await;
        assert_eq!(answer.code(), "0");
    }
}

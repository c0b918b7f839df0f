//! Sending: fan-out, idempotency, who may send what to whom.

use platform::Keep;
use platform::axis::{AgencyRecord, ReceiverRule, Settings, TraceMode};

use crate::client::*;
use crate::packages::Doc;

#[tokio::test]
async fn each_receiver_gets_its_own_transport_document() {
    let world = world().await;
    let (from, to) = (world.client(VPCP), [NGHE_AN, LANG_SON]);
    let doc = Doc {
        to: &to,
        ..Doc::default()
    };
    let sender_id = from.send(VPCP, &to, "edoc", &doc.write()).await.doc_id();
    let mut ids = vec![sender_id.clone()];
    for code in to {
        let items = world.client(code).received("edoc").await;
        assert_eq!(items.len(), 1);
        assert_eq!(
            (items[0]["from"].as_str(), items[0]["to"].as_str()),
            (Some(VPCP), Some(code))
        );
        assert_eq!(
            (
                items[0]["status"].as_str(),
                items[0]["messageType"].as_str()
            ),
            (Some("initial"), Some("edoc"))
        );
        assert_eq!(items[0]["created_time"], "2026/03/02 08:00:00");
        ids.push(items[0]["docId"].as_str().expect("an id").to_owned());
    }
    let rows = from.sent("edoc").await;
    assert_eq!(rows.len(), 2);
    for (row, id) in rows.iter().zip(&ids[1..]) {
        assert_eq!(
            (row["senderDocId"].as_str(), row["receiverDocId"].as_str()),
            (Some(&*sender_id), Some(&**id))
        );
        assert_eq!(
            (row["notation"].as_str(), row["receiveStatus"].as_str()),
            (Some("12/CV-TT"), Some("initial"))
        );
    }
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 3, "three ids for three parties");
}

#[tokio::test]
async fn the_same_package_twice_is_one_document() {
    let world = world().await;
    let from = world.client(VPCP);
    let package = Doc::default().write();
    let first = from.send(VPCP, &[NGHE_AN], "edoc", &package).await;
    let again = from.send(VPCP, &[NGHE_AN], "edoc", &package).await;
    assert_eq!(first.doc_id(), again.doc_id());
    assert!(again.warnings().contains("truoc do"));
    assert_eq!(world.client(NGHE_AN).received("edoc").await.len(), 1);
    let other = Doc {
        subject: "Khác",
        ..Doc::default()
    }
    .write();
    assert_ne!(
        from.send(VPCP, &[NGHE_AN], "edoc", &other).await.doc_id(),
        first.doc_id()
    );
}

#[tokio::test]
async fn ids_depend_on_the_seed_and_not_on_the_order() {
    let one = Doc::default().write();
    let two = Doc {
        number: "13",
        id: "b",
        ..Doc::default()
    }
    .write();
    let mut found = Vec::new();
    for order in [[&one, &two], [&two, &one]] {
        let world = world().await;
        let from = world.client(VPCP);
        let mut ids = vec![from.send(VPCP, &[NGHE_AN], "edoc", order[0]).await.doc_id()];
        ids.push(from.send(VPCP, &[NGHE_AN], "edoc", order[1]).await.doc_id());
        ids.sort();
        found.push(ids);
    }
    assert_eq!(found[0], found[1]);
}

#[tokio::test]
async fn a_sender_that_is_not_the_registered_agency_is_refused_in_the_known_words() {
    let world = world().await;
    let stranger = world.client(NGHE_AN);
    let answer = stranger
        .send(VPCP, &[LANG_SON], "edoc", &Doc::default().write())
        .await;
    assert_eq!((answer.http, answer.code()), (200, "19"));
    assert_eq!(
        answer.text(),
        "Don vi gui 000.00.00.G22 khong dung voi ma da dang ky: 000.00.00.H41"
    );
    // Header and package must both be the registered agency.
    let answer = stranger
        .send(NGHE_AN, &[NGHE_AN], "edoc", &Doc::default().write())
        .await;
    assert_eq!((answer.http, answer.code()), (200, "19"));
}

#[tokio::test]
async fn one_bad_receiver_refuses_the_whole_send_and_all_are_named() {
    let world = world().await;
    world.axis.close_agency(TU_PHAP).await.expect("closed");
    let to = [NGHE_AN, "000.00.00.H99", TU_PHAP, "000.00.00.H98"];
    let doc = Doc {
        to: &to,
        ..Doc::default()
    }
    .write();
    let answer = world.client(VPCP).send(VPCP, &to, "edoc", &doc).await;
    assert_eq!(answer.code(), "18");
    for code in &to[1..] {
        assert!(answer.text().contains(code), "{}", answer.text());
    }
    assert!(answer.text().is_ascii());
    assert!(world.client(NGHE_AN).received("edoc").await.is_empty());
    assert!(world.client(VPCP).sent("edoc").await.is_empty());
    let closed = Doc {
        to: &[TU_PHAP],
        ..Doc::default()
    }
    .write();
    assert_eq!(
        world
            .client(VPCP)
            .send(VPCP, &[TU_PHAP], "edoc", &closed)
            .await
            .code(),
        "23"
    );
}

#[tokio::test]
async fn aliases_are_one_agency() {
    let world = world().await;
    world
        .axis
        .add_alias(NGHE_AN, "40.H41")
        .await
        .expect("added");
    let to = ["40.H41"];
    let doc = Doc {
        to: &to,
        ..Doc::default()
    }
    .write();
    world
        .client(VPCP)
        .send(VPCP, &[NGHE_AN], "edoc", &doc)
        .await
        .doc_id();
    assert_eq!(world.client(NGHE_AN).received("edoc").await.len(), 1);
    // H41 is the other form of the same code: naming both is naming one receiver twice.
    let twice = Doc {
        to: &[NGHE_AN, "40.H41"],
        id: "x",
        ..Doc::default()
    }
    .write();
    let answer = world
        .client(VPCP)
        .send(VPCP, &[NGHE_AN, "40.H41"], "edoc", &twice)
        .await;
    assert_eq!(answer.code(), "22", "{}", answer.text());
    // Sending under an alias of one's own is sending as oneself.
    world
        .axis
        .add_alias(VPCP, "01.02.G22")
        .await
        .expect("added");
    let own = Doc {
        from: "01.02.G22",
        id: "y",
        ..Doc::default()
    }
    .write();
    world
        .client(VPCP)
        .send(VPCP, &[NGHE_AN], "edoc", &own)
        .await
        .doc_id();
}

#[tokio::test]
async fn header_and_package_must_name_the_same_receivers() {
    let both = Doc {
        to: &[NGHE_AN, LANG_SON],
        ..Doc::default()
    }
    .write();
    let strict = world().await;
    let client = strict.client(VPCP);
    let answer = client.send(VPCP, &[NGHE_AN], "edoc", &both).await;
    assert_eq!(answer.code(), "22");
    assert!(answer.text().contains(LANG_SON));
    let answer = client
        .send(VPCP, &[NGHE_AN, LANG_SON, TU_PHAP], "edoc", &both)
        .await;
    assert_eq!(answer.code(), "22");
    assert!(answer.text().contains(TU_PHAP));
    let settings = Settings {
        receivers: ReceiverRule::Subset,
        ..Settings::default()
    };
    let loose = world_with(settings, Keep::Memory).await;
    loose
        .client(VPCP)
        .send(VPCP, &[NGHE_AN], "edoc", &both)
        .await
        .doc_id();
    assert_eq!(loose.client(NGHE_AN).received("edoc").await.len(), 1);
    assert!(loose.client(LANG_SON).received("edoc").await.is_empty());
}

#[tokio::test]
async fn a_parent_sends_for_its_units_when_the_setting_says_so() {
    for (allowed, code) in [(false, "19"), (true, "0")] {
        let settings = Settings {
            parent_may_send: allowed,
            ..Settings::default()
        };
        let world = world_with(settings, Keep::Memory).await;
        let unit = "000.00.02.G22";
        world
            .axis
            .register_agency(AgencyRecord::new(unit, "Vụ"))
            .await
            .expect("registered");
        let doc = Doc {
            from: unit,
            ..Doc::default()
        }
        .write();
        assert_eq!(
            world
                .client(VPCP)
                .send(unit, &[NGHE_AN], "edoc", &doc)
                .await
                .code(),
            code
        );
    }
}

#[tokio::test]
async fn the_centre_leaves_its_trace_and_nothing_else_changes() {
    for (trace, expected) in [
        (
            TraceMode::Centre,
            "001.00.20.TT2</edXML:OrganId><edXML:Timestamp>2026/03/02 08:00:00",
        ),
        (
            TraceMode::TimeOnly,
            "<edXML:TraceHeader><edXML:Timestamp>2026/03/02 08:00:00",
        ),
        (TraceMode::Off, ""),
    ] {
        let world = world_with(
            Settings {
                trace,
                ..Settings::default()
            },
            Keep::Memory,
        )
        .await;
        let package = String::from_utf8(Doc::default().write()).expect("text");
        world
            .client(VPCP)
            .send(VPCP, &[NGHE_AN], "edoc", package.as_bytes())
            .await
            .doc_id();
        let receiver = world.client(NGHE_AN);
        let id = receiver.received("edoc").await[0]["docId"]
            .as_str()
            .expect("an id")
            .to_owned();
        let got = receiver.fetch(&id).await;
        assert!(got.contains(expected), "{got}");
        match trace {
            TraceMode::Off => assert_eq!(got, package),
            _ => {
                assert_eq!(got.matches("<edXML:TraceHeader>").count(), 2);
                let at = got.rfind("<edXML:TraceHeader>").expect("the new one");
                assert!(package.starts_with(&got[..at]));
                let end = got.rfind("</edXML:TraceHeader>").expect("its end")
                    + "</edXML:TraceHeader>".len();
                assert!(package.ends_with(&got[end..]));
            }
        }
    }
}

#[tokio::test]
async fn the_hash_is_taken_padded_unpadded_with_and_without_the_crlf() {
    use sha2::{Digest, Sha256};
    let world = world().await;
    let client = world.client(VPCP);
    for (at, (padded, crlf)) in [(false, false), (false, true), (true, false), (true, true)]
        .into_iter()
        .enumerate()
    {
        let id = format!("doc-{at}");
        let package = Doc {
            id: &id,
            ..Doc::default()
        }
        .write();
        let hash = Sha256::digest(&package);
        let hash: String = hash
            .iter()
            .map(|byte| {
                if padded {
                    format!("{byte:02x}")
                } else {
                    format!("{byte:x}")
                }
            })
            .collect();
        let logical = [
            ("from", VPCP),
            ("to", "[\"000.00.00.H41\"]"),
            ("servicetype", "edoc"),
            ("messagetype", "EDOC"),
            ("hash-file", &hash),
        ];
        let body = if crlf {
            [&package[..], b"\r\n"].concat()
        } else {
            package
        };
        answer(
            client
                .request("sendEdoc", &client.block(&logical))
                .body(body),
        )
        .await
        .doc_id();
    }
    assert_eq!(world.client(NGHE_AN).received("edoc").await.len(), 4);
}

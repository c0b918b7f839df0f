//! Bad input: a clear refusal, and nothing is lost or kept.

use platform::Keep;
use platform::axis::Settings;

use crate::client::*;
use crate::packages::{Doc, status};

async fn refused(world: &World, package: &[u8], code: &str, says: &str) {
    let answer = world
        .client(VPCP)
        .send(VPCP, &[NGHE_AN], "edoc", package)
        .await;
    assert_eq!(
        (answer.http, answer.code()),
        (200, code),
        "{}",
        answer.text()
    );
    assert!(
        answer.text().contains(says),
        "expected {says:?} in {}",
        answer.text()
    );
}

#[tokio::test]
async fn packages_that_are_none_are_refused_and_nothing_is_kept() {
    let world = world().await;
    let good = String::from_utf8(Doc::default().write()).expect("text");
    let with = |from: &str, to: &str| good.replace(from, to).into_bytes();
    refused(&world, b"not xml at all", "22", "edXML").await;
    refused(
        &world,
        &with(
            "http://www.mic.gov.vn/TBT/QCVN_102_2016",
            "http://www.go.vn/eDoc",
        ),
        "22",
        "namespace",
    )
    .await;
    refused(&world, &with("edXML xmlns=", "edxml xmlns="), "22", "").await;
    let entity = good.replace(
        "?>\n",
        "?>\n<!DOCTYPE edXML [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n",
    );
    refused(&world, entity.as_bytes(), "22", "DOCTYPE").await;
    refused(
        &world,
        &with(
            "2026/03/02</edXML:PromulgationDate>",
            "2014/02/30</edXML:PromulgationDate>",
        ),
        "22",
        "2014/02/30",
    )
    .await;
    refused(
        &world,
        &with(
            "2026/03/02</edXML:PromulgationDate>",
            "30/10/2020</edXML:PromulgationDate>",
        ),
        "22",
        "30/10/2020",
    )
    .await;
    let long = "x".repeat(501);
    refused(
        &world,
        &with("Về việc thử liên thông", &long),
        "22",
        "length",
    )
    .await;
    let twice = Doc {
        to: &[NGHE_AN, NGHE_AN],
        ..Doc::default()
    }
    .write();
    refused(&world, &twice, "22", "").await;
    let half = &good.as_bytes()[..good.len() / 2];
    refused(&world, half, "22", "").await;
    assert!(world.client(NGHE_AN).received("edoc").await.is_empty());
    assert!(world.client(VPCP).sent("edoc").await.is_empty());
    let log = world.axis.log(0, 100).await.expect("read");
    assert_eq!(log.iter().filter(|line| line.outcome == "22").count(), 9);
}

#[tokio::test]
async fn the_kind_of_package_must_be_the_one_announced() {
    let world = world().await;
    let document = Doc::default();
    let answer = world
        .client(VPCP)
        .send(VPCP, &[NGHE_AN], "status", &document.write())
        .await;
    assert_eq!(answer.code(), "22");
    let answer = world
        .client(NGHE_AN)
        .send(
            NGHE_AN,
            &[VPCP],
            "edoc",
            &status(NGHE_AN, &document.reference(VPCP), "01", 0),
        )
        .await;
    assert_eq!(answer.code(), "22");
    let answer = world
        .client(VPCP)
        .send(VPCP, &[NGHE_AN], "letter", &document.write())
        .await;
    assert_eq!(answer.code(), "10");
}

#[tokio::test]
async fn another_body_under_a_good_signature_is_refused() {
    let world = world().await;
    let client = world.client(VPCP);
    let (shown, real) = (
        Doc::default().write(),
        Doc {
            number: "99",
            ..Doc::default()
        }
        .write(),
    );
    let hash = protocols::vxp::file_hash(&shown);
    let logical = [
        ("from", VPCP),
        ("to", "[\"000.00.00.H41\"]"),
        ("servicetype", "eDoc"),
        ("messagetype", "edoc"),
        ("hash-file", hash.as_str()),
    ];
    let answer = answer(
        client
            .request("sendEdoc", &client.block(&logical))
            .body(real),
    )
    .await;
    assert_eq!((answer.http, answer.code()), (200, "10"));
    assert!(answer.text().contains("hash-file"));
    let unsigned = crate::client::answer(
        client
            .request("sendEdoc", &client.block(&logical[..4]))
            .header("XroadVnpt-hash-file", &hash)
            .body(shown),
    )
    .await;
    assert_eq!(
        unsigned.code(),
        "10",
        "a hash that is not signed is none: {}",
        unsigned.text()
    );
}

#[tokio::test]
async fn who_cannot_prove_himself_gets_401() {
    let world = world().await;
    let mut client = world.client(VPCP);
    let good = client.block(&[]);
    let ask = async |block: Vec<(String, String)>| {
        let answer = answer(client.request("getAgenciesList", &block).body("{}")).await;
        (answer.http, answer.code().to_owned())
    };
    assert_eq!(ask(good.clone()).await, (200, "0".into()));
    let altered = |name: &str, value: &str| {
        let mut block = good.clone();
        block
            .iter_mut()
            .filter(|(known, _)| known == name)
            .for_each(|(_, old)| *old = value.to_owned());
        block
    };
    let refused = (401, "15".to_owned());
    assert_eq!(
        ask(altered("XroadVnpt-systemid", "SYS.000.00.00.H41")).await,
        refused
    );
    assert_eq!(ask(altered("XroadVnpt-systemid", "nobody")).await, refused);
    assert_eq!(
        ask(altered("XroadVnpt-hash-header", &"0".repeat(64))).await,
        refused
    );
    assert_eq!(
        ask(altered("XroadVnpt-timestamp", "02032026T080001+0123")).await,
        refused
    );
    assert_eq!(
        ask(altered("XroadVnpt-sign-header-key", "systemid;timestamp")).await,
        refused
    );
    assert_eq!(ask(altered("XroadVnpt-sign-header", "{")).await, refused);
    assert_eq!(ask(Vec::new()).await, refused);
    let mut twice = good.clone();
    twice.push(("XROADVNPT-SYSTEMID".into(), "SYS.000.00.00.G22".into()));
    assert_eq!(ask(twice).await, refused);
    client.secret = "wrong".into();
    assert_eq!(client.call("getAgenciesList", &[]).await.http, 401);
}

#[tokio::test]
async fn stale_and_early_requests_are_refused() {
    let world = world().await;
    let mut client = world.client(VPCP);
    for (hours, code) in [(-12, "0"), (-13, "15"), (1, "15")] {
        let shift = jiff::SignedDuration::from_hours(hours) + jiff::SignedDuration::from_secs(1);
        client.now = morning().checked_add(shift).expect("in range");
        let answer = client.call("getAgenciesList", &[]).await;
        assert_eq!((answer.http, answer.code()), (200, code), "{hours}");
    }
}

#[tokio::test]
async fn damaged_files_are_refused_or_carried_with_a_warning_as_the_operator_decides() {
    let package = with_a_zip_declared_as_pdf();
    let strict = world().await;
    let answer = strict
        .client(VPCP)
        .send(VPCP, &[NGHE_AN], "edoc", package.as_bytes())
        .await;
    assert!(
        answer.code() == "21" && answer.text().contains("a.pdf"),
        "{}",
        answer.text()
    );
    let lenient = Settings {
        refused_damages: Vec::new(),
        ..Settings::default()
    };
    let world = world_with(lenient, Keep::Memory).await;
    let answer = world
        .client(VPCP)
        .send(VPCP, &[NGHE_AN], "edoc", package.as_bytes())
        .await;
    answer.doc_id();
    assert!(
        answer.warnings().contains("zip-declared-as"),
        "{}",
        answer.warnings()
    );
}

fn with_a_zip_declared_as_pdf() -> String {
    let attachment = "<AttachmentEncoded><Attachment><ContentId>cid:1</ContentId><AttachmentName>a.pdf</AttachmentName>\
        <ContentType>application/pdf</ContentType><edXML:ContentTransferEncoded xmlns:edXML=\"http://www.mic.gov.vn/TBT/QCVN_102_2016\">\
        UEsDBBQAAAAIAA==</edXML:ContentTransferEncoded></Attachment></AttachmentEncoded></edXML>";
    let package = String::from_utf8(Doc::default().write()).expect("text");
    let at = package.rfind("</edXML>").expect("an end");
    format!("{}{attachment}", &package[..at])
}

#[tokio::test]
async fn unknown_operations_and_methods_are_named() {
    let world = world().await;
    let client = world.client(VPCP);
    let answer = client.call("sendStatus", &[]).await;
    assert_eq!((answer.http, answer.code()), (404, "10"));
    let get = client
        .http
        .get(format!("{}/XrdAdapter/adapter/sendEdoc", client.url));
    assert_eq!(crate::client::answer(get).await.http, 405);
}

//! What passes the tap, what is recorded of it, and which exchanges a rule meets.

use std::time::Duration;

use harness::Recorder;
use harness::tap::{Fault, Limits, Rule};
use jiff::civil::date;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::support::stage::{PATH, Stage, exchanges, raw_server, tap_before};

#[tokio::test]
async fn a_sound_exchange_passes_unchanged_and_is_recorded() {
    let stage = Stage::set().await;
    stage.recorder.begin_step(3);
    let answer = stage
        .request()
        .header("X-Long", "x")
        .send()
        .await
        .expect("an answer");
    assert_eq!(answer.headers()["x-kept"], "yes");
    assert_eq!(
        answer.text().await.expect("a body"),
        r#"{"ErrorDesc":"Thanh cong"}"#
    );
    let seen = stage.seen().await;
    assert_eq!(
        seen[0].url.path(),
        "/vxp/sendEdoc",
        "the tap knows where the face lies"
    );
    assert_eq!(seen[0].body, b"<edXML/>");
    let exchange = stage.exchange();
    assert_eq!((exchange.number, exchange.step), (1, Some(3)));
    assert_eq!(exchange.from, "Bộ Tư pháp (000.00.00.G15)");
    assert_eq!(
        (exchange.to.as_str(), exchange.operation.as_str()),
        ("axis", "sendEdoc")
    );
    assert_eq!(exchange.at, date(2026, 11, 20).at(8, 0, 0, 0));
    assert_eq!(exchange.request.line, format!("POST {PATH}"));
    assert_eq!(exchange.request.body, "<edXML/>");
    let response = exchange.response.expect("an answer");
    assert_eq!(response.line, "200 OK");
    assert_eq!(response.body_bytes, 26);
    assert_eq!(exchange.fault, None);
    let kept = stage
        .tap
        .exchanges()
        .take(|exchange| exchange.operation == "sendEdoc");
    assert!(kept.is_some(), "the exchange is in the tap's inbox too");
}

#[tokio::test]
async fn a_rule_meets_only_what_it_names() {
    let stage = Stage::set().await;
    stage.tap.add_rule(
        Rule::every(Fault::Reset)
            .on("sendEdoc")
            .from("Bộ Tư pháp")
            .nth(2),
    );
    stage
        .tap
        .add_rule(Rule::every(Fault::Reset).from("Bộ Y tế"));
    assert!(stage.request().send().await.is_ok());
    assert!(stage.request().send().await.is_err());
    assert!(stage.request().send().await.is_ok());
    assert_eq!(
        stage.tap.idle_rules(),
        [Rule::every(Fault::Reset).from("Bộ Y tế")]
    );
    let faults: Vec<bool> = exchanges(&stage.recorder)
        .iter()
        .map(|exchange| exchange.fault.is_some())
        .collect();
    assert_eq!(faults, [false, true, false]);
}

#[tokio::test]
async fn the_next_scenario_begins_clean() {
    let stage = Stage::with(Fault::Reset).await;
    let next = Recorder::in_memory().scenario("tap/next");
    stage.tap.begin_scenario(next.clone());
    assert!(stage.request().send().await.is_ok());
    assert!(exchanges(&stage.recorder).is_empty());
    assert_eq!(exchanges(&next)[0].scenario, "tap/next");
    assert_eq!(stage.tap.exchanges().arrived(), 1);
}

#[tokio::test]
async fn the_spelling_of_header_names_survives() {
    let url =
        raw_server(b"HTTP/1.1 200 OK\r\nX-KEPT-So: 1\r\nContent-Length: 0\r\n\r\n".to_vec()).await;
    let (tap, _) = tap_before(&url, Limits::default(), Duration::from_secs(5)).await;
    let mut stream = TcpStream::connect(tap.url().trim_start_matches("http://"))
        .await
        .expect("the tap");
    let request = format!(
        "POST {PATH} HTTP/1.1\r\nHost: axis\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    );
    stream
        .write_all(request.as_bytes())
        .await
        .expect("a request");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.expect("an answer");
    assert!(answer.contains("X-KEPT-So: 1"), "{answer}");
}

//! What the tap says of endpoints that fail, and of messages that are too long or only long.

use std::time::Duration;

use harness::tap::Limits;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use wiremock::MockServer;

use crate::support::stage::{PATH, SHORT, exchanges, raw_server, reqwest_client, tap_before};

#[tokio::test]
async fn a_failing_endpoint_is_told_and_never_hidden() {
    let closed = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = closed.local_addr().expect("an address");
    drop(closed);
    let short = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this".to_vec();
    let long = b"HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n"
        .iter()
        .copied()
        .chain([b'x'; 2000])
        .collect();
    let limits = Limits {
        answer_bytes: 1000,
        ..Limits::default()
    };
    for (url, told) in [
        (format!("http://{address}"), "Connection refused"),
        (raw_server(Vec::new()).await, "axis gave no answer"),
        (
            raw_server(b"SSH-2.0-OpenSSH_9.2\r\n".to_vec()).await,
            "axis gave no answer",
        ),
        (raw_server(short).await, "the answer broke off"),
        (
            raw_server(long).await,
            "the answer is longer than the 1000 bytes the tap takes",
        ),
    ] {
        let (tap, recorder) = tap_before(&url, limits, Duration::from_secs(5)).await;
        let asked = reqwest_client()
            .post(format!("{}{PATH}", tap.url()))
            .send()
            .await;
        assert!(asked.is_err(), "no success is made up: {asked:?}");
        let exchange = exchanges(&recorder).remove(0);
        let fault = exchange.fault.expect("a fault is told");
        assert!(fault.contains(told), "{fault}");
        assert_eq!(exchange.response, None);
    }
}

#[tokio::test]
async fn an_endpoint_that_hangs_is_given_up() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let (tap, recorder) = tap_before(&url, Limits::default(), SHORT).await;
    assert!(
        reqwest_client()
            .post(format!("{}{PATH}", tap.url()))
            .send()
            .await
            .is_err()
    );
    assert_eq!(
        exchanges(&recorder)[0].fault.as_deref(),
        Some("axis gave no answer: no whole answer within 100ms")
    );
}

#[tokio::test]
async fn a_request_that_is_too_long_is_not_passed_on() {
    let upstream = MockServer::start().await;
    let limits = Limits {
        request_bytes: 1000,
        ..Limits::default()
    };
    let (tap, recorder) = tap_before(&upstream.uri(), limits, Duration::from_secs(5)).await;
    let request = reqwest_client().post(format!("{}{PATH}", tap.url()));
    assert!(request.body(vec![b'x'; 1001]).send().await.is_err());
    let fault = exchanges(&recorder)[0]
        .fault
        .clone()
        .expect("a fault is told");
    assert!(
        fault.starts_with("the request is longer than the 1000 bytes"),
        "{fault}"
    );
    assert!(
        upstream
            .received_requests()
            .await
            .expect("it keeps them")
            .is_empty()
    );
}

#[tokio::test]
async fn header_lines_of_two_megabytes_pass_both_ways() {
    let long = "x".repeat(2_000_000);
    let head = format!("HTTP/1.1 200 OK\r\nX-Long: {long}\r\nContent-Length: 2\r\n\r\nok");
    let url = raw_server(head.into_bytes()).await;
    let (tap, recorder) = tap_before(&url, Limits::default(), Duration::from_secs(20)).await;
    let mut stream = TcpStream::connect(tap.url().trim_start_matches("http://"))
        .await
        .expect("the tap");
    let request = format!(
        "POST {PATH} HTTP/1.1\r\nHost: axis\r\nXroadVnpt-to: {long}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    );
    stream
        .write_all(request.as_bytes())
        .await
        .expect("a request");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.expect("an answer");
    assert!(
        answer.len() > 2_000_000 && answer.ends_with(b"ok"),
        "{}",
        answer.len()
    );
    let exchange = exchanges(&recorder).remove(0);
    assert_eq!(exchange.fault, None);
    assert!(
        exchange.request.headers["xroadvnpt-to"].len() < 20_000,
        "the record stays small"
    );
}

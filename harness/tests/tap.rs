//! Every fault of the tap, seen by a real client in front and a real server behind.

use std::time::Duration;

use clock::Clock;
use harness::tap::{Endpoint, Fault, Limits, Rule, Tap};
use harness::{Recorder, ScenarioRecorder};
use jiff::civil::date;
use record::Event;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

const PATH: &str = "/XrdAdapter/adapter/sendEdoc";
const SHORT: Duration = Duration::from_millis(100);

struct Stage {
    upstream: MockServer,
    tap: Tap,
    recorder: ScenarioRecorder,
}

async fn tap_before(url: &str, limits: Limits, deadline: Duration) -> (Tap, ScenarioRecorder) {
    let recorder = Recorder::in_memory().scenario("tap/test");
    let endpoint = Endpoint {
        deadline,
        paths: vec![("/XrdAdapter/adapter".to_owned(), "/vxp".to_owned())],
        ..Endpoint::new("axis", url)
    };
    let clock = Clock::controlled(date(2026, 11, 20).at(8, 0, 0, 0));
    let here = ([127, 0, 0, 1], 0).into();
    let tap = Tap::open_with(here, endpoint, clock, recorder.clone(), limits).await;
    (tap.expect("a tap"), recorder)
}

impl Stage {
    /// A server that answers every request with `Thanh cong`, behind a tap.
    async fn set() -> Self {
        let upstream = MockServer::start().await;
        let answer = ResponseTemplate::new(200)
            .insert_header("X-Kept", "yes")
            .set_body_raw(r#"{"ErrorDesc":"Thanh cong"}"#, "application/json");
        Mock::given(any())
            .respond_with(answer)
            .mount(&upstream)
            .await;
        let (tap, recorder) =
            tap_before(&upstream.uri(), Limits::default(), Duration::from_secs(5)).await;
        tap.name_caller("Sys.G15", "Bộ Tư pháp", "000.00.00.G15");
        Self {
            upstream,
            tap,
            recorder,
        }
    }

    async fn with(fault: Fault) -> Self {
        let stage = Self::set().await;
        stage.tap.add_rule(Rule::every(fault).on("sendEdoc"));
        stage
    }

    fn request(&self) -> reqwest::RequestBuilder {
        let client = reqwest_client();
        (client.post(format!("{}{PATH}", self.tap.url())))
            .header("XroadVnpt-systemid", "sys.g15")
            .body("<edXML/>")
    }

    /// The requests the server saw.
    async fn seen(&self) -> Vec<Request> {
        self.upstream
            .received_requests()
            .await
            .expect("it keeps them")
    }

    /// The one exchange of the record.
    fn exchange(&self) -> record::Exchange {
        let mut exchanges = exchanges(&self.recorder);
        assert_eq!(exchanges.len(), 1, "{exchanges:?}");
        exchanges.remove(0)
    }

    fn fault(&self) -> String {
        self.exchange().fault.expect("a fault is told")
    }
}

fn exchanges(recorder: &ScenarioRecorder) -> Vec<record::Exchange> {
    let events = recorder.recorder().events().into_iter();
    events
        .filter_map(|event| match event {
            Event::Exchange(exchange) => Some(*exchange),
            _ => None,
        })
        .collect()
}

fn reqwest_client() -> reqwest::Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let builder = reqwest::Client::builder()
        .no_proxy()
        .retry(reqwest::retry::never());
    builder.build().expect("a client")
}

/// Whether an error is a connection that was reset rather than closed.
fn is_reset(error: &reqwest::Error) -> bool {
    let mut next: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = next {
        if let Some(io) = error.downcast_ref::<std::io::Error>() {
            return io.kind() == std::io::ErrorKind::ConnectionReset;
        }
        next = error.source();
    }
    false
}

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
async fn delay_answer() {
    let stage = Stage::with(Fault::DelayAnswer { milliseconds: 60 }).await;
    let begun = std::time::Instant::now();
    assert!(
        stage
            .request()
            .send()
            .await
            .expect("an answer")
            .status()
            .is_success()
    );
    assert!(begun.elapsed() >= Duration::from_millis(60));
    assert_eq!(stage.fault(), "the answer is passed back 60 ms late");
}

#[tokio::test]
async fn hang_request() {
    let stage = Stage::with(Fault::HangRequest).await;
    let error = stage
        .request()
        .timeout(SHORT)
        .send()
        .await
        .expect_err("no answer ever");
    assert!(error.is_timeout());
    assert!(stage.seen().await.is_empty());
    assert_eq!(
        stage.fault(),
        "the request is not passed on and never answered"
    );
}

#[tokio::test]
async fn drop_request() {
    let stage = Stage::with(Fault::DropRequest).await;
    let error = stage.request().send().await.expect_err("no answer");
    assert!(!is_reset(&error) && !error.is_timeout(), "{error:?}");
    assert!(stage.seen().await.is_empty());
    assert_eq!(stage.exchange().response, None);
}

#[tokio::test]
async fn swallow_answer() {
    let stage = Stage::with(Fault::SwallowAnswer).await;
    let error = stage
        .request()
        .send()
        .await
        .expect_err("the answer is lost");
    assert!(is_reset(&error), "{error:?}");
    assert_eq!(stage.seen().await.len(), 1, "the server has processed it");
    assert!(
        stage
            .fault()
            .starts_with("the request is processed, its answer lost")
    );
}

#[tokio::test]
async fn duplicate_request() {
    let stage = Stage::with(Fault::DuplicateRequest).await;
    assert!(
        stage
            .request()
            .send()
            .await
            .expect("an answer")
            .status()
            .is_success()
    );
    let seen = stage.seen().await;
    assert_eq!(seen.len(), 2);
    assert_eq!(seen[0].body, seen[1].body);
}

#[tokio::test]
async fn reset() {
    let stage = Stage::with(Fault::Reset).await;
    let error = stage.request().send().await.expect_err("no answer");
    assert!(is_reset(&error), "{error:?}");
    assert!(stage.seen().await.is_empty());
}

#[tokio::test]
async fn replace_answer() {
    let stage = Stage::with(Fault::ReplaceAnswer {
        status: 200,
        content_type: "text/html".to_owned(),
        body: "<html>Bảo trì</html>".to_owned(),
    })
    .await;
    let answer = stage.request().send().await.expect("an answer");
    assert_eq!(answer.headers()["content-type"], "text/html");
    assert!(!answer.headers().contains_key("x-kept"));
    assert_eq!(answer.text().await.expect("a body"), "<html>Bảo trì</html>");
    assert_eq!(stage.seen().await.len(), 1);
    let response = stage.exchange().response.expect("as passed back");
    assert_eq!(response.body, "<html>Bảo trì</html>");
}

#[tokio::test]
async fn change_bodies() {
    let stage = Stage::with(Fault::ChangeAnswerBody {
        find: "Thanh cong".to_owned(),
        replace: "That bai".to_owned(),
    })
    .await;
    stage.tap.add_rule(Rule::every(Fault::ChangeRequestBody {
        find: "edXML".to_owned(),
        replace: "other".to_owned(),
    }));
    stage.tap.add_rule(Rule::every(Fault::ChangeRequestBody {
        find: "absent".to_owned(),
        replace: "other".to_owned(),
    }));
    let answer = stage.request().send().await.expect("an answer");
    assert_eq!(
        answer.text().await.expect("a body"),
        r#"{"ErrorDesc":"That bai"}"#
    );
    assert_eq!(stage.seen().await[0].body, b"<other/>");
    assert_eq!(
        stage.exchange().request.body,
        "<other/>",
        "recorded as forwarded"
    );
    assert!(
        stage
            .fault()
            .contains("“absent” does not stand there, nothing was changed")
    );
}

#[tokio::test]
async fn set_headers() {
    let set = |name: &str, value: Option<&str>| (name.to_owned(), value.map(str::to_owned));
    let (name, value) = set("XroadVnpt-systemid", Some("somebody-else"));
    let stage = Stage::with(Fault::SetRequestHeader { name, value }).await;
    let (name, value) = set("X-Kept", None);
    stage
        .tap
        .add_rule(Rule::every(Fault::SetAnswerHeader { name, value }));
    let answer = stage.request().send().await.expect("an answer");
    assert!(!answer.headers().contains_key("x-kept"));
    assert_eq!(
        stage.seen().await[0].headers["xroadvnpt-systemid"],
        "somebody-else"
    );
}

#[tokio::test]
async fn truncate_answer() {
    let stage = Stage::with(Fault::TruncateAnswer { bytes: 5 }).await;
    let mut answer = stage.request().send().await.expect("the head of an answer");
    assert_eq!(
        answer.content_length(),
        Some(26),
        "the declared length stays"
    );
    let mut got = Vec::new();
    let end = loop {
        match answer.chunk().await {
            Ok(Some(chunk)) => got.extend_from_slice(&chunk),
            end => break end,
        }
    };
    assert!(end.is_err(), "the answer breaks off");
    assert_eq!(got, br#"{"Err"#);
}

#[tokio::test]
async fn drip_answer() {
    let stage = Stage::with(Fault::DripAnswer {
        bytes: 5,
        milliseconds: 5,
    })
    .await;
    let mut answer = stage.request().send().await.expect("an answer");
    let mut drops = Vec::new();
    while let Some(drop) = answer.chunk().await.expect("a whole answer") {
        drops.push(drop.len());
    }
    assert_eq!(drops.iter().sum::<usize>(), 26);
    assert!(drops.len() > 1, "{drops:?}");
}

#[tokio::test]
async fn huge_answer() {
    let stage = Stage::with(Fault::HugeAnswer {
        bytes: 10_000_000_000,
    })
    .await;
    let mut answer = stage.request().send().await.expect("the head of an answer");
    assert_eq!(answer.content_length(), Some(10_000_000_000));
    let mut got = 0;
    while got < 1_000_000 {
        got += answer.chunk().await.expect("more").expect("more").len();
    }
    drop(answer);
    assert!(stage.seen().await.is_empty());
    assert_eq!(
        stage.fault(),
        "the request is not passed on and answered with 10000000000 bytes"
    );
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

/// A server that reads one request, sends these bytes and closes.
async fn raw_server(answer: Vec<u8>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.expect("a caller");
        let mut request = Vec::new();
        while !request.windows(4).any(|end| end == b"\r\n\r\n") {
            stream.read_buf(&mut request).await.expect("a request");
        }
        stream.write_all(&answer).await.expect("an answer");
    });
    url
}

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

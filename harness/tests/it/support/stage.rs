//! The stage of the tap's tests: a real client in front, a real server behind.

use std::time::Duration;

use clock::Clock;
use harness::tap::{Endpoint, Fault, Limits, Rule, Tap};
use harness::{Recorder, ScenarioRecorder};
use jiff::civil::date;
use protocols::vxp::sign::Credentials;
use record::Event;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

/// An operation of the axis, by its usual path.
pub const PATH: &str = "/XrdAdapter/adapter/sendEdoc";

/// A patience that is soon over.
pub const SHORT: Duration = Duration::from_millis(100);

/// A server behind a tap, and the record of what goes through.
pub struct Stage {
    upstream: MockServer,
    pub tap: Tap,
    pub recorder: ScenarioRecorder,
}

/// A tap before any address, and its record.
pub async fn tap_before(url: &str, limits: Limits, deadline: Duration) -> (Tap, ScenarioRecorder) {
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
    pub async fn set() -> Self {
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
        let credentials = Credentials {
            system_id: "Sys.G15".into(),
            secret: "secret".into(),
        };
        tap.know_caller(&credentials, "Bộ Tư pháp", "000.00.00.G15");
        Self {
            upstream,
            tap,
            recorder,
        }
    }

    /// The same with one fault for every `sendEdoc`.
    pub async fn with(fault: Fault) -> Self {
        let stage = Self::set().await;
        stage.tap.add_rule(Rule::every(fault).on("sendEdoc"));
        stage
    }

    /// A request as a caller begins it.
    pub fn request(&self) -> reqwest::RequestBuilder {
        let client = reqwest_client();
        (client.post(format!("{}{PATH}", self.tap.url())))
            .header("XroadVnpt-systemid", "sys.g15")
            .body("<edXML/>")
    }

    /// The requests the server saw.
    pub async fn seen(&self) -> Vec<Request> {
        self.upstream
            .received_requests()
            .await
            .expect("it keeps them")
    }

    /// The one exchange of the record.
    pub fn exchange(&self) -> record::Exchange {
        let mut exchanges = exchanges(&self.recorder);
        assert_eq!(exchanges.len(), 1, "{exchanges:?}");
        exchanges.remove(0)
    }

    /// What the record says the tap did.
    pub fn fault(&self) -> String {
        self.exchange().fault.expect("a fault is told")
    }
}

/// The exchanges of a record, in order.
pub fn exchanges(recorder: &ScenarioRecorder) -> Vec<record::Exchange> {
    let events = recorder.recorder().events().into_iter();
    events
        .filter_map(|event| match event {
            Event::Exchange(exchange) => Some(*exchange),
            _ => None,
        })
        .collect()
}

/// A client that asks once, and no proxy.
pub fn reqwest_client() -> reqwest::Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let builder = reqwest::Client::builder()
        .no_proxy()
        .retry(reqwest::retry::never());
    builder.build().expect("a client")
}

/// Whether an error is a connection that was reset rather than closed.
pub fn is_reset(error: &reqwest::Error) -> bool {
    let mut next: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = next {
        if let Some(io) = error.downcast_ref::<std::io::Error>() {
            return io.kind() == std::io::ErrorKind::ConnectionReset;
        }
        next = error.source();
    }
    false
}

/// A server that reads one request, sends these bytes and closes.
pub async fn raw_server(answer: Vec<u8>) -> String {
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

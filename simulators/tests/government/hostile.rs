//! Answers a hostile or broken axis may give: each ends in an error that says what happened, in bounded time and memory.

use std::time::Duration;

use clock::Clock;
use jiff::civil::date;
use protocols::vxp::sign::Credentials;
use simulators::client::{Http, Reach};
use simulators::{
    Call, Client, ClientError, ClientSettings, Connection, DocumentSystem, Face, Identity,
    MessageType, Spoil,
};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

fn connection(url: &str, face: Face) -> Connection {
    let credentials = Credentials {
        system_id: "SYS.1".into(),
        secret: "a secret".into(),
    };
    Connection {
        url: url.into(),
        face,
        credentials,
    }
}

fn settings() -> ClientSettings {
    let (deadline, connect) = (Duration::from_millis(400), Duration::from_millis(300));
    ClientSettings {
        deadline,
        connect,
        list_bytes: 64 << 10,
        package_bytes: 64 << 10,
        ..ClientSettings::default()
    }
}

fn client(url: &str, face: Face) -> Client {
    let clock = Clock::controlled(date(2026, 3, 2).at(9, 0, 0, 0));
    Client::new(
        Http::new(settings()).expect("a client"),
        connection(url, face),
        clock,
    )
}

async fn answering(response: ResponseTemplate) -> (MockServer, Client) {
    let server = MockServer::start().await;
    Mock::given(any())
        .respond_with(response)
        .mount(&server)
        .await;
    let client = client(&server.uri(), Face::Vxp);
    (server, client)
}

async fn list_error(response: ResponseTemplate) -> ClientError {
    let (_server, client) = answering(response).await;
    client
        .list_received(MessageType::Document, None)
        .await
        .expect_err("hostile")
}

/// A peer that reads the request, writes these bytes and then closes, resets or stays open.
async fn raw_peer(
    bytes: &'static [u8],
    then: fn(tokio::net::TcpStream),
) -> (String, tokio::task::JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let task = tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut request = [0; 4096];
            let _ = stream.read(&mut request).await;
            let _ = stream.write_all(bytes).await;
            then(stream);
        }
    });
    (url, task)
}

async fn raw_error(bytes: &'static [u8], then: fn(tokio::net::TcpStream)) -> ClientError {
    let (url, task) = raw_peer(bytes, then).await;
    let error = client(&url, Face::Vxp)
        .get_edoc("x")
        .await
        .expect_err("hostile");
    task.abort();
    error
}

#[tokio::test]
async fn html_with_200_is_not_json() {
    let page = "<html><body>Cổng thông tin\u{7}</body></html>";
    let error = list_error(ResponseTemplate::new(200).set_body_raw(page, "text/html")).await;
    insta::assert_snapshot!(error, @r#"expected JSON from getReceivedEdocList, got status 200, type text/html, beginning "<html><body>Cổng thông tin·</body></html>""#);
}

#[tokio::test]
async fn garbage_and_nothing_are_not_json() {
    let garbage = list_error(
        ResponseTemplate::new(200)
            .set_body_raw("{\"status\":\"OK\",\"data\":[", "application/json"),
    )
    .await;
    assert!(
        matches!(garbage, ClientError::NotJson { status: 200, .. }),
        "{garbage}"
    );
    let empty = list_error(ResponseTemplate::new(200)).await;
    assert!(
        matches!(&empty, ClientError::NotJson { beginning, .. } if beginning.is_empty()),
        "{empty}"
    );
}

#[tokio::test]
async fn a_401_is_a_matter_of_credentials() {
    let body = r#"{"errorDetail":null,"code":401,"message":"Unauthorized","licenseInfo":"invalid","totalTime":0}"#;
    let error = list_error(ResponseTemplate::new(401).set_body_raw(body, "application/json")).await;
    insta::assert_snapshot!(error, @"the axis did not accept the credentials or the signature: Unauthorized");
    let plain = list_error(ResponseTemplate::new(401).set_body_string("denied")).await;
    assert_eq!(
        plain,
        ClientError::Unauthorized {
            code: None,
            desc: "denied".into()
        }
    );
}

#[tokio::test]
async fn the_axis_own_refusal_keeps_its_words() {
    let body = r#"{"status":"FAIL","ErrorCode":"100","ErrorDesc":"Don vi gui khong dung"}"#;
    let error = list_error(ResponseTemplate::new(200).set_body_raw(body, "application/json")).await;
    insta::assert_snapshot!(error, @"the axis refused getReceivedEdocList: Don vi gui khong dung (code 100, status 200)");
    assert!(!error.worth_another_try());
}

#[tokio::test]
async fn a_wrong_shape_names_the_field() {
    for (body, field) in [
        (r#"{"status":"OK","ErrorCode":"0"}"#, "data"),
        (
            r#"{"status":"OK","ErrorCode":"0","data":{"docId":"x"}}"#,
            "data",
        ),
        (
            r#"{"status":"OK","ErrorCode":"0","data":[{"docId":"a"},{"docId":null}]}"#,
            "data[1].docId",
        ),
        (r#"[1,2]"#, "data"),
        ("7", "data"),
    ] {
        let error =
            list_error(ResponseTemplate::new(200).set_body_raw(body, "application/json")).await;
        assert!(
            matches!(&error, ClientError::Malformed { field: at, .. } if at == field),
            "{body}: {error}"
        );
    }
    let (_server, client) = answering(
        ResponseTemplate::new(200)
            .set_body_raw(r#"{"status":"OK","data":"PD94b*"}"#, "application/json"),
    )
    .await;
    let error = client.get_edoc("x").await.expect_err("base64 cut short");
    assert!(
        matches!(&error, ClientError::Malformed { field, .. } if field == "data"),
        "{error}"
    );
}

#[tokio::test]
async fn a_large_answer_is_cut_off_declared_or_not() {
    let declared: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 10000000000\r\n\r\n{";
    let error = raw_error(declared, drop).await;
    assert!(
        matches!(
            error,
            ClientError::TooLarge {
                limit: 65536,
                found: 10_000_000_000,
                ..
            }
        ),
        "{error}"
    );
    let body = "x".repeat(100 << 10);
    let (_server, client) = answering(
        ResponseTemplate::new(200)
            .set_body_string(body)
            .insert_header("transfer-encoding", "chunked"),
    )
    .await;
    let error = client
        .list_received(MessageType::Status, None)
        .await
        .expect_err("too large");
    assert!(matches!(error, ClientError::TooLarge { .. }), "{error}");
}

#[tokio::test]
async fn a_hang_and_a_drip_end_at_the_deadline() {
    let hang = list_error(ResponseTemplate::new(200).set_delay(Duration::from_secs(30))).await;
    assert!(matches!(hang, ClientError::TimedOut { .. }), "{hang}");
    let head: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{";
    let drip = raw_error(head, std::mem::forget).await;
    assert!(matches!(drip, ClientError::TimedOut { .. }), "{drip}");
}

#[tokio::test]
async fn resets_and_foreign_protocols_are_told_apart() {
    let reset = raw_error(b"", |stream| {
        stream.set_zero_linger().expect("a socket option");
    })
    .await;
    assert!(matches!(reset, ClientError::Reset { .. }), "{reset}");
    let cut = raw_error(
        b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"a\"",
        drop,
    )
    .await;
    assert!(matches!(cut, ClientError::Reset { .. }), "{cut}");
    let ftp = raw_error(b"220 ftp.example.gov.vn ready\r\n", drop).await;
    assert!(matches!(ftp, ClientError::NotHttp { .. }), "{ftp}");
}

#[tokio::test]
async fn nobody_there_is_unreachable() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    drop(listener);
    let error = client(&url, Face::Lgsp)
        .agencies()
        .await
        .expect_err("refused");
    assert!(
        matches!(
            error,
            ClientError::Unreachable {
                at: Reach::Connect,
                ..
            }
        ),
        "{error}"
    );
    let (plain, task) = raw_peer(b"HTTP/1.1 400 Bad Request\r\n\r\n", drop).await;
    let error = client(&plain.replace("http:", "https:"), Face::Vxp)
        .agencies()
        .await
        .expect_err("no TLS there");
    task.abort();
    assert!(
        matches!(error, ClientError::Unreachable { at: Reach::Tls, .. }),
        "{error}"
    );
}

#[tokio::test]
async fn spoilt_requests_are_spoilt_as_told() {
    let ok = r#"{"status":"OK","ErrorCode":"0","DocId":"1"}"#;
    let (server, client) =
        answering(ResponseTemplate::new(200).set_body_raw(ok, "application/json")).await;
    let sound = client.send_call("A", &["B".into()], MessageType::Document, "<x/>");
    for call in [
        sound.clone(),
        sound.clone().spoil(Spoil::Secret("other".into())),
        sound
            .clone()
            .spoil(Spoil::Timestamp("01012020T000000+0000".into())),
        sound.clone().spoil(Spoil::Body("<y/>".into())),
        sound.clone().spoil(Spoil::Omit("XroadVnpt-to".into())),
        sound
            .clone()
            .spoil(Spoil::Replace("XroadVnpt-from".into(), "C".into())),
        sound
            .clone()
            .spoil(Spoil::Duplicate("XroadVnpt-from".into(), "C".into())),
        sound.spoil(Spoil::FileHash("00".into())),
    ] {
        assert_eq!(client.call(&call).await.expect("an answer").status, 200);
    }
    let seen = server.received_requests().await.expect("recorded");
    let value = |at: usize, name: &str| -> Vec<String> {
        let all = seen[at].headers.get_all(name).iter();
        all.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
            .collect()
    };
    let hash = |at: usize| value(at, "XroadVnpt-hash-header");
    assert_ne!(hash(0), hash(1));
    assert_eq!(value(2, "XroadVnpt-timestamp"), ["01012020T000000+0000"]);
    assert!(
        value(2, "XroadVnpt-sign-header")[0].contains("01012020T000000+0000"),
        "signed over"
    );
    assert_eq!(
        (hash(3), seen[3].body.as_slice()),
        (hash(0), b"<y/>".as_slice())
    );
    assert!(value(4, "XroadVnpt-to").is_empty() && hash(4) == hash(0));
    assert_eq!(value(5, "XroadVnpt-from"), ["C"]);
    assert_eq!(value(6, "XroadVnpt-from"), ["A", "C"]);
    assert_eq!(value(7, "XroadVnpt-hash-file"), ["00"]);
}

#[tokio::test]
async fn a_system_survives_a_list_that_lies() {
    let server = MockServer::start().await;
    let list = r#"{"status":"OK","ErrorCode":"0","data":[{"docId":"a","from":"x"},{"docId":"b"}]}"#;
    Mock::given(wiremock::matchers::path_regex("getReceivedEdocList$"))
        .respond_with(ResponseTemplate::new(200).set_body_raw(list, "application/json"))
        .mount(&server)
        .await;
    Mock::given(any())
        .respond_with(ResponseTemplate::new(500).set_body_string("<h1>oops</h1>"))
        .mount(&server)
        .await;
    let clock = Clock::controlled(date(2026, 3, 2).at(9, 0, 0, 0));
    let identity = Identity::new("000.00.00.H37", "Lạng Sơn");
    let system = DocumentSystem::new(identity, connection(&server.uri(), Face::Vxp), clock, 1);
    let round = system.work().await.expect("the lists were there");
    assert_eq!(
        round.troubles.len(),
        5,
        "two documents, two statuses, the directory, none fetched: {round:?}"
    );
    assert!(system.incoming().is_empty() && !round.idle());
}

#[tokio::test]
async fn a_parameter_that_cannot_be_a_header_is_not_sent() {
    let client = client("http://127.0.0.1:9", Face::Vxp);
    let error = client
        .call(&Call::new("getEdoc").with("docId", "a\nb"))
        .await
        .expect_err("control character");
    assert!(matches!(error, ClientError::Invalid(_)), "{error}");
    let unknown = client
        .call(&Call::new("getEdoc").with("doc id", "a"))
        .await
        .expect_err("no header name");
    assert!(matches!(unknown, ClientError::Invalid(_)), "{unknown}");
}

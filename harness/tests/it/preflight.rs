//! Each way in which an external axis can be unusable, told apart.

use std::path::Path;

use harness::{PreflightError, Target, preflight};
use record::Cause;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use wiremock::matchers::{header, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

const SECRET: &str = "s3cret-of-g15";

/// An external axis at an address, with more lines in its table.
fn target(url: &str, lines: &str) -> Target {
    let text = format!(
        r#"[roles.axis]
binding = "external"
under_test = true
url = "{url}"
{lines}
[[roles.axis.systems]]
agency = "000.00.00.G15"
name = "Bộ Tư pháp"
system_id = "g15"
secret_env = "LT_SECRET"
"#
    );
    let environment = |_: &str| Some(SECRET.to_owned());
    Target::parse(Path::new("target.toml"), &text, &environment).expect("the file is sound")
}

async fn server(answer: ResponseTemplate) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(header("XroadVnpt-systemid", "g15"))
        .and(path("/XrdAdapter/adapter/getAgenciesList"))
        .respond_with(answer)
        .mount(&server)
        .await;
    server
}

async fn refusal(answer: ResponseTemplate) -> PreflightError {
    let server = server(answer).await;
    let error = preflight(&target(&server.uri(), ""))
        .await
        .expect_err("the axis cannot be used");
    assert!(!error.to_string().contains(SECRET), "{error}");
    error
}

fn json(status: u16, body: &str) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_raw(body, "application/json")
}

#[tokio::test]
async fn a_sound_axis_is_one_line() {
    let server = server(json(200, r#"{"status":"OK","ErrorCode":"0","data":[]}"#)).await;
    let found = preflight(&target(&server.uri(), ""))
        .await
        .expect("the axis is sound");
    assert!(
        found.lines[0].contains("answers 000.00.00.G15"),
        "{found:?}"
    );
}

#[tokio::test]
async fn other_paths_and_the_other_face() {
    let server = MockServer::start().await;
    let found = json(200, r#"{"status":"OK","success":true,"data":[]}"#);
    for place in ["/gateway/vxp/getAgenciesList", "/lgsp/getAgenciesList"] {
        Mock::given(path(place))
            .respond_with(found.clone())
            .mount(&server)
            .await;
    }
    for lines in [
        "vxp_path = \"/gateway/vxp\"",
        "vxp_path = \"\"\nlgsp_path = \"/lgsp\"",
    ] {
        preflight(&target(&server.uri(), lines))
            .await
            .expect("the axis is sound");
    }
    let none = preflight(&target(&server.uri(), "vxp_path = \"\"\nlgsp_path = \"\"")).await;
    assert_eq!(none.expect_err("no face").field, "roles.axis.vxp_path");
}

#[tokio::test]
async fn embedded_roles_need_no_preflight() {
    let found = preflight(&Target::embedded_default("axis"))
        .await
        .expect("nothing to ask");
    assert!(found.lines.is_empty());
}

#[tokio::test]
async fn an_unknown_name() {
    let error = preflight(&target("http://axis.invalid", ""))
        .await
        .expect_err("no such name");
    assert_eq!(
        (error.cause, error.field.as_str()),
        (Cause::Network, "roles.axis.url")
    );
    assert!(error.fix.contains("host name"), "{error}");
}

#[tokio::test]
async fn a_closed_port() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    drop(listener);
    let error = preflight(&target(&format!("http://{address}"), ""))
        .await
        .expect_err("a closed port");
    assert_eq!(
        (error.cause, error.field.as_str()),
        (Cause::Network, "roles.axis.url")
    );
    assert!(error.fix.contains("port"), "{error}");
}

#[tokio::test]
async fn a_port_that_hangs() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let target = target(&format!("http://{address}"), "deadline = \"100ms\"");
    let error = preflight(&target).await.expect_err("no answer");
    assert_eq!(
        (error.cause, error.field.as_str()),
        (Cause::Network, "roles.axis.deadline")
    );
}

#[tokio::test]
async fn a_port_without_tls() {
    let server = server(json(200, "{}")).await;
    let url = server.uri().replace("http:", "https:");
    let error = preflight(&target(&url, ""))
        .await
        .expect_err("no TLS there");
    assert_eq!(
        (error.cause, error.field.as_str()),
        (Cause::Network, "roles.axis.url")
    );
    assert!(error.fix.contains("https"), "{error}");
}

#[tokio::test]
async fn a_port_that_is_no_web_server() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut request = [0; 1024];
            let _ = stream.read(&mut request).await;
            let _ = stream.write_all(b"SSH-2.0-OpenSSH_9.2\r\n").await;
        }
    });
    let error = preflight(&target(&format!("http://{address}"), ""))
        .await
        .expect_err("no HTTP");
    assert_eq!(
        (error.cause, error.field.as_str()),
        (Cause::Network, "roles.axis.url")
    );
    assert!(error.fix.contains("speaks HTTP"), "{error}");
}

#[tokio::test]
async fn another_service() {
    let html = ResponseTemplate::new(200).set_body_raw("<html>Xin chào</html>", "text/html");
    let error = refusal(html).await;
    assert_eq!(
        (error.cause, error.field.as_str()),
        (Cause::Configuration, "roles.axis.url")
    );
    assert!(
        error
            .message
            .contains("content type text/html (“<html>Xin chào</html>”)"),
        "{error}"
    );
    let error = refusal(ResponseTemplate::new(404)).await;
    assert_eq!(error.field, "roles.axis.vxp_path");
    let error = refusal(ResponseTemplate::new(503)).await;
    assert_eq!(error.cause, Cause::SystemUnderTest);
}

#[tokio::test]
async fn a_wrong_secret() {
    let unauthorized = json(
        401,
        &format!(r#"{{"code":401,"message":"Unauthorized {SECRET}"}}"#),
    );
    let error = refusal(unauthorized).await;
    assert_eq!(
        (error.cause, error.field.as_str()),
        (Cause::Configuration, "roles.axis.systems")
    );
    assert!(error.fix.contains("secret_env"), "{error}");
    let error = refusal(json(
        200,
        r#"{"status":"FAIL","ErrorCode":"1","ErrorDesc":"Sai chu ky"}"#,
    ))
    .await;
    assert_eq!(error.field, "roles.axis.systems");
    assert!(error.message.contains("Sai chu ky"), "{error}");
}

#[tokio::test]
async fn a_wrong_clock() {
    let long_ago = json(401, "{}").insert_header("Date", "Tue, 01 Jan 2019 00:00:00 GMT");
    let error = refusal(long_ago).await;
    assert!(error.message.contains("s ahead of the axis's"), "{error}");
    assert!(error.fix.contains("clock"), "{error}");
}

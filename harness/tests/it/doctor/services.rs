//! The other roles at their addresses: what is wrong is said of that role, and blames the file or the way.

use std::path::Path;

use harness::doctor::{Check, Severity, check_text};
use record::Cause;
use serde_json::json;
use wiremock::matchers::{body_partial_json, method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::environment;

/// What is answered at a path.
struct Answer {
    path: &'static str,
    asks: serde_json::Value,
    answer: ResponseTemplate,
}

/// What the doctor says of a target with one real role: check, severity, cause, field and words of the worst finding.
async fn worst(
    role: &str,
    accounts: &str,
    answers: Vec<Answer>,
) -> (Check, Severity, String, String) {
    let server = MockServer::start().await;
    for Answer {
        path: at,
        asks,
        answer,
    } in answers
    {
        let mock = Mock::given(path(at));
        let mock = if asks.is_null() {
            mock.and(method("GET"))
        } else {
            mock.and(body_partial_json(asks))
        };
        mock.respond_with(answer).mount(&server).await;
    }
    let text = format!(
        "[roles.{role}]\nbinding = \"external\"\nunder_test = true\nurl = \"{}\"\n{accounts}",
        server.uri()
    );
    let (diagnosis, _) = check_text(Path::new("target.toml"), &text, &environment, &[role]).await;
    let bad = diagnosis
        .findings
        .iter()
        .find(|finding| finding.severity == Severity::Wrong);
    let shown = bad
        .or(diagnosis.findings.last())
        .expect("something is said");
    if bad.is_some() {
        assert_eq!(shown.cause, Some(Cause::Configuration), "{shown:?}");
    }
    (
        shown.check,
        shown.severity,
        shown.field.clone(),
        shown.found.en.clone(),
    )
}

const ACCOUNT: &str = "[[roles.portal.accounts]]\nagency = \"000.00.00.H49\"\nid = \"h49\"\nsecret_env = \"LT_G15\"\n";

fn json(answer: &serde_json::Value) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_json(answer)
}

#[tokio::test]
async fn a_portal_that_lets_the_account_in() {
    let answer = Answer {
        path: "/mapi/login",
        asks: json!({"username": "h49", "password": "s3cret-of-g15"}),
        answer: json(&json!({"error_code": "0", "session": "abc"})),
    };
    let (check, severity, field, found) = worst("portal", ACCOUNT, vec![answer]).await;
    assert_eq!(
        (check, severity),
        (Check::RoundTrip, Severity::Ok),
        "{found}"
    );
    assert_eq!(field, "roles.portal.url");
}

#[tokio::test]
async fn a_portal_that_refuses_the_account() {
    let answer = Answer {
        path: "/mapi/login",
        asks: json!({"username": "h49"}),
        answer: json(&json!({"error_code": "-1", "message": "sai mật khẩu s3cret-of-g15"})),
    };
    let (check, severity, field, found) = worst("portal", ACCOUNT, vec![answer]).await;
    assert_eq!((check, severity), (Check::Credentials, Severity::Wrong));
    assert_eq!(field, "roles.portal.accounts[0]");
    assert_eq!(found, "a refusal: sai mật khẩu •••");
}

#[tokio::test]
async fn another_service_at_the_address() {
    for role in ["portal", "identity", "licences"] {
        let page = Answer {
            path: "/",
            asks: serde_json::Value::Null,
            answer: ResponseTemplate::new(200).set_body_string("<html>"),
        };
        let (check, severity, field, found) = worst(role, "", vec![page]).await;
        assert_eq!(
            (check, severity),
            (Check::Interface, Severity::Wrong),
            "{role}"
        );
        assert_eq!(field, format!("roles.{role}.url"));
        assert_eq!(found, "status 404 without the fields of this service");
    }
}

#[tokio::test]
async fn a_sign_on_that_publishes_itself() {
    let answer = Answer {
        path: "/.well-known/openid-configuration",
        asks: serde_json::Value::Null,
        answer: json(&json!({"issuer": "http://h", "authorization_endpoint": "http://h/a"})),
    };
    let (check, severity, ..) = worst("identity", "", vec![answer]).await;
    assert_eq!((check, severity), (Check::RoundTrip, Severity::Ok));
}

#[tokio::test]
async fn nobody_at_the_address() {
    let text = "[roles.payment]\nbinding = \"external\"\nunder_test = true\nurl = \"http://127.0.0.1:1\"\n";
    let (diagnosis, _) =
        check_text(Path::new("target.toml"), text, &environment, &["payment"]).await;
    let bad = diagnosis
        .findings
        .iter()
        .find(|finding| finding.severity == Severity::Wrong);
    let bad = bad.expect("nobody listens there");
    assert_eq!((bad.check, bad.cause), (Check::Reach, Some(Cause::Network)));
    assert_eq!(bad.field, "roles.payment.url");
    let expected = bad.expected.as_ref().expect("something was expected");
    assert_eq!(expected.en, "to reach the payment platform");
    assert_eq!(expected.vi, "kết nối được nền tảng thanh toán trực tuyến");
}

//! A canary in every place a secret can travel: none of them may reach the record on disk.

use clock::Clock;
use harness::Recorder;
use harness::tap::{Endpoint, Tap};
use record::Event;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

const CANARY: &str = "canary/7f+3a=é";

#[tokio::test]
async fn no_secret_reaches_the_record() {
    let upstream = MockServer::start().await;
    let answer = ResponseTemplate::new(401)
        .insert_header("Set-Cookie", "session=unregistered-1")
        .insert_header("X-Echo", CANARY.replace('é', "e").as_str())
        .set_body_raw(
            format!(r#"{{"token":"unregistered-2","ErrorDesc":"sai mat khau {CANARY}"}}"#),
            "application/json",
        );
    Mock::given(any())
        .respond_with(answer)
        .mount(&upstream)
        .await;
    let folder = tempfile::tempdir().expect("a folder");
    let recorder = Recorder::create(folder.path()).expect("a record");
    recorder.masker().hide(CANARY);
    recorder.masker().hide(&CANARY.replace('é', "e"));
    let scenario = recorder.scenario("secrets/all");
    let here = ([127, 0, 0, 1], 0).into();
    let endpoint = Endpoint::new("axis", &upstream.uri());
    let tap = Tap::open(here, endpoint, Clock::system(), scenario.clone())
        .await
        .expect("a tap");
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = reqwest::Client::builder()
        .no_proxy()
        .build()
        .expect("a client");
    let mut url = url::Url::parse(&format!("{}/v1/auth/login", tap.url())).expect("an address");
    url.query_pairs_mut()
        .append_pair("q", CANARY)
        .append_pair("password", "unregistered-3");
    let answer = client
        .post(url)
        .header("X-SecretKey", "unregistered-4")
        .header("Authorization", "Bearer unregistered-5")
        .header("X-Other", CANARY.as_bytes())
        .body(format!(r#"{{"password":"unregistered-6","x":"{CANARY}"}}"#))
        .send()
        .await
        .expect("an answer");
    let received = answer.text().await.expect("a body");
    assert!(received.contains(CANARY), "what travels is not changed");
    recorder.append(&Event::ScenarioStarted {
        scenario: format!("after {CANARY}"),
    });
    let record =
        std::fs::read_to_string(folder.path().join(record::FILE_NAME)).expect("the record");
    for leak in ["canary", "7f+3a", "unregistered"] {
        assert!(!record.contains(leak), "{leak} in {record}");
    }
    assert!(
        record.contains("\"X-Echo\"") || record.contains("\"x-echo\""),
        "{record}"
    );
    recorder.finish().expect("a whole record");
}

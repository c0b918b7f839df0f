//! Every fault of the tap, seen by a real client in front and a real server behind.

use std::time::Duration;

use harness::tap::{Fault, Part, Pattern, Rule};

use crate::support::stage::{SHORT, Stage, is_reset};

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
    let stage = Stage::with(Fault::EditAnswer {
        part: Part::Body,
        find: Pattern::literal("Thanh cong"),
        replace: "That bai".to_owned(),
    })
    .await;
    stage.tap.add_rule(Rule::every(Fault::EditRequest {
        find: Pattern::literal("edXML"),
        replace: "other".to_owned(),
    }));
    stage.tap.add_rule(Rule::every(Fault::EditRequest {
        find: Pattern::literal("absent"),
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
async fn made_again() {
    let stage = Stage::with(Fault::MadeAgain {
        find: Pattern::literal("<edXML/>"),
        replace: "<edXML>again</edXML>".to_owned(),
    })
    .await;
    let answer = stage.request().send().await.expect("an answer");
    assert!(answer.status().is_success());
    let seen = stage.seen().await;
    let bodies: Vec<&[u8]> = seen.iter().map(|request| request.body.as_slice()).collect();
    assert_eq!(
        bodies,
        [b"<edXML/>".as_slice(), b"<edXML>again</edXML>".as_slice()]
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

//! Governments with a real axis or a real document system, stood in for by test servers.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use harness::{Action, Government, Recorder, Stimulated, Target, Waited};
use simulators::{DocumentSystem, Draft, Face, Identity, Temperament};
use wiremock::matchers::{any, body_json, method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::support::raise::{join, plan};

const EXTERNAL: &str = r#"[roles.axis]
binding = "external"
under_test = true
url = "URL"
deadline = "300ms"
lgsp_path = ""
[[roles.axis.systems]]
agency = "000.00.00.G15"
name = "Bộ Tư pháp"
system_id = "g15"
secret_env = "LT_SECRET"
"#;

fn read(text: &str) -> Target {
    let environment = |_: &str| Some("s3cret-of-g15".to_owned());
    Target::parse(Path::new("target.toml"), text, &environment).expect("the file is sound")
}

#[tokio::test]
async fn an_external_axis_lends_its_systems_to_one_scenario_at_a_time() {
    let server = MockServer::start().await;
    let empty = ResponseTemplate::new(200).set_body_raw(
        r#"{"status":"OK","ErrorCode":"0","ErrorDesc":"","data":[]}"#,
        "application/json",
    );
    Mock::given(any()).respond_with(empty).mount(&server).await;
    let target = read(&EXTERNAL.replace("URL", &server.uri()));
    let recorder = Recorder::in_memory();
    let mut government = Government::raise(plan(target.clone(), &recorder, "test/one"))
        .await
        .expect("a government");
    assert!(government.axis().is_none() && !government.clock().is_controlled());
    let system = join(&mut government, "A", "000.00.00.H41").await;
    assert_eq!(
        system.identity().code,
        "000.00.00.G15",
        "the identity is the leased one"
    );
    let none_left = government
        .participant("B", Identity::default(), Face::Vxp, Temperament::sound())
        .await;
    let none_left = none_left.expect_err("there is only one");
    assert!(none_left.is_not_applicable() && none_left.to_string().contains("expected 2 systems"));
    let no_face = government
        .participant("C", Identity::default(), Face::Lgsp, Temperament::sound())
        .await;
    assert!(no_face.expect_err("no such face").is_not_applicable());
    let waited = government
        .until("a document", || false)
        .await
        .expect_err("it never comes");
    assert!(matches!(waited, Waited::OutOfPatience { .. }), "{waited}");
    assert!(government.kill_axis().await.is_err());

    let raised = Arc::new(AtomicBool::new(false));
    let (told, second) = (Arc::clone(&raised), plan(target, &recorder, "test/two"));
    let second = tokio::spawn(async move {
        let mut government = Government::raise(second).await.expect("its turn comes");
        told.store(true, Ordering::SeqCst);
        join(&mut government, "A", "000.00.00.H41")
            .await
            .identity()
            .code
            .clone()
    });
    tokio::task::yield_now().await;
    assert!(!raised.load(Ordering::SeqCst), "one at a time");
    drop(government);
    assert_eq!(second.await.expect("no panic"), "000.00.00.G15");
}

fn document_system(listen: &str, stimulus: &str) -> Target {
    read(&format!(
        r#"[roles.axis]
listen = "{listen}"
[roles.document-system]
binding = "external"
under_test = true
agency = "000.00.00.H41"
name = "UBND tỉnh Nghệ An"
system_id = "h41"
secret_env = "LT_SECRET"
patience = "5s"
{stimulus}
"#
    ))
}

/// A real document system, played by the simulator's client from outside the government.
fn outside(url: &str) -> DocumentSystem {
    let connection = simulators::Connection {
        url: url.to_owned(),
        face: Face::Vxp,
        credentials: protocols::vxp::sign::Credentials {
            system_id: "h41".to_owned(),
            secret: "s3cret-of-g15".to_owned(),
        },
    };
    let identity = Identity::new("000.00.00.H41", "UBND tỉnh Nghệ An");
    DocumentSystem::new(identity, connection, clock::Clock::system(), 1)
}

#[tokio::test]
async fn a_real_document_system_keeps_its_axis_between_scenarios() {
    let target = document_system("127.0.0.1:0", "");
    let (first, second) = (Recorder::in_memory(), Recorder::in_memory());
    let mut government = Government::raise(plan(target.clone(), &first, "test/one"))
        .await
        .expect("a government");
    let url = government.axis_url().to_owned();
    let real = outside(&url);
    let justice = join(&mut government, "Bộ Tư pháp", "000.00.00.G15").await;
    justice
        .send(Draft::new("Công văn").to(real.identity()))
        .await
        .expect("the axis takes it");
    let act = async {
        // The real system polls when it likes; here, while the government waits.
        real.work().await.expect("its round");
    };
    let arrival = government.until("the notice of arrival", || {
        !justice.statuses_received().is_empty()
    });
    let (arrived, ()) = tokio::join!(arrival, act);
    arrived.expect("it is told of by status 01");
    let system = government
        .document_system_under_test()
        .expect("one is under test");
    let asked = system
        .stimulate(
            Action::Send,
            &[("to", "000.00.00.G15"), ("subject", "Báo cáo")],
        )
        .await;
    let Ok(Stimulated::AskPerson(line)) = asked else {
        panic!("a person must act: {asked:?}");
    };
    insta::assert_snapshot!(line.en, @"Operator of the system of UBND tỉnh Nghệ An (000.00.00.H41), please send a document “Báo cáo” to 000.00.00.G15 (within 5 s)");
    insta::assert_snapshot!(line.vi, @"Đề nghị người vận hành hệ thống của UBND tỉnh Nghệ An (000.00.00.H41): gửi văn bản “Báo cáo” đến 000.00.00.G15 (trong 5 giây)");
    drop(government);
    let government = Government::raise(plan(target, &second, "test/two"))
        .await
        .expect("a government");
    assert_eq!(government.axis_url(), url);
    real.work().await.expect("its axis is still there");
    assert!(
        !second.events().is_empty(),
        "and its exchanges belong to the new scenario"
    );
}

#[tokio::test]
async fn a_real_document_system_is_told_by_calls() {
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .and(path("/send/000.00.00.G15"))
        .and(body_json(
            serde_json::json!({"to": "000.00.00.G15", "subject": "a \"b\" {to}"}),
        ))
        .respond_with(ResponseTemplate::new(202))
        .mount(&server)
        .await;
    let stimulus = format!(
        r#"[roles.document-system.stimulus]
send = {{ http = "POST {0}/send/{{to}}", body = "{{\"to\":\"{{to}}\",\"subject\":\"{{subject}}\"}}" }}
accept = {{ http = "POST {0}/nothing-here" }}
finish = {{ command = ["test", "{{code}}", "=", "1/A; exit 1"] }}
recall = {{ command = ["false"] }}
update = {{ command = ["./no-such-program"] }}"#,
        server.uri()
    );
    let target = document_system("127.0.0.1:0", &stimulus);
    let government = Government::raise(plan(target, &Recorder::in_memory(), "test/one"))
        .await
        .expect("a government");
    let system = government
        .document_system_under_test()
        .expect("one is under test");
    let values = [
        ("to", "000.00.00.G15"),
        ("subject", "a \"b\" {to}"),
        ("code", "1/A; exit 1"),
    ];
    for (action, told) in [
        (Action::Send, None),
        (Action::Finish, None),
        (Action::Accept, Some("found 404 Not Found")),
        (Action::Recall, Some("expected false to succeed")),
        (Action::Update, Some("expected to run ./no-such-program")),
    ] {
        match (system.stimulate(action, &values).await, told) {
            (Ok(done), None) => assert_eq!(done, Stimulated::Done),
            (Err(error), Some(told)) => assert!(error.to_string().contains(told), "{error}"),
            (other, _) => panic!("{action}: {other:?}"),
        }
    }
}

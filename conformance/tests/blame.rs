//! The fault matrix: troubles that are not the system's fault, planted between the program and a sound system, and the cause
//! each must get. The troubles that are seen before any scenario have their table in the doctor's tests.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use clock::Clock;
use conformance::catalogue::Catalogue;
use conformance::stage::{self, Manner, Trial};
use features::files;
use features::plan::{Plan, Planned};
use harness::tap::{Endpoint, Fault, Rule, Tap};
use harness::{Planted, Recorder, Seed, Target};
use platform::axis::{AgencyRecord, Axis, Keep, Running, Settings};
use record::{Cause, Verdict};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

/// Scenarios of a sound axis that need two systems and no more.
const SCENARIOS: [&str; 3] = [
    "sending/a-document-of-a-ministry-reaches-a-province",
    "sending/the-receiver-gets-the-document-as-it-was-written",
    "keeping/the-same-package-sent-again-is-the-same-document",
];

const TARGET: &str = r#"
[roles.axis]
binding = "external"
under_test = true
url = "URL"
vxp_path = "/XrdAdapter/adapter"
lgsp_path = ""
deadline = "400ms"
[[roles.axis.systems]]
agency = "000.00.00.G15"
name = "Bộ Tư pháp"
system_id = "g15"
secret_env = "G15"
[[roles.axis.systems]]
agency = "000.00.00.H36"
name = "UBND tỉnh Lâm Đồng"
system_id = "h36"
secret_env = "H36"
"#;

/// Where a trouble lies.
enum Plant {
    /// In the line between the program and the axis.
    Line(fn() -> Vec<Rule>),
    /// In the target file: a text and what stands there instead.
    File(&'static str, &'static str),
    /// In the environment variable of the first system's secret.
    Secret(&'static str),
    /// In what the axis knows: the operator changes it.
    Directory(Change),
    /// In the clocks: the axis's clock is so many hours ahead of ours, and it takes no old requests.
    Clock(i64),
    /// In who listens at the address.
    Listener(Listener),
    /// In the axis itself: SQL that spoils what it keeps. The control: this one is the system's fault.
    Axis(&'static str),
}

enum Change {
    /// The agency of the second system is closed.
    Closed,
    /// The second system speaks for another agency.
    OtherAgency,
    /// Nothing is registered.
    Nothing,
}

#[derive(Clone, Copy)]
enum Listener {
    /// Nobody.
    Nobody,
    /// Somebody who takes connections and says nothing.
    Mute,
    /// Somebody who closes every connection.
    Closing,
    /// A mail server.
    Mail,
}

const fn row(trouble: &'static str, plant: Plant, cause: Cause) -> (&'static str, Plant, Cause) {
    (trouble, plant, cause)
}

/// Every trouble with the cause it must get.
const TROUBLES: &[(&str, Plant, Cause)] = &[
    row(
        "nobody listens",
        Plant::Listener(Listener::Nobody),
        Cause::Network,
    ),
    row(
        "connections are taken and nothing is said",
        Plant::Listener(Listener::Mute),
        Cause::Network,
    ),
    row(
        "connections are closed at once",
        Plant::Listener(Listener::Closing),
        Cause::Network,
    ),
    row(
        "a mail server listens",
        Plant::Listener(Listener::Mail),
        Cause::Network,
    ),
    row(
        "the name is unknown",
        Plant::File("http://127.0.0.1", "http://axis.invalid"),
        Cause::Network,
    ),
    row(
        "https where http is spoken",
        Plant::File("http://", "https://"),
        Cause::Network,
    ),
    row(
        "the path is wrong",
        Plant::File("/XrdAdapter/adapter", "/adapter"),
        Cause::Configuration,
    ),
    row(
        "the system id is wrong",
        Plant::File("\"g15\"", "\"g51\""),
        Cause::Configuration,
    ),
    row(
        "the secret is wrong",
        Plant::Secret("another"),
        Cause::Configuration,
    ),
    row(
        "the agency of a system is another one",
        Plant::Directory(Change::OtherAgency),
        Cause::Configuration,
    ),
    row(
        "the agency of a system is closed",
        Plant::Directory(Change::Closed),
        Cause::Configuration,
    ),
    row(
        "no system is registered",
        Plant::Directory(Change::Nothing),
        Cause::Configuration,
    ),
    row(
        "the clock is an hour behind",
        Plant::Clock(1),
        Cause::Configuration,
    ),
    row(
        "the clock is an hour ahead",
        Plant::Clock(-1),
        Cause::Configuration,
    ),
    row(
        "every request hangs",
        Plant::Line(|| vec![Rule::every(Fault::HangRequest)]),
        Cause::Network,
    ),
    row(
        "the second send hangs",
        Plant::Line(|| {
            vec![
                Rule::every(Fault::HangRequest).on("sendEdoc").nth(2),
                Rule::every(Fault::HangRequest).on("sendEdoc").nth(1),
            ]
        }),
        Cause::Network,
    ),
    row(
        "every connection is reset",
        Plant::Line(|| vec![Rule::every(Fault::Reset)]),
        Cause::Network,
    ),
    row(
        "lists are reset",
        Plant::Line(|| vec![Rule::every(Fault::Reset).on("getReceivedEdocList")]),
        Cause::Network,
    ),
    row(
        "answers to sends are lost",
        Plant::Line(|| vec![Rule::every(Fault::SwallowAnswer).on("sendEdoc")]),
        Cause::Network,
    ),
    row(
        "sends never arrive",
        Plant::Line(|| vec![Rule::every(Fault::DropRequest).on("sendEdoc")]),
        Cause::Network,
    ),
    row(
        "answers break off in the middle",
        Plant::Line(|| vec![Rule::every(Fault::TruncateAnswer { bytes: 20 })]),
        Cause::Network,
    ),
    row(
        "answers break off after the headers",
        Plant::Line(|| vec![Rule::every(Fault::TruncateAnswer { bytes: 0 })]),
        Cause::Network,
    ),
    row(
        "answers come in drops",
        Plant::Line(|| {
            vec![Rule::every(Fault::DripAnswer {
                bytes: 1,
                milliseconds: 50,
            })]
        }),
        Cause::Network,
    ),
    row(
        "answers are too slow by a little",
        Plant::Line(|| vec![Rule::every(Fault::DelayAnswer { milliseconds: 500 })]),
        Cause::Network,
    ),
    row(
        "sends are too slow by a little",
        Plant::Line(|| vec![Rule::every(Fault::DelayAnswer { milliseconds: 500 }).on("sendEdoc")]),
        Cause::Network,
    ),
    row(
        "the axis restarts in the middle",
        Plant::Line(|| {
            (1..=3)
                .map(|nth| Rule::every(Fault::Reset).nth(nth + 2))
                .collect()
        }),
        Cause::Network,
    ),
    row(
        "a gateway answers 502",
        Plant::Line(|| page(502, "<html>Bad Gateway</html>")),
        Cause::Network,
    ),
    row(
        "a gateway answers 503",
        Plant::Line(|| page(503, "<html>Service Unavailable</html>")),
        Cause::Network,
    ),
    row(
        "a gateway answers sends with 504",
        Plant::Line(|| {
            page(504, "<html>Gateway Timeout</html>")
                .into_iter()
                .map(|rule| rule.on("sendEdoc"))
                .collect()
        }),
        Cause::Network,
    ),
    row(
        "a web page is answered",
        Plant::Line(|| page(200, "<html><title>Đăng nhập</title></html>")),
        Cause::Configuration,
    ),
    row(
        "a web page is answered to sends",
        Plant::Line(|| {
            page(200, "<html><title>Đăng nhập</title></html>")
                .into_iter()
                .map(|rule| rule.on("sendEdoc"))
                .collect()
        }),
        Cause::Configuration,
    ),
    row(
        "a page says that nothing is here",
        Plant::Line(|| page(404, "<html>Not Found</html>")),
        Cause::Configuration,
    ),
    row(
        "requests are sent elsewhere",
        Plant::Line(|| {
            [
                page(302, ""),
                vec![Rule::every(Fault::SetAnswerHeader {
                    name: "location".into(),
                    value: Some("https://sso.example.vn/".into()),
                })],
            ]
            .concat()
        }),
        Cause::Configuration,
    ),
    row(
        "a proxy wants a password",
        Plant::Line(|| page(401, "<html>Proxy</html>")),
        Cause::Configuration,
    ),
    row(
        "a firewall forbids it",
        Plant::Line(|| page(403, "<html>Forbidden</html>")),
        Cause::Configuration,
    ),
    row(
        "another service answers in JSON",
        Plant::Line(|| {
            vec![Rule::every(Fault::ReplaceAnswer {
                status: 404,
                content_type: "application/json".into(),
                body: r#"{"error":"no such route"}"#.into(),
            })]
        }),
        Cause::Configuration,
    ),
    row(
        "the axis loses what it accepted",
        Plant::Axis("CREATE TEMP TRIGGER loses AFTER INSERT ON delivery BEGIN DELETE FROM delivery; END"),
        Cause::SystemUnderTest,
    ),
    row(
        "the axis delivers everything twice under two identifiers",
        Plant::Axis(
            "CREATE TEMP TRIGGER twice AFTER INSERT ON delivery WHEN NEW.doc_id NOT LIKE '%again' BEGIN
             INSERT INTO delivery (doc_id, send, receiver, to_code, message_type, priority, arrived, updated)
             VALUES (NEW.doc_id || 'again', NEW.send, NEW.receiver, NEW.to_code, NEW.message_type, NEW.priority, NEW.arrived, NEW.updated); END",
        ),
        Cause::SystemUnderTest,
    ),
];

fn page(status: u16, body: &str) -> Vec<Rule> {
    vec![Rule::every(Fault::ReplaceAnswer {
        status,
        content_type: "text/html; charset=utf-8".into(),
        body: body.into(),
    })]
}

/// A trouble as it stands: what must live while it is tried, and the target that leads into it.
struct Standing {
    target: Target,
    _axis: Option<(Axis, Running)>,
    _line: Option<Tap>,
    _listener: Option<tokio::task::JoinHandle<()>>,
}

const HERE: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 0);

async fn raise(plant: &Plant) -> Standing {
    if let Plant::Listener(kind) = plant {
        let (url, listener) = listen(*kind).await;
        return Standing {
            target: target(&TARGET.replace("URL", &url), "secret of g15"),
            _axis: None,
            _line: None,
            _listener: listener,
        };
    }
    let now = Clock::system().now();
    let (clock, settings) = match plant {
        Plant::Clock(hours) => {
            let there = now
                .checked_add(jiff::SignedDuration::from_hours(*hours))
                .expect("a time");
            (
                Clock::controlled(there),
                Settings {
                    timestamp_max_age_seconds: 600,
                    timestamp_max_future_seconds: 600,
                    ..Settings::default()
                },
            )
        }
        Plant::Axis(defect) => (
            Clock::system(),
            Settings {
                defect: Some((*defect).to_owned()),
                ..Settings::default()
            },
        ),
        _ => (Clock::system(), Settings::default()),
    };
    let axis = Axis::open(settings, Keep::Memory, clock).expect("an axis");
    register(&axis, plant).await;
    let running = axis.serve(HERE).await.expect("it listens");
    let line = Tap::open(
        HERE,
        Endpoint::new("axis", &running.url),
        Clock::system(),
        Recorder::nowhere().scenario("line"),
    )
    .await
    .expect("a line");
    if let Plant::Line(rules) = plant {
        rules().into_iter().for_each(|rule| line.add_rule(rule));
    }
    let mut text = TARGET.replace("URL", line.url());
    if let Plant::File(find, replace) = plant {
        assert!(text.contains(find), "{find} stands in the file");
        text = text.replace(find, replace);
    }
    let secret = if let Plant::Secret(secret) = plant {
        secret
    } else {
        "secret of g15"
    };
    Standing {
        target: target(&text, secret),
        _axis: Some((axis, running)),
        _line: Some(line),
        _listener: None,
    }
}

async fn register(axis: &Axis, plant: &Plant) {
    for (code, name) in [
        ("000.00.00.G15", "Bộ Tư pháp"),
        ("000.00.00.H36", "UBND tỉnh Lâm Đồng"),
        ("000.00.00.H41", "UBND tỉnh Nghệ An"),
    ] {
        axis.register_agency(AgencyRecord::new(code, name))
            .await
            .expect("registered");
    }
    let second = match plant {
        Plant::Directory(Change::Nothing) => return,
        Plant::Directory(Change::OtherAgency) => "000.00.00.H41",
        _ => "000.00.00.H36",
    };
    axis.register_system("000.00.00.G15", "g15", "secret of g15")
        .await
        .expect("registered");
    axis.register_system(second, "h36", "secret of h36")
        .await
        .expect("registered");
    if matches!(plant, Plant::Directory(Change::Closed)) {
        axis.close_agency("000.00.00.H36").await.expect("closed");
    }
}

fn target(text: &str, first: &str) -> Target {
    let environment = |name: &str| {
        Some(if name == "G15" {
            first.to_owned()
        } else {
            "secret of h36".to_owned()
        })
    };
    Target::parse(Path::new("target.toml"), text, &environment).expect("the file is sound")
}

async fn listen(kind: Listener) -> (String, Option<tokio::task::JoinHandle<()>>) {
    let listener = TcpListener::bind(HERE).await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("its address"));
    if matches!(kind, Listener::Nobody) {
        return (url, None);
    }
    let serve = async move {
        let mut taken = Vec::new();
        while let Ok((mut stream, _)) = listener.accept().await {
            match kind {
                Listener::Mute => taken.push(stream),
                Listener::Mail => {
                    // Whoever hangs up early has seen enough.
                    let _ = stream.write_all(b"220 mail.example.vn ESMTP\r\n").await;
                    let _ = stream.read(&mut [0; 4096]).await;
                    taken.push(stream);
                }
                Listener::Nobody | Listener::Closing => drop(stream),
            }
        }
    };
    (url, Some(tokio::spawn(serve)))
}

fn scenarios() -> Vec<Planned> {
    let plan = Plan::read(&files::embedded(), &Catalogue::get().ids()).expect("our features");
    let mut scenarios = plan.scenarios;
    scenarios.retain(|planned| SCENARIOS.contains(&planned.entry.id.as_str()));
    assert_eq!(scenarios.len(), SCENARIOS.len(), "every scenario is there");
    scenarios
}

#[tokio::test]
async fn no_trouble_is_taken_for_the_systems_fault() {
    let mut standing = Vec::new();
    let mut trials = Vec::new();
    for (trouble, plant, _) in TROUBLES {
        let there = raise(plant).await;
        let target = Arc::new(there.target.clone());
        standing.push(there);
        trials.extend(scenarios().into_iter().map(|mut planned| {
            planned.entry.id = format!("{} while {trouble}", planned.entry.id);
            Trial {
                planned,
                target: Arc::clone(&target),
                seed: Seed(1),
                start: Clock::system().now(),
                settings: Settings::default(),
                planted: Planted::default(),
            }
        }));
    }
    let manner = Manner {
        jobs: 16,
        shuffle: None,
    };
    let endings = stage::perform(trials, manner, Recorder::nowhere()).await;
    let mut by_trouble: HashMap<&str, Vec<_>> = HashMap::new();
    for (id, ending) in &endings {
        let (_, trouble) = id.split_once(" while ").expect("our own name");
        by_trouble
            .entry(trouble)
            .or_default()
            .push(&ending.finished);
    }
    let mut wrong = Vec::new();
    for (trouble, _, cause) in TROUBLES {
        let ends = &by_trouble[trouble];
        let blamed = ends
            .iter()
            .filter(|end| end.verdict != Verdict::Pass)
            .map(|end| (end.verdict, end.cause));
        let blamed: Vec<_> = blamed.collect();
        let verdict = if *cause == Cause::SystemUnderTest {
            Verdict::Fail
        } else {
            Verdict::Inconclusive
        };
        if blamed.is_empty() || blamed.iter().any(|end| *end != (verdict, Some(*cause))) {
            let told: Vec<_> = ends
                .iter()
                .map(|end| {
                    format!(
                        "{:?} {:?} {:?}",
                        end.verdict,
                        end.cause,
                        end.failure.as_ref().map(|failure| &failure.received)
                    )
                })
                .collect();
            wrong.push(format!(
                "{trouble}: expected {cause:?}\n    {}",
                told.join("\n    ")
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {} troubles:\n{}",
        wrong.len(),
        TROUBLES.len(),
        wrong.join("\n")
    );
}

//! Each way in which a target can be unusable, told apart by field, cause and words.

use std::path::Path;
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::Instant;

use harness::doctor::{self, Check, Diagnosis, Finding, Judgement, Severity};
use harness::{Government, Target};
use record::Cause;
use tokio::net::TcpListener;

mod cases;
mod certificates;
mod servers;
mod services;

use certificates::{Certificates, Leaf};
use servers::Server;

use crate::support::raise::{join, plan};

/// What must never be seen.
const SECRETS: [&str; 4] = [
    "s3cret-of-g15",
    "s3cret-of-h37",
    "s3cret-of-h41",
    "wr0ng-secret",
];

fn environment(name: &str) -> Option<String> {
    let value = match name {
        "LT_G15" => SECRETS[0],
        "LT_H37" => SECRETS[1],
        "LT_H41" => SECRETS[2],
        "LT_WRONG" => SECRETS[3],
        "LT_EMPTY" => "",
        "LT_BREAK" => "s3cret-of-h37\n",
        _ => return None,
    };
    Some(value.to_owned())
}

/// A port at which nobody ever listens.
const CLOSED: &str = "1";

/// A free port, another one each time, below those that a machine gives to whoever asks for any: nobody takes it meanwhile.
fn free_port() -> u16 {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let first = 12_000 + u16::try_from(std::process::id() % 7_000).unwrap_or(0);
    let untried = std::iter::repeat_with(|| first + NEXT.fetch_add(1, Ordering::Relaxed));
    let is_free = |port: &u16| std::net::TcpListener::bind(("127.0.0.1", *port)).is_ok();
    untried.take(1_000).find(is_free).expect("a free port")
}

/// Checks a file in front of a server.
async fn check(
    text: &str,
    server: Server,
    certificates: &Certificates,
) -> (Diagnosis, Option<Target>) {
    let server = server.start(certificates).await;
    let taken = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let taken_port = taken.local_addr().expect("an address").port();
    let text = text
        .replace("PORT", &server.port.to_string())
        .replace("TAKEN", &taken_port.to_string())
        .replace("FREE", &free_port().to_string())
        .replace("CLOSED", CLOSED)
        .replace("DIR", &certificates.folder().display().to_string());
    doctor::check_text(Path::new("target.toml"), &text, &environment, &["axis"]).await
}

fn in_english(finding: &Finding) -> String {
    let text = |text: &Option<record::Text>| text.as_ref().map_or("", |text| &text.en).to_owned();
    format!(
        "expected {}, found {}; {}",
        text(&finding.expected),
        finding.found.en,
        text(&finding.fix)
    )
}

fn list(diagnosis: &Diagnosis) -> String {
    let row = |finding: &Finding| {
        let Finding {
            severity,
            check,
            field,
            cause,
            ..
        } = finding;
        format!(
            "  {severity:?} {check:?} {field} {cause:?}: {}\n",
            in_english(finding)
        )
    };
    diagnosis.findings.iter().map(row).collect()
}

#[tokio::test]
async fn every_planted_mistake_is_named() {
    let certificates = Certificates::new();
    let mut times = Vec::new();
    let mut missed = String::new();
    for case in cases::all() {
        let begun = Instant::now();
        let (diagnosis, _) = check(&case.text(), case.server, &certificates).await;
        times.push(begun.elapsed());
        let named = diagnosis.findings.iter().find(|finding| {
            finding.field == case.field
                && finding.severity == case.severity
                && case
                    .words
                    .iter()
                    .all(|words| in_english(finding).contains(words))
        });
        let judgement = match (case.severity, case.cause) {
            (Severity::Wrong, Cause::Configuration) => Judgement::Misconfigured,
            (Severity::Wrong, _) => Judgement::Unreachable,
            _ => Judgement::Usable,
        };
        let told = serde_json::to_string(&diagnosis).expect("plain data");
        let problem = match named {
            None => "is not named",
            Some(finding) if finding.cause != Some(case.cause) => "has another cause",
            Some(finding) if finding.fix.as_ref().is_none_or(|fix| fix.vi.is_empty()) => {
                "has no fix"
            }
            Some(_) if diagnosis.judgement() != judgement => "is judged otherwise",
            Some(_) if SECRETS.iter().any(|secret| told.contains(secret)) => "leaks a secret",
            Some(_) => continue,
        };
        missed.push_str(&format!(
            "{}: {} {problem}\n{}",
            case.name,
            case.field,
            list(&diagnosis)
        ));
    }
    times.sort_unstable();
    println!(
        "{} mistakes, median {:?}, longest {:?}",
        times.len(),
        times[times.len() / 2],
        times[times.len() - 1]
    );
    assert!(
        times.len() >= 45,
        "only {} mistakes are planted",
        times.len()
    );
    assert!(missed.is_empty(), "{missed}");
}

#[tokio::test]
async fn nothing_is_wrong_with_a_sound_axis() {
    let certificates = Certificates::new();
    let (diagnosis, target) = check(cases::SOUND, Server::Axis, &certificates).await;
    assert!(target.is_some());
    let rows: Vec<_> = (diagnosis.findings.iter())
        .map(|finding| {
            (
                finding.check,
                finding.severity,
                finding.field.as_str(),
                finding.line,
            )
        })
        .collect();
    insta::assert_debug_snapshot!(rows);
    let encrypted = cases::SOUND
        .replace("http://127.0.0.1", "https://localhost")
        .replace("#AXIS", "ca_file = \"DIR/ca.pem\"");
    let (diagnosis, target) = check(&encrypted, Server::Tls(Leaf::Sound), &certificates).await;
    assert!(target.is_some());
    assert_eq!(
        diagnosis.count(Severity::Ok),
        diagnosis.findings.len(),
        "{}",
        list(&diagnosis)
    );
    assert!(
        diagnosis
            .findings
            .iter()
            .any(|finding| finding.check == Check::Tls)
    );
}

#[tokio::test]
async fn independent_mistakes_are_told_together() {
    let certificates = Certificates::new();
    let text = cases::SOUND
        .replace("\"5s\"", "\"soon\"")
        .replace("#AXIS", "colour = 1\nlisten = \"here\"")
        .replace("LT_H37", "LT_NONE")
        .replace("LT_G15", "LT_WRONG");
    let (diagnosis, target) = check(&text, Server::Axis, &certificates).await;
    assert!(target.is_none(), "a file with mistakes is not run");
    let wrong: Vec<&str> = (diagnosis.findings.iter())
        .filter(|finding| finding.severity == Severity::Wrong)
        .map(|finding| finding.field.as_str())
        .collect();
    assert_eq!(
        wrong,
        [
            "roles.axis.deadline",
            "roles.axis.colour",
            "roles.axis.listen",
            "roles.axis.systems[1].secret_env",
            "roles.axis.systems[0]"
        ]
    );
    let tls = cases::SOUND
        .replace("http://127.0.0.1", "https://localhost")
        .replace("#AXIS", "ca_file = \"DIR/ca.pem\"");
    let leaf = Server::Tls(Leaf::ExpiredForAnotherHost);
    let (diagnosis, _) = check(&tls, leaf, &certificates).await;
    assert_eq!(diagnosis.count(Severity::Wrong), 2, "{}", list(&diagnosis));
    let not_checked = diagnosis.count(Severity::NotChecked);
    assert_eq!(
        not_checked,
        4,
        "what TLS hides is named: {}",
        list(&diagnosis)
    );
}

#[tokio::test]
async fn the_usual_path_of_a_face_that_is_not_there_is_only_a_warning() {
    let certificates = Certificates::new();
    let text = cases::SOUND.replace("#AXIS", "lgsp_path = \"\"");
    let only_vxp = Server::Axis;
    let (diagnosis, _) = check(&text, only_vxp, &certificates).await;
    assert_eq!(
        diagnosis.count(Severity::Warning),
        0,
        "{}",
        list(&diagnosis)
    );
    // The LGSP face lies elsewhere, and the file does not say that there is no VXP face.
    let text = cases::SOUND
        .replace("PORT\"", "PORT/v1\"")
        .replace("#AXIS", "lgsp_path = \"/../v1\"");
    let (diagnosis, _) = check(&text, Server::Axis, &certificates).await;
    assert_eq!(
        diagnosis.judgement(),
        Judgement::Usable,
        "{}",
        list(&diagnosis)
    );
    let warned = diagnosis
        .findings
        .iter()
        .find(|finding| finding.severity == Severity::Warning);
    assert_eq!(warned.expect("a warning").field, "roles.axis.vxp_path");
}

#[tokio::test]
async fn the_tap_believes_the_same_authority() {
    let certificates = Certificates::new();
    let server = Server::Tls(Leaf::Sound).start(&certificates).await;
    let text = cases::SOUND
        .replace(
            "http://127.0.0.1:PORT",
            &format!("https://localhost:{}", server.port),
        )
        .replace("#AXIS", "ca_file = \"DIR/ca.pem\"")
        .replace("DIR", &certificates.folder().display().to_string());
    let target = Target::parse(Path::new("target.toml"), &text, &environment);
    let target = target.expect("the file is sound");
    let recorder = harness::Recorder::in_memory();
    let mut government = Government::raise(plan(target, &recorder, "test/one"))
        .await
        .expect("a government");
    let system = join(&mut government, "A", "000.00.00.H41").await;
    let directory = system
        .client()
        .agencies()
        .await
        .expect("the axis answers through the tap");
    assert_eq!(directory.len(), 3);
}

#[tokio::test]
async fn the_profile_asks_for_its_role() {
    let certificates = Certificates::new();
    let server = Server::Axis.start(&certificates).await;
    let text = cases::SOUND.replace("PORT", &server.port.to_string());
    let path = Path::new("target.toml");
    let (diagnosis, _) = doctor::check_text(path, &text, &environment, &["document-system"]).await;
    assert_eq!(diagnosis.judgement(), Judgement::Misconfigured);
    assert_eq!(
        diagnosis.findings[0].field,
        "roles.document-system.under_test"
    );
}

#[tokio::test]
async fn the_embedded_government_needs_only_this_machine() {
    let diagnosis = doctor::check_machine().await;
    assert_eq!(
        diagnosis.judgement(),
        Judgement::Usable,
        "{}",
        list(&diagnosis)
    );
    assert_eq!(diagnosis.findings.len(), 4);
}

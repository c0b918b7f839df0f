//! The fault matrix around a real document system: how it is set up, how it is made to act, and the axis of ours that it talks
//! to. The real system is played by a simulated one that polls our axis from outside.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use clock::Clock;
use conformance::catalogue::Catalogue;
use conformance::stage::{self, Ending, Manner, Trial};
use features::files;
use features::plan::{Plan, Planned};
use harness::{Planted, Recorder, Seed, Target};
use platform::{Settings, axis};
use protocols::vxp::sign::Credentials;
use record::{Cause, ScenarioFinished, Verdict};
use simulators::{Connection, DocumentSystem, Face, Identity};

/// The system takes in a document by itself; an operator accepts one.
const SCENARIOS: [&str; 2] = [
    "system-receiving/a-document-sent-to-the-agency-is-fetched-and-its-arrival-reported",
    "system-receiving/a-document-is-accepted-without-waiting-for-its-paper-copy",
];

const TARGET: &str = r#"
[roles.axis]
listen = "LISTEN"
[roles.document-system]
binding = "external"
under_test = true
agency = "000.00.00.H41"
name = "UBND tỉnh Nghệ An"
system_id = "h41"
secret_env = "H41"
patience = "700ms"
"#;

/// The usual system polls under its own id with its own secret and has nobody to act for it.
#[derive(Clone, Copy)]
struct Row {
    trouble: &'static str,
    /// System id, secret and the end of the address the system uses; none: it never calls.
    system: Option<(&'static str, &'static str, &'static str)>,
    /// Appended to the target file.
    stimulus: &'static str,
    /// SQL that spoils our own axis.
    axis: Option<&'static str>,
    /// Somebody holds the address that our axis is to listen at.
    taken: bool,
    /// The verdicts it may get, and the cause it must get.
    expected: (Verdict, Cause),
}

const USUAL: Row = Row {
    trouble: "",
    system: Some(("h41", "secret of h41", "")),
    stimulus: "",
    axis: None,
    taken: false,
    expected: (Verdict::Inconclusive, Cause::Configuration),
};

/// What a full disk does to the statements of our axis.
const DISK_FULL: &str = "CREATE TEMP TRIGGER disk_full BEFORE INSERT ON send BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END";

/// Every trouble with what it must come to.
const TROUBLES: &[Row] = &[
    Row {
        trouble: "the system never calls",
        system: None,
        ..USUAL
    },
    Row {
        trouble: "the system signs with a wrong secret",
        system: Some(("h41", "another", "")),
        ..USUAL
    },
    Row {
        trouble: "the system has a wrong id",
        system: Some(("h14", "secret of h41", "")),
        ..USUAL
    },
    Row {
        trouble: "the system calls a wrong path",
        system: Some(("h41", "secret of h41", "/nowhere")),
        ..USUAL
    },
    Row {
        trouble: "the address to listen at is taken",
        taken: true,
        expected: (Verdict::Error, Cause::Configuration),
        ..USUAL
    },
    Row {
        trouble: "nobody listens where it is made to act",
        stimulus: "accept]\nhttp = \"POST http://127.0.0.1:1/accept\"",
        ..USUAL
    },
    Row {
        trouble: "the command to make it act is missing",
        stimulus: "accept]\ncommand = [\"./no-such-command-here\"]",
        ..USUAL
    },
    Row {
        trouble: "the command to make it act fails",
        stimulus: "accept]\ncommand = [\"false\"]",
        ..USUAL
    },
    Row {
        trouble: "the command to make it act never ends",
        stimulus: "accept]\ncommand = [\"sleep\", \"60\"]",
        ..USUAL
    },
    Row {
        trouble: "the operator does nothing",
        expected: (Verdict::Inconclusive, Cause::Undecided),
        ..USUAL
    },
    Row {
        trouble: "the disk of our axis is full",
        axis: Some(DISK_FULL),
        expected: (Verdict::Error, Cause::Simulator),
        ..USUAL
    },
];

const HERE: std::net::Ipv4Addr = std::net::Ipv4Addr::LOCALHOST;

/// Free addresses, one after the other, below the ports that a machine gives to those who ask for any: nobody else takes
/// one between its being found here and its being listened at.
fn free_addresses() -> impl Iterator<Item = (SocketAddr, std::net::TcpListener)> {
    let first = 20_000 + u16::try_from(std::process::id() % 10_000).unwrap_or(0);
    (first..32_000).filter_map(|port| {
        let listener = std::net::TcpListener::bind((HERE, port)).ok()?;
        Some((listener.local_addr().ok()?, listener))
    })
}

/// The real system: it works through what waits, over and over.
fn outside(
    address: SocketAddr,
    (id, secret, path): (&str, &str, &str),
) -> tokio::task::JoinHandle<()> {
    let connection = Connection {
        url: format!("http://{address}{path}"),
        face: Face::Vxp,
        credentials: Credentials {
            system_id: id.to_owned(),
            secret: secret.to_owned(),
        },
    };
    let identity = Identity::new("000.00.00.H41", "UBND tỉnh Nghệ An");
    let system = DocumentSystem::new(identity, connection, Clock::system(), 1);
    tokio::spawn(async move {
        let mut rounds = tokio::time::interval(Duration::from_millis(20));
        loop {
            rounds.tick().await;
            // Before the axis is up, and after it is gone, there is nothing to do.
            let _ = system.work().await;
        }
    })
}

fn scenarios() -> Vec<Planned> {
    let plan = Plan::read(&files::embedded(), &Catalogue::get().ids()).expect("our features");
    let mut scenarios = plan.scenarios;
    scenarios.retain(|planned| SCENARIOS.contains(&planned.entry.id.as_str()));
    assert_eq!(scenarios.len(), SCENARIOS.len(), "every scenario is there");
    scenarios
}

/// The scenarios of a row, each with the row's target.
fn trials(row: &Row, address: SocketAddr) -> impl Iterator<Item = Trial> {
    let mut text = TARGET.replace("LISTEN", &address.to_string());
    if !row.stimulus.is_empty() {
        text.push_str("[roles.document-system.stimulus.");
        text.push_str(row.stimulus);
    }
    let environment = |_: &str| Some("secret of h41".to_owned());
    let target = Target::parse(Path::new("target.toml"), &text, &environment);
    let target = Arc::new(target.expect("the file is sound"));
    scenarios().into_iter().map(move |mut planned| {
        planned.entry.id = format!("{} while {}", planned.entry.id, row.trouble);
        Trial {
            planned,
            target: Arc::clone(&target),
            seed: Seed(1),
            start: Clock::system().now(),
            settings: Settings {
                axis: axis::Settings {
                    defect: row.axis.map(str::to_owned),
                    ..axis::Settings::default()
                },
                ..Settings::default()
            },
            planted: Planted::default(),
        }
    })
}

/// What is wrong with how a row's scenarios ended; none when each that did not pass blames whom it should.
fn misjudged(row: &Row, endings: &HashMap<String, Ending>) -> Option<String> {
    let of_row = format!(" while {}", row.trouble);
    let ends = endings.iter().filter(|(id, _)| id.ends_with(&of_row));
    let open: Vec<_> = ends
        .map(|(_, ending)| &ending.finished)
        .filter(|end| end.verdict != Verdict::Pass)
        .collect();
    let right = |end: &&ScenarioFinished| {
        (end.verdict, end.cause) == (row.expected.0, Some(row.expected.1))
    };
    let judged = !open.is_empty() && open.iter().all(right);
    (!judged).then(|| {
        format!(
            "{}: expected {:?}, found {open:#?}",
            row.trouble, row.expected
        )
    })
}

#[tokio::test]
async fn no_trouble_around_a_real_system_is_taken_for_its_fault() {
    let mut systems = Vec::new();
    let mut held = Vec::new();
    let mut all = Vec::new();
    for (row, (address, listener)) in TROUBLES.iter().zip(free_addresses()) {
        held.extend(row.taken.then_some(listener));
        systems.extend(row.system.map(|system| outside(address, system)));
        all.extend(trials(row, address));
    }
    let manner = Manner {
        jobs: 16,
        shuffle: None,
    };
    let endings = stage::perform(all, manner, Recorder::nowhere()).await;
    systems.iter().for_each(tokio::task::JoinHandle::abort);
    let wrong: Vec<String> = TROUBLES
        .iter()
        .filter_map(|row| misjudged(row, &endings))
        .collect();
    assert!(
        wrong.is_empty(),
        "{} of {} troubles:\n{}",
        wrong.len(),
        TROUBLES.len(),
        wrong.join("\n")
    );
}

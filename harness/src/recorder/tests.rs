//! What the recorder keeps, and what it never shows.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use jiff::civil::date;
use record::{Event, Exchange, Message, Run, RunFinished, RunStarted, ScenarioEntry, Text};

use super::*;

fn text(text: &str) -> Text {
    Text {
        vi: text.to_owned(),
        en: text.to_owned(),
    }
}

fn started() -> Event {
    let day = date(2026, 11, 20);
    Event::RunStarted(Box::new(RunStarted {
        format: 1,
        program: "0.1.0".to_owned(),
        seed: 1,
        as_of: day,
        started: day.at(8, 0, 0, 0),
        profile: "axis".to_owned(),
        command: "lienthong run --seed 1".to_owned(),
        target: None,
        features: None,
        defect: None,
        roles: Vec::new(),
        requirements: Vec::new(),
        scenarios: vec![ScenarioEntry {
            id: "send/one".to_owned(),
            feature: text("Send"),
            name: text("One"),
            file: "send.feature".to_owned(),
            line: 3,
            requirements: Vec::new(),
            steps: Vec::new(),
        }],
    }))
}

fn message(line: &str) -> Message {
    Message {
        line: line.to_owned(),
        headers: BTreeMap::new(),
        body: String::new(),
        body_bytes: 0,
        body_sha256: String::new(),
    }
}

fn exchange() -> Exchange {
    Exchange {
        scenario: String::new(),
        number: 0,
        step: None,
        from: "Bộ Tư pháp (000.00.00.G15)".to_owned(),
        to: "axis".to_owned(),
        operation: "sendEdoc".to_owned(),
        at: date(2026, 11, 20).at(8, 0, 0, 0),
        milliseconds: 1,
        request: message("POST /XrdAdapter/adapter/sendEdoc"),
        response: None,
        fault: None,
    }
}

#[test]
fn exchanges_are_numbered_in_the_order_of_the_record() {
    let recorder = Recorder::in_memory();
    let scenario = recorder.scenario("send/one");
    assert_eq!(scenario.exchange(exchange()).step, None);
    scenario.begin_step(2);
    std::thread::scope(|threads| {
        for _ in 0..8 {
            threads.spawn(|| {
                for _ in 0..50 {
                    scenario.exchange(exchange());
                }
            });
        }
    });
    let numbers: Vec<u32> = (recorder.events().iter())
        .map(|event| match event {
            Event::Exchange(exchange) => exchange.number,
            other => panic!("only exchanges were recorded, not {other:?}"),
        })
        .collect();
    assert_eq!(numbers, (1..=401).collect::<Vec<_>>());
    assert_eq!(scenario.exchange(exchange()).step, Some(2));
}

#[test]
fn a_record_cut_in_the_middle_reads_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let recorder = Recorder::create(folder.path()).expect("a record");
    recorder.append(&started());
    let scenario = recorder.scenario("send/one");
    for _ in 0..3 {
        scenario.exchange(exchange());
    }
    // Not finished, not dropped: what a killed run leaves is what is on disk now.
    let path = folder.path().join(record::FILE_NAME);
    let whole = std::fs::read(&path).expect("the record");
    for cut in [whole.len(), whole.len() - 1, whole.len() - 40] {
        std::fs::write(&path, &whole[..cut]).expect("the record");
        let run = Run::read(folder.path()).expect("a cut record reads back");
        let kept = if cut == whole.len() - 40 { 2 } else { 3 };
        assert_eq!(run.scenarios[0].exchanges.len(), kept);
        assert_eq!(run.seconds, None);
    }
}

#[test]
fn an_earlier_record_is_not_overwritten() {
    let folder = tempfile::tempdir().expect("a folder");
    Recorder::create(folder.path()).expect("a record");
    let again = Recorder::create(folder.path()).expect_err("there is one");
    assert_eq!(again.kind(), io::ErrorKind::AlreadyExists);
}

#[test]
fn a_failure_to_write_is_told_at_the_end() {
    let file = File::open("/dev/null").expect("a file that cannot be written");
    let recorder = Recorder::new(Sink::File {
        file,
        path: "run.ndjson".into(),
    });
    recorder.append(&started());
    recorder.append(&Event::RunFinished(RunFinished { seconds: 1.0 }));
    let error = recorder.finish().expect_err("nothing was written");
    assert!(
        error
            .to_string()
            .starts_with("2 event(s) could not be written to run.ndjson:")
    );
}

#[test]
fn an_observer_sees_masked_events_as_they_happen() {
    let recorder = Recorder::in_memory();
    recorder.masker().hide("canary-value");
    let seen = Arc::new(Mutex::new(Vec::new()));
    let told = Arc::clone(&seen);
    recorder.observe(Box::new(move |event| {
        told.lock().expect("no panic").push(format!("{event:?}"));
    }));
    recorder.append(&Event::ScenarioStarted {
        scenario: "leaks canary-value".to_owned(),
    });
    assert_eq!(
        *seen.lock().expect("no panic"),
        ["ScenarioStarted { scenario: \"leaks •••\" }"]
    );
}

#[test]
fn a_secret_in_any_part_of_an_exchange_is_masked() {
    let recorder = Recorder::in_memory();
    recorder.masker().hide("canary-value");
    let mut leaking = exchange();
    leaking.from = "canary-value".to_owned();
    leaking.operation = "canary-value".to_owned();
    leaking.fault = Some("wrong secret canary-value".to_owned());
    leaking.request.line = "GET /v1/auth?password=hunter2&x=canary-value".to_owned();
    leaking.request.headers = BTreeMap::from([
        ("Authorization".to_owned(), "Basic hunter2".to_owned()),
        ("X-SecretKey".to_owned(), "hunter2".to_owned()),
        ("x-canary-value".to_owned(), "canary-value".to_owned()),
    ]);
    leaking.request.body = r#"{"username":"u","password":"hunter2"}"#.to_owned();
    leaking.response = Some(Message {
        body: r#"{"data":{"token":"hunter2"},"echo":"canary-value"}"#.to_owned(),
        ..message("200 OK")
    });
    let kept = recorder.scenario("s").exchange(leaking);
    let shown = format!("{kept:?}{:?}", recorder.events());
    assert!(
        !shown.contains("canary-value") && !shown.contains("hunter2"),
        "{shown}"
    );
}

//! What a digest tells, and what it leaves to real time.

use std::collections::BTreeMap;

use jiff::civil::date;
use record::{Event, Exchange, Message, Run};

use crate::support::{SCENARIO, started};

fn message(line: &str, body: &str) -> Message {
    Message {
        line: line.to_owned(),
        headers: BTreeMap::from([
            ("date".to_owned(), format!("when {body} was written")),
            ("docid".to_owned(), "7".to_owned()),
        ]),
        body: String::new(),
        body_bytes: body.len() as u64,
        body_sha256: body.to_owned(),
    }
}

fn exchange(request: &str, answer: &str) -> Exchange {
    Exchange {
        scenario: SCENARIO.to_owned(),
        number: 1,
        step: Some(0),
        from: "Bộ Tư pháp (000.00.00.G15)".to_owned(),
        to: "axis".to_owned(),
        operation: "sendEdoc".to_owned(),
        at: date(2026, 11, 20).at(9, 0, 0, 0),
        milliseconds: 1,
        request: message("POST /sendEdoc", request),
        response: Some(message("200 OK", answer)),
        fault: None,
    }
}

fn digest(exchanges: &[Exchange]) -> String {
    let start = Event::RunStarted(Box::new(started()));
    let exchanges = exchanges.iter().cloned().map(Box::new).map(Event::Exchange);
    let events = std::iter::once(start).chain(exchanges).collect();
    Run::from_events(events).expect("a run").event_digest()
}

#[test]
fn the_order_and_the_content_of_exchanges_count() {
    let (a, b) = (exchange("a", "x"), exchange("b", "y"));
    let told = digest(&[a.clone(), b.clone()]);
    assert_ne!(told, digest(&[b.clone(), a.clone()]));
    assert_ne!(told, digest(std::slice::from_ref(&a)));
    let mut other = b.clone();
    let field = (other.request.headers).insert("docid".to_owned(), "8".to_owned());
    assert_eq!(field.as_deref(), Some("7"));
    assert_ne!(told, digest(&[a.clone(), other]));
    let mut damaged = b;
    damaged.fault = Some("the request is passed on twice".to_owned());
    assert_ne!(told, digest(&[a, damaged]));
}

#[test]
fn what_real_time_decides_does_not_count() {
    let (first, second) = (exchange("a", "x"), exchange("a", "y"));
    let told = digest(&[first.clone(), second.clone()]);
    let mut slow = first.clone();
    slow.milliseconds = 900;
    (slow.request.headers).insert("host".to_owned(), "127.0.0.1:40123".to_owned());
    assert_eq!(told, digest(&[second, slow]), "which twin was served first");
}

#[test]
fn an_answer_that_a_fault_touched_is_told_by_its_length() {
    let planted = |answer: &str| {
        let mut exchange = exchange("a", answer);
        exchange.fault = Some("the answer is replaced".to_owned());
        digest(&[exchange])
    };
    assert_eq!(planted("at port 40123"), planted("at port 40124"));
    assert_ne!(planted("at port 40123"), planted("nowhere"));
}

//! Every event reads back from its line as it was written.

use jiff::civil::{DateTime, date};
use proptest::collection::btree_map;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;
use record::{
    Cause, Event, Exchange, Failure, Message, RunFinished, RunStarted, ScenarioFinished,
    StepFinished, StepOutcome, Verdict,
};

use crate::support::{started, text};

/// Words of any language, with quotes, line feeds and control characters.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![".{0,12}", "[a-zđ/\"\\\\\n\r\u{1}-]{0,12}"]
}

/// Seconds as a clock measures them: whole milliseconds.
fn seconds() -> impl Strategy<Value = f64> {
    (0u32..100_000_000).prop_map(|milliseconds| f64::from(milliseconds) / 1000.0)
}

fn time() -> impl Strategy<Value = DateTime> {
    let day = (2018i16..2100, 1i8..13, 1i8..29);
    let of_day = (0i8..24, 0i8..60, 0i8..60, 0i32..1_000_000_000);
    (day, of_day).prop_map(|((y, m, d), (hour, minute, second, nano))| {
        date(y, m, d).at(hour, minute, second, nano)
    })
}

fn run_started() -> impl Strategy<Value = RunStarted> {
    (any::<u64>(), time(), words(), words()).prop_map(|(seed, at, command, step)| {
        let mut event = started();
        (event.seed, event.started, event.as_of) = (seed, at, at.date());
        event.command = command;
        event.scenarios[0].steps[0].text = text(&step);
        event
    })
}

fn step_finished() -> impl Strategy<Value = StepFinished> {
    let outcomes = vec![
        StepOutcome::Passed,
        StepOutcome::Failed,
        StepOutcome::Skipped,
    ];
    (words(), 0usize..100, select(outcomes), any::<u64>()).prop_map(
        |(scenario, step, outcome, milliseconds)| StepFinished {
            scenario,
            step,
            outcome,
            milliseconds,
        },
    )
}

fn message() -> impl Strategy<Value = Message> {
    let headers = btree_map("[a-z-]{1,8}", words(), 0..4);
    (words(), headers, words(), any::<u64>(), "[0-9a-f]{64}").prop_map(
        |(line, headers, body, body_bytes, body_sha256)| Message {
            line,
            headers,
            body,
            body_bytes,
            body_sha256,
        },
    )
}

fn exchange() -> impl Strategy<Value = Exchange> {
    let place = (words(), any::<u32>(), of(0usize..100));
    let ends = (words(), words(), words());
    let times = (time(), any::<u64>());
    let halves = (message(), of(message()), of(words()));
    (place, ends, times, halves).prop_map(|(place, ends, times, halves)| {
        let (scenario, number, step) = place;
        let (from, to, operation) = ends;
        let (at, milliseconds) = times;
        let (request, response, fault) = halves;
        Exchange {
            scenario,
            number,
            step,
            from,
            to,
            operation,
            at,
            milliseconds,
            request,
            response,
            fault,
        }
    })
}

fn failure() -> impl Strategy<Value = Failure> {
    (0usize..100, words(), words(), of(any::<u32>())).prop_map(
        |(step, expected, received, exchange)| Failure {
            step,
            expected,
            received,
            exchange,
        },
    )
}

fn scenario_finished() -> impl Strategy<Value = ScenarioFinished> {
    let verdicts = vec![
        Verdict::Pass,
        Verdict::Fail,
        Verdict::Inconclusive,
        Verdict::NotApplicable,
        Verdict::Error,
    ];
    let causes = vec![
        Cause::SystemUnderTest,
        Cause::Configuration,
        Cause::Network,
        Cause::Simulator,
        Cause::Harness,
        Cause::Undecided,
    ];
    let verdict = (select(verdicts), of(select(causes)), of(failure()));
    (words(), verdict, any::<u64>(), seconds()).prop_map(|(scenario, told, seed, seconds)| {
        let (verdict, cause, failure) = told;
        ScenarioFinished {
            scenario,
            verdict,
            cause,
            failure,
            seed,
            seconds,
        }
    })
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        run_started().prop_map(|one| Event::RunStarted(Box::new(one))),
        words().prop_map(|scenario| Event::ScenarioStarted { scenario }),
        step_finished().prop_map(Event::StepFinished),
        exchange().prop_map(|one| Event::Exchange(Box::new(one))),
        scenario_finished().prop_map(|one| Event::ScenarioFinished(Box::new(one))),
        seconds().prop_map(|seconds| Event::RunFinished(RunFinished { seconds })),
    ]
}

proptest! {
    #[test]
    fn an_event_is_one_line_and_reads_back_the_same(event in event()) {
        let line = serde_json::to_string(&event).expect("an event is JSON");
        prop_assert!(!line.contains('\n'), "{}", line);
        let read: Event = serde_json::from_str(&line).expect("it reads back");
        prop_assert_eq!(&read, &event);
        let ends = matches!(event, Event::RunStarted(_) | Event::RunFinished(_));
        prop_assert_eq!(event.scenario().is_none(), ends);
    }
}

#[test]
fn a_requirement_of_an_old_record_has_no_pitfalls_and_is_written_as_it_was() {
    let old = r#"{"id":"AX-1","title":{"vi":"một","en":"one"},"force":"must","role":"axis","source":{"document":"d","article":"a"},"from":"2018-09-06","certainty":"law"}"#;
    let entry: record::RequirementEntry = serde_json::from_str(old).expect("readable");
    assert!(entry.pitfalls.is_empty());
    assert_eq!(serde_json::to_string(&entry).expect("JSON"), old);
}

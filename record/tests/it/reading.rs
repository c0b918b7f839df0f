//! Reading a record back from its folder.

use std::path::Path;

use record::{
    Cause, Event, FILE_NAME, ReadRunError, Run, RunFinished, ScenarioFinished, StepFinished,
    StepOutcome, Verdict,
};
use tempfile::TempDir;

use crate::support::{SCENARIO, started};

fn ending() -> ScenarioFinished {
    ScenarioFinished {
        scenario: SCENARIO.to_owned(),
        verdict: Verdict::Inconclusive,
        cause: Some(Cause::Network),
        failure: None,
        seed: 3,
        seconds: 0.25,
    }
}

/// A step, the end of its scenario, a step of no planned scenario, the end of the run.
fn events() -> Vec<Event> {
    let step = |scenario: &str| StepFinished {
        scenario: scenario.to_owned(),
        step: 0,
        outcome: StepOutcome::Failed,
        milliseconds: 12,
    };
    vec![
        Event::RunStarted(Box::new(started())),
        Event::ScenarioStarted {
            scenario: SCENARIO.to_owned(),
        },
        Event::StepFinished(step(SCENARIO)),
        Event::StepFinished(step("sending/not-planned")),
        Event::ScenarioFinished(Box::new(ending())),
        Event::RunFinished(RunFinished { seconds: 1.5 }),
    ]
}

fn lines() -> Vec<String> {
    let line = |event| serde_json::to_string(&event).expect("an event is JSON");
    events().into_iter().map(line).collect()
}

/// A report folder with this record.
fn folder(record: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join(FILE_NAME), record).expect("the record");
    folder
}

fn refusal(record: &str) -> ReadRunError {
    Run::read(folder(record).path()).expect_err("this is no sound record")
}

#[test]
fn a_whole_record_tells_the_whole_run() {
    let record = lines().join("\n") + "\n";
    let run = Run::read(folder(&record).path()).expect("a whole record");
    assert_eq!(Some(&run), Run::from_events(events()).as_ref());
    assert_eq!((run.started, run.seconds), (started(), Some(1.5)));
    let [scenario] = &run.scenarios[..] else {
        panic!("one was planned: {:?}", run.scenarios);
    };
    assert_eq!(scenario.entry.id, SCENARIO);
    assert_eq!(scenario.steps.len(), 1, "the other is of no planned one");
    assert_eq!(scenario.verdict(), Some(Verdict::Inconclusive));
}

#[test]
fn a_last_line_cut_short_is_left_out() {
    let lines = lines();
    let (last, whole) = lines.split_last().expect("lines");
    let whole = whole.join("\n") + "\n";
    for kept in [0, 1, last.len() / 2, last.len() - 1] {
        let record = format!("{whole}{}", &last[..kept]);
        let run = Run::read(folder(&record).path()).expect("cut short by a crash");
        assert_eq!(run.seconds, None, "{kept} bytes of the last line");
        assert_eq!(run.scenarios[0].verdict(), Some(Verdict::Inconclusive));
    }
    let record = format!("{whole}{last}");
    let run = Run::read(folder(&record).path()).expect("only its line feed is missing");
    assert_eq!(run.seconds, Some(1.5));
    let inside_a_letter = [whole.as_bytes(), b"{\"event\":\"\xC4"].concat();
    let folder = folder("");
    std::fs::write(folder.path().join(FILE_NAME), inside_a_letter).expect("the record");
    let run = Run::read(folder.path()).expect("cut short by a crash");
    assert_eq!(run.seconds, None);
}

#[test]
fn a_broken_line_in_the_middle_is_named() {
    let mut lines = lines();
    lines[2] = lines[2].replace("\"step\"", "\"stp\"");
    let error = refusal(&(lines.join("\n") + "\n"));
    assert!(
        matches!(error, ReadRunError::Line { line: 3, .. }),
        "{error}"
    );
    let said = error.to_string();
    assert!(
        said.contains(&format!("{FILE_NAME}:3: not an event")),
        "{said}"
    );
    // A last line that is whole was not cut short by a crash.
    let error = refusal(&format!("{}\n{{}}\n", lines[0]));
    assert!(
        matches!(error, ReadRunError::Line { line: 2, .. }),
        "{error}"
    );
}

#[test]
fn a_file_that_is_no_record_is_told() {
    for other in [String::new(), lines()[1..].join("\n")] {
        let error = refusal(&other);
        assert!(matches!(error, ReadRunError::NoStart { .. }), "{error}");
    }
    let error = refusal("<html>\n</html>\n");
    assert!(
        matches!(error, ReadRunError::Line { line: 1, .. }),
        "{error}"
    );
    let error = Run::read(Path::new("no-such-folder")).expect_err("no file");
    assert!(matches!(error, ReadRunError::Io { .. }), "{error}");
    assert!(error.to_string().contains("no-such-folder"), "{error}");
}

#[test]
fn a_retry_erases_nothing() {
    let mut events = events();
    let end = events.pop().expect("the end of the run");
    let again = |verdict| {
        let mut finished = ending();
        finished.verdict = verdict;
        [
            Event::ScenarioStarted {
                scenario: SCENARIO.to_owned(),
            },
            Event::ScenarioFinished(Box::new(finished)),
        ]
    };
    events.extend(again(Verdict::Fail));
    events.extend(again(Verdict::Pass));
    events.push(end);
    let run = Run::from_events(events).expect("a record");
    let scenario = &run.scenarios[0];
    assert_eq!(scenario.attempts(), 3);
    assert_eq!(scenario.earlier[0].steps.len(), 1);
    assert!(scenario.passed_on_retry());
    assert_eq!(scenario.verdict(), Some(Verdict::Fail));
}

#[test]
fn an_attempt_that_could_not_decide_gives_way_to_one_that_could() {
    let mut events = events();
    let mut finished = ending();
    finished.verdict = Verdict::Pass;
    events.push(Event::ScenarioStarted {
        scenario: SCENARIO.to_owned(),
    });
    events.push(Event::ScenarioFinished(Box::new(finished)));
    let run = Run::from_events(events).expect("a record");
    assert_eq!(run.scenarios[0].verdict(), Some(Verdict::Pass));
    assert!(run.scenarios[0].passed_on_retry());
}

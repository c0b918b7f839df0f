//! A small hand-made run with a scenario of every kind: for the tests of this crate and for the program that shows
//! a sample report.

use jiff::civil::{DateTime, date};
use record::{
    Cause, Event, Exchange, Failure, RoleBinding, Run, RunFinished, RunStarted, ScenarioEntry,
    ScenarioFinished, StepFinished, StepOutcome, Text, Verdict,
};

mod catalogue;
mod story;

pub use story::{exchange, failure, message, told};

/// The sample run with a scenario that failed and then passed, one that could not decide and then passed, and further
/// passing ones.
pub fn retried(passing: usize) -> Run {
    let mut more = story::flaky();
    more.extend((1..=passing).map(story::passing));
    with(&more, true)
}

/// The sample run, ended by itself.
pub fn run() -> Run {
    with(&[], true)
}

/// The sample run with further passing scenarios.
pub fn run_with_passing(many: usize) -> Run {
    let more: Vec<Told> = (1..=many).map(story::passing).collect();
    with(&more, true)
}

/// The sample run, killed before its end.
pub fn killed() -> Run {
    with(&[], false)
}

/// A scenario and what happened to it.
#[derive(Clone)]
pub struct Told {
    pub entry: ScenarioEntry,
    pub exchanges: Vec<Exchange>,
    pub end: End,
    /// What happened at earlier attempts.
    pub earlier: Vec<(Vec<Exchange>, End)>,
}

/// How an attempt ended, when it did.
pub type End = Option<(Verdict, Option<Cause>, Option<Failure>)>;

/// A run of these scenarios beside the sample's own.
pub fn with(more: &[Told], finished: bool) -> Run {
    let mut told = story::all();
    told.extend_from_slice(more);
    from(told, finished)
}

/// A run of these scenarios.
pub fn from(told: Vec<Told>, finished: bool) -> Run {
    let plan: Vec<ScenarioEntry> = told.iter().map(|told| told.entry.clone()).collect();
    let mut events = vec![Event::RunStarted(Box::new(started(plan)))];
    for told in told {
        if told.end.is_some() || finished {
            tell(&mut events, told);
        }
    }
    if finished {
        events.push(Event::RunFinished(RunFinished { seconds: 7.416 }));
    }
    Run::from_events(events).expect("the events begin with the start")
}

fn tell(events: &mut Vec<Event>, told: Told) {
    let steps = told.entry.steps.len();
    for (exchanges, end) in told.earlier {
        tell_attempt(events, &told.entry.id, steps, exchanges, end);
    }
    tell_attempt(events, &told.entry.id, steps, told.exchanges, told.end);
}

fn tell_attempt(
    events: &mut Vec<Event>,
    id: &str,
    last: usize,
    exchanges: Vec<Exchange>,
    end: End,
) {
    let id = id.to_owned();
    events.push(Event::ScenarioStarted {
        scenario: id.clone(),
    });
    let failed = (end.as_ref())
        .and_then(|(_, _, failure)| failure.as_ref())
        .map_or(last, |failure| failure.step);
    for step in 0..last {
        let outcome = match step.cmp(&failed) {
            std::cmp::Ordering::Less => StepOutcome::Passed,
            std::cmp::Ordering::Equal => StepOutcome::Failed,
            std::cmp::Ordering::Greater => StepOutcome::Skipped,
        };
        events.push(Event::StepFinished(StepFinished {
            scenario: id.clone(),
            step,
            outcome,
            milliseconds: 3 + u64::try_from(step).unwrap_or(0) * 11,
        }));
    }
    for mut exchange in exchanges {
        exchange.scenario.clone_from(&id);
        events.push(Event::Exchange(Box::new(exchange)));
    }
    if let Some((verdict, cause, failure)) = end {
        events.push(Event::ScenarioFinished(Box::new(ScenarioFinished {
            scenario: id,
            verdict,
            cause,
            failure,
            seed: 4_711,
            seconds: 0.1234,
        })));
    }
}

fn started(scenarios: Vec<ScenarioEntry>) -> RunStarted {
    RunStarted {
        format: 1,
        program: "lienthong 0.1.0".into(),
        seed: 42,
        as_of: date(2026, 11, 20),
        started: at(0),
        profile: "axis".into(),
        command: "lienthong run --profile axis --target targets/axis.toml --seed 42".into(),
        target: None,
        features: None,
        defect: None,
        roles: vec![
            role(
                "axis",
                "external",
                Some("https://axis.example.gov.vn:8443"),
                true,
            ),
            role("document-system", "simulated", None, false),
        ],
        requirements: catalogue::all(),
        scenarios,
    }
}

fn role(role: &str, binding: &str, address: Option<&str>, under_test: bool) -> RoleBinding {
    RoleBinding {
        role: role.into(),
        binding: binding.into(),
        address: address.map(str::to_owned),
        under_test,
    }
}

/// A text in both languages.
pub fn text(vi: &str, en: &str) -> Text {
    Text {
        vi: vi.into(),
        en: en.into(),
    }
}

fn at(second: i8) -> DateTime {
    date(2026, 11, 21).at(9, 30, second, 0)
}

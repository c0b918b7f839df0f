//! What a retry changes and what it never changes, against a line that spoils the first attempt only.

use std::sync::Arc;

use conformance::catalogue::Catalogue;
use conformance::run::{self, Order};
use conformance::select::Selected;
use harness::tap::{Fault, Part, Pattern, Rule, Side};
use harness::{Recorder, Seed};
use record::{Run, Verdict};

use crate::standing::raise;
use crate::troubles::Plant;

/// Runs one scenario through a spoilt line, with so many retries.
async fn run_with(line: fn() -> Vec<Rule>, retries: u32) -> Run {
    let standing = raise(&Plant::Line(line)).await;
    let mut scenarios = crate::scenarios();
    scenarios.retain(|planned| planned.entry.id == crate::SCENARIOS[1]);
    let by_id = Catalogue::get().by_id();
    let requirements = (scenarios[0].entry.requirements.iter())
        .map(|id| by_id[id.as_str()].clone())
        .collect();
    let now = clock::Clock::system().now();
    let order = Order {
        selected: Selected {
            requirements,
            scenarios,
        },
        profile: "axis".to_owned(),
        as_of: now.date(),
        target: Arc::new(standing.target.clone()),
        seed: Seed(1),
        jobs: 1,
        shuffle: false,
        retries,
        defect: None,
        command: String::new(),
        files: (None, None),
        started: now,
    };
    let recorder = Recorder::in_memory();
    let _alone = crate::STAGE.lock().await;
    run::run(order, recorder.clone()).await;
    Run::from_events(recorder.events()).expect("a run")
}

fn loses_the_first_call() -> Vec<Rule> {
    vec![Rule::every(Fault::SwallowAnswer).nth(1)]
}

/// The package that the first attempt looks at comes out of the axis with another subject: a failure, and the axis's own. (The call
/// before it only finds the document.)
fn spoils_the_first_package() -> Vec<Rule> {
    let action = Fault::EditAnswer {
        part: Part::Package,
        find: Pattern::try_from("Subject>[^<]*<".to_owned()).expect("a pattern"),
        replace: "Subject>another<".to_owned(),
    };
    let rule = Rule::every(action).on("getEdoc").nth(2);
    vec![Rule {
        side: Side::Role,
        ..rule
    }]
}

#[tokio::test]
async fn an_undecided_attempt_gives_way_to_one_that_passes() {
    let once = run_with(loses_the_first_call, 0).await;
    assert_eq!(once.verdict(), Verdict::Inconclusive);
    let twice = run_with(loses_the_first_call, 1).await;
    let scenario = &twice.scenarios[0];
    assert_eq!((scenario.attempts(), scenario.passed_on_retry()), (2, true));
    assert_eq!(scenario.earlier[0].finished.verdict, Verdict::Inconclusive);
    assert_eq!(twice.verdict(), Verdict::Pass);
}

#[tokio::test]
async fn a_failure_stays_a_failure_when_a_retry_passes() {
    let run = run_with(spoils_the_first_package, 2).await;
    let scenario = &run.scenarios[0];
    assert_eq!(
        scenario.attempts(),
        2,
        "a scenario that passed is not tried again: {scenario:?}"
    );
    assert_eq!(scenario.earlier[0].finished.verdict, Verdict::Fail);
    assert_eq!(
        scenario.finished.as_ref().map(|end| end.verdict),
        Some(Verdict::Pass)
    );
    assert_eq!(run.verdict(), Verdict::Fail);
}

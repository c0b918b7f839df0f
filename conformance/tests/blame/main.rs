//! The fault matrix: troubles that are not the system's fault, planted between the program and a sound system, and the cause
//! each must get. The troubles that are seen before any scenario have their table in the doctor's tests.

mod retries;
mod standing;
mod troubles;

use std::collections::HashMap;
use std::sync::Arc;

use clock::Clock;
use conformance::catalogue::Catalogue;
use conformance::stage::{self, Manner, Trial};
use features::files;
use features::plan::{Plan, Planned};
use harness::{Planted, Recorder, Seed};
use platform::Settings;
use record::{Cause, Verdict};

use standing::raise;
use troubles::TROUBLES;

/// Taken by whoever performs scenarios: two Cucumber runs at once lose each other's panics.
static STAGE: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

/// Scenarios of a sound axis that need two systems and no more.
const SCENARIOS: [&str; 3] = [
    "sending/a-document-of-a-ministry-reaches-a-province",
    "sending/the-receiver-gets-the-document-as-it-was-written",
    "keeping/the-same-package-sent-again-is-the-same-document",
];

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
    let _alone = STAGE.lock().await;
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

//! The proof itself can fail: a scenario that asserts nothing is found out.

use clock::Clock;
use conformance::catalogue::Catalogue;
use conformance::defect;
use conformance::prove::{Wanted, prove};
use features::files::{self, FeatureFile};
use features::plan::Plan;
use harness::Seed;

/// The requirement whose scenario is robbed of its assertions, and where it stands.
const REQUIREMENT: &str = "AX-FAN-01";

/// The steps of every scenario with the requirement that say what must be seen are gone.
fn robbed(mut files: Vec<FeatureFile>) -> Vec<FeatureFile> {
    for file in &mut files {
        let mut asserting = true;
        let mut tags = String::new();
        let mut kept = Vec::new();
        let mut in_then = false;
        for line in file.text.lines() {
            let word = line.trim_start();
            if word.starts_with('@') {
                word.clone_into(&mut tags);
                asserting = true;
            }
            if word.starts_with("Scenario") {
                asserting = !tags.contains(REQUIREMENT);
                in_then = false;
                tags.clear();
            }
            in_then = match word.split(' ').next() {
                Some("Then") => true,
                Some("When" | "Given" | "Scenario:" | "Examples:") | None => false,
                _ => in_then,
            };
            if asserting || !in_then || word.is_empty() {
                kept.push(line);
            }
        }
        file.text = kept.join("\n") + "\n";
    }
    files
}

fn plan(files: &[FeatureFile]) -> Plan {
    Plan::read(files, &Catalogue::get().ids()).expect("the features can be read")
}

#[tokio::test]
async fn a_scenario_that_asserts_nothing_turns_the_proof_red() {
    let wanted = Wanted {
        role: None,
        requirements: vec![REQUIREMENT.into()],
        as_of: Clock::system().now().date(),
        seed: Seed(1),
        jobs: 4,
        habits: false,
    };
    let sound = plan(&files::embedded());
    let proof = prove(&sound, &wanted).await;
    assert!(
        proof.caught() > 0 && proof.survived().next().is_none(),
        "{proof:#?}"
    );
    let robbed = plan(&robbed(files::embedded()));
    assert_eq!(
        sound.scenarios.len(),
        robbed.scenarios.len(),
        "only steps are gone"
    );
    let proof = prove(&robbed, &wanted).await;
    assert_eq!(proof.caught(), 0, "{proof:#?}");
    assert!(!proof.holds());
}

#[test]
fn every_forbidden_habit_of_real_clients_is_a_defect() {
    let planted: Vec<String> = defect::all()
        .iter()
        .filter_map(|defect| Some(defect.planted().system_habits?.id))
        .collect();
    let missing: Vec<&str> = simulators::temperament::all()
        .iter()
        .filter(|habit| {
            !habit.allowed
                && !planted
                    .iter()
                    .any(|id| id.split(" + ").any(|part| part == habit.id))
        })
        .map(|habit| habit.id.as_str())
        .collect();
    assert_eq!(missing, [""; 0]);
}

#[test]
fn every_defect_can_be_read_and_named() {
    assert!(defect::all().len() >= 150);
    for defect in defect::all() {
        let kebab = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        assert!(defect.id.chars().all(kebab), "{}", defect.id);
        let (vi, en) = (&defect.title.vi, &defect.title.en);
        assert!(
            vi.ends_with('.') && en.ends_with('.') && vi != en,
            "{}",
            defect.id
        );
    }
    let first = &defect::all()[0];
    assert_eq!(defect::named(&first.id).expect("it is there").id, first.id);
    let unknown = defect::named("first-receiver-onl").expect_err("there is none");
    assert!(unknown.contains("first-receiver-only"), "{unknown}");
}

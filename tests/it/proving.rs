//! `prove`, and runs with a planted defect, retries and shuffling.

use serde_json::Value;

use crate::program::{Place, report};

const REQUIREMENT: &str = "AX-FAN-01";
const DEFECT: &str = "first-receiver-only";

#[test]
fn a_proof_is_told_to_people_and_to_programs() {
    let place = Place::new();
    let told = place.run(&["prove", "--requirement", REQUIREMENT]);
    assert_eq!(told.code, 0, "{}\n{}", told.out, told.err);
    assert!(
        told.out.contains(DEFECT) && told.out.contains("Every defect is caught"),
        "{}",
        told.out
    );
    let vietnamese = place.run(&["prove", "--requirement", REQUIREMENT, "--lang", "vi"]);
    assert!(
        vietnamese
            .out
            .contains("Trục chỉ giao văn bản cho bên nhận đầu tiên"),
        "{}",
        vietnamese.out
    );

    let json = place.run(&[
        "prove",
        "--requirement",
        REQUIREMENT,
        "--json",
        "--jobs",
        "2",
        "--alarms",
        "1",
    ]);
    let proof: Value = serde_json::from_str(&json.out).expect("JSON");
    assert_eq!(proof["defects"], proof["caught"]);
    for empty in ["survived", "wrong_blame", "false_alarms"] {
        assert_eq!(proof[empty], Value::Array(Vec::new()), "{empty}");
    }
    let caught = &proof["matrix"][0]["caught_by"][0];
    assert!(
        caught["scenario"].is_string() && caught["received"].is_string(),
        "{caught}"
    );
    assert_eq!(proof["sound_runs"]["runs"], 1);
    assert_eq!(
        proof["sound_runs"]["digests"].as_array().map(Vec::len),
        Some(1)
    );
}

#[test]
fn a_suite_that_asserts_nothing_is_found_out() {
    let place = Place::new();
    place.write(
        "empty.feature",
        "Feature: Nothing\n  @AX-FAN-01\n  Scenario: Nothing is looked at\n    Given the Ministry of Justice is connected to the axis\n",
    );
    let told = place.run(&[
        "prove",
        "--requirement",
        REQUIREMENT,
        "--features",
        "empty.feature",
    ]);
    assert_eq!(told.code, 1, "{}", told.out);
    for words in [
        "SURVIVED",
        "every scenario of its requirement passed all the same",
        "caught nothing: empty.feature: Nothing is looked at",
    ] {
        assert!(told.out.contains(words), "{words}\n{}", told.out);
    }
}

#[test]
fn what_does_not_exist_cannot_be_proved() {
    let place = Place::new();
    let told = place.run(&["prove", "--requirement", "AX-FAN-99"]);
    assert_eq!(told.code, 2, "{}", told.err);
    assert!(
        told.err.contains("unknown requirement “AX-FAN-99”"),
        "{}",
        told.err
    );
    let told = place.run(&["run", "--defect", "first-receivers-only"]);
    assert_eq!(told.code, 2, "{}", told.err);
    assert!(
        told.err.contains(DEFECT),
        "the nearest one is named: {}",
        told.err
    );
}

#[test]
fn a_planted_defect_fails_the_run_and_a_retry_does_not_hide_it() {
    let place = Place::new();
    let arguments = [
        "run",
        "--defect",
        DEFECT,
        "--tags",
        "@AX-FAN-01",
        "--retries",
        "1",
        "--shuffle",
        "--report",
        "out",
    ];
    let told = place.run(&arguments);
    assert_eq!(told.code, 1, "{}\n{}", told.out, told.err);
    let report = report(&place.path("out"));
    assert_eq!(report["verdict"], "fail");
    assert_eq!(report["defect"], DEFECT);
    let words: Vec<&str> = told.out.split_whitespace().collect();
    let words = words.join(" ");
    assert!(
        words.contains("defect planted on purpose: first-receiver-only"),
        "{words}"
    );
    let record = std::fs::read_to_string(place.path("out").join("run.ndjson")).expect("a record");
    let started: Value =
        serde_json::from_str(record.lines().next().expect("a first line")).expect("JSON");
    assert_eq!(started["defect"], DEFECT);
    let starts = record
        .lines()
        .filter(|line| line.contains("\"scenario-started\""))
        .count();
    let scenarios = started["scenarios"].as_array().map_or(0, Vec::len);
    assert!(
        starts > scenarios,
        "{starts} attempts at {scenarios} scenarios"
    );
}

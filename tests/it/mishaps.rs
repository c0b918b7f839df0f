//! Faults that a scenario plans: who is blamed, and what the record and the failure say.

use crate::program::{Place, report};

/// Runs one scenario of these steps on the embedded government; the row of the report, and the record.
fn one(steps: &[&str]) -> (serde_json::Value, String) {
    let place = Place::new();
    let before = [
        "Given the Ministry of Justice is connected to the axis",
        "Given Huế city is connected to the axis",
    ];
    let steps: String = (before.iter().chain(steps))
        .map(|step| format!("    {step}\n"))
        .collect();
    let text = format!("Feature: F\n  @AX-SEND-01\n  Scenario: S\n{steps}");
    place.write("own.feature", &text);
    let run = place.run(&["run", "--features", "own.feature", "--report", "out"]);
    let folder = place.path("out");
    assert!(folder.exists(), "nothing was run: {}", run.err);
    let record = std::fs::read_to_string(folder.join("run.ndjson")).expect("a record");
    (report(&folder)["scenarios"][0].clone(), record)
}

/// The text of what was received.
fn received(row: &serde_json::Value) -> &str {
    let text = row["failure"]["received"].as_str();
    text.unwrap_or_else(|| panic!("no failure: {row}"))
}

#[test]
fn a_planned_mishap_that_never_happens_proves_nothing() {
    let (row, _) = one(&[
        "Given the third sendEdoc of the Ministry of Justice is reset",
        "When the Ministry of Justice sends a document to Huế city",
        "Then the axis accepts it",
    ]);
    assert_eq!(row["verdict"], "inconclusive", "{row}");
    assert!(
        received(&row).contains("number 3 of each sendEdoc from 000.00.00.G15"),
        "{row}"
    );
}

#[test]
fn nobody_is_blamed_for_an_answer_that_a_mishap_took_away() {
    for happening in [
        "is answered by the page of another service",
        "loses its answer",
    ] {
        let planned = format!("Given every getReceivedEdocList of Huế city {happening}");
        let (row, record) = one(&[
            &planned,
            "When the Ministry of Justice sends a document to Huế city",
            "Then 1 documents wait for Huế city",
        ]);
        assert_eq!(row["verdict"], "inconclusive", "{row}");
        assert!(
            received(&row).contains("the scenario planned this"),
            "{row}"
        );
        assert!(record.contains("\"fault\":\"the "), "{record}");
    }
}

#[test]
fn an_answer_that_a_mishap_took_away_cannot_be_judged() {
    let (row, _) = one(&[
        "Given the next sendEdoc of the Ministry of Justice is answered with HTTP 503",
        "When the Ministry of Justice sends a document to Huế city",
        "Then the axis accepts it",
    ]);
    assert_eq!(row["verdict"], "error", "{row}");
    assert!(
        received(&row).contains("no answer of the axis's own"),
        "{row}"
    );
}

#[test]
fn a_failure_tells_the_schedule_that_the_seed_drew() {
    let steps = [
        "Given one in 2 of the next 4 calls of the Ministry of Justice suffers a mishap chosen by the seed",
        "When the Ministry of Justice sends 4 documents to Huế city, each until the axis has answered",
        "Then 5 documents wait for Huế city",
    ];
    let (row, _) = one(&steps);
    assert_eq!(row["verdict"], "fail", "{row}");
    let told = received(&row);
    assert_eq!(told.matches(" of each request from ").count(), 2, "{told}");
    let (again, _) = one(&steps);
    assert_eq!(told, received(&again));
}

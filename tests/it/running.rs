//! `run`, `report` and `replay` on the embedded government.

use crate::program::{Place, report};

#[test]
fn a_run_leaves_a_record_and_three_reports() {
    let place = Place::new();
    let run = place.run(&[
        "run",
        "--name",
        "sending/",
        "--report",
        "out",
        "--as-of",
        "2026-08-26",
    ]);
    assert_eq!(run.code, 0, "{}\n{}", run.out, run.err);
    let folder = place.path("out");
    let report = report(&folder);
    assert_eq!(report["verdict"], "pass");
    assert_eq!(report["seed"], 1);
    assert_eq!(report["as_of"], "2026-08-26");
    let scenarios = report["scenarios"].as_array().expect("scenarios");
    assert!(
        scenarios.len() >= 10
            && scenarios
                .iter()
                .all(|scenario| scenario["verdict"] == "pass")
    );
    let fan_out = report["requirements"]
        .as_array()
        .expect("requirements")
        .iter()
        .find(|entry| entry["id"] == "AX-FAN-01");
    assert_eq!(fan_out.expect("AX-FAN-01")["verdict"], "pass");
    for name in ["run.ndjson", "junit.xml", "report.html"] {
        assert!(
            folder
                .join(name)
                .metadata()
                .is_ok_and(|file| file.len() > 1_000),
            "{name}"
        );
    }
}

#[test]
fn the_same_seed_gives_the_same_verdicts_at_any_number_of_jobs() {
    let place = Place::new();
    let digest = |jobs: &str, seed: &str| {
        let folder = format!("out-{jobs}-{seed}");
        let run = place.run(&[
            "run",
            "--name",
            "statuses/",
            "--jobs",
            jobs,
            "--seed",
            seed,
            "--report",
            &folder,
        ]);
        assert_eq!(run.code, 0, "{}", run.out);
        let report = report(&place.path(&folder));
        let rows = report["scenarios"].as_array().expect("scenarios").clone();
        rows.iter()
            .map(|row| format!("{}={}", row["id"], row["verdict"]))
            .collect::<Vec<_>>()
    };
    let first = digest("1", "7");
    assert_eq!(first, digest("16", "7"));
    assert_eq!(first, digest("2", "8"));
}

#[test]
fn a_killed_run_keeps_what_it_had() {
    let place = Place::new();
    place.run(&["run", "--name", "keeping/", "--report", "out"]);
    let record = place.path("out").join("run.ndjson");
    let text = std::fs::read_to_string(&record).expect("a record");
    let lines: Vec<&str> = text.lines().collect();
    let ends = |line: &&str| line.contains("\"event\":\"scenario-finished\"");
    let first_end = lines.iter().position(ends).expect("a scenario that ended");
    let half: String = lines[..=first_end]
        .iter()
        .map(|line| format!("{line}\n"))
        .collect();
    // Cut in the middle of a line, as a crash would.
    std::fs::write(&record, format!("{half}{{\"event\":\"step-fin")).expect("writing the record");
    let told = place.run(&["report", "out"]);
    assert_eq!(told.code, 3, "{}", told.out);
    let report = report(&place.path("out"));
    let verdicts: Vec<_> = report["scenarios"]
        .as_array()
        .expect("scenarios")
        .iter()
        .map(|row| row["verdict"].clone())
        .collect();
    assert!(
        verdicts.contains(&"pass".into()) && verdicts.contains(&"inconclusive".into()),
        "{verdicts:?}"
    );
}

#[test]
fn an_earlier_record_is_kept() {
    let place = Place::new();
    for _ in 0..2 {
        assert_eq!(
            place
                .run(&["run", "--tags", "@AX-SEND-08", "--report", "out"])
                .code,
            0
        );
    }
    assert!(place.path("out").join("run-1.ndjson").exists());
}

#[test]
fn replay_repeats_one_scenario_and_shows_its_exchange() {
    let place = Place::new();
    place.run(&[
        "run", "--name", "sending/", "--report", "out", "--seed", "5",
    ]);
    let replayed = place.run(&[
        "replay",
        "out",
        "a-document-of-a-ministry-reaches-a-province",
    ]);
    assert_eq!(replayed.code, 0, "{}\n{}", replayed.out, replayed.err);
    assert!(
        replayed.out.contains("POST /XrdAdapter/adapter/sendEdoc"),
        "{}",
        replayed.out
    );
    assert!(
        replayed
            .out
            .contains("the Ministry of Justice sends a document"),
        "{}",
        replayed.out
    );
    let recorded = std::fs::read_to_string(place.path("out").join("run.ndjson")).expect("a record");
    let id = replayed
        .out
        .split("&lt;DocumentId>")
        .nth(1)
        .map(|rest| &rest[..36]);
    assert!(
        id.is_none_or(|id| recorded.contains(id)),
        "the replay is another scenario"
    );
}

#[test]
fn the_report_can_be_vietnamese() {
    let place = Place::new();
    place.run(&[
        "run",
        "--tags",
        "@AX-FAN-01",
        "--report",
        "out",
        "--lang",
        "vi",
    ]);
    let page = std::fs::read_to_string(place.path("out").join("report.html")).expect("a page");
    assert!(page.contains("lang=\"vi\"") && page.contains("Mỗi nơi nhận có bản vận chuyển riêng"));
}

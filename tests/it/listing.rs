//! The commands that list.

use crate::program::Place;

#[test]
fn requirements_tell_their_scenarios_in_both_languages() {
    let place = Place::new();
    let listed = place.run(&["requirements", "--json"]);
    assert_eq!(listed.code, 0);
    let rows: serde_json::Value = serde_json::from_str(&listed.out).expect("JSON");
    let rows = rows.as_array().expect("an array");
    assert!(rows.len() >= 120);
    for row in rows {
        assert_ne!(
            row["scenarios"].as_array().map(Vec::is_empty),
            Some(row.get("unreachable").is_none()),
            "{row}"
        );
    }
    assert!(
        place
            .run(&["requirements", "--lang", "vi"])
            .out
            .contains("Trục tiếp nhận")
    );
}

#[test]
fn as_of_picks_the_rules_of_that_day() {
    let place = Place::new();
    let out = place.run(&["requirements", "--as-of", "2020-08-26"]).out;
    assert!(
        out.contains("AX-ID-01 ") && !out.contains("AX-ID-02 "),
        "{out}"
    );
}

#[test]
fn steps_are_listed_with_their_documentation() {
    let place = Place::new();
    let out = place.run(&["steps"]).out;
    assert!(
        out.contains("{agency} is connected to the axis")
            && out.contains("{agency} đã kết nối với trục"),
        "{out}"
    );
    assert!(
        place
            .run(&["completions", "bash"])
            .out
            .contains("lienthong")
    );
}

#[test]
fn help_shows_examples_and_exit_codes() {
    let place = Place::new();
    let help = place.run(&["--help"]);
    assert_eq!(help.code, 0);
    assert!(
        help.out.contains("Exit codes:") && help.out.contains("lienthong replay"),
        "{}",
        help.out
    );
}

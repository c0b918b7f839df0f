//! `explain`: what a requirement, a scenario or a cause means, and lines that work when pasted.

use std::path::Path;
use std::process::Command;

use crate::program::{Ended, Place};
use crate::serving::Up;

fn explained(arguments: &[&str]) -> Ended {
    Place::new().run(&[&["explain"], arguments].concat())
}

/// A text without the lines of feature files, which change with every edit above them.
fn placeless(text: &str) -> String {
    let mut parts = text.split(".feature:");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |told, part| {
        told + ".feature:LINE" + part.trim_start_matches(|c: char| c.is_ascii_digit())
    })
}

/// The part of a requirement's explanation that does not change from minute to minute.
fn steady(arguments: &[&str], by_hand: &str) -> String {
    let told = explained(arguments);
    assert_eq!(told.code, 0, "{}", told.err);
    let (steady, rest) = told.out.split_once(by_hand).expect("a part to try by hand");
    assert!(rest.contains("lienthong up --port 8080"), "{rest}");
    assert!(
        rest.contains("curl -sS -X POST http://127.0.0.1:8080/XrdAdapter/adapter/"),
        "{rest}"
    );
    placeless(steady)
}

#[test]
fn a_requirement_in_both_languages() {
    insta::assert_snapshot!(
        "requirement-en",
        steady(&["AX-DIR-01"], "\nTry it by hand\n")
    );
    insta::assert_snapshot!(
        "requirement-vi",
        steady(&["AX-DIR-01", "--lang", "vi"], "\nThử bằng tay\n")
    );
}

#[test]
fn what_no_check_reaches_says_why_and_gives_nothing_to_try() {
    let told = explained(&["ax-sec-02"]);
    assert_eq!(told.code, 0, "{}", told.err);
    assert!(
        told.out.contains("Why no check from outside reaches it") && !told.out.contains("curl"),
        "{}",
        told.out
    );
}

#[test]
fn a_scenario_in_both_languages() {
    let id = "directory/nothing-can-be-sent-to-a-unit-that-was-deleted";
    let [en, vi] = ["en", "vi"].map(|lang| placeless(&explained(&[id, "--lang", lang]).out));
    insta::assert_snapshot!("scenario-en", en);
    insta::assert_snapshot!("scenario-vi", vi);
}

#[test]
fn a_cause_in_both_languages() {
    insta::assert_snapshot!("cause-en", explained(&["network"]).out);
    insta::assert_snapshot!("cause-vi", explained(&["Chưa rõ", "--lang", "vi"]).out);
}

#[test]
fn json_holds_the_same() {
    let json = |what: &str| -> serde_json::Value {
        serde_json::from_str(&explained(&[what, "--json"]).out).expect("JSON")
    };
    let requirement = json("AX-LIST-05");
    assert_eq!(requirement["kind"], "requirement");
    assert_eq!(requirement["requirement"]["pitfalls"][0]["id"], "6.13");
    assert!(
        requirement["scenarios"]
            .as_array()
            .is_some_and(|list| !list.is_empty())
    );
    let call = &requirement["by_hand"]["calls"][0];
    assert_eq!(call["operation"], "getReceivedEdocList");
    assert!(
        call["curl"]
            .as_str()
            .is_some_and(|line| line.starts_with("curl ")),
        "{call}"
    );
    assert_eq!(json("undecided")["kind"], "cause");
    let scenario = json("directory/the-directory-says-who-is-who");
    assert_eq!(
        (&scenario["kind"], &scenario["scenario"]["line"]),
        (&"scenario".into(), &10.into())
    );
}

#[test]
fn nothing_or_several_things_meant_is_wrong_usage_with_names_to_choose_from() {
    let nothing = explained(&["AX-LITS-05"]);
    assert_eq!(nothing.code, 2);
    assert!(nothing.err.contains("AX-LIST-05"), "{}", nothing.err);
    let several = explained(&["AX-LIST"]);
    assert_eq!(several.code, 2);
    assert!(
        several.err.contains("13 things") && several.err.contains("AX-LIST-13"),
        "{}",
        several.err
    );
    let part = explained(&["the-directory-says-who"]);
    assert_eq!(part.code, 0, "{}", part.err);
    let cause = explained(&["network", "--curl"]);
    assert_eq!(cause.code, 2, "{}", cause.out);
}

#[test]
fn a_package_is_handed_out_byte_for_byte() {
    let place = Place::new();
    let out = place
        .command(&["explain", "AX-PKG-15", "--package"])
        .output()
        .expect("the program starts");
    let file = "fixtures/packages/bad/external-entity.edxml";
    let kept =
        std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).expect("the fixture");
    assert!(out.stdout == kept, "not the bytes of {file}");
    let wrong = place.run(&["explain", "AX-PKG-15", "--package=new.edxml"]);
    assert_eq!(wrong.code, 2);
    assert!(
        wrong.err.contains("bad/external-entity.edxml"),
        "{}",
        wrong.err
    );
}

/// Requirements whose lines make every operation of both faces, and what their answers hold.
const LINES: &[(&str, &[&str])] = &[
    ("AX-LIST-11", &["\"DocId\"", "\"senderDocId\""]),
    ("AX-LIST-06", &["\"FAIL\""]),
    ("AX-GET-02", &["\"data\":\"", "<edXML "]),
    ("AX-PKG-13", &["QCVN_102_2016"]),
    ("AX-DIR-02", &["\"code102\""]),
    ("AX-DIR-10", &["\"pAction\"", "\"modifyDate\""]),
    ("AX-DIR-07", &["\"OK\"", "\"FAIL\"", "000.00.78.G14"]),
    ("AX-DIR-01", &["\"code\""]),
    ("AX-STAT-01", &["\"count\":"]),
    ("AX-STAT-02", &["\"count\":"]),
    ("AX-STA-03", &["\"messageType\":\"status\""]),
    ("AX-AUTH-02", &["\"FAIL\""]),
    ("AX-LGSP-01", &["\"success\":true", "\"count\":"]),
    ("AX-LGSP-03", &["\"attachments\""]),
    ("AX-LGSP-04", &["\"success\":true"]),
    ("AX-LGSP-05", &["Unauthorized"]),
    ("AX-LGSP-11", &["\"token\""]),
    ("AX-ACK-01", &["\"data\":[]"]),
];

/// The same calls are made without `curl` by the tests of the program itself, so a machine without it loses nothing but
/// the shell's part.
#[test]
fn the_lines_work_when_pasted_into_a_shell() {
    if Command::new("curl").arg("--version").output().is_err() {
        eprintln!("curl is not installed: the shell's part is not tried");
        return;
    }
    let place = Place::new();
    let up = Up::start(&place, &[]);
    let url = up.axis()["url"].as_str().expect("an address");
    let program = Path::new(env!("CARGO_BIN_EXE_lienthong"));
    let folder = program.parent().expect("its folder").display().to_string();
    let path = format!("{folder}:{}", std::env::var("PATH").unwrap_or_default());
    for (id, holds) in LINES {
        let script = place.run(&["explain", id, "--curl", "--url", url]);
        assert_eq!(script.code, 0, "{}", script.err);
        place.write("lines.sh", &script.out);
        let ran = Command::new("sh")
            .args(["-e", "lines.sh"])
            .current_dir(place.path(""))
            .env("PATH", &path)
            .output();
        let ran = Ended::from(ran.expect("a shell"));
        assert_eq!(ran.code, 0, "{id}: {}", ran.err);
        for text in *holds {
            assert!(ran.out.contains(text), "{id}: no {text} in\n{}", ran.out);
        }
    }
}

//! The example target file of the repository parses, and shows every key and every action there is.

use std::path::Path;

use harness::target::{Action, Call};
use harness::{Binding, Target, TargetError};

const EXAMPLE: &str = include_str!("../../../target.example.toml");

fn parse(text: &str) -> Result<Target, Box<TargetError>> {
    let environment = |name: &str| Some(format!("the content of {name}"));
    Target::parse(Path::new("target.example.toml"), text, &environment)
}

/// The example without its comments.
fn bare() -> String {
    let rows = EXAMPLE.lines().filter(|row| !row.starts_with('#'));
    rows.collect::<Vec<_>>().join("\n")
}

/// The keys a table may have, which the program tells whoever writes one that is far from all of them.
fn keys(table: &str) -> Vec<String> {
    let begins = format!("{table}\n");
    let with_mistake = bare().replacen(&begins, &format!("{begins}qqqqqqqqqqqq = 1\n"), 1);
    let mistake = parse(&with_mistake).expect_err("no such key");
    let known = mistake.fix.en.strip_prefix("write one of: ");
    let known = known.unwrap_or_else(|| panic!("the keys of {table}, not: {mistake}"));
    known.split(", ").map(str::to_owned).collect()
}

#[test]
fn it_parses_with_every_secret_from_the_environment() {
    let target = parse(EXAMPLE).expect("the example is sound");
    assert_eq!(target.axis.binding, Binding::External);
    assert_eq!(target.axis.systems.len(), 2);
    let role = target.document_system.as_ref().expect("it has one");
    assert_eq!(role.binding, Binding::External);
    assert!(matches!(
        role.stimuli.get(Action::Send),
        Some(Call::Http { .. })
    ));
    assert!(matches!(
        role.stimuli.get(Action::Accept),
        Some(Call::Command(_))
    ));
    let secrets: Vec<&str> = target.secrets().collect();
    assert_eq!(secrets.len(), 4);
    assert!(
        secrets
            .iter()
            .all(|secret| secret.starts_with("the content of "))
    );
}

#[test]
fn each_role_can_stand_alone() {
    let cut = EXAMPLE
        .find("# ---- the document system")
        .expect("its heading");
    let (axis, document_system) = EXAMPLE.split_at(cut);
    assert!(
        parse(axis)
            .expect("an axis alone")
            .document_system
            .is_none()
    );
    let listening = format!("[roles.axis]\nlisten = \"127.0.0.1:18080\"\n{document_system}");
    let target = parse(&listening).expect("a document system alone");
    assert_eq!(target.axis.binding, Binding::Embedded);
}

#[test]
fn a_secret_that_is_not_set_is_named() {
    let mistake = Target::parse(Path::new("t.toml"), EXAMPLE, &|_| None).expect_err("no secret");
    assert!(mistake.to_string().contains("AXIS_SECRET_G15"), "{mistake}");
}

#[test]
fn every_key_is_shown_and_explained() {
    let tables = [
        "[roles.axis]",
        "[[roles.axis.systems]]",
        "[roles.document-system]",
        "[roles.document-system.stimulus.send]",
    ];
    for table in tables {
        for key in keys(table) {
            if ["systems", "stimulus"].contains(&key.as_str()) {
                continue; // tables of their own, in this very list
            }
            let explained = EXAMPLE
                .lines()
                .zip(EXAMPLE.lines().skip(1))
                .any(|(above, row)| {
                    // An optional key without a sensible default may stand behind `#`.
                    row.trim_start_matches("# ")
                        .starts_with(&format!("{key} = "))
                        && above.starts_with("# ")
                });
            assert!(
                explained,
                "{key} of {table} has no line of its own under a comment"
            );
        }
    }
}

#[test]
fn every_action_is_shown_with_its_placeholders() {
    for action in Action::all() {
        let begins = format!("#   {action} ");
        let row = EXAMPLE.lines().find(|row| row.starts_with(&begins));
        let row = row.unwrap_or_else(|| panic!("no line for {action}"));
        let shown: Vec<&str> = (row.split_whitespace())
            .filter_map(|word| word.strip_prefix('{')?.strip_suffix('}'))
            .collect();
        assert_eq!(shown, action.placeholders(), "{action}");
    }
}

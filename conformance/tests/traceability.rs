//! The threads between requirement, scenario, step and title: none may be loose.

use std::collections::{BTreeSet, HashMap, HashSet};

use conformance::catalogue::Catalogue;
use features::files;
use features::library::{Language, Library};
use features::plan::Plan;
use features::titles;
use record::Certainty;

fn plan() -> Plan {
    Plan::read(&files::embedded(), &Catalogue::get().ids()).unwrap_or_else(|problems| {
        panic!(
            "{}",
            problems
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join("\n")
        )
    })
}

#[test]
fn every_requirement_has_a_scenario_or_says_why_none_can_reach_it() {
    let plan = plan();
    let checked: HashSet<&String> = plan
        .scenarios
        .iter()
        .flat_map(|planned| &planned.entry.requirements)
        .collect();
    let mut loose = Vec::new();
    for entry in Catalogue::get().entries() {
        if checked.contains(&entry.id) == entry.unreachable.is_some() {
            loose.push(entry.id.as_str());
        }
    }
    assert!(
        loose.is_empty(),
        "neither checked nor unreachable, or both: {loose:?}"
    );
}

#[test]
fn every_scenario_checks_requirements_of_one_role() {
    let by_id = Catalogue::get().by_id();
    for planned in &plan().scenarios {
        let roles: BTreeSet<&str> = planned
            .entry
            .requirements
            .iter()
            .map(|id| by_id[id.as_str()].role.as_str())
            .collect();
        assert_eq!(roles.len(), 1, "{} checks {roles:?}", planned.entry.id);
        // A journey goes through several systems; one of them is under test.
        let folder = planned.entry.file.split('/').nth(1);
        let fits = folder == roles.first().copied() || folder == Some("journeys");
        assert!(fits, "{} stands in the wrong folder", planned.entry.id);
    }
}

#[test]
fn the_catalogue_is_as_large_and_as_sourced_as_promised() {
    let entries = Catalogue::get().entries();
    assert!(entries.len() >= 500, "{} requirements", entries.len());
    let rules: HashSet<&str> = entries
        .iter()
        .filter_map(|entry| entry.source.rule.as_deref())
        .flat_map(|rules| rules.split(", "))
        .collect();
    let missing: Vec<String> = numbered_rules()
        .filter(|rule| !rules.contains(rule.as_str()))
        .collect();
    assert!(missing.is_empty(), "nobody restates {missing:?}");
    let ids: HashSet<&str> = entries.iter().map(|entry| entry.id.as_str()).collect();
    for entry in entries {
        let texts = [
            &entry.title.vi,
            &entry.title.en,
            &entry.source.document,
            &entry.source.article,
        ];
        assert!(
            texts.iter().all(|text| !text.trim().is_empty()),
            "{} has an empty text",
            entry.id
        );
        assert!(
            entry.until.is_none_or(|until| until >= entry.from),
            "{} ends before it begins",
            entry.id
        );
        let heir = entry.superseded_by.as_deref();
        assert!(
            heir.is_none_or(|heir| ids.contains(heir)),
            "{} is superseded by nobody known",
            entry.id
        );
    }
}

/// The numbered rules of the facts on the document axis and on public services, and of the framework's tables of processes and
/// applications; those on the payment platform itself (S3.2 to S3.4) are to come with its scenarios.
fn numbered_rules() -> impl Iterator<Item = String> {
    const SERIES: [(&str, u32); 11] = [
        ("R-", 48),
        ("R61-", 34),
        ("R01-", 8),
        ("R22-", 6),
        ("R32-", 9),
        ("R45-", 6),
        ("R31-", 4),
        ("R224-", 12),
        ("BRM-", 24),
        ("ARM-", 20),
        ("EMC-", 12),
    ];
    const OTHERS: [&str; 27] = [
        "766-1.1", "766-1.2", "766-1.3", "766-1.4", "766-2.1", "766-2.2", "766-3.1", "766-3.2",
        "766-3.3", "766-3.5", "766-3.6", "766-4.1", "766-4.2", "766-4.3", "766-4.4", "766-4.5",
        "766-5.1", "766-5.4", "S3.1", "S4.1", "S4.2", "S4.3", "S5.1", "S5.2", "S6.2", "S6.3",
        "S6.4",
    ];
    let series = (SERIES.iter())
        .flat_map(|(name, last)| (1..=*last).map(move |number| format!("{name}{number:02}")));
    series.chain(OTHERS.map(str::to_owned))
}

#[test]
fn nothing_inferred_can_fail_a_system() {
    let inferred = Catalogue::get()
        .entries()
        .iter()
        .filter(|entry| entry.certainty == Certainty::Inferred);
    assert!(inferred.clone().count() > 0);
    assert!(inferred.clone().all(|entry| !entry.is_mandatory()));
}

#[test]
fn the_rules_of_a_day_are_those_in_force_on_it() {
    let on = |day: &str| -> Vec<String> {
        let day = day.parse().expect("a date");
        Catalogue::get()
            .in_force(&["axis"], day)
            .into_iter()
            .map(|entry| entry.id)
            .collect()
    };
    let (before, after) = (on("2020-08-26"), on("2021-01-04"));
    assert!(before.contains(&"AX-ID-01".to_owned()) && !before.contains(&"AX-ID-02".to_owned()));
    assert!(!after.contains(&"AX-ID-01".to_owned()) && after.contains(&"AX-ID-02".to_owned()));
    assert!(on("2016-01-01").is_empty());
}

#[test]
fn there_are_as_many_scenarios_as_promised() {
    assert!(
        plan().scenarios.len() >= 368 + 130,
        "{} scenarios",
        plan().scenarios.len()
    );
}

#[test]
fn every_name_has_its_vietnamese_twin() {
    let known: HashMap<&str, &str> = titles::rows().collect();
    let mut missing = BTreeSet::new();
    for file in files::embedded() {
        for line in file.text.lines().map(str::trim) {
            let name = ["Feature: ", "Scenario: ", "Scenario Outline: "]
                .iter()
                .find_map(|keyword| line.strip_prefix(keyword));
            if let Some(name) =
                name.filter(|name| known.get(name).is_none_or(|twin| twin.trim().is_empty()))
            {
                missing.insert(name.to_owned());
            }
        }
    }
    assert!(missing.is_empty(), "without a twin: {missing:#?}");
}

#[test]
fn every_title_is_used() {
    let texts: String = files::embedded()
        .iter()
        .map(|file| file.text.as_str())
        .collect();
    let idle: Vec<&str> = titles::rows()
        .map(|(en, _)| en)
        .filter(|en| !texts.contains(&format!(": {en}\n")))
        .collect();
    assert!(idle.is_empty(), "titles of nothing: {idle:#?}");
}

#[test]
fn every_phrase_compiles() {
    for step in Library::get().steps() {
        for phrase in [&step.en, &step.vi] {
            phrase.compile().unwrap_or_else(|error| panic!("{error}"));
        }
        assert!(
            step.def.doc.trim().len() > 20,
            "“{}” is not documented",
            step.def.en
        );
    }
}

#[test]
fn every_step_can_be_said_in_both_languages_and_is_used() {
    let library = Library::get();
    let plan = plan();
    let mut used = HashSet::new();
    for planned in &plan.scenarios {
        for (step, entry) in planned.scenario.steps.iter().zip(&planned.entry.steps) {
            let found = library.find(&step.value);
            used.extend(found.iter().map(|reading| reading.step.def.en));
            // What the Vietnamese report says must itself be a step, and mean the same.
            let vietnamese = library.translate(&step.value, Language::Vi);
            let again = library.find(&vietnamese);
            assert_eq!(
                again.len(),
                1,
                "“{vietnamese}” ({}) can be read in {} ways",
                step.value,
                again.len()
            );
            assert_eq!(
                again[0].step.def.en, found[0].step.def.en,
                "“{vietnamese}” is another step"
            );
            assert_ne!(entry.text.vi, entry.text.en, "untranslated: {}", step.value);
        }
    }
    let idle: Vec<&str> = library
        .steps()
        .iter()
        .map(|step| step.def.en)
        .filter(|en| !used.contains(en))
        .collect();
    assert!(idle.is_empty(), "steps that no scenario uses: {idle:#?}");
}

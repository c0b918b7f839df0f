//! What usually breaks a requirement: every mistake belongs to requirements, every area that can fail has its mistakes.

use std::collections::{BTreeMap, BTreeSet};

use conformance::catalogue::Catalogue;

/// Mistakes around payments: to come with the scenarios of the payment platform.
const PAYMENTS: [&str; 10] = [
    "8.23", "8.28", "8.29", "8.30", "8.31", "8.32", "8.33", "8.34", "8.35", "8.36",
];

#[test]
fn all_the_collected_mistakes_are_there_in_both_languages() {
    let entries = Catalogue::get().entries().iter();
    let known: BTreeMap<&str, &record::Pitfall> = (entries.flat_map(|entry| &entry.pitfalls))
        .map(|pitfall| (pitfall.id.as_str(), pitfall))
        .collect();
    // Of the facts on the document axis, §6, and of those on public services, §8.
    let collected = (1..=43)
        .map(|number| format!("6.{number}"))
        .chain((1..=45).map(|number| format!("8.{number}")))
        .filter(|id| !PAYMENTS.contains(&id.as_str()));
    let collected: BTreeSet<String> = collected.collect();
    let missing: Vec<&String> = collected
        .iter()
        .filter(|id| !known.contains_key(id.as_str()))
        .collect();
    assert!(missing.is_empty(), "nobody has {missing:?}");
    for pitfall in known.values() {
        let (vi, en) = (&pitfall.text.vi, &pitfall.text.en);
        assert!(
            !vi.trim().is_empty() && !en.trim().is_empty() && vi != en,
            "{}",
            pitfall.id
        );
    }
}

/// The part of an id before its number: `AX-FAN` of `AX-FAN-01`.
fn area(id: &str) -> &str {
    id.rsplit_once('-').map_or(id, |(area, _)| area)
}

#[test]
fn every_area_that_can_fail_a_system_has_its_mistakes() {
    let entries = Catalogue::get().entries();
    let with: BTreeSet<&str> = (entries.iter())
        .filter(|entry| !entry.pitfalls.is_empty())
        .map(|entry| area(&entry.id))
        .collect();
    let bare: BTreeSet<&str> = (entries.iter())
        .filter(|entry| entry.is_mandatory() && entry.unreachable.is_none())
        .map(|entry| area(&entry.id))
        .filter(|area| !with.contains(area))
        .collect();
    assert!(bare.is_empty(), "no pitfall for {bare:?}");
}

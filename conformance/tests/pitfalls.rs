//! What usually breaks a requirement: every mistake belongs to requirements, every area that can fail has its mistakes.

use std::collections::{BTreeMap, BTreeSet};

use conformance::catalogue::Catalogue;

#[test]
fn all_the_collected_mistakes_are_there_in_both_languages() {
    let mut known: BTreeMap<u32, &record::Pitfall> = BTreeMap::new();
    for pitfall in Catalogue::get()
        .entries()
        .iter()
        .flat_map(|entry| &entry.pitfalls)
    {
        let number = pitfall.id.strip_prefix("6.").and_then(|n| n.parse().ok());
        known.insert(number.expect("an id such as 6.13"), pitfall);
    }
    assert_eq!(
        known.keys().copied().collect::<Vec<_>>(),
        (1..=43).collect::<Vec<_>>()
    );
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

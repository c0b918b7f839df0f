//! A run is a seed: the same one gives the same events in the same order, whatever runs beside what.

use record::Run;

use crate::program::Place;

/// The whole suite that the program carries, but for what waits on purpose or moves many megabytes.
fn run(place: &Place, seed: &str, jobs: &str) -> Run {
    let folder = format!("seed-{seed}-jobs-{jobs}");
    let tags = "not @slow and not @large";
    let day = "2026-08-26";
    let arguments = [
        "run", "--seed", seed, "--jobs", jobs, "--tags", tags, "--as-of", day, "--report", &folder,
    ];
    let ended = place.run(&arguments);
    assert_eq!(ended.code, 0, "{}\n{}", ended.out, ended.err);
    let mut run = Run::read(&place.path(&folder)).expect("a record");
    // The other services write their own addresses, with the ports they got, into what they say and sign: their events are not yet
    // comparable from run to run.
    run.scenarios.retain(|scenario| {
        let of_documents = |id: &String| id.starts_with("AX-") || id.starts_with("DS-");
        scenario.entry.requirements.iter().any(of_documents)
    });
    run
}

/// The scenarios that two runs tell differently.
fn apart(left: &Run, right: &Run) -> Vec<String> {
    let alone = |run: &Run, place: usize| {
        let mut run = run.clone();
        run.scenarios = run.scenarios.split_off(place);
        run.scenarios.truncate(1);
        run.event_digest()
    };
    let places = 0..left.scenarios.len().min(right.scenarios.len());
    let differ = places.filter(|place| alone(left, *place) != alone(right, *place));
    differ
        .map(|place| left.scenarios[place].entry.id.clone())
        .collect()
}

#[test]
fn the_same_seed_gives_the_same_events_at_any_number_of_jobs() {
    let place = Place::new();
    let (one, many) = (run(&place, "7", "1"), run(&place, "7", "16"));
    assert_eq!(
        one.event_digest(),
        many.event_digest(),
        "{:#?}",
        apart(&one, &many)
    );
    assert_eq!(one.verdict_digest(), many.verdict_digest());
    let other = run(&place, "8", "8");
    assert_ne!(one.event_digest(), other.event_digest());
    assert_eq!(one.verdict_digest(), other.verdict_digest());
}

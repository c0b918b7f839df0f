//! Which scenarios are performed with what planted.

use std::collections::HashSet;
use std::sync::Arc;

use features::plan::{Plan, Planned};
use harness::{Planted, Target};
use jiff::civil::Date;
use platform::Settings;
use record::RequirementEntry;
use simulators::{Temperament, temperament};

use super::Wanted;
use crate::catalogue::Catalogue;
use crate::defect::Defect;
use crate::stage::{Trial, role_under_test, start_of_work};

/// Stands between what is planted and the scenario in a trial's identifier.
const WITH: &str = " with ";

/// The trials of one defect: every scenario of its requirement, the slow ones only where no other checks it.
pub(super) fn of_defect(plan: &Plan, defect: &Defect, wanted: &Wanted) -> Vec<Trial> {
    let day = day_in_force(defect.requirement, wanted.as_of);
    let linked = |planned: &&Planned| planned.entry.requirements.contains(&defect.requirement.id);
    let all: Vec<&Planned> = plan.scenarios.iter().filter(linked).collect();
    let quick: Vec<&Planned> = all
        .iter()
        .copied()
        .filter(|planned| is_quick(planned))
        .collect();
    let chosen = if quick.is_empty() { all } else { quick };
    (chosen.into_iter())
        .map(|planned| {
            trial(
                planned,
                &defect.id,
                wanted,
                day,
                defect.settings(),
                defect.planted(),
            )
        })
        .collect()
}

/// The scenarios of the defects' requirements, as far as these are in force on the wanted day.
pub(super) fn of_interest<'a>(plan: &'a Plan, defects: &[&Defect], day: Date) -> Vec<&'a Planned> {
    let wanted: HashSet<&str> = (defects.iter())
        .map(|defect| defect.requirement)
        .filter(|entry| entry.in_force(day))
        .map(|entry| entry.id.as_str())
        .collect();
    let checks = |planned: &&Planned| {
        planned
            .entry
            .requirements
            .iter()
            .any(|id| wanted.contains(id.as_str()))
    };
    plan.scenarios.iter().filter(checks).collect()
}

/// Scenarios with nothing planted; those of requirements that are not in force do not apply.
pub(super) fn sound<'a>(
    scenarios: impl IntoIterator<Item = &'a Planned>,
    wanted: &Wanted,
) -> Vec<Trial> {
    let nothing = |planned| {
        trial(
            planned,
            "nothing",
            wanted,
            wanted.as_of,
            Settings::default(),
            Planted::default(),
        )
    };
    let applies = |trial: &Trial| !trial.planned.entry.requirements.is_empty();
    scenarios.into_iter().map(nothing).filter(applies).collect()
}

/// One row of every quick scenario with each habit that the rules tolerate: of the system under test, or of everybody who
/// speaks to the axis under test.
pub(super) fn tolerated(scenarios: &[&Planned], wanted: &Wanted) -> Vec<Trial> {
    let mut seen = HashSet::new();
    let rows: Vec<&Planned> = (scenarios.iter().copied())
        .filter(|planned| {
            is_of_documents(planned)
                && is_quick(planned)
                && seen.insert((&planned.entry.file, &planned.outline))
        })
        .collect();
    let habits = temperament::all()
        .iter()
        .filter(|habit| habit.allowed && **habit != Temperament::sound());
    // A client with one timestamp for its whole life must expect refusal where days go by.
    let lives_for_days = |habit: &Temperament, planned: &Planned| {
        habit.habits.transport.timestamp_once && planned.tags.iter().any(|tag| tag == "clock")
    };
    habits
        .flat_map(|habit| {
            let meant = rows
                .iter()
                .filter(|planned| !lives_for_days(habit, planned));
            meant.map(|planned| {
                let of_system = role_under_test(&planned.entry.requirements) == "document-system";
                let planted = Planted {
                    system_habits: of_system.then(|| habit.clone()),
                    participant_habits: (!of_system).then(|| habit.clone()),
                    ..Planted::default()
                };
                trial(
                    planned,
                    &habit.id,
                    wanted,
                    wanted.as_of,
                    Settings::default(),
                    planted,
                )
            })
        })
        .collect()
}

fn is_of_documents(planned: &Planned) -> bool {
    matches!(
        role_under_test(&planned.entry.requirements),
        "axis" | "document-system"
    )
}

fn is_quick(planned: &Planned) -> bool {
    !planned
        .tags
        .iter()
        .any(|tag| tag == "slow" || tag == "large")
}

/// The wanted day, or the last or first one on which the requirement was or will be in force.
fn day_in_force(entry: &RequirementEntry, wanted: Date) -> Date {
    match entry.until {
        _ if entry.in_force(wanted) => wanted,
        Some(last) if last < wanted => last,
        _ => entry.from,
    }
}

fn trial(
    planned: &Planned,
    with: &str,
    wanted: &Wanted,
    day: Date,
    settings: Settings,
    planted: Planted,
) -> Trial {
    let seed = wanted.seed.derive(&planned.entry.id);
    let mut planned = planned.clone();
    let by_id = Catalogue::get().by_id();
    (planned.entry.requirements).retain(|id| {
        by_id
            .get(id.as_str())
            .is_some_and(|entry| entry.in_force(day))
    });
    planned.entry.id = format!("{}{WITH}{with}", planned.entry.id);
    Trial {
        target: Arc::new(Target::embedded_default(role_under_test(
            &planned.entry.requirements,
        ))),
        seed,
        start: start_of_work(day),
        settings,
        planted,
        planned,
    }
}

/// The scenario in a trial's identifier, and what was planted.
pub(super) fn parts(id: &str) -> (&str, &str) {
    id.rsplit_once(WITH).unwrap_or((id, ""))
}

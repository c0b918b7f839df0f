//! The tracking book (form 06), statistics and the indicators of one unit, counted from its dossiers (TT 22/2019 Art. 5).

use jiff::civil::DateTime;
use protocols::dossier::{Channel, Status};
use serde_json::{Value, json};

use super::desk::Desk;
use super::dossier::Dossier;
use super::indicators::{Case, Grade, Timeliness, Unit, scores};
use super::lapse::Lapse;

/// What one dossier counts for the indicators; nothing while it is in work.
fn case(dossier: &Dossier, flatters: bool) -> Option<Case> {
    let (finished, due) = (dossier.dates.finished?, dossier.dates.due?);
    let total = if finished > due && !flatters {
        Timeliness::Late
    } else if finished.date() < due.date() {
        Timeliness::Early
    } else {
        Timeliness::OnTime
    };
    let late = dossier
        .tasks
        .iter()
        .any(|task| task.done.is_some_and(|done| done > task.deadline));
    Some(Case {
        total,
        by_agency: if late { Timeliness::Late } else { total },
        contacts: u32::try_from(dossier.supplements.len()).unwrap_or(u32::MAX),
        agencies: 0,
        publicity: None,
        attitude: dossier
            .rating
            .as_ref()
            .map(|rating| u32::from(rating.points)),
    })
}

/// The nine scores and the grade (TT 01/2018 Art. 13–15).
#[must_use]
pub fn indicators(desk: &Desk) -> Value {
    let flatters = desk.has(Lapse::FlatteringIndicators);
    let cases: Vec<Case> = desk
        .dossiers
        .values()
        .filter_map(|one| case(one, flatters))
        .collect();
    let count = |test: &dyn Fn(&Dossier) -> bool| {
        let n = desk.dossiers.values().filter(|one| test(one)).count();
        u32::try_from(n).unwrap_or(u32::MAX)
    };
    let of_list = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let online = desk
        .procedures
        .values()
        .filter(|one| one.level.is_online())
        .count();
    let late = cases
        .iter()
        .filter(|case| case.total == Timeliness::Late)
        .count();
    let unit = Unit {
        organisation: 2,
        publicity: 2,
        feedback: (0, 0),
        procedures: (of_list(desk.procedures.len()), of_list(online)),
        online: (
            count(&|_| true),
            count(&|one| one.channel == Channel::Online),
            of_list(late),
        ),
    };
    let mut scores = scores(&cases, &unit);
    if desk.has(Lapse::CutsIndicators) {
        scores = scores.map(|tenths| tenths / 10 * 10);
    }
    let sum: u32 = scores.iter().sum();
    let grade = Grade::of(if desk.has(Lapse::KindGrades) {
        sum + 30
    } else {
        sum
    });
    let shown: Vec<String> = scores
        .iter()
        .map(|tenths| format!("{}.{}", tenths / 10, tenths % 10))
        .collect();
    json!({"scores": shown, "sum": format!("{}.{}", sum / 10, sum % 10), "grade": grade.vi()})
}

/// The tracking book.
#[must_use]
pub fn book(desk: &Desk) -> Value {
    let rows = desk.dossiers.values().map(|one| {
        json!({"code": one.code, "procedure": one.procedure.code, "received": shown(one.dates.received),
            "due": shown(one.dates.due), "status": one.status().wire()})
    });
    json!({"form": 6, "rows": rows.collect::<Vec<_>>()})
}

/// Counts by status and channel.
#[must_use]
pub fn statistics(desk: &Desk) -> Value {
    let by = |status: Status| {
        desk.dossiers
            .values()
            .filter(|one| one.status() == status)
            .count()
    };
    let statuses: Vec<Value> = Status::ALL
        .iter()
        .map(|one| json!({"status": one.wire(), "count": by(*one)}))
        .collect();
    json!({"received": desk.dossiers.len(), "statuses": statuses})
}

fn shown(at: Option<DateTime>) -> Option<String> {
    at.map(|at| at.strftime("%Y-%m-%d %H:%M").to_string())
}

//! Terms against a model that walks minute by minute.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;

fn friday_before_tet(hour: i8, minute: i8) -> DateTime {
    date(2026, 2, 13).at(hour, minute, 0, 0)
}

#[test]
fn a_day_has_eight_hours() {
    assert_eq!(
        WorkingTime::default().day_length(),
        SignedDuration::from_hours(8)
    );
}

#[test]
fn where_counting_begins() {
    let office = WorkingTime::default();
    let on_tuesday = |hour, minute| {
        let day = date(2026, 11, 24);
        office.begins(day.at(hour, minute, 0, 0)).time()
    };
    assert_eq!(on_tuesday(5, 0), time(7, 0, 0, 0));
    assert_eq!(on_tuesday(9, 12), time(9, 12, 0, 0));
    assert_eq!(on_tuesday(11, 30), time(13, 30, 0, 0));
    assert_eq!(on_tuesday(12, 45), time(13, 30, 0, 0));
    assert_eq!(
        office.begins(friday_before_tet(17, 1)),
        date(2026, 2, 23).at(7, 0, 0, 0)
    );
}

#[test]
fn terms_over_tet_and_over_the_new_year() {
    let office = WorkingTime::default();
    let due = |arrival, term| office.due(arrival, term);
    assert_eq!(
        due(friday_before_tet(9, 0), Term::WorkingDays(5)),
        date(2026, 2, 27).at(9, 0, 0, 0)
    );
    assert_eq!(
        due(friday_before_tet(16, 0), Term::WorkingHours(8)),
        date(2026, 2, 23).at(16, 0, 0, 0)
    );
    let calendar = |skips_holidays| Term::CalendarDays {
        days: 5,
        skips_holidays,
    };
    // The fifth day is in Tết.
    assert_eq!(
        due(friday_before_tet(9, 0), calendar(false)),
        date(2026, 2, 23).at(9, 0, 0, 0)
    );
    assert_eq!(
        due(friday_before_tet(9, 0), calendar(true)),
        date(2026, 2, 23).at(9, 0, 0, 0)
    );
    // A list that ends with the year makes 1 January a working day (services §8.25).
    let thursday = date(2026, 12, 31).at(9, 0, 0, 0);
    assert_eq!(
        due(thursday, Term::WorkingDays(1)),
        date(2027, 1, 4).at(9, 0, 0, 0)
    );
    let forgetful = WorkingTime::default().with_holidays(Holidays::OfYear(2026));
    assert_eq!(
        forgetful.due(thursday, Term::WorkingDays(1)),
        date(2027, 1, 1).at(9, 0, 0, 0)
    );
}

#[test]
fn what_begins_with_the_day_is_due_when_it_ends() {
    let office = WorkingTime::default();
    let evening = date(2026, 11, 23).at(18, 0, 0, 0);
    assert_eq!(
        office.due(evening, Term::WorkingDays(1)),
        date(2026, 11, 24).at(17, 0, 0, 0)
    );
    assert_eq!(
        office.due(evening, Term::WorkingDays(0)).date(),
        date(2026, 11, 24)
    );
}

#[test]
fn supplementing_moves_the_due_date_by_office_time() {
    let office = WorkingTime::default();
    let due = date(2026, 11, 27).at(9, 0, 0, 0);
    let asked = date(2026, 11, 23).at(16, 0, 0, 0);
    let shifted = |completed| office.shifted(due, Term::WorkingDays(5), asked, completed);
    assert_eq!(shifted(asked), due);
    // Monday 16:00 to Wednesday 08:00: one hour, a day, one hour.
    assert_eq!(
        shifted(date(2026, 11, 25).at(8, 0, 0, 0)),
        date(2026, 11, 30).at(11, 0, 0, 0)
    );
    let calendar = Term::CalendarDays {
        days: 5,
        skips_holidays: false,
    };
    assert_eq!(
        office.shifted(due, calendar, asked, date(2026, 11, 24).at(16, 0, 0, 0)),
        date(2026, 11, 30).at(9, 0, 0, 0) // the 28th is a Saturday
    );
}

#[test]
fn hours_that_cannot_be() {
    let noon = time(12, 0, 0, 0);
    assert!(WorkingTime::new(Vec::new()).is_err());
    assert!(WorkingTime::new(vec![(noon, noon)]).is_err());
    assert!(
        WorkingTime::new(vec![
            (time(8, 0, 0, 0), noon),
            (time(11, 0, 0, 0), time(17, 0, 0, 0))
        ])
        .is_err()
    );
    assert!(WorkingTime::new(vec![(time(8, 0, 0, 0), noon)]).is_ok());
}

#[test]
fn the_ends_of_the_calendar_stop_nothing() {
    let office = WorkingTime::default();
    let last = DateTime::MAX;
    let _ = office.due(last, Term::WorkingDays(u32::MAX));
    let _ = office.due(last, Term::WorkingHours(u32::MAX));
    let days = u32::MAX;
    let _ = office.due(
        last,
        Term::CalendarDays {
            days,
            skips_holidays: true,
        },
    );
}

const HOURS: [(i8, i8, i8, i8); 2] = [(7, 0, 11, 30), (13, 30, 17, 0)];

/// Whether the minute that begins then is office time, told once more.
fn is_office_minute(at: DateTime) -> bool {
    let minute = i32::from(at.hour()) * 60 + i32::from(at.minute());
    let within = HOURS.iter().any(|&(h, m, to_h, to_m)| {
        (i32::from(h) * 60 + i32::from(m)..i32::from(to_h) * 60 + i32::from(to_m)).contains(&minute)
    });
    within && calendar::is_working_day(at.date())
}

/// Walks minute by minute until that many office minutes have passed.
fn naive(mut at: DateTime, mut minutes: u32) -> DateTime {
    while !is_office_minute(at) {
        at = at.saturating_add(SignedDuration::from_mins(1));
    }
    while minutes > 0 {
        minutes -= u32::from(is_office_minute(at));
        at = at.saturating_add(SignedDuration::from_mins(1));
    }
    at
}

fn arrivals() -> impl Strategy<Value = DateTime> {
    // Whole minutes from 2018 to 2029; near Tết more often.
    let anywhere = 0i64..4_380 * 1_440;
    anywhere.prop_map(|minutes| {
        date(2018, 1, 1)
            .at(0, 0, 0, 0)
            .saturating_add(SignedDuration::from_mins(minutes))
    })
}

proptest! {
    #[test]
    fn it_counts_as_one_who_walks_minute_by_minute(arrival in arrivals(), days in 0u32..12, hours in 0u32..20) {
        let office = WorkingTime::default();
        prop_assert_eq!(office.due(arrival, Term::WorkingDays(days)), naive(arrival, days * 480));
        prop_assert_eq!(office.due(arrival, Term::WorkingHours(hours)), naive(arrival, hours * 60));
    }

    #[test]
    fn between_undoes_after(arrival in arrivals(), minutes in 0i64..6_000) {
        let office = WorkingTime::default();
        let term = SignedDuration::from_mins(minutes);
        let end = office.after(arrival, term);
        prop_assert_eq!(office.between(arrival, end), term);
        prop_assert!(office.is_working_day(end.date()));
        prop_assert_eq!(office.between(end, arrival), SignedDuration::ZERO);
    }

    #[test]
    fn never_due_on_a_day_off_and_never_earlier(arrival in arrivals(), days in 0u32..60, skips_holidays: bool) {
        let office = WorkingTime::default();
        let due = office.due(arrival, Term::CalendarDays { days, skips_holidays });
        prop_assert!(calendar::is_working_day(due.date()));
        prop_assert!(due >= arrival);
    }
}

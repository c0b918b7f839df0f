//! Working days and office hours of Vietnam's public offices.
//!
//! Holidays are known from 2018 to 2030. Outside those years only the days with a fixed date count (1 January, 30
//! April, 1 May, 2 September, and their days off in lieu), because the lunar ones are not in the table:
//! [`knows`] tells which case a date is.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Time, time};

use crate::holidays;

/// Office hours: morning and afternoon, each from (inclusive) to (exclusive).
const OFFICE_HOURS: [(Time, Time); 2] = [
    (time(8, 0, 0, 0), time(12, 0, 0, 0)),
    (time(13, 30, 0, 0), time(17, 30, 0, 0)),
];

/// Whether the movable holidays (Tết, Hùng Kings' Day, the second day of National Day) of that date's year are known.
#[must_use]
pub fn knows(day: Date) -> bool {
    holidays::covers(day.year())
}

/// The name of the public holiday (English, Vietnamese in brackets) on that day, days off in lieu (nghỉ bù) included.
#[must_use]
pub fn is_public_holiday(day: Date) -> Option<&'static str> {
    holidays::on(day)
}

/// Monday to Friday and no holiday (ngày làm việc).
#[must_use]
pub fn is_working_day(day: Date) -> bool {
    !holidays::is_weekend(day) && is_public_holiday(day).is_none()
}

/// The first working day after that day.
#[must_use]
pub fn next_working_day(day: Date) -> Date {
    step(day, 1)
}

/// The last working day before that day.
#[must_use]
pub fn previous_working_day(day: Date) -> Date {
    step(day, -1)
}

/// The `n`-th working day after that day, before it when negative, the day itself when 0 (working or not).
#[must_use]
pub fn add_working_days(day: Date, n: i32) -> Date {
    (0..n.unsigned_abs()).fold(day, |day, _| step(day, n.signum()))
}

/// Whether offices are open: a working day, 08:00 to 12:00 or 13:30 to 17:30. The hours are a common choice; each body
/// sets its own.
#[must_use]
pub fn is_working_time(at: DateTime) -> bool {
    is_working_day(at.date())
        && OFFICE_HOURS
            .iter()
            .any(|&(from, to)| (from..to).contains(&at.time()))
}

/// That time when offices are open, else the next time they open.
#[must_use]
pub fn next_working_time(at: DateTime) -> DateTime {
    if is_working_time(at) {
        return at;
    }
    let today = is_working_day(at.date())
        .then(|| OFFICE_HOURS.iter().find(|(from, _)| at.time() < *from))
        .flatten();
    match today {
        Some(&(opens, _)) => at.date().to_datetime(opens),
        None => next_working_day(at.date()).to_datetime(OFFICE_HOURS[0].0),
    }
}

/// The nearest working day in a direction (1 or -1); at the ends of the civil calendar, its last day.
fn step(day: Date, direction: i32) -> Date {
    let mut day = day;
    while let Ok(next) = day.checked_add(direction.days()) {
        day = next;
        if is_working_day(day) {
            break;
        }
    }
    day
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Weekday, date};
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_ordinary_week() {
        let friday = date(2026, 11, 20);
        assert!(is_working_day(friday));
        assert!(!is_working_day(date(2026, 11, 21)));
        assert_eq!(next_working_day(friday), date(2026, 11, 23));
        assert_eq!(previous_working_day(date(2026, 11, 23)), friday);
        assert_eq!(add_working_days(friday, 5), date(2026, 11, 27));
        assert_eq!(add_working_days(friday, -5), date(2026, 11, 13));
        assert_eq!(add_working_days(date(2026, 11, 21), 0), date(2026, 11, 21));
    }

    #[test]
    fn over_tet() {
        let last = date(2026, 2, 13);
        assert_eq!(
            is_public_holiday(date(2026, 2, 17)),
            Some("Lunar New Year (Tết Nguyên đán)")
        );
        assert_eq!(next_working_day(last), date(2026, 2, 23));
        assert_eq!(previous_working_day(date(2026, 2, 23)), last);
    }

    #[test]
    fn the_table_knows_its_years() {
        assert!(knows(date(2018, 1, 1)) && knows(date(2030, 12, 31)));
        assert!(!knows(date(2017, 12, 31)) && !knows(date(2031, 1, 1)));
    }

    #[test]
    fn office_hours() {
        let friday = date(2026, 11, 20);
        let open = |hour, minute| is_working_time(friday.at(hour, minute, 0, 0));
        assert!(open(8, 0) && open(11, 59) && open(13, 30) && open(17, 29));
        assert!(!open(7, 59) && !open(12, 0) && !open(13, 29) && !open(17, 30));
        assert!(!is_working_time(date(2026, 11, 21).at(9, 0, 0, 0)));
    }

    #[test]
    fn when_offices_open_next() {
        let friday = date(2026, 11, 20);
        let opens = |hour, minute| next_working_time(friday.at(hour, minute, 0, 0));
        assert_eq!(opens(3, 0), friday.at(8, 0, 0, 0));
        assert_eq!(opens(9, 15), friday.at(9, 15, 0, 0));
        assert_eq!(opens(12, 30), friday.at(13, 30, 0, 0));
        assert_eq!(opens(18, 0), date(2026, 11, 23).at(8, 0, 0, 0));
        let saturday_before_tet = date(2026, 2, 14).at(9, 0, 0, 0);
        assert_eq!(
            next_working_time(saturday_before_tet),
            date(2026, 2, 23).at(8, 0, 0, 0)
        );
    }

    #[test]
    fn the_end_of_the_calendar_is_no_trap() {
        assert_eq!(next_working_day(Date::MAX), Date::MAX);
        assert_eq!(previous_working_day(Date::MIN), Date::MIN);
    }

    fn any_day() -> impl Strategy<Value = Date> {
        (0..5_500_i32).prop_map(|days| date(2017, 1, 1).saturating_add(days.days()))
    }

    proptest! {
        #[test]
        fn the_next_working_day_works_and_skips_none(day in any_day()) {
            let next = next_working_day(day);
            prop_assert!(next > day && is_working_day(next));
            let between = day.series(1.day()).skip(1).take_while(|&d| d < next).filter(|&d| is_working_day(d)).count();
            prop_assert_eq!(between, 0);
        }

        #[test]
        fn forth_and_back(day in any_day(), n in 0..60_i32) {
            let start = next_working_day(day);
            prop_assert_eq!(add_working_days(add_working_days(start, n), -n), start);
        }

        #[test]
        fn weekends_never_work(day in any_day()) {
            let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
            prop_assert!(!(weekend && is_working_day(day)));
        }

        #[test]
        fn the_next_working_time_is_open_and_not_earlier(day in any_day(), minute in 0..1440_i64) {
            let at = day.at(0, 0, 0, 0).saturating_add(minute.minutes());
            let next = next_working_time(at);
            prop_assert!(next >= at && is_working_time(next));
            prop_assert_eq!(next_working_time(next), next);
        }
    }
}

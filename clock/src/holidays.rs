//! The table of public holidays (ngày nghỉ lễ, tết) with pay.
//!
//! Which days: Bộ luật Lao động 2012 (10/2012/QH13) Art. 115 until the end of 2020, then Bộ luật Lao động 2019
//! (45/2019/QH14) Art. 112: New Year 1, Tết 5, Victory 1, Labour 1, Hùng Kings 1 and National Day 1, since 2021 two.
//! The law leaves open which five days of Tết and which neighbour of 2 September: the Prime Minister chooses every year.
//! The choices up to 2026 are set down from what was announced (2026 compared with the press, the earlier notices not at
//! hand); from 2027 the table goes on with the same habits, which is a guess.
//!
//! The lunar days come from the new moons and solar terms at UTC+7, as the Vietnamese calendar wants them: Tết 2030 is
//! on 2 February in Vietnam and a day later in China.
//!
//! Left out: days that one year's notice exchanged for a Saturday (29/4/2024, 2/5/2025 …), and 24 November (Ngày Văn
//! hóa Việt Nam), announced as a day off in January 2026 without the law being seen by us.

use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};

const NEW_YEAR: &str = "New Year's Day (Tết Dương lịch)";
const TET: &str = "Lunar New Year (Tết Nguyên đán)";
const HUNG_KINGS: &str = "Hùng Kings' Commemoration Day (Giỗ Tổ Hùng Vương)";
const VICTORY: &str = "Victory Day (Ngày Chiến thắng)";
const LABOUR: &str = "International Labour Day (Ngày Quốc tế lao động)";
const NATIONAL: &str = "National Day (Quốc khánh)";
const IN_LIEU: &str = "day off in lieu of a holiday on a weekend (nghỉ bù)";

/// What a year adds to the fixed days.
struct Year {
    year: i16,
    /// First day of the first lunar month: month, day.
    tet: (i8, i8),
    /// Days off before it; the five days off are this many before and the rest from it on.
    tet_before: i8,
    /// Tenth day of the third lunar month: month, day.
    hung_kings: (i8, i8),
    /// The second day of National Day: 1 or 3 September.
    national_neighbour: Option<i8>,
}

const fn year(
    year: i16,
    tet: (i8, i8),
    tet_before: i8,
    hung_kings: (i8, i8),
    national_neighbour: Option<i8>,
) -> Year {
    Year {
        year,
        tet,
        tet_before,
        hung_kings,
        national_neighbour,
    }
}

/// 2018 to 2030. Up to 2026 as announced; from 2027 the lunar days are computed and the open choices are guesses.
const YEARS: [Year; 13] = [
    year(2018, (2, 16), 2, (4, 25), None),
    year(2019, (2, 5), 1, (4, 14), None),
    year(2020, (1, 25), 2, (4, 2), None),
    year(2021, (2, 12), 2, (4, 21), Some(3)),
    year(2022, (2, 1), 1, (4, 10), Some(1)),
    year(2023, (1, 22), 2, (4, 29), Some(1)),
    year(2024, (2, 10), 2, (4, 18), Some(3)),
    year(2025, (1, 29), 2, (4, 7), Some(1)),
    year(2026, (2, 17), 1, (4, 26), Some(1)),
    year(2027, (2, 6), 2, (4, 16), Some(3)),
    year(2028, (1, 26), 2, (4, 4), Some(1)),
    year(2029, (2, 13), 1, (4, 23), Some(3)),
    year(2030, (2, 2), 2, (4, 12), Some(3)),
];

/// All days off of the table, in order, with the days off in lieu.
static TABLE: LazyLock<Vec<(Date, &'static str)>> = LazyLock::new(|| {
    YEARS
        .iter()
        .flat_map(|year| with_days_in_lieu(whole_year(year)))
        .collect()
});

/// Whether the table knows the movable holidays of that year.
pub(crate) fn covers(year: i16) -> bool {
    YEARS.iter().any(|known| known.year == year)
}

/// The name of the holiday on that day.
pub(crate) fn on(day: Date) -> Option<&'static str> {
    if covers(day.year()) {
        let found = TABLE.binary_search_by_key(&day, |&(date, _)| date).ok()?;
        return Some(TABLE[found].1);
    }
    let days = with_days_in_lieu(fixed(day.year()));
    days.into_iter()
        .find(|&(date, _)| date == day)
        .map(|(_, name)| name)
}

/// The days that fall on the same date every year.
fn fixed(year: i16) -> Vec<(Date, &'static str)> {
    vec![
        (date(year, 1, 1), NEW_YEAR),
        (date(year, 4, 30), VICTORY),
        (date(year, 5, 1), LABOUR),
        (date(year, 9, 2), NATIONAL),
    ]
}

fn whole_year(of: &Year) -> Vec<(Date, &'static str)> {
    let mut days = fixed(of.year);
    let tet = date(of.year, of.tet.0, of.tet.1);
    days.extend((0..5_i8).map(|n| (tet.saturating_add((n - of.tet_before).days()), TET)));
    days.push((date(of.year, of.hung_kings.0, of.hung_kings.1), HUNG_KINGS));
    days.extend(
        of.national_neighbour
            .map(|day| (date(of.year, 9, day), NATIONAL)),
    );
    days
}

/// Adds, for each holiday on a Saturday or Sunday, the next day that is neither weekend nor off already (Bộ luật Lao
/// động 2012 Art. 115.3; 2019 Art. 111.3), and sorts.
fn with_days_in_lieu(mut days: Vec<(Date, &'static str)>) -> Vec<(Date, &'static str)> {
    days.sort_unstable();
    for lost in days
        .clone()
        .into_iter()
        .map(|(day, _)| day)
        .filter(|&day| is_weekend(day))
    {
        let mut instead = lost;
        while is_weekend(instead) || days.iter().any(|&(day, _)| day == instead) {
            instead = instead.saturating_add(1.day());
        }
        days.push((instead, IN_LIEU));
    }
    days.sort_unstable();
    days
}

/// Saturday or Sunday, the weekly days off of public offices.
pub(crate) fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The working days off around Tết as announced for public offices.
    #[test]
    fn tet_as_announced() {
        let announced = [
            (date(2018, 2, 14), date(2018, 2, 20)),
            (date(2019, 2, 4), date(2019, 2, 8)),
            (date(2020, 1, 23), date(2020, 1, 29)),
            (date(2021, 2, 10), date(2021, 2, 16)),
            (date(2022, 1, 31), date(2022, 2, 4)),
            (date(2023, 1, 20), date(2023, 1, 26)),
            (date(2024, 2, 8), date(2024, 2, 14)),
            (date(2025, 1, 27), date(2025, 1, 31)),
            (date(2026, 2, 16), date(2026, 2, 20)),
        ];
        for (first, last) in announced {
            let working = |day: Date| on(day).is_none() && !is_weekend(day);
            let mut day = first;
            while day <= last {
                assert!(!working(day), "{day} is off");
                day = day.saturating_add(1.day());
            }
            assert_ne!(on(first), None);
            assert!(
                on(first.saturating_sub(1.day())).is_none(),
                "the day before {first} is no holiday"
            );
            assert!(
                on(last.saturating_add(1.day())).is_none(),
                "the day after {last} is no holiday"
            );
        }
    }

    #[test]
    fn tet_2030_follows_the_vietnamese_calendar() {
        assert_eq!(on(date(2030, 2, 2)), Some(TET));
        assert_eq!(on(date(2030, 1, 31)), Some(TET));
        assert_eq!(on(date(2030, 2, 4)), Some(TET));
        assert_eq!(on(date(2030, 2, 6)), Some(IN_LIEU));
    }

    #[test]
    fn national_day_has_two_days_since_2021() {
        let days = |year| {
            (1..=3)
                .filter(|&day| on(date(year, 9, day)) == Some(NATIONAL))
                .count()
        };
        for year in 2018..=2020 {
            assert_eq!(days(year), 1, "{year}");
        }
        for year in 2021..=2030 {
            assert_eq!(days(year), 2, "{year}");
        }
    }

    #[test]
    fn holidays_that_meet_a_weekend_move_one_after_the_other() {
        // 2023: Hùng Kings on Saturday 29 April and Victory on Sunday 30 April, then Labour Day itself.
        assert_eq!(on(date(2023, 5, 1)), Some(LABOUR));
        assert_eq!(on(date(2023, 5, 2)), Some(IN_LIEU));
        assert_eq!(on(date(2023, 5, 3)), Some(IN_LIEU));
        assert_eq!(on(date(2023, 5, 4)), None);
        // 2018: National Day on a Sunday.
        assert_eq!(on(date(2018, 9, 3)), Some(IN_LIEU));
        // 2026: Hùng Kings on a Sunday.
        assert_eq!(on(date(2026, 4, 27)), Some(IN_LIEU));
    }

    #[test]
    fn every_year_has_the_days_of_the_law_and_as_many_working_days_off() {
        for year in &YEARS {
            let legal = if year.year < 2021 { 10 } else { 11 };
            let days: Vec<_> = TABLE
                .iter()
                .filter(|(day, _)| day.year() == year.year)
                .collect();
            let named = days.iter().filter(|(_, name)| *name != IN_LIEU).count();
            let on_working_days = days.iter().filter(|(day, _)| !is_weekend(*day)).count();
            assert_eq!(named, legal, "{}", year.year);
            assert_eq!(on_working_days, legal, "{}", year.year);
        }
    }

    #[test]
    fn the_table_is_in_order_without_repeats() {
        assert!(TABLE.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn outside_the_table_only_the_fixed_days() {
        assert!(!covers(2031) && !covers(2017));
        assert_eq!(on(date(2031, 9, 2)), Some(NATIONAL));
        assert_eq!(on(date(2031, 1, 23)), None); // Tết 2031
        assert_eq!(on(date(2033, 1, 3)), Some(IN_LIEU)); // 1 January 2033 is a Saturday
    }
}

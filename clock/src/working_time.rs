//! Terms counted in working time: when a dossier is due (services §2.9, from a provincial system).
//!
//! The day has eight hours, 07:00 to 11:30 and 13:30 to 17:00; a body may have others. Terms are counted from the first
//! working minute at or after the arrival: what comes after 17:00 counts from the next morning, what comes in the lunch
//! break from 13:30. A term ends with its last working minute, so what began at 07:00 is due at 17:00, and never on a day off.

use jiff::civil::{Date, DateTime, Time, time};
use jiff::{SignedDuration, ToSpan};

use crate::calendar;

/// The longest term that is counted, in days; a longer one is cut to it. No procedure comes near.
const LONGEST_DAYS: u32 = 10_000;

/// How long something may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Term {
    /// Working days (`Ngày làm việc`): whole days of office time.
    WorkingDays(u32),
    /// Hours of office time (`Giờ làm việc`).
    WorkingHours(u32),
    /// Days of the calendar (`Ngày`); ends on the next working day when it would end on a day off.
    CalendarDays {
        /// How many.
        days: u32,
        /// Public holidays are not counted (weekends are).
        skips_holidays: bool,
    },
}

/// The office hours of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkingTime {
    /// From (inclusive) to (exclusive), in order, not overlapping.
    hours: Vec<(Time, Time)>,
    holidays: Holidays,
}

/// Which public holidays a body's calendar holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Holidays {
    /// All.
    #[default]
    All,
    /// Those of one year: the mistake of systems that load the list of the current year only (services §8.25).
    OfYear(i16),
}

/// Office hours that cannot be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected office hours in order, each ending after it begins, found {found}")]
pub struct WrongHours {
    /// The hours given.
    pub found: String,
}

impl Default for WorkingTime {
    fn default() -> WorkingTime {
        WorkingTime {
            hours: vec![
                (time(7, 0, 0, 0), time(11, 30, 0, 0)),
                (time(13, 30, 0, 0), time(17, 0, 0, 0)),
            ],
            holidays: Holidays::All,
        }
    }
}

impl WorkingTime {
    /// Other office hours, each from (inclusive) to (exclusive).
    ///
    /// # Errors
    /// None at all, or hours that end before they begin or overlap.
    pub fn new(hours: Vec<(Time, Time)>) -> Result<WorkingTime, WrongHours> {
        let edges: Vec<Time> = hours.iter().flat_map(|(from, to)| [*from, *to]).collect();
        if edges.is_empty() || !edges.windows(2).all(|pair| pair[0] < pair[1]) {
            let found = format!("{hours:?}");
            return Err(WrongHours { found });
        }
        let holidays = Holidays::All;
        Ok(WorkingTime { hours, holidays })
    }

    /// The same hours with another list of holidays.
    #[must_use]
    pub fn with_holidays(mut self, holidays: Holidays) -> WorkingTime {
        self.holidays = holidays;
        self
    }

    /// Office time of one working day.
    #[must_use]
    pub fn day_length(&self) -> SignedDuration {
        let lengths = self.hours.iter().map(|(from, to)| from.duration_until(*to));
        lengths.fold(SignedDuration::ZERO, |sum, one| sum + one)
    }

    /// Whether the body works on that day.
    #[must_use]
    pub fn is_working_day(&self, day: Date) -> bool {
        match self.holidays {
            Holidays::OfYear(year) if year != day.year() => {
                !matches!(day.weekday().to_monday_zero_offset(), 5 | 6)
            }
            _ => calendar::is_working_day(day),
        }
    }

    /// The first working day after that day.
    #[must_use]
    pub fn next_working_day(&self, day: Date) -> Date {
        let mut day = day;
        while let Ok(next) = day.checked_add(1.day()) {
            day = next;
            if self.is_working_day(day) {
                break;
            }
        }
        day
    }

    /// When work on something begins: its arrival, or the next opening.
    #[must_use]
    pub fn begins(&self, arrival: DateTime) -> DateTime {
        if self.is_working_day(arrival.date()) {
            let open = self.hours.iter().find(|(_, to)| arrival.time() < *to);
            if let Some((from, _)) = open {
                return arrival.date().to_datetime(arrival.time().max(*from));
            }
        }
        self.opening(self.next_working_day(arrival.date()))
    }

    /// When office hours begin on a day.
    #[must_use]
    pub fn opening(&self, day: Date) -> DateTime {
        day.to_datetime(self.hours[0].0)
    }

    /// When office hours end on a day.
    #[must_use]
    pub fn closing(&self, day: Date) -> DateTime {
        day.to_datetime(self.hours[self.hours.len() - 1].1)
    }

    /// When what arrived at a time is due.
    #[must_use]
    pub fn due(&self, arrival: DateTime, term: Term) -> DateTime {
        match term {
            Term::WorkingHours(hours) => {
                let hours = hours.min(LONGEST_DAYS * 24);
                self.after(arrival, SignedDuration::from_hours(i64::from(hours)))
            }
            Term::WorkingDays(days) => {
                let days = i32::try_from(days.min(LONGEST_DAYS)).unwrap_or(i32::MAX);
                self.after(arrival, self.day_length() * days)
            }
            Term::CalendarDays {
                days,
                skips_holidays,
            } => self.calendar_days(self.begins(arrival), days, skips_holidays),
        }
    }

    /// When so much office time has passed since a time.
    #[must_use]
    pub fn after(&self, since: DateTime, office_time: SignedDuration) -> DateTime {
        let mut at = self.begins(since);
        let mut left = office_time.max(SignedDuration::ZERO);
        loop {
            let open = self.hours.iter().find(|(_, to)| at.time() < *to);
            // `begins` never stands at or after the closing, so there always is such a span.
            let end = open.map_or(at, |(_, to)| at.date().to_datetime(*to));
            let span = at.duration_until(end);
            if left <= span {
                return at.saturating_add(left);
            }
            left -= span;
            let next = self.begins(end);
            if next <= at {
                return at; // the end of the civil calendar
            }
            at = next;
        }
    }

    /// Office time between two times; none when the second is not later.
    #[must_use]
    pub fn between(&self, from: DateTime, to: DateTime) -> SignedDuration {
        let mut sum = SignedDuration::ZERO;
        let mut day = from.date();
        while day <= to.date() {
            if self.is_working_day(day) {
                for (opens, closes) in &self.hours {
                    let begin = day.to_datetime(*opens).max(from);
                    let end = day.to_datetime(*closes).min(to);
                    if begin < end {
                        sum += begin.duration_until(end);
                    }
                }
            }
            match day.checked_add(1.day()) {
                Ok(next) => day = next,
                Err(_) => break,
            }
        }
        sum
    }

    /// A due date moved on by the time that the applicant took to supplement: office time where the term is office time,
    /// else the calendar's. Never on a day off.
    #[must_use]
    pub fn shifted(
        &self,
        due: DateTime,
        term: Term,
        asked: DateTime,
        completed: DateTime,
    ) -> DateTime {
        if let Term::CalendarDays { .. } = term {
            let took = asked.duration_until(completed).max(SignedDuration::ZERO);
            self.not_on_a_day_off(due.saturating_add(took))
        } else {
            let took = self.between(asked, completed);
            if took.is_zero() {
                due
            } else {
                self.after(due, took)
            }
        }
    }

    fn calendar_days(&self, begin: DateTime, days: u32, skips_holidays: bool) -> DateTime {
        let mut day = begin.date();
        let mut left = days.min(LONGEST_DAYS);
        while left > 0 {
            let Ok(next) = day.checked_add(1.day()) else {
                break;
            };
            day = next;
            let known = match self.holidays {
                Holidays::OfYear(year) => year == day.year(),
                Holidays::All => true,
            };
            if !(skips_holidays && known && calendar::is_public_holiday(day).is_some()) {
                left -= 1;
            }
        }
        self.not_on_a_day_off(day.to_datetime(begin.time()))
    }

    fn not_on_a_day_off(&self, at: DateTime) -> DateTime {
        if self.is_working_day(at.date()) {
            at
        } else {
            self.next_working_day(at.date()).to_datetime(at.time())
        }
    }
}

#[cfg(test)]
#[path = "working_time_tests.rs"]
mod tests;

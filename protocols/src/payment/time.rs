//! `ThoiGianGD`: `yyyyMMddHHmmss`, 14 digits, Vietnam time, 24 hours (services §3.1).
//!
//! A real integrator writes the hour of a 12-hour clock (`hh`), so that his afternoons become mornings (services §8,
//! pitfall 23). The text is valid then; only the receiver's own clock shows that it is wrong.

use jiff::civil::{Date, DateTime, Time};
use thiserror::Error;

/// A text is no time, or not the time it should be.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum TimeError {
    /// Not 14 digits of a real moment.
    #[error("expected a time as yyyyMMddHHmmss, 14 digits, hours 00-23, found `{0}`")]
    Form(String),
    /// Twelve hours behind: the hour of a 12-hour clock.
    #[error(
        "expected a time as yyyyMMddHHmmss near {now}, found `{given}`, twelve hours earlier: HH runs 00-23, hh of a 12-hour clock makes mornings of afternoons"
    )]
    TwelveHours {
        /// What was sent.
        given: String,
        /// The receiver's time.
        now: String,
    },
    /// Too far from now.
    #[error("expected a time as yyyyMMddHHmmss within {minutes} minutes of {now}, found `{given}`")]
    Far {
        /// What was sent.
        given: String,
        /// The receiver's time.
        now: String,
        /// The window, in minutes.
        minutes: u32,
    },
}

/// Writes a moment.
#[must_use]
pub fn write(at: DateTime) -> String {
    at.strftime("%Y%m%d%H%M%S").to_string()
}

/// Writes a moment with the hour of a 12-hour clock: what pitfall 23 sends.
#[must_use]
pub fn write_twelve_hours(at: DateTime) -> String {
    at.strftime("%Y%m%d%I%M%S").to_string()
}

/// Writes a day, `yyyyMMdd`.
#[must_use]
pub fn write_day(day: Date) -> String {
    day.strftime("%Y%m%d").to_string()
}

/// Reads a day, `yyyyMMdd`.
///
/// # Errors
/// [`TimeError::Form`].
pub fn read_day(text: &str) -> Result<Date, TimeError> {
    read(&format!("{text}000000"))
        .map(DateTime::date)
        .map_err(|_| TimeError::Form(text.chars().take(40).collect()))
}

/// Reads a moment.
///
/// # Errors
/// [`TimeError::Form`].
pub fn read(text: &str) -> Result<DateTime, TimeError> {
    let wrong = || TimeError::Form(text.chars().take(40).collect());
    if text.len() != 14 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(wrong());
    }
    let number = |at: usize, length: usize| text[at..at + length].parse::<i16>();
    let small = |at: usize| text[at..at + 2].parse::<i8>();
    let parts = || -> Option<DateTime> {
        let date = Date::new(number(0, 4).ok()?, small(4).ok()?, small(6).ok()?).ok()?;
        let second = small(12).ok().filter(|second| *second < 60)?;
        let time = Time::new(small(8).ok()?, small(10).ok()?, second, 0).ok()?;
        Some(date.to_datetime(time))
    };
    parts().ok_or_else(wrong)
}

/// Reads a moment that must lie within `minutes` of `now`.
///
/// # Errors
/// Not a time, twelve hours behind, or too far away.
pub fn read_near(text: &str, now: DateTime, minutes: u32) -> Result<DateTime, TimeError> {
    let at = read(text)?;
    let window = jiff::SignedDuration::from_mins(i64::from(minutes));
    let off = now.duration_since(at);
    if off.abs() <= window {
        return Ok(at);
    }
    let given = text.to_owned();
    let half_day = jiff::SignedDuration::from_hours(12);
    Err(if (off - half_day).abs() <= window {
        TimeError::TwelveHours {
            given,
            now: write(now),
        }
    } else {
        TimeError::Far {
            given,
            now: write(now),
            minutes,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn an_afternoon_of_a_twelve_hour_clock_is_recognised() {
        let now = date(2026, 11, 23).at(14, 5, 9, 0);
        assert_eq!(write(now), "20261123140509");
        assert_eq!(write_twelve_hours(now), "20261123020509");
        assert!(matches!(
            read_near(&write_twelve_hours(now), now, 15),
            Err(TimeError::TwelveHours { .. })
        ));
        assert!(matches!(
            read_near("20261122140509", now, 15),
            Err(TimeError::Far { .. })
        ));
    }

    #[test]
    fn no_moment_is_refused() {
        for text in [
            "",
            "2026112314050",
            "202611231405090",
            "20261123240509",
            "20261123146009",
            "20261123140560",
            "20260229000000",
            "２０２６１１２３１４０５０９",
            "+0261123140509",
        ] {
            assert!(matches!(read(text), Err(TimeError::Form(_))), "{text}");
        }
        assert_eq!(read_day("20240229"), Ok(date(2024, 2, 29)));
        assert!(read_day("20230229").is_err());
    }

    proptest! {
        #[test]
        fn a_moment_is_read_as_it_was_written(
            seconds in 0_i64..4_000_000_000, ahead in -900_i64..=900,
        ) {
            let at = date(2018, 1, 1).at(0, 0, 0, 0).saturating_add(jiff::SignedDuration::from_secs(seconds));
            prop_assert_eq!(read(&write(at)), Ok(at));
            let now = at.saturating_add(jiff::SignedDuration::from_secs(ahead));
            prop_assert_eq!(read_near(&write(at), now, 15), Ok(at));
        }
    }
}

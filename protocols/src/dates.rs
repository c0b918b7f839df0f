//! Dates and times as the document axis writes them: no time zone on the wire, Vietnam time (+07:00) always meant.
//!
//! Parsing is strict. The field's parsers roll over (`2014/02/30` becomes 2 March) or misread the order
//! (`30/10/2020` becomes the year 36); here both are errors that say what was expected (domain §1.5, §6.28).

use jiff::civil::{Date, DateTime, Time};

/// The first year a document can carry; an earlier one is a misread date, not an old document.
pub const FIRST_YEAR: i16 = 1900;

/// Why a text is not a date or a time of the wire.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// The text has not the shape of the pattern.
    #[error("expected {pattern}{hint}, found `{found}`")]
    Shape {
        /// The pattern expected, such as `yyyy/MM/dd`.
        pattern: &'static str,
        /// What the text was (cut to 40 characters).
        found: String,
        /// What the text got wrong, when that is known; starts with `, ` or is empty.
        hint: &'static str,
    },
    /// The shape is right, but the calendar or the clock has no such value.
    #[error("expected {pattern} with a day and time that exist, found `{found}`")]
    NotReal {
        /// The pattern expected.
        pattern: &'static str,
        /// What the text was.
        found: String,
    },
    /// The year cannot be the year of a document.
    #[error(
        "expected a year from {FIRST_YEAR} on, found `{found}`: day and year may have been swapped"
    )]
    Year {
        /// What the text was.
        found: String,
    },
}

impl DateError {
    /// What was expected instead, without the text found: for messages that name the text themselves.
    #[must_use]
    pub fn wanted(&self) -> String {
        match self {
            DateError::Shape { pattern, hint, .. } => {
                format!("{pattern}{hint}")
            }
            DateError::NotReal { pattern, .. } => {
                format!("{pattern} with a day and time that exist")
            }
            DateError::Year { .. } => format!("yyyy/MM/dd with a year from {FIRST_YEAR} on"),
        }
    }
}

const DATE: &str = "yyyy/MM/dd";
const DATE_TIME: &str = "yyyy/MM/dd HH:mm:ss";
const VXP: &str = "ddMMyyyy'T'HHmmss+SSSS (SSSS: milliseconds)";

/// Reads a date written `yyyy/MM/dd` (source: domain §1.5).
///
/// # Errors
/// Another shape, a day the calendar does not have, or a year before [`FIRST_YEAR`].
pub fn date(text: &str) -> Result<Date, DateError> {
    let n = numbers(text, DATE, DATE)?;
    real_date(n[0], n[1], n[2], DATE, text)
}

/// Reads a time written `yyyy/MM/dd HH:mm:ss`, Vietnam time (source: domain §1.5).
///
/// # Errors
/// Another shape, a day or time that does not exist, or a year before [`FIRST_YEAR`].
pub fn date_time(text: &str) -> Result<DateTime, DateError> {
    let n = numbers(text, DATE_TIME, DATE_TIME)?;
    let day = real_date(n[0], n[1], n[2], DATE_TIME, text)?;
    let time = real_time([n[3], n[4], n[5]], 0, DATE_TIME, text)?;
    Ok(day.to_datetime(time))
}

/// Reads a date in the forms that other producers write: `yyyy-MM-dd`, `dd/MM/yyyy`, and the wire's form with a time
/// after it. For references only; a date of the document itself is read by [`date`].
#[must_use]
pub fn foreign_date(text: &str) -> Option<Date> {
    let day = text.split(['T', ' ']).next().unwrap_or_default();
    let iso = numbers(day, "yyyy-MM-dd", DATE).map(|n| [n[0], n[1], n[2]]);
    let vietnamese = numbers(day, "dd/MM/yyyy", DATE).map(|n| [n[2], n[1], n[0]]);
    match iso.or(vietnamese) {
        Ok([year, month, day]) => real_date(year, month, day, DATE, text).ok(),
        Err(_) => date(day).ok(),
    }
}

/// Writes a date as `yyyy/MM/dd`.
#[must_use]
pub fn format_date(date: Date) -> String {
    format!("{:04}/{:02}/{:02}", date.year(), date.month(), date.day())
}

/// Writes a time as `yyyy/MM/dd HH:mm:ss`; fractions of a second are dropped.
#[must_use]
pub fn format_date_time(at: DateTime) -> String {
    let (h, m, s) = (at.hour(), at.minute(), at.second());
    format!("{} {h:02}:{m:02}:{s:02}", format_date(at.date()))
}

/// Writes the timestamp of the VXP headers, `ddMMyyyy'T'HHmmss+SSSS`.
///
/// What follows the `+` looks like an offset and is the millisecond, padded to four digits (domain §3.1, §6.4).
#[must_use]
pub fn vxp_timestamp(at: DateTime) -> String {
    format!(
        "{:02}{:02}{:04}T{:02}{:02}{:02}+{:04}",
        at.day(),
        at.month(),
        at.year(),
        at.hour(),
        at.minute(),
        at.second(),
        at.millisecond()
    )
}

/// Reads the timestamp of the VXP headers.
///
/// # Errors
/// Another shape, a day or time that does not exist, or more than 999 milliseconds.
pub fn parse_vxp_timestamp(text: &str) -> Result<DateTime, DateError> {
    let n = numbers(text, "ddMMyyyyTHHmmss+SSSS", VXP)?;
    let day = real_date(n[2], n[1], n[0], VXP, text)?;
    let time = real_time([n[3], n[4], n[5]], n[6], VXP, text)?;
    Ok(day.to_datetime(time))
}

/// Reads the fields of `text` along `shape`: each run of one letter is a number of as many digits, all else is literal.
fn numbers(text: &str, shape: &str, pattern: &'static str) -> Result<Vec<i16>, DateError> {
    let wrong = || DateError::Shape {
        pattern,
        found: text.chars().take(40).collect(),
        hint: hint(text),
    };
    if text.len() != shape.len() {
        return Err(wrong());
    }
    let mut fields: Vec<i16> = Vec::new();
    let mut previous = 0;
    for (found, expected) in text.bytes().zip(shape.bytes()) {
        // The `T` between day and time is the only letter that stands for itself.
        if !expected.is_ascii_alphabetic() || expected == b'T' {
            if found != expected {
                return Err(wrong());
            }
        } else if !found.is_ascii_digit() {
            return Err(wrong());
        } else {
            if expected != previous {
                fields.push(0);
            }
            if let Some(field) = fields.last_mut() {
                *field = *field * 10 + i16::from(found - b'0');
            }
        }
        previous = expected;
    }
    Ok(fields)
}

/// Recognises the forms that really occur, so that the message can say what went wrong.
fn hint(text: &str) -> &'static str {
    let bytes = text.as_bytes();
    let at = |i: usize| bytes.get(i).copied().unwrap_or(0);
    if at(4) == b'-' && at(7) == b'-' {
        ", with `/` and not `-`"
    } else if at(2) == b'/' && at(5) == b'/' {
        ", the year first and not the day"
    } else {
        ""
    }
}

fn real_date(
    year: i16,
    month: i16,
    day: i16,
    pattern: &'static str,
    text: &str,
) -> Result<Date, DateError> {
    let small = |n: i16| i8::try_from(n).unwrap_or(0);
    let real = Date::new(year, small(month), small(day)).map_err(|_| DateError::NotReal {
        pattern,
        found: text.to_owned(),
    })?;
    if year < FIRST_YEAR {
        return Err(DateError::Year {
            found: text.to_owned(),
        });
    }
    Ok(real)
}

fn real_time(
    hms: [i16; 3],
    millis: i16,
    pattern: &'static str,
    text: &str,
) -> Result<Time, DateError> {
    let small = |n: i16| i8::try_from(n).unwrap_or(-1);
    let nanos = i32::from(millis) * 1_000_000;
    Time::new(small(hms[0]), small(hms[1]), small(hms[2]), nanos).map_err(|_| DateError::NotReal {
        pattern,
        found: text.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date as day, datetime};
    use proptest::prelude::*;

    #[test]
    fn reads_and_writes_the_forms_of_the_wire() {
        assert_eq!(date("2015/09/30"), Ok(day(2015, 9, 30)));
        let at = datetime(2018, 6, 20, 16, 35, 56, 0);
        assert_eq!(date_time("2018/06/20 16:35:56"), Ok(at));
        assert_eq!(format_date_time(at), "2018/06/20 16:35:56");
        let at = datetime(2018, 6, 20, 16, 35, 56, 70_000_000);
        assert_eq!(vxp_timestamp(at), "20062018T163556+0070");
        assert_eq!(parse_vxp_timestamp("20062018T163556+0070"), Ok(at));
    }

    #[test]
    fn messages_say_what_was_expected() {
        let say =
            |r: Result<Date, DateError>| r.map_err(|e| e.to_string()).expect_err("must be refused");
        insta::assert_snapshot!(say(date("2014/02/30")), @"expected yyyy/MM/dd with a day and time that exist, found `2014/02/30`");
        insta::assert_snapshot!(say(date("30/10/2020")), @"expected yyyy/MM/dd, the year first and not the day, found `30/10/2020`");
        insta::assert_snapshot!(say(date("2020-10-30")), @"expected yyyy/MM/dd, with `/` and not `-`, found `2020-10-30`");
        insta::assert_snapshot!(say(date("0036/10/30")), @"expected a year from 1900 on, found `0036/10/30`: day and year may have been swapped");
        insta::assert_snapshot!(say(date("")), @"expected yyyy/MM/dd, found ``");
        insta::assert_snapshot!(say(date("2020/1/5")), @"expected yyyy/MM/dd, found `2020/1/5`");
        let at = date_time("2020/01/05 24:00:00").expect_err("no such hour");
        insta::assert_snapshot!(at, @"expected yyyy/MM/dd HH:mm:ss with a day and time that exist, found `2020/01/05 24:00:00`");
    }

    #[test]
    fn foreign_forms_of_a_reference() {
        let expected = Some(day(2015, 9, 30));
        for text in [
            "2015-09-30",
            "30/09/2015",
            "2015-09-30T00:00:00",
            "2015/09/30 11:08:36",
            "2015/09/30",
        ] {
            assert_eq!(foreign_date(text), expected, "{text}");
        }
        for text in ["", "09/30/2015", "2014-02-30", "30/9/2015", "x"] {
            assert_eq!(foreign_date(text), None, "{text}");
        }
    }

    #[test]
    fn the_four_digits_of_the_vxp_timestamp_are_milliseconds_not_an_offset() {
        let at = parse_vxp_timestamp("20062018T163556+0700").expect("700 ms");
        assert_eq!(at.millisecond(), 700);
        assert!(parse_vxp_timestamp("20062018T163556+1000").is_err());
        assert!(parse_vxp_timestamp("20062018T163556-0700").is_err());
    }

    proptest! {
        #[test]
        fn round_trips(days in 0i32..2_958_000, seconds in 0i64..86_400, millis in 0i64..1_000) {
            let d = day(1900, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap_or(Date::MAX);
            prop_assert_eq!(date(&format_date(d)), Ok(d));
            let at = d.at(0, 0, 0, 0).saturating_add(jiff::SignedDuration::from_secs(seconds));
            prop_assert_eq!(date_time(&format_date_time(at)), Ok(at));
            let at = at.saturating_add(jiff::SignedDuration::from_millis(millis));
            prop_assert_eq!(parse_vxp_timestamp(&vxp_timestamp(at)), Ok(at));
        }

        #[test]
        fn never_panics(text in ".{0,40}") {
            let _ = (date(&text), date_time(&text), parse_vxp_timestamp(&text));
        }
    }
}

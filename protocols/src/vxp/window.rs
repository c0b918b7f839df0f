//! The period of a list call: `fromDate`, `toDate` as `dd/MM/yyyy HH:mm:ss` (domain §3.1, §6.13).

use jiff::civil::DateTime;
use jiff::fmt::strtime;
use thiserror::Error;

/// Longest period of a list call, in days.
pub const MAX_DAYS: i64 = 7;

/// A period of arrival times: `from` included, `to` excluded (domain §6.13).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// First moment inside.
    pub from: DateTime,
    /// First moment outside again.
    pub to: DateTime,
}

impl Window {
    /// Whether a moment lies inside.
    pub fn contains(&self, moment: DateTime) -> bool {
        self.from <= moment && moment < self.to
    }

    /// Checks order and length.
    pub fn new(from: DateTime, to: DateTime) -> Result<Self, WindowError> {
        if to < from {
            return Err(WindowError::Reversed);
        }
        let longest = from
            .checked_add(jiff::SignedDuration::from_hours(24 * MAX_DAYS))
            .unwrap_or(DateTime::MAX);
        if to > longest {
            return Err(WindowError::TooLong);
        }
        Ok(Self { from, to })
    }
}

/// The period of a list call is no period.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum WindowError {
    /// One end alone.
    #[error("expected fromDate and toDate together; send both or neither")]
    OneEnd,
    /// Not a moment.
    #[error("expected {header} as dd/MM/yyyy HH:mm:ss, found {found:?}")]
    Unreadable {
        /// `fromDate` or `toDate`.
        header: &'static str,
        /// What it says.
        found: String,
    },
    /// It ends before it begins.
    #[error("expected fromDate not after toDate")]
    Reversed,
    /// Longer than the axis answers.
    #[error("expected a period of at most {MAX_DAYS} days; ask in several calls")]
    TooLong,
}

/// Reads the two headers; none when neither is there or both are empty.
pub fn parse_window(from: Option<&str>, to: Option<&str>) -> Result<Option<Window>, WindowError> {
    let filled = |text: Option<&str>| {
        text.map(str::trim)
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
    };
    match (filled(from), filled(to)) {
        (None, None) => Ok(None),
        (Some(from), Some(to)) => {
            Window::new(moment("fromDate", &from)?, moment("toDate", &to)?).map(Some)
        }
        _ => Err(WindowError::OneEnd),
    }
}

/// A moment as the list calls write it.
pub fn format_window_time(moment: DateTime) -> String {
    moment.strftime("%d/%m/%Y %H:%M:%S").to_string()
}

fn moment(header: &'static str, text: &str) -> Result<DateTime, WindowError> {
    let unreadable = || WindowError::Unreadable {
        header,
        found: text.chars().take(40).collect(),
    };
    if !shaped(text) {
        return Err(unreadable());
    }
    strtime::parse("%d/%m/%Y %H:%M:%S", text)
        .and_then(|parsed| parsed.to_datetime())
        .map_err(|_| unreadable())
}

/// `dd/MM/yyyy HH:mm:ss`, digit for digit: the parser alone would take fewer digits.
fn shaped(text: &str) -> bool {
    const SHAPE: &[u8] = b"dd/dd/dddd dd:dd:dd";
    text.len() == SHAPE.len()
        && text.bytes().zip(SHAPE).all(|(byte, shape)| match shape {
            b'd' => byte.is_ascii_digit(),
            other => byte == *other,
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn neither_end_is_no_window() {
        assert_eq!(parse_window(None, None), Ok(None));
        assert_eq!(parse_window(Some(""), Some(" ")), Ok(None));
        assert_eq!(
            parse_window(Some("01/05/2026 00:00:00"), None),
            Err(WindowError::OneEnd)
        );
    }

    #[test]
    fn the_end_is_outside() {
        let window = parse_window(Some("27/05/2026 00:00:00"), Some("29/05/2026 00:00:00"))
            .expect("a window")
            .expect("both ends");
        assert!(window.contains(date(2026, 5, 28).at(23, 59, 59, 0)));
        assert!(!window.contains(date(2026, 5, 29).at(0, 0, 0, 0)));
        assert!(window.contains(window.from));
    }

    #[test]
    fn seven_days_pass_and_a_second_more_does_not() {
        let ask = |to| parse_window(Some("01/05/2026 08:00:00"), Some(to));
        assert!(ask("08/05/2026 08:00:00").is_ok());
        assert_eq!(ask("08/05/2026 08:00:01"), Err(WindowError::TooLong));
        assert_eq!(ask("30/04/2026 08:00:00"), Err(WindowError::Reversed));
    }

    #[test]
    fn impossible_moments_are_named() {
        for text in [
            "30/02/2026 00:00:00",
            "2026/05/01 00:00:00",
            "1/5/2026 00:00:00",
            "01/05/2026",
            "01/05/2026 24:00:00",
        ] {
            let error = parse_window(Some(text), Some("01/05/2026 00:00:00")).expect_err(text);
            assert!(
                error.to_string().contains("fromDate as dd/MM/yyyy"),
                "{error}"
            );
        }
    }

    proptest! {
        #[test]
        fn written_and_read_again(days in 0i64..20_000, seconds in 0i64..86_400, text in ".{0,30}") {
            let at = date(1990, 1, 1).at(0, 0, 0, 0)
                .checked_add(jiff::SignedDuration::from_secs(days * 86_400 + seconds)).expect("in range");
            let written = format_window_time(at);
            let window = parse_window(Some(&written), Some(&written)).expect("reads").expect("both");
            prop_assert_eq!(window.from, at);
            let _ = parse_window(Some(&text), Some(&text));
        }
    }
}

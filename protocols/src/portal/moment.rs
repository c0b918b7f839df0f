//! Moments `yyyyMMddHHmmss` (Vietnam time, empty when there is none) and truths `"True"`/`"False"` (services §1.1).
//!
//! Two mistakes of the field can be told from the value: minutes written for months (`yyyymmdd…`, pitfall 24) give months that do not
//! exist, and a 12-hour clock (`hh`, pitfall 23) gives working moments before dawn ([`unusual_hour`]).

use jiff::civil::DateTime;

/// The first year a dossier can carry.
const FIRST_YEAR: i16 = 1990;

/// Why a text is not a moment of the wire.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MomentError {
    /// Not 14 digits.
    #[error("yyyyMMddHHmmss, 14 digits")]
    Shape,
    /// Digits 5 and 6 are no month; minutes were probably written there (`mm` for `MM`).
    #[error("yyyyMMddHHmmss with a month 01-12 (mm is minutes, MM is the month)")]
    Month,
    /// No such day or time, or a year before 1990.
    #[error("yyyyMMddHHmmss with a day and time that exist")]
    NotReal,
}

/// A moment as the wire writes it.
pub fn moment(at: DateTime) -> String {
    at.strftime("%Y%m%d%H%M%S").to_string()
}

/// Reads a moment; an empty text is none.
///
/// # Errors
/// [`MomentError`] says what was expected.
pub fn read_moment(text: &str) -> Result<Option<DateTime>, MomentError> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    if text.len() != 14 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(MomentError::Shape);
    }
    let number = |range: std::ops::Range<usize>| text[range].parse::<i16>().unwrap_or(-1);
    let small = |range: std::ops::Range<usize>| i8::try_from(number(range)).unwrap_or(-1);
    if !(1..=12).contains(&number(4..6)) {
        return Err(MomentError::Month);
    }
    let at = DateTime::new(
        number(0..4),
        small(4..6),
        small(6..8),
        small(8..10),
        small(10..12),
        small(12..14),
        0,
    )
    .map_err(|_| MomentError::NotReal)?;
    // The library rolls a leap second over; the wire has none.
    if at.year() < FIRST_YEAR || number(12..14) > 59 {
        return Err(MomentError::NotReal);
    }
    Ok(Some(at))
}

/// Whether an officer's act at this moment looks written with a 12-hour clock: 01:00 to 05:59 is 13:00 to 17:59 without its half day.
pub fn unusual_hour(at: DateTime) -> bool {
    (1..6).contains(&at.hour())
}

/// `"True"` or `"False"`.
pub fn truth(value: bool) -> &'static str {
    if value { "True" } else { "False" }
}

/// Reads a truth; letter case does not matter, `1` and `0` are taken too.
pub fn untruth(text: &str) -> Option<bool> {
    match text.trim().to_ascii_lowercase().as_str() {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    }
}

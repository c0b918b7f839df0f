//! Numbers, quoted texts, moments and spans of time.

use jiff::SignedDuration;
use jiff::civil::DateTime;

use crate::step::Param;

/// A whole number, `1,000` or `1000`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number(pub usize);

impl Param for Number {
    const KIND: &'static str = "whole number";

    fn pattern() -> String {
        "[0-9][0-9,]*".into()
    }

    fn parse(text: &str) -> Result<Self, String> {
        text.replace(',', "")
            .parse()
            .map(Self)
            .map_err(|_| "expected a whole number".into())
    }
}

/// A text between double quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quoted(pub String);

impl Param for Quoted {
    const KIND: &'static str = "text in quotes";

    fn pattern() -> String {
        "\"[^\"]*\"".into()
    }

    fn parse(text: &str) -> Result<Self, String> {
        Ok(Self(text.trim_matches('"').to_owned()))
    }
}

/// A moment of Vietnam time, `2020-08-28 16:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment(pub DateTime);

impl Param for Moment {
    const KIND: &'static str = "moment (YYYY-MM-DD HH:MM, Vietnam time)";

    fn pattern() -> String {
        "[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}".into()
    }

    fn parse(text: &str) -> Result<Self, String> {
        let moment = format!("{}:00", text.replace(' ', "T"));
        moment
            .parse()
            .map(Self)
            .map_err(|_| "expected a day and time that exist, as 2020-08-28 16:00".into())
    }
}

const UNITS: [(&str, &str, i64); 4] = [
    ("second", "giây", 1),
    ("minute", "phút", 60),
    ("hour", "giờ", 3_600),
    ("day", "ngày", 86_400),
];

/// A span of time, `2 hours` or `2 giờ`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span(pub SignedDuration);

impl Param for Span {
    const KIND: &'static str = "span of time (seconds, minutes, hours, days)";

    fn pattern() -> String {
        let units: Vec<String> = UNITS
            .iter()
            .map(|(en, vi, _)| format!("{en}s?|{vi}"))
            .collect();
        format!("[0-9]+ (?:{})", units.join("|"))
    }

    fn parse(text: &str) -> Result<Self, String> {
        let expected = || "expected a number and a unit, as 2 hours".to_owned();
        let (number, unit) = text.split_once(' ').ok_or_else(expected)?;
        let number: i64 = number.parse().map_err(|_| expected())?;
        let known = UNITS
            .iter()
            .find(|(en, vi, _)| unit.trim_end_matches('s') == *en || unit == *vi);
        let (.., seconds) = known.ok_or_else(expected)?;
        Ok(Self(SignedDuration::from_secs(number * seconds)))
    }

    fn in_vietnamese(text: &str) -> String {
        let Some((number, unit)) = text.split_once(' ') else {
            return text.into();
        };
        let known = UNITS
            .iter()
            .find(|(en, ..)| unit.trim_end_matches('s') == *en);
        known.map_or_else(|| text.into(), |(_, vi, _)| format!("{number} {vi}"))
    }
}

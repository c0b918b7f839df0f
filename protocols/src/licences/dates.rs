//! The feed's three ways to write a day, each read strictly.
//!
//! Asking for a list: `yyyy-MM-dd`. The head of a dossier: `dd/MM/yyyy HH:mm:ss`. The form: `yyyy-MM-dd`; integrators read it with the
//! pattern `yyyy-mm-dd`, in which `mm` are minutes, so that everybody is born in January (services §8, 24).

use jiff::civil::{Date, DateTime};

/// A day as the list and the form write it.
#[must_use]
pub fn day(day: Date) -> String {
    day.strftime("%Y-%m-%d").to_string()
}

/// A moment as the head of a dossier writes it.
#[must_use]
pub fn moment(at: DateTime) -> String {
    at.strftime("%d/%m/%Y %H:%M:%S").to_string()
}

/// A day as the older feed writes it.
#[must_use]
pub fn older_day(day: Date) -> String {
    day.strftime("%d/%m/%Y").to_string()
}

/// Reads `yyyy-MM-dd`.
#[must_use]
pub fn read_day(text: &str) -> Option<Date> {
    let shape = text.len() == 10 && text.is_ascii() && &text[4..5] == "-" && &text[7..8] == "-";
    shape
        .then(|| Date::strptime("%Y-%m-%d", text).ok())
        .flatten()
}

/// Reads `dd/MM/yyyy HH:mm:ss`.
#[must_use]
pub fn read_moment(text: &str) -> Option<DateTime> {
    (text.len() == 19)
        .then(|| DateTime::strptime("%d/%m/%Y %H:%M:%S", text).ok())
        .flatten()
}

/// Reads `dd/MM/yyyy`.
#[must_use]
pub fn read_older_day(text: &str) -> Option<Date> {
    (text.len() == 10)
        .then(|| Date::strptime("%d/%m/%Y", text).ok())
        .flatten()
}

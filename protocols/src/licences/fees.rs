//! What a driving licence costs, by day and channel (services §5.2).

use jiff::civil::{Date, date};

/// One row of the tariff.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fee {
    /// First day.
    pub from: Date,
    /// Last day; none: still in force.
    pub until: Option<Date>,
    /// Whether it holds only for applications made online.
    pub online_only: bool,
    /// Đồng for one issue (new, again or in exchange).
    pub dong: u32,
    /// Where it stands.
    pub source: &'static str,
}

/// The tariff; a row for online applications goes before the general one.
pub const TARIFF: [Fee; 2] = [
    Fee {
        from: date(2023, 12, 1),
        until: Some(date(2025, 12, 31)),
        online_only: true,
        dong: 115_000,
        source: "TT 37/2023/TT-BTC Art. 3.2, TT 63/2023/TT-BTC Art. 8",
    },
    // The tariff table stood at this sum before, too: the first day is the portal's, not the table's (assumption).
    Fee {
        from: date(2019, 12, 9),
        until: None,
        online_only: false,
        dong: 135_000,
        source: "TT 37/2023/TT-BTC Art. 3.2, tariff (PET card)",
    },
];

/// The fee of an application paid on a day; none before the tariff.
#[must_use]
pub fn fee(on: Date, online: bool) -> Option<&'static Fee> {
    TARIFF.iter().find(|row| {
        row.from <= on && row.until.is_none_or(|until| on <= until) && (online || !row.online_only)
    })
}

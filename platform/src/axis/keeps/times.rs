//! Moments as the store and the lists write them: `yyyy/MM/dd HH:mm:ss`, which sorts as text.

use jiff::civil::{Date, DateTime};

/// A moment as text.
pub fn text(moment: DateTime) -> String {
    moment.strftime("%Y/%m/%d %H:%M:%S").to_string()
}

/// A day as text, `yyyy/MM/dd`.
pub fn day(day: Date) -> String {
    day.strftime("%Y/%m/%d").to_string()
}

/// A stored moment read back; the store wrote it, so what is unreadable becomes the calendar's first moment.
pub fn moment(text: &str) -> DateTime {
    DateTime::strptime("%Y/%m/%d %H:%M:%S", text).unwrap_or(DateTime::MIN)
}

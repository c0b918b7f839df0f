//! Moments as the store writes them: `yyyy-MM-ddTHH:mm:ss`, which sorts as text.

use jiff::civil::DateTime;

/// A moment as text.
pub fn text(moment: DateTime) -> String {
    moment.strftime("%Y-%m-%dT%H:%M:%S").to_string()
}

/// A stored moment read back; the store wrote it, so what is unreadable becomes the calendar's first moment.
pub fn moment(text: &str) -> DateTime {
    text.parse().unwrap_or(DateTime::MIN)
}

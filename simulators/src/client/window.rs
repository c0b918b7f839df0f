//! The time window of a list call on each face; its end is exclusive (field observation: domain §6.13).

use jiff::civil::{Date, Time};
use protocols::vxp::format_window_time;

pub use protocols::vxp::Window;

/// The parameters `fromDate` and `toDate` of the VXP face, `dd/MM/yyyy HH:mm:ss`.
pub(super) fn vxp(window: &Window) -> [(String, String); 2] {
    [
        ("fromDate".into(), format_window_time(window.from)),
        ("toDate".into(), format_window_time(window.to)),
    ]
}

/// The same for the REST face: whole days `yyyy/MM/dd`, so the end moves to the next midnight unless it is one.
pub(super) fn lgsp(window: &Window) -> [(String, String); 2] {
    let end = window.to.date();
    let end = if window.to.time() == Time::midnight() {
        end
    } else {
        end.tomorrow().unwrap_or(end)
    };
    let text = |date: Date| date.strftime("%Y/%m/%d").to_string();
    [
        ("fromDate".into(), text(window.from.date())),
        ("toDate".into(), text(end)),
    ]
}

//! One clock for a whole run: Vietnam civil time, working days and public holidays.
//!
//! Every time the program reads, writes or compares is Vietnam civil time (UTC+7 all year round, no daylight saving:
//! QĐ 28/2018/QĐ-TTg Art. 14.4), so a plain [`jiff::civil::DateTime`] says everything and no time-zone database is
//! needed. A clock is either the machine's or one that a scenario moves by hand: deadlines of days then take
//! milliseconds.
//!
//! ```
//! use clock::{Clock, calendar};
//! use jiff::civil::date;
//!
//! let clock = Clock::controlled(date(2026, 2, 13).at(17, 0, 0, 0)); // the Friday before Tết
//! assert_eq!(calendar::next_working_day(clock.today()), date(2026, 2, 23));
//! ```

pub mod calendar;
mod holidays;
mod source;
pub mod working_time;

pub use source::{Clock, NotControllable};
pub use working_time::{Term, WorkingTime};

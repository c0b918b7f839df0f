//! Which windows to ask a list for, so that nothing is missed and nothing is stored twice (field observation: domain §6.13–14).

use jiff::SignedDuration;
use jiff::civil::DateTime;

use crate::Window;
use crate::temperament::{PollingHabits, WindowHabit};

/// Documents appear in the list late: each poll looks back this far behind the last one.
const OVERLAP: SignedDuration = SignedDuration::from_mins(10);
/// A new system looks back this far, so that what was sent before it was up is found in one window.
const FIRST_LOOK_BACK: SignedDuration = SignedDuration::from_hours(5 * 24);
/// The axis refuses more than seven days; whole days on the REST face need one to spare.
const LONGEST: SignedDuration = SignedDuration::from_hours(6 * 24);

/// How far one list was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cursor {
    at: DateTime,
}

impl Cursor {
    pub fn starting(now: DateTime) -> Cursor {
        Cursor {
            at: now.saturating_sub(FIRST_LOOK_BACK),
        }
    }

    /// After a poll made at `now`: moves on only when every item was dealt with, unless the habit is to forget.
    pub fn finish(&mut self, now: DateTime, complete: bool, habits: &PollingHabits) {
        if complete || habits.forgets_failures {
            self.at = now;
        }
    }

    /// The windows of the next poll, earliest first; one `None` means a list without window.
    pub fn windows(&self, now: DateTime, habits: &PollingHabits) -> Vec<Option<Window>> {
        let midnight = now.date().to_datetime(jiff::civil::Time::midnight());
        match habits.window {
            WindowHabit::None => vec![None],
            WindowHabit::SameDay => vec![Some(Window {
                from: midnight,
                to: midnight,
            })],
            WindowHabit::Month => {
                vec![Some(Window {
                    from: now.saturating_sub(SignedDuration::from_hours(30 * 24)),
                    to: end(now),
                })]
            }
            WindowHabit::Overlapping => self.slices(now, habits),
        }
    }

    fn slices(&self, now: DateTime, habits: &PollingHabits) -> Vec<Option<Window>> {
        let overlap = if habits.forgets_failures {
            SignedDuration::ZERO
        } else {
            OVERLAP
        };
        let end = end(now);
        // A clock that was put back must not make a window that ends before it begins.
        let mut from = whole_second(self.at.min(now).saturating_sub(overlap));
        let mut slices = Vec::new();
        while from < end {
            let to = from.saturating_add(LONGEST).min(end);
            slices.push(Some(Window { from, to }));
            from = to;
        }
        slices
    }
}

/// The end is exclusive and has whole seconds: one second later takes in the running one.
fn end(now: DateTime) -> DateTime {
    whole_second(now).saturating_add(SignedDuration::from_secs(1))
}

fn whole_second(at: DateTime) -> DateTime {
    at.with().subsec_nanosecond(0).build().unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_poll_looks_ten_minutes_back_and_takes_in_the_running_second() {
        let mut cursor = Cursor::starting(date(2026, 3, 2).at(8, 0, 0, 0));
        cursor.finish(
            date(2026, 3, 2).at(9, 0, 0, 0),
            true,
            &PollingHabits::default(),
        );
        let now = date(2026, 3, 2).at(9, 5, 0, 500_000_000);
        let windows = cursor.windows(now, &PollingHabits::default());
        let expected = Window {
            from: date(2026, 3, 2).at(8, 50, 0, 0),
            to: date(2026, 3, 2).at(9, 5, 1, 0),
        };
        assert_eq!(windows, [Some(expected)]);
    }

    #[test]
    fn a_partial_failure_holds_the_cursor() {
        let start = date(2026, 3, 2).at(8, 0, 0, 0);
        let mut cursor = Cursor::starting(start);
        let before = cursor;
        cursor.finish(start, false, &PollingHabits::default());
        assert_eq!(cursor, before);
        cursor.finish(
            start,
            false,
            &PollingHabits {
                forgets_failures: true,
                ..PollingHabits::default()
            },
        );
        assert_ne!(cursor, before);
    }

    proptest! {
        #[test]
        fn windows_cover_the_gap_without_holes_and_never_exceed_a_week(hours in 0i64..2_000, seconds in 0i64..3_600) {
            let start = date(2026, 1, 5).at(8, 0, 0, 0);
            let cursor = Cursor::starting(start);
            let now = start.saturating_add(SignedDuration::from_secs(hours * 3_600 + seconds));
            let windows: Vec<Window> = cursor.windows(now, &PollingHabits::default()).into_iter().flatten().collect();
            prop_assert!(windows.iter().all(|w| Window::new(w.from, w.to).is_ok()));
            prop_assert!(windows.windows(2).all(|pair| pair[0].to == pair[1].from));
            prop_assert!(windows[0].from <= cursor.at && windows[windows.len() - 1].to > now);
        }
    }
}

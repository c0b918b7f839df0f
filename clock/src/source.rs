//! Where the time comes from.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, offset};
use jiff::{SignedDuration, Timestamp};

/// Vietnam time (giờ Việt Nam), the same all year round.
const VIETNAM: Offset = offset(7);

/// A clock that tells Vietnam civil time. Clones share it: moving one moves all.
#[derive(Clone, Debug)]
pub struct Clock {
    source: Arc<Source>,
}

#[derive(Debug)]
enum Source {
    /// The machine's clock, read with this error.
    System(SignedDuration),
    /// Stands still until it is told to move.
    Controlled(Mutex<DateTime>),
}

/// The machine's clock was told to move; only a controlled clock can.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "expected a controlled clock, found the machine's: start the run with a controlled clock to move time"
)]
pub struct NotControllable;

impl Clock {
    /// The machine's clock.
    #[must_use]
    pub fn system() -> Clock {
        Clock::system_shifted(SignedDuration::ZERO)
    }

    /// The machine's clock, wrong by a constant (positive: fast): a computer that nobody synchronised.
    #[must_use]
    pub fn system_shifted(by: SignedDuration) -> Clock {
        Clock {
            source: Arc::new(Source::System(by)),
        }
    }

    /// A clock that stands at `start` (Vietnam time) until [`advance`](Clock::advance) or [`set`](Clock::set) moves it.
    #[must_use]
    pub fn controlled(start: DateTime) -> Clock {
        Clock {
            source: Arc::new(Source::Controlled(Mutex::new(start))),
        }
    }

    /// Vietnam civil time now.
    #[must_use]
    pub fn now(&self) -> DateTime {
        match &*self.source {
            Source::System(error) => machine_time().saturating_add(*error),
            Source::Controlled(time) => *time.lock().unwrap_or_else(PoisonError::into_inner),
        }
    }

    /// The day in Vietnam now.
    #[must_use]
    pub fn today(&self) -> Date {
        self.now().date()
    }

    /// Moves a controlled clock by a duration (backwards when negative). It stops at the ends of the civil calendar
    /// (years -9999 and 9999) instead of failing.
    ///
    /// # Errors
    /// [`NotControllable`] when this is the machine's clock.
    pub fn advance(&self, by: SignedDuration) -> Result<(), NotControllable> {
        self.change(|time| time.saturating_add(by))
    }

    /// Puts a controlled clock at a time, earlier or later than where it stands.
    ///
    /// # Errors
    /// [`NotControllable`] when this is the machine's clock.
    pub fn set(&self, to: DateTime) -> Result<(), NotControllable> {
        self.change(|_| to)
    }

    /// Whether [`advance`](Clock::advance) and [`set`](Clock::set) work.
    #[must_use]
    pub fn is_controlled(&self) -> bool {
        matches!(*self.source, Source::Controlled(_))
    }

    fn change(&self, to: impl FnOnce(DateTime) -> DateTime) -> Result<(), NotControllable> {
        match &*self.source {
            Source::System(_) => Err(NotControllable),
            Source::Controlled(time) => {
                let mut time = time.lock().unwrap_or_else(PoisonError::into_inner);
                *time = to(*time);
                Ok(())
            }
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place that reads the machine's clock"
)]
fn machine_time() -> DateTime {
    VIETNAM.to_datetime(Timestamp::now())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn noon() -> DateTime {
        date(2026, 11, 20).at(12, 0, 0, 0)
    }

    #[test]
    fn a_controlled_clock_stands_still_until_moved() {
        let clock = Clock::controlled(noon());
        assert!(clock.is_controlled());
        assert_eq!(clock.now(), noon());
        assert_eq!(clock.now(), noon());
        clock
            .advance(SignedDuration::from_hours(13))
            .expect("controlled");
        assert_eq!(clock.now(), date(2026, 11, 21).at(1, 0, 0, 0));
        assert_eq!(clock.today(), date(2026, 11, 21));
        clock.set(noon()).expect("controlled");
        assert_eq!(clock.now(), noon());
    }

    #[test]
    fn clones_share_the_time() {
        let clock = Clock::controlled(noon());
        let other = clock.clone();
        other
            .advance(SignedDuration::from_mins(1))
            .expect("controlled");
        assert_eq!(
            clock.now(),
            noon().saturating_add(SignedDuration::from_mins(1))
        );
    }

    #[test]
    fn the_machine_clock_cannot_be_moved() {
        let clock = Clock::system();
        assert!(!clock.is_controlled());
        assert_eq!(
            clock.advance(SignedDuration::from_secs(1)),
            Err(NotControllable)
        );
        assert_eq!(clock.set(noon()), Err(NotControllable));
    }

    #[test]
    fn a_wrong_machine_is_wrong_by_its_shift() {
        let right = Clock::system();
        let fast = Clock::system_shifted(SignedDuration::from_hours(2));
        let before = right.now();
        let shown = fast.now();
        let after = right.now();
        let shift = SignedDuration::from_hours(2);
        assert!(shown >= before.saturating_add(shift) && shown <= after.saturating_add(shift));
    }

    #[test]
    fn vietnam_is_seven_hours_ahead_of_utc() {
        let midnight = VIETNAM.to_datetime(Timestamp::UNIX_EPOCH);
        assert_eq!(midnight, date(1970, 1, 1).at(7, 0, 0, 0));
    }

    #[test]
    fn it_stops_at_the_end_of_the_calendar() {
        let clock = Clock::controlled(DateTime::MAX);
        clock
            .advance(SignedDuration::from_hours(1))
            .expect("controlled");
        assert_eq!(clock.now(), DateTime::MAX);
    }

    proptest! {
        #[test]
        fn moving_there_and_back_changes_nothing(seconds in -1_000_000_000_i64..1_000_000_000) {
            let clock = Clock::controlled(noon());
            clock.advance(SignedDuration::from_secs(seconds)).expect("controlled");
            clock.advance(SignedDuration::from_secs(-seconds)).expect("controlled");
            prop_assert_eq!(clock.now(), noon());
        }
    }
}

//! Households: who is whose parent, and when everybody was born.
//!
//! Five indices make a household: a father (0), a mother (1), two children (2, 3) and the father's father or mother (4).
//! Everybody was born before the portal opened (9 December 2019), so a scenario of any day finds the same people.

use jiff::civil::{Date, date};
use jiff::{Span, ToSpan};

use crate::citizen::Sex;
use crate::draw::Draw;

/// People of one household.
pub const SIZE: u32 = 5;
/// Nobody is younger.
const LAST: Date = date(2019, 12, 8);

/// A person's place in the household.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The household.
    pub household: u32,
    /// 0 father, 1 mother, 2 and 3 children, 4 the father's parent.
    pub position: u32,
}

/// The place of an index.
pub fn place(index: u32) -> Place {
    Place {
        household: index / SIZE,
        position: index % SIZE,
    }
}

impl Place {
    fn other(self, position: u32) -> u32 {
        self.household * SIZE + position
    }

    /// Male or female.
    pub fn sex(self, seed: u64) -> Sex {
        match self.position {
            0 => Sex::Male,
            1 => Sex::Female,
            n => {
                let mut draw = Draw::new(seed, "sex", u64::from(self.other(n)));
                if draw.per_mille(500) {
                    Sex::Male
                } else {
                    Sex::Female
                }
            }
        }
    }

    /// Day of birth.
    pub fn born(self, seed: u64) -> Date {
        let mut draw = Draw::new(seed, "births", u64::from(self.household));
        let father = days_after(date(1955, 1, 1), draw.below(30 * 365));
        let mother = days_after(father, draw.below(3650)) - 5.years();
        let younger = father.max(mother);
        match self.position {
            0 => father,
            1 => mother,
            4 => days_after(father - 38.years(), draw.below(18 * 365)),
            child => {
                let mut draw = Draw::new(seed, "children", u64::from(self.other(child)));
                let first = younger + 20.years();
                let gap = if child == 2 { 0.years() } else { 3.years() };
                // The elder is born within two years of the parents' twentieth birthday, the younger three to nine years later.
                let days = if child == 2 { 730 } else { 6 * 365 };
                days_after(first + gap, draw.below(days)).min(LAST)
            }
        }
    }

    /// Index of the father, when he is of the household.
    pub fn father(self, seed: u64) -> Option<u32> {
        match self.position {
            2 | 3 => Some(self.other(0)),
            0 => (self.grandparent(seed) == Sex::Male).then(|| self.other(4)),
            _ => None,
        }
    }

    /// Index of the mother, when she is of the household.
    pub fn mother(self, seed: u64) -> Option<u32> {
        match self.position {
            2 | 3 => Some(self.other(1)),
            0 => (self.grandparent(seed) == Sex::Female).then(|| self.other(4)),
            _ => None,
        }
    }

    /// Index of husband or wife, when of the household.
    pub fn spouse(self) -> Option<u32> {
        match self.position {
            0 => Some(self.other(1)),
            1 => Some(self.other(0)),
            _ => None,
        }
    }

    fn grandparent(self, seed: u64) -> Sex {
        Place {
            position: 4,
            ..self
        }
        .sex(seed)
    }
}

fn days_after(day: Date, days: u32) -> Date {
    day.saturating_add(Span::new().days(i64::from(days)))
}

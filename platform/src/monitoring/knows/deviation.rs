//! What an agency reports beside what was measured (EMC-10).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::measures::Measure;

/// A figure that an agency reported, and the measured one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compared {
    /// The site.
    pub site: u32,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// What was counted.
    pub measure: Measure,
    /// What the agency says.
    pub reported: u64,
    /// What EMC counted.
    pub measured: u64,
    /// Whether they lie further apart than allowed.
    pub flagged: bool,
}

/// Whether two figures lie further apart than `per_mille` thousandths of the larger.
#[must_use]
pub fn is_flagged(reported: u64, measured: u64, per_mille: u32) -> bool {
    let apart = u128::from(reported.abs_diff(measured)) * 1000;
    apart > u128::from(reported.max(measured)) * u128::from(per_mille)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tolerance_counts_from_the_larger() {
        assert!(!is_flagged(100, 100, 0));
        assert!(is_flagged(100, 101, 0));
        assert!(!is_flagged(95, 100, 50));
        assert!(is_flagged(94, 100, 50));
        assert!(!is_flagged(0, 0, 0));
        assert!(is_flagged(u64::MAX, 0, 999));
    }
}

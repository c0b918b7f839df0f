//! Amounts of money: whole đồng, exactly.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// Most đồng of one payment: 10^13, far above any fee and far below what an `i64` or a JavaScript number holds exactly.
const MOST: i64 = 10_000_000_000_000;

/// A positive whole number of đồng (VND).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Dong(i64);

/// A text is no amount.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("expected a whole number of đồng from 1 to {MOST} in digits alone, found `{found}`")]
pub struct AmountError {
    /// What stands there, cut to 40 characters.
    pub found: String,
}

impl Dong {
    /// An amount.
    ///
    /// # Errors
    /// Zero, negative or above 10^13.
    pub fn new(dong: i64) -> Result<Self, AmountError> {
        if (1..=MOST).contains(&dong) {
            Ok(Self(dong))
        } else {
            Err(AmountError {
                found: dong.to_string(),
            })
        }
    }

    /// The number.
    #[must_use]
    pub fn get(self) -> i64 {
        self.0
    }
}

impl FromStr for Dong {
    type Err = AmountError;

    /// Digits alone: no sign, no separator, no fraction, no leading zero, which would make two texts of one amount.
    fn from_str(text: &str) -> Result<Self, AmountError> {
        let wrong = || AmountError {
            found: text.chars().take(40).collect(),
        };
        let plain = !text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit());
        if !plain {
            return Err(wrong());
        }
        let dong = text.parse().map_err(|_| wrong())?;
        Self::new(dong).map_err(|_| wrong())
    }
}

impl fmt::Display for Dong {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_no_amount_is_refused() {
        for text in [
            "",
            "0",
            "-1",
            "+1",
            "1.5",
            "1,000",
            "1e3",
            "007",
            " 1",
            "10000000000001",
            "١",
            "99999999999999999999999",
        ] {
            assert!(text.parse::<Dong>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn an_amount_is_read_as_it_was_written(dong in 1_i64..=MOST) {
            let amount = Dong::new(dong).expect("in range");
            prop_assert_eq!(amount.to_string().parse::<Dong>(), Ok(amount));
        }

        #[test]
        fn nothing_but_a_number_in_range_is_an_amount(text in "[0-9+\\-., e]{0,16}") {
            let read = text.parse::<Dong>().ok().map(Dong::get);
            let model = text.parse::<i64>().ok().filter(|n| (1..=MOST).contains(n) && n.to_string() == text);
            prop_assert_eq!(read, model);
        }
    }
}

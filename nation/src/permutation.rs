//! Indices shuffled into serial numbers and back: a keyed permutation of 0 … 999,999.
//!
//! A Feistel network over two halves of three digits each: every round adds a keyed number to one half, so it is undone by
//! subtracting it again, whatever the number was. Neighbours in index are strangers in number, and nothing is remembered.

use crate::draw::mixed;

/// How many serial numbers there are.
pub const SIZE: u32 = 1_000_000;
const HALF: u32 = 1_000;
const ROUNDS: u64 = 4;

/// A permutation of the serial numbers.
#[derive(Clone, Copy, Debug)]
pub struct Permutation {
    key: u64,
}

impl Permutation {
    /// The permutation of a key.
    #[must_use]
    pub fn new(key: u64) -> Self {
        Self { key: mixed(key) }
    }

    /// The serial number of an index below [`SIZE`]; larger ones wrap around.
    #[must_use]
    pub fn forward(self, index: u32) -> u32 {
        let (mut left, mut right) = halves(index);
        for round in 0..ROUNDS {
            (left, right) = (right, (left + self.keyed(round, right)) % HALF);
        }
        left * HALF + right
    }

    /// The index of a serial number.
    #[must_use]
    pub fn back(self, serial: u32) -> u32 {
        let (mut left, mut right) = halves(serial);
        for round in (0..ROUNDS).rev() {
            (left, right) = ((right + HALF - self.keyed(round, left)) % HALF, left);
        }
        left * HALF + right
    }

    fn keyed(self, round: u64, half: u32) -> u32 {
        (mixed(self.key ^ (round << 32) ^ u64::from(half)) % u64::from(HALF)) as u32
    }
}

fn halves(number: u32) -> (u32, u32) {
    let number = number % SIZE;
    (number / HALF, number % HALF)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn nobody_shares_a_number() {
        let permutation = Permutation::new(7);
        let mut taken = vec![false; SIZE as usize];
        for index in 0..SIZE {
            let serial = permutation.forward(index) as usize;
            assert!(!taken[serial], "{serial} is given twice");
            taken[serial] = true;
        }
    }

    proptest! {
        #[test]
        fn back_undoes_forward(key: u64, index in 0..SIZE) {
            let permutation = Permutation::new(key);
            prop_assert_eq!(permutation.back(permutation.forward(index)), index);
        }
    }
}

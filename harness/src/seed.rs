//! A run is a seed: everything random in it is derived from one number.

use std::fmt;
use std::num::ParseIntError;
use std::str::FromStr;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Largest derived seed: what a JSON reader with double-precision numbers still keeps exactly.
const EXACT_IN_JSON: u64 = (1 << 53) - 1;

/// The seed of a run, of one of its scenarios, or of a part of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Seed(
    /// The number itself.
    pub u64,
);

impl Seed {
    /// The seed of a part, by name: the same parent and name always give the same seed, and two names
    /// practically never share one. Derived seeds stay below 2⁵³, so that no JSON reader rounds them.
    #[must_use]
    pub fn derive(self, name: &str) -> Self {
        let mut hash = Sha256::new();
        hash.update(self.0.to_be_bytes());
        hash.update(name.as_bytes());
        let mut first = [0; 8];
        first.copy_from_slice(&hash.finalize()[..8]);
        Self(u64::from_be_bytes(first) & EXACT_IN_JSON)
    }

    /// A generator that yields the same numbers on every machine.
    #[must_use]
    pub fn rng(self) -> ChaCha8Rng {
        ChaCha8Rng::seed_from_u64(self.0)
    }
}

impl fmt::Display for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A text that is no seed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is no seed: expected a whole number from 0 to {max}", max = u64::MAX)]
pub struct NoSeed {
    given: String,
    source: ParseIntError,
}

impl FromStr for Seed {
    type Err = NoSeed;

    fn from_str(text: &str) -> Result<Self, NoSeed> {
        text.trim().parse().map(Self).map_err(|source| NoSeed {
            given: text.to_owned(),
            source,
        })
    }
}

#[cfg(test)]
mod tests {
    use rand::Rng;

    use super::*;

    #[test]
    fn parts_are_repeatable_and_apart() {
        let run = Seed(42);
        assert_eq!(run.derive("send"), run.derive("send"));
        assert_ne!(run.derive("send"), run.derive("recall"));
        assert_ne!(run.derive("send"), Seed(43).derive("send"));
        assert_eq!(run.derive("send"), Seed(2_026_863_755_744_979));
    }

    #[test]
    fn a_generator_repeats_itself() {
        let draw = || -> Vec<u64> {
            let mut rng = Seed(7).rng();
            (0..4).map(|_| rng.next_u64()).collect()
        };
        assert_eq!(draw(), draw());
    }

    #[test]
    fn what_is_printed_reads_back() {
        let seed = Seed(u64::MAX);
        assert_eq!(seed.to_string().parse(), Ok(seed));
        assert!("12x".parse::<Seed>().is_err());
    }
}

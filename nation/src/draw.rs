//! Drawing: a small generator whose numbers depend on a seed, a purpose and an index, and on nothing else.

/// SplitMix64: passes the usual statistical suites, needs eight bytes and no set-up, so a person costs a few dozen nanoseconds.
#[derive(Clone, Copy, Debug)]
pub struct Draw {
    state: u64,
}

impl Draw {
    /// The generator for one purpose (any text) and index.
    pub fn new(seed: u64, purpose: &str, index: u64) -> Self {
        let mut state = mixed(seed ^ 0x6e61_7469_6f6e_0001);
        for byte in purpose.bytes() {
            state = mixed(state ^ u64::from(byte));
        }
        Self {
            state: mixed(state ^ index.wrapping_mul(0x9e37_79b9_7f4a_7c15)),
        }
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mixed(self.state)
    }

    /// A number below `n`, which must not be 0. The bias of the multiplication is below 2⁻³², nobody counts that finely.
    pub fn below(&mut self, n: u32) -> u32 {
        (((self.bits() >> 32) * u64::from(n)) >> 32) as u32
    }

    /// True in `n` of a thousand draws.
    pub fn per_mille(&mut self, n: u32) -> bool {
        self.below(1000) < n
    }

    /// One of a list, which must not be empty.
    pub fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len() as u32) as usize]
    }

    /// One of a list by weight; the weights must not all be 0.
    pub fn weighted<T: Copy>(&mut self, list: &[(T, u32)]) -> T {
        let total = list.iter().map(|(_, weight)| weight).sum();
        let mut left = self.below(total);
        for (value, weight) in list {
            if left < *weight {
                return *value;
            }
            left -= weight;
        }
        list[0].0
    }
}

/// The finisher of SplitMix64.
pub fn mixed(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

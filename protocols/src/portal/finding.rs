//! What a reader noticed, by field.

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Weight {
    /// Tolerated: the value could be used all the same.
    Noted,
    /// The item cannot be accepted.
    Wrong,
}

/// One thing a reader noticed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where, in the wire's own names: `data[0].NgayTiepNhan`.
    pub field: String,
    /// What was expected there.
    pub expected: String,
    /// What stood there, cut to 60 characters.
    pub found: String,
    /// How much it weighs.
    pub weight: Weight,
}

impl Finding {
    /// A finding that refuses the item.
    pub fn wrong(field: &str, expected: &str, found: &str) -> Finding {
        Finding::new(field, expected, found, Weight::Wrong)
    }

    /// A finding that was tolerated.
    pub fn noted(field: &str, expected: &str, found: &str) -> Finding {
        Finding::new(field, expected, found, Weight::Noted)
    }

    fn new(field: &str, expected: &str, found: &str, weight: Weight) -> Finding {
        Finding {
            field: field.to_owned(),
            expected: expected.to_owned(),
            found: found.chars().take(60).collect(),
            weight,
        }
    }
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{}: expected {}, found {:?}",
            self.field, self.expected, self.found
        )
    }
}

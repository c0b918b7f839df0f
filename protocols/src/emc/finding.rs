//! What is wrong with a message that is counted all the same.

use std::fmt;

/// One thing that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Stable id: `personal-number`, `value`, `user-not-json`, …
    pub rule: &'static str,
    /// The field on the wire.
    pub field: &'static str,
    /// What was expected; never repeats what was found, which may be personal.
    pub expected: &'static str,
}

impl Finding {
    /// A finding.
    #[must_use]
    pub fn new(rule: &'static str, field: &'static str, expected: &'static str) -> Self {
        Self {
            rule,
            field,
            expected,
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: {} (expected {})",
            self.rule, self.field, self.expected
        )
    }
}

/// A message that cannot be counted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected {expected} in {field}")]
pub struct Unreadable {
    /// The field on the wire.
    pub field: &'static str,
    /// What was expected.
    pub expected: &'static str,
}

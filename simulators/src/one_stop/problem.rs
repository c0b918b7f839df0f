//! Why an action cannot be done.

use protocols::dossier::{CodeError, Refusal};

/// Why a clerk's action is refused; nothing has changed then.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// No such dossier.
    #[error("expected a dossier of this system, found `{0}`")]
    NoDossier(String),
    /// No such procedure.
    #[error("expected a procedure of this system's list, found `{0}`")]
    NoProcedure(String),
    /// The dossier's life does not allow it.
    #[error(transparent)]
    Life(#[from] Refusal),
    /// There is no code for it.
    #[error(transparent)]
    Code(#[from] CodeError),
    /// A value is missing or out of bounds.
    #[error("{field}: expected {expected}, found {found}")]
    Value {
        /// Which.
        field: &'static str,
        /// What was expected.
        expected: &'static str,
        /// What was found, cut.
        found: String,
    },
    /// A rule of law stands against it.
    #[error("{rule}: {why}")]
    Rule {
        /// Document and article.
        rule: &'static str,
        /// Why.
        why: String,
    },
}

impl Problem {
    /// One word for programs.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Problem::NoDossier(_) | Problem::NoProcedure(_) => "unknown",
            Problem::Life(_) => "life",
            Problem::Code(_) => "code",
            Problem::Value { .. } => "value",
            Problem::Rule { .. } => "rule",
        }
    }
}

pub(super) fn rule(rule: &'static str, why: impl Into<String>) -> Problem {
    let why = why.into();
    Problem::Rule { rule, why }
}

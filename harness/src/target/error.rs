//! What is wrong with a target file.

use std::path::PathBuf;

/// One thing that is wrong with a target file, where, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}:{line}: {field}: {problem}; {fix}", file.display())]
pub struct TargetError {
    /// The target file.
    pub file: PathBuf,
    /// The line, counted from 1.
    pub line: usize,
    /// The field, for example `roles.axis.url`.
    pub field: String,
    /// What was expected and what was found.
    pub problem: String,
    /// What to do.
    pub fix: String,
}

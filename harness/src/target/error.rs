//! What is wrong with a target file.

use std::path::PathBuf;

use record::Text;

/// One thing that is wrong with a target file, where, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}:{line}: {field}: expected {}, found {}; {}", file.display(), expected.en, found.en, fix.en)]
pub struct TargetError {
    /// The target file.
    pub file: PathBuf,
    /// The line, counted from 1.
    pub line: usize,
    /// The field, for example `roles.axis.systems[1].secret_env`.
    pub field: String,
    /// What was expected.
    pub expected: Text,
    /// What was found; never the content of a secret.
    pub found: Text,
    /// What to do.
    pub fix: Text,
}

/// A text in both languages.
pub(crate) fn both(en: impl Into<String>, vi: impl Into<String>) -> Text {
    Text {
        en: en.into(),
        vi: vi.into(),
    }
}

/// A text that is the same in both languages: code, a value as it was found.
pub(crate) fn verbatim(text: impl Into<String>) -> Text {
    let text = text.into();
    both(text.clone(), text)
}

/// Nothing, where something was expected.
pub(crate) fn nothing() -> Text {
    both("nothing", "không có")
}

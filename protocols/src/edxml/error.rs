//! Why a package cannot be read or written. Every message names the element.

/// Why a package is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// The bytes are no well-formed XML.
    #[error("not well-formed XML at {at}, line {line}: {problem}")]
    NotXml {
        /// The innermost open element.
        at: String,
        /// The line, counted from 1 after any junk before the XML.
        line: usize,
        /// What is wrong.
        problem: String,
    },
    /// A document type declaration, which could declare entities. Never read further.
    #[error("a DOCTYPE stands at {at}: expected none, entities are never expanded")]
    Doctype {
        /// The innermost open element, or `the root`.
        at: String,
    },
    /// A reference to an entity that XML does not predefine.
    #[error(
        "entity `&{name};` at {at}: expected only the five predefined entities and numeric references"
    )]
    Entity {
        /// The element.
        at: String,
        /// The entity's name.
        name: String,
    },
    /// The root element is another.
    #[error("wrong root element: expected `edXML`, found `{found}`")]
    WrongRoot {
        /// The name found, with its prefix.
        found: String,
    },
    /// An element of the package stands in another namespace.
    #[error(
        "wrong namespace at {at}: expected `{}`, found {found}",
        super::NAMESPACE
    )]
    WrongNamespace {
        /// The element.
        at: String,
        /// The namespace found in backticks, or `none`.
        found: String,
    },
    /// A required element is absent or empty.
    #[error("{at} is missing or empty: expected a value, the format requires this element")]
    Missing {
        /// The element.
        at: String,
    },
    /// An element stands twice where one may stand; two readers would see two different packages.
    #[error("{at} stands more than once: expected one")]
    Repeated {
        /// The element.
        at: String,
    },
    /// A value that cannot be understood.
    #[error("{at}: expected {expected}, found `{found}`")]
    Invalid {
        /// The element.
        at: String,
        /// What would be right.
        expected: String,
        /// What stands there, cut to 80 characters.
        found: String,
    },
    /// An attachment's payload is no whole base64.
    #[error("attachment `{name}` at {at}: expected whole base64, {problem}")]
    Payload {
        /// The element.
        at: String,
        /// The attachment's name.
        name: String,
        /// What is wrong with it.
        problem: String,
    },
    /// A bound of [`super::Limits`] is exceeded.
    #[error("{at} is too large: expected at most {limit} {unit}, found {found}")]
    TooLarge {
        /// The element, or `the package`.
        at: String,
        /// The bound.
        limit: usize,
        /// What is counted, such as `bytes`.
        unit: &'static str,
        /// The count, or `more`.
        found: String,
    },
}

impl ReadError {
    /// An invalid value, cut to a length that a report can show.
    pub(crate) fn invalid(at: impl ToString, expected: impl ToString, found: &str) -> ReadError {
        ReadError::Invalid {
            at: at.to_string(),
            expected: expected.to_string(),
            found: found.chars().take(80).collect(),
        }
    }
}

/// Why a document or status cannot be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// A rule of the format is broken; the same rules as [`super::check`] with severity error.
    #[error("{at}: expected {expected}, found {found}")]
    Refused {
        /// The rule, as [`super::Finding::rule`] names it.
        rule: &'static str,
        /// The element.
        at: String,
        /// What would be right.
        expected: String,
        /// What was given.
        found: String,
    },
    /// The text holds a character that XML forbids, escaped or not.
    #[error("{at}: expected characters that XML allows, found U+{:04X}", *character as u32)]
    Character {
        /// The element.
        at: String,
        /// The forbidden character.
        character: char,
    },
    /// The raw signature cannot stand in the package.
    #[error("Signature: {0}")]
    Signature(String),
}

//! What can happen to an exchange, as data.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::pattern::Pattern;

/// What happens to an exchange. Faults that do not say otherwise leave the rest of the exchange as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Fault {
    /// The answer is passed back late, by real time.
    DelayAnswer {
        /// How late.
        milliseconds: u64,
    },
    /// The request is not passed on; the caller waits for an answer that never comes.
    HangRequest,
    /// The request is not passed on; the connection is closed without an answer.
    DropRequest,
    /// The request is processed, but its answer is lost: the caller sees the connection reset.
    SwallowAnswer,
    /// The request is passed on twice; the caller gets the second answer.
    DuplicateRequest,
    /// The request is not passed on; the caller sees the connection reset.
    Reset,
    /// The request is processed; the caller gets another answer instead.
    ReplaceAnswer {
        /// HTTP status code.
        status: u16,
        /// Media type.
        content_type: String,
        /// The body.
        body: String,
    },
    /// A header field of the request gets another value, or is taken out. On the caller's side a field that signing makes
    /// (`XroadVnpt-hash-file`, `-hash-header`, `-sign-header`, …) is changed after the signing, any other before it.
    SetRequestHeader {
        /// The field's name.
        name: String,
        /// The value; none takes the field out.
        value: Option<String>,
    },
    /// A header field of the answer gets another value, or is taken out.
    SetAnswerHeader {
        /// The field's name.
        name: String,
        /// The value; none takes the field out.
        value: Option<String>,
    },
    /// The answer's body breaks off: its declared length stays, the connection is closed.
    TruncateAnswer {
        /// How many bytes are passed back; fewer when the caller reads slowly.
        bytes: usize,
    },
    /// The answer's body comes in drops, by real time.
    DripAnswer {
        /// Bytes a drop.
        bytes: usize,
        /// Time between two drops.
        milliseconds: u64,
    },
    /// The request is not passed on; the caller gets a body of blanks of this size.
    HugeAnswer {
        /// The size.
        bytes: u64,
    },
    /// The request is not passed on; the caller gets this answer.
    AnswerInstead {
        /// HTTP status code.
        status: u16,
        /// The body, JSON.
        body: String,
    },
    /// A pattern in the request's body is replaced wherever it occurs.
    EditRequest {
        /// The pattern.
        find: Pattern,
        /// What stands there instead; `$1` stands for a group.
        replace: String,
    },
    /// A pattern in the answer is replaced wherever it occurs.
    EditAnswer {
        /// Where.
        #[serde(default)]
        part: Part,
        /// The pattern.
        find: Pattern,
        /// What stands there instead; `$1` stands for a group.
        replace: String,
    },
    /// The answer gets another HTTP status code.
    SetAnswerStatus {
        /// The code.
        status: u16,
    },
    /// The list in the answer is changed.
    ChangeList {
        /// How.
        change: ListChange,
        /// Which entries; every one when none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        holding: Option<Pattern>,
    },
    /// The caller gets the latest answer that somebody else got to the same operation, when there is one.
    AnswerOfAnother,
    /// The caller gets the first answer it ever got to the same operation.
    FirstAnswerAgain,
    /// The request is signed anew by the system it names, so that nothing is wrong with it any more.
    SignAgain,
    /// When the request is refused, it is made for every other known system until one is let in.
    AskAsOthers,
    /// The caller never makes the request, and goes on as if it had been answered so.
    NeverMade {
        /// The body of the answer, JSON.
        body: String,
    },
    /// The caller makes the request, and then once more with a pattern in its body replaced.
    MadeAgain {
        /// The pattern.
        find: Pattern,
        /// What stands there instead; `$1` stands for a group.
        replace: String,
    },
}

/// Part of an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// The body as it stands.
    #[default]
    Body,
    /// The package in it: what its member `data` holds in base64, else the body.
    Package,
}

/// What becomes of the list in an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ListChange {
    /// The entries are left out.
    Drop,
    /// The entries stand there twice.
    Repeat,
    /// The whole list stands in the opposite order.
    Reverse,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DelayAnswer { milliseconds } => {
                write!(f, "the answer is passed back {milliseconds} ms late")
            }
            Self::HangRequest => f.write_str("the request is not passed on and never answered"),
            Self::DropRequest => {
                f.write_str("the request is not passed on and the connection closed")
            }
            Self::SwallowAnswer => {
                f.write_str("the request is processed, its answer lost and the connection reset")
            }
            Self::DuplicateRequest => f.write_str("the request is passed on twice"),
            Self::Reset => f.write_str("the request is not passed on and the connection reset"),
            Self::ReplaceAnswer {
                status,
                content_type,
                ..
            } => write!(f, "the answer is replaced by {status} with {content_type}"),
            Self::SetRequestHeader { name, value } => header(f, "request", name, value.as_deref()),
            Self::SetAnswerHeader { name, value } => header(f, "answer", name, value.as_deref()),
            Self::TruncateAnswer { bytes } => {
                write!(f, "the answer's body breaks off after {bytes} bytes")
            }
            Self::DripAnswer {
                bytes,
                milliseconds,
            } => write!(
                f,
                "the answer's body comes {bytes} byte(s) every {milliseconds} ms"
            ),
            Self::HugeAnswer { bytes } => write!(
                f,
                "the request is not passed on and answered with {bytes} bytes"
            ),
            Self::AnswerInstead { status, .. } => {
                write!(f, "the request is not passed on and answered with {status}")
            }
            Self::EditRequest { find, replace } => {
                write!(
                    f,
                    "“{}” becomes “{replace}” in the request's body",
                    find.as_str()
                )
            }
            Self::EditAnswer { find, replace, .. } => {
                write!(f, "“{}” becomes “{replace}” in the answer", find.as_str())
            }
            Self::SetAnswerStatus { status } => write!(f, "the answer's status becomes {status}"),
            Self::ChangeList { change, .. } => f.write_str(match change {
                ListChange::Drop => "entries of the list are left out",
                ListChange::Repeat => "entries of the list stand there twice",
                ListChange::Reverse => "the list stands in the opposite order",
            }),
            Self::AnswerOfAnother => f.write_str("the caller gets what somebody else was answered"),
            Self::FirstAnswerAgain => f.write_str("the caller gets its first answer again"),
            Self::SignAgain => f.write_str("the request is signed anew"),
            Self::AskAsOthers => f.write_str("refused, the request is made for others"),
            Self::NeverMade { .. } => f.write_str("the request is never made"),
            Self::MadeAgain { find, replace } => write!(
                f,
                "the request is made once more with “{replace}” for “{}”",
                find.as_str()
            ),
        }
    }
}

fn header(f: &mut fmt::Formatter<'_>, half: &str, name: &str, value: Option<&str>) -> fmt::Result {
    match value {
        Some(value) => write!(f, "the {half}'s header field {name} becomes “{value}”"),
        None => write!(f, "the {half}'s header field {name} is taken out"),
    }
}

//! How a document system under test is made to act: by an HTTP call, by a command, or by a person.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use record::Text;
use url::Url;

/// Something only the document system under test, or a person who works with it, can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// Fetch what waits for it on the axis now instead of at its next round.
    Fetch,
    /// Send a new document.
    Send,
    /// Refuse a document that came in (status 02, từ chối tiếp nhận).
    Refuse,
    /// Accept a document into the register (status 03, tiếp nhận).
    Accept,
    /// Assign a document to somebody (status 04, phân công).
    Assign,
    /// Begin to work on a document (status 05, đang xử lý).
    Process,
    /// Finish a document (status 06, hoàn thành).
    Finish,
    /// Recall a document that was sent (thu hồi).
    Recall,
    /// Change a document that was sent (cập nhật).
    Update,
    /// Send a document that replaces an earlier one (thay thế).
    Replace,
    /// Agree to the recall or update of a document that came in (status 15).
    AgreeToChange,
    /// Decline the recall or update of a document that came in (status 16).
    DeclineChange,
}

type Row = (
    Action,
    &'static str,
    &'static [&'static str],
    &'static str,
    &'static str,
);

/// Action, word in the target file, placeholders, and what a person is asked to do, in English and in Vietnamese.
const ACTIONS: [Row; 12] = [
    (
        Action::Fetch,
        "fetch",
        &[],
        "fetch what waits on the axis",
        "lấy văn bản đang chờ trên trục",
    ),
    (
        Action::Send,
        "send",
        &["to", "subject", "number", "notation", "priority"],
        "send a document “{subject}” to {to}",
        "gửi văn bản “{subject}” đến {to}",
    ),
    (
        Action::Refuse,
        "refuse",
        &["document_id", "code", "issuer", "reason"],
        "refuse document {code} of {issuer}, reason: {reason}",
        "từ chối tiếp nhận văn bản {code} của {issuer}, lý do: {reason}",
    ),
    (
        Action::Accept,
        "accept",
        &["document_id", "code", "issuer"],
        "accept document {code} of {issuer} into the register",
        "tiếp nhận, vào sổ văn bản {code} của {issuer}",
    ),
    (
        Action::Assign,
        "assign",
        &["document_id", "code", "issuer"],
        "assign document {code} of {issuer} to somebody",
        "phân công xử lý văn bản {code} của {issuer}",
    ),
    (
        Action::Process,
        "process",
        &["document_id", "code", "issuer"],
        "begin to work on document {code} of {issuer}",
        "bắt đầu xử lý văn bản {code} của {issuer}",
    ),
    (
        Action::Finish,
        "finish",
        &["document_id", "code", "issuer"],
        "finish document {code} of {issuer}",
        "hoàn thành xử lý văn bản {code} của {issuer}",
    ),
    (
        Action::Recall,
        "recall",
        &["document_id", "code", "to", "reason"],
        "recall your document {code} from {to}, reason: {reason}",
        "thu hồi văn bản {code} đã gửi đến {to}, lý do: {reason}",
    ),
    (
        Action::Update,
        "update",
        &["document_id", "code", "to", "subject"],
        "update your document {code} sent to {to}: the subject is now “{subject}”",
        "cập nhật văn bản {code} đã gửi đến {to}: trích yếu mới “{subject}”",
    ),
    (
        Action::Replace,
        "replace",
        &["document_id", "code", "to", "subject"],
        "send {to} a document “{subject}” that replaces your document {code}",
        "gửi {to} văn bản “{subject}” thay thế văn bản {code}",
    ),
    (
        Action::AgreeToChange,
        "agree-to-change",
        &["document_id", "code", "issuer"],
        "agree to what {issuer} asks for document {code} (recall or update)",
        "đồng ý yêu cầu thu hồi hoặc cập nhật văn bản {code} của {issuer}",
    ),
    (
        Action::DeclineChange,
        "decline-change",
        &["document_id", "code", "issuer", "reason"],
        "decline what {issuer} asks for document {code} (recall or update), reason: {reason}",
        "từ chối yêu cầu thu hồi hoặc cập nhật văn bản {code} của {issuer}, lý do: {reason}",
    ),
];

impl Action {
    /// Every action.
    pub fn all() -> impl Iterator<Item = Self> {
        ACTIONS.iter().map(|row| row.0)
    }

    /// The word of the target file, for example `agree-to-change`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().1
    }

    /// The placeholders a call may use, without braces.
    #[must_use]
    pub fn placeholders(self) -> &'static [&'static str] {
        self.row().2
    }

    /// What a person is asked to do, the values filled in.
    #[must_use]
    pub fn request(self, values: &[(&str, &str)]) -> Text {
        let (_, _, _, en, vi) = self.row();
        let fill = |text| filled(text, values, str::to_owned);
        Text {
            vi: fill(vi),
            en: fill(en),
        }
    }

    fn row(self) -> &'static Row {
        (ACTIONS.iter().find(|row| row.0 == self)).expect("the table has every action")
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Action {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        Self::all().find(|action| action.name() == word).ok_or(())
    }
}

/// How one action is brought about without a person.
#[derive(Clone)]
pub enum Call {
    /// An HTTP request.
    Http {
        /// The method.
        method: http::Method,
        /// The address, with placeholders.
        address: String,
        /// The body, with placeholders.
        body: Option<String>,
        /// Header fields; those that came from the environment are secret.
        headers: BTreeMap<String, HeaderText>,
    },
    /// A command: program and arguments, with placeholders; no shell.
    Command(Vec<String>),
}

/// The value of a header field of a call.
#[derive(Clone)]
pub enum HeaderText {
    /// As the target file says, with placeholders.
    Plain(String),
    /// From the environment.
    Secret(String),
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Http {
                method, address, ..
            } => write!(f, "{method} {address}"),
            Self::Command(words) => write!(f, "{words:?}"),
        }
    }
}

/// The calls of a target; an action without one waits for a person.
#[derive(Clone, Debug, Default)]
pub struct Stimuli(pub(super) BTreeMap<Action, Call>);

impl Stimuli {
    /// How the action is brought about; none when a person must act.
    #[must_use]
    pub fn get(&self, action: Action) -> Option<&Call> {
        self.0.get(&action)
    }

    /// Every action that has a call, with it.
    pub fn calls(&self) -> impl Iterator<Item = (Action, &Call)> {
        self.0.iter().map(|(action, call)| (*action, call))
    }

    pub(super) fn secrets(&self) -> impl Iterator<Item = &str> {
        (self.0.values())
            .filter_map(|call| match call {
                Call::Http { headers, .. } => Some(headers.values()),
                Call::Command(_) => None,
            })
            .flatten()
            .filter_map(|header| match header {
                HeaderText::Secret(value) => Some(value.as_str()),
                HeaderText::Plain(_) => None,
            })
    }
}

/// The placeholders of a template, `{` and `}` around a word of lower-case letters and `_`; anything else in braces is
/// text, such as the braces of JSON.
pub(crate) fn placeholders(template: &str) -> impl Iterator<Item = &str> {
    template.split('{').skip(1).filter_map(|rest| {
        let (word, _) = rest.split_once('}')?;
        let is_word = |byte: u8| byte.is_ascii_lowercase() || byte == b'_';
        (!word.is_empty() && word.bytes().all(is_word)).then_some(word)
    })
}

/// The template with its placeholders replaced; what a value contains is never read as a placeholder.
pub(crate) fn filled(
    template: &str,
    values: &[(&str, &str)],
    escape: impl Fn(&str) -> String,
) -> String {
    let mut filled = String::new();
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        filled.push_str(&rest[..at]);
        rest = &rest[at..];
        let known = (values.iter()).find(|(name, _)| {
            rest[1..].starts_with(name) && rest[1 + name.len()..].starts_with('}')
        });
        if let Some((name, value)) = known {
            filled.push_str(&escape(value));
            rest = &rest[name.len() + 2..];
        } else {
            filled.push('{');
            rest = &rest[1..];
        }
    }
    filled + rest
}

/// Whether a call's address is one without user and password, its placeholders filled in with harmless text.
pub(super) fn is_address(template: &str) -> bool {
    let values: Vec<(&str, &str)> = placeholders(template).map(|name| (name, "x")).collect();
    Url::parse(&filled(template, &values, str::to_owned)).is_ok_and(|url| {
        matches!(url.scheme(), "http" | "https")
            && url.has_host()
            && url.username().is_empty()
            && url.password().is_none()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_filled_in_once() {
        let values = [("to", "{subject}"), ("subject", "S")];
        assert_eq!(
            filled(
                r#"{"to":"{to}","s":"{subject}","{":1}"#,
                &values,
                str::to_owned
            ),
            r#"{"to":"{subject}","s":"S","{":1}"#
        );
        let template = r#"{"to":"{to}",{x y}{}"#;
        assert_eq!(placeholders(template).collect::<Vec<_>>(), ["to"]);
    }

    #[test]
    fn every_request_uses_known_placeholders_in_both_languages() {
        for action in Action::all() {
            let (_, word, known, en, vi) = action.row();
            assert_eq!(word.parse(), Ok(action));
            let used = |text| placeholders(text).collect::<std::collections::BTreeSet<_>>();
            assert_eq!(used(en), used(vi), "{word}");
            assert!(used(en).iter().all(|name| known.contains(name)), "{word}");
        }
    }
}

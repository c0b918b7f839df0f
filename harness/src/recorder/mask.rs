//! What must never be seen in a record: secrets by value, and the places where secrets live by name.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, PoisonError, RwLock};

use regex::{Captures, Regex};
use serde_json::Value;

/// What stands where a secret was.
pub const MASK: &str = "•••";

/// Shorter values are masked where secrets live only: replacing each `1` of a record would destroy it.
const SHORTEST: usize = 4;

/// Header fields that carry a secret whatever their value is, in lower case.
const SECRET_HEADERS: [&str; 7] = [
    "authorization",
    "cookie",
    "proxy-authorization",
    "set-cookie",
    "token",
    "x-api-key",
    "x-secretkey",
];

/// Name and value of secret fields in JSON (text, number, and JSON inside text), forms, queries and XML; the name is in a
/// group, the value is not. No closing mark is asked for, because the record keeps only a body's beginning.
static SECRET_FIELDS: LazyLock<Regex> = LazyLock::new(|| {
    let names = "(?:password|passwd|pwd|mat_?khau|secret|secret_?key|client_?secret|token|(?:access|refresh|id)_?token|api_?key)";
    let ways = [
        format!(r#"("{names}"\s*:\s*")(?:[^"\\]|\\.)+"#),
        format!(r#"("{names}"\s*:\s*)-?\d[\d.]*"#),
        format!(r#"(\\"{names}\\"\s*:\s*\\")[^"\\]+"#),
        format!(r"((?:^|[?&\s]){names}=)[^&\s]+"),
        format!(r"(<(?:[\w-]+:)?{names}(?:\s[^>]*)?>)[^<]+"),
    ];
    let pattern = format!("(?i){}", ways.join("|"));
    Regex::new(&pattern).expect("the pattern is constant and tested")
});

/// The registered secrets of a run; clones share them.
#[derive(Clone, Default)]
pub struct Masker {
    /// Every spelling of every secret, longest first, so that a secret inside another does not spoil it.
    spellings: Arc<RwLock<Vec<String>>>,
}

impl std::fmt::Debug for Masker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Masker")
    }
}

impl Masker {
    /// Hides a secret from now on, wherever it appears: as it is, and as it is spelt in URLs and JSON.
    pub fn hide(&self, secret: &str) {
        if secret.len() < SHORTEST {
            return;
        }
        let quoted = Value::from(secret).to_string();
        let in_url: String = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect();
        let mut spellings = (self.spellings.write()).unwrap_or_else(PoisonError::into_inner);
        for spelling in [
            secret.to_owned(),
            quoted[1..quoted.len() - 1].to_owned(),
            in_url.replace('+', "%20"),
            in_url,
        ] {
            if !spellings.contains(&spelling) {
                spellings.push(spelling);
            }
        }
        spellings.sort_by_key(|spelling| std::cmp::Reverse(spelling.len()));
    }

    /// Length in bytes of the longest spelling that is hidden.
    #[must_use]
    pub fn longest(&self) -> usize {
        let spellings = (self.spellings.read()).unwrap_or_else(PoisonError::into_inner);
        spellings.first().map_or(0, String::len)
    }

    /// The text without registered secrets.
    #[must_use]
    pub fn values(&self, text: &str) -> String {
        let mut text = Cow::Borrowed(text);
        let spellings = (self.spellings.read()).unwrap_or_else(PoisonError::into_inner);
        for spelling in spellings.iter() {
            if text.contains(spelling.as_str()) {
                text = Cow::Owned(text.replace(spelling.as_str(), MASK));
            }
        }
        text.into_owned()
    }

    /// The text of a body or a request line, also without the values of fields that hold secrets by their name.
    #[must_use]
    pub fn body(&self, text: &str) -> String {
        let text = self.values(text);
        let masked = SECRET_FIELDS.replace_all(&text, |found: &Captures<'_>| {
            let name = found.iter().skip(1).flatten().next();
            format!("{}{MASK}", name.map_or("", |name| name.as_str()))
        });
        masked.into_owned()
    }

    /// Header fields without the values of those that hold secrets by their name, and without registered secrets.
    #[must_use]
    pub fn headers(&self, headers: BTreeMap<String, String>) -> BTreeMap<String, String> {
        (headers.into_iter())
            .map(|(name, value)| {
                let lower = name.to_ascii_lowercase();
                let value = if SECRET_HEADERS.contains(&lower.as_str()) {
                    MASK.to_owned()
                } else {
                    self.values(&value)
                };
                (self.values(&name), value)
            })
            .collect()
    }

    /// Every text inside a JSON value without registered secrets.
    pub fn value(&self, value: &mut Value) {
        match value {
            Value::String(text) => *text = self.values(text),
            Value::Array(items) => items.iter_mut().for_each(|item| self.value(item)),
            Value::Object(fields) => fields.values_mut().for_each(|field| self.value(field)),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_a_secret_is_hidden() {
        let masker = Masker::default();
        masker.hide("s3cr et\"ü&");
        masker.hide("s3cr");
        for text in [
            "a s3cr et\"ü& b",
            r#"s3cr et\"ü&"#,
            "s3cr+et%22%C3%BC%26",
            "s3cr%20et%22%C3%BC%26",
        ] {
            let masked = masker.values(text);
            assert!(masked.contains(MASK) && !masked.contains("et"), "{masked}");
        }
        assert_eq!(masker.values("has3crb"), "ha•••b");
    }

    #[test]
    fn secret_fields_are_hidden_by_their_name() {
        let masker = Masker::default();
        let cases = [
            (
                r#"{"password":"a\"b","user":"u"}"#,
                r#"{"password":"•••","user":"u"}"#,
            ),
            (
                r#"{"data":{"accessToken": "eyJ.x"}}"#,
                r#"{"data":{"accessToken": "•••"}}"#,
            ),
            (r#"{"password":12345,"a":1}"#, r#"{"password":•••,"a":1}"#),
            (
                r#"{"in":"{\"token\":\"x\"}"}"#,
                r#"{"in":"{\"token\":\"•••\"}"}"#,
            ),
            (r#"{"password":"cut sho"#, r#"{"password":"•••"#),
            ("user=u&password=p%20q&x=1", "user=u&password=•••&x=1"),
            ("GET /v1/auth?token=abc HTTP", "GET /v1/auth?token=••• HTTP"),
            ("<ns:Token>abc</ns:Token>", "<ns:Token>•••</ns:Token>"),
            (
                r#"{"tokens":3,"name":"password"}"#,
                r#"{"tokens":3,"name":"password"}"#,
            ),
        ];
        for (text, masked) in cases {
            assert_eq!(masker.body(text), masked);
        }
    }
}

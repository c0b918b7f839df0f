//! What must never be seen in a record: secrets by value, and the places where secrets live by name.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock, PoisonError, RwLock};

use aho_corasick::{AhoCorasick, MatchKind};
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

/// Header fields that carry an address, whose query may hold codes and tokens.
const ADDRESS_HEADERS: [&str; 3] = ["content-location", "location", "referer"];

/// Name and value of secret fields in JSON (text, number, and JSON inside text), forms, queries and XML; the name is in a
/// group, the value is not. No closing mark is asked for, because the record keeps only a body's beginning.
static SECRET_FIELDS: LazyLock<Regex> = LazyLock::new(|| {
    let names = "(?:password|passwd|pwd|mat_?khau|secret|secret_?key|client_?secret|token|(?:access|refresh|id|logout)_?token|id_token_hint|token_id|code_verifier|api_?key)";
    let ways = [
        format!(r#"("{names}"\s*:\s*")(?:[^"\\]|\\.)+"#),
        format!(r#"("{names}"\s*:\s*)-?\d[\d.]*"#),
        format!(r#"(\\"{names}\\"\s*:\s*\\")[^"\\]+"#),
        format!(r"((?:^|[?&\s]){names}=)[^&\s]+"),
        format!(r"(<(?:[\w-]+:)?{names}(?:\s[^>]*)?>)[^<]+"),
        // A code of sign-on is long and random; other codes are short and no secrets.
        r"((?:^|[?&\s])code=)[\w.~-]{20,}".to_owned(),
        // A signed token, wherever it stands.
        r"()eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*".to_owned(),
    ];
    let pattern = format!("(?i){}", ways.join("|"));
    Regex::new(&pattern).expect("the pattern is constant and tested")
});

/// The registered secrets of a run; clones share them.
#[derive(Clone, Default)]
pub struct Masker {
    secrets: Arc<RwLock<Secrets>>,
}

#[derive(Default)]
struct Secrets {
    /// Every spelling of every secret, and how often it was registered.
    spellings: BTreeMap<String, usize>,
    /// Finds them all in one pass, the longest first, so that a secret inside another does not spoil it.
    finder: Option<AhoCorasick>,
}

impl Secrets {
    fn changed(&mut self) {
        let found = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(self.spellings.keys());
        // Fails only when the spellings exceed gigabytes.
        self.finder = found.ok().filter(|_| !self.spellings.is_empty());
    }
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
        let mut secrets = (self.secrets.write()).unwrap_or_else(PoisonError::into_inner);
        for spelling in spellings(secret) {
            *secrets.spellings.entry(spelling).or_default() += 1;
        }
        secrets.changed();
    }

    /// Ends what one [`Masker::hide`] began: the secret cannot travel any more.
    pub fn forget(&self, secret: &str) {
        let mut secrets = (self.secrets.write()).unwrap_or_else(PoisonError::into_inner);
        for spelling in spellings(secret) {
            if let Some(times) = secrets.spellings.get_mut(&spelling) {
                *times -= 1;
                if *times == 0 {
                    secrets.spellings.remove(&spelling);
                }
            }
        }
        secrets.changed();
    }

    /// Length in bytes of the longest spelling that is hidden.
    #[must_use]
    pub fn longest(&self) -> usize {
        let secrets = (self.secrets.read()).unwrap_or_else(PoisonError::into_inner);
        secrets.spellings.keys().map(String::len).max().unwrap_or(0)
    }

    /// The text without registered secrets.
    #[must_use]
    pub fn values(&self, text: &str) -> String {
        let secrets = (self.secrets.read()).unwrap_or_else(PoisonError::into_inner);
        let Some(finder) = &secrets.finder else {
            return text.to_owned();
        };
        let mut masked = String::with_capacity(text.len());
        finder.replace_all_with(text, &mut masked, |_, _, to| {
            to.push_str(MASK);
            true
        });
        masked
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
                } else if ADDRESS_HEADERS.contains(&lower.as_str()) {
                    self.body(&value)
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

/// A secret as it is, and as it is spelt in JSON and URLs, each once.
fn spellings(secret: &str) -> BTreeSet<String> {
    let quoted = Value::from(secret).to_string();
    let in_url: String = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect();
    let quoted = quoted[1..quoted.len() - 1].to_owned();
    BTreeSet::from([
        secret.to_owned(),
        quoted,
        in_url.replace('+', "%20"),
        in_url,
    ])
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
        masker.hide("s3cr");
        masker.forget("s3cr");
        assert_eq!(
            masker.values("has3crb"),
            "ha•••b",
            "somebody else still hides it"
        );
        masker.forget("s3cr");
        assert_eq!(masker.values("has3crb"), "has3crb");
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
            (
                "code=qlZ0cmFuZG9tLWFuZC1sb25n&code_verifier=dBjftJeZ4CVP",
                "code=•••&code_verifier=•••",
            ),
            (
                "GET /oidc/logout?id_token_hint=x.y.z&state=1",
                "GET /oidc/logout?id_token_hint=•••&state=1",
            ),
            ("GET /agencies?code=G22", "GET /agencies?code=G22"),
            (r#"["eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0."]"#, r#"["•••"]"#),
        ];
        for (text, masked) in cases {
            assert_eq!(masker.body(text), masked);
        }
    }

    #[test]
    fn the_query_of_an_address_in_a_header_is_masked() {
        let masker = Masker::default();
        let headers = BTreeMap::from([
            (
                "Location".to_owned(),
                "http://a/callback?code=qlZ0cmFuZG9tLWFuZC1sb25n&state=s".to_owned(),
            ),
            ("Set-Cookie".to_owned(), "commonAuthId=x".to_owned()),
        ]);
        let masked = masker.headers(headers);
        assert_eq!(masked["Location"], "http://a/callback?code=•••&state=s");
        assert_eq!(masked["Set-Cookie"], MASK);
    }
}

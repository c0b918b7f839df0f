//! What a client must find in an ID token before it lets anybody in (OpenID Connect Core §3.1.3.7).

use serde_json::Value;
use thiserror::Error;

use super::jws::{JwsError, Keys, verify};

/// Clocks may differ by this much, in seconds.
pub const LEEWAY: i64 = 60;

/// What the client knows.
#[derive(Clone, Debug)]
pub struct Expected<'a> {
    /// The provider, as it names itself.
    pub issuer: &'a str,
    /// The client itself.
    pub audience: &'a str,
    /// What it asked with; none checks nothing.
    pub nonce: Option<&'a str>,
    /// Seconds since 1970.
    pub now: i64,
}

/// Who logged in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LoggedIn {
    /// The account.
    pub subject: String,
    /// The session at the provider.
    pub session: Option<String>,
    /// The level reached.
    pub level: Option<String>,
    /// When the person proved himself, seconds since 1970.
    pub proved_at: Option<i64>,
    /// When the token ends.
    pub expires: i64,
}

/// Why an ID token is refused.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum IdTokenError {
    /// It is not signed by the provider.
    #[error("{0}")]
    Signature(#[from] JwsError),
    /// A member is missing or has the wrong type.
    #[error("expected a member {0}, found none")]
    Missing(&'static str),
    /// From another provider.
    #[error("expected issuer {expected}, found {found}")]
    Issuer {
        /// The provider asked.
        expected: String,
        /// The one named.
        found: String,
    },
    /// For another client.
    #[error("expected audience {expected}, found {found}")]
    Audience {
        /// The client.
        expected: String,
        /// Those named.
        found: String,
    },
    /// An answer to another question.
    #[error("expected the nonce of this login, found {0}")]
    Nonce(String),
    /// Its time is over.
    #[error("expected a token in force, found one that ended at {0}")]
    Expired(i64),
    /// Its time has not come.
    #[error("expected a token in force, found one of the future: {0}")]
    Future(i64),
}

/// Judges an ID token.
///
/// # Errors
/// The first thing that is wrong with it.
pub fn judge(text: &str, keys: &Keys, expected: &Expected<'_>) -> Result<LoggedIn, IdTokenError> {
    let token = verify(text, keys)?;
    judge_payload(&token.payload, expected)
}

/// Judges what a token says; its signature has been judged before.
///
/// # Errors
/// The first thing that is wrong with it.
pub fn judge_payload(payload: &Value, expected: &Expected<'_>) -> Result<LoggedIn, IdTokenError> {
    let text = |name: &'static str| {
        payload[name]
            .as_str()
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
    };
    let number = |name: &'static str| payload[name].as_i64().ok_or(IdTokenError::Missing(name));
    let issuer = text("iss").ok_or(IdTokenError::Missing("iss"))?;
    if issuer != expected.issuer {
        return Err(IdTokenError::Issuer {
            expected: expected.issuer.into(),
            found: issuer,
        });
    }
    let audiences = audiences(payload);
    let party = text("azp");
    let ours = audiences
        .iter()
        .any(|audience| audience == expected.audience);
    let for_us = party
        .as_deref()
        .is_none_or(|party| party == expected.audience);
    // Several audiences need a party that is us (§3.1.3.7, 4 and 5).
    if !ours || !for_us || (audiences.len() > 1 && party.is_none()) {
        return Err(IdTokenError::Audience {
            expected: expected.audience.into(),
            found: party.unwrap_or_else(|| audiences.join(" ")),
        });
    }
    let (expires, issued) = (number("exp")?, number("iat")?);
    if expires.saturating_add(LEEWAY) <= expected.now {
        return Err(IdTokenError::Expired(expires));
    }
    if issued.saturating_sub(LEEWAY) > expected.now {
        return Err(IdTokenError::Future(issued));
    }
    if let Some(begins) = payload["nbf"].as_i64()
        && begins.saturating_sub(LEEWAY) > expected.now
    {
        return Err(IdTokenError::Future(begins));
    }
    let nonce = text("nonce");
    if let Some(asked) = expected.nonce
        && nonce.as_deref() != Some(asked)
    {
        return Err(IdTokenError::Nonce(nonce.unwrap_or_else(|| "none".into())));
    }
    Ok(LoggedIn {
        subject: text("sub").ok_or(IdTokenError::Missing("sub"))?,
        session: text("sid"),
        level: text("acr"),
        proved_at: payload["auth_time"].as_i64(),
        expires,
    })
}

/// `aud`: one text or a list.
#[must_use]
pub fn audiences(payload: &Value) -> Vec<String> {
    match &payload["aud"] {
        Value::String(one) => vec![one.clone()],
        Value::Array(many) => many
            .iter()
            .filter_map(|one| one.as_str().map(str::to_owned))
            .collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const SOUND: Expected<'_> = Expected {
        issuer: "https://idp",
        audience: "us",
        nonce: Some("n"),
        now: 1_000,
    };

    fn sound() -> Value {
        json!({"iss": "https://idp", "aud": "us", "exp": 1_600, "iat": 1_000, "nonce": "n", "sub": "s", "sid": "1", "acr": "LoA1"})
    }

    #[test]
    fn a_sound_token_says_who_logged_in() {
        let found = judge_payload(&sound(), &SOUND).expect("sound");
        assert_eq!(
            (found.subject.as_str(), found.session.as_deref()),
            ("s", Some("1"))
        );
    }

    #[test]
    fn each_flaw_is_named() {
        let cases: [(&str, Value, &str); 12] = [
            ("iss", json!("https://other"), "issuer"),
            ("iss", Value::Null, "iss"),
            ("aud", json!("them"), "audience"),
            ("aud", json!(["us", "them"]), "audience"),
            ("azp", json!("them"), "audience"),
            ("exp", json!(940), "ended"),
            ("exp", json!("1600"), "exp"),
            ("iat", json!(1_061), "future"),
            ("nbf", json!(1_061), "future"),
            ("nonce", json!("m"), "nonce"),
            ("nonce", Value::Null, "nonce"),
            ("sub", json!(""), "sub"),
        ];
        for (name, value, word) in cases {
            let mut payload = sound();
            payload[name] = value;
            let error = judge_payload(&payload, &SOUND).expect_err(word).to_string();
            assert!(error.contains(word), "{name}: {error}");
        }
    }

    #[test]
    fn clocks_may_differ_a_little() {
        for (name, value) in [("exp", 941), ("iat", 1_060)] {
            let mut payload = sound();
            payload[name] = json!(value);
            assert!(judge_payload(&payload, &SOUND).is_ok(), "{name}");
        }
    }
}

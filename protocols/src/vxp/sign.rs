//! Signing and verifying the header block of a request (domain §3.1 "Authentication").
//!
//! The message is the text of `sign-header`, a JSON object of the prefixed headers in whatever order the sender's map had.
//! A verifier therefore takes the text as received and only then asks whether it agrees with the real headers.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use serde::de::{Deserializer, MapAccess, Visitor};
use sha2::Sha256;
use thiserror::Error;

use super::{PREFIX, VERSION};

const SIGN_HEADER: &str = "XroadVnpt-sign-header";
const SIGN_HEADER_KEY: &str = "XroadVnpt-sign-header-key";
const HASH_HEADER: &str = "XroadVnpt-hash-header";
const VERSION_HEADER: &str = "XroadVnpt-version";

/// A system's identity on the axis.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    /// System id.
    pub system_id: String,
    /// The shared secret.
    pub secret: String,
}

impl fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Credentials")
            .field("system_id", &self.system_id)
            .field("secret", &"***")
            .finish()
    }
}

/// Why a header block proves nothing. No variant carries a secret or a hash.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SignatureError {
    /// A header of the scheme is missing.
    #[error("expected header {0}")]
    Missing(String),
    /// A header stands there twice, so that two readers could read two things.
    #[error("expected header {0} once, found it again")]
    Duplicate(String),
    /// The HMAC is not that of the text, for this secret.
    #[error(
        "expected {HASH_HEADER} to be the HMAC-SHA256 of {SIGN_HEADER} as sent; check the secret"
    )]
    Mismatch,
    /// The signed text is no flat JSON object of text.
    #[error("expected {SIGN_HEADER} to be a JSON object of text values, each name once")]
    NotJson,
    /// The list of names and the signed text differ.
    #[error("expected {SIGN_HEADER_KEY} to list the names in {SIGN_HEADER}; {0} differs")]
    Names(String),
    /// A real header says something else than was signed.
    #[error("expected header {0} to say what was signed")]
    Disagrees(String),
}

/// The signed headers of a verified request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    headers: Vec<(String, String)>,
}

impl Verified {
    /// The signed value of a logical header, name without prefix, compared without regard to case.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// All signed headers, logical names in the sender's spelling, in the order signed.
    pub fn headers(&self) -> &[(String, String)] {
        &self.headers
    }
}

/// Signs logical headers.
///
/// `logical` holds every header that is to be signed, without prefix, in the order of the text to sign: `systemid` and `timestamp`
/// too, and `Content-Type` last as the operator's library has it. The answer is the whole block to put on the wire: each
/// header prefixed (`Content-Type` also plain), `sign-header-key`, `sign-header`, `hash-header` and `version`. A logical header
/// `version` (`getSynchronizeUnit`) has the same name on the wire as the library's version and takes its place.
pub fn sign(logical: &[(String, String)], secret: &str) -> Vec<(String, String)> {
    let names: Vec<&str> = logical.iter().map(|(name, _)| name.as_str()).collect();
    let object: serde_json::Map<String, serde_json::Value> = logical
        .iter()
        .map(|(name, value)| (format!("{PREFIX}{name}"), value.clone().into()))
        .collect();
    let text = serde_json::Value::Object(object).to_string();
    let mut wire = Vec::with_capacity(logical.len() + 5);
    for (name, value) in logical {
        if name.eq_ignore_ascii_case("Content-Type") {
            wire.push((name.clone(), value.clone()));
        }
        wire.push((format!("{PREFIX}{name}"), value.clone()));
    }
    wire.push((SIGN_HEADER_KEY.into(), names.join(";")));
    wire.push((HASH_HEADER.into(), header_hash(&text, secret)));
    wire.push((SIGN_HEADER.into(), text));
    if !logical
        .iter()
        .any(|(name, _)| name.eq_ignore_ascii_case("version"))
    {
        wire.push((VERSION_HEADER.into(), VERSION.into()));
    }
    wire
}

/// Lower-case hex HMAC-SHA256 of the sign-header text.
pub fn header_hash(text: &str, secret: &str) -> String {
    hex::encode(authenticated(text, secret).finalize().into_bytes())
}

/// The system id that a block claims, read before anything is proved: it only says whose secret to try.
pub fn claimed_system(headers: impl Fn(&str) -> Option<String>) -> Option<String> {
    headers("XroadVnpt-systemid").map(|value| value.trim().to_owned())
}

/// Verifies a block whose headers are looked up by name, the caller having refused duplicates; see [`verify_all`].
///
/// Names are compared without regard to case by `headers`. Only what was signed is in the answer.
pub fn verify(
    headers: impl Fn(&str) -> Option<String>,
    secret: &str,
) -> Result<Verified, SignatureError> {
    let required = |name: &str| headers(name).ok_or_else(|| SignatureError::Missing(name.into()));
    let text = required(SIGN_HEADER)?;
    let hash = required(HASH_HEADER)?;
    let given = hex::decode(hash.trim()).map_err(|_| SignatureError::Mismatch)?;
    authenticated(&text, secret)
        .verify_slice(&given)
        .map_err(|_| SignatureError::Mismatch)?;
    let signed = signed_pairs(&text)?;
    same_names(&signed, &required(SIGN_HEADER_KEY)?)?;
    for (name, value) in &signed {
        let real = required(&format!("{PREFIX}{name}"))?;
        if real.trim() != value.trim() {
            return Err(SignatureError::Disagrees(name.clone()));
        }
    }
    for name in ["systemid", "timestamp"] {
        if !signed
            .iter()
            .any(|(known, _)| known.eq_ignore_ascii_case(name))
        {
            return Err(SignatureError::Missing(format!(
                "{PREFIX}{name} among the signed ones"
            )));
        }
    }
    Ok(Verified { headers: signed })
}

/// Verifies a block given as it stands on the wire; a header of the scheme that occurs twice is refused.
pub fn verify_all<'a>(
    headers: impl Iterator<Item = (&'a str, &'a str)> + Clone,
    secret: &str,
) -> Result<Verified, SignatureError> {
    no_duplicates(headers.clone().map(|(name, _)| name))?;
    verify(
        |wanted| {
            headers
                .clone()
                .find(|(name, _)| name.eq_ignore_ascii_case(wanted))
                .map(|(_, value)| value.to_owned())
        },
        secret,
    )
}

/// Refuses a block in which a header of the scheme occurs twice.
pub fn no_duplicates<'a>(names: impl Iterator<Item = &'a str>) -> Result<(), SignatureError> {
    let mut seen = std::collections::HashSet::new();
    for name in names {
        let lower = name.to_ascii_lowercase();
        if lower.starts_with("xroadvnpt-") && !seen.insert(lower) {
            return Err(SignatureError::Duplicate(name.into()));
        }
    }
    Ok(())
}

fn authenticated(text: &str, secret: &str) -> Hmac<Sha256> {
    // HMAC takes a key of any length (RFC 2104), so the error cannot occur; an empty key stands in to keep this total.
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes())
        .unwrap_or_else(|_| Hmac::<Sha256>::new(&Default::default()));
    mac.update(text.as_bytes());
    mac
}

/// The signed pairs, prefix taken off; two names that differ only in case count as one name twice.
fn signed_pairs(text: &str) -> Result<Vec<(String, String)>, SignatureError> {
    let mut json = serde_json::Deserializer::from_str(text);
    let pairs = json
        .deserialize_map(Pairs)
        .and_then(|pairs| json.end().map(|()| pairs))
        .map_err(|_| SignatureError::NotJson)?;
    let mut signed: Vec<(String, String)> = Vec::with_capacity(pairs.len());
    for (name, value) in pairs {
        let logical = strip_prefix(&name)
            .ok_or(SignatureError::NotJson)?
            .to_owned();
        if signed
            .iter()
            .any(|(known, _)| known.eq_ignore_ascii_case(&logical))
        {
            return Err(SignatureError::NotJson);
        }
        signed.push((logical, value));
    }
    Ok(signed)
}

fn strip_prefix(name: &str) -> Option<&str> {
    let (head, rest) = name.split_at_checked(PREFIX.len())?;
    (head.eq_ignore_ascii_case(PREFIX) && !rest.is_empty()).then_some(rest)
}

fn same_names(signed: &[(String, String)], listed: &str) -> Result<(), SignatureError> {
    let mut listed: Vec<&str> = listed
        .split(';')
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .collect();
    for (name, _) in signed {
        let at = listed
            .iter()
            .position(|known| known.eq_ignore_ascii_case(name))
            .ok_or_else(|| SignatureError::Names(name.clone()))?;
        listed.swap_remove(at);
    }
    match listed.first() {
        None => Ok(()),
        Some(name) => Err(SignatureError::Names((*name).into())),
    }
}

/// Reads a flat JSON object of text in its own order, keeping names that occur twice for the caller to refuse.
struct Pairs;

impl<'de> Visitor<'de> for Pairs {
    type Value = Vec<(String, String)>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object of text values")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = map.next_entry::<String, String>()? {
            pairs.push(pair);
        }
        Ok(pairs)
    }
}

#[cfg(test)]
mod tests;

//! Signed tokens in compact form (RFC 7515) and the keys that prove them (RFC 7517): RS256 and ES256, never `none`.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use thiserror::Error;

/// Longest token that is looked at, in bytes.
const LONGEST: usize = 64 << 10;

/// How a token is signed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Algorithm {
    /// RSA with SHA-256, what every provider speaks.
    #[default]
    Rs256,
    /// The curve P-256 with SHA-256.
    Es256,
}

impl Algorithm {
    /// The wire's word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Rs256 => "RS256",
            Self::Es256 => "ES256",
        }
    }

    /// Reads the wire's word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Rs256, Self::Es256]
            .into_iter()
            .find(|algorithm| algorithm.word() == word)
    }
}

/// Why a token is not believed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum JwsError {
    /// Not three parts of base64url with JSON in the first two, or too long.
    #[error("expected a signed token of three base64url parts, found something else")]
    Malformed,
    /// `alg` is `none`, in any case of letters.
    #[error("expected a signature, found alg none")]
    Unsigned,
    /// Another algorithm than those allowed.
    #[error("expected alg RS256 or ES256, found {0}")]
    Algorithm(String),
    /// The provider publishes no such key.
    #[error("expected a key the provider publishes, found kid {0}")]
    UnknownKey(String),
    /// The signature is not the key's.
    #[error("expected the signature of key {0}, found another")]
    Signature(String),
}

/// A token's head.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// Algorithm.
    #[serde(default)]
    pub alg: String,
    /// Key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kid: Option<String>,
    /// `JWT`, `logout+jwt`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub typ: Option<String>,
}

/// A token taken apart, not yet believed.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// Its head.
    pub header: Header,
    /// What it says.
    pub payload: Value,
    /// What is signed.
    pub signed: String,
    /// The signature.
    pub signature: Vec<u8>,
}

/// Takes a token apart.
///
/// # Errors
/// [`JwsError::Malformed`].
pub fn parse(text: &str) -> Result<Token, JwsError> {
    if text.len() > LONGEST {
        return Err(JwsError::Malformed);
    }
    let mut parts = text.split('.');
    let (Some(header), Some(payload), Some(signature), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(JwsError::Malformed);
    };
    let bytes = |part: &str| {
        URL_SAFE_NO_PAD
            .decode(part)
            .map_err(|_| JwsError::Malformed)
    };
    let payload_value: Value =
        serde_json::from_slice(&bytes(payload)?).map_err(|_| JwsError::Malformed)?;
    if !payload_value.is_object() {
        return Err(JwsError::Malformed);
    }
    Ok(Token {
        header: serde_json::from_slice(&bytes(header)?).map_err(|_| JwsError::Malformed)?,
        payload: payload_value,
        signed: format!("{header}.{payload}"),
        signature: bytes(signature)?,
    })
}

/// Header and payload as they are signed.
#[must_use]
pub fn signing_input(header: &Header, payload: &Value) -> String {
    let part = |text: String| URL_SAFE_NO_PAD.encode(text);
    let header = serde_json::to_string(header).unwrap_or_default();
    format!("{}.{}", part(header), part(payload.to_string()))
}

/// The token of a signed input.
#[must_use]
pub fn compact(signed: &str, signature: &[u8]) -> String {
    format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
}

/// One published key.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    /// `RSA` or `EC`.
    pub kty: String,
    /// Its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kid: Option<String>,
    /// `sig`.
    #[serde(default, rename = "use", skip_serializing_if = "Option::is_none")]
    pub usage: Option<String>,
    /// Algorithm.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alg: Option<String>,
    /// RSA modulus.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub n: Option<String>,
    /// RSA exponent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub e: Option<String>,
    /// Curve.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub crv: Option<String>,
    /// Point on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub x: Option<String>,
    /// Point on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub y: Option<String>,
}

impl Key {
    /// The algorithm this key is for, when it is one of ours.
    #[must_use]
    pub fn algorithm(&self) -> Option<Algorithm> {
        match (self.kty.as_str(), self.crv.as_deref()) {
            ("RSA", _) => Some(Algorithm::Rs256),
            ("EC", Some("P-256")) => Some(Algorithm::Es256),
            _ => None,
        }
    }

    fn proves(&self, signed: &[u8], signature: &[u8]) -> bool {
        let bytes = |text: &Option<String>| {
            URL_SAFE_NO_PAD
                .decode(text.as_deref().unwrap_or_default())
                .unwrap_or_default()
        };
        match self.algorithm() {
            Some(Algorithm::Rs256) => RsaPublicKeyComponents {
                n: bytes(&self.n),
                e: bytes(&self.e),
            }
            .verify(&RSA_PKCS1_2048_8192_SHA256, signed, signature)
            .is_ok(),
            Some(Algorithm::Es256) => {
                let point = [vec![4], bytes(&self.x), bytes(&self.y)].concat();
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point)
                    .verify(signed, signature)
                    .is_ok()
            }
            None => false,
        }
    }
}

/// The keys of a provider.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keys {
    /// The keys.
    pub keys: Vec<Key>,
}

/// Takes a token apart and believes it only when a published key of its own algorithm signed it.
///
/// # Errors
/// See [`JwsError`].
pub fn verify(text: &str, keys: &Keys) -> Result<Token, JwsError> {
    let token = parse(text)?;
    let word = token.header.alg.as_str();
    if word.eq_ignore_ascii_case("none") {
        return Err(JwsError::Unsigned);
    }
    let algorithm = Algorithm::from_word(word).ok_or_else(|| JwsError::Algorithm(word.into()))?;
    let named = token.header.kid.clone();
    let name = named.clone().unwrap_or_else(|| "(none)".into());
    let mut fitting = keys.keys.iter().filter(|key| {
        key.algorithm() == Some(algorithm)
            && key.usage.as_deref().is_none_or(|usage| usage == "sig")
            && (named.is_none() || key.kid == named)
    });
    let mut known = false;
    let proved = fitting.any(|key| {
        known = true;
        key.proves(token.signed.as_bytes(), &token.signature)
    });
    match (proved, known) {
        (true, _) => Ok(token),
        (false, true) => Err(JwsError::Signature(name)),
        (false, false) => Err(JwsError::UnknownKey(name)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn unsigned(alg: &str) -> String {
        let header = Header {
            alg: alg.into(),
            ..Header::default()
        };
        compact(&signing_input(&header, &json!({"sub": "x"})), b"")
    }

    #[test]
    fn none_is_refused_however_it_is_written() {
        for alg in ["none", "None", "NONE", "nOnE"] {
            assert_eq!(
                verify(&unsigned(alg), &Keys::default()),
                Err(JwsError::Unsigned)
            );
        }
        assert_eq!(
            verify(&unsigned("HS256"), &Keys::default()),
            Err(JwsError::Algorithm("HS256".into()))
        );
        assert_eq!(
            verify(&unsigned("RS256"), &Keys::default()),
            Err(JwsError::UnknownKey("(none)".into()))
        );
    }

    #[test]
    fn the_example_of_the_rfc_is_believed_and_its_change_is_not() {
        // RFC 7515 appendix A.3.
        let keys = Keys {
            keys: vec![Key {
                kty: "EC".into(),
                crv: Some("P-256".into()),
                x: Some("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU".into()),
                y: Some("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0".into()),
                ..Key::default()
            }],
        };
        let text = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
        assert_eq!(verify(text, &keys).expect("believed").payload["iss"], "joe");
        let other = text.replace("eyJpc3MiOiJqb2Ui", "eyJpc3MiOiJqb2Yi");
        assert_eq!(
            verify(&other, &keys),
            Err(JwsError::Signature("(none)".into()))
        );
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_reader(text in "[A-Za-z0-9_.-]{0,200}") {
            prop_assert!(verify(&text, &Keys::default()).is_err());
        }
    }
}

//! Proof Key for Code Exchange (RFC 7636): who asks for the code must show that he asked for the login.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// The only method worth having.
pub const METHOD: &str = "S256";

/// The challenge of a verifier: base64url of its SHA-256.
#[must_use]
pub fn of(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()))
}

/// Whether a text may be a verifier: 43 to 128 unreserved characters (RFC 7636 §4.1).
#[must_use]
pub fn is_verifier(text: &str) -> bool {
    (43..=128).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte))
}

/// Whether a text may be an S256 challenge: 43 characters of base64url.
#[must_use]
pub fn is_challenge(text: &str) -> bool {
    text.len() == 43
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_rfc() {
        // RFC 7636 appendix B.
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        assert_eq!(of(verifier), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
        assert!(is_verifier(verifier) && is_challenge(&of(verifier)));
        assert!(
            !is_verifier("short")
                && !is_verifier(&"é".repeat(30))
                && !is_challenge(verifier.get(..42).unwrap_or(""))
        );
    }
}

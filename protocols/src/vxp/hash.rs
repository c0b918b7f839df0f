//! The file hash of `sendEdoc`: SHA-256 in hex, in the proper spelling and in the one the field uses.

use sha2::{Digest, Sha256};

/// SHA-256 of the package, lower-case hex, 64 characters.
pub fn file_hash(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// The same as the operator's library writes it: no leading zero in front of a byte below 0x10, so often shorter than 64
/// characters (domain §3.1, §6.1).
pub fn file_hash_unpadded(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:x}"))
        .collect()
}

/// Whether `given` is the package's hash in either spelling, upper or lower case.
pub fn file_hash_matches(given: &str, bytes: &[u8]) -> bool {
    let given = given.trim();
    given.eq_ignore_ascii_case(&file_hash(bytes))
        || given.eq_ignore_ascii_case(&file_hash_unpadded(bytes))
}

/// The body without the one CRLF that the operator's library appends after the package; the hash does not cover it.
pub fn body_without_trailing_crlf(body: &[u8]) -> &[u8] {
    body.strip_suffix(b"\r\n").unwrap_or(body)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn published_values_in_both_spellings() {
        // The published values of SHA-256 for nothing and for "abc".
        let padded = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(file_hash(b""), padded);
        assert!(file_hash_matches(&padded.to_uppercase(), b""));
        assert_eq!(file_hash_unpadded(b"").len(), 64);
        assert_eq!(
            file_hash_unpadded(b"abc"),
            "ba7816bf8f1cfea414140de5dae2223b0361a396177a9cb410ff61f2015ad"
        );
    }

    #[test]
    fn one_crlf_goes_and_no_more() {
        assert_eq!(body_without_trailing_crlf(b"<a/>\r\n"), b"<a/>");
        assert_eq!(body_without_trailing_crlf(b"<a/>\r\n\r\n"), b"<a/>\r\n");
        assert_eq!(body_without_trailing_crlf(b"<a/>\n"), b"<a/>\n");
        assert_eq!(body_without_trailing_crlf(b""), b"");
    }

    proptest! {
        #[test]
        fn both_spellings_match_and_another_file_does_not(bytes: Vec<u8>, at: prop::sample::Index) {
            prop_assert!(file_hash_matches(&file_hash(&bytes), &bytes));
            prop_assert!(file_hash_matches(&file_hash_unpadded(&bytes), &bytes));
            let mut other = bytes.clone();
            if other.is_empty() { other.push(0) } else { let i = at.index(other.len()); other[i] ^= 1; }
            prop_assert!(!file_hash_matches(&file_hash(&bytes), &other));
            prop_assert!(!file_hash_matches(&file_hash_unpadded(&bytes), &other));
        }
    }
}

//! The `state` of a login as the field writes it (services §4.1): the return address travels in it.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

/// Between the guess-proof part and the address inside a sound state; no address holds it.
const SEAM: char = '\n';

/// A sound state: base64 of the address to return to and a value nobody can guess.
#[must_use]
pub fn sealed(return_to: &str, secret: &str) -> String {
    URL_SAFE_NO_PAD.encode(format!("{return_to}{SEAM}{secret}"))
}

/// Address and secret of a sound state.
#[must_use]
pub fn open(state: &str) -> Option<(String, String)> {
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(state).ok()?).ok()?;
    let (address, secret) = text.split_once(SEAM)?;
    Some((address.to_owned(), secret.to_owned()))
}

/// A state as provincial portals write it: base64 of the address and nothing else, which anybody can guess.
#[must_use]
pub fn address_only(return_to: &str) -> String {
    STANDARD.encode(return_to)
}

/// The address of an [`address_only`] state.
#[must_use]
pub fn open_address(state: &str) -> Option<String> {
    String::from_utf8(STANDARD.decode(state).ok()?).ok()
}

/// A state as OpenCPS writes it: `state@redirect`.
#[must_use]
pub fn with_address(state: &str, redirect: &str) -> String {
    format!("{state}@{redirect}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_state_gives_back_what_went_in(address in "[^\n]{0,80}", secret in "[A-Za-z0-9]{0,40}") {
            prop_assert_eq!(open(&sealed(&address, &secret)), Some((address.clone(), secret)));
            prop_assert_eq!(open_address(&address_only(&address)), Some(address));
        }

        #[test]
        fn no_text_breaks_a_reader(text in ".{0,80}") {
            let _ = (open(&text), open_address(&text));
        }
    }
}

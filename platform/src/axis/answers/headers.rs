//! Request headers as text.

use http::{HeaderMap, HeaderValue};

/// A header's value as text: UTF-8, or Latin-1 when it is none, as older clients send.
pub fn text(value: &HeaderValue) -> String {
    match std::str::from_utf8(value.as_bytes()) {
        Ok(text) => text.to_owned(),
        Err(_) => value
            .as_bytes()
            .iter()
            .map(|byte| char::from(*byte))
            .collect(),
    }
}

/// The first value of a header as text.
pub fn get(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name).map(text)
}

//! How a message looks in the record: bounded, readable, without secrets.

use std::collections::BTreeMap;
use std::fmt::Write;

use http::{HeaderMap, request};
use record::Message;
use sha2::{Digest, Sha256};

use crate::recorder::Masker;

/// How much of a body, and of a header field, the record keeps.
const KEPT: usize = 16 * 1024;

/// One half of an exchange as the record keeps it.
pub(super) fn message(line: String, headers: &HeaderMap, body: &[u8], masker: &Masker) -> Message {
    Message {
        line,
        headers: fields(headers, masker),
        body: beginning(body, |text| masker.body(text), masker.longest()),
        body_bytes: body.len() as u64,
        body_sha256: hex(&Sha256::digest(body)),
    }
}

/// A request as text, for rules that look into it: method and address, header fields, body. Nothing of it is recorded.
pub(super) fn request_text(head: &request::Parts, body: &[u8]) -> Vec<u8> {
    let mut text = format!("{} {}\n", head.method, head.uri).into_bytes();
    append_fields(&mut text, &head.headers);
    text.extend_from_slice(body);
    text
}

/// Appends header fields, `name: value` each in a line, and an empty line.
pub(super) fn append_fields(text: &mut Vec<u8>, headers: &HeaderMap) {
    for (name, value) in headers {
        text.extend_from_slice(name.as_str().as_bytes());
        text.extend_from_slice(b": ");
        text.extend_from_slice(value.as_bytes());
        text.push(b'\n');
    }
    text.push(b'\n');
}

fn fields(headers: &HeaderMap, masker: &Masker) -> BTreeMap<String, String> {
    let mut fields: BTreeMap<String, String> = BTreeMap::new();
    for (name, value) in headers {
        let value = beginning(
            value.as_bytes(),
            |text| masker.values(text),
            masker.longest(),
        );
        fields
            .entry(name.as_str().to_owned())
            .and_modify(|earlier| {
                earlier.push_str(", ");
                earlier.push_str(&value);
            })
            .or_insert(value);
    }
    masker.headers(fields)
}

/// The beginning of some bytes as text, masked. A secret that the cut would halve is cut off whole: more than is kept
/// is masked, then as much as the longest secret is taken off the end.
fn beginning(bytes: &[u8], mask: impl Fn(&str) -> String, longest_secret: usize) -> String {
    let Some(window) = bytes.get(..KEPT + longest_secret) else {
        return mask(&text(bytes));
    };
    let mut masked = mask(&text(window));
    masked.truncate(masked.floor_char_boundary(masked.len().saturating_sub(longest_secret)));
    masked.truncate(masked.floor_char_boundary(KEPT));
    masked
}

/// Bytes as text; those that are no UTF-8 are shown as `\xNN`.
fn text(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        for byte in chunk.invalid() {
            // Writing to a string cannot fail.
            let _ = write!(text, "\\x{byte:02X}");
        }
    }
    text
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_bounded_and_readable() {
        let body = [b"ok \xff\xfe ".as_slice(), &vec![b'a'; 100_000]].concat();
        let message = message(
            "200 OK".to_owned(),
            &HeaderMap::new(),
            &body,
            &Masker::default(),
        );
        assert!(message.body.starts_with("ok \\xFF\\xFE aaa"));
        assert_eq!(message.body.len(), KEPT);
        assert_eq!(message.body_bytes, 100_006);
    }

    #[test]
    fn the_cut_never_shows_half_a_secret() {
        let masker = Masker::default();
        masker.hide("canary-in-a-coal-mine");
        for place in KEPT - 60..KEPT + 40 {
            let mut body = vec![b'.'; place];
            body.extend_from_slice(
                b"canary-in-a-coal-mine and more, and more, and more, and more, and more",
            );
            let message = message(String::new(), &HeaderMap::new(), &body, &masker);
            assert!(
                !message.body.contains("ca"),
                "{place}: {}",
                &message.body[KEPT - 80..]
            );
        }
    }
}

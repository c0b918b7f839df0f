//! Signing a request anew after it was changed, or for somebody else: VXP's signed header block (domain §3.1), LGSP's two
//! headers (domain §3.3).

use http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use http::{HeaderMap, request};
use protocols::lgsp::{SECRET_HEADER, SYSTEM_HEADER};
use protocols::vxp;
use protocols::vxp::sign::{self, Credentials};

/// Every header of the signed block begins so.
const BLOCK: &str = "xroadvnpt-";
/// Headers of the block that are made by signing.
const MADE: [&str; 4] = ["sign-header-key", "sign-header", "hash-header", "version"];

/// Whether signing makes that header, whatever stood there before.
pub(super) fn makes(header: &str) -> bool {
    let lower = header.to_ascii_lowercase();
    lower
        .strip_prefix(BLOCK)
        .is_some_and(|name| MADE.contains(&name) || name == "hash-file")
}

/// Makes the request one of that system's: its id and signature, and the hash of the package as it is now. The timestamp
/// stays.
pub(super) fn sign_as(credentials: &Credentials, head: &mut request::Parts, body: &[u8]) {
    let headers = &mut head.headers;
    if headers.contains_key(SYSTEM_HEADER) || headers.contains_key(SECRET_HEADER) {
        put(headers, SYSTEM_HEADER, &credentials.system_id);
        put(headers, SECRET_HEADER, &credentials.secret);
        return;
    }
    let logical = logical(headers, credentials, body);
    let block: Vec<HeaderName> = (headers.keys())
        .filter(|name| name.as_str().starts_with(BLOCK))
        .cloned()
        .collect();
    for name in block {
        headers.remove(name);
    }
    for (name, value) in sign::sign(&logical, &credentials.secret) {
        put(headers, &name, &value);
    }
}

/// What is to be signed: the block's own headers as they stand, system id and hash corrected.
fn logical(headers: &HeaderMap, credentials: &Credentials, body: &[u8]) -> Vec<(String, String)> {
    let mut logical = vec![("systemid".to_owned(), credentials.system_id.clone())];
    for (name, value) in headers {
        let Some(name) = name.as_str().strip_prefix(BLOCK) else {
            continue;
        };
        let own = MADE.contains(&name) || ["systemid", "content-type"].contains(&name);
        if own || logical.iter().any(|(known, _)| known == name) {
            continue;
        }
        let value = match name {
            "hash-file" => vxp::file_hash(vxp::body_without_trailing_crlf(body)),
            _ => String::from_utf8_lossy(value.as_bytes()).into_owned(),
        };
        logical.push((name.to_owned(), value));
    }
    let kind = (headers.get(CONTENT_TYPE)).and_then(|kind| kind.to_str().ok());
    logical.push((
        "Content-Type".to_owned(),
        kind.unwrap_or("application/json").to_owned(),
    ));
    logical
}

fn put(headers: &mut HeaderMap, name: &str, value: &str) {
    // A value that came in a header can stand in one again.
    if let (Ok(name), Ok(value)) = (
        HeaderName::from_bytes(name.as_bytes()),
        HeaderValue::from_bytes(value.as_bytes()),
    ) {
        headers.insert(name, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_signing_makes_is_told_from_what_it_signs() {
        assert!(makes("XroadVnpt-hash-file") && makes("xroadvnpt-sign-header-key"));
        assert!(!makes("XroadVnpt-to") && !makes("hash-file"));
    }

    #[test]
    fn a_changed_request_is_sound_again() {
        let credentials = Credentials {
            system_id: "sys.1".into(),
            secret: "s".into(),
        };
        let logical = [
            ("systemid", "sys.2"),
            ("docId", "7"),
            ("hash-file", "00"),
            ("timestamp", "02032026T080000+0000"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()));
        let (mut head, ()) = http::Request::post("/sendEdoc")
            .body(())
            .expect("a request")
            .into_parts();
        for (name, value) in sign::sign(&logical, "wrong") {
            put(&mut head.headers, &name, &value);
        }
        sign_as(&credentials, &mut head, b"<edXML/>\r\n");
        let fields: Vec<(&str, &str)> = (head.headers.iter())
            .map(|(name, value)| (name.as_str(), value.to_str().expect("text")))
            .collect();
        let proved = sign::verify_all(fields.into_iter(), "s").expect("a sound signature");
        assert_eq!(proved.get("systemid"), Some("sys.1"));
        assert_eq!(proved.get("docId"), Some("7"));
        assert_eq!(
            proved.get("hash-file"),
            Some(vxp::file_hash(b"<edXML/>").as_str())
        );
    }
}

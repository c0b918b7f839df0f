//! What stands before and after the XML: byte order marks and junk, as field packages have them (domain §6.30).

use super::super::{Limits, ReadError};
use super::chars;

/// A package's bytes, opened: where its XML begins and how far it is UTF-8.
#[derive(Debug)]
pub(crate) struct Source<'a> {
    /// The XML from its first `<`, as far as it is UTF-8.
    pub(crate) text: &'a str,
    /// A byte order mark stands first.
    pub(crate) byte_order_mark: bool,
    /// Other bytes before the XML.
    pub(crate) junk: &'a [u8],
    /// Where `text` begins in the package.
    pub(crate) offset: usize,
    /// The place in `text` where the bytes stop being UTF-8.
    pub(crate) broken: bool,
}

/// Finds the XML in a package.
///
/// # Errors
/// Too many bytes (nothing is read then), UTF-16, or no markup at all.
pub(crate) fn open<'a>(bytes: &'a [u8], limits: &Limits) -> Result<Source<'a>, ReadError> {
    if bytes.len() > limits.package_bytes {
        return Err(ReadError::TooLarge {
            at: "the package".to_owned(),
            limit: limits.package_bytes,
            unit: "bytes",
            found: bytes.len().to_string(),
        });
    }
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(not_xml("expected UTF-8, found UTF-16"));
    }
    let mark = bytes.starts_with("\u{FEFF}".as_bytes());
    let begin = if mark { 3 } else { 0 };
    let Some(offset) = bytes.iter().position(|b| *b == b'<') else {
        return Err(not_xml(format!(
            "expected `<?xml` or `<edXML`, found {}",
            excerpt(bytes)
        )));
    };
    let rest = &bytes[offset..];
    let (text, broken) = match std::str::from_utf8(rest) {
        Ok(text) => (text, false),
        Err(e) => (
            std::str::from_utf8(&rest[..e.valid_up_to()]).unwrap_or_default(),
            true,
        ),
    };
    Ok(Source {
        text,
        byte_order_mark: mark,
        junk: &bytes[begin..offset],
        offset,
        broken,
    })
}

/// What stands after the root element besides white space, comments and instructions; `None` if nothing does.
pub(crate) fn after_root(package: &[u8], end: usize) -> Option<String> {
    let mut rest = package.get(end..).unwrap_or_default();
    loop {
        let blank = rest
            .iter()
            .take_while(|b| chars::is_space(char::from(**b)))
            .count();
        rest = &rest[blank..];
        let closing: &[u8] = match rest {
            [] => return None,
            [b'<', b'!', b'-', b'-', ..] => b"-->",
            [b'<', b'?', ..] => b"?>",
            _ => return Some(excerpt(rest)),
        };
        match rest.windows(closing.len()).position(|w| w == closing) {
            Some(at) => rest = &rest[at + closing.len()..],
            None => return Some(excerpt(rest)),
        }
    }
}

/// The first bytes in a form that can be shown, and how many there are.
pub(crate) fn excerpt(bytes: &[u8]) -> String {
    let shown = bytes.get(..24).unwrap_or(bytes).escape_ascii();
    match bytes.len() {
        0 => "nothing".to_owned(),
        1..=24 => shown.to_string(),
        n => format!("{shown}… ({n} bytes)"),
    }
}

fn not_xml(problem: impl ToString) -> ReadError {
    ReadError::NotXml {
        at: "the root".to_owned(),
        line: 1,
        problem: problem.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_xml() {
        let limits = Limits::default();
        let package = "\u{FEFF}1212<?xml?>";
        let source = open(package.as_bytes(), &limits).expect("has markup");
        assert_eq!(
            (source.text, source.junk, source.offset),
            ("<?xml?>", &b"1212"[..], 7)
        );
        assert!(source.byte_order_mark && !source.broken);
        let broken = open(b"<a>\xFF</a>", &limits).expect("has markup");
        assert!(broken.broken && broken.text == "<a>");
        assert!(open(b"\xFF\xFE<\0", &limits).is_err());
        assert!(open(b"", &limits).is_err());
    }

    #[test]
    fn a_package_over_the_limit_is_refused_unread() {
        let limits = Limits {
            package_bytes: 10,
            ..Limits::default()
        };
        let error = open(&[b'<'; 11], &limits).expect_err("too long");
        insta::assert_snapshot!(error, @"the package is too large: expected at most 10 bytes, found 11");
    }

    #[test]
    fn comments_after_the_root_are_no_junk() {
        assert_eq!(after_root(b"<a/>\n<!-- x --><?y?>\r\n", 4), None);
        assert_eq!(after_root(b"<a/>\0\0", 4).as_deref(), Some(r"\x00\x00"));
        assert_eq!(
            after_root(b"<a/><!-- open", 4).as_deref(),
            Some("<!-- open")
        );
    }
}

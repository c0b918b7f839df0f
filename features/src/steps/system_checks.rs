//! The longer checks behind the table of qualities.

use protocols::edxml::{self, Document, Limits, Severity, ToleranceKind};
use protocols::vxp;

use super::system_calls::param;
use super::system_qualities::{Found, SentDocument};

/// A quality that is missing: what was expected, what was found.
pub(super) fn found<T>(expected: &str, received: impl ToString) -> Result<T, (String, String)> {
    Err((expected.to_owned(), received.to_string()))
}

/// Every field has a value.
pub(super) fn all_given(fields: &[(&str, &str)]) -> Found {
    let missing: Vec<&str> = fields
        .iter()
        .filter(|(_, value)| value.trim().is_empty())
        .map(|(name, _)| *name)
        .collect();
    let names: Vec<&str> = fields.iter().map(|(name, _)| *name).collect();
    if missing.is_empty() {
        Ok(())
    } else {
        found(
            &format!("values for {}", names.join(", ")),
            format!("no value for {}", missing.join(", ")),
        )
    }
}

/// The package as the system wrote it. Where the record does not hold all of it, or the face wraps it, as its receiver was
/// given it: the axis has then added its own trace.
pub(super) fn as_sent(sent: &SentDocument) -> &[u8] {
    let bare = param(&sent.request, "hash-file").is_some();
    if bare && is_whole(sent) {
        sent.request.request.body.as_bytes()
    } else {
        &sent.package
    }
}

/// Whether the record holds the whole body of the request: a long one is cut.
fn is_whole(sent: &SentDocument) -> bool {
    sent.request.request.body.len() as u64 == sent.request.request.body_bytes
}

/// What a reader has to forgive is wrong in a writer; order and prefixes are spelling.
pub(super) fn structure(sent: &SentDocument) -> Found {
    use ToleranceKind as K;
    const WRONG: [K; 6] = [
        K::JunkBefore,
        K::JunkAfter,
        K::DeclaredEncoding,
        K::UndeclaredPrefix,
        K::StrayText,
        K::NoTraceHeaders,
    ];
    let read = edxml::read(as_sent(sent), &Limits::default())
        .map_err(|error| ("a readable package".to_owned(), error.to_string()))?;
    match read.tolerated.iter().find(|one| WRONG.contains(&one.kind)) {
        None => Ok(()),
        Some(tolerance) => found(
            "a package that needs no forgiving reader",
            format!(
                "{} at {}: {}",
                tolerance.kind, tolerance.at, tolerance.detail
            ),
        ),
    }
}

/// Every field is within the legal lengths. Limits that integrators alone name are warnings of the format's check, and no
/// limits of the register.
pub(super) fn within_register(document: &Document) -> Found {
    let long: Vec<String> = edxml::check(document)
        .into_iter()
        .filter(|finding| finding.rule == "length" && finding.severity == Severity::Error)
        .map(|finding| finding.to_string())
        .collect();
    if long.is_empty() {
        Ok(())
    } else {
        found(
            "fields within the lengths of NĐ 30/2020/NĐ-CP Appendix VI",
            long.join("; "),
        )
    }
}

/// The axis has verified the request; this looks at what an axis may let pass: all logical headers signed, and the hash
/// that of the body.
pub(super) fn signed(sent: &SentDocument) -> Found {
    let header = |name: &str| param(&sent.request, name).unwrap_or_default();
    let names = header("sign-header-key");
    let unsigned = ["from", "to", "messagetype", "hash-file"]
        .iter()
        .find(|name| {
            !names
                .split(';')
                .any(|signed| signed.trim().eq_ignore_ascii_case(name))
        });
    if let Some(name) = unsigned {
        return found(
            "the headers from, to, messagetype and hash-file among those signed",
            format!("{name} is not in “{names}”"),
        );
    }
    if header("hash-header").len() != 64 {
        return found(
            "an HMAC of 64 hexadecimal digits in hash-header",
            header("hash-header"),
        );
    }
    // Where the record holds a part of the body, the axis has checked the hash alone.
    let whole = is_whole(sent);
    let body = vxp::body_without_trailing_crlf(sent.request.request.body.as_bytes());
    if whole && !vxp::file_hash_matches(&header("hash-file"), body) {
        return found(
            "the SHA-256 of the package in hash-file",
            header("hash-file"),
        );
    }
    Ok(())
}

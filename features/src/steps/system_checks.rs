//! The longer checks behind the table of qualities.

use protocols::edxml::{self, Limits, ToleranceKind};
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

/// What a reader has to forgive is wrong in a writer; order and prefixes are spelling, and the axis's own trace is not
/// the sender's.
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
    let read = edxml::read(&sent.package, &Limits::default())
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
    // A long body is cut in the record; the axis has then checked the hash alone.
    let whole = sent.request.request.body.len() as u64 == sent.request.request.body_bytes;
    let body = vxp::body_without_trailing_crlf(sent.request.request.body.as_bytes());
    if whole && !vxp::file_hash_matches(&header("hash-file"), body) {
        return found(
            "the SHA-256 of the package in hash-file",
            header("hash-file"),
        );
    }
    Ok(())
}

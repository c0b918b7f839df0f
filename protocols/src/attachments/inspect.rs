//! Names the damage an attachment shows from outside.

use super::sniff::{Magic, is_text};
use super::{extension, is_wrapped, unpack};
use crate::edxml::{Attachment, Limits};

/// One damage of an attachment.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// The file has no content.
    #[error("the file is empty")]
    Empty,
    /// The payload is a ZIP, the declaration says otherwise; a receiver that trusts it saves a ZIP under another name.
    #[error("the payload is a ZIP, declared as {content_type}")]
    ZipDeclaredAs {
        /// The declared type.
        content_type: String,
    },
    /// Bytes were lost when a binary file went through a text: U+FFFD stands in their place, for good.
    #[error(
        "{count} U+FFFD in a binary file, the first at byte {first}: it went through a text string, its bytes are lost"
    )]
    ReplacementCharacters {
        /// How many there are.
        count: usize,
        /// Where the first begins.
        first: usize,
    },
    /// The first bytes are not those of the type.
    #[error("expected {expected} by its name or type, found {found}")]
    TypeMismatch {
        /// What name or declaration call for.
        expected: &'static str,
        /// What the first bytes say.
        found: &'static str,
    },
    /// A ZIP in a ZIP, although the file itself is none.
    #[error("a ZIP inside the ZIP: the file was zipped twice")]
    DoubleZip,
    /// The end of the file is missing.
    #[error("the {kind} has no end: it was cut short")]
    CutShort {
        /// What kind of file it is.
        kind: &'static str,
    },
    /// The ZIP around the file cannot be undone.
    #[error("{0}")]
    Unpack(#[from] super::UnpackError),
}

impl Damage {
    /// A stable id, such as `zip-declared-as`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Damage::Empty => "empty",
            Damage::ZipDeclaredAs { .. } => "zip-declared-as",
            Damage::ReplacementCharacters { .. } => "replacement-characters",
            Damage::TypeMismatch { .. } => "type-mismatch",
            Damage::DoubleZip => "double-zip",
            Damage::CutShort { .. } => "cut-short",
            Damage::Unpack(super::UnpackError::TooLarge { .. }) => "zip-bomb",
            Damage::Unpack(_) => "unpack",
        }
    }
}

/// Names every damage of an attachment, from the payload inwards; unzips at most what [`Limits::default`] allows.
#[must_use]
pub fn inspect(attachment: &Attachment) -> Vec<Damage> {
    let Attachment {
        name,
        content_type,
        bytes,
        ..
    } = attachment;
    if bytes.is_empty() {
        return vec![Damage::Empty];
    }
    if is_wrapped(content_type, name) {
        return inspect_wrapped(attachment);
    }
    let declared = declared_extension(content_type);
    let kind = if declared.is_empty() {
        extension(name)
    } else {
        declared
    };
    let zip_type = Magic::expected(&kind) == Some(Magic::Zip)
        || Magic::expected(&extension(name)) == Some(Magic::Zip);
    if Magic::of(bytes) == Magic::Zip && !zip_type && !is_generic(content_type) {
        return vec![Damage::ZipDeclaredAs {
            content_type: content_type.clone(),
        }];
    }
    inspect_content(&kind, bytes)
}

fn inspect_wrapped(attachment: &Attachment) -> Vec<Damage> {
    match unpack(attachment, &Limits::default()) {
        Err(error) => {
            let mut damages = lost_bytes("zip", &attachment.bytes);
            damages.push(error.into());
            damages
        }
        Ok(content) if content.is_empty() => vec![Damage::Empty],
        Ok(content) => {
            let kind = extension(&attachment.name);
            if Magic::of(&content) == Magic::Zip && Magic::expected(&kind) != Some(Magic::Zip) {
                return vec![Damage::DoubleZip];
            }
            // A docx in a ZIP in a ZIP: the inner ZIP holds one docx instead of a document's parts.
            if Magic::of(&content) == Magic::Zip && holds_one_file_of(&content, &kind) {
                return vec![Damage::DoubleZip];
            }
            inspect_content(&kind, &content)
        }
    }
}

fn inspect_content(kind: &str, bytes: &[u8]) -> Vec<Damage> {
    let mut damages = Vec::new();
    let found = Magic::of(bytes);
    let expected = match Magic::expected(kind) {
        Some(expected) => (expected != found).then(|| expected.name()),
        None => found.instead_of(kind),
    };
    if let Some(expected) = expected {
        damages.push(Damage::TypeMismatch {
            expected,
            found: found.name(),
        });
    }
    damages.extend(lost_bytes(kind, bytes));
    let tail = &bytes[bytes.len().saturating_sub(66_000)..];
    let ends_with = |mark: &[u8]| tail.windows(mark.len()).any(|w| w == mark);
    if found == Magic::Pdf && !ends_with(b"%%EOF") {
        damages.push(Damage::CutShort { kind: "PDF" });
    }
    if found == Magic::Zip && !ends_with(b"PK\x05\x06") {
        damages.push(Damage::CutShort { kind: "ZIP" });
    }
    damages
}

/// U+FFFD in a binary file. A chance `EF BF BD` occurs in every 16 MiB of random bytes, so a single one counts only in
/// a file that is valid UTF-8 as a whole, which no binary file is by chance; otherwise two must stand together.
fn lost_bytes(kind: &str, bytes: &[u8]) -> Vec<Damage> {
    const LOST: &[u8; 3] = b"\xEF\xBF\xBD";
    if is_text(kind) {
        return Vec::new();
    }
    let mut places = places(bytes, LOST);
    let Some(first) = places.next() else {
        return Vec::new();
    };
    let together = places_of_pair(bytes);
    if !together && std::str::from_utf8(bytes).is_err() {
        return Vec::new();
    }
    vec![Damage::ReplacementCharacters {
        count: 1 + places.count(),
        first,
    }]
}

fn places_of_pair(bytes: &[u8]) -> bool {
    places(bytes, b"\xEF\xBF\xBD\xEF\xBF\xBD").next().is_some()
}

fn places<'b>(bytes: &'b [u8], mark: &'b [u8]) -> impl Iterator<Item = usize> + 'b {
    bytes
        .windows(mark.len())
        .enumerate()
        .filter(move |(_, w)| *w == mark)
        .map(|(i, _)| i)
}

fn holds_one_file_of(zip: &[u8], kind: &str) -> bool {
    let Ok(archive) = zip::ZipArchive::new(std::io::Cursor::new(zip)) else {
        return false;
    };
    let mut names = archive.file_names();
    let first = names.next().and_then(Result::ok);
    let only = names.next().is_none();
    only && kind != "zip" && first.is_some_and(|n| extension(&n) == kind)
}

/// The extension a content type stands for: the library writes `application/<ext>`, others the registered names.
fn declared_extension(content_type: &str) -> String {
    let subtype = content_type
        .rsplit('/')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let subtype = subtype.split(';').next().unwrap_or_default().trim();
    match subtype {
        "msword" => "doc",
        "vnd.ms-excel" => "xls",
        "vnd.openxmlformats-officedocument.wordprocessingml.document" => "docx",
        "vnd.openxmlformats-officedocument.spreadsheetml.sheet" => "xlsx",
        "octet-stream" => "",
        // The library's typing errors.
        "xsl" => "xls",
        "xslx" => "xlsx",
        other => other,
    }
    .to_owned()
}

fn is_generic(content_type: &str) -> bool {
    declared_extension(content_type).is_empty()
}

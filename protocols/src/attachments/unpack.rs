//! An attachment back into the file.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use super::is_wrapped;
use crate::edxml::{Attachment, Limits};

/// Why a file cannot be taken out of its ZIP.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnpackError {
    /// Declared as ZIP, but no ZIP that can be opened.
    #[error("attachment `{name}`: expected a whole ZIP, as declared: {problem}")]
    NotZip {
        /// The attachment's name.
        name: String,
        /// What is wrong.
        problem: String,
    },
    /// The library writes exactly one entry.
    #[error("attachment `{name}`: expected a ZIP with one entry, found {entries}")]
    Entries {
        /// The attachment's name.
        name: String,
        /// How many entries there are.
        entries: usize,
    },
    /// More comes out than allowed: a ZIP bomb, or a limit set too low.
    #[error("attachment `{name}`: expected at most {limit} bytes out of the ZIP, found more")]
    TooLarge {
        /// The attachment's name.
        name: String,
        /// The bound, in bytes.
        limit: u64,
    },
}

/// The file inside an attachment: unzipped once iff it is declared as ZIP and its name does not end in `.zip`.
///
/// What the ZIP says of its own sizes is not believed; reading stops at the limit.
///
/// # Errors
/// A ZIP that cannot be opened, has not exactly one entry, or holds more than [`Limits::unzipped_bytes`].
pub fn unpack(attachment: &Attachment, limits: &Limits) -> Result<Vec<u8>, UnpackError> {
    if is_wrapped(&attachment.content_type, &attachment.name) {
        unzip(&attachment.name, &attachment.bytes, limits.unzipped_bytes)
    } else {
        Ok(attachment.bytes.clone())
    }
}

fn unzip(name: &str, bytes: &[u8], limit: u64) -> Result<Vec<u8>, UnpackError> {
    let broken = |e: &dyn std::fmt::Display| UnpackError::NotZip {
        name: name.to_owned(),
        problem: e.to_string(),
    };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| broken(&e))?;
    if archive.len() != 1 {
        return Err(UnpackError::Entries {
            name: name.to_owned(),
            entries: archive.len(),
        });
    }
    let entry = archive.by_index(0).map_err(|e| broken(&e))?;
    let mut content = Vec::new();
    entry
        .take(limit.saturating_add(1))
        .read_to_end(&mut content)
        .map_err(|e| broken(&e))?;
    if content.len() as u64 > limit {
        return Err(UnpackError::TooLarge {
            name: name.to_owned(),
            limit,
        });
    }
    Ok(content)
}

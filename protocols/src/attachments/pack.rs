//! A file into an attachment.

use std::io::{Cursor, Write as _};

use uuid::Uuid;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{ZIP, declared_type, extension, is_sent_raw};
use crate::edxml::Attachment;

/// Packs a file the way the reference library does: known types raw, all others in a ZIP with one entry.
///
/// `entry_id` names the entry (`<uuid>.<ext>`; the real name travels in the attachment only) and serves as content id.
/// The same input gives the same bytes: the entry carries no time.
#[must_use]
pub fn pack(name: &str, content: &[u8], entry_id: Uuid) -> Attachment {
    let zipped = if is_sent_raw(name) {
        None
    } else {
        wrap(name, content, entry_id).ok()
    };
    let (content_type, bytes) = match zipped {
        Some(bytes) => (ZIP.to_owned(), bytes),
        None => (declared_type(name), content.to_vec()),
    };
    Attachment {
        content_id: entry_id.to_string(),
        name: name.to_owned(),
        description: None,
        content_type,
        bytes,
    }
}

/// A deflated ZIP with one entry; writing to memory fails only beyond 4 GiB.
fn wrap(name: &str, content: &[u8], entry_id: Uuid) -> zip::result::ZipResult<Vec<u8>> {
    let entry = match extension(name) {
        ext if ext.is_empty() => entry_id.to_string(),
        ext => format!("{entry_id}.{ext}"),
    };
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default())
        .large_file(content.len() > u32::MAX as usize);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file(entry, options)?;
    zip.write_all(content)?;
    Ok(zip.finish()?.into_inner())
}

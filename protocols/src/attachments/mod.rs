//! Attached files by the rules of the reference library, and the damages real packages show (domain §1.7).

mod inspect;
mod pack;
mod sniff;
mod unpack;

pub use inspect::{Damage, inspect};
pub use pack::pack;
pub use unpack::{UnpackError, unpack};

/// The type of a file that was zipped for the way.
pub const ZIP: &str = "application/zip";

/// The extensions the library sends raw. `xsl` and `xslx` are its typing errors for `xls` and `xlsx`, which therefore
/// travel zipped.
const SENT_RAW: [&str; 6] = ["pdf", "doc", "docx", "xsl", "xslx", "zip"];

/// The extension of a file name in lower case, empty when there is none.
#[must_use]
pub fn extension(name: &str) -> String {
    name.rsplit_once('.')
        .map_or(String::new(), |(_, ext)| ext.to_lowercase())
}

/// Whether the library sends a file of this name as it is, without a ZIP around it.
#[must_use]
pub fn is_sent_raw(name: &str) -> bool {
    SENT_RAW.contains(&extension(name).as_str())
}

/// The content type the library declares for a file of this name.
#[must_use]
pub fn declared_type(name: &str) -> String {
    match extension(name) {
        ext if SENT_RAW.contains(&ext.as_str()) => format!("application/{ext}"),
        _ => ZIP.to_owned(),
    }
}

/// Whether the payload is a ZIP around the file, by the rule of the library's reader: declared as ZIP, and the file
/// itself is none.
#[must_use]
pub fn is_wrapped(content_type: &str, name: &str) -> bool {
    content_type.trim().eq_ignore_ascii_case(ZIP) && extension(name) != "zip"
}

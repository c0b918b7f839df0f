//! Files on their way into a package, packed well or badly.

use protocols::attachments;
use protocols::edxml::Attachment;
use uuid::Uuid;

use crate::temperament::Packing;

const ZIP: &str = "application/zip";

/// Packs one file; `entry_id` names the entry when a ZIP is made.
pub(crate) fn pack(name: &str, content: &[u8], entry_id: Uuid, habit: Packing) -> Attachment {
    let by_rules = attachments::pack(name, content, entry_id);
    match habit {
        Packing::Library => by_rules,
        Packing::ZipAll => zipped(by_rules, content, entry_id),
        Packing::ZipDeclaredRaw => declared_raw(by_rules, content, entry_id),
        Packing::MislabelledSpreadsheets => mislabelled(by_rules, content),
        Packing::ThroughText => {
            let bytes = String::from_utf8_lossy(&by_rules.bytes)
                .into_owned()
                .into_bytes();
            Attachment { bytes, ..by_rules }
        }
    }
}

/// The library zips whatever extension it does not know; borrowing one makes it zip this file too.
fn zipped(by_rules: Attachment, content: &[u8], entry_id: Uuid) -> Attachment {
    if by_rules.content_type == ZIP {
        return by_rules;
    }
    let zip = attachments::pack("file.bin", content, entry_id);
    Attachment {
        bytes: zip.bytes,
        content_type: ZIP.into(),
        ..by_rules
    }
}

fn declared_raw(by_rules: Attachment, content: &[u8], entry_id: Uuid) -> Attachment {
    let extension = extension(&by_rules.name);
    let zip = zipped(by_rules, content, entry_id);
    Attachment {
        content_type: format!("application/{extension}"),
        ..zip
    }
}

fn mislabelled(by_rules: Attachment, content: &[u8]) -> Attachment {
    let label = match extension(&by_rules.name).as_str() {
        "xls" => "application/xsl",
        "xlsx" => "application/xslx",
        _ => return by_rules,
    };
    Attachment {
        content_type: label.into(),
        bytes: content.to_vec(),
        ..by_rules
    }
}

fn extension(name: &str) -> String {
    name.rsplit_once('.').map_or_else(
        || "octet-stream".into(),
        |(_, extension)| extension.to_lowercase(),
    )
}

//! Packing by the library's rules, and every damage seen to be named.

use protocols::attachments::*;
use protocols::edxml::{Attachment, Limits};
use uuid::Uuid;

const ID: Uuid = Uuid::from_u128(0x0b5e_6c1a_0000_4000_8000_0000_0000_0001);
const PDF: &[u8] = b"%PDF-1.4\n%\xE2\xE3\xCF\xD3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n";

fn codes(attachment: &Attachment) -> Vec<&'static str> {
    inspect(attachment).iter().map(Damage::code).collect()
}

/// A ZIP with one entry, `.xml` by name.
fn zip_of(content: &[u8]) -> Vec<u8> {
    pack("x.xml", content, ID).bytes
}

#[test]
fn known_types_travel_raw_and_all_others_zipped() {
    let table = [
        ("a.pdf", "application/pdf", true),
        ("A.SIGNED.PDF", "application/pdf", true),
        ("a.doc", "application/doc", true),
        ("a.docx", "application/docx", true),
        ("a.zip", "application/zip", true),
        ("a.xsl", "application/xsl", true),
        ("a.xslx", "application/xslx", true),
        ("a.xls", "application/zip", false),
        ("a.xlsx", "application/zip", false),
        ("a.txt", "application/zip", false),
        ("khong-co-duoi", "application/zip", false),
    ];
    for (name, content_type, raw) in table {
        let packed = pack(name, b"content", ID);
        assert_eq!(
            (packed.content_type.as_str(), packed.name.as_str()),
            (content_type, name)
        );
        assert_eq!(packed.bytes == b"content", raw, "{name}");
        assert_eq!(
            unpack(&packed, &Limits::default()).as_deref(),
            Ok(&b"content"[..]),
            "{name}"
        );
        assert_eq!(
            packed,
            pack(name, b"content", ID),
            "the same input gives the same bytes"
        );
    }
}

#[test]
fn the_zip_holds_one_entry_named_by_the_id() {
    let packed = pack("Phụ lục.xlsx", b"content", ID);
    let text = String::from_utf8_lossy(&packed.bytes).into_owned();
    assert!(
        text.contains("0b5e6c1a-0000-4000-8000-000000000001.xlsx"),
        "{text}"
    );
    assert!(!text.contains("Phụ lục"));
}

#[test]
fn sound_files_show_no_damage() {
    let docx = zip_of(b"<w/>");
    for (name, content) in [
        ("a.pdf", PDF),
        ("a.docx", &docx[..]),
        ("a.txt", "ghi chú \u{FFFD}".as_bytes()),
        ("a.xlsx", &docx[..]),
    ] {
        assert_eq!(
            codes(&pack(name, content, ID)),
            Vec::<&str>::new(),
            "{name}"
        );
    }
    let by_chance = [&PDF[..20], b"\xEF\xBF\xBD\x80", &PDF[20..]].concat();
    assert_eq!(
        codes(&pack("a.pdf", &by_chance, ID)),
        Vec::<&str>::new(),
        "three bytes by chance are no damage"
    );
}

#[test]
fn the_two_damages_of_real_packages() {
    let zip = pack("a.txt", PDF, ID).bytes;
    let declared = Attachment {
        bytes: zip,
        ..pack("a.pdf", PDF, ID)
    };
    insta::assert_snapshot!(inspect(&declared)[0], @"the payload is a ZIP, declared as application/pdf");
    assert_eq!(codes(&declared), ["zip-declared-as"]);
    let word = Attachment {
        name: "a.doc".into(),
        content_type: "application/msword".into(),
        ..declared
    };
    assert_eq!(codes(&word), ["zip-declared-as"]);

    let lost = String::from_utf8_lossy(PDF).into_owned().into_bytes();
    let damages = inspect(&pack("a.pdf", &lost, ID));
    insta::assert_snapshot!(damages[0], @"4 U+FFFD in a binary file, the first at byte 10: it went through a text string, its bytes are lost");
    let zipped = pack(
        "a.xlsx",
        String::from_utf8_lossy(b"PK\x03\x04\xFF\xFE PK\x05\x06").as_bytes(),
        ID,
    );
    assert!(
        codes(&zipped).contains(&"replacement-characters"),
        "seen through the ZIP: {:?}",
        codes(&zipped)
    );
    let broken = pack("a.txt", b"content \x80\x81\x82\x83", ID);
    let broken = Attachment {
        bytes: String::from_utf8_lossy(&broken.bytes)
            .into_owned()
            .into_bytes(),
        ..broken
    };
    assert_eq!(codes(&broken), ["replacement-characters", "unpack"]);
}

#[test]
fn other_damages() {
    let pdf = pack("a.pdf", PDF, ID);
    let with = |bytes: &[u8]| Attachment {
        bytes: bytes.to_vec(),
        ..pdf.clone()
    };
    assert_eq!(codes(&with(b"")), ["empty"]);
    assert_eq!(codes(&pack("a.xlsx", b"", ID)), ["empty"]);
    assert_eq!(codes(&with(b"<html>502</html>")), ["type-mismatch"]);
    assert_eq!(codes(&with(&PDF[..40])), ["cut-short"]);
    let docx = zip_of(b"<w/>");
    assert_eq!(
        codes(&pack("a.docx", &docx[..docx.len() - 30], ID)),
        ["cut-short"]
    );
    assert_eq!(codes(&pack("a.docx", PDF, ID)), ["type-mismatch"]);
    assert_eq!(codes(&pack("a.xlsx", PDF, ID)), ["type-mismatch"]);
    assert_eq!(codes(&pack("a.doc", PDF, ID)), ["type-mismatch"]);
    assert!(codes(&pack("a.doc", b"<html>Word writes this too</html>", ID)).is_empty());
    let twice = pack(
        "a.xls",
        &pack("a.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", ID).bytes,
        ID,
    );
    assert_eq!(codes(&twice), ["double-zip"]);
}

#[test]
fn what_cannot_be_unpacked_says_why() {
    let limits = Limits {
        unzipped_bytes: 100,
        ..Limits::default()
    };
    let say = |a: &Attachment| unpack(a, &limits).expect_err("must fail").to_string();
    let bomb = pack("a.xlsx", &[0; 101], ID);
    insta::assert_snapshot!(say(&bomb), @"attachment `a.xlsx`: expected at most 100 bytes out of the ZIP, found more");
    assert!(unpack(&pack("a.xlsx", &[0; 100], ID), &limits).is_ok());
    let raw = Attachment {
        bytes: PDF.to_vec(),
        ..pack("a.xlsx", b"", ID)
    };
    assert!(
        say(&raw).starts_with("attachment `a.xlsx`: expected a whole ZIP, as declared"),
        "{}",
        say(&raw)
    );
    // An end record alone is a ZIP without entries.
    let none = Attachment {
        bytes: [&b"PK\x05\x06"[..], &[0; 18]].concat(),
        ..bomb
    };
    insta::assert_snapshot!(say(&none), @"attachment `a.xlsx`: expected a ZIP with one entry, found 0");
}

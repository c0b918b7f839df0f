//! No bytes make the reader panic, and none make it do more work than its limits allow.

use proptest::prelude::*;
use protocols::attachments::{inspect, unpack};
use protocols::edxml::{self, Limits, Package, ReadError, Trace};

use crate::support::{fixture, fixtures, generate, sound_document};

/// Reads, and does everything with what was read that a receiver would.
fn use_up(bytes: &[u8]) {
    let trace = Trace {
        organ_id: Some("G22".into()),
        at: None,
    };
    let spliced = edxml::append_trace(bytes, &trace);
    match edxml::read(bytes, &Limits::default()).map(|r| r.package) {
        Ok(Package::Document(document)) => {
            let _ = (edxml::check(&document), edxml::write_document(&document));
            document
                .attachments
                .iter()
                .for_each(|a| drop((inspect(a), unpack(a, &Limits::default()))));
            assert!(spliced.is_ok(), "what reads takes a trace: {spliced:?}");
        }
        Ok(Package::Status(status)) => {
            drop((edxml::check_status(&status), edxml::write_status(&status)))
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        use_up(&bytes);
    }

    #[test]
    fn any_markup(parts in prop::collection::vec(prop::sample::select(vec![
        "<edXML xmlns=\"http://www.mic.gov.vn/TBT/QCVN_102_2016\">", "<edXMLEnvelope>", "<edXMLHeader>", "<MessageHeader>",
        "</edXML>", "</edXMLEnvelope>", "</edXMLHeader>", "</MessageHeader>", "<From>", "<OrganId>", "x", "<!--", "-->",
        "<![CDATA[", "]]>", "&amp;", "&#0;", "<?xml version=\"1.0\"?>", "<a:b c:d=\"", "\"/>", "\u{0}", "<TraceHeaderList/>",
        "<StatusCode>1</StatusCode>", "<!DOCTYPE x>", "\u{FEFF}",
    ]), 0..30)) {
        use_up(parts.concat().as_bytes());
    }

    #[test]
    fn mutated_packages(document in generate::document(), hits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0u8..4), 1..12)) {
        let mut bytes = edxml::write_document(&document).expect("writable");
        for (at, byte, how) in hits {
            let at = at.index(bytes.len().max(1));
            match how {
                _ if bytes.is_empty() => bytes.push(byte),
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                2 => drop(bytes.remove(at)),
                _ => bytes.truncate(at),
            }
        }
        use_up(&bytes);
    }
}

#[test]
fn every_fixture_cut_anywhere() {
    for (name, bytes) in fixtures("")
        .into_iter()
        .filter(|(n, _)| n.starts_with("new") || n.starts_with("dotnet"))
    {
        for end in (0..bytes.len()).step_by(7) {
            let cut = edxml::read(&bytes[..end], &Limits::default());
            assert!(
                cut.is_err() || end + 1 >= bytes.len(),
                "{name} cut at {end}"
            );
        }
    }
}

#[test]
fn two_hundred_megabytes_are_refused_by_their_length() {
    let start = std::time::Instant::now();
    let mut bytes = fixture("new.edxml");
    bytes.resize(200 * 1024 * 1024, b' ');
    let before = start.elapsed();
    let error = edxml::read(&bytes, &Limits::default()).expect_err("too long");
    insta::assert_snapshot!(error, @"the package is too large: expected at most 100663296 bytes, found 209715200");
    assert!(edxml::append_trace(&bytes, &Trace::default()).is_err());
    // Refusing must cost nothing beside making the bytes.
    assert!(start.elapsed() - before <= before.max(std::time::Duration::from_millis(50)));
}

#[test]
fn an_attachment_over_the_limit_names_itself() {
    let limits = Limits {
        attachment_bytes: 100,
        ..Limits::default()
    };
    let error = edxml::read(&fixture("new.edxml"), &limits)
        .expect_err("too large")
        .to_string();
    assert!(
        error.starts_with(
            "attachment `CV 7816 VPCP-KSTT.pdf` at edXML/AttachmentEncoded/Attachment[1]"
        ),
        "{error}"
    );
    assert!(error.contains("at most 100 bytes"), "{error}");
}

#[test]
fn a_zip_bomb_stops_at_the_limit() {
    let limits = Limits {
        unzipped_bytes: 1024 * 1024,
        ..Limits::default()
    };
    let read =
        edxml::read(&fixture("bad/zip-bomb.edxml"), &limits).expect("the package itself is small");
    let Package::Document(document) = read.package else {
        panic!("a document")
    };
    let error = unpack(&document.attachments[0], &limits).expect_err("a bomb");
    insta::assert_snapshot!(error, @"attachment `So lieu.xlsx`: expected at most 1048576 bytes out of the ZIP, found more");
}

#[test]
fn deep_and_wide_packages_are_refused() {
    let package = |inside: &str| format!("<edXML xmlns=\"{}\">{inside}</edXML>", edxml::NAMESPACE);
    let deep = package(&"<a>".repeat(100_000));
    let error = edxml::read(deep.as_bytes(), &Limits::default()).expect_err("deep");
    assert!(
        matches!(error, ReadError::TooLarge { limit: 32, .. }),
        "{error:?}"
    );
    let wide = package(&"<a/>".repeat(300_000));
    let error = edxml::read(wide.as_bytes(), &Limits::default()).expect_err("wide");
    assert!(
        matches!(error, ReadError::TooLarge { limit: 250_000, .. }),
        "{error:?}"
    );
}

/// Work that grows with the square of a package would show here as minutes.
#[test]
fn wide_packages_take_time_in_proportion() {
    let start = std::time::Instant::now();
    let many = |one: &str, n: usize| {
        (0..n)
            .map(|i| one.replace('#', &i.to_string()))
            .collect::<String>()
    };
    let references = many("<Reference><ContentId>r#</ContentId></Reference>", 20_000);
    let attachments = many(
        "<Attachment><ContentId>a#</ContentId><AttachmentName>n</AttachmentName><ContentTransferEncoded/></Attachment>",
        15_000,
    );
    let text = String::from_utf8(fixture("unprefixed.edxml")).expect("UTF-8");
    let cut = |name: &str| text.find(&format!("</{name}>")).expect("there");
    let (manifest, encoded) = (cut("edXMLManifest"), cut("AttachmentEncoded"));
    let package = [
        &text[..manifest],
        &references,
        &text[manifest..encoded],
        &attachments,
        &text[encoded..],
    ]
    .concat();
    let read = edxml::read(package.as_bytes(), &Limits::default()).expect("within the limits");
    let Package::Document(document) = read.package else {
        panic!("a document")
    };
    assert_eq!(document.attachments.len(), 15_001);
    assert!(read.tolerated.len() < 100, "{}", read.tolerated.len());

    let attributes: String = (0..31).map(|i| format!(" p{i}:a='1'")).collect();
    let leaves = format!("<a{attributes}/>").repeat(40_000);
    let inside = text.replace("<Subject>", &format!("<Extra>{leaves}</Extra><Subject>"));
    assert!(edxml::read(inside.as_bytes(), &Limits::default()).is_ok());
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

#[test]
fn endless_names_and_declarations_are_refused() {
    let say = |inside: &str| {
        let package = format!("<edXML xmlns=\"{}\">{inside}</edXML>", edxml::NAMESPACE);
        edxml::read(package.as_bytes(), &Limits::default())
            .expect_err("refused")
            .to_string()
    };
    let name = "a".repeat(257);
    insta::assert_snapshot!(say(&format!("<{name}/>")), @"edXML is too large: expected at most 256 bytes in a name, found more");
    insta::assert_snapshot!(say(&format!("<a {name}='1'/>")), @"edXML is too large: expected at most 256 bytes in a name, found more");
    let level = |n: usize| {
        format!(
            "<a{}>",
            (0..30)
                .map(|i| format!(" xmlns:p{n}x{i}='u'"))
                .collect::<String>()
        )
    };
    insta::assert_snapshot!(say(&(0..3).map(level).collect::<String>()), @"edXML/a/a is too large: expected at most 64 namespace declarations, found more");
}

#[test]
fn a_package_of_twenty_thousand_receivers_is_read() {
    let mut document = sound_document();
    let receiver = document.to[0].clone();
    document.to = (0..20_000)
        .map(|i| {
            let id = format!("{:03}.{:02}.01.H37", i / 100 % 1000, i % 100);
            edxml::Organisation {
                id,
                ..receiver.clone()
            }
        })
        .collect();
    let bytes = edxml::write_document(&document).expect("writable");
    let read = edxml::read(&bytes, &Limits::default()).expect("within the limits");
    assert_eq!(read.package, Package::Document(Box::new(document)));
}

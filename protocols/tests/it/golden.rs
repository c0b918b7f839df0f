//! What the reader, the checks and the inspection say of every package in the fixtures, word for word.

use std::fmt::Write as _;
use std::path::Path;

use protocols::attachments::inspect;
use protocols::edxml::{self, Document, Limits, Package, Status, Tolerance};

use crate::support::{fixture, fixtures, packages};

/// Everything a package makes us say.
fn say(bytes: &[u8]) -> String {
    match edxml::read(bytes, &Limits::default()) {
        Err(error) => format!("refused: {error}\n"),
        Ok(read) => match &read.package {
            Package::Document(document) => of_document(document) + &tolerated(&read.tolerated),
            Package::Status(status) => of_status(status) + &tolerated(&read.tolerated),
        },
    }
}

fn of_document(document: &Document) -> String {
    let to: Vec<&str> = document.to.iter().map(|o| o.id.as_str()).collect();
    let kind = document
        .business
        .as_ref()
        .map_or("-".to_owned(), |b| format!("{:?}", b.kind));
    let mut out = format!(
        "{kind} {} of {}, {} -> {}\n",
        document.code,
        document.promulgated,
        document.from.id,
        to.join(", ")
    );
    for attachment in &document.attachments {
        let _ = writeln!(
            out,
            "  file: {} {} {} bytes",
            attachment.name,
            attachment.content_type,
            attachment.bytes.len()
        );
        inspect(attachment).iter().for_each(|d| {
            let _ = writeln!(out, "    damage {}: {d}", d.code());
        });
    }
    edxml::check(document).iter().for_each(|f| {
        let _ = writeln!(out, "  {f}");
    });
    out
}

fn of_status(status: &Status) -> String {
    let answers = &status.answers;
    let (code, to) = (
        answers.code.as_deref().unwrap_or("-"),
        answers.organ_id.as_deref().unwrap_or("-"),
    );
    let mut out = format!(
        "status {} of {code} at {}, {} -> {to}\n",
        status.code, status.at, status.from.id
    );
    edxml::check_status(status).iter().for_each(|f| {
        let _ = writeln!(out, "  {f}");
    });
    out
}

fn tolerated(list: &[Tolerance]) -> String {
    list.iter().fold(String::new(), |mut out, t| {
        let _ = writeln!(out, "  tolerated [{}] {t}", t.kind.code());
        out
    })
}

fn say_all(packages: &[(String, Vec<u8>)]) -> String {
    packages
        .iter()
        .fold(String::new(), |mut out, (name, bytes)| {
            let _ = writeln!(out, "== {name}\n{}", say(bytes));
            out
        })
}

#[test]
fn our_packages() {
    let packages = fixtures("");
    assert!(packages.len() >= 50, "{}", packages.len());
    insta::assert_snapshot!(say_all(&packages));
}

#[test]
fn bad_packages() {
    let packages = fixtures("bad");
    assert!(packages.len() >= 30, "{}", packages.len());
    insta::assert_snapshot!(say_all(&packages));
}

#[test]
fn every_package_of_the_exact_form_is_written_back_byte_for_byte() {
    let exact = [
        "new",
        "recall",
        "update",
        "replacement",
        "status-01",
        "status-13",
        "signed",
    ];
    for name in exact {
        let bytes = fixture(&format!("{name}.edxml"));
        let read = edxml::read(&bytes, &Limits::default()).expect("sound");
        assert_eq!(read.tolerated, [], "{name}");
        let written = match &read.package {
            Package::Document(document) => edxml::write_document(document),
            Package::Status(status) => edxml::write_status(status),
        };
        let written = String::from_utf8(written.expect("writable")).expect("UTF-8");
        assert_eq!(written, String::from_utf8(bytes).expect("UTF-8"), "{name}");
    }
}

#[test]
fn every_tolerance_has_a_package_that_shows_it() {
    let shown: Vec<_> = fixtures("")
        .iter()
        .filter_map(|(_, bytes)| edxml::read(bytes, &Limits::default()).ok())
        .flat_map(|read| read.tolerated.into_iter().map(|t| t.kind))
        .collect();
    let missing: Vec<_> = edxml::ToleranceKind::all()
        .filter(|k| !shown.contains(k))
        .collect();
    assert_eq!(missing, [], "add a fixture for each");
}

/// The operator's own samples, where this machine has them; they are not ours to publish.
#[test]
fn samples_of_the_operator() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/edxml");
    let samples = packages(&folder);
    if samples.is_empty() {
        println!("skipped: no samples of the operator here");
        return;
    }
    for (name, bytes) in samples {
        if name != "edoc.edxml" {
            let read = edxml::read(&bytes, &Limits::default()).expect("readable");
            let kinds: Vec<_> = read.tolerated.iter().map(|t| t.kind.code()).collect();
            assert_eq!(kinds.len(), 3, "{name}: {kinds:?}");
            assert!(
                kinds.iter().all(|k| *k == "element-order"),
                "{name}: {kinds:?}"
            );
            continue;
        }
        let error = edxml::read(&bytes, &Limits::default())
            .expect_err("its payload is a placeholder")
            .to_string();
        assert!(
            error.starts_with("attachment `") && error.contains("`$`"),
            "{error}"
        );
        let text = String::from_utf8(bytes).expect("UTF-8");
        let (before, after) = text.split_once("${__").expect("the placeholder");
        let (_, after) = after.split_once('}').expect("its end");
        let whole = format!("{before}JVBERi0xLjQKJSVFT0YK{after}");
        let read =
            edxml::read(whole.as_bytes(), &Limits::default()).expect("readable with a payload");
        let kinds: Vec<_> = read.tolerated.iter().map(|t| t.kind.code()).collect();
        assert_eq!(
            kinds,
            [
                "undeclared-prefix",
                "document-id-last",
                "element-order",
                "element-order",
                "empty-response-for",
                "business-absent",
                "undeclared-prefix",
                "element-order",
            ]
        );
    }
}

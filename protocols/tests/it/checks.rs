//! Every rule of the checks is seen to fire, and the strict writer refuses exactly the errors among them.

use jiff::civil::{date, datetime};
use protocols::attachments::pack;
use protocols::edxml::*;

use crate::support::{fixture, sound_document};

/// A change, and the rule that must find it.
type Case = (&'static str, Severity, fn(&mut Document));

/// The same for a status.
type StatusCase = (&'static str, Severity, fn(&mut Status));

const CASES: &[Case] = &[
    ("required", Severity::Error, |d| d.from.id.clear()),
    ("required", Severity::Error, |d| d.to.clear()),
    ("required", Severity::Error, |d| d.code.number = " ".into()),
    ("required", Severity::Error, |d| d.subject.clear()),
    ("required", Severity::Error, |d| {
        d.attachments[0].name.clear()
    }),
    ("characters", Severity::Error, |d| {
        d.content = Some("a\u{8}b".into())
    }),
    ("surrounding-space", Severity::Error, |d| {
        d.place = Some("Hà Nội ".into())
    }),
    ("length", Severity::Error, |d| {
        d.code.number = "1".repeat(12)
    }),
    ("length", Severity::Error, |d| {
        d.code.notation = "Đ".repeat(31)
    }),
    ("length", Severity::Error, |d| d.subject = "ế".repeat(501)),
    ("length", Severity::Error, |d| {
        d.to[1].name = Some("x".repeat(201))
    }),
    ("length", Severity::Error, |d| {
        d.to[0].id = format!("H37.{}", "0".repeat(32))
    }),
    ("length", Severity::Warning, |d| {
        d.content = Some("x".repeat(501))
    }),
    ("length", Severity::Warning, |d| {
        d.from.fax = Some("0".repeat(21))
    }),
    ("length", Severity::Warning, |d| {
        d.places = vec!["x".repeat(151)]
    }),
    ("length", Severity::Warning, |d| {
        d.places = vec!["x".repeat(101); 10]
    }),
    ("organ-id-form", Severity::Warning, |d| {
        d.from.id = "01.02.G22".into()
    }),
    ("e-mail", Severity::Warning, |d| {
        d.from.email = Some("vanthu at vpcp".into())
    }),
    ("duplicate-receiver", Severity::Error, |d| {
        d.to.push(d.to[0].clone())
    }),
    ("duplicate-receiver", Severity::Error, |d| {
        d.to[1].id = "h37".into()
    }),
    ("year", Severity::Error, |d| {
        d.promulgated = date(36, 10, 30)
    }),
    ("year", Severity::Error, |d| {
        d.traces[0].at = Some(datetime(20, 1, 5, 8, 0, 0, 0))
    }),
    ("due-before-promulgated", Severity::Warning, |d| {
        d.due = Some(date(2026, 1, 4))
    }),
    ("sent-before-promulgated", Severity::Warning, |d| {
        d.promulgated = date(2026, 1, 6)
    }),
    ("document-type", Severity::Warning, |d| {
        d.kind = Some(DocumentKind {
            number: 18,
            ..Default::default()
        })
    }),
    ("steering-type", Severity::Warning, |d| d.steering = Some(0)),
    ("amount", Severity::Warning, |d| {
        d.other = Some(Other {
            pages: Some(1000),
            ..Default::default()
        })
    }),
    ("trace-header", Severity::Error, |d| d.traces.clear()),
    ("trace-incomplete", Severity::Warning, |d| {
        d.traces.push(Trace::default())
    }),
    ("content-id", Severity::Error, |d| {
        d.attachments[0].content_id.insert_str(0, "CID:")
    }),
    ("duplicate-content-id", Severity::Error, |d| {
        d.attachments.push(d.attachments[0].clone())
    }),
    ("duplicate-file-name", Severity::Warning, |d| {
        let twin = pack(
            &d.attachments[0].name.clone(),
            b"%PDF-1.4 %%EOF",
            uuid::Uuid::from_u128(9),
        );
        d.attachments.push(twin);
    }),
    ("file-name", Severity::Warning, |d| {
        d.attachments[0].name = "../../etc/passwd.pdf".into()
    }),
    ("recall-names-nothing", Severity::Error, |d| {
        business(d, Kind::Recall, |_| ())
    }),
    ("update-names-nothing", Severity::Error, |d| {
        business(d, Kind::Update, |_| ())
    }),
    ("update-changes-nothing", Severity::Warning, |d| {
        business(d, Kind::Update, |b| b.document_id = Some("x".into()))
    }),
    ("receiver-list", Severity::Warning, |d| {
        business(d, Kind::Update, |b| changes(b, "000.00.00.H37", false))
    }),
    ("added-receiver-not-addressed", Severity::Warning, |d| {
        business(d, Kind::Update, |b| changes(b, "H99", true))
    }),
    ("replacement-names-nothing", Severity::Error, |d| {
        business(d, Kind::Replacement, |_| ())
    }),
    ("replacement-for-nobody", Severity::Warning, |d| {
        business(d, Kind::Replacement, replaces)
    }),
    ("stray-part", Severity::Warning, |d| {
        business(d, Kind::New, replaces)
    }),
    ("stray-part", Severity::Warning, |d| {
        business(d, Kind::New, |b| b.document_id = Some("x".into()))
    }),
    ("stray-part", Severity::Warning, |d| {
        business(d, Kind::New, |b| changes(b, "H37", true))
    }),
];

fn business(document: &mut Document, kind: Kind, change: fn(&mut Business)) {
    let mut business = Business {
        kind,
        ..Business::default()
    };
    change(&mut business);
    document.business = Some(business);
}

fn changes(business: &mut Business, organ_id: &str, receivers_changed: bool) {
    business.document_id = Some("x".into());
    let receivers = vec![ReceiverChange {
        organ_id: organ_id.into(),
        added: true,
    }];
    business.changes = Some(Changes {
        document_changed: true,
        receivers_changed,
        receivers,
    });
}

fn replaces(business: &mut Business) {
    business.replaces = vec![Replaced {
        document_id: "x".into(),
        organ_ids: Vec::new(),
    }];
}

#[test]
fn a_sound_document_has_no_findings() {
    assert_eq!(check(&sound_document()), []);
}

#[test]
fn every_rule_fires_and_the_writer_refuses_the_errors() {
    for (i, (rule, severity, change)) in CASES.iter().enumerate() {
        let mut document = sound_document();
        change(&mut document);
        let findings = check(&document);
        let found = findings
            .iter()
            .find(|f| f.rule == *rule && f.severity == *severity);
        assert!(found.is_some(), "case {i} {rule}: {findings:?}");
        let worst = findings.iter().any(|f| f.severity == Severity::Error);
        assert_eq!(
            worst,
            *severity == Severity::Error,
            "case {i} {rule}: {findings:?}"
        );
        let written = write_document(&document);
        match (severity, written) {
            (Severity::Error, Err(WriteError::Refused { rule: refused, .. })) => {
                assert_eq!(refused, *rule, "case {i}")
            }
            (Severity::Warning, Ok(_)) => {}
            (_, other) => panic!("case {i} {rule}: {other:?}"),
        }
    }
}

#[test]
fn lengths_count_composed_characters() {
    let mut document = sound_document();
    document.subject = "e\u{302}\u{301}".repeat(500);
    assert_eq!(check(&document), []);
}

#[test]
fn the_senders_own_trace_must_be_complete() {
    let mut document = sound_document();
    document.traces[0].organ_id = None;
    let error = write_document(&document).expect_err("no agency in the first trace");
    insta::assert_snapshot!(error, @"edXML/edXMLEnvelope/edXMLHeader/TraceHeaderList/TraceHeader[1]: expected the sender's code and time, found none");
    document.traces = sound_document().traces;
    document.traces.push(Trace {
        organ_id: None,
        at: Some(datetime(2026, 1, 5, 9, 0, 0, 0)),
    });
    assert!(
        write_document(&document).is_ok(),
        "what later stations appended is theirs"
    );
}

#[test]
fn a_signature_stands_for_itself_or_is_refused() {
    let with = |raw: &str| {
        let document = Document {
            signature: Some(raw.to_owned()),
            ..sound_document()
        };
        write_document(&document)
            .map(drop)
            .map_err(|e| e.to_string())
    };
    assert_eq!(with("<Signature><SignedInfo/></Signature>"), Ok(()));
    assert_eq!(
        with("<ds:Signature xmlns:ds='urn:x'><ds:SignedInfo/></ds:Signature>"),
        Ok(())
    );
    for bad in [
        "",
        "text",
        "<Signature>",
        "<Other/>",
        " <Signature/>",
        "<Signature/><!-- x -->",
        "<Signature/></x>",
        "<ds:Signature/>",
        "<Signature><ds:SignedInfo/></Signature>",
        "<Signature ds:x='1'/>",
        "<!DOCTYPE x><Signature/>",
        "<Signature>\u{1}</Signature>",
    ] {
        assert!(with(bad).is_err(), "{bad}");
    }
}

#[test]
fn the_unchecked_writer_writes_what_the_strict_one_refuses() {
    let mut document = sound_document();
    document.to.push(document.to[0].clone());
    document.subject = "x".repeat(600);
    let bytes = write_document_unchecked(&document).expect("it is XML");
    let read = read(&bytes, &Limits::default()).expect("readable");
    assert_eq!(read.package, Package::Document(Box::new(document.clone())));
    document.subject.push('\u{0}');
    let error = write_document_unchecked(&document).expect_err("no XML");
    insta::assert_snapshot!(error, @"edXML/edXMLEnvelope/edXMLHeader/MessageHeader/Subject: expected characters that XML allows, found U+0000");
}

#[test]
fn rules_of_a_status() {
    let sound = || match read(&fixture("status-02.edxml"), &Limits::default())
        .expect("sound")
        .package
    {
        Package::Status(status) => *status,
        Package::Document(_) => panic!("a status"),
    };
    assert_eq!(check_status(&sound()), []);
    let cases: [StatusCase; 8] = [
        ("required", Severity::Error, |s| s.answers.organ_id = None),
        ("required", Severity::Error, |s| s.answers.code = None),
        ("required", Severity::Error, |s| {
            s.answers.document_id = Some(String::new())
        }),
        ("year", Severity::Error, |s| {
            s.at = datetime(26, 1, 5, 8, 0, 0, 0)
        }),
        ("reference-date", Severity::Warning, |s| {
            s.answers.promulgated = None
        }),
        ("staff-info", Severity::Warning, |s| s.staff = None),
        ("refusal-reason", Severity::Warning, |s| {
            s.description = None
        }),
        ("organ-id-form", Severity::Warning, |s| {
            s.from.id = "vxp.saas.03".into()
        }),
    ];
    for (rule, severity, change) in cases {
        let mut status = sound();
        change(&mut status);
        let findings = check_status(&status);
        assert!(
            findings
                .iter()
                .any(|f| f.rule == rule && f.severity == severity),
            "{rule}: {findings:?}"
        );
        assert_eq!(
            write_status(&status).is_err(),
            severity == Severity::Error,
            "{rule}"
        );
    }
}

//! A station added in transit: where it goes, and what stays.

use jiff::civil::datetime;
use protocols::edxml::{Limits, Package, ReadError, ToleranceKind, Trace, append_trace, read};

use crate::support::{fixture, fixtures};

fn station() -> Trace {
    Trace {
        organ_id: Some("001.00.20.TT2".into()),
        at: Some(datetime(2026, 1, 5, 9, 30, 1, 0)),
    }
}

#[test]
fn every_readable_fixture_takes_one_and_keeps_the_rest() {
    for (name, bytes) in fixtures("").into_iter().chain(fixtures("bad")) {
        let Ok(before) = read(&bytes, &Limits::default()) else {
            continue;
        };
        let longer = append_trace(&bytes, &station()).expect(&name);
        let after = read(&longer, &Limits::default()).expect(&name);
        match (before.package, after.package) {
            (Package::Document(mut expected), Package::Document(found)) => {
                expected.traces.push(station());
                assert_eq!(found.traces, expected.traces, "{name}");
                // A raw signature and everything else are as they were.
                assert_eq!(found, expected, "{name}");
            }
            (Package::Status(_), Package::Status(_)) => assert_eq!(longer, bytes, "{name}"),
            other => panic!("{name}: {other:?}"),
        }
        // The splice is in order and in the package's own spelling: it adds nothing to tolerate.
        let kinds = |list: &[protocols::edxml::Tolerance]| {
            let mut kinds: Vec<_> = list.iter().map(|t| t.kind).collect();
            kinds.retain(|k| *k != ToleranceKind::NoTraceHeaders);
            kinds
        };
        assert_eq!(kinds(&after.tolerated), kinds(&before.tolerated), "{name}");
    }
}

#[test]
fn it_goes_after_the_last_trace_and_before_the_business() {
    let bytes = fixture("recall.edxml");
    let longer =
        String::from_utf8(append_trace(&bytes, &station()).expect("a document")).expect("UTF-8");
    let added = "<edXML:TraceHeader><edXML:OrganId>001.00.20.TT2</edXML:OrganId>\
                 <edXML:Timestamp>2026/01/05 09:30:01</edXML:Timestamp></edXML:TraceHeader>";
    let (before, after) = longer.split_once(added).expect("in one piece");
    assert_eq!([before, after].concat().as_bytes(), bytes);
    assert!(before.ends_with("</edXML:TraceHeader>"));
    assert!(after.trim_start().starts_with("<edXML:Bussiness>"));
}

#[test]
fn without_agency_as_the_shared_instance_does_it() {
    let trace = Trace {
        organ_id: None,
        at: station().at,
    };
    let longer = append_trace(&fixture("new.edxml"), &trace).expect("a document");
    let read = read(&longer, &Limits::default()).expect("readable");
    let kinds: Vec<_> = read.tolerated.iter().map(|t| t.kind).collect();
    assert_eq!(kinds, [ToleranceKind::TraceWithoutOrganId]);
}

#[test]
fn an_empty_list_and_no_list_get_one() {
    let text = String::from_utf8(fixture("no-business.edxml")).expect("UTF-8");
    let start = text.find("<edXML:TraceHeaderList>").expect("a list");
    let end = text.find("</edXML:edXMLHeader>").expect("a header");
    for list in [
        "<edXML:TraceHeaderList/>",
        "<edXML:TraceHeaderList a='/>' />",
        "<edXML:TraceHeaderList></edXML:TraceHeaderList>",
        "",
    ] {
        let package = [&text[..start], list, &text[end..]].concat();
        let longer = append_trace(package.as_bytes(), &station()).expect(list);
        let Package::Document(document) = read(&longer, &Limits::default()).expect(list).package
        else {
            panic!("a document")
        };
        assert_eq!(document.traces, [station()], "{list}");
    }
}

#[test]
fn attachments_are_not_looked_at_and_nonsense_is_refused() {
    let mut cut = fixture("new.edxml");
    cut.truncate(cut.len() - 300);
    assert!(
        append_trace(&cut, &station()).is_ok(),
        "the header is whole"
    );
    let nothing = append_trace(&fixture("new.edxml"), &Trace::default()).expect_err("says nothing");
    insta::assert_snapshot!(nothing, @"the TraceHeader to append: expected an agency or a time, found ``");
    let control = Trace {
        organ_id: Some("A\u{1}".into()),
        at: None,
    };
    assert!(matches!(
        append_trace(&fixture("new.edxml"), &control),
        Err(ReadError::Invalid { .. })
    ));
    for bad in [
        "not-xml",
        "wrong-root",
        "wrong-namespace-go",
        "external-entity",
        "billion-laughs",
        "utf-16",
        "cut-short",
    ] {
        assert!(
            append_trace(&fixture(&format!("bad/{bad}.edxml")), &station()).is_err(),
            "{bad}"
        );
    }
    let headless = format!("<edXML xmlns=\"{}\"/>", protocols::edxml::NAMESPACE);
    assert!(matches!(
        append_trace(headless.as_bytes(), &station()),
        Err(ReadError::Missing { .. })
    ));
}

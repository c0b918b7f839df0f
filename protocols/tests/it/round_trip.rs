//! What is written reads back the same, with nothing to tolerate; what is spliced leaves the rest alone.

use proptest::prelude::*;
use protocols::attachments::{inspect, unpack};
use protocols::edxml::{self, Limits, Package, Trace};

use crate::support::generate;

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn documents_read_back_the_same(document in generate::document()) {
        let bytes = edxml::write_document(&document).expect("a document the strict writer takes");
        let read = edxml::read(&bytes, &Limits::default()).expect("readable");
        prop_assert_eq!(read.tolerated, vec![]);
        prop_assert_eq!(read.package, Package::Document(Box::new(document)));
    }

    #[test]
    fn statuses_read_back_the_same(status in generate::status()) {
        let bytes = edxml::write_status(&status).expect("a status the strict writer takes");
        let read = edxml::read(&bytes, &Limits::default()).expect("readable");
        prop_assert_eq!(read.tolerated, vec![]);
        prop_assert_eq!(read.package, Package::Status(Box::new(status)));
    }

    #[test]
    fn an_appended_trace_leaves_every_other_byte(document in generate::document(), id in prop::option::of("[A-Z&<]{1,9}")) {
        let bytes = edxml::write_document(&document).expect("writable");
        let at = jiff::civil::datetime(2026, 1, 5, 9, 30, 1, 0);
        let trace = Trace { organ_id: id, at: Some(at) };
        let longer = edxml::append_trace(&bytes, &trace).expect("appendable");
        let (same, other) = common_prefix(&bytes, &longer);
        let spliced = longer.len() - bytes.len();
        prop_assert!(other + spliced <= longer.len());
        prop_assert_eq!(&longer[..same], &bytes[..same]);
        // The splice repeats its first bytes where it ends, so take the first place where both halves fit.
        let fits = |i: &usize| longer[..*i] == bytes[..*i] && longer[i + spliced..] == bytes[*i..];
        prop_assert!((0..=same).rev().any(|i| fits(&i)));

        let read = edxml::read(&longer, &Limits::default()).expect("readable");
        let Package::Document(after) = read.package else { panic!("still a document") };
        let mut expected = document;
        expected.traces.push(trace);
        prop_assert_eq!(*after, expected);
    }

    #[test]
    fn files_come_out_as_they_went_in(name in "[a-z]{1,8}(\\.(pdf|docx|xlsx|xls|zip|txt|jpg))?", content in prop::collection::vec(any::<u8>(), 0..2000)) {
        let packed = protocols::attachments::pack(&name, &content, uuid::Uuid::from_u128(7));
        prop_assert_eq!(unpack(&packed, &Limits::default()), Ok(content));
        let _ = inspect(&packed);
    }
}

/// How many bytes two texts share at the front, and how many the shorter has after that.
fn common_prefix(a: &[u8], b: &[u8]) -> (usize, usize) {
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    (same, a.len().min(b.len()) - same)
}

//! What we write is XML for a parser nobody here wrote: libxml2.

use std::io::Write as _;
use std::process::{Command, Stdio};

use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::TestRunner;
use protocols::edxml::{self, Trace};

use crate::support::generate;

/// Whether xmllint takes a package without a word; `None` when it is not installed.
fn xmllint(bytes: &[u8]) -> Option<(bool, String)> {
    let mut child = Command::new("xmllint")
        .args(["--noout", "--nonet", "--huge", "-"])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .ok()?;
    child
        .stdin
        .take()
        .expect("piped")
        .write_all(bytes)
        .expect("xmllint reads");
    let output = child.wait_with_output().expect("xmllint ends");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    Some((output.status.success() && said.is_empty(), said))
}

#[test]
fn libxml2_reads_what_we_write() {
    if xmllint(b"<a/>").is_none() {
        println!("skipped: xmllint is not installed");
        return;
    }
    let mut runner = TestRunner::deterministic();
    for _ in 0..24 {
        let document = generate::document()
            .new_tree(&mut runner)
            .expect("a document")
            .current();
        let bytes = edxml::write_document(&document).expect("writable");
        let trace = Trace {
            organ_id: Some("A&B <001.00.20.TT2>".into()),
            at: None,
        };
        let longer = edxml::append_trace(&bytes, &trace).expect("appendable");
        let status = generate::status()
            .new_tree(&mut runner)
            .expect("a status")
            .current();
        let status = edxml::write_status(&status).expect("writable");
        for bytes in [bytes, longer, status] {
            let (sound, said) = xmllint(&bytes).expect("installed");
            assert!(sound, "{said}\n{}", String::from_utf8_lossy(&bytes));
        }
    }
    let (sound, _) = xmllint(b"<a><b></a>").expect("installed");
    assert!(!sound, "the check can fail");
}

//! Reading and writing a package, in MB/s, beside a plain quick-xml pass over the same bytes.
//!
//! `cargo bench -p benches --profile fast --bench packages`
//!
//! The plain pass only finds where elements begin and end, and skips an attachment at the speed of memory; the second one
//! also decodes the attachment, which nobody who wants it can avoid. Reading does all that, checks every character and
//! field and builds the document; writing checks the document and encodes the attachment.

use std::hint::black_box;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use benches::{document, ministry, provinces, written};
use criterion::{Criterion, Throughput};
use protocols::edxml::{self, Limits};
use quick_xml::events::Event;

const SIZES: [(&str, usize); 2] = [("10 KB", 10_000), ("1 MB", 1_000_000)];

fn packages(criterion: &mut Criterion) {
    for (name, bytes) in SIZES {
        let document = document(&provinces(1)[0], &ministry(), bytes);
        let package = written(&document);
        let limits = Limits::default();
        let read = edxml::read(&package, &limits).expect("our own package");
        assert!(read.tolerated.is_empty(), "{:?}", read.tolerated);
        assert_eq!(decoded(&package), document.attachments[0].bytes);

        let mut group = criterion.benchmark_group(format!("a package of {name}"));
        group.throughput(Throughput::Bytes(package.len() as u64));
        group.bench_function("plain quick-xml pass", |bencher| {
            bencher.iter(|| elements(black_box(&package)));
        });
        group.bench_function("the same and base64", |bencher| {
            bencher.iter(|| decoded(black_box(&package)));
        });
        group.bench_function("read", |bencher| {
            bencher.iter(|| edxml::read(black_box(&package), &limits));
        });
        group.bench_function("write", |bencher| {
            bencher.iter(|| edxml::write_document(black_box(&document)));
        });
        group.finish();
    }
}

/// Counts the elements of a package.
fn elements(package: &[u8]) -> usize {
    let mut reader = quick_xml::Reader::from_reader(package);
    let mut count = 0;
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(_) | Event::Empty(_) => count += 1,
            Event::Eof => return count,
            _ => {}
        }
    }
}

/// Decodes the attachment of a package, told by its length from other text.
fn decoded(package: &[u8]) -> Vec<u8> {
    let mut reader = quick_xml::Reader::from_reader(package);
    let mut attachment = Vec::new();
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Text(text) if text.len() > 1_000 => {
                attachment = STANDARD.decode(&*text).expect("base64 without lines");
            }
            Event::Eof => return attachment,
            _ => {}
        }
    }
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    packages(&mut criterion);
    criterion.final_summary();
}

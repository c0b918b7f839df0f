//! What the benches share: packages of a wanted size, distinct copies of one, and an axis with its clients.
//!
//! ```text
//! cargo bench -p benches --profile fast                   # all, close to release
//! cargo bench -p benches --profile fast --bench packages  # one of them
//! cargo test -p benches --benches                         # each once, to see that they work
//! ```
//!
//! Every figure stands beside a plain one of the same run (a bare XML pass, a bare `fsync`, bare calls): on a shared
//! machine only the ratio of the two means something. Benches that write to a disk use the folder for temporary
//! files: set `TMPDIR` when that one is in memory.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::{Duration, Instant};

use clock::Clock;
use jiff::civil::{Date, DateTime, date};
use platform::axis::{AgencyRecord, Axis, Settings};
use platform::{Keep, Running};
use protocols::agencies;
use protocols::edxml::{
    self, Business, Code, Document, DocumentKind, Kind, Other, Priority, Signer, Trace,
};
use protocols::vxp::sign::Credentials;
use protocols::{attachments, document_id};
use simulators::client::Http;
use simulators::{Client, Connection, Face, Identity};
use tokio::runtime::Runtime;
use tokio::task::JoinSet;
use uuid::Uuid;

/// The day on which every package was signed.
pub const SIGNED: Date = date(2026, 3, 2);

/// That Monday morning in Vietnam.
#[must_use]
pub fn monday() -> DateTime {
    SIGNED.at(9, 0, 0, 0)
}

/// The number every package carries until it is copied: ten digits, as every copy has.
const NUMBER: &str = "9999999999";
/// The number of the first copy.
const FIRST: u64 = 1_000_000_000;

/// A runtime like that of the program.
///
/// # Panics
/// When the machine gives no threads.
#[must_use]
pub fn runtime() -> Runtime {
    Runtime::new().expect("a runtime")
}

/// The ministry to which everything is sent.
///
/// # Panics
/// Never: the embedded list has ministries.
#[must_use]
pub fn ministry() -> Identity {
    Identity::from(agencies::ministries()[0])
}

/// The provinces that send.
#[must_use]
pub fn provinces(count: usize) -> Vec<Identity> {
    let provinces = agencies::provinces().into_iter();
    provinces.take(count).map(Identity::from).collect()
}

/// An ordinary letter with one attachment, about `bytes` long on the wire.
///
/// # Panics
/// When the strict writer refuses it, which would be a mistake here.
#[must_use]
pub fn document(from: &Identity, to: &Identity, bytes: usize) -> Document {
    let code = Code {
        number: NUMBER.into(),
        notation: "CV-VP".into(),
    };
    let mut document = Document {
        from: from.organisation(),
        to: vec![to.organisation()],
        id: Some(document_id::classic(&from.code, SIGNED, &code)),
        code,
        place: Some("Hà Nội".into()),
        promulgated: SIGNED,
        kind: Some(DocumentKind {
            number: 2,
            detail: Some(0),
            name: Some("Công văn".into()),
        }),
        subject: "Về việc kết nối, liên thông văn bản điện tử".into(),
        content: Some("Về việc kết nối, liên thông văn bản điện tử".into()),
        signer: Some(Signer {
            full_name: Some("Trần Thị Bình".into()),
            ..Signer::default()
        }),
        other: Some(Other {
            priority: Some(Priority::Ordinary),
            ..Other::default()
        }),
        traces: vec![Trace {
            organ_id: Some(from.code.clone()),
            at: Some(monday()),
        }],
        business: Some(Business {
            kind: Kind::New,
            ..Business::default()
        }),
        ..Document::default()
    };
    let attached = |content: &[u8]| attachments::pack("van-ban.pdf", content, Uuid::from_u128(1));
    document.attachments = vec![attached(&scan(9))];
    let rest = bytes.saturating_sub(written(&document).len());
    document.attachments = vec![attached(&scan(9 + rest / 4 * 3))];
    document
}

/// A package as it travels.
///
/// # Panics
/// When the strict writer refuses the document.
#[must_use]
pub fn written(document: &Document) -> Vec<u8> {
    edxml::write_document(document).expect("a sound document")
}

/// So many bytes that look like a scanned page to a compressor: a PDF's beginning, then noise, the same every time.
fn scan(length: usize) -> Vec<u8> {
    let mut noise = 0x9e37_79b9_7f4a_7c15_u64;
    let mut content = b"%PDF-1.7\n".to_vec();
    content.resize_with(length, || {
        noise ^= noise << 13;
        noise ^= noise >> 7;
        noise ^= noise << 17;
        noise.to_be_bytes()[0]
    });
    content
}

/// Copies of one package that the axis takes for different documents: number and document id differ, at no cost that
/// would show in a figure.
#[derive(Clone, Debug)]
pub struct Copies {
    package: Vec<u8>,
    places: Vec<usize>,
    made: u64,
}

impl Copies {
    /// Copies of an ordinary letter of that size.
    ///
    /// # Panics
    /// When the number does not stand where it should, in the code and in the document id.
    #[must_use]
    pub fn of(from: &Identity, to: &Identity, bytes: usize) -> Self {
        let package = written(&document(from, to, bytes));
        let places: Vec<usize> = package
            .windows(NUMBER.len())
            .enumerate()
            .filter(|(_, window)| *window == NUMBER.as_bytes())
            .map(|(place, _)| place)
            .collect();
        assert_eq!(places.len(), 2, "the number stands in code and document id");
        Self {
            package,
            places,
            made: 0,
        }
    }

    /// The next copy.
    pub fn another(&mut self) -> Vec<u8> {
        let number = (FIRST + self.made).to_string();
        self.made += 1;
        let mut copy = self.package.clone();
        for place in &self.places {
            copy[*place..place + NUMBER.len()].copy_from_slice(number.as_bytes());
        }
        copy
    }

    /// How many were made.
    #[must_use]
    pub fn made(&self) -> u64 {
        self.made
    }
}

/// An axis on a free port that knows these agencies, one system each.
///
/// # Panics
/// When it cannot be raised.
pub async fn axis(keep: Keep, clock: Clock, agencies: &[Identity]) -> (Axis, Running) {
    let axis = Axis::open(Settings::default(), keep, clock).expect("a store");
    let records = agencies.iter().map(|agency| AgencyRecord {
        qd20: agency.qd20.clone(),
        ..AgencyRecord::new(&agency.code, &agency.name)
    });
    let registered = axis.register_agencies(records.collect()).await;
    registered.expect("agencies that can be registered");
    for agency in agencies {
        let Credentials { system_id, secret } = credentials(agency);
        let registered = axis
            .register_system(&agency.code, &system_id, &secret)
            .await;
        registered.expect("a system that can be registered");
    }
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let running = axis.serve(address).await.expect("a free port");
    (axis, running)
}

/// A client of an agency's system on that axis; it signs as real ones do.
#[must_use]
pub fn client(http: &Http, url: &str, clock: &Clock, agency: &Identity) -> Client {
    let connection = Connection {
        url: url.to_owned(),
        face: Face::Vxp,
        credentials: credentials(agency),
    };
    Client::new(http.clone(), connection, clock.clone())
}

fn credentials(agency: &Identity) -> Credentials {
    Credentials {
        system_id: agency.code.clone(),
        secret: format!("the secret of {}", agency.code),
    }
}

/// Lets everybody work at the same time; the answer is how long it took until the last was done.
///
/// # Panics
/// When a worker does.
pub async fn all_at_once<T, F>(workers: &mut Vec<T>, mut work: impl FnMut(T) -> F) -> Duration
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let begun = Instant::now();
    let mut under_way: JoinSet<T> = workers.drain(..).map(&mut work).collect();
    while let Some(done) = under_way.join_next().await {
        workers.push(done.expect("a worker that does not panic"));
    }
    begun.elapsed()
}

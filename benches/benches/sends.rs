//! Durable sends per second of the axis over HTTP, beside what the same disk gives.
//!
//! `cargo bench -p benches --profile fast --bench sends`
//!
//! Three figures for packages of 10 KB, in one folder:
//! - one file, append and `fsync` one after another: what a store without group commit could reach at best;
//! - the store of the axis alone, 16 writers: what group commit makes of it;
//! - the axis: 16 document systems that sign, send over HTTP and wait for the answer, in this process and on its cores.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use benches::{Copies, all_at_once, axis, client, ministry, provinces, runtime};
use clock::Clock;
use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion, SamplingMode, Throughput};
use platform::axis::{Axis, Period};
use platform::schema::Tables;
use platform::store::Store;
use platform::{Keep, Running};
use simulators::client::Http;
use simulators::{Client, ClientSettings, Identity, MessageType};

const BYTES: usize = 10_000;
const CLIENTS: usize = 16;
/// What each client sends in one iteration.
const SENDS: u64 = 8;
const AT_ONCE: u64 = CLIENTS as u64 * SENDS;

type Group<'a> = BenchmarkGroup<'a, WallTime>;

fn sends(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder for temporary files");
    let mut group = criterion.benchmark_group("durable sends of 10 KB");
    group.throughput(Throughput::Elements(AT_ONCE));
    group.sampling_mode(SamplingMode::Flat).sample_size(20);
    append_and_fsync(&mut group, folder.path());
    group_commit(&mut group, folder.path());
    over_http(&mut group, folder.path());
    group.finish();
}

fn append_and_fsync(group: &mut Group<'_>, folder: &Path) {
    let mut copies = copies(&provinces(1)[0]);
    let mut file = File::create(folder.join("appended")).expect("a file");
    group.bench_function("append and fsync", |bencher| {
        bencher.iter_custom(|rounds| {
            let begun = Instant::now();
            for _ in 0..rounds * AT_ONCE {
                file.write_all(&copies.another()).expect("room on the disk");
                file.sync_data().expect("a disk that syncs");
            }
            begun.elapsed()
        });
    });
}

fn group_commit(group: &mut Group<'_>, folder: &Path) {
    let runtime = runtime();
    let tables = Tables {
        component: "bench",
        application: 1,
        version: 1,
        sql: "CREATE TABLE bench_packages (bytes BLOB NOT NULL);",
    };
    let opened = Store::folder(&folder.join("store"), &tables, |_| Ok(()));
    let store = Arc::new(opened.expect("a store").0);
    let insert = "INSERT INTO bench_packages (bytes) VALUES (?)";
    let mut writers: Vec<Copies> = provinces(CLIENTS).iter().map(copies).collect();
    group.bench_function("store alone, 16 writers", |bencher| {
        bencher.iter_custom(|rounds| {
            let store = &store;
            runtime.block_on(all_at_once(&mut writers, |mut copies| {
                let store = Arc::clone(store);
                async move {
                    for _ in 0..rounds * SENDS {
                        let package = copies.another();
                        let written = store.write(move |connection| {
                            connection.prepare_cached(insert)?.execute([package])
                        });
                        written.await.expect("written");
                    }
                    copies
                }
            }))
        });
    });
}

fn over_http(group: &mut Group<'_>, folder: &Path) {
    let runtime = runtime();
    let (house, mut senders) = runtime.block_on(House::raise(&folder.join("axis")));
    group.bench_function("axis over HTTP, 16 clients", |bencher| {
        bencher.iter_custom(|rounds| {
            runtime.block_on(all_at_once(&mut senders, |sender| {
                sender.send(rounds * SENDS)
            }))
        });
    });
    let sent = senders
        .iter()
        .map(|sender| sender.copies.made())
        .sum::<u64>();
    assert_eq!(
        runtime.block_on(house.accepted()),
        sent,
        "every send is on record, once"
    );
}

/// The axis that is measured.
struct House {
    axis: Axis,
    _running: Running,
}

impl House {
    async fn raise(folder: &Path) -> (Self, Vec<Sender>) {
        let (ministry, provinces) = (ministry(), provinces(CLIENTS));
        let agencies: Vec<Identity> = (provinces.iter().cloned())
            .chain([ministry.clone()])
            .collect();
        let clock = Clock::system();
        let keep = Keep::Folder(folder.to_owned());
        let (axis, running) = axis(keep, clock.clone(), &agencies).await;
        let http = Http::new(ClientSettings::default()).expect("an HTTP client");
        let senders = provinces.iter().map(|province| Sender {
            client: client(&http, &running.url, &clock, province),
            from: province.code.clone(),
            to: vec![ministry.code.clone()],
            copies: copies(province),
        });
        let senders = senders.collect();
        (
            Self {
                axis,
                _running: running,
            },
            senders,
        )
    }

    async fn accepted(&self) -> u64 {
        let counted = self.axis.recount(Period::default()).await.expect("a count");
        counted
            .agencies
            .values()
            .map(|agency| agency.documents_sent)
            .sum()
    }
}

/// A province's document system as far as sending goes.
struct Sender {
    client: Client,
    from: String,
    to: Vec<String>,
    copies: Copies,
}

impl Sender {
    async fn send(mut self, count: u64) -> Self {
        for _ in 0..count {
            let package = self.copies.another();
            let sent = self
                .client
                .send_edoc(&self.from, &self.to, MessageType::Document, package);
            sent.await.expect("the axis takes it");
        }
        self
    }
}

fn copies(from: &Identity) -> Copies {
    Copies::of(from, &ministry(), BYTES)
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    sends(&mut criterion);
    criterion.final_summary();
}

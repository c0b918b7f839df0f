//! Dossiers a second through the portal over HTTP, durable, beside the raw store.
//!
//! `cargo bench -p benches --profile fast --bench dossiers`
//!
//! For batches of 10 and of 100, in one folder: the store alone, keeping the same bytes as plain rows, and the portal: eight agencies that
//! synchronise over HTTP and wait for the answer, in this process and on its cores. The ratio of the two says what the portal's rules
//! cost; the goal is 5,000 dossiers a second on two cores.

use std::path::Path;
use std::sync::Arc;

use benches::{all_at_once, runtime};
use clock::Clock;
use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion, SamplingMode, Throughput};
use jiff::civil::date;
use platform::portal::{AccountRecord, Portal, Settings};
use platform::schema::Tables;
use platform::store::Store;
use platform::{Component, Keep, Opening, Running};
use protocols::portal::{Document, Dossier, Fee, Form};
use simulators::portal_client::{PortalAccount, PortalClient};

const CLIENTS: usize = 8;
/// Batches each client sends in one iteration.
const ROUNDS: usize = 2;

type Group<'a> = BenchmarkGroup<'a, WallTime>;

fn dossiers(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder for temporary files");
    for batch in [10, 100] {
        let mut group = criterion.benchmark_group(format!("durable dossiers, {batch} a call"));
        group.throughput(Throughput::Elements((CLIENTS * ROUNDS * batch) as u64));
        group.sampling_mode(SamplingMode::Flat).sample_size(10);
        raw_store(&mut group, folder.path(), batch);
        over_http(&mut group, folder.path(), batch);
        group.finish();
    }
}

fn raw_store(group: &mut Group<'_>, folder: &Path, batch: usize) {
    let runtime = runtime();
    let tables = Tables {
        component: "bench",
        application: 1,
        version: 1,
        sql: "CREATE TABLE bench_rows (bytes TEXT NOT NULL);",
    };
    let opened = Store::folder(&folder.join(format!("store-{batch}")), &tables, |_| Ok(()));
    let store = Arc::new(opened.expect("a store").0);
    let mut makers: Vec<Maker> = (0..CLIENTS).map(Maker::new).collect();
    group.bench_function("store alone, 8 writers", |bencher| {
        bencher.iter_custom(|rounds| {
            let store = &store;
            runtime.block_on(all_at_once(&mut makers, |mut maker| {
                let store = Arc::clone(store);
                async move {
                    for _ in 0..rounds as usize * ROUNDS {
                        let rows: Vec<String> = (maker.batch(batch).iter())
                            .map(|dossier| dossier.write(Form::Extended).to_string())
                            .collect();
                        let written = store.write(move |connection| {
                            let mut insert = connection
                                .prepare_cached("INSERT INTO bench_rows (bytes) VALUES (?)")?;
                            rows.iter()
                                .try_for_each(|row| insert.execute([row]).map(drop))
                        });
                        written.await.expect("written");
                    }
                    maker
                }
            }))
        });
    });
}

fn over_http(group: &mut Group<'_>, folder: &Path, batch: usize) {
    let runtime = runtime();
    let (portal, _running, mut senders) =
        runtime.block_on(raise(&folder.join(format!("portal-{batch}"))));
    group.bench_function("portal over HTTP, 8 agencies", |bencher| {
        bencher.iter_custom(|rounds| {
            runtime.block_on(all_at_once(
                &mut senders,
                |(client, mut maker)| async move {
                    for _ in 0..rounds as usize * ROUNDS {
                        let reply = client
                            .send(false, &maker.batch(batch))
                            .await
                            .expect("answered");
                        assert!(reply.is_done(), "{reply:?}");
                    }
                    (client, maker)
                },
            ))
        });
    });
    let sent: u64 = senders
        .iter()
        .map(|(_, maker)| u64::from(maker.number))
        .sum();
    let (counted, recounted) = runtime
        .block_on(portal.audit(date(2020, 1, 1), date(2099, 12, 31)))
        .expect("a count");
    assert_eq!(counted, recounted);
    let kept: u64 = counted.agencies.values().map(|own| own.dossiers).sum();
    assert_eq!(kept, sent, "every dossier is on record, once");
}

/// The portal that is measured, and its agencies.
async fn raise(folder: &Path) -> (Portal, Running, Vec<(PortalClient, Maker)>) {
    let portal = Portal::open(Opening {
        settings: Settings::default(),
        keep: Keep::Folder(folder.to_owned()),
        clock: Clock::system(),
        public_url: String::new(),
    })
    .expect("opened");
    let running = portal
        .serve(([127, 0, 0, 1], 0).into())
        .await
        .expect("bound");
    let mut senders = Vec::new();
    for index in 0..CLIENTS {
        let maker = Maker::new(index);
        let record = AccountRecord {
            username: maker.agency.clone(),
            password: "a password".into(),
            agency: maker.agency.clone(),
            name: maker.agency.clone(),
            address: None,
        };
        portal.register_account(record).await.expect("registered");
        let account = PortalAccount {
            username: maker.agency.clone(),
            password: "a password".into(),
            agency: maker.agency.clone(),
            destination: "VN".into(),
        };
        senders.push((PortalClient::new(&running.url, account), maker));
    }
    (portal, running, senders)
}

/// Makes dossiers of one agency, each with a code of its own.
struct Maker {
    agency: String,
    number: u32,
}

impl Maker {
    fn new(index: usize) -> Maker {
        Maker {
            agency: format!("000.00.00.H{:02}", 10 + index),
            number: 0,
        }
    }

    fn batch(&mut self, count: usize) -> Vec<Dossier> {
        (0..count).map(|_| self.another()).collect()
    }

    fn another(&mut self) -> Dossier {
        self.number += 1;
        Dossier {
            code: format!("{}-260302-{:07}", self.agency, self.number),
            procedure: "1.900001".into(),
            procedure_name: "Đổi giấy phép lái xe".into(),
            field: "G04-GT01".into(),
            field_name: "Đường bộ".into(),
            owner: "Nguyễn Thị Minh Khai".into(),
            owner_kind: "1".into(),
            summary: "Đề nghị đổi giấy phép lái xe hạng B2 do hết hạn".into(),
            received: "20260302080000".into(),
            due: "20260309170000".into(),
            status: "2".into(),
            unit: "Sở Giao thông vận tải".into(),
            channel: "2".into(),
            documents: vec![Document {
                id: "1".into(),
                name: "don-de-nghi.pdf".into(),
                url: "http://127.0.0.1:9/don-de-nghi.pdf".into(),
                digitised: "1".into(),
                ..Document::default()
            }],
            fees: vec![Fee {
                name: "Lệ phí cấp giấy phép lái xe".into(),
                amount: "135000".into(),
                ..Fee::default()
            }],
            ..Dossier::default()
        }
    }
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    dossiers(&mut criterion);
    criterion.final_summary();
}

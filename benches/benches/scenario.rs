//! What the harness costs one scenario, beside the bare calls.
//!
//! `cargo bench -p benches --profile fast --bench scenario`
//!
//! The calls are the same everywhere: one agency sends 10 KB, the other lists, fetches and acknowledges. Bare, they go
//! straight to an axis that already runs. In a scenario a government is raised first, both agencies join it, every
//! exchange goes through the tap and is recorded in a file, and the government is taken down. What raising alone costs
//! stands between the two; the rest of the difference is tap and recorder.

use std::sync::Arc;

use benches::{Copies, axis, client, ministry, monday, provinces, runtime};
use clock::Clock;
use criterion::Criterion;
use harness::{Government, Plan, Recorder, Seed, Target};
use platform::Keep;
use platform::Settings;
use simulators::client::Http;
use simulators::{Ack, Client, ClientSettings, Face, Identity, MessageType, Temperament};

fn scenario(criterion: &mut Criterion) {
    let runtime = runtime();
    let (province, ministry) = (provinces(1).remove(0), ministry());
    let mut copies = Copies::of(&province, &ministry, 10_000);
    let mut group = criterion.benchmark_group("a scenario of four calls");

    let clock = Clock::controlled(monday());
    let agencies = [province.clone(), ministry.clone()];
    let (_axis, running) = runtime.block_on(axis(Keep::Memory, clock.clone(), &agencies));
    let http = Http::new(ClientSettings::default()).expect("an HTTP client");
    let sender = client(&http, &running.url, &clock, &province);
    let receiver = client(&http, &running.url, &clock, &ministry);
    group.bench_function("bare calls", |bencher| {
        bencher.iter(|| {
            let package = copies.another();
            runtime.block_on(calls(&sender, &receiver, &province, &ministry, package));
        });
    });

    let folder = tempfile::tempdir().expect("a folder for temporary files");
    let recorder = Recorder::create(folder.path()).expect("a record");
    let target = Arc::new(Target::embedded_default("axis"));
    let plan = || plan(&target, &recorder);
    group.bench_function("raising a government of two", |bencher| {
        bencher.iter(|| runtime.block_on(raised(plan(), &province, &ministry)));
    });
    group.bench_function("the scenario in the harness", |bencher| {
        bencher.iter(|| {
            let package = copies.another();
            runtime.block_on(async {
                let (_government, sender, receiver) = raised(plan(), &province, &ministry).await;
                calls(&sender, &receiver, &province, &ministry, package).await;
            });
        });
    });
    recorder.finish().expect("a whole record");
    group.finish();
}

async fn calls(
    sender: &Client,
    receiver: &Client,
    from: &Identity,
    to: &Identity,
    package: Vec<u8>,
) {
    let (length, codes) = (package.len(), [to.code.clone()]);
    let sent = sender.send_edoc(&from.code, &codes, MessageType::Document, package);
    sent.await.expect("the axis takes it");
    let listed = receiver.list_received(MessageType::Document, None);
    let listed = listed.await.expect("a list");
    assert_eq!(listed.len(), 1, "nothing else waits");
    let doc_id = &listed[0].doc_id;
    let package = receiver.get_edoc(doc_id).await.expect("the package");
    assert!(package.len() >= length, "the axis only adds to it");
    let acknowledged = receiver.update_status(doc_id, Ack::Done, "");
    acknowledged.await.expect("taken note of");
}

fn plan(target: &Arc<Target>, recorder: &Recorder) -> Plan {
    Plan {
        target: Arc::clone(target),
        seed: Seed(1),
        start: monday(),
        recorder: recorder.scenario("sending/a-document-reaches-its-receiver"),
        keep_on_disk: false,
        settings: Settings::default(),
        planted: Default::default(),
    }
}

async fn raised(plan: Plan, from: &Identity, to: &Identity) -> (Government, Client, Client) {
    let mut government = Government::raise(plan).await.expect("a government");
    let mut clients = Vec::with_capacity(2);
    for (label, identity) in [("the province", from), ("the ministry", to)] {
        let joined =
            government.participant(label, identity.clone(), Face::Vxp, Temperament::sound());
        clients.push(joined.await.expect("a participant").client().clone());
    }
    let receiver = clients.remove(1);
    (government, clients.remove(0), receiver)
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    scenario(&mut criterion);
    criterion.final_summary();
}

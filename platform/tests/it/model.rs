//! Random sequences of sends, acknowledgements and statuses, held against a small model.

use std::collections::{BTreeMap, BTreeSet};

use platform::axis::Period;
use proptest::prelude::*;

use crate::client::*;
use crate::packages::{Doc, status};

const AGENCIES: [&str; 4] = [VPCP, NGHE_AN, LANG_SON, TU_PHAP];

#[derive(Clone, Debug)]
enum Step {
    Send {
        from: usize,
        document: u8,
        to: BTreeSet<usize>,
        priority: u8,
    },
    Acknowledge {
        agency: usize,
        item: prop::sample::Index,
        word: &'static str,
    },
    Report {
        agency: usize,
        from: usize,
        document: u8,
        code: &'static str,
    },
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let send = (
        0..4usize,
        0..4u8,
        prop::collection::btree_set(0..4usize, 1..4),
        0..5u8,
    )
        .prop_map(|(from, document, to, priority)| Step::Send {
            from,
            document,
            to,
            priority,
        });
    let acknowledge = (
        0..4usize,
        any::<prop::sample::Index>(),
        prop::sample::select(vec!["done", "fail", "processing", "03"]),
    )
        .prop_map(|(agency, item, word)| Step::Acknowledge { agency, item, word });
    let report = (
        0..4usize,
        0..4usize,
        0..4u8,
        prop::sample::select(vec!["01", "02", "03", "05", "06"]),
    )
        .prop_map(|(agency, from, document, code)| Step::Report {
            agency,
            from,
            document,
            code,
        });
    prop::collection::vec(prop_oneof![3 => send, 2 => acknowledge, 2 => report], 1..30)
}

/// What must be true by the rules alone.
#[derive(Default)]
struct Model {
    /// Package -> the id its sender was given.
    sent: BTreeMap<(usize, Vec<u8>), String>,
    /// Receiver -> packages in its two lists that were not done, by kind.
    waiting: BTreeMap<(usize, &'static str), usize>,
    /// Sender, receiver, document id: what was carried.
    carried: BTreeSet<(usize, usize, u8)>,
    refused: u64,
    done: u64,
}

async fn send(
    world: &World,
    model: &mut Model,
    from: usize,
    kind: &'static str,
    to: &[usize],
    package: Vec<u8>,
) {
    let codes: Vec<&str> = to.iter().map(|at| AGENCIES[*at]).collect();
    let id = world
        .client(AGENCIES[from])
        .send(AGENCIES[from], &codes, kind, &package)
        .await
        .doc_id();
    match model.sent.get(&(from, package.clone())) {
        Some(known) => assert_eq!(*known, id, "the same package, the same id"),
        None => {
            assert!(
                !model.sent.values().any(|known| *known == id),
                "another package, another id"
            );
            model.sent.insert((from, package), id);
            for at in to {
                *model.waiting.entry((*at, kind)).or_default() += 1;
            }
        }
    }
}

async fn step(world: &World, model: &mut Model, step: &Step) {
    match step {
        Step::Send {
            from,
            document,
            to,
            priority,
        } => {
            let to: Vec<usize> = to.iter().copied().collect();
            let codes: Vec<&str> = to.iter().map(|at| AGENCIES[*at]).collect();
            let id = format!("doc-{document}");
            let doc = Doc {
                from: AGENCIES[*from],
                to: &codes,
                id: &id,
                priority: *priority,
                ..Doc::default()
            };
            send(world, model, *from, "edoc", &to, doc.write()).await;
            model
                .carried
                .extend(to.iter().map(|at| (*from, *at, *document)));
        }
        Step::Acknowledge { agency, item, word } => {
            let client = world.client(AGENCIES[*agency]);
            let items = client.received("edoc").await;
            if items.is_empty() {
                return;
            }
            let id = item.get(&items)["docId"].as_str().expect("an id");
            let answer = client.acknowledge(id, word).await;
            match *word {
                "03" => {
                    model.refused += 1;
                    assert_eq!(answer.code(), "10");
                }
                "done" => {
                    model.done += 1;
                    *model.waiting.entry((*agency, "edoc")).or_default() -= 1;
                }
                _ => assert_eq!(answer.code(), "0"),
            }
        }
        Step::Report {
            agency,
            from,
            document,
            code,
        } => {
            let id = format!("doc-{document}");
            let doc = Doc {
                from: AGENCIES[*from],
                id: &id,
                ..Doc::default()
            };
            let package = status(AGENCIES[*agency], &doc.reference(AGENCIES[*from]), code, 0);
            if code_matches(model, *from, *agency, *document) {
                send(world, model, *agency, "status", &[*from], package).await;
            } else {
                let answer = world
                    .client(AGENCIES[*agency])
                    .send(AGENCIES[*agency], &[AGENCIES[*from]], "status", &package)
                    .await;
                assert_eq!(answer.code(), "22");
                model.refused += 1;
            }
        }
    }
}

/// All documents of the model share code and date, so any that was carried between the two is meant when ids are no UUIDs.
fn code_matches(model: &Model, from: usize, receiver: usize, _document: u8) -> bool {
    model
        .carried
        .iter()
        .any(|(issuer, to, _)| (*issuer, *to) == (from, receiver))
}

async fn check(world: &World, model: &Model) {
    for (at, code) in AGENCIES.into_iter().enumerate() {
        for kind in ["edoc", "status"] {
            let items = world.client(code).received(kind).await;
            assert_eq!(
                items.len(),
                model.waiting.get(&(at, kind)).copied().unwrap_or(0),
                "{code} {kind}"
            );
            let ids: BTreeSet<_> = items.iter().map(|item| item["docId"].to_string()).collect();
            assert_eq!(ids.len(), items.len(), "no id twice");
        }
    }
    let counted = world
        .axis
        .statistics(Period::default())
        .await
        .expect("read");
    assert_eq!(
        counted,
        world.axis.recount(Period::default()).await.expect("read")
    );
    let sum = |pick: fn(&platform::axis::Counters) -> u64| {
        counted.agencies.values().map(pick).sum::<u64>()
    };
    assert_eq!(
        sum(|c| c.documents_sent + c.statuses_sent),
        model.sent.len() as u64
    );
    assert_eq!(
        (sum(|c| c.refused), sum(|c| c.acknowledged)),
        (model.refused, model.done)
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn the_axis_does_what_the_model_says(steps in steps()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let world = world().await;
            let mut model = Model::default();
            for each in &steps {
                step(&world, &mut model, each).await;
            }
            check(&world, &model).await;
        });
    }
}

//! Random synchronisations of two agencies, held against a small model: nothing lost, nothing counted twice, no end left.

use std::collections::BTreeMap;

use jiff::civil::date;
use proptest::prelude::*;
use serde_json::json;

use super::world::*;

#[derive(Clone, Debug)]
enum Move {
    Sync {
        agency: usize,
        updating: bool,
        batch: Vec<(u32, u8)>,
    },
    Step {
        agency: usize,
        number: u32,
        status: u8,
    },
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let sync = (
        0..2usize,
        any::<bool>(),
        prop::collection::vec((1..4u32, 1..=10u8), 1..3),
    )
        .prop_map(|(agency, updating, batch)| Move::Sync {
            agency,
            updating,
            batch,
        });
    let step = (0..2usize, 1..4u32, 2..5u8).prop_map(|(agency, number, status)| Move::Step {
        agency,
        number,
        status,
    });
    prop::collection::vec(prop_oneof![3 => sync, 1 => step], 1..25)
}

/// Agency and number to status and steps; dossiers, updates, steps and refusals of each agency.
#[derive(Default)]
struct Model {
    dossiers: BTreeMap<(usize, u32), (u8, Vec<u8>)>,
    counts: [[u64; 4]; 2],
}

impl Model {
    fn sync(&mut self, agency: usize, updating: bool, batch: &[(u32, u8)]) -> bool {
        let mut numbers: Vec<u32> = batch.iter().map(|(number, _)| *number).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let sound = numbers.len() == batch.len()
            && batch.iter().all(
                |(number, status)| match self.dossiers.get(&(agency, *number)) {
                    None => !updating,
                    Some((before, _)) => {
                        updating && (before == status || ![3, 7, 10].contains(before))
                    }
                },
            );
        if !sound {
            self.counts[agency][3] += 1;
            return false;
        }
        for (number, status) in batch {
            let entry = self.dossiers.entry((agency, *number)).or_default();
            entry.0 = *status;
        }
        self.counts[agency][usize::from(updating)] += batch.len() as u64;
        true
    }

    fn step(&mut self, agency: usize, number: u32, status: u8) -> bool {
        match self.dossiers.get_mut(&(agency, number)) {
            None => {
                self.counts[agency][3] += 1;
                false
            }
            Some((_, steps)) if steps.contains(&status) => true,
            Some((_, steps)) => {
                steps.push(status);
                self.counts[agency][2] += 1;
                true
            }
        }
    }
}

const AGENCIES: [&str; 2] = [H49, H41];

async fn play(moves: Vec<Move>) {
    let (world, mut model) = (world().await, Model::default());
    for next in moves {
        let (expected, reply) = match next {
            Move::Sync {
                agency,
                updating,
                batch,
            } => {
                let data = batch
                    .iter()
                    .map(|(number, status)| dossier(AGENCIES[agency], *number, *status));
                let word = if updating { "True" } else { "False" };
                let reply = world.sync(AGENCIES[agency], word, data.collect()).await;
                (model.sync(agency, updating, &batch), reply)
            }
            Move::Step {
                agency,
                number,
                status,
            } => {
                let data = json!({"data": [step(AGENCIES[agency], number, status)]});
                let reply = world
                    .call(AGENCIES[agency], "CapNhatTienDoHoSoMC", data)
                    .await;
                (model.step(agency, number, status), reply)
            }
        };
        assert_eq!(code(&reply) == "0", expected, "{reply}");
    }
    for ((agency, number), (status, steps)) in &model.dossiers {
        let path = format!("/portal/dossiers/{}-260302-{number:04}", AGENCIES[*agency]);
        let (_, shown) = world.page(&path, Some("token-an")).await;
        assert_eq!(shown["status"], *status, "{shown}");
        assert_eq!(shown["steps"].as_array().map(Vec::len), Some(steps.len()));
    }
    let (counted, recounted) = world
        .portal
        .audit(date(2026, 1, 1), date(2026, 12, 31))
        .await
        .expect("audited");
    assert_eq!(counted, recounted);
    for (agency, [dossiers, updates, steps, refused]) in AGENCIES.iter().zip(model.counts) {
        let own = counted.agencies.get(*agency).copied().unwrap_or_default();
        assert_eq!(
            [own.dossiers, own.updates, own.steps, own.refused],
            [dossiers, updates, steps, refused]
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn the_portal_agrees_with_the_model(moves in moves()) {
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        runtime.block_on(play(moves));
    }
}

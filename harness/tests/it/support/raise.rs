//! Plans of governments, and who joins them.

use std::sync::Arc;

use harness::{Government, Plan, Recorder, Seed, Target};
use jiff::civil::date;
use platform::Settings;
use simulators::{DocumentSystem, Face, Identity, Temperament};

/// A government in memory, on a working day.
pub fn plan(target: Target, recorder: &Recorder, scenario: &str) -> Plan {
    Plan {
        target: Arc::new(target),
        seed: Seed(1).derive(scenario),
        start: date(2026, 11, 20).at(9, 0, 0, 0),
        recorder: recorder.scenario(scenario),
        keep_on_disk: false,
        settings: Settings::default(),
        planted: Default::default(),
    }
}

/// A participant on the VXP face, without bad habits.
pub async fn join(government: &mut Government, label: &str, code: &str) -> DocumentSystem {
    let identity = Identity::new(code, label);
    let joined = government
        .participant(label, identity, Face::Vxp, Temperament::sound())
        .await;
    joined.expect("a participant")
}

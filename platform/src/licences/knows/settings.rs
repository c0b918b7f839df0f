//! What an operator decides; what the sources leave open is a setting here.

use serde::Deserialize;

use crate::serve::Limits;

/// The licence system's settings; every field has a default.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Seed of the nation whose licences it knows.
    pub nation_seed: u64,
    /// Seed from which sessions and card serials are derived.
    pub id_seed: u64,
    /// Life of a session in minutes (not in the sources; assumption).
    pub session_minutes: u32,
    /// Working days from reception to the result (QĐ 545/QĐ-BGTVT: 5).
    pub result_days: i32,
    /// Working days within which an incomplete application is told so (QĐ 545/QĐ-BGTVT: 2).
    pub incomplete_days: i32,
    /// Largest request body in bytes; papers travel in it as base64.
    pub body_bytes: usize,
    /// SQL that spoils what is kept: a defect for proving that checks can fail, see [`crate::defect`]; none in any honest use.
    pub defect: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            nation_seed: nation::SEED,
            id_seed: 1,
            session_minutes: 30,
            result_days: 5,
            incomplete_days: 2,
            body_bytes: 16 << 20,
            defect: None,
        }
    }
}

impl Settings {
    /// What it takes from the network.
    #[must_use]
    pub fn limits(&self) -> Limits {
        Limits {
            body_bytes: self.body_bytes,
            ..Limits::default()
        }
    }
}

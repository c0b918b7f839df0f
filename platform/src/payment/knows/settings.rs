//! What an operator decides.

use serde::Deserialize;

use crate::serve::Limits;

/// The platform's settings; every field has a default and may stand in a TOML file. The sources name none of them (services §9):
/// each is an assumption.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// How far `ThoiGianGD` may lie from now, in minutes; none takes any time.
    pub time_window_minutes: Option<u32>,
    /// Refuses a receipt whose parts contradict the message (`Bill::flaws`).
    pub check_bill: bool,
    /// Minutes until a CONFIRM that was not taken is sent again, one for each repetition; after the last it is given up and
    /// left to QUERY.
    pub repeat_minutes: Vec<u32>,
    /// Minutes after which a transaction that nobody paid has failed.
    pub unpaid_minutes: u32,
    /// Patience with a bank or a partner, in milliseconds.
    pub patience_milliseconds: u64,
    /// Largest request body in bytes.
    pub body_bytes: usize,
    /// Writes the JSON of an INIT reply's `message` as text (services §3.1, pitfall 36); otherwise as an object.
    pub message_as_text: bool,
    /// Seed from which the platform's own numbers are derived.
    pub id_seed: u64,
    /// SQL that spoils the store when it opens (`platform::defect`).
    pub defect: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            time_window_minutes: Some(15),
            check_bill: true,
            repeat_minutes: vec![1, 5, 15, 60, 240, 720, 1440],
            unpaid_minutes: 3 * 24 * 60,
            patience_milliseconds: 10_000,
            body_bytes: 256 << 10,
            message_as_text: true,
            id_seed: 0,
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

//! What the portal's operator decides: every open point of the facts is one documented setting.

use std::time::Duration;

use protocols::portal::{CodeShape, code};
use serde::Deserialize;

use crate::serve::Limits;

/// What is done about something that is against a rule nobody was seen to enforce.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OrderRule {
    /// Accepted; the message of the reply tells it.
    Warn,
    /// Refused.
    Refuse,
}

/// The portal's settings; every field has a default and may stand in a TOML or JSON file.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Code of the body that runs the portal: the first part of codes of dossiers that are submitted on it.
    pub own_code: String,
    /// Destination code that the header `dstcode` must name; empty: any value will do (services §1.1).
    pub destination: String,
    /// Whether a call without `dstcode` is refused (pitfall 6).
    pub requires_destination: bool,
    /// Life of a session in minutes. Assumption: the portal's own is not known.
    pub session_minutes: u32,
    /// How `error_code` is written (pitfall 1).
    pub code_shape: CodeShape,
    /// Code for a dossier that exists already: 3 and -3 were both seen (pitfall 3).
    pub duplicate_code: i32,
    /// Dates of a dossier in an impossible order: due before received, finished before received.
    pub date_order: OrderRule,
    /// A dossier that leaves an end state (3, 7, 10). Whether the real portal looks at all is not known (services §1.6).
    pub left_end: OrderRule,
    /// A procedure that the catalogue does not have.
    pub unknown_procedure: OrderRule,
    /// A dossier code that is not `agency-YYMMDD-XXXX` (TT 01/2018/TT-VPCP Art. 19).
    pub code_structure: OrderRule,
    /// A dossier code, or a call, in the name of another top-level agency.
    pub foreign_agency: OrderRule,
    /// Most items of one `data` list.
    pub batch: usize,
    /// Whether attachments are fetched when a dossier arrives; each is only checked for being reachable and within bounds.
    pub fetches_files: bool,
    /// Largest attachment fetched, in bytes.
    pub file_bytes: usize,
    /// Patience for one attachment, one push and one introspection, in seconds.
    pub call_seconds: u32,
    /// How long before a planned interruption it must be announced, in working days (NĐ 224/2026 Art. 13.1a).
    pub outage_notice_days: i32,
    /// Whether people are told of every change of status by e-mail and SMS (TT 32/2017 Art. 9).
    pub notifies: bool,
    /// Code of the population database in `DSKetNoiCSDL`. Assumption: only "7" was seen, without its meaning.
    pub population_database: String,
    /// Largest request body in bytes.
    pub body_bytes: usize,
    /// Patience for a body in seconds.
    pub body_seconds: u32,
    /// Seed of the synthetic nation whose procedures it shows.
    pub nation_seed: u64,
    /// A defect of the store, see [`crate::defect`].
    pub defect: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            own_code: "000.00.00.G22".into(),
            destination: String::new(),
            requires_destination: true,
            session_minutes: 30,
            code_shape: CodeShape::Text,
            duplicate_code: code::DUPLICATE,
            date_order: OrderRule::Refuse,
            left_end: OrderRule::Refuse,
            unknown_procedure: OrderRule::Warn,
            code_structure: OrderRule::Refuse,
            foreign_agency: OrderRule::Refuse,
            batch: 100,
            fetches_files: false,
            file_bytes: 20 << 20,
            call_seconds: 5,
            outage_notice_days: 7,
            notifies: true,
            population_database: "7".into(),
            body_bytes: 16 << 20,
            body_seconds: 30,
            nation_seed: 1,
            defect: None,
        }
    }
}

impl Settings {
    /// What the portal takes from the network.
    pub fn limits(&self) -> Limits {
        Limits {
            body_bytes: self.body_bytes,
            body_time: Duration::from_secs(u64::from(self.body_seconds)),
            ..Limits::default()
        }
    }

    /// Patience for calls of the portal's own.
    pub fn patience(&self) -> Duration {
        Duration::from_secs(u64::from(self.call_seconds))
    }
}

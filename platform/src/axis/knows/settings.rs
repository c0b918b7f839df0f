//! What an operator decides: every open point of the field's notes is one documented setting.
//!
//! Refusals carry the numeric codes of domain §3.3 on both faces, because no others are known: 10 an unreadable file or
//! parameter, 15 credentials, 18 unknown receiver, 19 unregistered sender, 20 our own failure, 21 a file that cannot be handled
//! or is not there, 22 against the standard, 23 a closed agency.

use std::time::Duration;

use serde::Deserialize;

use crate::serve::Limits;

/// The axis's settings; every field has a default and may stand in a TOML or JSON file.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Identifier of the centre, written into the trace header (domain §1.8).
    pub centre_code: String,
    /// What the axis appends to `TraceHeaderList` (domain §1.8).
    pub trace: TraceMode,
    /// Seed from which transport ids are derived; same seed and same order of sends, same ids.
    pub id_seed: u64,
    /// A system registered for an agency may also send for agencies beneath it (domain §6.10).
    pub parent_may_send: bool,
    /// How the header `to` must agree with the package's `To` (domain §3.1).
    pub receivers: ReceiverRule,
    /// Rules of `protocols::edxml::check` (`Finding::rule`) whose errors refuse a package; all other findings become warnings.
    pub refused_rules: Vec<String>,
    /// Damages of attachments (`protocols::attachments::Damage::code`) that refuse a package, so that its sender can still
    /// mend it (domain §1.7); all others become warnings.
    pub refused_damages: Vec<String>,
    /// Takes a header `to` that is no JSON array of text for the list it resembles, with a warning (domain §6.5).
    pub lenient_receivers: bool,
    /// Stable ids of tolerated deviations (`ToleranceKind::code`) that refuse a package all the same.
    pub refuse_tolerances: Vec<String>,
    /// What happens to a status for a document the axis never carried between the two agencies.
    pub unknown_document_status: UnknownDocument,
    /// Oldest timestamp accepted, in seconds. Wide (12 hours), because the operator's own library keeps one timestamp per
    /// service object (domain §3.1, §6.4).
    pub timestamp_max_age_seconds: u64,
    /// How far in the future a timestamp may lie, in seconds.
    pub timestamp_max_future_seconds: u64,
    /// A system may register and close agencies only beneath its own agency.
    pub register_beneath_only: bool,
    /// Items of one page of a list when the caller names no page size.
    pub page_size: u32,
    /// Largest page a caller may ask for.
    pub page_size_max: u32,
    /// Content of a package is purged this many days after its last receiver said `done`; none keeps it for ever.
    pub content_days_after_done: Option<u32>,
    /// After an agreed recall (15) the receiver's copy of the content is no longer retrievable (R-30).
    pub recall_destroys_content: bool,
    /// Life of a bearer token of the LGSP facade, in minutes (domain §3.3).
    pub token_minutes: u32,
    /// Largest request body in bytes.
    pub body_bytes: usize,
    /// Largest request head in bytes: a `to` of thousands of codes travels in a header, twice (domain §3.1).
    pub head_bytes: usize,
    /// Patience for the whole head and between two pieces of a body, in milliseconds.
    pub idle_milliseconds: u64,
    /// Patience for a whole body, in milliseconds.
    pub body_milliseconds: u64,
    /// Most connections open at once; more wait in the listener's queue.
    pub connections: usize,
    /// What an operator must present as `Authorization: Bearer …` to read `/axis/statistics` from another machine; none
    /// leaves the page to loopback alone.
    pub operator_token: Option<String>,
    /// SQL that spoils what the axis keeps: a defect for proving that checks can fail, see [`crate::defect`]; none in any
    /// honest use.
    pub defect: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            centre_code: "001.00.20.TT2".into(),
            trace: TraceMode::Centre,
            id_seed: 1,
            parent_may_send: false,
            receivers: ReceiverRule::Same,
            lenient_receivers: false,
            refused_rules: [
                "characters",
                "duplicate-receiver",
                "length",
                "recall-names-nothing",
                "replacement-names-nothing",
                "required",
                "year",
            ]
            .map(String::from)
            .to_vec(),
            refused_damages: ["replacement-characters", "zip-bomb", "zip-declared-as"]
                .map(String::from)
                .to_vec(),
            refuse_tolerances: Vec::new(),
            unknown_document_status: UnknownDocument::Refuse,
            timestamp_max_age_seconds: 12 * 3600,
            timestamp_max_future_seconds: 15 * 60,
            register_beneath_only: true,
            page_size: 10_000,
            page_size_max: 10_000,
            content_days_after_done: Some(90),
            recall_destroys_content: true,
            token_minutes: 30,
            body_bytes: 96 << 20,
            head_bytes: 8 << 20,
            idle_milliseconds: 20_000,
            body_milliseconds: 300_000,
            connections: 4096,
            operator_token: None,
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
            head_bytes: self.head_bytes,
            idle: Duration::from_millis(self.idle_milliseconds),
            body_time: Duration::from_millis(self.body_milliseconds),
            connections: self.connections,
        }
    }
}

/// What the axis appends to a document's `TraceHeaderList`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TraceMode {
    /// The centre's identifier and the arrival time, as the national axis does.
    #[default]
    Centre,
    /// The arrival time alone, as the shared instance seen in 2025 does.
    TimeOnly,
    /// Nothing: the package is passed on byte for byte.
    Off,
}

/// How the header `to` must agree with the package's `To`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReceiverRule {
    /// Both name the same agencies.
    #[default]
    Same,
    /// The header may leave out agencies of the package.
    Subset,
    /// The header alone decides.
    Header,
}

/// What happens to a status for a document the axis never carried.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UnknownDocument {
    /// It is refused.
    #[default]
    Refuse,
    /// It is delivered with a warning.
    Transport,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_names_what_differs_and_nothing_unknown() {
        let read: Settings = serde_json::from_str(
            r#"{"trace": "time-only", "receivers": "subset", "unknown_document_status": "transport", "parent_may_send": true}"#,
        )
        .expect("settings");
        assert_eq!(
            (read.trace, read.receivers),
            (TraceMode::TimeOnly, ReceiverRule::Subset)
        );
        assert_eq!(read.unknown_document_status, UnknownDocument::Transport);
        assert_eq!(read.token_minutes, 30);
        assert!(serde_json::from_str::<Settings>(r#"{"tracing": "off"}"#).is_err());
    }
}

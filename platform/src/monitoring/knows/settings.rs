//! What an operator decides; what the sources leave open is a setting here.

use serde::Deserialize;

use crate::serve::Limits;

/// EMC's settings; every field has a default and may stand in a TOML or JSON file.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// What happens to a message that names a person (EMC-03).
    pub personal_data: PersonalData,
    /// A page shown again to the same visitor within so many seconds was reloaded and counts once (EMC-06; the length is an assumption).
    pub reload_seconds: u32,
    /// A site that reported nothing for so many minutes is interrupted (EMC-07 names no number; assumption).
    pub gap_minutes: u32,
    /// How far an agency's figure may lie from the measured one, in thousandths of the larger (EMC-10; assumption: none).
    pub tolerance_per_mille: u32,
    /// Parts of a `User-Agent`, in lower case, that name a machine (EMC-08; the list is ours).
    pub bots: Vec<String>,
    /// Takes messages for a site only from pages of its own host (EMC-11).
    pub check_host: bool,
    /// Largest request body in bytes.
    pub body_bytes: usize,
    /// What an operator must present as `Authorization: Bearer …`; none leaves the operator's pages to loopback alone.
    pub operator_token: Option<String>,
    /// SQL that spoils what is kept: a defect for proving that checks can fail, see [`crate::defect`]; none in any honest use.
    pub defect: Option<String>,
}

/// What happens to a message that names a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PersonalData {
    /// It is counted without the data, and the site gets a finding.
    #[default]
    Strip,
    /// It is refused, and the site gets a finding.
    Refuse,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            personal_data: PersonalData::Strip,
            reload_seconds: 30,
            gap_minutes: 24 * 60,
            tolerance_per_mille: 0,
            bots: [
                "bot", "crawl", "spider", "headless", "monitor", "curl/", "wget/", "python", "scan",
            ]
            .map(String::from)
            .to_vec(),
            check_host: true,
            body_bytes: 64 << 10,
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
            ..Limits::default()
        }
    }
}

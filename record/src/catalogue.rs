//! What a run was measured against: requirements as data, copied into the record so that it explains itself.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A text in both languages of the project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: String,
}

/// How binding a requirement is (ISO/IEC Directives: shall, should, may).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Force {
    /// Mandatory: a violation fails the system under test.
    Must,
    /// Recommended: a violation is a warning.
    Should,
    /// Optional: a violation is a warning.
    May,
}

/// How sure we are that the requirement is what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// Stated in a legal text that was read.
    Law,
    /// Seen in real integrators, the operator's library, its samples or recorded requests.
    Seen,
    /// Concluded by us: may warn, never fails a system.
    Inferred,
}

/// Where a requirement comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The document, for example `QĐ 28/2018/QĐ-TTg` or `QCVN 102:2016/BTTTT`.
    pub document: String,
    /// The article, section or numbered fact, for example `Art. 8.2` or `§1.7`.
    pub article: String,
    /// The numbered rule it restates, for example `R-28`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
}

/// One requirement of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequirementEntry {
    /// Stable identifier, for example `AX-FAN-01`; also the scenario tag.
    pub id: String,
    /// One sentence saying what must hold.
    pub title: Text,
    /// How binding it is.
    pub force: Force,
    /// The role it binds: `axis` or `document-system`.
    pub role: String,
    /// Where it comes from.
    pub source: Source,
    /// First day in force.
    pub from: Date,
    /// Last day in force, when it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// The requirement that replaced it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub superseded_by: Option<String>,
    /// How sure we are.
    pub certainty: Certainty,
    /// Why no black-box check can reach it; such a requirement has no scenario.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unreachable: Option<Text>,
    /// What usually breaks it; empty in records written before this was kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pitfalls: Vec<Pitfall>,
}

/// A mistake real systems were seen to make.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pitfall {
    /// Its number among the collected facts, for example `6.13`.
    pub id: String,
    /// The mistake and what comes of it.
    pub text: Text,
}

impl RequirementEntry {
    /// Whether a violation fails the system: binding, and more than a conclusion of ours.
    #[must_use]
    pub fn is_mandatory(&self) -> bool {
        self.force == Force::Must && self.certainty != Certainty::Inferred
    }

    /// Whether the requirement is in force on that day.
    #[must_use]
    pub fn in_force(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|last| day <= last)
    }
}

//! Statistics of the exchange: what an agency sent and got, day by day.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Days counted, both included; a missing end is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Period {
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
}

/// Counters of one agency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Counters {
    /// Documents accepted from it.
    pub documents_sent: u64,
    /// Documents put into its list, one for each delivery.
    pub documents_received: u64,
    /// Statuses accepted from it.
    pub statuses_sent: u64,
    /// Statuses put into its list.
    pub statuses_received: u64,
    /// Items it acknowledged with `done`.
    pub acknowledged: u64,
    /// Requests of its systems that were refused.
    pub refused: u64,
}

/// Counters of all agencies that ever took part, by their code.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statistics {
    /// By agency code.
    pub agencies: BTreeMap<String, Counters>,
}

//! What the indicators are computed from: dossiers, procedures, feedback and ratings of one agency.

use jiff::civil::{Date, DateTime};
use protocols::portal::Dossier;

use super::catalogue::ProcedureRecord;
use super::feedback::{State, Times};

/// A feedback, as far as it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// 1 about regulation, policy, procedure; 2 about officials' conduct.
    pub class: u8,
    /// The dossier it is about; empty when none.
    pub dossier: String,
    /// Where it stands.
    pub state: State,
    /// When things happened.
    pub times: Times,
    /// People who liked and disliked the answer.
    pub likes: (u32, u32),
}

/// One agency in one period.
#[derive(Clone, Debug)]
pub struct Facts<'a> {
    /// First and last day.
    pub days: (Date, Date),
    /// Now: what has not ended is measured until the earlier of now and the period's end.
    pub now: DateTime,
    /// Dossiers whose `NgayTiepNhan` lies in the period.
    pub dossiers: Vec<(Dossier, Option<&'a ProcedureRecord>)>,
    /// Procedures of the agency.
    pub procedures: Vec<&'a ProcedureRecord>,
    /// Feedback sent in the period.
    pub complaints: Vec<Complaint>,
    /// Codes of dossiers with a dissatisfied rating.
    pub disliked: Vec<String>,
    /// Dossiers received as the national reporting system says.
    pub reported: u64,
    /// Dossiers received on the portal itself for the agency.
    pub on_portal: u64,
    /// Dossiers synchronised in the year before.
    pub last_year: u64,
    /// Code of the population database.
    pub population: &'a str,
}

impl Facts<'_> {
    /// The moment until which what has not ended is measured.
    pub fn until(&self) -> DateTime {
        let end = self.days.1.at(23, 59, 59, 0);
        if self.now < end { self.now } else { end }
    }

    /// Whether the agency is a ministry (`G`): its limits for announcing differ.
    pub fn share_of_year(&self) -> u64 {
        let days = (self.days.1 - self.days.0).get_days();
        // A month has a twelfth of the year before, a quarter a fourth ([766] 1.4); other periods are not named there.
        if days <= 31 {
            12
        } else if days <= 92 {
            4
        } else {
            1
        }
    }
}

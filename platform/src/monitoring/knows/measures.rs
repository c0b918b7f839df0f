//! What is counted, and the rates that follow from it (EMC-05, EMC-12).

use serde::{Deserialize, Serialize};

/// A number EMC keeps for each site, day and procedure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// Pages shown to people.
    Views,
    /// Pages shown to machines.
    Bots,
    /// Submissions that browsers reported.
    Submits,
    /// Submissions begun and not finished.
    Abandoned,
    /// Dossiers received.
    Received,
    /// Dossiers assigned to somebody.
    Assigned,
    /// Dossiers being processed.
    Processing,
    /// Dossiers whose result was returned.
    Returned,
    /// Dossiers that went another way.
    Other,
}

impl Measure {
    /// Every measure, in the order of the funnel.
    pub const ALL: [Self; 9] = [
        Self::Views,
        Self::Bots,
        Self::Submits,
        Self::Abandoned,
        Self::Received,
        Self::Assigned,
        Self::Processing,
        Self::Returned,
        Self::Other,
    ];

    /// Its name on pages and in the store.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Views => "views",
            Self::Bots => "bots",
            Self::Submits => "submits",
            Self::Abandoned => "abandoned",
            Self::Received => "received",
            Self::Assigned => "assigned",
            Self::Processing => "processing",
            Self::Returned => "returned",
            Self::Other => "other",
        }
    }

    /// The measure of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|measure| measure.name() == name)
    }
}

/// The numbers of one site or procedure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Counts {
    /// Pages shown to people.
    pub views: u64,
    /// Pages shown to machines.
    pub bots: u64,
    /// Submissions that browsers reported.
    pub submits: u64,
    /// Submissions begun and not finished.
    pub abandoned: u64,
    /// Dossiers received.
    pub received: u64,
    /// Dossiers assigned.
    pub assigned: u64,
    /// Dossiers being processed.
    pub processing: u64,
    /// Dossiers whose result was returned.
    pub returned: u64,
    /// Dossiers that went another way.
    pub other: u64,
}

impl Counts {
    /// One of them.
    #[must_use]
    pub fn of(&self, measure: Measure) -> u64 {
        match measure {
            Measure::Views => self.views,
            Measure::Bots => self.bots,
            Measure::Submits => self.submits,
            Measure::Abandoned => self.abandoned,
            Measure::Received => self.received,
            Measure::Assigned => self.assigned,
            Measure::Processing => self.processing,
            Measure::Returned => self.returned,
            Measure::Other => self.other,
        }
    }

    /// One of them, to change it.
    pub fn of_mut(&mut self, measure: Measure) -> &mut u64 {
        match measure {
            Measure::Views => &mut self.views,
            Measure::Bots => &mut self.bots,
            Measure::Submits => &mut self.submits,
            Measure::Abandoned => &mut self.abandoned,
            Measure::Received => &mut self.received,
            Measure::Assigned => &mut self.assigned,
            Measure::Processing => &mut self.processing,
            Measure::Returned => &mut self.returned,
            Measure::Other => &mut self.other,
        }
    }
}

/// From page view to returned result, for one procedure (services §6.4).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Funnel {
    /// Procedure code.
    pub procedure: String,
    /// The steps.
    #[serde(flatten)]
    pub counts: Counts,
}

/// Rates over the dossiers first received in a period, in hundredths of a percent, so that no rounding hides a dossier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rates {
    /// Dossiers received.
    pub dossiers: u64,
    /// Those received online.
    pub online: u64,
    /// Those of services online from end to end.
    pub full: u64,
    /// Those paid for.
    pub paid: u64,
    /// Those paid for online.
    pub paid_online: u64,
    /// `online` of `dossiers`, in hundredths of a percent.
    pub online_rate: u64,
    /// `full` of `dossiers`.
    pub full_rate: u64,
    /// `paid_online` of `paid`.
    pub paid_online_rate: u64,
}

impl Rates {
    /// Rates from numbers; of nothing the rate is 0.
    #[must_use]
    pub fn of(dossiers: u64, online: u64, full: u64, paid: u64, paid_online: u64) -> Self {
        let rate = |part: u64, whole: u64| {
            // Half a hundredth rounds up.
            (part * 10_000 + whole / 2).checked_div(whole).unwrap_or(0)
        };
        Self {
            dossiers,
            online,
            full,
            paid,
            paid_online,
            online_rate: rate(online, dossiers),
            full_rate: rate(full, dossiers),
            paid_online_rate: rate(paid_online, paid),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_round_to_a_hundredth_of_a_percent() {
        let rates = Rates::of(3, 2, 1, 0, 0);
        assert_eq!(
            (rates.online_rate, rates.full_rate, rates.paid_online_rate),
            (6_667, 3_333, 0)
        );
    }

    #[test]
    fn every_measure_has_its_number_and_its_name() {
        let mut counts = Counts::default();
        for (n, measure) in Measure::ALL.into_iter().enumerate() {
            *counts.of_mut(measure) = n as u64 + 1;
            assert_eq!(counts.of(measure), n as u64 + 1);
            assert_eq!(Measure::named(measure.name()), Some(measure));
        }
        let written = serde_json::to_value(counts).expect("written");
        for measure in Measure::ALL {
            assert_eq!(written[measure.name()], counts.of(measure));
        }
    }
}

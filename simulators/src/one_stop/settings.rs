//! What the operator of a one-stop system decides.

use clock::WorkingTime;
use jiff::civil::{Time, time};

/// Settings of one system.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The agency's code.
    pub agency: String,
    /// Its name.
    pub name: String,
    /// Office hours.
    pub office: WorkingTime,
    /// What is received later goes to the department the next morning (ND 61/2018 Art. 18.2).
    pub transfer_until: Time,
    /// "The start of the next working day" lasts so many minutes. Assumption.
    pub start_of_day_minutes: u32,
    /// Days an applicant has to supplement when the request does not say. Assumption.
    pub supplement_days: u32,
    /// Working hours until an online dossier is answered (ND 45/2020, certainty of the article low).
    pub answer_hours: u32,
    /// Working days until what is not eligible is given back (ND 61/2018 Art. 19.4).
    pub return_days: u32,
    /// Base address of its own face, for the links it hands out.
    pub public_url: String,
}

impl Settings {
    /// Settings of an agency, everything else as the law says.
    #[must_use]
    pub fn of(agency: &str, name: &str) -> Settings {
        Settings {
            agency: agency.to_owned(),
            name: name.to_owned(),
            office: WorkingTime::default(),
            transfer_until: time(15, 0, 0, 0),
            start_of_day_minutes: 60,
            supplement_days: 10,
            answer_hours: 8,
            return_days: 3,
            public_url: "http://127.0.0.1".to_owned(),
        }
    }
}

//! One person.

use jiff::civil::Date;
use serde::Serialize;

use crate::address::Address;
use crate::papers::DrivingLicence;

/// Male or female, as registers have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Sex {
    /// Nam.
    Male,
    /// Nữ.
    Female,
}

impl Sex {
    /// The Vietnamese word.
    #[must_use]
    pub fn vietnamese(self) -> &'static str {
        match self {
            Self::Male => "Nam",
            Self::Female => "Nữ",
        }
    }
}

/// A person; see the crate's page for why nobody is meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Citizen {
    /// Position in the nation, below [`crate::CITIZENS`].
    pub index: u32,
    /// Personal number, 12 digits.
    pub id: String,
    /// Identity number of before, 9 digits; the young and some of the old have none.
    pub old_id: Option<String>,
    /// Name, NFC.
    pub name: String,
    /// Day of birth.
    pub born: Date,
    /// Male or female.
    pub sex: Sex,
    /// Ethnic group.
    pub ethnicity: &'static str,
    /// Telephone, ten digits.
    pub phone: String,
    /// Mail address; about every fourth has none.
    pub email: Option<String>,
    /// Where they live; a household lives together.
    pub address: Address,
    /// Where the father's family comes from (quê quán), one line.
    pub origin: String,
    /// The portal's technical id, a UUID made from the personal number.
    pub tech_id: String,
    /// Social insurance number, ten digits.
    pub social_insurance: String,
    /// Health-insurance card, fifteen characters.
    pub health_card: String,
    /// Number of the household.
    pub household: u32,
    /// Index of the father.
    pub father: Option<u32>,
    /// Index of the mother.
    pub mother: Option<u32>,
    /// Index of husband or wife.
    pub spouse: Option<u32>,
    /// Driving licence.
    pub licence: Option<DrivingLicence>,
}

impl Citizen {
    /// Whole years of age on a day; 0 before birth.
    #[must_use]
    pub fn age(&self, on: Date) -> u32 {
        let had_birthday = (on.month(), on.day()) >= (self.born.month(), self.born.day());
        let years = i32::from(on.year()) - i32::from(self.born.year()) - i32::from(!had_birthday);
        u32::try_from(years).unwrap_or(0)
    }
}

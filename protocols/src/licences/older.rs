//! The older feed `GET /apiGTVT/danhsachhoso` and its errors −300 to −304 (services §5.1).

use jiff::civil::Date;

use super::dates;

/// Where it answers.
pub const PATH: &str = "/apiGTVT/danhsachhoso";

/// Why a call is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// −300: no agency.
    NoAgency,
    /// −301: no key.
    NoKey,
    /// −302: the key is wrong.
    WrongKey,
    /// −303: the agency is wrong.
    WrongAgency,
    /// −304: the key cannot be used.
    KeyError,
}

impl Refusal {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::NoAgency,
        Self::NoKey,
        Self::WrongKey,
        Self::WrongAgency,
        Self::KeyError,
    ];

    /// Its number.
    #[must_use]
    pub fn number(self) -> i32 {
        match self {
            Self::NoAgency => -300,
            Self::NoKey => -301,
            Self::WrongKey => -302,
            Self::WrongAgency => -303,
            Self::KeyError => -304,
        }
    }

    /// Its text.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::NoAgency => "GovAgencyCode rỗng",
            Self::NoKey => "APIKey rỗng",
            Self::WrongKey => "APIKey không đúng",
            Self::WrongAgency => "GovAgencyCode không đúng",
            Self::KeyError => "APIKey bị khóa",
        }
    }
}

/// A call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// `Start`: number of the first dossier, from 0; −1 for the beginning.
    pub start: i64,
    /// `End`: number after the last; −1 for all.
    pub end: i64,
    /// `GovAgencyCode`.
    pub agency: String,
    /// `APIKey`.
    pub key: String,
    /// `ReceiveFromDate`.
    pub from: Option<Date>,
    /// `ReceiveToDate`.
    pub to: Option<Date>,
}

impl Ask {
    /// The parameters, in the order integrators write them.
    #[must_use]
    pub fn parameters(&self) -> Vec<(&'static str, String)> {
        let day = |day: Option<Date>| day.map_or_else(String::new, dates::older_day);
        vec![
            ("Start", self.start.to_string()),
            ("End", self.end.to_string()),
            ("GovAgencyCode", self.agency.clone()),
            ("APIKey", self.key.clone()),
            ("ReceiveFromDate", day(self.from)),
            ("ReceiveToDate", day(self.to)),
        ]
    }

    /// Reads the parameters; the field that cannot be read is the error.
    ///
    /// # Errors
    /// The name of the parameter.
    pub fn read(pairs: &[(String, String)]) -> Result<Self, &'static str> {
        let get = |name: &str| {
            let found = pairs.iter().find(|(key, _)| key == name);
            found.map_or("", |(_, value)| value.trim())
        };
        let number = |name: &'static str| match get(name) {
            "" => Ok(-1),
            text => text.parse().ok().filter(|n: &i64| *n >= -1).ok_or(name),
        };
        let day = |name: &'static str| match get(name) {
            "" => Ok(None),
            text => dates::read_older_day(text).map(Some).ok_or(name),
        };
        Ok(Self {
            start: number("Start")?,
            end: number("End")?,
            agency: get("GovAgencyCode").to_owned(),
            key: get("APIKey").to_owned(),
            from: day("ReceiveFromDate")?,
            to: day("ReceiveToDate")?,
        })
    }
}

//! A licence as the register has it, and what an exchange makes of it.

use jiff::ToSpan;
use jiff::civil::Date;
use nation::{Citizen, DrivingLicence};
use protocols::licences::{Held, dates};
use sha2::{Digest, Sha256};

/// A licence with its present card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Licence {
    /// Twelve digits; an exchange keeps it.
    pub number: String,
    /// Personal number of the holder.
    pub holder: String,
    /// Serial of the card.
    pub card: String,
    /// Class.
    pub class: String,
    /// Day of passing the test.
    pub passed: Date,
    /// Day the card was issued.
    pub issued: Date,
    /// Last day; none when it does not run out.
    pub expires: Option<Date>,
    /// Issuer.
    pub issuer: String,
}

impl Licence {
    /// The licence a citizen was born into the nation with.
    #[must_use]
    pub fn of(citizen: &Citizen) -> Option<Self> {
        let DrivingLicence {
            number,
            card,
            class,
            passed,
            issued,
            expires,
            issuer,
        } = citizen.licence.clone()?;
        Some(Self {
            number,
            card,
            class: class.to_owned(),
            passed,
            issued,
            expires,
            issuer,
            holder: citizen.id.clone(),
        })
    }

    /// The same licence on a new card.
    #[must_use]
    pub fn renewed(&self, card: String, on: Date, issuer: &str) -> Self {
        let years = self
            .expires
            .map(|last| i64::from((last.year() - self.issued.year()).max(1)));
        Self {
            card,
            issued: on,
            expires: years.map(|years| on.saturating_add(years.years())),
            issuer: issuer.to_owned(),
            ..self.clone()
        }
    }

    /// As the feed writes it.
    #[must_use]
    pub fn held(&self) -> Held {
        Held {
            number: self.number.clone(),
            card: self.card.clone(),
            issuer: self.issuer.clone(),
            issued: dates::day(self.issued),
            expires: self.expires.map_or_else(String::new, dates::day),
            class: self.class.clone(),
            passed: dates::day(self.passed),
        }
    }
}

/// The serial of the `n`-th card that is issued.
#[must_use]
pub fn card(seed: u64, n: u64) -> String {
    let digest = Sha256::digest(format!("{seed} card {n}"));
    let number = u32::from_be_bytes([0, digest[0], digest[1], digest[2]]) % 1_000_000;
    let letter = |byte: u8| char::from(b'B' + byte % 20);
    format!("{}{}{number:06}", letter(digest[3]), letter(digest[4]))
}

//! Dossier codes (mã số hồ sơ): `000.00.00.H49-201209-0001` (TT 01/2018/TT-VPCP Art. 19; services §1.7; BRM-03, BRM-04).
//!
//! Agency, day of reception, number in the day. The number has four digits, so an agency has 9,999 dossiers a day; the
//! law does not say what happens to the next one. Here the code cannot be issued and the error says so (assumption).

use std::fmt;

use jiff::civil::{Date, date};

use crate::identifiers;

/// The last number of a day.
pub const LAST_NUMBER: u16 = 9999;

/// Root-first codes exist from this day on (QĐ 20/2020/QĐ-TTg in force).
const ROOT_FIRST_FROM: Date = date(2020, 9, 15);
/// From this day on they are the only ones (QĐ 20/2020 Art. 4: transition of 24 months; BRM-04, an inference).
const ROOT_FIRST_ONLY_FROM: Date = date(2022, 9, 15);

/// Which end of the agency code stands first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OrderForm {
    /// `000.00.00.H49`, lowest level first (QCVN 102:2016).
    LeafFirst,
    /// `H49`, highest level first (QĐ 20/2020/QĐ-TTg).
    RootFirst,
}

/// Which forms a day's new codes may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormRule {
    /// Lowest level first only: before 15 September 2020.
    LeafFirst,
    /// Both: the transition of 24 months.
    Either,
    /// Highest level first only (inferred).
    RootFirst,
}

impl FormRule {
    /// The rule of a day.
    #[must_use]
    pub fn on(day: Date) -> FormRule {
        if day < ROOT_FIRST_FROM {
            FormRule::LeafFirst
        } else if day < ROOT_FIRST_ONLY_FROM {
            FormRule::Either
        } else {
            FormRule::RootFirst
        }
    }

    /// Whether a form fits.
    #[must_use]
    pub fn allows(self, form: OrderForm) -> bool {
        match self {
            FormRule::Either => true,
            FormRule::LeafFirst => form == OrderForm::LeafFirst,
            FormRule::RootFirst => form == OrderForm::RootFirst,
        }
    }
}

/// Why a text is no dossier code, or a code cannot be issued.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// Not three parts, or a part of the wrong shape.
    #[error("expected a dossier code `agency-YYMMDD-XXXX`, found `{found}`: {what}")]
    Shape {
        /// The text, cut to 60 characters.
        found: String,
        /// What is wrong with it.
        what: &'static str,
    },
    /// The agency code has neither form.
    #[error("expected an agency code such as 000.00.00.H49 or H49, found `{0}`")]
    Agency(String),
    /// The year cannot be written with two digits.
    #[error("expected a day between 2000 and 2099, found {0}")]
    Year(Date),
    /// The number is not one of a day's.
    #[error(
        "expected a number from 1 to {LAST_NUMBER} in the day, found {0}: four digits hold no more"
    )]
    Number(u32),
}

/// A dossier code.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DossierCode {
    agency: String,
    day: Date,
    number: u16,
}

impl DossierCode {
    /// The code of an agency's `number`-th dossier of a day, counted from 1.
    ///
    /// # Errors
    /// An agency code of neither form, a year outside this century, number 0 or above [`LAST_NUMBER`].
    pub fn new(agency: &str, day: Date, number: u32) -> Result<DossierCode, CodeError> {
        if form(agency).is_none() {
            return Err(CodeError::Agency(agency.chars().take(60).collect()));
        }
        if !(2000..=2099).contains(&day.year()) {
            return Err(CodeError::Year(day));
        }
        let number = u16::try_from(number)
            .ok()
            .filter(|n| (1..=LAST_NUMBER).contains(n))
            .ok_or(CodeError::Number(number))?;
        Ok(DossierCode {
            agency: agency.to_owned(),
            day,
            number,
        })
    }

    /// Reads a code, strictly.
    ///
    /// # Errors
    /// Which part does not fit. Real data hold longer numbers (services §1.7, uncertain): they are errors here.
    pub fn parse(text: &str) -> Result<DossierCode, CodeError> {
        let wrong = |what| CodeError::Shape {
            found: text.chars().take(60).collect(),
            what,
        };
        let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        let parts: Vec<&str> = text.splitn(4, '-').collect();
        let [agency, day, number] = parts[..] else {
            return Err(wrong("it has not three parts"));
        };
        if day.len() != 6 || !digits(day) {
            return Err(wrong("the second part is not six digits"));
        }
        if number.len() != 4 || !digits(number) {
            return Err(wrong("the third part is not four digits"));
        }
        if form(agency).is_none() {
            return Err(CodeError::Agency(agency.chars().take(60).collect()));
        }
        let pair = |at: usize| day[at..at + 2].parse::<i8>().unwrap_or_default();
        let day = Date::new(2000 + i16::from(pair(0)), pair(2), pair(4))
            .map_err(|_| wrong("the second part is no day YYMMDD"))?;
        DossierCode::new(agency, day, number.parse().unwrap_or_default())
    }

    /// The agency's code as it stands in the text.
    #[must_use]
    pub fn agency(&self) -> &str {
        &self.agency
    }

    /// The day of reception.
    #[must_use]
    pub fn day(&self) -> Date {
        self.day
    }

    /// The number in the day, 1 to [`LAST_NUMBER`].
    #[must_use]
    pub fn number(&self) -> u16 {
        self.number
    }

    /// Which end of the agency code stands first.
    #[must_use]
    pub fn form(&self) -> OrderForm {
        form(&self.agency).unwrap_or(OrderForm::LeafFirst)
    }

    /// Whether it was issued by that agency, whatever form either is written in.
    #[must_use]
    pub fn is_of(&self, agency: &str) -> bool {
        identifiers::same_agency(&self.agency, agency)
    }

    /// Without punctuation, as payment references want it.
    #[must_use]
    pub fn bare(&self) -> String {
        let text = self.to_string();
        text.chars().filter(char::is_ascii_alphanumeric).collect()
    }
}

impl fmt::Display for DossierCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = (self.day.year() % 100, self.day.month(), self.day.day());
        write!(
            f,
            "{}-{year:02}{month:02}{day:02}-{:04}",
            self.agency, self.number
        )
    }
}

impl std::str::FromStr for DossierCode {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<DossierCode, CodeError> {
        DossierCode::parse(text)
    }
}

fn form(agency: &str) -> Option<OrderForm> {
    match identifiers::form(agency) {
        identifiers::Form::Qcvn2016 => Some(OrderForm::LeafFirst),
        identifiers::Form::Qd20 => Some(OrderForm::RootFirst),
        identifiers::Form::Irregular => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn errors_say_which_part_is_wrong() {
        let say = |text| DossierCode::parse(text).expect_err("wrong").to_string();
        insta::assert_snapshot!(say("000.00.00.H49-201209"), @"expected a dossier code `agency-YYMMDD-XXXX`, found `000.00.00.H49-201209`: it has not three parts");
        insta::assert_snapshot!(say("000.00.00.H49-201309-0001"), @"expected a dossier code `agency-YYMMDD-XXXX`, found `000.00.00.H49-201309-0001`: the second part is no day YYMMDD");
        insta::assert_snapshot!(say("000.00.00.H49-201209-10000"), @"expected a dossier code `agency-YYMMDD-XXXX`, found `000.00.00.H49-201209-10000`: the third part is not four digits");
        insta::assert_snapshot!(say("H49X-201209-0001"), @"expected an agency code such as 000.00.00.H49 or H49, found `H49X`");
        insta::assert_snapshot!(say("H49-201209-0000"), @"expected a number from 1 to 9999 in the day, found 0: four digits hold no more");
        insta::assert_snapshot!(say("H49-201209-0001-2"), @"expected a dossier code `agency-YYMMDD-XXXX`, found `H49-201209-0001-2`: it has not three parts");
    }

    #[test]
    fn the_ten_thousandth_has_no_code() {
        let day = date(2026, 11, 23);
        assert!(DossierCode::new("H49", day, 9999).is_ok());
        assert_eq!(
            DossierCode::new("H49", day, 10_000),
            Err(CodeError::Number(10_000))
        );
    }

    #[test]
    fn which_form_fits_which_day() {
        let allows = |y, m, d| {
            let rule = FormRule::on(date(y, m, d));
            (
                rule.allows(OrderForm::LeafFirst),
                rule.allows(OrderForm::RootFirst),
            )
        };
        assert_eq!(allows(2020, 9, 14), (true, false));
        assert_eq!(allows(2020, 9, 15), (true, true));
        assert_eq!(allows(2022, 9, 14), (true, true));
        assert_eq!(allows(2022, 9, 15), (false, true));
    }

    #[test]
    fn both_forms_are_one_agency() {
        let code = DossierCode::parse("000.00.00.H49-201209-0001").expect("sound");
        assert!(code.is_of("H49") && code.is_of("000.00.00.H49") && !code.is_of("H37"));
        assert_eq!(code.bare(), "0000000H492012090001");
    }

    proptest! {
        #[test]
        fn round_trips(root in any::<bool>(), number in 1u32..=9999, days in 0i32..36_500) {
            let day = date(2000, 1, 1).checked_add(jiff::Span::new().days(days)).expect("this century");
            let agency = if root { "H49.12" } else { "000.12.34.H49" };
            let code = DossierCode::new(agency, day, number).expect("sound");
            prop_assert_eq!(DossierCode::parse(&code.to_string()), Ok(code));
        }

        #[test]
        fn what_is_read_is_written_alike_and_nothing_panics(text in "[0-9H.\\-]{0,30}|.{0,40}") {
            if let Ok(code) = DossierCode::parse(&text) {
                prop_assert_eq!(code.to_string(), text);
            }
        }
    }
}

//! Papers people carry: driving licence, health-insurance card.

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use serde::Serialize;

use crate::citizen::Sex;
use crate::draw::Draw;

/// A driving licence (giấy phép lái xe).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DrivingLicence {
    /// Twelve digits: issuing province (`00` here), century and sex, year of passing, serial.
    pub number: String,
    /// Serial of the card: two letters and six digits.
    pub card: String,
    /// Class before 1 January 2025: `A1`, `B1`, `B2`, `C`, `D`.
    pub class: &'static str,
    /// Day of passing the test.
    pub passed: Date,
    /// Day of issue.
    pub issued: Date,
    /// Last day it is valid; none for motorcycles.
    pub expires: Option<Date>,
    /// Who issued it: the Department of Transport of a province.
    pub issuer: String,
}

/// Classes, how many years they run and how common they are.
const CLASSES: [((&str, i64), u32); 5] = [
    (("A1", 0), 600),
    (("B1", 10), 60),
    (("B2", 10), 240),
    (("C", 5), 80),
    (("D", 5), 20),
];

/// The licence of a person; none for whoever was under 18 on 1 January 2019, and for a third of the others.
pub(crate) fn driving_licence(
    seed: u64,
    index: u32,
    serial: u32,
    (born, sex): (Date, Sex),
    province: &str,
) -> Option<DrivingLicence> {
    let mut draw = Draw::new(seed, "licence", u64::from(index));
    let grown = born + 18.years();
    let (first, last) = (
        grown.max(Date::constant(1995, 1, 1)),
        Date::constant(2019, 1, 1),
    );
    let room = first.until(last).ok()?.get_days();
    if room <= 0 || draw.per_mille(333) {
        return None;
    }
    let (class, years) = draw.weighted(&CLASSES);
    let passed = first.saturating_add(Span::new().days(i64::from(draw.below(room as u32))));
    // The present card: issued after passing, and again whenever the last one ran out before 2019.
    let mut issued = passed.saturating_add(14.days());
    while years > 0 && issued + years.years() <= last {
        issued += years.years();
    }
    let century = if passed.year() < 2000 { 0 } else { 2 } + u8::from(sex == Sex::Female);
    Some(DrivingLicence {
        number: format!("00{century}{:02}0{serial:06}", passed.year() % 100),
        card: format!(
            "{}{:06}",
            draw.pick(&["AA", "AB", "AC", "AD"]),
            draw.below(1_000_000)
        ),
        class,
        passed,
        issued,
        expires: (years > 0).then(|| issued + years.years()),
        issuer: format!("Sở Giao thông vận tải {province}"),
    })
}

/// The card number of health insurance: group of people, level, province `00`, social insurance number (ten digits).
pub(crate) fn health_card(born: Date, social_insurance: &str) -> String {
    let group = match born.year() {
        2014.. => "TE1",
        2001.. => "HS4",
        1960.. => "DN4",
        _ => "HT3",
    };
    format!("{group}00{social_insurance}")
}

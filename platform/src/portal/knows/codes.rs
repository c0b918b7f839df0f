//! Codes of agencies and dossiers, as far as the portal looks into them (services §1.7).
//!
//! Codes are leaf-first before QĐ 20/2020 (`000.00.12.H49`) and root-first after (`H49.12`): the group with a letter is the top-level agency.

use jiff::civil::Date;

/// The top-level agency of a code: its group of one letter and two digits.
pub fn root(code: &str) -> Option<&str> {
    code.trim().split('.').find(|group| {
        let bytes = group.as_bytes();
        bytes.len() == 3
            && bytes[0].is_ascii_uppercase()
            && bytes[1..].iter().all(u8::is_ascii_digit)
    })
}

/// Whether two codes belong to one top-level agency.
pub fn same_root(left: &str, right: &str) -> bool {
    match (root(left), root(right)) {
        (Some(left), Some(right)) => left == right,
        _ => left.trim() == right.trim(),
    }
}

/// A dossier code taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DossierCode<'a> {
    /// Code of the agency.
    pub agency: &'a str,
    /// The day it names.
    pub day: Date,
    /// The day's number; four digits by the law.
    pub number: &'a str,
}

/// Takes `agency-YYMMDD-XXXX` apart; longer numbers are seen in the field and are taken.
pub fn dossier(code: &str) -> Option<DossierCode<'_>> {
    let mut parts = code.trim().rsplitn(3, '-');
    let (number, day, agency) = (parts.next()?, parts.next()?, parts.next()?);
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if day.len() != 6 || !digits(day) || !digits(number) || !(4..=9).contains(&number.len()) {
        return None;
    }
    if number.bytes().all(|byte| byte == b'0') {
        return None;
    }
    root(agency)?;
    let part = |range: std::ops::Range<usize>| day[range].parse::<i8>().ok();
    let day = Date::new(2000 + i16::from(part(0..2)?), part(2..4)?, part(4..6)?).ok()?;
    Some(DossierCode {
        agency,
        day,
        number,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_taken_apart_in_both_forms() {
        for (code, root_group) in [
            ("000.00.12.H49-261120-0001", "H49"),
            ("H49.12-261120-0001", "H49"),
            ("000.00.00.G22-261120-123456", "G22"),
        ] {
            let parts = dossier(code).expect(code);
            assert_eq!(root(parts.agency), Some(root_group));
            assert_eq!(parts.day, jiff::civil::date(2026, 11, 20));
        }
        for code in [
            "",
            "H49",
            "H49-261120",
            "000.00.00.H49-261320-0001",
            "000.00.00.H49-261120-001",
            "000.00.00.H49-261120-0000",
            "x-261120-0001",
        ] {
            assert_eq!(dossier(code), None, "{code}");
        }
        assert!(
            same_root("000.00.00.H49", "H49.12") && !same_root("000.00.00.H49", "000.00.00.H41")
        );
    }
}

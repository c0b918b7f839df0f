//! Identification codes of agencies (mã định danh cơ quan), both generations.
//!
//! The 2016 form (QCVN 102:2016) has thirteen characters in four groups and reads from the lowest level to the
//! highest: `000.00.01.H53` is a level-2 unit of province `H53`. The 2020 form (QĐ 20/2020/QĐ-TTg) reads from the
//! highest level down: `H37.02.02`. Both flow side by side, together with malformed codes that real directories hold.

mod aliases;

pub use aliases::Aliases;

/// The longest code of the 2020 form, in characters (QĐ 20/2020/QĐ-TTg).
pub const LONGEST_QD20: usize = 35;

/// Which generation a code belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// Thirteen characters, four groups, lowest level first (QCVN 102:2016; QĐ 28/2018/QĐ-TTg Art. 10.2.a).
    Qcvn2016,
    /// Up to 35 characters of `A–Z 0–9 .`, highest level first (QĐ 20/2020/QĐ-TTg).
    Qd20,
    /// Neither; such codes are seen in live directories (domain §2.1) and are carried, with a warning.
    Irregular,
}

/// Tells the form of a code, exactly as written (no trimming, case matters).
#[must_use]
pub fn form(code: &str) -> Form {
    if is_2016(code) {
        Form::Qcvn2016
    } else if is_2020(code) {
        Form::Qd20
    } else {
        Form::Irregular
    }
}

/// The level of the agency: 1 for a ministry or province, growing downwards; `None` for an irregular code.
///
/// In the 2016 form an all-zero group stands for "the higher unit itself", so the level is that of the lowest group
/// that is not zero.
#[must_use]
pub fn level(code: &str) -> Option<u8> {
    match form(code) {
        Form::Qcvn2016 => {
            let groups: Vec<&str> = code.split('.').collect();
            let lowest = groups
                .iter()
                .take(3)
                .position(|g| g.bytes().any(|b| b != b'0'));
            Some(lowest.map_or(1, |i| 4 - u8::try_from(i).unwrap_or(3)))
        }
        Form::Qd20 => u8::try_from(code.split('.').count()).ok(),
        Form::Irregular => None,
    }
}

/// The code of the agency above, in the same form; `None` at level 1 and for an irregular code.
#[must_use]
pub fn parent(code: &str) -> Option<String> {
    let level = level(code)?;
    if level <= 1 {
        return None;
    }
    if form(code) == Form::Qd20 {
        return code.rsplit_once('.').map(|(above, _)| above.to_owned());
    }
    let zeroed = usize::from(4 - level);
    let groups = code.split('.').enumerate().map(|(i, group)| match i {
        i if i == zeroed => "0".repeat(group.len()),
        _ => group.to_owned(),
    });
    Some(groups.collect::<Vec<_>>().join("."))
}

/// The 2020 form of a level-1 code of 2016: `000.00.00.H53` gives `H53`. Lower levels have no known rule.
#[must_use]
pub fn to_qd20(code: &str) -> Option<String> {
    let top = code.strip_prefix("000.00.00.")?;
    (form(code) == Form::Qcvn2016).then(|| top.to_owned())
}

/// The 2016 form of a level-1 code of 2020: `H53` gives `000.00.00.H53`. Lower levels have no known rule.
#[must_use]
pub fn to_2016(code: &str) -> Option<String> {
    (form(code) == Form::Qd20 && level(code) == Some(1)).then(|| format!("000.00.00.{code}"))
}

/// A spelling with the accidents taken out: surrounding and inner blanks gone, letters upper-case.
#[must_use]
pub fn normalised(code: &str) -> String {
    code.chars()
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_uppercase)
        .collect()
}

/// Whether two spellings name one agency without a directory: equal but for case and blanks, or the two forms of one
/// level-1 code.
#[must_use]
pub fn same_agency(a: &str, b: &str) -> bool {
    agency_key(a) == agency_key(b)
}

/// What [`same_agency`] compares, for sets and maps.
#[must_use]
pub fn agency_key(code: &str) -> String {
    let code = normalised(code);
    to_qd20(&code).unwrap_or(code)
}

fn is_2016(code: &str) -> bool {
    const SHAPE: &[u8; 13] = b"000.00.00.A00";
    code.len() == SHAPE.len()
        && code
            .bytes()
            .zip(SHAPE)
            .all(|(found, expected)| match expected {
                b'0' => found.is_ascii_digit(),
                b'A' => found.is_ascii_uppercase(),
                other => found == *other,
            })
}

fn is_2020(code: &str) -> bool {
    let mut groups = code.split('.');
    let top = groups.next().unwrap_or_default().as_bytes();
    let top_fits = matches!(top, [letter, a, b]
        if letter.is_ascii_uppercase() && a.is_ascii_digit() && b.is_ascii_digit());
    let group_fits = |g: &str| {
        !g.is_empty()
            && g.bytes()
                .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
    };
    code.len() <= LONGEST_QD20 && top_fits && groups.all(group_fits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn forms_levels_and_parents_of_codes_that_flowed() {
        let table = [
            ("000.00.00.H53", Form::Qcvn2016, Some(1), None),
            (
                "000.00.01.H53",
                Form::Qcvn2016,
                Some(2),
                Some("000.00.00.H53"),
            ),
            (
                "000.01.01.H53",
                Form::Qcvn2016,
                Some(3),
                Some("000.00.01.H53"),
            ),
            (
                "002.00.20.H13",
                Form::Qcvn2016,
                Some(4),
                Some("000.00.20.H13"),
            ),
            (
                "001.02.20.H13",
                Form::Qcvn2016,
                Some(4),
                Some("000.02.20.H13"),
            ),
            ("H37", Form::Qd20, Some(1), None),
            ("H37.02.02", Form::Qd20, Some(3), Some("H37.02")),
            ("H37.DN.001", Form::Qd20, Some(3), Some("H37.DN")),
            ("000.1137.H53", Form::Irregular, None, None),
            ("28.22.H17", Form::Irregular, None, None),
            ("001.00.20.TT2", Form::Irregular, None, None),
            ("vxp.saas.03", Form::Irregular, None, None),
            ("H37..02", Form::Irregular, None, None),
            (" H37", Form::Irregular, None, None),
            ("", Form::Irregular, None, None),
        ];
        for (code, expected, at_level, above) in table {
            assert_eq!(form(code), expected, "{code}");
            assert_eq!(level(code), at_level, "{code}");
            assert_eq!(parent(code).as_deref(), above, "{code}");
        }
    }

    #[test]
    fn level_one_codes_change_form_and_lower_ones_do_not() {
        assert_eq!(to_qd20("000.00.00.H53").as_deref(), Some("H53"));
        assert_eq!(to_2016("H53").as_deref(), Some("000.00.00.H53"));
        assert_eq!(to_qd20("000.00.01.H53"), None);
        assert_eq!(to_2016("H53.01"), None);
        assert!(same_agency(" 000.00.00.h53", "H53"));
        assert!(!same_agency("000.00.01.H53", "H53"));
    }

    proptest! {
        #[test]
        fn every_2016_code_climbs_to_level_one(v in 0u16..1000, z in 0u8..100, y in 0u8..100, m in "[A-Z][0-9]{2}") {
            let mut code = format!("{v:03}.{z:02}.{y:02}.{m}");
            prop_assert_eq!(form(&code), Form::Qcvn2016);
            let mut at = level(&code).expect("regular");
            while let Some(above) = parent(&code) {
                let higher = level(&above).expect("regular");
                prop_assert!(higher < at);
                (code, at) = (above, higher);
            }
            let short = to_qd20(&code).expect("level 1");
            prop_assert_eq!(to_2016(&short), Some(code));
        }

        #[test]
        fn never_panics(code in ".{0,40}") {
            let _ = (level(&code), parent(&code), to_qd20(&code), to_2016(&code), same_agency(&code, &code));
        }
    }
}

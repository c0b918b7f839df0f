//! Codes of fields and procedures: `G03-GD10`, `1.002820`, `3.000181.000.00.00.H22` (services §1.7).

use std::fmt;

use crate::identifiers;

/// A text that is no such code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected {expected}, found `{found}`")]
pub struct NumberError {
    /// The shape expected, with an example.
    pub expected: &'static str,
    /// What was found, cut to 60 characters.
    pub found: String,
}

/// A field code `MX1X2-LV` (TT 01/2018/TT-VPCP Art. 20): a top agency and a field of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FieldCode(String);

impl FieldCode {
    /// Reads a code.
    ///
    /// # Errors
    /// Another shape; the part after the hyphen is 1 to 20 capitals and digits (length is our choice).
    pub fn parse(text: &str) -> Result<FieldCode, NumberError> {
        let fits = text.split_once('-').is_some_and(|(agency, field)| {
            identifiers::form(agency) == identifiers::Form::Qd20
                && agency.len() == 3
                && (1..=20).contains(&field.len())
                && field
                    .bytes()
                    .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        });
        if fits {
            Ok(FieldCode(text.to_owned()))
        } else {
            Err(wrong("a field code such as G03-GD10", text))
        }
    }

    /// The top agency, `G03`.
    #[must_use]
    pub fn agency(&self) -> &str {
        &self.0[..3]
    }
}

impl fmt::Display for FieldCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A procedure code `n.nnnnnn`, with the agency behind it when it is a province's own.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ProcedureCode {
    text: String,
}

/// Length of `n.nnnnnn`.
const KERNEL: usize = 8;

impl ProcedureCode {
    /// Reads a code.
    ///
    /// # Errors
    /// Another shape than `n.nnnnnn`, or than that with `.` and an agency code behind it.
    pub fn parse(text: &str) -> Result<ProcedureCode, NumberError> {
        let shape = |part: &[u8]| {
            part.iter().enumerate().all(|(at, b)| match at {
                1 => *b == b'.',
                _ => b.is_ascii_digit(),
            })
        };
        let bytes = text.as_bytes();
        let kernel = bytes.len() >= KERNEL && shape(&bytes[..KERNEL]);
        let rest = kernel.then(|| &text[KERNEL..]);
        let fits = rest.is_some_and(|rest| {
            rest.is_empty()
                || rest
                    .strip_prefix('.')
                    .is_some_and(|agency| identifiers::form(agency) != identifiers::Form::Irregular)
        });
        if fits {
            let text = text.to_owned();
            Ok(ProcedureCode { text })
        } else {
            Err(wrong(
                "a procedure code such as 1.002820 or 3.000181.000.00.00.H22",
                text,
            ))
        }
    }

    /// `n.nnnnnn`, the same for all provinces that took it over.
    #[must_use]
    pub fn kernel(&self) -> &str {
        &self.text[..KERNEL]
    }

    /// The agency whose own procedure it is; nothing for a central one.
    #[must_use]
    pub fn agency(&self) -> Option<&str> {
        self.text.get(KERNEL + 1..)
    }

    /// The code of the public service that offers it (`MaDVC`; services §1.7).
    #[must_use]
    pub fn service(&self) -> String {
        format!("{}.01", self.text)
    }
}

impl fmt::Display for ProcedureCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

fn wrong(expected: &'static str, text: &str) -> NumberError {
    NumberError {
        expected,
        found: text.chars().take(60).collect(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn codes_that_flowed() {
        for text in ["1.002820", "3.000181.000.00.00.H22", "1.000948.H38"] {
            let code = ProcedureCode::parse(text).expect(text);
            assert_eq!(code.to_string(), text);
        }
        let own = ProcedureCode::parse("1.000948.H38").expect("sound");
        assert_eq!((own.kernel(), own.agency()), ("1.000948", Some("H38")));
        assert_eq!(own.service(), "1.000948.H38.01");
        assert_eq!(
            FieldCode::parse("G03-GD10").map(|f| f.agency().to_owned()),
            Ok("G03".to_owned())
        );
        for text in [
            "",
            "1.00282",
            "1002820",
            "1.0028200",
            "1.002820.",
            "1.002820.x",
            "a.002820",
        ] {
            assert!(ProcedureCode::parse(text).is_err(), "{text}");
        }
        for text in [
            "",
            "G03",
            "G03-",
            "g03-GD10",
            "G03-gd",
            "G03-GD 1",
            "000.00.00.G03-GD",
        ] {
            assert!(FieldCode::parse(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(text in "[0-9.GH\\-]{0,20}|.{0,30}") {
            let _ = (ProcedureCode::parse(&text), FieldCode::parse(&text));
        }
    }
}

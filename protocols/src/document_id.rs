//! Document ids (mã định danh văn bản) and whether a reference means a given document (domain §1.5).

use jiff::civil::Date;
use uuid::Uuid;

use crate::dates;
use crate::edxml::{Answering, Code, Document};
use crate::identifiers::same_agency;

/// A document id, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocumentId {
    /// `{issuer},{yyyy/MM/dd},{number}/{notation}`, the form since 2015.
    Classic {
        /// The issuer's code.
        organ_id: String,
        /// The date of promulgation; `None` when the text holds no real date, as one sample of the operator does.
        date: Option<Date>,
        /// Number and notation.
        code: Code,
    },
    /// A UUID, common since about 2019.
    Uuid(Uuid),
    /// Anything else.
    Other(String),
}

/// The classic id of a document.
#[must_use]
pub fn classic(organ_id: &str, date: Date, code: &Code) -> String {
    format!("{organ_id},{},{code}", dates::format_date(date))
}

/// Takes an id apart. The date of a classic id may be in a foreign format: one receiver writes `yyyy-MM-dd`.
#[must_use]
pub fn parse(text: &str) -> DocumentId {
    let text = text.trim();
    if let Ok(uuid) = Uuid::try_parse(text) {
        return DocumentId::Uuid(uuid);
    }
    let parts: Vec<&str> = text.splitn(3, ',').map(str::trim).collect();
    match parts[..] {
        [organ_id, date, code] if !organ_id.is_empty() => match code.split_once('/') {
            Some((number, notation)) => DocumentId::Classic {
                organ_id: organ_id.to_owned(),
                date: dates::date(date).ok().or_else(|| dates::foreign_date(date)),
                code: Code {
                    number: number.trim().to_owned(),
                    notation: notation.trim().to_owned(),
                },
            },
            None => DocumentId::Other(text.to_owned()),
        },
        _ => DocumentId::Other(text.to_owned()),
    }
}

/// Whether two ids are one: equal but for surrounding blanks, or one UUID, or one (issuer, date, code).
#[must_use]
pub fn same_id(a: &str, b: &str) -> bool {
    if a.trim() == b.trim() {
        return !a.trim().is_empty();
    }
    match (parse(a), parse(b)) {
        (DocumentId::Uuid(a), DocumentId::Uuid(b)) => a == b,
        (
            DocumentId::Classic {
                organ_id: a,
                date: Some(on_a),
                code: code_a,
            },
            DocumentId::Classic {
                organ_id: b,
                date: Some(on_b),
                code: code_b,
            },
        ) => {
            same_agency(&a, &b)
                && on_a == on_b
                && same_code(&code_a.to_string(), &code_b.to_string())
        }
        _ => false,
    }
}

/// Whether a reference means this document: by its id, or by (issuer, code, date).
///
/// Never by the code alone: two documents of different years may share it (domain §6.20). When the reference's own
/// fields do not suffice, those inside a classic id are used; a recall names the receiver instead of the issuer, so
/// there only the id speaks.
#[must_use]
pub fn same_document(reference: &Answering, document: &Document) -> bool {
    let written = reference.document_id.as_deref().unwrap_or_default();
    let own_classic = classic(&document.from.id, document.promulgated, &document.code);
    let own_id = document.id.as_deref().unwrap_or(&own_classic);
    if same_id(written, own_id) || same_id(written, &own_classic) {
        return true;
    }
    let by_fields = reference
        .organ_id
        .as_deref()
        .is_some_and(|id| same_agency(id, &document.from.id))
        && reference
            .code
            .as_deref()
            .is_some_and(|code| same_code(code, &document.code.to_string()))
        && reference.promulgated == Some(document.promulgated);
    // Two UUIDs that differ are two packages, even of one paper: a resend or an update has its own id.
    let ids_differ = matches!(
        (parse(written), parse(own_id)),
        (DocumentId::Uuid(_), DocumentId::Uuid(_))
    );
    by_fields && !ids_differ
}

/// Codes are equal but for case, blanks and the leading zeros of the number.
fn same_code(a: &str, b: &str) -> bool {
    let key = |code: &str| {
        let code: String = code
            .chars()
            .filter(|c| !c.is_whitespace())
            .flat_map(char::to_uppercase)
            .collect();
        code.trim_start_matches('0').to_owned()
    };
    key(a) == key(b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn document() -> Document {
        Document {
            from: crate::edxml::Organisation {
                id: "000.00.00.G22".into(),
                ..Default::default()
            },
            code: Code {
                number: "7816".into(),
                notation: "VPCP-TTĐT".into(),
            },
            promulgated: date(2015, 9, 30),
            ..Default::default()
        }
    }

    #[test]
    fn takes_ids_apart() {
        let code = Code {
            number: "7816".into(),
            notation: "VPCP-TTĐT".into(),
        };
        let id = classic("000.00.00.G22", date(2015, 9, 30), &code);
        assert_eq!(id, "000.00.00.G22,2015/09/30,7816/VPCP-TTĐT");
        let parts = |date| DocumentId::Classic {
            organ_id: "000.00.00.G22".into(),
            date,
            code: code.clone(),
        };
        assert_eq!(parse(&id), parts(Some(date(2015, 9, 30))));
        assert_eq!(
            parse("000.00.00.G22,2014/02/30,7816/VPCP-TTĐT"),
            parts(None)
        );
        assert!(matches!(
            parse(" 9FBFBAD2-f1f8-4256-a2eb-50fb1061cddb "),
            DocumentId::Uuid(_)
        ));
        for other in ["", "x", "a,b", "a,b,c", ",2015/09/30,1/2"] {
            assert!(matches!(parse(other), DocumentId::Other(_)), "{other}");
        }
    }

    #[test]
    fn a_reference_means_a_document_by_id_or_by_issuer_code_and_date() {
        let document = document();
        let by_id = |id: &str| Answering {
            document_id: Some(id.into()),
            ..Default::default()
        };
        assert!(same_document(
            &by_id("000.00.00.G22,2015/09/30,7816/VPCP-TTĐT"),
            &document
        ));
        assert!(same_document(
            &by_id("G22,2015-09-30,7816/vpcp-ttđt"),
            &document
        ));
        assert!(!same_document(
            &by_id("000.00.00.G22,2016/09/30,7816/VPCP-TTĐT"),
            &document
        ));
        assert!(!same_document(&Answering::default(), &document));
        let fields = Answering {
            organ_id: Some("G22".into()),
            code: Some("7816 / VPCP-TTĐT".into()),
            document_id: None,
            promulgated: Some(date(2015, 9, 30)),
        };
        assert!(same_document(&fields, &document));
        assert!(
            !same_document(
                &Answering {
                    promulgated: None,
                    ..fields.clone()
                },
                &document
            ),
            "the code alone"
        );
    }

    #[test]
    fn two_uuids_that_differ_are_two_documents() {
        let mut document = document();
        document.id = Some("9fbfbad2-f1f8-4256-a2eb-50fb1061cddb".into());
        let mut reference = Answering {
            organ_id: Some("000.00.00.G22".into()),
            code: Some(document.code.to_string()),
            document_id: Some("9FBFBAD2-F1F8-4256-A2EB-50FB1061CDDB".into()),
            promulgated: Some(document.promulgated),
        };
        assert!(same_document(&reference, &document));
        reference.document_id = Some("00000000-f1f8-4256-a2eb-50fb1061cddb".into());
        assert!(!same_document(&reference, &document));
    }

    proptest! {
        #[test]
        fn classic_ids_round_trip(y in 1900i16..2100, m in 1i8..13, d in 1i8..29, n in "[0-9a-z]{1,11}", t in "[A-ZĐ/-]{1,20}") {
            let code = Code { number: n, notation: t };
            let on = date(y, m, d);
            let id = classic("H37.02", on, &code);
            prop_assert_eq!(parse(&id), DocumentId::Classic { organ_id: "H37.02".into(), date: Some(on), code });
            let padded = format!(" {id} ");
            prop_assert!(same_id(&id, &padded));
        }

        #[test]
        fn never_panics(text in ".{0,60}") {
            let _ = (parse(&text), same_id(&text, &text));
        }
    }
}

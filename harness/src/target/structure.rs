//! From a TOML text to the tables of a target file: every unknown key and every value of the wrong type, not only the
//! first. What is wrong is noted, taken out, and the rest read again.

use std::ops::Range;

use record::Text;
use serde::Deserialize as _;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer, Error};

use super::error::{both, nothing};
use super::file::File;
use super::position::Places;

/// What was read, where it stands, and what is wrong with it.
pub(super) struct Structure {
    /// None when the text is no TOML.
    pub file: Option<File>,
    pub places: Places,
    pub mistakes: Vec<Mistake>,
}

/// One thing that is wrong with the structure.
pub(super) struct Mistake {
    pub span: Range<usize>,
    /// The field, when it is not the one around the place.
    pub field: Option<String>,
    pub expected: Text,
    pub found: Text,
    pub fix: Text,
}

/// The types of TOML, as the library names them and in Vietnamese.
const TYPES: [(&str, &str); 8] = [
    ("a string", "chuỗi"),
    ("string", "chuỗi"),
    ("a boolean", "true hoặc false"),
    ("boolean", "true hoặc false"),
    ("integer", "số nguyên"),
    ("floating point", "số thực"),
    ("a sequence", "danh sách"),
    ("sequence", "danh sách"),
];

pub(super) fn read(text: &str) -> Structure {
    let (mut table, errors) = DeTable::parse_recoverable(text);
    let places = Places::of(text, table.get_ref());
    if let Some(error) = errors.first() {
        // What follows a mistake of syntax is mostly its consequence.
        let mistake = syntax(error, &places);
        return Structure {
            file: None,
            places,
            mistakes: vec![mistake],
        };
    }
    let mut mistakes = Vec::new();
    loop {
        match File::deserialize(Deserializer::from(table.clone())) {
            Ok(file) => {
                return Structure {
                    file: Some(file),
                    places,
                    mistakes,
                };
            }
            Err(error) => {
                let mistake = structural(&error);
                let taken_out = take_out(table.get_mut(), &mistake.span);
                mistakes.push(mistake);
                if !taken_out {
                    return Structure {
                        file: None,
                        places,
                        mistakes,
                    };
                }
            }
        }
    }
}

fn syntax(error: &Error, places: &Places) -> Mistake {
    let message = error.message().replace('\n', ", ");
    let span = error.span().unwrap_or(0..0);
    Mistake {
        field: Some(places.written(&span)),
        span,
        expected: both("TOML", "TOML đúng cú pháp"),
        found: both(
            format!("a mistake of syntax ({message})"),
            format!("lỗi cú pháp ({message})"),
        ),
        fix: both(
            "correct the line; the example target file shows every field",
            "sửa dòng này; tệp đích mẫu có đủ mọi trường",
        ),
    }
}

fn structural(error: &Error) -> Mistake {
    let span = error.span().unwrap_or(0..0);
    let message = error.message();
    let unknown = (message.strip_prefix("unknown field `")).and_then(|rest| rest.split_once('`'));
    if let Some((found, rest)) = unknown {
        let known: Vec<&str> = rest.split('`').skip(1).step_by(2).collect();
        return Mistake {
            span,
            field: None,
            expected: both("a known key", "khóa đã biết"),
            found: super::error::verbatim(format!("`{found}`")),
            fix: nearest(found, &known),
        };
    }
    // `invalid type: string "…", expected a boolean`; the value itself may be a secret and is left out.
    let types =
        (message.strip_prefix("invalid type: ")).and_then(|rest| rest.split_once(", expected "));
    let (found, expected) = types.unwrap_or((message, "another value"));
    let found = found.split([' ', '`']).next().unwrap_or(found);
    Mistake {
        span,
        field: None,
        expected: type_name(expected),
        found: match found {
            "" => nothing(),
            "floating" => type_name("floating point"),
            found => type_name(found),
        },
        fix: both(
            "correct the line; the example target file shows every field",
            "sửa dòng này; tệp đích mẫu có đủ mọi trường",
        ),
    }
}

fn type_name(en: &str) -> Text {
    if en.starts_with("struct ") || en == "map" || en == "a map" {
        return both("a table", "bảng");
    }
    let vi = TYPES.iter().find(|(known, _)| *known == en);
    both(en, vi.map_or(en, |(_, vi)| *vi))
}

/// Takes the key or value at exactly this place out of the table; whether there was one. A list with a wrong element
/// goes whole, because the others are named by their place.
fn take_out(table: &mut DeTable<'_>, span: &Range<usize>) -> bool {
    let within = |value: &Spanned<DeValue<'_>>| match value.get_ref() {
        DeValue::Array(values) => values.iter().any(|value| value.span() == *span),
        _ => false,
    };
    let here = (table.iter())
        .find(|(key, value)| key.span() == *span || value.span() == *span || within(value));
    if let Some(key) = here.map(|(key, _)| key.clone()) {
        return table.remove(&key).is_some();
    }
    let mut values = table.iter_mut().map(|(_, value)| value.get_mut());
    values.any(|value| match value {
        DeValue::Table(table) => take_out(table, span),
        DeValue::Array(values) => values.iter_mut().any(|value| match value.get_mut() {
            DeValue::Table(table) => take_out(table, span),
            _ => false,
        }),
        _ => false,
    })
}

/// Advice for a word that is not among the known ones.
pub(super) fn nearest(found: &str, known: &[&str]) -> Text {
    let closest = (known.iter())
        .map(|word| (strsim::damerau_levenshtein(found, word), word))
        .min()
        .filter(|(distance, word)| *distance <= word.len().max(3) / 2);
    match closest {
        Some((_, word)) => both(
            format!("did you mean `{word}`?"),
            format!("có phải là `{word}`?"),
        ),
        None if known.is_empty() => both("nothing may stand here", "không được ghi gì ở đây"),
        None => both(
            format!("write one of: {}", known.join(", ")),
            format!("hãy ghi một trong: {}", known.join(", ")),
        ),
    }
}

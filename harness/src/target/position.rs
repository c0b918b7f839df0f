//! Where in a TOML text something stands: from a place in the text to its field and line, and back.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Every field of a text with its places.
pub(crate) struct Places {
    text: String,
    fields: Vec<Field>,
}

struct Field {
    /// `roles.axis.systems[1].secret_env`.
    path: String,
    key: Range<usize>,
    value: Range<usize>,
}

impl Places {
    pub fn of(text: &str, table: &DeTable<'_>) -> Self {
        let mut fields = Vec::new();
        of_table(table, "", &mut fields);
        Self {
            text: text.to_owned(),
            fields,
        }
    }

    /// The line (counted from 1) of a place in the text.
    pub fn line(&self, span: &Range<usize>) -> usize {
        let before = &self.text.as_bytes()[..span.start.min(self.text.len())];
        before.iter().filter(|byte| **byte == b'\n').count() + 1
    }

    /// The innermost field around a place in the text.
    pub fn field(&self, span: &Range<usize>) -> Option<&str> {
        let around = |range: &Range<usize>| range.start <= span.start && span.end <= range.end;
        let ranges = |field: &Field| [field.key.clone(), field.value.clone()];
        let least = |field: &Field| {
            ranges(field)
                .into_iter()
                .filter(around)
                .map(|range| range.len())
                .min()
        };
        let innermost = (self.fields.iter()).filter_map(|field| Some((least(field)?, field)));
        let innermost = innermost.min_by_key(|(length, _)| *length);
        innermost.map(|(_, field)| field.path.as_str())
    }

    /// The field one was about to write at a place in a text that is no TOML: the table above it and the key before `=`.
    pub fn written(&self, span: &Range<usize>) -> String {
        let (mut table, mut key) = ("", "");
        for row in self.text.lines().take(self.line(span)).map(str::trim) {
            if row.starts_with('[') {
                (table, key) = (row.trim_matches(['[', ']']), "");
            } else {
                key = row.split_once('=').map_or("", |(key, _)| key.trim());
            }
        }
        match (table, key) {
            ("", "") => "the file".to_owned(),
            (one, "") | ("", one) => one.to_owned(),
            (table, key) => format!("{table}.{key}"),
        }
    }

    /// Whether the text has this field.
    pub fn has(&self, path: &str) -> bool {
        self.fields.iter().any(|field| field.path == path)
    }

    /// The line of a field, or of the nearest table around it that the text has.
    pub fn line_of(&self, path: &str) -> Option<usize> {
        let holds = |field: &&Field| {
            let rest = path.strip_prefix(field.path.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        };
        let nearest = self.fields.iter().filter(holds);
        let nearest = nearest.max_by_key(|field| field.path.len())?;
        Some(self.line(&nearest.key))
    }
}

fn of_table(table: &DeTable<'_>, above: &str, into: &mut Vec<Field>) {
    for (key, value) in table {
        let path = match above {
            "" => key.get_ref().to_string(),
            above => format!("{above}.{}", key.get_ref()),
        };
        of_value(&path, key.span(), value, into);
    }
}

fn of_value(path: &str, key: Range<usize>, value: &Spanned<DeValue<'_>>, into: &mut Vec<Field>) {
    into.push(Field {
        path: path.to_owned(),
        key,
        value: value.span(),
    });
    match value.get_ref() {
        DeValue::Table(table) => of_table(table, path, into),
        DeValue::Array(values) => {
            for (index, value) in values.iter().enumerate() {
                of_value(&format!("{path}[{index}]"), value.span(), value, into);
            }
        }
        _ => {}
    }
}

//! Where in a TOML text something stands.

use std::ops::Range;

/// The line (counted from 1) of a place in the text.
pub(super) fn line(text: &str, span: &Range<usize>) -> usize {
    let before = &text.as_bytes()[..span.start.min(text.len())];
    before.iter().filter(|byte| **byte == b'\n').count() + 1
}

/// The field at a place in the text, with the table it stands in: `roles.axis.url`.
pub(super) fn field(text: &str, span: &Range<usize>) -> String {
    let line = line(text, span);
    let mut table = "";
    let mut key = "";
    for (index, row) in text.lines().take(line).enumerate() {
        let row = row.trim();
        if let Some(header) = row.strip_prefix('[') {
            table = header
                .trim_matches(['[', ']'])
                .split(']')
                .next()
                .unwrap_or("");
            key = "";
        } else if index + 1 == line {
            key = row.split('=').next().unwrap_or("");
        }
    }
    let parts: Vec<&str> = [table, key]
        .into_iter()
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    if parts.is_empty() {
        return "the file".to_owned();
    }
    parts.join(".")
}

//! The Vietnamese twins of our features' and scenarios' names: one table a system.

use std::collections::HashMap;
use std::sync::OnceLock;

use record::Text;

const TABLES: &[&str] = include!(concat!(env!("OUT_DIR"), "/titles.rs"));

/// The rows of the tables: English, Vietnamese.
pub fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = TABLES.iter().flat_map(|table| table.lines());
    lines
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
}

/// A name in both languages; a name without a twin stands for both.
#[must_use]
pub fn both(name: &str) -> Text {
    static TWINS: OnceLock<HashMap<&str, Text>> = OnceLock::new();
    let twins = TWINS.get_or_init(|| {
        let text = |(en, vi): (&str, &str)| Text {
            en: en.into(),
            vi: vi.into(),
        };
        rows()
            .flat_map(|row| [(row.0, text(row)), (row.1, text(row))])
            .collect()
    });
    twins.get(name).cloned().unwrap_or_else(|| Text {
        en: name.into(),
        vi: name.into(),
    })
}

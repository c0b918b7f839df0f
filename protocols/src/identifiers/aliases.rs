//! The alias table: every known spelling of an agency's code leads to one key.

use std::collections::HashMap;

use super::{normalised, to_2016, to_qd20};

/// Maps any known spelling of a code to the one code that keys the agency.
///
/// Spellings are compared without regard to case and blanks. The two forms of a level-1 code are one agency without
/// being told (domain §2.3); every other alias must be inserted.
#[derive(Clone, Debug, Default)]
pub struct Aliases {
    /// Normalised spelling -> the agency's code as it was inserted.
    keys: HashMap<String, String>,
    /// The agency's code -> its normalised spellings, so that a merged agency can be moved as a whole.
    spellings: HashMap<String, Vec<String>>,
}

impl Aliases {
    /// An empty table.
    #[must_use]
    pub fn new() -> Aliases {
        Aliases::default()
    }

    /// Makes `alias` lead to the agency of `code`, and `code` itself if it is new.
    ///
    /// When `alias` was an agency of its own, that agency's spellings all move to `code` (a merger, QĐ 09/2025/QĐ-TTg).
    /// Returns the code `alias` led to before, if it was another one.
    pub fn insert(&mut self, code: &str, alias: &str) -> Option<String> {
        let key = self
            .resolve(code)
            .map_or_else(|| code.trim().to_owned(), str::to_owned);
        self.point(normalised(code), &key);
        let spelling = normalised(alias);
        let before = self
            .resolve(&spelling)
            .filter(|old| *old != key)
            .map(str::to_owned);
        let was_its_key = before
            .as_ref()
            .is_some_and(|old| normalised(old) == spelling);
        if let (Some(old), true) = (&before, was_its_key) {
            for moved in self.spellings.remove(old).unwrap_or_default() {
                self.point(moved, &key);
            }
        }
        self.point(spelling, &key);
        before
    }

    /// The code of the agency that `spelling` names, if the table knows it.
    #[must_use]
    pub fn resolve(&self, spelling: &str) -> Option<&str> {
        let spelling = normalised(spelling);
        let known = |s: &str| self.keys.get(s).map(String::as_str);
        known(&spelling).or_else(|| {
            let other = to_qd20(&spelling).or_else(|| to_2016(&spelling))?;
            known(&other)
        })
    }

    /// How many spellings the table holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether the table holds nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    fn point(&mut self, spelling: String, key: &str) {
        let before = self.keys.insert(spelling.clone(), key.to_owned());
        if before.as_deref() == Some(key) {
            return;
        }
        if let Some(list) = before.and_then(|old| self.spellings.get_mut(&old)) {
            list.retain(|s| *s != spelling);
        }
        self.spellings
            .entry(key.to_owned())
            .or_default()
            .push(spelling);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_lead_to_one_agency() {
        let mut table = Aliases::new();
        assert!(table.is_empty());
        assert_eq!(table.insert("000.00.00.H37", "H37"), None);
        assert_eq!(table.insert("000.02.02.H37", "H37.02.02"), None);
        assert_eq!(table.resolve(" h37.02.02 "), Some("000.02.02.H37"));
        assert_eq!(table.resolve("H37"), Some("000.00.00.H37"));
        assert_eq!(table.resolve("H38"), None);
    }

    #[test]
    fn the_two_forms_of_a_level_one_code_need_no_entry() {
        let mut table = Aliases::new();
        table.insert("000.00.00.G22", "000.00.00.G22");
        assert_eq!(table.resolve("G22"), Some("000.00.00.G22"));
        assert_eq!(table.len(), 1);
    }

    #[test]
    fn a_merged_agency_moves_with_all_its_spellings() {
        let mut table = Aliases::new();
        table.insert("H01", "OLD.1");
        table.insert("H02", "OLD.2");
        assert_eq!(table.insert("H01", "H02").as_deref(), Some("H02"));
        assert_eq!(table.resolve("OLD.2"), Some("H01"));
        assert_eq!(table.resolve("h02"), Some("H01"));
        assert_eq!(table.insert("OLD.1", "OLD.3"), None);
        assert_eq!(table.resolve("OLD.3"), Some("H01"));
    }

    #[test]
    fn one_stolen_alias_leaves_the_rest() {
        let mut table = Aliases::new();
        table.insert("H01", "X");
        table.insert("H02", "Y");
        assert_eq!(table.insert("H02", "X").as_deref(), Some("H01"));
        assert_eq!(table.resolve("X"), Some("H02"));
        assert_eq!(table.resolve("H01"), Some("H01"));
        table.insert("H02", "H01");
        assert_eq!(table.resolve("H01"), Some("H02"));
    }
}

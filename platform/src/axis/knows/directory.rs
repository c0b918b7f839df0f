//! The directory of agencies and their systems, in memory, for answers that must not wait for a disk.

use std::collections::HashMap;
use std::sync::Mutex;

use bytes::Bytes;
use protocols::identifiers::{self, Aliases};

use super::agency::AgencyRecord;

/// An agency with its row in the store.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Row.
    pub id: i64,
    /// What is known of it.
    pub record: AgencyRecord,
    /// Version of the directory that last changed it.
    pub version: u64,
    /// When, `yyyy/MM/dd HH:mm:ss`.
    pub modified: String,
}

/// A system registered for an agency.
#[derive(Clone, Debug)]
pub struct System {
    /// Row of the agency.
    pub agency: i64,
    /// The shared secret.
    pub secret: String,
}

/// Which list of the directory; the answers to each are made once and kept until something changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ListKind {
    /// `getAgenciesList`.
    Agencies,
    /// `getAgenciesListQD20` of a level; 0 is every level.
    Qd20(u8),
    /// `getSynchronizeUnit`, changes after a version.
    Changes(u64),
    /// `getListUnit`.
    Units,
    /// The LGSP facade's list.
    Lgsp,
}

/// Lists kept at most; a caller that asks for ever new versions cannot fill the memory.
const LISTS: usize = 16;

/// All agencies and systems.
#[derive(Debug, Default)]
pub struct Directory {
    entries: Vec<Entry>,
    by_code: HashMap<String, usize>,
    by_id: HashMap<i64, usize>,
    aliases: Aliases,
    alias_list: HashMap<i64, Vec<String>>,
    systems: HashMap<String, System>,
    version: u64,
    lists: Mutex<HashMap<ListKind, Bytes>>,
}

impl Directory {
    /// The agency of any of its codes.
    pub fn find(&self, code: &str) -> Option<&Entry> {
        let code = self.aliases.resolve(code)?;
        self.entries.get(*self.by_code.get(code)?)
    }

    /// The agency of a row.
    pub fn by_id(&self, id: i64) -> Option<&Entry> {
        self.entries.get(*self.by_id.get(&id)?)
    }

    /// The system of an id.
    pub fn system(&self, id: &str) -> Option<&System> {
        self.systems.get(id)
    }

    /// Every agency, in the order of registration.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Further codes of an agency, beside its own and that of QĐ 20/2020.
    pub fn aliases_of(&self, id: i64) -> &[String] {
        self.alias_list.get(&id).map_or(&[], Vec::as_slice)
    }

    /// Version of the whole; every change raises it.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// The parent of an agency: the one it names, else the one its code implies.
    pub fn parent(&self, entry: &Entry) -> Option<&Entry> {
        let named = entry
            .record
            .parent
            .clone()
            .filter(|code| !code.trim().is_empty());
        self.find(&named.or_else(|| identifiers::parent(&entry.record.code))?)
    }

    /// Whether `agency` is `above` or stands beneath it.
    pub fn is_within(&self, agency: &Entry, above: i64) -> bool {
        let mut at = Some(agency);
        // Deeper than any real hierarchy; also ends a circle of parents.
        for _ in 0..12 {
            match at {
                None => return false,
                Some(entry) if entry.id == above => return true,
                Some(entry) => at = self.parent(entry),
            }
        }
        false
    }

    /// Puts in an agency or replaces its row.
    pub fn put(&mut self, entry: Entry) {
        self.changed(entry.version);
        let code = entry.record.code.clone();
        self.aliases.insert(&code, &code);
        if let Some(qd20) = entry
            .record
            .qd20
            .as_deref()
            .filter(|qd20| !qd20.trim().is_empty())
        {
            self.aliases.insert(&code, qd20);
        }
        match self.by_id.get(&entry.id) {
            Some(at) => self.entries[*at] = entry,
            None => {
                self.by_id.insert(entry.id, self.entries.len());
                self.by_code.insert(code, self.entries.len());
                self.entries.push(entry);
            }
        }
    }

    /// Gives an agency one more code.
    pub fn put_alias(&mut self, agency: i64, alias: &str) {
        self.changed(self.version + 1);
        if let Some(code) = self.by_id(agency).map(|entry| entry.record.code.clone()) {
            self.aliases.insert(&code, alias);
            self.alias_list
                .entry(agency)
                .or_default()
                .push(alias.to_owned());
        }
    }

    /// Registers a system or replaces it.
    pub fn put_system(&mut self, id: &str, system: System) {
        self.systems.insert(id.to_owned(), system);
    }

    /// A list's answer, made by `build` when it is not there yet.
    pub fn list(&self, kind: ListKind, build: impl FnOnce(&Directory) -> Bytes) -> Bytes {
        let Ok(mut lists) = self.lists.lock() else {
            return build(self);
        };
        if let Some(made) = lists.get(&kind) {
            return made.clone();
        }
        if lists.len() >= LISTS {
            lists.clear();
        }
        let made = build(self);
        lists.insert(kind, made.clone());
        made
    }

    fn changed(&mut self, version: u64) {
        self.version = self.version.max(version);
        if let Ok(lists) = self.lists.get_mut() {
            lists.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn directory(records: Vec<AgencyRecord>) -> Directory {
        let mut directory = Directory::default();
        for (id, record) in (1..).zip(records) {
            directory.put(Entry {
                id,
                record,
                version: 1,
                modified: String::new(),
            });
        }
        directory
    }

    #[test]
    fn any_code_of_an_agency_finds_it() {
        let mut directory = directory(vec![
            AgencyRecord::new("000.00.00.H37", "Lạng Sơn"),
            AgencyRecord::new("000.02.02.H37", "Sở").with_qd20("H37.02.02"),
        ]);
        directory.put_alias(2, "28.22.H37");
        for code in ["000.02.02.H37", "h37.02.02", " 28.22.H37"] {
            assert_eq!(
                directory.find(code).map(|entry| entry.id),
                Some(2),
                "{code}"
            );
        }
        assert_eq!(directory.find("H37").map(|entry| entry.id), Some(1));
        assert!(directory.find("H38").is_none());
    }

    #[test]
    fn parents_are_named_or_implied_and_circles_end() {
        let mut round = AgencyRecord::new("X.1", "");
        round.parent = Some("X.1".into());
        let directory = directory(vec![
            AgencyRecord::new("000.00.00.H37", ""),
            AgencyRecord::new("000.00.02.H37", ""),
            round,
        ]);
        let within = |code: &str, above| {
            directory
                .find(code)
                .is_some_and(|entry| directory.is_within(entry, above))
        };
        assert!(within("000.00.02.H37", 1));
        assert!(!within("000.00.00.H37", 2));
        assert!(!within("X.1", 1));
    }

    #[test]
    fn a_list_is_made_once_until_something_changes() {
        let mut directory = directory(vec![AgencyRecord::new("000.00.00.H37", "")]);
        let made = |text: &'static str| move |_: &Directory| Bytes::from_static(text.as_bytes());
        assert_eq!(directory.list(ListKind::Units, made("a")), "a");
        assert_eq!(directory.list(ListKind::Units, made("b")), "a");
        directory.put_alias(1, "X");
        assert_eq!(directory.list(ListKind::Units, made("c")), "c");
    }
}

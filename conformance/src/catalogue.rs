//! The requirement catalogue: rules as data, read from TOML that the program carries.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use jiff::civil::Date;
use record::RequirementEntry;
use serde::Deserialize;

const FILES: [(&str, &str); 2] = [
    ("axis.toml", include_str!("../catalogue/axis.toml")),
    (
        "document-system.toml",
        include_str!("../catalogue/document-system.toml"),
    ),
];

/// Every requirement, in the order of the files.
#[derive(Debug)]
pub struct Catalogue {
    entries: Vec<RequirementEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    requirement: Vec<RequirementEntry>,
}

impl Catalogue {
    /// The catalogue, read once.
    ///
    /// # Panics
    /// When a file of ours cannot be read; a test keeps that from happening.
    #[must_use]
    pub fn get() -> &'static Self {
        static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
        CATALOGUE.get_or_init(|| Self::read(&FILES).unwrap_or_else(|error| panic!("{error}")))
    }

    fn read(files: &[(&str, &str)]) -> Result<Self, String> {
        let mut entries: Vec<RequirementEntry> = Vec::new();
        for (name, text) in files {
            let file: File = toml::from_str(text).map_err(|error| format!("{name}: {error}"))?;
            entries.extend(file.requirement);
        }
        let mut seen = HashSet::new();
        match entries.iter().find(|entry| !seen.insert(&entry.id)) {
            Some(twice) => Err(format!(
                "requirement {} stands in the catalogue twice",
                twice.id
            )),
            None => Ok(Self { entries }),
        }
    }

    /// Every requirement.
    #[must_use]
    pub fn entries(&self) -> &[RequirementEntry] {
        &self.entries
    }

    /// The identifiers, as features may use them for tags.
    #[must_use]
    pub fn ids(&self) -> HashSet<String> {
        self.entries.iter().map(|entry| entry.id.clone()).collect()
    }

    /// By identifier.
    #[must_use]
    pub fn by_id(&self) -> HashMap<&str, &RequirementEntry> {
        self.entries
            .iter()
            .map(|entry| (entry.id.as_str(), entry))
            .collect()
    }

    /// The requirements of these roles that are in force on a day.
    #[must_use]
    pub fn in_force(&self, roles: &[&str], day: Date) -> Vec<RequirementEntry> {
        let wanted =
            |entry: &&RequirementEntry| roles.contains(&entry.role.as_str()) && entry.in_force(day);
        self.entries.iter().filter(wanted).cloned().collect()
    }
}

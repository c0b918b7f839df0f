//! The requirement catalogue: rules as data, read from TOML that the program carries.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use jiff::civil::Date;
use record::{Pitfall, RequirementEntry, Text};
use serde::Deserialize;

const FILES: &[(&str, &str)] = &[
    ("axis.toml", include_str!("../catalogue/axis.toml")),
    (
        "document-system.toml",
        include_str!("../catalogue/document-system.toml"),
    ),
    ("portal.toml", include_str!("../catalogue/portal.toml")),
    (
        "framework.toml",
        include_str!("../catalogue/framework.toml"),
    ),
    ("one-stop.toml", include_str!("../catalogue/one-stop.toml")),
    ("identity.toml", include_str!("../catalogue/identity.toml")),
    (
        "monitoring.toml",
        include_str!("../catalogue/monitoring.toml"),
    ),
    ("licences.toml", include_str!("../catalogue/licences.toml")),
];

const PITFALLS: &str = include_str!("../pitfalls.toml");

/// Every requirement, in the order of the files.
#[derive(Debug)]
pub struct Catalogue {
    entries: Vec<RequirementEntry>,
    index: HashMap<String, usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    requirement: Vec<RequirementEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PitfallFile {
    pitfall: Vec<PitfallRow>,
}

/// A mistake and whom it concerns.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PitfallRow {
    id: String,
    text: Text,
    requirements: Vec<String>,
}

impl Catalogue {
    /// The catalogue, read once.
    ///
    /// # Panics
    /// When a file of ours cannot be read; a test keeps that from happening.
    #[must_use]
    pub fn get() -> &'static Self {
        static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
        CATALOGUE
            .get_or_init(|| Self::read(FILES, PITFALLS).unwrap_or_else(|error| panic!("{error}")))
    }

    fn read(files: &[(&str, &str)], pitfalls: &str) -> Result<Self, String> {
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
            None => {
                let index = (entries.iter().enumerate())
                    .map(|(at, entry)| (entry.id.clone(), at))
                    .collect();
                join(&mut entries, &index, pitfalls)?;
                Ok(Self { entries, index })
            }
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

    /// The requirement of that identifier.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&RequirementEntry> {
        self.index.get(id).map(|at| &self.entries[*at])
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

/// Gives each requirement what usually breaks it, in the order of the file.
fn join(
    entries: &mut [RequirementEntry],
    index: &HashMap<String, usize>,
    pitfalls: &str,
) -> Result<(), String> {
    let file: PitfallFile =
        toml::from_str(pitfalls).map_err(|error| format!("pitfalls.toml: {error}"))?;
    let mut seen = HashSet::new();
    for row in file.pitfall {
        let id = row.id;
        if !seen.insert(id.clone()) {
            return Err(format!("pitfalls.toml: pitfall {id} stands there twice"));
        }
        for requirement in row.requirements {
            let at = index.get(&requirement).ok_or_else(|| {
                format!(
                    "pitfalls.toml: pitfall {id} names {requirement}, which is no requirement of the catalogue; correct its id"
                )
            })?;
            entries[*at].pitfalls.push(Pitfall {
                id: id.clone(),
                text: row.text.clone(),
            });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pitfall_of_an_unknown_requirement_is_named() {
        let pitfalls = r#"
            [[pitfall]]
            id = "6.1"
            text.vi = "một"
            text.en = "one"
            requirements = ["AX-FAN-01", "AX-FAN-99"]
        "#;
        let error = Catalogue::read(FILES, pitfalls).expect_err("AX-FAN-99 is unknown");
        assert_eq!(
            error,
            "pitfalls.toml: pitfall 6.1 names AX-FAN-99, which is no requirement of the catalogue; correct its id"
        );
        let twice = pitfalls.replace(r#", "AX-FAN-99""#, "").repeat(2);
        let error = Catalogue::read(FILES, &twice).expect_err("6.1 stands there twice");
        assert!(error.contains("6.1 stands there twice"), "{error}");
    }
}

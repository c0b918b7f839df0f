//! Defects as data: each makes the government violate one requirement, so that the checks of it can be seen to fail.

use std::collections::HashSet;
use std::sync::OnceLock;

use harness::Planted;
use harness::tap::{Rule, Side};
use platform::Settings;
use record::{RequirementEntry, Text};
use serde::Deserialize;
use simulators::{Temperament, one_stop, temperament};

use crate::catalogue::Catalogue;

const FILES: &[(&str, &str)] = &[
    (
        "axis-packages.toml",
        include_str!("../defects/axis-packages.toml"),
    ),
    (
        "axis-services.toml",
        include_str!("../defects/axis-services.toml"),
    ),
    (
        "system-sending.toml",
        include_str!("../defects/system-sending.toml"),
    ),
    (
        "system-receiving.toml",
        include_str!("../defects/system-receiving.toml"),
    ),
    ("portal.toml", include_str!("../defects/portal.toml")),
    ("one-stop.toml", include_str!("../defects/one-stop.toml")),
    ("identity.toml", include_str!("../defects/identity.toml")),
    (
        "monitoring.toml",
        include_str!("../defects/monitoring.toml"),
    ),
    ("licences.toml", include_str!("../defects/licences.toml")),
];

/// One defect; what its fields mean and how to write one stands in `conformance/defects/README.md`.
#[derive(Clone, Debug)]
pub struct Defect {
    /// Stable name in kebab case.
    pub id: String,
    /// The requirement it violates.
    pub requirement: &'static RequirementEntry,
    /// What the system does wrong.
    pub title: Text,
    rules: Vec<Rule>,
    settings: Settings,
    habits: Option<Temperament>,
    one_stop_habits: Option<one_stop::Habits>,
    spoils_store: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    defect: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    requirement: String,
    vi: String,
    en: String,
    #[serde(default)]
    rules: Vec<Rule>,
    /// The role whose tap, settings and store it concerns, when that is not the requirement's own.
    #[serde(default)]
    at: Option<String>,
    #[serde(default)]
    settings: Option<toml::Table>,
    #[serde(default)]
    store: Option<String>,
    #[serde(default)]
    temperament: Option<String>,
    #[serde(default)]
    habits: Option<toml::Table>,
}

/// Every defect, in the order of the files.
///
/// # Panics
/// When a file of ours cannot be read; a test keeps that from happening.
#[must_use]
pub fn all() -> &'static [Defect] {
    static DEFECTS: OnceLock<Vec<Defect>> = OnceLock::new();
    DEFECTS.get_or_init(|| read(FILES).unwrap_or_else(|error| panic!("{error}")))
}

/// The defect of that name.
///
/// # Errors
/// A sentence that names the nearest known one.
pub fn named(id: &str) -> Result<&'static Defect, String> {
    let nearest = || {
        let score = |defect: &&Defect| (strsim::jaro_winkler(&defect.id, id) * 1e6) as u64;
        all()
            .iter()
            .max_by_key(score)
            .map_or("none", |defect| &defect.id)
    };
    (all().iter().find(|defect| defect.id == id)).ok_or_else(|| {
        format!(
            "unknown defect “{id}”; the nearest known one is {}; `lienthong prove` lists all",
            nearest()
        )
    })
}

fn read(files: &[(&str, &str)]) -> Result<Vec<Defect>, String> {
    let mut defects: Vec<Defect> = Vec::new();
    let catalogue = Catalogue::get().by_id();
    let mut seen = HashSet::new();
    for (name, text) in files {
        let file: File =
            toml::from_str(text).map_err(|error| format!("defects/{name}: {error}"))?;
        for row in file.defect {
            let place = format!("defects/{name}: defect {}", row.id);
            let requirement = (catalogue.get(row.requirement.as_str()))
                .ok_or_else(|| format!("{place}: there is no requirement {}", row.requirement))?;
            if !seen.insert(row.id.clone()) {
                return Err(format!("{place}: the name is taken"));
            }
            defects.push(
                row.defect(requirement)
                    .map_err(|error| format!("{place}: {error}"))?,
            );
        }
    }
    Ok(defects)
}

impl Row {
    fn defect(self, requirement: &'static RequirementEntry) -> Result<Defect, String> {
        let plants = !self.rules.is_empty()
            || self.settings.is_some()
            || self.store.is_some()
            || self.temperament.is_some()
            || self.habits.is_some();
        if !plants {
            return Err(
                "expected rules, settings, store, temperament or habits; it plants nothing".into(),
            );
        }
        let mut habits = match &self.temperament {
            Some(name) => Some(temperament::find(name).map_err(|error| error.to_string())?),
            None => None,
        };
        let mut one_stop_habits = None;
        match (self.habits, requirement.role.as_str()) {
            (None, _) => {}
            (Some(knobs), "document-system") => {
                let own = Temperament::of(&self.id, knobs).map_err(|error| error.to_string())?;
                habits = Some(habits.map_or(own.clone(), |named| named.and(&own)));
            }
            (Some(knobs), "one-stop") => {
                let own = knobs.try_into();
                one_stop_habits = Some(own.map_err(|error: toml::de::Error| error.to_string())?);
            }
            (Some(_), role) => {
                return Err(format!(
                    "{role} has no habits; plant rules, settings or store"
                ));
            }
        }
        // Those who call commit their defects on their side of the line, before the service they call most.
        let (committed_by, usual) = match requirement.role.as_str() {
            "document-system" => (Side::Caller, "axis"),
            "one-stop" => (Side::Caller, "portal"),
            role => (Side::Role, role),
        };
        let at = self.at.as_deref().unwrap_or(usual);
        let mut rules = self.rules;
        for rule in &mut rules {
            if rule.side == Side::Line {
                rule.side = committed_by;
            }
            rule.at.get_or_insert_with(|| at.to_owned());
        }
        let spoils_store = self.store.is_some();
        let mut own = self.settings.unwrap_or_default();
        own.extend(self.store.map(|sql| ("defect".to_owned(), sql.into())));
        let settings = if own.is_empty() {
            Settings::default()
        } else {
            let all = toml::Table::from_iter([(at.to_owned(), toml::Value::from(own))]);
            all.try_into()
                .map_err(|error: toml::de::Error| error.to_string())?
        };
        Ok(Defect {
            requirement,
            title: Text {
                vi: self.vi,
                en: self.en,
            },
            rules,
            settings,
            habits,
            one_stop_habits,
            spoils_store,
            id: self.id,
        })
    }
}

impl Defect {
    /// The role that commits it.
    #[must_use]
    pub fn role(&self) -> &str {
        &self.requirement.role
    }

    /// Settings of our components with the defect.
    #[must_use]
    pub fn settings(&self) -> Settings {
        self.settings.clone()
    }

    /// What is planted elsewhere.
    #[must_use]
    pub fn planted(&self) -> Planted {
        Planted {
            rules: self.rules.clone(),
            system_habits: self.habits.clone(),
            one_stop_habits: self.one_stop_habits.clone(),
            participant_habits: None,
        }
    }

    /// Whether the tap plants all of it, so that it can be seen whether it ever came to act.
    #[must_use]
    pub fn is_of_the_tap(&self) -> bool {
        !self.rules.is_empty()
            && self.habits.is_none()
            && self.one_stop_habits.is_none()
            && !self.spoils_store
    }
}

//! Temperaments: named habits of real clients, one row each in `simulators/temperaments.toml`.

mod habits;

use std::sync::LazyLock;

use serde::Deserialize;

pub use habits::{
    AnswerId, ConductHabits, Dialect, Habits, IdForm, PackageHabits, Packing, PollingHabits,
    PriorityHabit, RecallHabit, Recognition, StatusHabits, TraceOrgan, TransportHabits,
    WindowHabit,
};

const TABLE: &str = include_str!("../../temperaments.toml");

/// One named habit of real clients.
#[derive(Clone, Debug, PartialEq)]
pub struct Temperament {
    /// Stable kebab-case name.
    pub id: String,
    /// Vietnamese title.
    pub title_vi: String,
    /// English title.
    pub title_en: String,
    /// Where it was seen, `domain §6.15`.
    pub source: String,
    /// Whether the rules allow it.
    pub allowed: bool,
    /// The rule that allows or forbids it.
    pub rule: String,
    /// The knobs it turns, all others at their sound default.
    pub habits: Habits,
    sets: toml::Table,
}

/// A name no temperament has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a temperament, got {given:?}{}", nearest.as_ref().map(|n| format!("; did you mean {n:?}?")).unwrap_or_default())]
pub struct UnknownTemperament {
    /// The name as given.
    pub given: String,
    /// The known name nearest to it, when one is near.
    pub nearest: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    temperament: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    vi: String,
    en: String,
    source: String,
    allowed: bool,
    rule: String,
    #[serde(default)]
    sets: toml::Table,
}

static ALL: LazyLock<Vec<Temperament>> = LazyLock::new(|| {
    read(TABLE).expect("the table built into the program is checked by this crate's tests")
});

/// Every temperament in the table's order, `sound` first.
pub fn all() -> &'static [Temperament] {
    &ALL
}

/// The temperament of that name, ignoring case and taking spaces for hyphens.
pub fn named(name: &str) -> Option<Temperament> {
    find(name).ok()
}

/// As [`named`], telling the nearest known name on failure.
///
/// # Errors
/// [`UnknownTemperament`].
pub fn find(name: &str) -> Result<Temperament, UnknownTemperament> {
    let wanted = name.trim().to_lowercase().replace([' ', '_'], "-");
    if let Some(found) = all().iter().find(|one| one.id == wanted) {
        return Ok(found.clone());
    }
    let score = |one: &&Temperament| (strsim::jaro_winkler(&one.id, &wanted) * 1e6) as u64;
    let nearest = all()
        .iter()
        .max_by_key(score)
        .filter(|one| score(one) > 700_000)
        .map(|one| one.id.clone());
    Err(UnknownTemperament {
        given: name.to_string(),
        nearest,
    })
}

impl Temperament {
    /// The default: no bad habit.
    pub fn sound() -> Temperament {
        all()[0].clone()
    }

    /// Habits that no row names, under an identifier of their own.
    ///
    /// # Errors
    /// A knob that [`Habits`] does not have, or a wrong value.
    pub fn of(id: &str, sets: toml::Table) -> Result<Temperament, toml::de::Error> {
        Ok(Temperament {
            id: id.to_owned(),
            habits: sets.clone().try_into()?,
            allowed: false,
            sets,
            ..Temperament::sound()
        })
    }

    /// Both at once; where they set the same knob, `other` wins.
    #[must_use]
    pub fn and(&self, other: &Temperament) -> Temperament {
        let mut sets = self.sets.clone();
        for (group, knobs) in &other.sets {
            match (sets.get_mut(group), knobs) {
                (Some(toml::Value::Table(mine)), toml::Value::Table(theirs)) => {
                    mine.extend(
                        theirs
                            .iter()
                            .map(|(name, value)| (name.clone(), value.clone())),
                    );
                }
                _ => {
                    sets.insert(group.clone(), knobs.clone());
                }
            }
        }
        // Both tables were accepted when the file was read, so their union is too.
        let habits = sets
            .clone()
            .try_into()
            .unwrap_or_else(|_| other.habits.clone());
        let join = |left: &str, right: &str| format!("{left} + {right}");
        Temperament {
            id: join(&self.id, &other.id),
            title_vi: join(&self.title_vi, &other.title_vi),
            title_en: join(&self.title_en, &other.title_en),
            source: join(&self.source, &other.source),
            allowed: self.allowed && other.allowed,
            rule: join(&self.rule, &other.rule),
            habits,
            sets,
        }
    }
}

impl Default for Temperament {
    fn default() -> Temperament {
        Temperament::sound()
    }
}

fn read(text: &str) -> Result<Vec<Temperament>, toml::de::Error> {
    let file: File = toml::from_str(text)?;
    file.temperament
        .into_iter()
        .map(|row| {
            Ok(Temperament {
                habits: row.sets.clone().try_into()?,
                id: row.id,
                title_vi: row.vi,
                title_en: row.en,
                source: row.source,
                allowed: row.allowed,
                rule: row.rule,
                sets: row.sets,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests;

//! Habits of real one-stop systems: named sets of [lapses](Lapse), one row each in `simulators/one-stop-habits.toml`.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::Deserialize;

use super::lapse::Lapse;

const TABLE: &str = include_str!("../../one-stop-habits.toml");

/// What one system does its own way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Habits {
    /// Its lapses; a sound system has none.
    pub lapses: BTreeSet<Lapse>,
    /// Which dossier form it writes, 2020 or 2022; nothing: the later.
    pub form: Option<u16>,
}

impl Habits {
    /// Whether it has that lapse.
    #[must_use]
    pub fn has(&self, lapse: Lapse) -> bool {
        self.lapses.contains(&lapse)
    }

    /// One lapse and nothing else.
    #[must_use]
    pub fn of(lapse: Lapse) -> Habits {
        Habits {
            lapses: BTreeSet::from([lapse]),
            form: None,
        }
    }
}

/// One named habit.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Habit {
    /// Stable kebab-case name.
    pub id: String,
    /// Vietnamese title.
    pub vi: String,
    /// English title.
    pub en: String,
    /// Where it was seen.
    pub source: String,
    /// Whether the rules allow it.
    pub allowed: bool,
    /// The rule that allows or forbids it.
    pub rule: String,
    /// What it is.
    #[serde(default)]
    pub sets: Habits,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    habit: Vec<Habit>,
}

static ALL: LazyLock<Vec<Habit>> = LazyLock::new(|| {
    toml::from_str::<File>(TABLE)
        .expect("the table built into the program is checked by this crate's tests")
        .habit
});

/// Every habit in the table's order, `sound` first.
#[must_use]
pub fn all() -> &'static [Habit] {
    &ALL
}

/// The habit of that name.
#[must_use]
pub fn named(id: &str) -> Option<&'static Habit> {
    all().iter().find(|habit| habit.id == id)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_table_is_sound() {
        let ids: BTreeSet<&str> = all().iter().map(|habit| habit.id.as_str()).collect();
        assert_eq!(ids.len(), all().len(), "an id stands twice");
        assert_eq!(
            (all()[0].id.as_str(), &all()[0].sets),
            ("sound", &Habits::default())
        );
        for habit in &all()[1..] {
            assert_ne!(habit.sets, Habits::default(), "{} does nothing", habit.id);
        }
    }
}

//! Habits of real portals: one row each in `simulators/relying-parties.toml`.

use std::sync::LazyLock;

use serde::Deserialize;

const TABLE: &str = include_str!("../../relying-parties.toml");

/// The knobs; every default is what a sound portal does.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Habits {
    /// Sends no PKCE challenge.
    pub no_challenge: bool,
    /// Sends no nonce.
    pub no_nonce: bool,
    /// Proves itself with HTTP Basic instead of the form.
    pub basic: bool,
    /// Asks for this scope instead of `openid`.
    pub scope: Option<String>,
    /// Revokes its ID token instead of its access token.
    pub revokes_id_token: bool,
    /// Writes a blank behind `token_type_hint`.
    pub spaced_hint: bool,
    /// Writes all claims into its log.
    pub logs_claims: bool,
    /// Puts the access token into the address of userinfo.
    pub token_in_address: bool,
    /// Lets nobody in without an e-mail address.
    pub needs_email: bool,
    /// Looks people up by their 9-digit number alone.
    pub old_number_only: bool,
    /// Cuts a business's name at its 150th character.
    pub clips_name: bool,
    /// Logs out here and nowhere else.
    pub logs_out_here_only: bool,
    /// Keeps its session in spite of a notice of logout.
    pub deaf: bool,
    /// Its state is the return address and nothing else.
    pub guessable_state: bool,
    /// Redeems every code twice.
    pub redeems_twice: bool,
    /// Judges no ID token.
    pub believes_any_token: bool,
}

/// A habit with its story.
#[derive(Clone, Debug, Deserialize)]
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
    /// The knobs it turns.
    #[serde(default)]
    pub sets: Habits,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    habit: Vec<Habit>,
}

static ALL: LazyLock<Vec<Habit>> = LazyLock::new(|| {
    let file: File =
        toml::from_str(TABLE).expect("the table built into the program is checked by a test");
    file.habit
});

/// Every habit in the table's order, `sound` first.
#[must_use]
pub fn all() -> &'static [Habit] {
    &ALL
}

/// The habit of that name.
#[must_use]
pub fn named(id: &str) -> Option<&'static Habit> {
    ALL.iter().find(|habit| habit.id == id)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_table_is_sound() {
        let ids: BTreeSet<_> = all().iter().map(|habit| &habit.id).collect();
        assert_eq!(ids.len(), all().len());
        assert_eq!(all()[0].sets, Habits::default());
        for habit in &all()[1..] {
            assert_ne!(habit.sets, Habits::default(), "{} turns nothing", habit.id);
        }
        assert!(named("sound").is_some() && named("unheard-of").is_none());
    }
}

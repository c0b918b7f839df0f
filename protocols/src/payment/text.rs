//! Fields that the wire writes as text and some write as numbers.

use serde::{Deserialize, Deserializer};

/// Takes text, a number, true, false or null for text: integrators differ (services §8, pitfalls 1 and 4).
pub fn text<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Any {
        Text(String),
        Number(serde_json::Number),
        Flag(bool),
        Nothing(()),
    }
    Ok(match Any::deserialize(from)? {
        Any::Text(text) => text,
        Any::Number(number) => number.to_string(),
        Any::Flag(flag) => flag.to_string(),
        Any::Nothing(()) => String::new(),
    })
}

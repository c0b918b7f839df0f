//! Step phrases: plain sentences with `{named}` holes, one per language over the same parameters.
//!
//! The hole carries only the name; its pattern comes from the parameter's type. So a phrase stays a sentence a
//! civil servant can read, and the Vietnamese twin may order its holes as Vietnamese does.

use std::collections::HashMap;
use std::sync::OnceLock;

use memchr::memmem;
use regex::Regex;

use crate::step::{ParamDef, Taken};

/// A phrase ready to match. Its regular expression is compiled when a text first looks like it: a run uses a part
/// of the library, and three hundred automata would cost more than the run.
pub struct Phrase {
    /// The sentence with its holes, as written in the step library.
    pub sentence: &'static str,
    params: &'static [ParamDef],
    regex: OnceLock<Regex>,
}

impl Phrase {
    /// A phrase over its parameters.
    #[must_use]
    pub const fn new(sentence: &'static str, params: &'static [ParamDef]) -> Self {
        Self {
            sentence,
            params,
            regex: OnceLock::new(),
        }
    }

    /// The values of the holes by name; none when the text is another sentence.
    #[must_use]
    pub fn captures(&self, text: &str) -> Option<HashMap<&'static str, String>> {
        if !self.resembles(text) {
            return None;
        }
        let found = self.regex().captures(text)?;
        let value =
            |param: &ParamDef| Some((param.name, found.name(param.name)?.as_str().to_owned()));
        Some(self.params.iter().filter_map(value).collect())
    }

    /// Whether the words around the holes stand in the text, in order.
    fn resembles(&self, text: &str) -> bool {
        let mut rest = text;
        pieces(self.sentence).all(|piece| match piece {
            Piece::Hole(_) => true,
            Piece::Words(words) => match memmem::find(rest.as_bytes(), words.as_bytes()) {
                Some(at) => {
                    rest = &rest[at + words.len()..];
                    true
                }
                None => false,
            },
        })
    }

    fn regex(&self) -> &Regex {
        self.regex.get_or_init(|| {
            self.compile()
                .unwrap_or_else(|error| panic!("step library: {error}"))
        })
    }

    /// Compiles the phrase, to check it.
    ///
    /// # Errors
    /// When a hole names no parameter, a parameter taken from the text has no hole, or a pattern is no regular
    /// expression; the message names the sentence.
    pub fn compile(&self) -> Result<Regex, String> {
        let sentence = self.sentence;
        let mut pattern = String::from("^");
        let mut seen = Vec::new();
        for piece in pieces(sentence) {
            match piece {
                Piece::Words(words) => pattern.push_str(&regex::escape(words)),
                Piece::Hole(name) => {
                    let param = self.params.iter().find(|param| param.name == name);
                    let param = param.ok_or_else(|| {
                        format!("“{sentence}” has a hole {{{name}}} without a parameter")
                    })?;
                    pattern.push_str(&format!("(?P<{name}>{})", (param.pattern)()));
                    seen.push(name);
                }
            }
        }
        pattern.push('$');
        let missing =
            |param: &&ParamDef| param.taken == Taken::FromText && !seen.contains(&param.name);
        match self.params.iter().find(missing) {
            Some(param) => Err(format!(
                "“{sentence}” has no hole for its parameter {}",
                param.name
            )),
            None => Regex::new(&pattern).map_err(|error| format!("“{sentence}”: {error}")),
        }
    }

    /// Fills the holes.
    pub fn render(&self, value: impl Fn(&str) -> String) -> String {
        pieces(self.sentence)
            .map(|piece| match piece {
                Piece::Words(words) => words.to_owned(),
                Piece::Hole(name) => value(name),
            })
            .collect()
    }

    /// The sentence's words without its holes, to find the nearest phrase for a text nobody knows.
    #[must_use]
    pub fn skeleton(&self) -> String {
        self.render(|_| "…".to_owned())
    }
}

enum Piece<'a> {
    Words(&'a str),
    Hole(&'a str),
}

fn pieces(sentence: &str) -> impl Iterator<Item = Piece<'_>> {
    sentence.split('{').enumerate().flat_map(|(index, part)| {
        let (hole, words) = match part.split_once('}') {
            Some((hole, words)) if index > 0 => (Some(Piece::Hole(hole)), words),
            _ => (None, part),
        };
        hole.into_iter()
            .chain((!words.is_empty()).then_some(Piece::Words(words)))
    })
}

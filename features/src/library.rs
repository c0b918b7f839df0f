//! The whole step library: every step once, found by its English or Vietnamese phrase.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use cucumber::step::Collection;
use regex::Regex;

use crate::phrase::Phrase;
use crate::step::{Args, Kind, StepDef, enter};
use crate::steps;
use crate::world::World;

/// A language of features and reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// English.
    En,
    /// Vietnamese.
    Vi,
}

/// A step with its phrases.
pub struct Step {
    /// Its definition.
    pub def: &'static StepDef,
    /// The English phrase.
    pub en: Phrase,
    /// The Vietnamese phrase.
    pub vi: Phrase,
}

/// Every step of every module.
pub struct Library {
    steps: Vec<Step>,
    known: Mutex<HashMap<String, Arc<Vec<Reading>>>>,
}

/// How a text reads: the step it means, in which language, with the values of its holes.
pub struct Reading {
    /// The step.
    pub step: &'static Step,
    /// The language of the text.
    pub language: Language,
    /// The values by parameter name.
    pub values: HashMap<&'static str, String>,
}

impl Library {
    /// The library.
    #[must_use]
    pub fn get() -> &'static Self {
        static LIBRARY: OnceLock<Library> = OnceLock::new();
        LIBRARY.get_or_init(|| {
            let step = |def: &'static StepDef| Step {
                def,
                en: Phrase::new(def.en, def.params),
                vi: Phrase::new(def.vi, def.params),
            };
            Self {
                steps: steps::all().map(step).collect(),
                known: Mutex::default(),
            }
        })
    }

    /// Every step, in the order of the modules.
    #[must_use]
    pub fn steps(&'static self) -> &'static [Step] {
        &self.steps
    }

    /// Every way to read the text; exactly one in a sound feature. Each text is read once: it is asked for when it is
    /// checked, translated and run, and a background stands in front of many scenarios.
    #[must_use]
    pub fn find(&'static self, text: &str) -> Arc<Vec<Reading>> {
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(readings) = known().get(text) {
            return Arc::clone(readings);
        }
        let readings = Arc::new(
            self.steps
                .iter()
                .filter_map(|step| read(step, text))
                .collect::<Vec<_>>(),
        );
        known().insert(text.to_owned(), Arc::clone(&readings));
        readings
    }

    /// The known phrase that reads most like the text.
    #[must_use]
    pub fn nearest(&self, text: &str) -> Option<&'static str> {
        let phrases = self.steps.iter().flat_map(|step| [&step.en, &step.vi]);
        phrases
            .map(|phrase| {
                (
                    strsim::jaro_winkler(&phrase.skeleton(), text),
                    phrase.sentence,
                )
            })
            .max_by(|(left, _), (right, _)| left.total_cmp(right))
            .map(|(_, sentence)| sentence)
    }

    /// The text in a language, its parameters translated; the text itself when no step matches.
    #[must_use]
    pub fn translate(&'static self, text: &str, to: Language) -> String {
        let readings = self.find(text);
        let Some(Reading { step, values, .. }) =
            readings.first().filter(|reading| reading.language != to)
        else {
            return text.to_owned();
        };
        let phrase = if to == Language::En {
            &step.en
        } else {
            &step.vi
        };
        phrase.render(|name| {
            let value = values.get(name).map_or("", String::as_str);
            match step.def.params.iter().find(|param| param.name == name) {
                Some(param) if to == Language::Vi => (param.in_vietnamese)(value),
                _ => value.to_owned(),
            }
        })
    }

    /// Cucumber's collection. It holds one entry that takes every text: the plan has found the step already, and
    /// finding it again here costs less than one regular expression a step.
    #[must_use]
    pub fn collection() -> Collection<World> {
        const ANY: AnyStep = |world, context| match Library::get().find(&context.step.value).first()
        {
            Some(reading) => {
                let args = Args::new(reading.values.clone(), context.step);
                enter(world, args, reading.step.def.run)
            }
            None => Box::pin(async { panic!("a step that nobody planned") }),
        };
        let any = Regex::new("(?s)^.*$").expect("a regular expression of ours");
        Collection::new()
            .given(None, any.clone(), ANY)
            .when(None, any.clone(), ANY)
            .then(None, any, ANY)
    }
}

/// Reads a text as one step, if it is one.
fn read(step: &'static Step, text: &str) -> Option<Reading> {
    let in_language = |language, phrase: &Phrase| {
        Some(Reading {
            step,
            language,
            values: phrase.captures(text)?,
        })
    };
    in_language(Language::En, &step.en).or_else(|| in_language(Language::Vi, &step.vi))
}

type AnyStep = cucumber::Step<World>;

impl Kind {
    /// The keyword in a language.
    #[must_use]
    pub fn keyword(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Given, Language::En) => "Given",
            (Self::When, Language::En) => "When",
            (Self::Then, Language::En) => "Then",
            (Self::Given, Language::Vi) => "Biết",
            (Self::When, Language::Vi) => "Khi",
            (Self::Then, Language::Vi) => "Thì",
        }
    }
}

//! What a step is: two phrases, its documentation, and an async function over typed parameters.

use std::collections::{BTreeMap, HashMap};
use std::time::Instant;

use futures::future::LocalBoxFuture;

use crate::ended::Ended;
use crate::world::World;

/// What a step's body returns: nothing, or the reason why the scenario ends here.
pub type StepResult = Result<(), Ended>;

/// The place a step usually has in a scenario. As in Cucumber itself, any keyword may introduce any step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Sets the scene.
    Given,
    /// Something happens.
    When,
    /// Something is observed.
    Then,
}

/// One step of the library.
pub struct StepDef {
    /// Its usual place.
    pub kind: Kind,
    /// The English phrase.
    pub en: &'static str,
    /// The Vietnamese phrase over the same parameters.
    pub vi: &'static str,
    /// What it does and observes.
    pub doc: &'static str,
    /// The source file that defines it.
    pub file: &'static str,
    /// Its parameters.
    pub params: &'static [ParamDef],
    /// Runs it.
    pub run: Body,
}

/// A step's function.
pub type Body = for<'a> fn(&'a mut World, Args) -> LocalBoxFuture<'a, StepResult>;

/// Where a parameter's value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// A hole of the phrase.
    FromText,
    /// The table below the step, with these columns allowed.
    FromTable(&'static [&'static str]),
    /// The doc string below the step.
    FromDocString,
}

/// A row of a table: column to cell.
pub type Row = BTreeMap<String, String>;

/// A parameter of a step, its type turned into data.
#[derive(Clone, Copy)]
pub struct ParamDef {
    /// The name, also of the hole.
    pub name: &'static str,
    /// The type's name in listings.
    pub kind: &'static str,
    /// Where the value comes from.
    pub taken: Taken,
    /// The regular expression of a value, without groups.
    pub pattern: fn() -> String,
    /// Says what is wrong with a value, before anything runs.
    pub check: fn(&str) -> Result<(), String>,
    /// Says what is wrong with a row of its table, before anything runs.
    pub check_row: fn(&Row) -> Result<(), String>,
    /// The value as Vietnamese readers see it.
    pub in_vietnamese: fn(&str) -> String,
    /// Every value there is, when it is one of a few words: English, Vietnamese.
    pub words: fn() -> Vec<(&'static str, &'static str)>,
}

/// A type that can be a step's parameter.
pub trait Param: Sized {
    /// The type's name in listings.
    const KIND: &'static str;
    /// Where values come from.
    const TAKEN: Taken = Taken::FromText;

    /// The regular expression of a value, without groups.
    fn pattern() -> String;

    /// Reads a value.
    ///
    /// # Errors
    /// A sentence that says what was expected.
    fn parse(text: &str) -> Result<Self, String>;

    /// The value as Vietnamese readers see it.
    fn in_vietnamese(text: &str) -> String {
        text.to_owned()
    }

    /// Checks a row of its table.
    ///
    /// # Errors
    /// A sentence that says what was expected.
    fn check_row(_: &Row) -> Result<(), String> {
        Ok(())
    }

    /// Every value there is, when it is one of a few words: English, Vietnamese.
    fn words() -> Vec<(&'static str, &'static str)> {
        Vec::new()
    }

    /// Takes the value from a running step.
    ///
    /// # Errors
    /// As [`Param::parse`].
    fn take(name: &str, args: &Args) -> Result<Self, String> {
        let text = args
            .captures
            .get(name)
            .ok_or_else(|| format!("the phrase has no {{{name}}}"))?;
        Self::parse(text)
    }
}

impl ParamDef {
    /// The definition of a parameter of type `P`.
    #[must_use]
    pub const fn of<P: Param>(name: &'static str) -> Self {
        Self {
            name,
            kind: P::KIND,
            taken: P::TAKEN,
            pattern: P::pattern,
            check: |text| P::parse(text).map(drop),
            check_row: P::check_row,
            in_vietnamese: P::in_vietnamese,
            words: P::words,
        }
    }
}

/// What a running step was given.
pub struct Args {
    captures: HashMap<&'static str, String>,
    /// The step of the feature file.
    pub step: gherkin::Step,
}

impl Args {
    /// The values of a step's holes, with the step they were read from.
    #[must_use]
    pub fn new(captures: HashMap<&'static str, String>, step: gherkin::Step) -> Self {
        Self { captures, step }
    }

    /// The value of a parameter.
    ///
    /// # Errors
    /// An error of ours: the plan is checked before anything runs, so this cannot be the target's fault.
    pub fn take<P: Param>(&self, name: &str) -> Result<P, Ended> {
        P::take(name, self).map_err(|why| Ended::error(format!("parameter {name}: {why}")))
    }
}

/// Runs a step's body: tells the record which step it is, bounds its time, and ends the scenario when it failed.
pub fn enter(world: &mut World, args: Args, body: Body) -> LocalBoxFuture<'_, ()> {
    Box::pin(async move {
        let started = Instant::now();
        let limit = world.step_limit();
        world.step_begins();
        let result = match tokio::time::timeout(limit, body(world, args)).await {
            Ok(result) => result,
            Err(_) => Err(Ended::took_too_long(limit)),
        };
        let result = result.and_then(|()| world.proves_something());
        let passed = result.is_ok();
        world.step_ends(result, started.elapsed());
        if !passed {
            // The runner takes a panic for a failed step; unwinding without the hook keeps the terminal clean.
            std::panic::resume_unwind(Box::new("the step ended the scenario"));
        }
    })
}

/// Defines the steps of one module: documentation, usual place, both phrases, and the function.
///
/// ```text
/// steps! {
///     /// What it does.
///     When "{from} sends a document to {to}" | "{from} gửi văn bản cho {to}"
///     async fn send(world, from: Agency, to: Agency) { …; Ok(()) }
/// }
/// ```
macro_rules! steps {
    ($(
        $(#[doc = $doc:literal])+
        $kind:ident $en:literal | $vi:literal
        async fn $name:ident($world:ident $(, $arg:ident: $type:ty)* $(,)?) $body:block
    )+) => {
        /// The steps of this module.
        pub const STEPS: &[$crate::step::StepDef] = &[$(
            $crate::step::StepDef {
                kind: $crate::step::Kind::$kind,
                en: $en,
                vi: $vi,
                doc: concat!($($doc, "\n"),+),
                file: file!(),
                params: &[$($crate::step::ParamDef::of::<$type>(stringify!($arg))),*],
                run: $name,
            }
        ),+];
        $(
            $(#[doc = $doc])+
            fn $name(
                $world: &mut $crate::world::World,
                args: $crate::step::Args,
            ) -> futures::future::LocalBoxFuture<'_, $crate::step::StepResult> {
                Box::pin(async move {
                    let _ = &args;
                    $(let $arg = args.take::<$type>(stringify!($arg))?;)*
                    $body
                })
            }
        )+
    };
}
pub(crate) use steps;

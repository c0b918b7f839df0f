//! `lienthong explain`: what a requirement, a scenario or a cause means, and how to try it by hand.

mod call;
mod packages;
mod requirement;
mod scenario;
#[cfg(test)]
mod tests;
mod topic;
mod tries;
mod words;

use std::io::{self, Write as _};

use conformance::catalogue::Catalogue;
use features::plan::Plan;
use harness::Seed;
use record::{Explanation, RequirementEntry};
use reports::Lang;
use serde_json::json;

use self::call::{Call, Caller};
use self::topic::Topic;
use self::tries::{Tries, Try};
use super::run::plan;
use super::up::systems;
use super::{Done, say};
use crate::cli::ExplainArgs;
use crate::exit::{Exit, usage};

/// Explains one thing.
pub fn run(args: &ExplainArgs, lang: Lang) -> Done {
    let catalogue = Catalogue::get();
    // Lines and packages belong to requirements alone, so a pipe need not wait for the features.
    let plan = if args.curl || args.package.is_some() {
        Plan::default()
    } else {
        plan(None)?
    };
    let topic = topic::find(&args.what, catalogue.entries(), &plan)?;
    match topic {
        Topic::Requirement(entry) => {
            if let Some(name) = &args.package {
                return hand_out(entry, name);
            }
            let tried = tried(args, entry)?;
            if args.curl {
                say(&requirement::script(&tried, lang))?;
            } else if args.json {
                let told = requirement::data(entry, &plan, &tried);
                say(&serde_json::to_string_pretty(&told)?)?;
            } else {
                say(&requirement::told(entry, &plan, &tried, lang))?;
            }
        }
        other if args.curl || args.package.is_some() => {
            return Err(usage(format!(
                "{} is no requirement: only a requirement has a line or a package to try by hand",
                other.id()
            )));
        }
        Topic::Scenario(planned) if args.json => {
            say(&serde_json::to_string_pretty(&scenario::data(planned))?)?;
        }
        Topic::Scenario(planned) => say(&scenario::told(planned, &catalogue.by_id(), lang))?,
        Topic::Cause(why) if args.json => {
            let told = json!({"kind": "cause", "id": why.code, "explanation": why});
            say(&serde_json::to_string_pretty(&told)?)?;
        }
        Topic::Cause(why) => say(&cause(why, lang))?,
    }
    Ok(Exit::Pass)
}

/// A requirement's try, signed for now.
pub struct Tried {
    /// The requirement.
    pub id: String,
    /// What the table says; none for a requirement that no check reaches.
    pub of: Option<&'static Try>,
    /// Its calls.
    pub calls: Vec<Call>,
    /// The seed of the secrets.
    pub seed: u64,
    /// The address of the axis.
    pub url: String,
    /// When the calls were signed.
    pub now: jiff::civil::DateTime,
}

fn tried(args: &ExplainArgs, entry: &RequirementEntry) -> anyhow::Result<Tried> {
    let of = match entry.unreachable {
        Some(_) => None,
        None => Tries::get().of(&entry.id),
    };
    let now = call::now();
    let caller = Caller {
        url: args.url.trim_end_matches('/'),
        systems: &systems(Seed(args.seed)),
        with: &args.with,
        now,
    };
    let calls = of.map_or(Ok(Vec::new()), |of| call::prepare(&entry.id, of, &caller))?;
    Ok(Tried {
        id: entry.id.clone(),
        of,
        calls,
        seed: args.seed,
        url: args.url.clone(),
        now,
    })
}

/// Writes a package of a requirement's try, byte for byte.
fn hand_out(entry: &RequirementEntry, name: &str) -> Done {
    let of = Tries::get().of(&entry.id);
    let names = of.map(Try::packages).unwrap_or_default();
    let wanted = if name.is_empty() {
        names.first().copied()
    } else {
        names.iter().find(|known| **known == name).copied()
    };
    let package = of
        .zip(wanted)
        .and_then(|(of, name)| packages::package(of, name));
    let Some(package) = package else {
        let known = if names.is_empty() {
            "it is tried without any".to_owned()
        } else {
            format!("it has {}", names.join(", "))
        };
        return Err(usage(format!(
            "{} has no package “{name}”; {known}",
            entry.id
        )));
    };
    let mut out = io::stdout().lock();
    match out.write_all(&package).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(Exit::Pass),
        other => Ok(other.map(|()| Exit::Pass)?),
    }
}

fn cause(why: &Explanation, lang: Lang) -> String {
    let mut text = format!(
        "{}  {} ({})\n",
        why.code,
        lang.phrase(why.name),
        lang.phrase(words::CAUSE).to_lowercase()
    );
    for (label, said) in [
        (words::MEANS, why.meaning),
        (words::TOLD, why.told),
        (words::NEXT, why.next),
    ] {
        text.push_str(&format!(
            "\n{}\n  {}\n",
            lang.phrase(label),
            lang.phrase(said)
        ));
    }
    text
}

//! `lienthong scenarios`: what is run, and which requirements it checks.

use conformance::catalogue::Catalogue;
use record::ScenarioEntry;
use reports::Lang;

use super::run::plan;
use super::{Done, say};
use crate::cli::ListArgs;
use crate::exit::Exit;

/// Lists the scenarios.
pub fn run(args: &ListArgs, lang: Lang) -> Done {
    let plan = plan(None)?;
    let by_id = Catalogue::get().by_id();
    let in_force = |id: &String| {
        args.as_of.is_none_or(|day| {
            by_id
                .get(id.as_str())
                .is_some_and(|entry| entry.in_force(day))
        })
    };
    let entries: Vec<_> = (plan.scenarios.iter())
        .map(|planned| &planned.entry)
        .filter(|entry| entry.requirements.iter().any(in_force))
        .collect();
    if args.json {
        say(&serde_json::to_string_pretty(&entries)?)?;
        return Ok(Exit::Pass);
    }
    let told: Vec<String> = entries.into_iter().map(|entry| told(entry, lang)).collect();
    say(&told.join("\n"))?;
    Ok(Exit::Pass)
}

fn told(entry: &ScenarioEntry, lang: Lang) -> String {
    let name = lang.of(&entry.name);
    let checked = entry.requirements.join(" ");
    let mut text = format!(
        "{}\n    {name}\n    {}:{}  {checked}\n",
        entry.id, entry.file, entry.line
    );
    for step in &entry.steps {
        let said = lang.of(&step.text).replace('\n', "\n          ");
        text.push_str(&format!("        {} {said}\n", lang.of(&step.keyword)));
    }
    text
}

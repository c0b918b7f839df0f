//! `lienthong requirements`: what must hold, and which scenarios check it.

use std::collections::HashMap;

use conformance::catalogue::Catalogue;
use reports::Lang;
use serde::Serialize;

use super::run::plan;
use super::{Done, say};
use crate::cli::ListArgs;
use crate::exit::Exit;

#[derive(Serialize)]
struct Row<'a> {
    #[serde(flatten)]
    entry: &'a record::RequirementEntry,
    scenarios: Vec<&'a str>,
}

/// Lists the requirements.
pub fn run(args: &ListArgs, lang: Lang) -> Done {
    let catalogue = Catalogue::get();
    let plan = plan(None)?;
    let mut checked: HashMap<&str, Vec<&str>> = HashMap::new();
    for planned in &plan.scenarios {
        for id in &planned.entry.requirements {
            checked.entry(id).or_default().push(&planned.entry.id);
        }
    }
    let rows: Vec<Row> = (catalogue.entries().iter())
        .filter(|entry| args.as_of.is_none_or(|day| entry.in_force(day)))
        .map(|entry| Row {
            entry,
            scenarios: checked.remove(entry.id.as_str()).unwrap_or_default(),
        })
        .collect();
    if args.json {
        say(&serde_json::to_string_pretty(&rows)?)?;
        return Ok(Exit::Pass);
    }
    let told: Vec<String> = rows.iter().map(|row| told(row, lang)).collect();
    say(&told.concat())?;
    Ok(Exit::Pass)
}

fn told(Row { entry, scenarios }: &Row, lang: Lang) -> String {
    let source = format!("{} {}", entry.source.document, entry.source.article);
    let weight = lang.force_and_certainty(entry);
    let mut text = format!(
        "{}  {}\n    {source} · {weight}\n",
        entry.id,
        lang.of(&entry.title)
    );
    match &entry.unreachable {
        Some(why) => text.push_str(&format!("    — {}\n", lang.of(why))),
        None => scenarios
            .iter()
            .for_each(|scenario| text.push_str(&format!("    {scenario}\n"))),
    }
    text
}

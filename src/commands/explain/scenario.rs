//! A scenario explained: what it does, what it needs, how to run it alone, what falls with it.

use std::collections::HashMap;

use features::plan::Planned;
use record::{RequirementEntry, ScenarioEntry};
use reports::{Lang, quoted};
use serde_json::{Value, json};

use super::words;

/// The explanation as text.
pub fn told(planned: &Planned, by_id: &HashMap<&str, &RequirementEntry>, lang: Lang) -> String {
    let entry = &planned.entry;
    let mut text = format!("{}\n{}\n\n", entry.id, lang.of(&entry.name));
    let mut line = |label, value: &str| {
        text.push_str(&format!("  {:<14}{value}\n", lang.phrase(label)));
    };
    line(words::FEATURE, lang.of(&entry.feature));
    line(words::PLACE, &format!("{}:{}", entry.file, entry.line));
    line(words::ALONE, &alone(entry));
    for tag in &planned.tags {
        if let Some(means) = words::tag(tag) {
            line(words::TAGS, &format!("@{tag}: {}", lang.phrase(means)));
        }
    }
    text.push_str(&format!("\n{}\n", lang.phrase(words::FALLS)));
    for known in entry
        .requirements
        .iter()
        .filter_map(|id| by_id.get(id.as_str()))
    {
        let falls = if known.is_mandatory() {
            words::FALLS_FAIL
        } else {
            words::FALLS_WARN
        };
        let title = lang.of(&known.title);
        text.push_str(&format!(
            "  {}  {title} ({})\n",
            known.id,
            lang.phrase(falls)
        ));
    }
    text.push_str(&format!(
        "\n{}\n{}",
        lang.phrase(words::STEPS),
        steps(entry, lang, "  ")
    ));
    text
}

/// The steps, one a line, tables under them.
pub fn steps(entry: &ScenarioEntry, lang: Lang, indent: &str) -> String {
    let mut text = String::new();
    for step in &entry.steps {
        let said = lang
            .of(&step.text)
            .replace('\n', &format!("\n{indent}    "));
        text.push_str(&format!("{indent}{} {said}\n", lang.of(&step.keyword)));
    }
    text
}

/// The command that runs it alone. A scenario whose name begins another one's brings that one along.
fn alone(entry: &ScenarioEntry) -> String {
    format!("lienthong run --name {}", quoted(&entry.id))
}

/// The explanation as data.
pub fn data(planned: &Planned) -> Value {
    let tags: Vec<Value> = (planned.tags.iter())
        .filter_map(|tag| words::tag(tag).map(|means| json!({"tag": tag, "means": means})))
        .collect();
    json!({
        "kind": "scenario",
        "id": planned.entry.id,
        "scenario": planned.entry,
        "tags": tags,
        "run": alone(&planned.entry),
    })
}

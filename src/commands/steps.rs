//! `lienthong steps`: the step library with its documentation.

use std::collections::BTreeMap;

use features::library::{Language, Library, Step};
use reports::Lang;
use serde_json::json;

use super::{Done, say};
use crate::cli::ListArgs;
use crate::exit::Exit;

/// Lists the steps.
pub fn run(args: &ListArgs, lang: Lang) -> Done {
    let library = Library::get();
    if args.json {
        let rows: Vec<_> = library.steps().iter().map(row).collect();
        say(&serde_json::to_string_pretty(&rows)?)?;
        return Ok(Exit::Pass);
    }
    let mut text = String::new();
    let mut file = "";
    for step in library.steps() {
        if step.def.file != file {
            file = step.def.file;
            text.push_str(&format!("\n# {file}\n"));
        }
        text.push_str(&told(step, lang));
    }
    text.push_str(&vocabularies(library));
    say(text.trim_start())?;
    Ok(Exit::Pass)
}

fn told(step: &Step, lang: Lang) -> String {
    let (language, first, second) = match lang {
        Lang::En => (Language::En, step.def.en, step.def.vi),
        Lang::Vi => (Language::Vi, step.def.vi, step.def.en),
    };
    let mut text = format!(
        "\n{} {first}\n     {second}\n",
        step.def.kind.keyword(language)
    );
    step.def
        .doc
        .lines()
        .for_each(|line| text.push_str(&format!("     {}\n", line.trim())));
    for param in step.def.params {
        text.push_str(&format!("     {{{}}}: {}\n", param.name, param.kind));
    }
    text
}

/// The words that a parameter can be, for the types that are a few words.
fn vocabularies(library: &'static Library) -> String {
    let params = library.steps().iter().flat_map(|step| step.def.params);
    let by_kind: BTreeMap<&str, _> = params.map(|param| (param.kind, (param.words)())).collect();
    let mut text = String::from("\n# Words\n");
    for (kind, words) in by_kind.into_iter().filter(|(_, words)| !words.is_empty()) {
        text.push_str(&format!("\n{kind}\n"));
        words
            .iter()
            .for_each(|(en, vi)| text.push_str(&format!("     {en}  |  {vi}\n")));
    }
    text
}

fn row(step: &Step) -> serde_json::Value {
    let params: Vec<_> = (step.def.params.iter())
        .map(|param| json!({"name": param.name, "type": param.kind}))
        .collect();
    json!({
        "kind": step.def.kind.keyword(Language::En),
        "en": step.def.en,
        "vi": step.def.vi,
        "doc": step.def.doc.trim(),
        "file": step.def.file,
        "params": params,
    })
}

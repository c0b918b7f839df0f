//! Scenario outlines: one scenario for each row of each table of examples.

use gherkin::Scenario;
use record::Text;

use crate::params;

/// The scenarios that an outline stands for; a plain scenario stands for itself.
#[must_use]
pub fn expand(scenario: &Scenario) -> Vec<Scenario> {
    if scenario.examples.is_empty() {
        return vec![scenario.clone()];
    }
    let rows = rows(scenario);
    rows.into_iter()
        .map(|(values, tags, position)| filled(scenario, &values, tags, position))
        .collect()
}

/// A title with the values of its row.
#[must_use]
pub fn fill_title(title: &Text, scenario: &Scenario, row: usize) -> Text {
    let rows = rows(scenario);
    let Some((values, ..)) = rows.get(row) else {
        return title.clone();
    };
    let translated =
        |(name, value): &(String, String)| (name.clone(), params::in_vietnamese(value));
    let in_vietnamese: Vec<_> = values.iter().map(translated).collect();
    Text {
        vi: fill(&title.vi, &in_vietnamese),
        en: fill(&title.en, values),
    }
}

type Row = (Vec<(String, String)>, Vec<String>, gherkin::LineCol);

fn rows(scenario: &Scenario) -> Vec<Row> {
    let mut found = Vec::new();
    for examples in &scenario.examples {
        let Some((head, rows)) = examples
            .table
            .as_ref()
            .and_then(|table| table.rows.split_first())
        else {
            continue;
        };
        let first = examples
            .table
            .as_ref()
            .map_or(examples.position, |table| table.position);
        for (index, row) in rows.iter().enumerate() {
            let values = head.iter().cloned().zip(row.iter().cloned()).collect();
            let position = gherkin::LineCol {
                line: first.line + index + 1,
                col: first.col,
            };
            found.push((values, examples.tags.clone(), position));
        }
    }
    found
}

fn filled(
    scenario: &Scenario,
    values: &[(String, String)],
    tags: Vec<String>,
    position: gherkin::LineCol,
) -> Scenario {
    let mut filled = scenario.clone();
    filled.examples.clear();
    filled.position = position;
    filled.tags.extend(tags);
    filled.name = fill(&scenario.name, values);
    for step in &mut filled.steps {
        step.value = fill(&step.value, values);
        step.docstring = step.docstring.as_ref().map(|text| fill(text, values));
        for cell in step
            .table
            .iter_mut()
            .flat_map(|table| &mut table.rows)
            .flatten()
        {
            *cell = fill(cell, values);
        }
    }
    filled
}

fn fill(text: &str, values: &[(String, String)]) -> String {
    values.iter().fold(text.to_owned(), |text, (name, value)| {
        text.replace(&format!("<{name}>"), value)
    })
}

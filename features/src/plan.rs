//! From feature files to a plan: scenarios expanded, identified, translated and checked before anything runs.

use std::collections::HashSet;

use gherkin::{Feature, GherkinEnv, Scenario, Step};
use record::{ScenarioEntry, StepEntry, Text};
use unicode_normalization::UnicodeNormalization as _;

use crate::files::FeatureFile;
use crate::library::{Language, Library};
use crate::outline;
use crate::problem::Problem;
use crate::tags;
use crate::titles;

/// One scenario ready to run: no outline, its background in front of its own steps.
#[derive(Clone, Debug)]
pub struct Planned {
    /// What the record says about it.
    pub entry: ScenarioEntry,
    /// Its name as the file has it: the same for all rows of an outline.
    pub outline: String,
    /// Its tags and those of its feature and rule, without `@`.
    pub tags: Vec<String>,
    /// What Cucumber runs.
    pub scenario: Scenario,
}

/// Everything the feature files hold.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// The scenarios in the order of the files.
    pub scenarios: Vec<Planned>,
}

impl Plan {
    /// Reads feature files.
    ///
    /// # Errors
    /// Every mistake in every file: what cannot be parsed, steps that no phrase or more than one phrase matches,
    /// parameters that cannot be read, tables with wrong columns, unknown tags, names used twice.
    pub fn read(
        files: &[FeatureFile],
        requirements: &HashSet<String>,
    ) -> Result<Self, Vec<Problem>> {
        let mut plan = Self::default();
        let mut problems = Vec::new();
        for file in files {
            match parse(file) {
                Ok(feature) => plan.add(&file.path, &feature, requirements, &mut problems),
                Err(problem) => problems.push(problem),
            }
        }
        let mut seen = HashSet::new();
        for planned in &plan.scenarios {
            if !seen.insert(&planned.entry.id) {
                problems.push(Problem {
                    file: planned.entry.file.clone(),
                    line: planned.entry.line,
                    what: format!(
                        "another scenario has the identifier “{}” already",
                        planned.entry.id
                    ),
                    hint: "give the scenario another name".into(),
                });
            }
        }
        if problems.is_empty() {
            Ok(plan)
        } else {
            problems.sort();
            Err(problems)
        }
    }

    fn add(
        &mut self,
        path: &str,
        feature: &Feature,
        requirements: &HashSet<String>,
        problems: &mut Vec<Problem>,
    ) {
        let background = |background: &Option<gherkin::Background>| {
            background
                .as_ref()
                .map_or_else(Vec::new, |background| background.steps.clone())
        };
        let common = background(&feature.background);
        let in_feature = feature
            .scenarios
            .iter()
            .map(|scenario| (scenario, common.clone(), vec![]));
        let in_rules = feature.rules.iter().flat_map(|rule| {
            let steps = [common.clone(), background(&rule.background)].concat();
            let with = move |scenario| (scenario, steps.clone(), rule.tags.clone());
            rule.scenarios.iter().map(with)
        });
        for (scenario, before, mut tags) in in_feature.chain(in_rules) {
            tags.extend(feature.tags.iter().chain(&scenario.tags).cloned());
            for (row, mut expanded) in outline::expand(scenario).into_iter().enumerate() {
                expanded.steps.splice(0..0, before.iter().cloned());
                let place = Place {
                    path,
                    feature,
                    scenario,
                    row,
                };
                self.scenarios
                    .push(place.planned(expanded, &tags, requirements, problems));
            }
        }
    }
}

/// Where a scenario stands.
struct Place<'a> {
    path: &'a str,
    feature: &'a Feature,
    scenario: &'a Scenario,
    row: usize,
}

impl Place<'_> {
    fn planned(
        &self,
        scenario: Scenario,
        tags: &[String],
        requirements: &HashSet<String>,
        problems: &mut Vec<Problem>,
    ) -> Planned {
        let problem = |line, what: String, hint: String| Problem {
            file: self.path.into(),
            line,
            what,
            hint,
        };
        let mut tags: Vec<String> = tags.iter().chain(&scenario.tags).cloned().collect();
        tags.sort();
        tags.dedup();
        for tag in tags
            .iter()
            .filter(|tag| !requirements.contains(*tag) && !tags::is_known(tag))
        {
            let hint = tags::nearest(tag, requirements);
            problems.push(problem(
                scenario.position.line,
                format!("unknown tag @{tag}"),
                hint,
            ));
        }
        if scenario.steps.is_empty() {
            let what = format!("scenario “{}” has no steps", scenario.name);
            problems.push(problem(
                scenario.position.line,
                what,
                "write its steps below it".into(),
            ));
        }
        for step in &scenario.steps {
            if let Err((what, hint)) = crate::lint::step(step) {
                problems.push(problem(step.position.line, what, hint));
            }
        }
        let entry = ScenarioEntry {
            id: self.id(),
            feature: titles::both(&self.feature.name),
            name: outline::fill_title(&titles::both(&self.scenario.name), self.scenario, self.row),
            file: self.path.into(),
            line: scenario.position.line,
            requirements: tags
                .iter()
                .filter(|tag| requirements.contains(*tag))
                .cloned()
                .collect(),
            steps: scenario.steps.iter().map(step_entry).collect(),
        };
        Planned {
            entry,
            outline: self.scenario.name.clone(),
            tags,
            scenario,
        }
    }

    /// File stem and name; an outline's row has its values in the name, and its number only when that does not tell
    /// the rows apart.
    fn id(&self) -> String {
        let stem = self
            .path
            .rsplit(['/', '\\'])
            .next()
            .unwrap_or(self.path)
            .trim_end_matches(".feature");
        let rows: Vec<String> = outline::expand(self.scenario)
            .iter()
            .map(|row| slug(&row.name))
            .collect();
        let own = &rows[self.row];
        if rows.iter().filter(|row| *row == own).count() == 1 {
            format!("{stem}/{own}")
        } else {
            format!("{stem}/{own}-{}", self.row + 1)
        }
    }
}

/// Parses one file after normalising it to NFC, as the phrases of the library are.
fn parse(file: &FeatureFile) -> Result<Feature, Problem> {
    let mut text: String = file.text.trim_start_matches('\u{feff}').nfc().collect();
    if !text.ends_with('\n') {
        text.push('\n');
    }
    Feature::parse(&text, GherkinEnv::default()).map_err(|error| {
        let said = error.to_string();
        Problem {
            file: file.path.clone(),
            line: line_in(&said).unwrap_or(1),
            what: format!("not readable as Gherkin: {said}"),
            hint: "look at this line and the one above it".into(),
        }
    })
}

/// The line in the parser's message `Error at LINE:COLUMN: …`, which it tells in no other way.
fn line_in(said: &str) -> Option<usize> {
    said.strip_prefix("Error at ")?
        .split(':')
        .next()?
        .parse()
        .ok()
}

fn step_entry(step: &Step) -> StepEntry {
    let library = Library::get();
    let mut below = String::new();
    for row in step.table.iter().flat_map(|table| &table.rows) {
        below.push_str(&format!("\n| {} |", row.join(" | ")));
    }
    if let Some(text) = &step.docstring {
        below.push_str(&format!("\n\"\"\"\n{}\n\"\"\"", text.trim()));
    }
    let text = |language| format!("{}{below}", library.translate(&step.value, language));
    StepEntry {
        keyword: keyword(step.keyword.trim()),
        text: Text {
            en: text(Language::En),
            vi: text(Language::Vi),
        },
        line: step.position.line,
    }
}

/// Both spellings of a step's keyword.
fn keyword(written: &str) -> Text {
    const KEYWORDS: [(&str, &str); 6] = [
        ("Given", "Biết"),
        ("Given", "Cho"),
        ("When", "Khi"),
        ("Then", "Thì"),
        ("And", "Và"),
        ("But", "Nhưng"),
    ];
    let found = KEYWORDS
        .iter()
        .find(|(en, vi)| *en == written || *vi == written);
    let (en, vi) = found.copied().unwrap_or((written, written));
    Text {
        en: en.into(),
        vi: vi.into(),
    }
}

/// A name as part of an identifier: ASCII lower case, words joined with `-`, at most 72 characters.
fn slug(name: &str) -> String {
    let folded = name.replace(['đ', 'Đ'], "d");
    let plain = folded
        .nfd()
        .filter(char::is_ascii)
        .collect::<String>()
        .to_ascii_lowercase();
    let words: Vec<&str> = plain
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let mut slug = words.join("-");
    slug.truncate(72);
    slug.trim_end_matches('-').to_owned()
}

//! What is meant: a requirement, a scenario or a cause, by its name or a part of it.

use features::plan::{Plan, Planned};
use record::{CAUSES, Explanation, RequirementEntry};

use crate::exit::usage;

/// Most names suggested.
const MOST: usize = 30;
/// Most names suggested when nothing matches.
const NEAREST: usize = 5;

/// What can be explained.
#[derive(Clone, Copy)]
pub enum Topic<'a> {
    Requirement(&'a RequirementEntry),
    Scenario(&'a Planned),
    Cause(&'static Explanation),
}

impl Topic<'_> {
    /// The name it is asked for by.
    pub fn id(&self) -> &str {
        match self {
            Self::Requirement(entry) => &entry.id,
            Self::Scenario(planned) => &planned.entry.id,
            Self::Cause(why) => why.code,
        }
    }

    /// Everything else it is called, in both languages.
    fn names(&self) -> [&str; 2] {
        match self {
            Self::Requirement(entry) => [&entry.title.vi, &entry.title.en],
            Self::Scenario(planned) => [&planned.entry.name.vi, &planned.entry.name.en],
            Self::Cause(why) => [why.name.vi, why.name.en],
        }
    }
}

/// The one thing that is meant.
///
/// # Errors
/// Names to choose from, when nothing or several things match; wrong usage.
pub fn find<'a>(
    wanted: &str,
    requirements: &'a [RequirementEntry],
    plan: &'a Plan,
) -> anyhow::Result<Topic<'a>> {
    let all: Vec<Topic<'a>> = (requirements.iter().map(Topic::Requirement))
        .chain(plan.scenarios.iter().map(Topic::Scenario))
        .chain(CAUSES.iter().map(Topic::Cause))
        .collect();
    let asked = wanted.trim().trim_start_matches('@').to_lowercase();
    let exact = |topic: &&Topic<'a>| {
        topic.id().to_lowercase() == asked
            || topic
                .names()
                .iter()
                .any(|name| name.to_lowercase() == asked)
    };
    if let Some(topic) = all.iter().find(exact) {
        return Ok(*topic);
    }
    let holds = |topic: &&Topic<'a>| {
        !asked.is_empty()
            && (topic.id().to_lowercase().contains(&asked)
                || topic
                    .names()
                    .iter()
                    .any(|name| name.to_lowercase().contains(&asked)))
    };
    let matching: Vec<Topic<'a>> = all.iter().filter(holds).copied().collect();
    match matching.as_slice() {
        [one] => Ok(*one),
        [] => Err(nearest(wanted, &asked, &all)),
        several => Err(usage(format!(
            "“{wanted}” may mean {} things; name one of them:\n  {}{}",
            several.len(),
            listed(several.iter().take(MOST)),
            if several.len() > MOST { "\n  …" } else { "" },
        ))),
    }
}

fn nearest(wanted: &str, asked: &str, all: &[Topic<'_>]) -> anyhow::Error {
    let mut near: Vec<(f64, &Topic<'_>)> = (all.iter())
        .map(|topic| {
            (
                strsim::jaro_winkler(&topic.id().to_lowercase(), asked),
                topic,
            )
        })
        .collect();
    near.sort_by(|(left, a), (right, b)| right.total_cmp(left).then_with(|| a.id().cmp(b.id())));
    usage(format!(
        "nothing is called “{wanted}”: expected a requirement, a scenario or a cause; the nearest are\n  {}\n\
         `lienthong requirements` and `lienthong scenarios` list them all",
        listed(near.iter().take(NEAREST).map(|(_, topic)| *topic))
    ))
}

fn listed<'a>(topics: impl Iterator<Item = &'a Topic<'a>>) -> String {
    let lines: Vec<&str> = topics.map(Topic::id).collect();
    lines.join("\n  ")
}

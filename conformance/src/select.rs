//! Which scenarios a run takes: by profile, date, tags and name.

use cucumber::tag::Ext as _;
use features::plan::{Plan, Planned};
pub use gherkin::tagexpr::TagOperation;
use jiff::civil::Date;
use record::RequirementEntry;

use crate::catalogue::Catalogue;
use crate::profile::Profile;

/// What to take.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The profile.
    pub profile: Profile,
    /// The day whose rules apply.
    pub as_of: Date,
    /// A Cucumber tag expression, `not @slow and (@a or @b)`.
    pub tags: Option<TagOperation>,
    /// Part of a scenario's name or identifier, in either language; case does not matter.
    pub name: Option<String>,
}

/// What a run takes.
#[derive(Clone, Debug)]
pub struct Selected {
    /// The requirements in force.
    pub requirements: Vec<RequirementEntry>,
    /// The scenarios that check at least one of them.
    pub scenarios: Vec<Planned>,
}

/// Selects from a plan.
#[must_use]
pub fn select(plan: Plan, catalogue: &Catalogue, wanted: &Wanted) -> Selected {
    let requirements = catalogue.in_force(wanted.profile.roles, wanted.as_of);
    let in_force = |id: &String| requirements.iter().any(|entry| entry.id == *id);
    let mut scenarios = plan.scenarios;
    scenarios.retain(|planned| {
        planned.entry.requirements.iter().any(in_force)
            && wanted
                .tags
                .as_ref()
                .is_none_or(|tags| tags.eval(&planned.tags))
            && wanted
                .name
                .as_ref()
                .is_none_or(|name| is_named(planned, name))
    });
    for planned in &mut scenarios {
        planned.entry.requirements.retain(in_force);
    }
    Selected {
        requirements,
        scenarios,
    }
}

fn is_named(planned: &Planned, name: &str) -> bool {
    let name = name.to_lowercase();
    let entry = &planned.entry;
    [&entry.id, &entry.name.en, &entry.name.vi]
        .iter()
        .any(|text| text.to_lowercase().contains(&name))
}

//! The two ends of Cucumber: planned scenarios in, nothing out (the record is written by the hooks and steps).

use std::collections::BTreeMap;

use cucumber::{Event, Parser, Writer, cli, event, gherkin, parser, writer};
use features::plan::Planned;
use features::world::World;
use futures::stream;
use harness::Seed;

/// The tag that carries a scenario's identifier through Cucumber.
const ID: &str = "id:";

/// The identifier of a scenario on its way through Cucumber.
#[must_use]
pub fn scenario_id(scenario: &gherkin::Scenario) -> Option<&str> {
    scenario.tags.iter().find_map(|tag| tag.strip_prefix(ID))
}

/// Feeds planned scenarios, one feature a file; shuffled by a seed, one feature a scenario.
pub struct Feed(pub Option<Seed>);

impl Parser<Vec<Planned>> for Feed {
    type Cli = cli::Empty;
    type Output = stream::Iter<std::vec::IntoIter<parser::Result<gherkin::Feature>>>;

    fn parse(self, planned: Vec<Planned>, _: cli::Empty) -> Self::Output {
        let mut features: BTreeMap<(Place, u64, String), gherkin::Feature> = BTreeMap::new();
        for Planned {
            entry,
            mut scenario,
            tags,
            ..
        } in planned
        {
            scenario.tags = vec![format!("{ID}{}", entry.id)];
            let lot = self.0.map_or(0, |seed| seed.derive(&entry.id).0);
            let feature = features
                .entry((Place::of(&tags), lot, entry.file))
                .or_insert_with_key(|(_, _, file)| empty_feature(file, &entry.feature.en));
            feature.scenarios.push(scenario);
        }
        stream::iter(features.into_values().map(Ok).collect::<Vec<_>>())
    }
}

/// When a scenario's turn comes: one that waits on purpose first, so that the others run meanwhile; one that runs alone
/// last, when no other is under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    First,
    Middle,
    Last,
}

impl Place {
    fn of(tags: &[String]) -> Self {
        match () {
            () if tags.iter().any(|tag| tag == "slow") => Self::First,
            () if runs_alone(tags) => Self::Last,
            () => Self::Middle,
        }
    }
}

/// Whether no other scenario may run beside one with these tags.
#[must_use]
pub fn runs_alone(tags: &[String]) -> bool {
    tags.iter().any(|tag| tag == "large")
}

fn empty_feature(file: &str, name: &str) -> gherkin::Feature {
    gherkin::Feature {
        keyword: "Feature".into(),
        name: name.into(),
        description: None,
        background: None,
        scenarios: Vec::new(),
        rules: Vec::new(),
        tags: Vec::new(),
        span: gherkin::Span { start: 0, end: 0 },
        position: gherkin::LineCol { line: 1, col: 1 },
        path: Some(file.into()),
    }
}

/// Writes nothing.
pub struct Quiet;

impl Writer<World> for Quiet {
    type Cli = cli::Empty;

    async fn handle_event(
        &mut self,
        _: parser::Result<Event<event::Cucumber<World>>>,
        _: &cli::Empty,
    ) {
    }
}

impl writer::Normalized for Quiet {}

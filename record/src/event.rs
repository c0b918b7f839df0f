//! The events of a run, in the order in which they are written.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use crate::catalogue::{RequirementEntry, Text};
use crate::verdict::{Cause, Verdict};

/// One line of `run.ndjson`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    /// Always the first line.
    RunStarted(Box<RunStarted>),
    /// A scenario begins; its plan stands in [`RunStarted::scenarios`].
    ScenarioStarted {
        /// The scenario's id.
        scenario: String,
    },
    /// A step ended.
    StepFinished(StepFinished),
    /// A message went through the tap and was answered, or was not.
    Exchange(Box<Exchange>),
    /// A scenario ended with its verdict.
    ScenarioFinished(Box<ScenarioFinished>),
    /// Always the last line; missing when the run was killed.
    RunFinished(RunFinished),
}

impl Event {
    /// The id of the scenario it belongs to; none for the start and the end of the run.
    #[must_use]
    pub fn scenario(&self) -> Option<&str> {
        match self {
            Event::RunStarted(_) | Event::RunFinished(_) => None,
            Event::ScenarioStarted { scenario } => Some(scenario),
            Event::StepFinished(step) => Some(&step.scenario),
            Event::Exchange(exchange) => Some(&exchange.scenario),
            Event::ScenarioFinished(finished) => Some(&finished.scenario),
        }
    }
}

/// What was going to be run, against what, by which rules.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RunStarted {
    /// Version of the record's format.
    pub format: u32,
    /// Version of the program.
    pub program: String,
    /// The seed everything was derived from.
    pub seed: u64,
    /// The day whose rules were applied.
    pub as_of: Date,
    /// Wall-clock start, Vietnam time.
    pub started: DateTime,
    /// The profile that was asked for.
    pub profile: String,
    /// The command that repeats the run.
    pub command: String,
    /// The target file, as the user named it; none for the embedded government.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// The user's own features, as he named them; none for those the program carries.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub features: Option<String>,
    /// The defect that was planted on purpose, in a run that shows how it is caught.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub defect: Option<String>,
    /// Who played which role.
    pub roles: Vec<RoleBinding>,
    /// The requirements in force that the profile names.
    pub requirements: Vec<RequirementEntry>,
    /// The scenarios selected, in the order of the feature files.
    pub scenarios: Vec<ScenarioEntry>,
}

/// Who played a role in the run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleBinding {
    /// The role, for example `axis`.
    pub role: String,
    /// `embedded`, `container`, `external` or `simulated`.
    pub binding: String,
    /// The address of an external system.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Whether the role was under test.
    pub under_test: bool,
}

/// The plan of one scenario.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScenarioEntry {
    /// Stable identifier: `<feature file stem>/<slug of the name>`, plus `-<n>` where the rows of an outline bear one name.
    pub id: String,
    /// The feature's name.
    pub feature: Text,
    /// The scenario's name.
    pub name: Text,
    /// The feature file, relative to the folder of features.
    pub file: String,
    /// The line of the scenario, counted from 1.
    pub line: usize,
    /// Identifiers of the requirements it checks.
    pub requirements: Vec<String>,
    /// Its steps, background first.
    pub steps: Vec<StepEntry>,
}

/// One step of a scenario's plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepEntry {
    /// `Given`, `When`, `Then`, `And` or `But`, translated.
    pub keyword: Text,
    /// The step's text, with a table or doc string appended on lines of their own.
    pub text: Text,
    /// The line in the feature file, counted from 1.
    pub line: usize,
}

/// How a step ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepOutcome {
    /// It did what it says.
    Passed,
    /// It did not; the scenario's [`Failure`] says why.
    Failed,
    /// An earlier step ended the scenario.
    Skipped,
}

/// A step ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepFinished {
    /// The scenario's id.
    pub scenario: String,
    /// Index into [`ScenarioEntry::steps`].
    pub step: usize,
    /// How it ended.
    pub outcome: StepOutcome,
    /// Duration in milliseconds.
    pub milliseconds: u64,
}

/// One request and its answer, as the tap saw them, secrets masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exchange {
    /// The scenario's id.
    pub scenario: String,
    /// Position among the scenario's exchanges, counted from 1.
    pub number: u32,
    /// Index of the step during which it happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<usize>,
    /// Who sent the request, for example `Bộ Tư pháp (000.00.00.G15)`.
    pub from: String,
    /// The role that was asked, for example `axis`.
    pub to: String,
    /// The operation, for example `sendEdoc`.
    pub operation: String,
    /// The run's clock when the request arrived at the tap (Vietnam time).
    pub at: DateTime,
    /// Milliseconds until the answer was complete.
    pub milliseconds: u64,
    /// The request as forwarded.
    pub request: Message,
    /// The answer as passed back; none when there was none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response: Option<Message>,
    /// What the tap did to the exchange on purpose, or what went wrong on the network.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fault: Option<String>,
}

/// One half of an exchange.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// `POST /XrdAdapter/adapter/sendEdoc` or `200 OK`.
    pub line: String,
    /// Header fields, names in lower case whatever their spelling on the wire.
    pub headers: BTreeMap<String, String>,
    /// The body's beginning as text; bytes that are no UTF-8 are shown as `\xNN`.
    pub body: String,
    /// Length of the whole body in bytes.
    pub body_bytes: u64,
    /// SHA-256 of the whole body, lower-case hex.
    pub body_sha256: String,
}

/// Why a scenario did not pass.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// Index of the step that ended the scenario.
    pub step: usize,
    /// What the requirement asks for.
    pub expected: String,
    /// What was observed.
    pub received: String,
    /// The offending exchange's number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exchange: Option<u32>,
}

/// A scenario ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScenarioFinished {
    /// The scenario's id.
    pub scenario: String,
    /// Its verdict.
    pub verdict: Verdict,
    /// Who is to blame when it is not a pass.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<Cause>,
    /// What was expected and received, for a fail; the reason, for the others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<Failure>,
    /// The seed of this scenario alone.
    pub seed: u64,
    /// Wall-clock duration in seconds.
    pub seconds: f64,
}

/// The run ended by itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RunFinished {
    /// Wall-clock duration in seconds.
    pub seconds: f64,
}

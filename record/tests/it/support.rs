//! The start of a run with one planned scenario.

use jiff::civil::date;
use record::{RunStarted, ScenarioEntry, StepEntry, Text};

/// The id of the planned scenario.
pub const SCENARIO: &str = "sending/one-receiver";

/// The same words in both languages.
pub fn text(words: &str) -> Text {
    Text {
        vi: words.to_owned(),
        en: words.to_owned(),
    }
}

/// The first event of a record.
pub fn started() -> RunStarted {
    let step = StepEntry {
        keyword: text("When"),
        text: text("a document is sent"),
        line: 7,
    };
    let scenario = ScenarioEntry {
        id: SCENARIO.to_owned(),
        feature: text("Sending"),
        name: text("One receiver"),
        file: "sending.feature".to_owned(),
        line: 5,
        requirements: vec!["AX-SND-01".to_owned()],
        steps: vec![step],
    };
    RunStarted {
        format: 1,
        program: "0.1.0".to_owned(),
        seed: u64::MAX,
        as_of: date(2026, 11, 20),
        started: date(2026, 11, 20).at(9, 0, 0, 0),
        profile: "axis".to_owned(),
        command: "lienthong run --seed 1".to_owned(),
        target: None,
        features: None,
        defect: None,
        roles: Vec::new(),
        requirements: Vec::new(),
        scenarios: vec![scenario],
    }
}

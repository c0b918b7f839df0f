//! Two digests that make runs comparable: what was decided, and what happened.

use sha2::{Digest as _, Sha256};

use crate::event::{Exchange, Message};
use crate::run::{Run, ScenarioRecord};
use crate::verdict::{Cause, Verdict};

impl Run {
    /// SHA-256 (lower-case hex) of what was decided: each planned scenario with its verdict and cause, in the order of
    /// identifiers. The same whatever the order and the number of jobs.
    #[must_use]
    pub fn verdict_digest(&self) -> String {
        let decided = self.scenarios.iter().map(|scenario| {
            let end = scenario.deciding();
            (
                scenario.entry.id.as_str(),
                end.map(|end| (end.verdict, end.cause)),
            )
        });
        digest_of(decided.collect())
    }

    /// SHA-256 (lower-case hex) of what happened: each planned scenario with its steps and exchanges in their order. What
    /// real time decides (durations, the port a tap listens at) is left out.
    #[must_use]
    pub fn event_digest(&self) -> String {
        digest(self, |scenario, lines| {
            lines.extend(
                scenario
                    .steps
                    .iter()
                    .map(|step| format!("{} {:?}", step.step, step.outcome)),
            );
            lines.extend(scenario.exchanges.iter().map(exchange));
            let decided = scenario.deciding();
            lines.push(format!("{:?}", decided.map(|end| (end.verdict, end.cause))));
        })
    }
}

/// What was decided of a scenario; none when it never ended.
pub type Decided = Option<(Verdict, Option<Cause>)>;

/// The digest of what was decided: identifiers of scenarios with verdict and cause, in any order.
#[must_use]
pub fn digest_of(mut decided: Vec<(&str, Decided)>) -> String {
    decided.sort_unstable_by_key(|(id, _)| *id);
    let mut hash = Sha256::new();
    for (id, end) in decided {
        hash.update(format!("{id}\n{end:?}\n"));
    }
    hex(&hash.finalize())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn digest(run: &Run, tell: impl Fn(&ScenarioRecord, &mut Vec<String>)) -> String {
    let mut scenarios: Vec<&ScenarioRecord> = run.scenarios.iter().collect();
    scenarios.sort_by_key(|scenario| &scenario.entry.id);
    let mut hash = Sha256::new();
    let mut lines = Vec::new();
    for scenario in scenarios {
        lines.push(scenario.entry.id.clone());
        tell(scenario, &mut lines);
        for line in lines.drain(..) {
            hash.update(line);
            hash.update("\n");
        }
    }
    hash.finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn exchange(exchange: &Exchange) -> String {
    let Exchange {
        number,
        step,
        from,
        to,
        operation,
        at,
        request,
        response,
        fault,
        ..
    } = exchange;
    let message = |message: &Message| format!("{} {}", message.line, message.body_sha256);
    let answer = response.as_ref().map(message);
    format!(
        "{number} {step:?} {from} {to} {operation} {at} {} {answer:?} {fault:?}",
        message(request)
    )
}

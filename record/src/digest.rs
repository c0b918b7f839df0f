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

    /// SHA-256 (lower-case hex) of what happened: each planned scenario, in the order of identifiers, with its steps, its
    /// exchanges in their order and its verdict. The same for the same seed whatever the order and the number of jobs.
    ///
    /// Left out is what real time decides: how long things took; the header fields `date` and `host` (which names the
    /// port that a tap got); and, of identical requests that follow one another within a step, which was served first:
    /// they may have been made at once. An answer that a fault touched is told by its length, because a scenario may
    /// write the tap's address into it; the wording of a failure not at all, because it may say how long was waited.
    #[must_use]
    pub fn event_digest(&self) -> String {
        digest(self, |scenario, lines| {
            lines.extend(
                scenario
                    .steps
                    .iter()
                    .map(|step| format!("{} {:?}", step.step, step.outcome)),
            );
            lines.extend(exchanges(&scenario.exchanges));
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

/// One line an exchange. Answers to identical requests that follow one another are put in an order of their own.
fn exchanges(exchanges: &[Exchange]) -> Vec<String> {
    let mut lines: Vec<(String, String)> = exchanges
        .iter()
        .map(|exchange| (asked(exchange), answered(exchange)))
        .collect();
    for same in lines.chunk_by_mut(|left, right| left.0 == right.0) {
        same.sort();
    }
    let line = |(asked, answered)| format!("{asked} -> {answered}");
    lines.into_iter().map(line).collect()
}

fn asked(exchange: &Exchange) -> String {
    let Exchange {
        step,
        from,
        to,
        operation,
        at,
        request,
        ..
    } = exchange;
    let body = &request.body_sha256;
    format!(
        "{step:?} {from} {to} {operation} {at} {} {body}",
        head(request)
    )
}

fn answered(exchange: &Exchange) -> String {
    let Exchange {
        response, fault, ..
    } = exchange;
    let answer = response.as_ref().map(|answer| match fault {
        None => format!("{} {}", head(answer), answer.body_sha256),
        Some(_) => format!("{} {}", head(answer), answer.body_bytes),
    });
    format!("{answer:?} {fault:?}")
}

/// First line and header fields of a message, without those that real time decides.
fn head(message: &Message) -> String {
    let fields = message.headers.iter();
    let decided: Vec<_> = fields
        .filter(|(name, _)| !["date", "host"].contains(&name.as_str()))
        .collect();
    format!("{} {decided:?}", message.line)
}

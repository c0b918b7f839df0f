//! Why a scenario ended before its last step: a verdict other than *pass*, with its cause and evidence.

use std::time::Duration;

use harness::government::NotControllable;
use harness::{RaiseError, Rule};
use record::{Cause, Verdict};
use simulators::ClientError;

/// The end of a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// The verdict on the scenario.
    pub verdict: Verdict,
    /// Who is to blame.
    pub cause: Cause,
    /// What should have been observed, or what the step needed.
    pub expected: String,
    /// What was observed, or why it could not be.
    pub received: String,
    /// The offending exchange's number, when it is not the last one.
    pub exchange: Option<u32>,
    /// The role that misbehaved, when that may be another one than the role under test.
    pub by: Option<&'static str>,
    /// Whether all that is wrong is that a call of ours got no answer it could use.
    pub unanswered: bool,
}

impl Ended {
    /// The system under test did something else than the requirement asks for.
    pub fn fail(expected: impl Into<String>, received: impl Into<String>) -> Self {
        Self::new(Verdict::Fail, Cause::SystemUnderTest, expected, received)
    }

    /// Nothing can be said about the system under test.
    pub fn inconclusive(
        cause: Cause,
        expected: impl Into<String>,
        received: impl Into<String>,
    ) -> Self {
        Self::new(Verdict::Inconclusive, cause, expected, received)
    }

    /// The check does not apply to this system or this run.
    pub fn not_applicable(why: impl Into<String>) -> Self {
        Self::new(Verdict::NotApplicable, Cause::Configuration, "", why)
    }

    /// Our own fault.
    pub fn error(why: impl Into<String>) -> Self {
        Self::new(Verdict::Error, Cause::Harness, "", why)
    }

    /// A step did not end within its time limit.
    #[must_use]
    pub fn took_too_long(limit: Duration) -> Self {
        Self::inconclusive(
            Cause::Undecided,
            format!("the step ends within {} s", limit.as_secs()),
            "it was still waiting; see the last exchange",
        )
    }

    /// Says which role misbehaved.
    #[must_use]
    pub fn by(mut self, role: &'static str) -> Self {
        self.by = Some(role);
        self
    }

    /// What misbehaviour means when `under_test` is the role under test: only that role can fail; another one that
    /// misbehaves is a trouble of ours.
    #[must_use]
    pub fn seen_by(mut self, under_test: &str) -> Self {
        if self.verdict == Verdict::Fail && self.by.is_some_and(|role| role != under_test) {
            self.verdict = Verdict::Error;
            self.cause = Cause::Simulator;
        }
        self
    }

    /// What it means that the latest call suffered a planned fault: a call of ours that went unanswered for that reason
    /// says nothing about anybody.
    #[must_use]
    pub fn after(mut self, suffered: Option<String>) -> Self {
        if let Some(suffered) = suffered.filter(|_| self.unanswered) {
            self.verdict = Verdict::Inconclusive;
            self.cause = Cause::Undecided;
            self.received = format!("{}; the scenario planned this: {suffered}", self.received);
        }
        self
    }

    /// Says which faults the scenario had planned: whoever reads the failure must know what was going on.
    #[must_use]
    pub fn in_spite_of(mut self, planned: &[Rule]) -> Self {
        if !planned.is_empty() && matches!(self.verdict, Verdict::Fail | Verdict::Inconclusive) {
            let planned: Vec<String> = planned.iter().map(ToString::to_string).collect();
            self.received = format!("{} (planned: {})", self.received, planned.join("; "));
        }
        self
    }

    /// Marks the exchange that shows it.
    #[must_use]
    pub fn shown_by(mut self, exchange: u32) -> Self {
        self.exchange = Some(exchange);
        self
    }

    fn new(
        verdict: Verdict,
        cause: Cause,
        expected: impl Into<String>,
        received: impl Into<String>,
    ) -> Self {
        Self {
            verdict,
            cause,
            expected: expected.into(),
            received: received.into(),
            exchange: None,
            by: None,
            unanswered: false,
        }
    }
}

impl From<ClientError> for Ended {
    /// Trouble on the way says nothing about the axis; an answer that is not what the API promises does.
    fn from(error: ClientError) -> Self {
        let expected = "the axis answers as its API says";
        let unanswered = !matches!(error, ClientError::Invalid(_));
        let ended = match error {
            ClientError::Unreachable { .. }
            | ClientError::TimedOut { .. }
            | ClientError::Reset { .. } => {
                Self::inconclusive(Cause::Network, expected, error.to_string())
            }
            ClientError::Invalid(why) => Self::error(why),
            _ => Self::fail(expected, error.to_string()).by("axis"),
        };
        Self {
            unanswered,
            ..ended
        }
    }
}

impl From<RaiseError> for Ended {
    fn from(error: RaiseError) -> Self {
        if error.is_not_applicable() {
            return Self::not_applicable(error.to_string());
        }
        Self {
            cause: error.cause(),
            ..Self::error(error.to_string())
        }
    }
}

impl From<NotControllable> for Ended {
    fn from(error: NotControllable) -> Self {
        Self::not_applicable(error.to_string())
    }
}

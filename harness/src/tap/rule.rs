//! What the tap does to exchanges on purpose, as data.

use std::fmt;

use serde::{Deserialize, Serialize};

/// One fault: which exchanges it meets, and what happens to them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// The operation, for example `sendEdoc`, in any case; every operation when none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operation: Option<String>,
    /// The caller by name, agency code or system id; every caller when none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub participant: Option<String>,
    /// Only the n-th exchange this rule meets, counted from 1; every one when none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nth: Option<u32>,
    /// What happens.
    pub action: Fault,
}

/// What happens to an exchange. Faults that do not say otherwise leave the rest of the exchange as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Fault {
    /// The answer is passed back late, by real time.
    DelayAnswer {
        /// How late.
        milliseconds: u64,
    },
    /// The request is not passed on; the caller waits for an answer that never comes.
    HangRequest,
    /// The request is not passed on; the connection is closed without an answer.
    DropRequest,
    /// The request is processed, but its answer is lost: the caller sees the connection reset.
    SwallowAnswer,
    /// The request is passed on twice; the caller gets the second answer.
    DuplicateRequest,
    /// The request is not passed on; the caller sees the connection reset.
    Reset,
    /// The request is processed; the caller gets another answer instead.
    ReplaceAnswer {
        /// HTTP status code.
        status: u16,
        /// Media type.
        content_type: String,
        /// The body.
        body: String,
    },
    /// A text in the answer's body is replaced wherever it stands.
    ChangeAnswerBody {
        /// The text.
        find: String,
        /// What stands there instead.
        replace: String,
    },
    /// A text in the request's body is replaced wherever it stands.
    ChangeRequestBody {
        /// The text.
        find: String,
        /// What stands there instead.
        replace: String,
    },
    /// A header field of the request gets another value, or is taken out.
    SetRequestHeader {
        /// The field's name.
        name: String,
        /// The value; none takes the field out.
        value: Option<String>,
    },
    /// A header field of the answer gets another value, or is taken out.
    SetAnswerHeader {
        /// The field's name.
        name: String,
        /// The value; none takes the field out.
        value: Option<String>,
    },
    /// The answer's body breaks off: its declared length stays, the connection is closed.
    TruncateAnswer {
        /// How many bytes are passed back; fewer when the caller reads slowly.
        bytes: usize,
    },
    /// The answer's body comes in drops, by real time.
    DripAnswer {
        /// Bytes a drop.
        bytes: usize,
        /// Time between two drops.
        milliseconds: u64,
    },
    /// The request is not passed on; the caller gets a body of blanks of this size.
    HugeAnswer {
        /// The size.
        bytes: u64,
    },
}

impl Rule {
    /// A rule for every exchange.
    #[must_use]
    pub fn every(action: Fault) -> Self {
        Self {
            operation: None,
            participant: None,
            nth: None,
            action,
        }
    }

    /// The same rule for one operation only.
    #[must_use]
    pub fn on(mut self, operation: &str) -> Self {
        self.operation = Some(operation.to_owned());
        self
    }

    /// The same rule for one caller only: name, agency code or system id.
    #[must_use]
    pub fn from(mut self, participant: &str) -> Self {
        self.participant = Some(participant.to_owned());
        self
    }

    /// The same rule for the n-th exchange it meets only, counted from 1.
    #[must_use]
    pub fn nth(mut self, nth: u32) -> Self {
        self.nth = Some(nth);
        self
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.nth {
            None => f.write_str("each ")?,
            Some(nth) => write!(f, "number {nth} of each ")?,
        }
        f.write_str(self.operation.as_deref().unwrap_or("request"))?;
        if let Some(participant) = &self.participant {
            write!(f, " from {participant}")?;
        }
        write!(f, ": {}", self.action)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DelayAnswer { milliseconds } => {
                write!(f, "the answer is passed back {milliseconds} ms late")
            }
            Self::HangRequest => f.write_str("the request is not passed on and never answered"),
            Self::DropRequest => {
                f.write_str("the request is not passed on and the connection closed")
            }
            Self::SwallowAnswer => {
                f.write_str("the request is processed, its answer lost and the connection reset")
            }
            Self::DuplicateRequest => f.write_str("the request is passed on twice"),
            Self::Reset => f.write_str("the request is not passed on and the connection reset"),
            Self::ReplaceAnswer {
                status,
                content_type,
                ..
            } => write!(f, "the answer is replaced by {status} with {content_type}"),
            Self::ChangeAnswerBody { find, replace } => {
                write!(f, "“{find}” becomes “{replace}” in the answer's body")
            }
            Self::ChangeRequestBody { find, replace } => {
                write!(f, "“{find}” becomes “{replace}” in the request's body")
            }
            Self::SetRequestHeader { name, value } => header(f, "request", name, value.as_deref()),
            Self::SetAnswerHeader { name, value } => header(f, "answer", name, value.as_deref()),
            Self::TruncateAnswer { bytes } => {
                write!(f, "the answer's body breaks off after {bytes} bytes")
            }
            Self::DripAnswer {
                bytes,
                milliseconds,
            } => write!(
                f,
                "the answer's body comes {bytes} byte(s) every {milliseconds} ms"
            ),
            Self::HugeAnswer { bytes } => write!(
                f,
                "the request is not passed on and answered with {bytes} bytes"
            ),
        }
    }
}

fn header(f: &mut fmt::Formatter<'_>, half: &str, name: &str, value: Option<&str>) -> fmt::Result {
    match value {
        Some(value) => write!(f, "the {half}'s header field {name} becomes “{value}”"),
        None => write!(f, "the {half}'s header field {name} is taken out"),
    }
}

/// The rules of a tap, each with how often it met an exchange and how often it was applied.
#[derive(Debug, Default)]
pub(super) struct Rules(Vec<Counted>);

#[derive(Debug)]
struct Counted {
    rule: Rule,
    met: u32,
    applied: u32,
}

/// Who sends a request.
#[derive(Clone, Debug)]
pub(super) struct Caller {
    /// The system id it names, when it names one.
    pub system_id: Option<String>,
    /// Name and agency code when the system is known, else the system id, else `unknown`.
    pub name: String,
}

impl Rules {
    pub fn add(&mut self, rule: Rule) {
        self.0.push(Counted {
            rule,
            met: 0,
            applied: 0,
        });
    }

    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// The rules that were never applied.
    pub fn idle(&self) -> Vec<Rule> {
        let idle = self.0.iter().filter(|counted| counted.applied == 0);
        idle.map(|counted| counted.rule.clone()).collect()
    }

    /// The faults of an exchange, in the order of the rules; each rule that meets it counts it.
    pub fn meet(&mut self, operation: &str, caller: &Caller) -> Vec<Fault> {
        let mut faults = Vec::new();
        for counted in &mut self.0 {
            let Counted { rule, met, applied } = counted;
            let operation_fits = (rule.operation.as_deref())
                .is_none_or(|wanted| wanted.eq_ignore_ascii_case(operation));
            let caller_fits = rule.participant.as_deref().is_none_or(|who| caller.is(who));
            if operation_fits && caller_fits {
                *met += 1;
                if rule.nth.is_none_or(|nth| nth == *met) {
                    *applied += 1;
                    faults.push(rule.action.clone());
                }
            }
        }
        faults
    }
}

impl Caller {
    /// Whether this is the one meant by a name, an agency code or a system id.
    pub fn is(&self, who: &str) -> bool {
        let (name, code) = match self.name.rsplit_once(" (") {
            Some((name, code)) => (name, code.trim_end_matches(')')),
            None => (self.name.as_str(), ""),
        };
        self.name == who
            || name == who
            || (!who.is_empty() && code.eq_ignore_ascii_case(who))
            || (self.system_id.as_deref()).is_some_and(|id| id.eq_ignore_ascii_case(who))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_counts_what_it_meets() {
        let caller = Caller {
            system_id: Some("sys.1".to_owned()),
            name: "Bộ Tư pháp (000.00.00.G15)".to_owned(),
        };
        let mut rules = Rules::default();
        rules.add(Rule::every(Fault::Reset).on("sendEdoc").nth(2));
        rules.add(Rule::every(Fault::HangRequest).from("SYS.1").nth(1));
        rules.add(
            Rule::every(Fault::DropRequest)
                .from("000.00.00.g15")
                .on("getEdoc"),
        );
        rules.add(Rule::every(Fault::DropRequest).from("Bộ Y tế"));
        assert_eq!(rules.meet("getAgenciesList", &caller), [Fault::HangRequest]);
        assert_eq!(rules.meet("sendEdoc", &caller), []);
        assert_eq!(rules.meet("SENDEDOC", &caller), [Fault::Reset]);
        assert_eq!(rules.meet("getEdoc", &caller), [Fault::DropRequest]);
        assert_eq!(rules.idle().len(), 1);
    }

    #[test]
    fn a_rule_is_data_and_a_sentence() {
        let rule = Rule::every(Fault::DripAnswer {
            bytes: 1,
            milliseconds: 5,
        })
        .on("getEdoc")
        .from("Bộ Tư pháp")
        .nth(3);
        let written = serde_json::to_string(&rule).expect("a rule is data");
        insta::assert_snapshot!(written, @r#"{"operation":"getEdoc","participant":"Bộ Tư pháp","nth":3,"action":{"drip-answer":{"bytes":1,"milliseconds":5}}}"#);
        assert_eq!(
            serde_json::from_str::<Rule>(&written).expect("it reads back"),
            rule
        );
        insta::assert_snapshot!(rule, @"number 3 of each getEdoc from Bộ Tư pháp: the answer's body comes 1 byte(s) every 5 ms");
    }
}

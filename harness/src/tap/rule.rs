//! A rule of the tap: which exchanges it meets, and what happens to them.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::fault::Fault;
use super::pattern::Pattern;

/// One fault: which exchanges it meets, and what happens to them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// The role before which the rule lies; the axis when none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// The operation, for example `sendEdoc`, in any case; every operation when none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operation: Option<String>,
    /// The caller by name, agency code or system id; every caller when none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub participant: Option<String>,
    /// Only requests in which this occurs: method and address, header fields (`name: value`, lower-case names), body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<Pattern>,
    /// Only the n-th exchange this rule meets, counted from 1; every one when none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nth: Option<u32>,
    /// For what is done to an answer: only answers in which this occurs: status, header fields, body, the package in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Pattern>,
    /// Whose conduct the rule plays.
    #[serde(default, skip_serializing_if = "Side::is_line")]
    pub side: Side,
    /// What happens.
    pub action: Fault,
}

/// On which side of the line a rule lies: the record shows what was on the line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// On the line itself: recorded is what was passed on and passed back.
    #[default]
    Line,
    /// The caller does it: what it sends is changed before the record sees it, what it gets after.
    Caller,
    /// The role does it: what it gets is changed after the record saw it, what it answers before.
    Role,
}

impl Side {
    // The signature is the serializer's.
    #[expect(clippy::trivially_copy_pass_by_ref)]
    fn is_line(&self) -> bool {
        *self == Self::Line
    }
}

impl Rule {
    /// A rule for every exchange.
    #[must_use]
    pub fn every(action: Fault) -> Self {
        Self {
            at: None,
            operation: None,
            participant: None,
            request: None,
            nth: None,
            answer: None,
            side: Side::Line,
            action,
        }
    }

    /// The role before which the rule lies.
    #[must_use]
    pub fn place(&self) -> &str {
        self.at.as_deref().unwrap_or("axis")
    }

    /// The same rule before a role.
    #[must_use]
    pub fn at(mut self, role: &str) -> Self {
        self.at = Some(role.to_owned());
        self
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
        if let Some(role) = self.at.as_deref().filter(|role| *role != "axis") {
            write!(f, " to {role}")?;
        }
        if let Some(participant) = &self.participant {
            write!(f, " from {participant}")?;
        }
        if let Some(request) = &self.request {
            write!(f, " with “{}”", request.as_str())?;
        }
        write!(f, ": {}", self.action)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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

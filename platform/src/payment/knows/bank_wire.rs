//! What platform and banks say to each other. No source describes it: an assumption, one JSON message each way.

use protocols::payment::hash;
use serde::{Deserialize, Serialize};

/// The platform asks a bank to collect (`POST {bank}/collect`) or what became of it (`POST {bank}/status`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Order {
    /// The platform's number of the transaction; a bank collects once for a number.
    pub order: String,
    /// Amount in đồng.
    pub amount: i64,
    /// Account that receives.
    pub account: String,
    /// What is paid, in words.
    pub description: String,
    /// Where the bank tells a result that it does not know yet.
    pub notify: String,
    /// HMAC-SHA256 of `order|amount` with the bank's secret.
    pub check: String,
}

/// A bank's result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Result {
    /// The citizen's account was debited.
    Paid,
    /// It was not, and will not be.
    Refused,
    /// Nobody knows yet.
    #[default]
    Unknown,
    /// It was, and the money was given back.
    Reversed,
}

impl Result {
    fn word(self) -> &'static str {
        match self {
            Self::Paid => "paid",
            Self::Refused => "refused",
            Self::Unknown => "unknown",
            Self::Reversed => "reversed",
        }
    }
}

/// A bank's answer, or its later notice (`POST /banks/{code}`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Notice {
    /// The platform's number.
    pub order: String,
    /// What became of it.
    pub result: Result,
    /// Amount in đồng that was moved; 0 when none was.
    pub amount: i64,
    /// The bank's number of the movement.
    pub movement: String,
    /// HMAC-SHA256 of `order|result|amount|movement` with the bank's secret.
    pub check: String,
}

impl Order {
    /// With its check.
    #[must_use]
    pub fn sealed(mut self, secret: &str) -> Self {
        self.check = self.expected(secret);
        self
    }

    /// Whether the check is the order's.
    #[must_use]
    pub fn is_sound(&self, secret: &str) -> bool {
        hash::same(&self.check, &self.expected(secret))
    }

    fn expected(&self, secret: &str) -> String {
        let text = format!("{}|{}", self.order, self.amount);
        hash::hmac256(secret.as_bytes(), text.as_bytes())
    }
}

impl Notice {
    /// With its check.
    #[must_use]
    pub fn sealed(mut self, secret: &str) -> Self {
        self.check = self.expected(secret);
        self
    }

    /// Whether the check is the notice's.
    #[must_use]
    pub fn is_sound(&self, secret: &str) -> bool {
        hash::same(&self.check, &self.expected(secret))
    }

    fn expected(&self, secret: &str) -> String {
        let word = self.result.word();
        let text = format!("{}|{word}|{}|{}", self.order, self.amount, self.movement);
        hash::hmac256(secret.as_bytes(), text.as_bytes())
    }
}

//! ViettelPay's QR payments (services §3.3): both questions come from ViettelPay, the search goes to it.

use serde::{Deserialize, Serialize};

use super::hash::{self, HashError};
use super::text::text;

/// Codes of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// 00: fine.
    Fine,
    /// 01: wrong merchant or bill.
    Bill,
    /// 02: wrong check sum.
    CheckSum,
    /// 03: failure of the system.
    System,
}

impl Code {
    /// On the wire.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Fine => "00",
            Self::Bill => "01",
            Self::CheckSum => "02",
            Self::System => "03",
        }
    }
}

/// ViettelPay asks whether a bill may be paid (`billcode`, `amount`), or tells its result (`error_code`, `payment_status`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Notice {
    /// The merchant's access code.
    #[serde(deserialize_with = "text")]
    pub access_code: String,
    /// The bill.
    #[serde(deserialize_with = "text")]
    pub billcode: String,
    /// The merchant.
    #[serde(deserialize_with = "text")]
    pub merchant_code: String,
    /// The order.
    #[serde(deserialize_with = "text")]
    pub order_id: String,
    /// Amount in đồng.
    #[serde(deserialize_with = "text")]
    pub amount: String,
    /// `00`: fine.
    #[serde(deserialize_with = "text")]
    pub error_code: String,
    /// `1`: paid.
    #[serde(deserialize_with = "text")]
    pub payment_status: String,
    /// The order of a result or of a question.
    #[serde(deserialize_with = "text")]
    pub check_sum: String,
}

impl Notice {
    fn order(&self) -> hash::Order {
        if self.payment_status.is_empty() {
            hash::VIETTELPAY_CONFIRM
        } else {
            hash::VIETTELPAY_RESULT
        }
    }

    /// With its check sum.
    #[must_use]
    pub fn sealed(mut self, key: &str) -> Self {
        self.check_sum = self.order().hash(&self, key);
        self
    }

    /// Checks the check sum.
    ///
    /// # Errors
    /// It is not the notice's.
    pub fn check(&self, key: &str) -> Result<(), HashError> {
        self.order().check(self, key)
    }
}

/// The merchant's answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Answer {
    /// [`Code`].
    #[serde(deserialize_with = "text")]
    pub error_code: String,
    /// In words.
    #[serde(deserialize_with = "text")]
    pub error_msg: String,
}

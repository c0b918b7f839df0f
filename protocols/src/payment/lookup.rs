//! The reverse look-up `dptracuuthanhtoanhs`: the portal asks an agency what is payable for a dossier (services §3.2).
//!
//! Its `error_code` means the inverse of everybody else's: **1 data present**, 0 nothing to pay, −1 error (pitfall 35).

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::bill::Bill;
use super::text::text;

/// The service's name.
pub const SERVICE: &str = "dptracuuthanhtoanhs";

/// The question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Question {
    /// Code of the dossier.
    #[serde(rename = "MaHoSo", deserialize_with = "text")]
    pub dossier: String,
}

/// What is payable.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Payable {
    /// The dossier's code and the time, `yyyyMMddHHmmss`.
    #[serde(rename = "MaTraCuuTT", deserialize_with = "text")]
    pub code: String,
    /// Amount in đồng.
    #[serde(rename = "SoTien", deserialize_with = "text")]
    pub amount: String,
    /// Names as in the receipt.
    #[serde(flatten)]
    pub bill: Bill,
}

/// The answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// 1: this is payable.
    Payable(Box<Payable>),
    /// 0: nothing is.
    Nothing,
    /// −1: it cannot be told.
    Failed(String),
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Wire {
    #[serde(deserialize_with = "text")]
    error_code: String,
    message: Value,
}

impl Answer {
    /// On the wire.
    #[must_use]
    pub fn write(&self) -> String {
        let (error_code, message) = match self {
            Self::Payable(payable) => ("1", serde_json::to_value(payable).unwrap_or_default()),
            Self::Nothing => ("0", Value::String(String::new())),
            Self::Failed(why) => ("-1", Value::String(why.clone())),
        };
        serde_json::to_string(&Wire {
            error_code: error_code.to_owned(),
            message,
        })
        .unwrap_or_default()
    }

    /// Reads one; whatever is neither of the first two is a failure.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Self {
        let wire: Wire = match serde_json::from_slice(bytes) {
            Ok(wire) => wire,
            Err(error) => return Self::Failed(error.to_string()),
        };
        match wire.error_code.as_str() {
            "1" => match serde_json::from_value(wire.message) {
                Ok(payable) => Self::Payable(Box::new(payable)),
                Err(error) => Self::Failed(error.to_string()),
            },
            "0" => Self::Nothing,
            _ => Self::Failed(wire.message.as_str().unwrap_or_default().to_owned()),
        }
    }
}

//! Refusals: a code of the wire and a sentence in Vietnamese for the agency's developer.

use protocols::portal::{Finding, Reply, code};
use serde_json::{Value, json};

/// Why a call is refused.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// Code of the reply; never 0.
    pub code: i32,
    /// What was expected.
    pub text: String,
    /// One object an item that is to blame.
    pub items: Vec<Value>,
}

/// Most findings that a refusal tells.
const TOLD: usize = 20;

impl Refusal {
    /// Any error.
    pub fn new(text: impl Into<String>) -> Refusal {
        Refusal {
            code: code::ERROR,
            text: text.into(),
            items: Vec::new(),
        }
    }

    /// The session is missing, forged or over.
    pub fn session() -> Refusal {
        Refusal::new("Phiên làm việc không hợp lệ hoặc đã hết hạn, cần đăng nhập lại")
    }

    /// What was wrong with the data, by field.
    pub fn findings(findings: &[Finding]) -> Refusal {
        let told: Vec<String> = findings
            .iter()
            .take(TOLD)
            .map(ToString::to_string)
            .collect();
        let items = findings.iter().take(TOLD).map(|finding| {
            json!({"TRUONG": finding.field, "CAN": finding.expected, "NHAN": finding.found})
        });
        Refusal {
            code: code::ERROR,
            text: format!("Dữ liệu không hợp lệ: {}", told.join("; ")),
            items: items.collect(),
        }
    }

    /// The store failed.
    pub fn system() -> Refusal {
        Refusal::new("Lỗi hệ thống, cần gửi lại")
    }

    /// The refusal as a reply.
    pub fn reply(self) -> Reply {
        Reply {
            result: (!self.items.is_empty()).then_some(Value::Array(self.items)),
            ..Reply::refused(self.code, self.text)
        }
    }
}

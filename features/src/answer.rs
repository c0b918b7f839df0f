//! Reads the axis's answer to a hand-made call, on either face, without the client's own judgement.

use serde_json::Value;
use simulators::RawAnswer;

use crate::ended::Ended;

/// What an answer says.
#[derive(Clone, Debug)]
pub struct Said {
    /// HTTP status.
    pub status: u16,
    /// Whether it is an acceptance: HTTP 2xx, and the envelope says so.
    pub accepted: bool,
    /// The error code, when the envelope has one.
    pub code: Option<String>,
    /// The words of the envelope.
    pub words: String,
    /// The transport id of a send.
    pub doc_id: Option<String>,
    /// What the axis tolerated.
    pub warnings: Vec<String>,
}

/// Reads an answer.
///
/// # Errors
/// A failure of the axis when the answer is no JSON object.
pub fn said(raw: &RawAnswer) -> Result<Said, Ended> {
    let value = raw.json().map_err(Ended::from)?;
    Ok(read(raw.status, &value))
}

/// Reads an answer that is known to be JSON.
pub fn read(status: u16, value: &Value) -> Said {
    let field = |name: &str| of(value, name).or_else(|| of(of(value, "data")?, name));
    let text = |name: &str| field(name).and_then(text);
    let code = text("ErrorCode").or_else(|| text("code"));
    let word = text("status").unwrap_or_default();
    let refused =
        word.eq_ignore_ascii_case("fail") || field("success") == Some(&Value::Bool(false));
    let accepted = status / 100 == 2 && !refused && code.as_deref().is_none_or(|code| code == "0");
    Said {
        status,
        accepted,
        code,
        words: text("ErrorDesc")
            .or_else(|| text("message"))
            .unwrap_or_default(),
        doc_id: text("DocId").filter(|id| !id.is_empty()),
        warnings: warnings(field("Warnings")),
    }
}

fn warnings(value: Option<&Value>) -> Vec<String> {
    let rows = value.and_then(Value::as_array);
    rows.into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect()
}

/// A field whatever its case: the two faces spell them differently.
fn of<'a>(value: &'a Value, name: &str) -> Option<&'a Value> {
    value
        .as_object()?
        .iter()
        .find(|(key, _)| key.eq_ignore_ascii_case(name))
        .map(|(_, found)| found)
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

impl Said {
    /// One line for a failure: what was received.
    #[must_use]
    pub fn received(&self) -> String {
        let code = self.code.as_deref().unwrap_or("none");
        let verb = if self.accepted { "accepted" } else { "refused" };
        format!(
            "it {verb} the call: HTTP {}, code {code}, “{}”",
            self.status, self.words
        )
    }
}

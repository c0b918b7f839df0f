//! From a raw answer to what the operation promised, or to the error that says whose fault it is.

use serde_json::Value;

use super::{ClientError, RawAnswer};

/// A parsed answer with the path to name when something in it is wrong.
pub(super) struct Answer {
    operation: String,
    value: Value,
}

impl RawAnswer {
    /// The body as JSON.
    ///
    /// # Errors
    /// [`ClientError::NotJson`] with the beginning of what came instead; an empty body is not JSON.
    pub fn json(&self) -> Result<Value, ClientError> {
        let body = self
            .body
            .strip_prefix(b"\xef\xbb\xbf")
            .unwrap_or(&self.body);
        serde_json::from_slice(body).map_err(|_| ClientError::NotJson {
            operation: self.operation.clone(),
            status: self.status,
            content_type: self.header("content-type").unwrap_or("none").to_string(),
            beginning: beginning(&self.body),
        })
    }

    /// The answer as JSON when the axis took the call.
    ///
    /// # Errors
    /// What the axis refused, or an answer that is not JSON, told apart as for any operation.
    pub fn outcome(&self) -> Result<Value, ClientError> {
        self.accepted().map(|answer| answer.value)
    }

    /// Refuses what the axis refused: by HTTP status, by the envelope's `status`/`ErrorCode`, or by the facade's `success`.
    pub(super) fn accepted(&self) -> Result<Answer, ClientError> {
        let parsed = self.json();
        let unauthorized = |code, desc| ClientError::Unauthorized { code, desc };
        if self.status == 401 {
            let (code, desc) = parsed
                .as_ref()
                .map_or((None, beginning(&self.body)), trouble);
            return Err(unauthorized(code, desc));
        }
        let value = parsed?;
        let (code, desc) = trouble(&value);
        if self.status / 100 != 2 || refused(&value, code.as_deref()) {
            if code.as_deref() == Some("15") {
                return Err(unauthorized(code, desc));
            }
            return Err(ClientError::AxisRefused {
                operation: self.operation.clone(),
                status: self.status,
                code: code.unwrap_or_else(|| "none".into()),
                desc,
            });
        }
        Ok(Answer {
            operation: self.operation.clone(),
            value,
        })
    }
}

/// A refusal is said in one of four ways (domain §3.1, §3.3).
fn refused(value: &Value, code: Option<&str>) -> bool {
    let fails = |value: &Value| {
        field(value, "status")
            .and_then(Value::as_str)
            .is_some_and(|s| s.eq_ignore_ascii_case("fail"))
    };
    let unsuccessful = field(value, "success").and_then(Value::as_bool) == Some(false);
    fails(value) || unsuccessful || code.is_some_and(|code| code != "0")
}

/// Error code and words, wherever this answer keeps them.
fn trouble(value: &Value) -> (Option<String>, String) {
    let data = field(value, "data").filter(|data| data.is_object());
    let places = [Some(value), data];
    let find = |names: &[&str]| {
        places.iter().flatten().find_map(|place| {
            names
                .iter()
                .find_map(|name| field(place, name).and_then(text))
                .filter(|text| !text.is_empty())
        })
    };
    let code = find(&["ErrorCode", "errorCode", "code"]);
    let words = find(&[
        "ErrorDesc",
        "errorDesc",
        "message",
        "status_desc",
        "statusDesc",
    ]);
    (code, words.unwrap_or_else(|| "no description".into()))
}

/// A field by name, exact first, then whatever its case (domain §6.5).
pub(super) fn field<'a>(value: &'a Value, name: &str) -> Option<&'a Value> {
    let object = value.as_object()?;
    object.get(name).or_else(|| {
        object
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, found)| found)
    })
}

/// A string or a number as text; anything else is absent.
pub(super) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

impl Answer {
    /// The first of these fields that holds text, at the top or inside `data`.
    pub fn text(&self, names: &[&str]) -> Result<String, ClientError> {
        let data = field(&self.value, "data");
        let places = [Some(&self.value), data];
        let found = places.iter().flatten().find_map(|place| {
            names
                .iter()
                .find_map(|name| field(place, name).and_then(text))
        });
        found.filter(|text| !text.is_empty()).ok_or_else(|| {
            let found = names.iter().find_map(|name| field(&self.value, name));
            self.malformed(names[0], "a non-empty text", found)
        })
    }

    /// The rows of `data`; an absent or null `data` beside a zero count is an empty list.
    pub fn rows(&self) -> Result<&[Value], ClientError> {
        match field(&self.value, "data") {
            Some(Value::Array(rows)) => Ok(rows),
            found @ (None | Some(Value::Null)) if self.count_is_zero() => {
                Ok(found.map_or(&[], |_| &[]))
            }
            found => Err(self.malformed("data", "a list", found)),
        }
    }

    fn count_is_zero(&self) -> bool {
        field(&self.value, "count").and_then(Value::as_u64) == Some(0)
    }

    /// A non-negative count under that name.
    pub fn count(&self, name: &str) -> Result<u64, ClientError> {
        let found = field(&self.value, name);
        let number = found.and_then(|value| {
            value
                .as_u64()
                .or_else(|| value.as_str()?.trim().parse().ok())
        });
        number.ok_or_else(|| self.malformed(name, "a non-negative number", found))
    }

    /// Text of a row that must be there.
    pub fn required(&self, index: usize, row: &Value, name: &str) -> Result<String, ClientError> {
        let found = field(row, name);
        found
            .and_then(text)
            .filter(|text| !text.is_empty())
            .ok_or_else(|| {
                self.malformed(&format!("data[{index}].{name}"), "a non-empty text", found)
            })
    }

    /// An error naming the field.
    pub fn malformed(&self, at: &str, expected: &str, found: Option<&Value>) -> ClientError {
        ClientError::Malformed {
            operation: self.operation.clone(),
            field: at.to_string(),
            expected: expected.to_string(),
            found: found.map_or_else(
                || "nothing".into(),
                |value| beginning(value.to_string().as_bytes()),
            ),
        }
    }
}

/// At most 120 characters, control characters shown as a middle dot.
pub(super) fn beginning(bytes: &[u8]) -> String {
    let head = &bytes[..bytes.len().min(480)];
    let text = String::from_utf8_lossy(head);
    text.chars()
        .take(120)
        .map(|c| if c.is_control() { '·' } else { c })
        .collect()
}

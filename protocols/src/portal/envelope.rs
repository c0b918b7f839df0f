//! The envelope of every reply: `{error_code, message, result}` in the three shapes of `error_code` seen (services §1.1, pitfall 1).

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::json::{Bounds, strict};

/// The codes known; the full list was not found.
pub mod code {
    /// Success.
    pub const OK: i32 = 0;
    /// The dossier exists already.
    pub const DUPLICATE: i32 = 3;
    /// The same, as the other sign of it was seen.
    pub const DUPLICATE_NEGATIVE: i32 = -3;
    /// Any other error; the message says which.
    pub const ERROR: i32 = -1;
}

/// How `error_code` is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CodeShape {
    /// `0`
    Number,
    /// `"0"`
    #[default]
    Text,
    /// `"00"`; codes other than success as [`CodeShape::Text`].
    Padded,
}

/// A reply, whatever its shape.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    /// The code, see [`code`].
    pub code: i32,
    /// For people.
    pub message: String,
    /// A list or an object for queries, nothing for synchronisation.
    pub result: Option<Value>,
}

/// A body is no reply.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReplyError {
    /// Not JSON.
    #[error("{0}")]
    Json(#[from] super::json::JsonError),
    /// No object, or no code in it.
    #[error("expected an object with error_code, found {0}")]
    Shape(String),
    /// A code that is no number.
    #[error("expected error_code 0, \"0\" or \"00\", found {0}")]
    Code(String),
}

impl Reply {
    /// Success with a result.
    pub fn done(result: impl Into<Option<Value>>) -> Reply {
        Reply {
            code: code::OK,
            message: "Thực hiện thành công".into(),
            result: result.into(),
        }
    }

    /// A refusal.
    pub fn refused(code: i32, message: impl Into<String>) -> Reply {
        Reply {
            code,
            message: message.into(),
            result: None,
        }
    }

    /// Whether the code is success. The message decides nothing (pitfall 2).
    pub fn is_done(&self) -> bool {
        self.code == code::OK
    }

    /// Whether it says that the dossier exists already.
    pub fn is_duplicate(&self) -> bool {
        matches!(self.code, code::DUPLICATE | code::DUPLICATE_NEGATIVE)
            || (self.code != code::OK && self.message.to_lowercase().contains("đã tồn tại"))
    }

    /// The reply as JSON, `error_code` in this shape.
    pub fn write(&self, shape: CodeShape) -> Value {
        let mut map = Map::new();
        map.insert("error_code".into(), write_code(self.code, shape));
        map.insert("message".into(), json!(self.message));
        if let Some(result) = &self.result {
            map.insert("result".into(), result.clone());
        }
        Value::Object(map)
    }

    /// Reads a reply and the shape of its code.
    ///
    /// # Errors
    /// [`ReplyError`].
    pub fn read(bytes: &[u8]) -> Result<(Reply, CodeShape), ReplyError> {
        let value = strict(bytes, Bounds::default())?;
        let Value::Object(mut map) = value else {
            return Err(ReplyError::Shape(shown(&value)));
        };
        let (code, shape) = match map.get("error_code").or_else(|| map.get("errorCode")) {
            Some(found) => read_code(found).ok_or_else(|| ReplyError::Code(shown(found)))?,
            None => return Err(ReplyError::Shape(shown(&Value::Object(map)))),
        };
        let message = match map.remove("message") {
            Some(Value::String(text)) => text,
            Some(Value::Null) | None => String::new(),
            Some(other) => other.to_string(),
        };
        let result = map.remove("result").filter(|result| !result.is_null());
        Ok((
            Reply {
                code,
                message,
                result,
            },
            shape,
        ))
    }
}

/// A code in a shape.
pub(super) fn write_code(code: i32, shape: CodeShape) -> Value {
    match (shape, code) {
        (CodeShape::Number, _) => json!(code),
        (CodeShape::Padded, 0) => json!("00"),
        (CodeShape::Text | CodeShape::Padded, _) => json!(code.to_string()),
    }
}

/// A code and the shape it was in.
pub(super) fn read_code(value: &Value) -> Option<(i32, CodeShape)> {
    match value {
        Value::Number(number) => Some((i32::try_from(number.as_i64()?).ok()?, CodeShape::Number)),
        Value::String(text) if text.len() <= 11 => {
            let shape = match text.trim() {
                "00" => CodeShape::Padded,
                _ => CodeShape::Text,
            };
            Some((text.trim().parse().ok()?, shape))
        }
        _ => None,
    }
}

fn shown(value: &Value) -> String {
    value.to_string().chars().take(60).collect()
}

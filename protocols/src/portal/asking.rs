//! Requests: the login and the generic call `{session, madonvi, service, …}`.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::envelope::{CodeShape, ReplyError, read_code, write_code};
use super::finding::Finding;
use super::json::{Bounds, strict};
use super::moment::{truth, untruth};
use super::service::Service;

/// Body of the login.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Login {
    /// The account.
    pub username: String,
    /// Its password.
    pub password: String,
}

/// Answer of the login.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoginReply {
    /// The session for further calls; empty when refused.
    pub session: String,
    /// As [`super::Reply::code`].
    pub code: i32,
    /// For people.
    pub message: String,
}

impl LoginReply {
    /// The answer as JSON.
    pub fn write(&self, shape: CodeShape) -> Value {
        json!({"session": self.session, "error_code": write_code(self.code, shape), "message": self.message})
    }

    /// Reads an answer.
    ///
    /// # Errors
    /// [`ReplyError`].
    pub fn read(bytes: &[u8]) -> Result<LoginReply, ReplyError> {
        let value = strict(bytes, Bounds::default())?;
        let text = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
        let (code, _) = read_code(&value["error_code"])
            .ok_or_else(|| ReplyError::Code(value["error_code"].to_string()))?;
        Ok(LoginReply {
            session: text("session"),
            code,
            message: text("message"),
        })
    }
}

/// A call as read.
#[derive(Clone, Debug, PartialEq)]
pub struct Ask {
    /// The session; empty when missing.
    pub session: String,
    /// Code of the agency in whose name it is asked; empty when missing.
    pub agency: String,
    /// The service's word as it stood there.
    pub service: String,
    /// `isUpdating` (or `IsUpdating`), when given.
    pub updating: Option<bool>,
    /// `data` as a list of items (one object is a list of one).
    pub data: Vec<Value>,
    /// Every other field.
    pub fields: Map<String, Value>,
    /// What was tolerated.
    pub findings: Vec<Finding>,
}

impl Ask {
    /// A scalar field as text, whatever the case of its name (pitfall 5); empty when missing.
    pub fn field(&self, name: &str) -> String {
        let found = self
            .fields
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name));
        match found {
            Some((_, Value::String(text))) => text.trim().to_owned(),
            Some((_, Value::Number(number))) => number.to_string(),
            _ => String::new(),
        }
    }

    /// The service, when it is known.
    pub fn known(&self) -> Option<Service> {
        Service::from_wire(&self.service)
    }
}

/// One question asked of the portal, before it is written: service and further fields.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// What is asked.
    pub service: Service,
    /// Further fields of the body, in the wire's names.
    pub fields: Map<String, Value>,
}

/// A call as JSON.
pub fn ask(session: &str, agency: &str, question: &Question) -> Value {
    let mut map = Map::new();
    map.insert("session".into(), json!(session));
    map.insert("madonvi".into(), json!(agency));
    map.insert("service".into(), json!(question.service.wire()));
    map.extend(question.fields.clone());
    Value::Object(map)
}

/// The fields of a synchronisation: `isUpdating` when the service has it, and `data`.
pub fn sync(updating: Option<bool>, data: Vec<Value>) -> Map<String, Value> {
    let mut map = Map::new();
    if let Some(updating) = updating {
        map.insert("isUpdating".into(), json!(truth(updating)));
    }
    map.insert("data".into(), Value::Array(data));
    map
}

/// Reads a call.
///
/// # Errors
/// What was expected, when the body is no object of a call at all.
pub fn read_ask(bytes: &[u8], bounds: Bounds) -> Result<Ask, String> {
    let value = strict(bytes, bounds).map_err(|error| error.to_string())?;
    let Value::Object(map) = value else {
        return Err("expected a JSON object {session, madonvi, service, …}".into());
    };
    let mut ask = Ask {
        session: String::new(),
        agency: String::new(),
        service: String::new(),
        updating: None,
        data: Vec::new(),
        fields: Map::new(),
        findings: Vec::new(),
    };
    for (key, value) in map {
        match key.to_ascii_lowercase().as_str() {
            "session" => ask.session = scalar(&key, value)?,
            "madonvi" => ask.agency = scalar(&key, value)?.trim().to_owned(),
            "service" => ask.service = scalar(&key, value)?.trim().to_owned(),
            "isupdating" => ask.updating = Some(updating(&value, &mut ask.findings)?),
            "data" => ask.data = items(value, &mut ask.findings)?,
            _ => {
                ask.fields.insert(key, value);
            }
        }
    }
    Ok(ask)
}

fn scalar(key: &str, value: Value) -> Result<String, String> {
    match value {
        Value::String(text) => Ok(text),
        Value::Null => Ok(String::new()),
        Value::Number(number) => Ok(number.to_string()),
        _ => Err(format!("{key}: expected a text")),
    }
}

fn updating(value: &Value, findings: &mut Vec<Finding>) -> Result<bool, String> {
    match value {
        Value::String(text) => {
            if !matches!(text.as_str(), "True" | "False") {
                findings.push(Finding::noted("isUpdating", "\"True\" or \"False\"", text));
            }
            untruth(text)
        }
        Value::Bool(truth) => {
            let found = truth.to_string();
            findings.push(Finding::noted(
                "isUpdating",
                "\"True\" or \"False\" as text",
                &found,
            ));
            Some(*truth)
        }
        _ => None,
    }
    .ok_or_else(|| "isUpdating: expected \"True\" or \"False\"".to_owned())
}

/// `data` is a list; one object is taken as a list of one, JSON in a text is opened once.
fn items(value: Value, findings: &mut Vec<Finding>) -> Result<Vec<Value>, String> {
    match value {
        Value::Array(items) => Ok(items),
        Value::Object(_) => Ok(vec![value]),
        Value::Null => Ok(Vec::new()),
        Value::String(text) => {
            findings.push(Finding::noted("data", "a list, not JSON in a text", &text));
            match strict(text.as_bytes(), Bounds::default()) {
                Ok(Value::Array(items)) => Ok(items),
                Ok(object @ Value::Object(_)) => Ok(vec![object]),
                _ => Err("data: expected a list of objects, found a text that is no JSON".into()),
            }
        }
        _ => Err("data: expected a list of objects".into()),
    }
}

//! One call of the axis, signed and ready: as a `curl` command, and as data.

use clock::Clock;
use jiff::civil::DateTime;
use jiff::{SignedDuration, Span};
use protocols::{dates, lgsp, vxp};
use record::Text;
use reports::quoted;
use serde::Serialize;

use super::packages::{self, Cover};
use super::tries::{Answer, CallRow, Face, Tries, Try};
use crate::commands::up::System;
use crate::exit::usage;

/// Where and as whom calls are made.
pub struct Caller<'a> {
    /// Address of the axis without a path, as `http://127.0.0.1:8080`.
    pub url: &'a str,
    /// The systems of the agencies.
    pub systems: &'a [System],
    /// Parameters that take the place of those of the table.
    pub with: &'a [(String, String)],
    /// When the calls are made (Vietnam time).
    pub now: DateTime,
}

/// A call ready for the wire.
#[derive(Debug, Serialize)]
pub struct Call {
    /// What it does.
    pub what: Text,
    /// The operation.
    pub operation: &'static str,
    /// The agency that calls.
    #[serde(rename = "as")]
    pub agency: String,
    /// HTTP method.
    pub method: &'static str,
    /// Address with query.
    pub url: String,
    /// Header fields in order, name and value.
    pub headers: Vec<(String, String)>,
    /// What it carries.
    pub content: Content,
    /// What a sound axis answers.
    pub answer: Answer,
    /// The command that makes the call, for a POSIX shell.
    pub curl: String,
}

/// What a call carries.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Content {
    /// Nothing.
    Nothing,
    /// This text.
    Text(String),
    /// A package, by name, as the whole body.
    Package(String),
    /// A package, by name, as part `edocFile` of a form beside `messageType`.
    Form(String, &'static str),
}

/// Makes the calls of a try ready; `id` is the requirement that is explained.
///
/// # Errors
/// When no system of the caller speaks for an agency of the table.
pub fn prepare(id: &str, of: &'static Try, caller: &Caller<'_>) -> anyhow::Result<Vec<Call>> {
    of.rows().map(|row| one(id, of, row, caller)).collect()
}

fn one(
    id: &str,
    of: &'static Try,
    row: &'static CallRow,
    caller: &Caller<'_>,
) -> anyhow::Result<Call> {
    let name = of.package_of(row);
    let package = name.and_then(|name| packages::package(of, name));
    let cover = package.as_deref().map(packages::cover);
    let agency = (row.r#as.clone())
        .or_else(|| cover.as_ref().map(|cover| cover.from.clone()))
        .unwrap_or_default();
    let system = (caller.systems.iter())
        .find(|system| system.agency.code == agency)
        .ok_or_else(|| usage(format!("no system speaks for the agency {agency} of {id}")))?;
    let request = Request {
        row,
        caller,
        system,
        package: package.as_deref(),
        cover: cover.as_ref(),
    };
    let (method, url, headers) = match row.face {
        Face::Vxp => request.vxp(),
        Face::Lgsp => request.lgsp(),
    };
    let content = match (name, row.face, &cover) {
        (Some(name), Face::Vxp, _) => Content::Package(name.into()),
        (Some(name), Face::Lgsp, Some(cover)) => Content::Form(name.into(), cover.kind),
        _ if method == "GET" => Content::Nothing,
        _ => Content::Text(request.text()),
    };
    let curl = curl(id, method, &url, &headers, &content);
    Ok(Call {
        what: row.what.clone(),
        operation: &row.operation,
        agency,
        method,
        url,
        headers,
        content,
        answer: of.answer_to(row),
        curl,
    })
}

/// A row with everything that fills it.
struct Request<'a> {
    row: &'static CallRow,
    caller: &'a Caller<'a>,
    system: &'a System,
    package: Option<&'a [u8]>,
    cover: Option<&'a Cover>,
}

type Line = (&'static str, String, Vec<(String, String)>);

impl Request<'_> {
    /// The parameters: those of the package, then those of the table, then those of the caller; the last one counts.
    fn parameters(&self) -> Vec<(String, String)> {
        let mut all: Vec<(String, String)> = Vec::new();
        if let (Some(cover), Face::Vxp) = (self.cover, self.row.face) {
            let to = serde_json::Value::from(cover.to.clone()).to_string();
            let own = [
                ("servicetype", "eDoc"),
                ("messagetype", cover.kind),
                ("from", &cover.from),
                ("to", &to),
            ];
            all.extend(own.map(|(name, value)| (name.to_owned(), value.to_owned())));
        }
        for (name, value) in &self.row.with {
            set(&mut all, name, self.filled(value));
        }
        for (name, value) in self.caller.with {
            if all
                .iter()
                .any(|(known, _)| known.eq_ignore_ascii_case(name))
            {
                set(&mut all, name, value.clone());
            }
        }
        all
    }

    /// A value with its places filled: `{day-1}`, `{docId}`, `{systemId}`, `{secret}`.
    fn filled(&self, value: &str) -> String {
        let Some(place) = value
            .strip_prefix('{')
            .and_then(|rest| rest.strip_suffix('}'))
        else {
            return value.to_owned();
        };
        match (place.strip_prefix("day"), place) {
            (Some(days), _) => self.day(days.parse().unwrap_or(0)),
            (None, "systemId") => self.system.id.clone(),
            (None, "secret") => self.system.secret.clone(),
            (None, known) => Tries::get().known.get(known).cloned().unwrap_or_default(),
        }
    }

    fn day(&self, days: i32) -> String {
        let today = self.caller.now.date();
        let day = today.checked_add(Span::new().days(days)).unwrap_or(today);
        match self.row.face {
            Face::Vxp => vxp::format_window_time(day.at(0, 0, 0, 0)),
            Face::Lgsp => dates::format_date(day),
        }
    }

    fn text(&self) -> String {
        match (&self.row.body, self.row.face) {
            (Some(body), _) => body.clone(),
            (None, Face::Vxp) => "{}".to_owned(),
            (None, Face::Lgsp) => {
                let fields = self.parameters().into_iter();
                let object: serde_json::Map<_, _> =
                    fields.map(|(name, value)| (name, value.into())).collect();
                serde_json::Value::Object(object).to_string()
            }
        }
    }

    fn vxp(&self) -> Line {
        let row = self.row;
        let operation = vxp::operation(&row.operation);
        let method = operation.map_or("POST", |operation| operation.method);
        let url = format!("{}{}/{}", self.caller.url, vxp::BASE_PATH, row.operation);
        let kind = if self.package.is_some() {
            "application/octet-stream"
        } else {
            "application/json"
        };
        if !row.signed {
            return (method, url, vec![("Content-Type".into(), kind.into())]);
        }
        let id = row.system_id.as_ref().unwrap_or(&self.system.id);
        let mut logical = vec![("systemid".to_owned(), id.clone())];
        logical.extend(self.parameters());
        if let Some(package) = self.package {
            let hash = match row.file_hash.as_deref() {
                None => vxp::file_hash_unpadded(package),
                Some("padded") => vxp::file_hash(package),
                Some(other) => other.to_owned(),
            };
            logical.push(("hash-file".into(), hash));
        }
        let hours = SignedDuration::from_hours(row.hours);
        let at = (self.caller.now)
            .checked_add(hours)
            .unwrap_or(self.caller.now);
        logical.push(("timestamp".into(), dates::vxp_timestamp(at)));
        logical.push(("Content-Type".into(), kind.into()));
        let mut wire =
            vxp::sign::sign(&logical, row.secret.as_ref().unwrap_or(&self.system.secret));
        for (name, value) in &row.changed {
            set(&mut wire, name, value.clone());
        }
        (method, url, wire)
    }

    fn lgsp(&self) -> Line {
        let row = self.row;
        let sends = self.package.is_some();
        let gets = ["syncReceivedEdocList", "getEdoc", "getAgenciesList"];
        let method = if gets.contains(&row.operation.as_str()) {
            "GET"
        } else {
            "POST"
        };
        let mut url = format!("{}{}/{}", self.caller.url, lgsp::BASE_PATH, row.operation);
        let secret = row.secret.as_ref().unwrap_or(&self.system.secret);
        let mut headers = vec![
            (lgsp::SYSTEM_HEADER.to_owned(), self.system.id.clone()),
            (lgsp::SECRET_HEADER.to_owned(), secret.clone()),
        ];
        if method == "GET" {
            let query: Vec<String> = (self.parameters().iter())
                .map(|(name, value)| format!("{name}={}", escaped(value)))
                .collect();
            if !query.is_empty() {
                url.push_str(&format!("?{}", query.join("&")));
            }
        } else if !sends {
            headers.push(("Content-Type".into(), "application/json".into()));
        }
        (method, url, headers)
    }
}

/// Gives a name its value, adding it when it is new.
fn set(all: &mut Vec<(String, String)>, name: &str, value: String) {
    match all
        .iter_mut()
        .find(|(known, _)| known.eq_ignore_ascii_case(name))
    {
        Some((_, old)) => *old = value,
        None => all.push((name.to_owned(), value)),
    }
}

/// A value inside a query (RFC 3986).
fn escaped(value: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
            char::from(byte).to_string()
        }
        other => format!("%{other:02X}"),
    };
    value.bytes().map(byte).collect()
}

fn curl(
    id: &str,
    method: &str,
    url: &str,
    headers: &[(String, String)],
    content: &Content,
) -> String {
    let mut parts = vec![format!("curl -sS -X {method} {}", quoted(url))];
    parts.extend(
        (headers.iter()).map(|(name, value)| format!("-H {}", quoted(&format!("{name}: {value}")))),
    );
    let pipe = |name: &str| format!("lienthong explain {id} --package={} |\n", quoted(name));
    let before = match content {
        Content::Nothing => String::new(),
        Content::Text(text) => {
            parts.push(format!("--data-raw {}", quoted(text)));
            String::new()
        }
        Content::Package(name) => {
            parts.push("--data-binary @-".into());
            pipe(name)
        }
        Content::Form(name, kind) => {
            parts.push(format!("-F {}={kind}", lgsp::MESSAGE_TYPE_FIELD));
            let file = lgsp::FILE_PART;
            parts.push(format!(
                "-F '{file}=@-;filename=edoc.edxml;type=application/octet-stream'"
            ));
            pipe(name)
        }
    };
    format!("{before}{}", parts.join(" \\\n  "))
}

/// Now, as the calls are signed with it.
pub fn now() -> DateTime {
    Clock::system().now()
}

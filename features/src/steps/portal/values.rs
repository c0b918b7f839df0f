//! The small language of cells: fields to set, fields to expect.
//!
//! To set: `now`, `now+3d`, `now-2h`, `now-30m` a moment of the wire; `(long 1001)` so many letters; `(number 2)`, `(true)`, `(false)`,
//! `(json …)` as they stand; `(nothing)` takes the field out. To expect: `(anything)`, `(nothing)`, `~text` for a part, else the whole
//! value. In both `[A]` is the code of dossier A, `[tech An]`, `[number An]` and `[name An]` are a citizen's, `[id]` the latest id, `[today]`, `[day+3]` a
//! day of the pages, and `[15 working days]` the day that many working days from today.

use jiff::SignedDuration;
use jiff::civil::DateTime;
use protocols::portal::moment;
use serde_json::{Value, json};

use super::memory::PortalMemory;
use crate::ended::Ended;
use crate::params::TableColumns;
use crate::step::Row;

/// `field`, `value`: one field a row, `/` between the levels.
#[derive(Debug)]
pub struct Fields;

impl TableColumns for Fields {
    const COLUMNS: &'static [&'static str] = &["field", "value"];

    fn check(row: &Row) -> Result<(), String> {
        match row.get("field").is_none_or(String::is_empty) {
            true => Err("expected a field in every row".into()),
            false => Ok(()),
        }
    }
}

/// Text with its references replaced.
pub fn resolved(text: &str, memory: &PortalMemory, now: DateTime) -> Result<String, Ended> {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        let Some((name, after)) = after.split_once(']') else {
            break;
        };
        out.push_str(before);
        out.push_str(&reference(name, memory, now)?);
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
}

fn reference(name: &str, memory: &PortalMemory, now: DateTime) -> Result<String, Ended> {
    let day = |days: i64| {
        let at = now.checked_add(SignedDuration::from_hours(24 * days));
        at.map_or_else(|_| String::new(), |at| at.date().to_string())
    };
    Ok(match name.split_once(' ') {
        Some(("tech", person)) => memory.person(person)?.0.tech_id.clone(),
        Some(("number", person)) => memory.person(person)?.0.id.clone(),
        Some(("name", person)) => memory.person(person)?.0.name.clone(),
        Some((days, "working days")) => {
            let days = days
                .parse()
                .map_err(|_| Ended::error(format!("[{name}]: expected a number")))?;
            clock::calendar::add_working_days(now.date(), days).to_string()
        }
        _ if name == "id" => memory.id.clone(),
        _ if name == "today" => day(0),
        _ if name.starts_with("day") => day(name[3..].parse().unwrap_or_default()),
        _ => memory.code(name)?,
    })
}

/// A moment of the wire from `now…`.
pub fn at(text: &str, now: DateTime) -> Option<String> {
    let rest = text.strip_prefix("now")?;
    if rest.is_empty() {
        return Some(moment(now));
    }
    let (amount, unit) = rest.split_at_checked(rest.len() - 1)?;
    let amount: i64 = amount.parse().ok()?;
    let minutes = match unit {
        "d" => amount * 1440,
        "h" => amount * 60,
        "m" => amount,
        _ => return None,
    };
    now.checked_add(SignedDuration::from_mins(minutes))
        .ok()
        .map(moment)
}

/// The value of a cell; none takes the field out.
fn cell(text: &str, memory: &PortalMemory, now: DateTime) -> Result<Option<Value>, Ended> {
    if let Some(at) = at(text, now) {
        return Ok(Some(json!(at)));
    }
    let inner = text
        .strip_prefix('(')
        .and_then(|text| text.strip_suffix(')'));
    let Some(inner) = inner else {
        return Ok(Some(json!(resolved(text, memory, now)?)));
    };
    let bad = || Ended::error(format!("{text}: expected a value of the table's language"));
    Ok(match inner.split_once(' ') {
        None if inner == "nothing" => None,
        None if inner == "true" => Some(json!(true)),
        None if inner == "false" => Some(json!(false)),
        Some(("long", length)) => Some(json!("ă".repeat(length.parse().map_err(|_| bad())?))),
        Some(("number", number)) => Some(json!(number.parse::<i64>().map_err(|_| bad())?)),
        Some(("json", text)) => {
            let text = resolved(text, memory, now)?;
            Some(serde_json::from_str(&text).map_err(|_| bad())?)
        }
        _ => return Err(bad()),
    })
}

/// Sets fields of an object; objects and lists on the way are made.
pub fn set(
    body: &mut Value,
    rows: &[Row],
    memory: &PortalMemory,
    now: DateTime,
) -> Result<(), Ended> {
    for row in rows {
        let field = row.get("field").map_or("", String::as_str);
        let value = cell(row.get("value").map_or("", String::as_str), memory, now)?;
        let mut at = &mut *body;
        let mut names = field.split('/').peekable();
        while let Some(name) = names.next() {
            let last = names.peek().is_none();
            if let Ok(index) = name.parse::<usize>() {
                if !at.is_array() {
                    *at = json!([]);
                }
                let list = at.as_array_mut().expect("made one just now");
                list.resize(list.len().max(index + 1), Value::Null);
                at = &mut list[index];
            } else {
                if !at.is_object() {
                    *at = json!({});
                }
                let map = at.as_object_mut().expect("made one just now");
                if last && value.is_none() {
                    map.remove(name);
                    break;
                }
                at = map.entry(name).or_insert(Value::Null);
            }
            if last {
                *at = value.clone().unwrap_or_default();
            }
        }
    }
    Ok(())
}

/// What is against the expectation of a cell, in words; none when nothing is.
pub fn differs(
    found: &Value,
    expected: &str,
    memory: &PortalMemory,
    now: DateTime,
) -> Result<Option<String>, Ended> {
    let text = match found {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    };
    let expected = resolved(expected, memory, now)?;
    let empty = text.is_empty() || text == "[]";
    let fits = match expected.as_str() {
        "(anything)" => !empty,
        "(nothing)" => empty,
        part if part.starts_with('~') => text.to_lowercase().contains(&part[1..].to_lowercase()),
        whole => text == whole || number(&text).is_some_and(|text| number(whole) == Some(text)),
    };
    Ok((!fits).then_some(text))
}

fn number(text: &str) -> Option<f64> {
    text.parse().ok()
}

/// The value at a path of an answer.
pub fn find<'a>(value: &'a Value, path: &str) -> &'a Value {
    let mut at = value;
    for name in path.split('/').filter(|name| !name.is_empty()) {
        at = match name.parse::<usize>() {
            Ok(index) if at.is_array() => &at[index],
            _ => &at[name],
        };
    }
    at
}

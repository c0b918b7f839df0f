//! Places in what the one-stop system shows: `slips[form=2]/lines/Lý do`.

use serde_json::Value;

/// Last index of a list in a step.
const MOST: usize = 20;

/// Everything at a path: parts between `/`; `[key=value,…]` keeps the items of a list that have these values. A part asked of a list is
/// asked of each of its items.
pub fn at(value: &Value, path: &str) -> Vec<Value> {
    let mut found = vec![value.clone()];
    for part in path.split('/') {
        let (name, filter) = part.split_once('[').unwrap_or((part, ""));
        let wanted: Vec<(&str, &str)> = (filter.trim_end_matches(']').split(','))
            .filter_map(|one| one.split_once('='))
            .collect();
        let mut next = Vec::new();
        for value in found {
            match &value[name] {
                Value::Null => {}
                Value::Array(items) => next.extend(items.iter().cloned()),
                other => next.push(other.clone()),
            }
        }
        next.retain(|item| wanted.iter().all(|(key, text)| shown(&item[*key]) == *text));
        found = next;
    }
    found
}

/// A value as text.
pub fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// `key=value; key=a|b` as JSON: numbers, truths, lists between `|`, objects by `.` in the key.
pub fn fields(text: &str) -> Value {
    let mut all = serde_json::json!({});
    for (key, value) in text.split("; ").filter_map(|one| one.split_once('=')) {
        let pointer = key
            .split('.')
            .fold(&mut all, |at, part| match part.parse::<usize>() {
                Ok(index) => item(at, index),
                Err(_) => &mut at[part],
            });
        *pointer = match value.split_once('|') {
            Some(_) => value
                .split('|')
                .filter(|one| !one.is_empty())
                .map(plain)
                .collect(),
            None => plain(value),
        };
    }
    all
}

/// The item of a list at an index, with everything before it.
fn item(list: &mut Value, index: usize) -> &mut Value {
    if !list.is_array() {
        *list = Value::Array(Vec::new());
    }
    let items = list.as_array_mut().expect("it was made one");
    while items.len() <= index.min(MOST) {
        items.push(Value::Null);
    }
    &mut items[index.min(MOST)]
}

fn plain(text: &str) -> Value {
    match text {
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        _ => match text.parse::<u64>() {
            Ok(number) if text.len() < 10 => number.into(),
            _ => text.into(),
        },
    }
}

//! Changing the list in an answer.

use bytes::Bytes;
use serde_json::Value;

use super::fault::ListChange;
use super::pattern::Pattern;

/// The body with its first list changed; none when there is no list, or no entry of it is meant.
pub(super) fn changed(body: &[u8], change: ListChange, holding: Option<&Pattern>) -> Option<Bytes> {
    let mut value: Value = serde_json::from_slice(body).ok()?;
    let list = first_list(&mut value)?;
    let meant =
        |entry: &Value| holding.is_none_or(|pattern| pattern.occurs(entry.to_string().as_bytes()));
    if !list.iter().any(meant) {
        return None;
    }
    match change {
        ListChange::Drop => list.retain(|entry| !meant(entry)),
        ListChange::Repeat => {
            *list = (list.drain(..))
                .flat_map(|entry| {
                    if meant(&entry) {
                        vec![entry.clone(), entry]
                    } else {
                        vec![entry]
                    }
                })
                .collect();
        }
        ListChange::Reverse => list.reverse(),
    }
    Some(value.to_string().into())
}

fn first_list(value: &mut Value) -> Option<&mut Vec<Value>> {
    match value {
        Value::Array(list) => Some(list),
        Value::Object(members) => members.values_mut().find_map(first_list),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_go_double_and_turn_round() {
        let body = br#"{"status":"OK","data":[{"docId":"a"},{"docId":"b"}]}"#;
        let ask = |change, holding: Option<&str>| {
            let holding =
                holding.map(|text| Pattern::try_from(text.to_owned()).expect("a pattern"));
            changed(body, change, holding.as_ref())
                .map(|body| String::from_utf8_lossy(&body).into_owned())
        };
        insta::assert_snapshot!(ask(ListChange::Drop, Some("\"a\"")).expect("changed"), @r#"{"status":"OK","data":[{"docId":"b"}]}"#);
        insta::assert_snapshot!(ask(ListChange::Repeat, Some("\"b\"")).expect("changed"), @r#"{"status":"OK","data":[{"docId":"a"},{"docId":"b"},{"docId":"b"}]}"#);
        insta::assert_snapshot!(ask(ListChange::Reverse, None).expect("changed"), @r#"{"status":"OK","data":[{"docId":"b"},{"docId":"a"}]}"#);
        assert_eq!(ask(ListChange::Drop, Some("\"c\"")), None);
    }
}

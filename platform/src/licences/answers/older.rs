//! The older feed `GET /apiGTVT/danhsachhoso`: applications of a unit by key, errors −300 to −304 (services §5.1).

use axum::extract::{RawQuery, State};
use axum::response::Response;
use http::StatusCode;
use jiff::civil::Date;
use protocols::licences::older::{Ask, Refusal};
use serde_json::{Value, json};

use crate::json_face;
use crate::licences::Licences;
use crate::licences::keeps::{accounts, applications};

/// Lists applications.
pub async fn list(State(licences): State<Licences>, RawQuery(query): RawQuery) -> Response {
    let pairs = json_face::pairs(query.unwrap_or_default().as_bytes());
    let ask = match Ask::read(&pairs) {
        Ok(ask) => ask,
        Err(field) => {
            let text = format!("Tham số {field} không hợp lệ");
            return json_face::answer(
                StatusCode::OK,
                &json!({"error_code": "-1", "message": text}),
            );
        }
    };
    let now = licences.clock().now();
    let read = licences.store().write(move |connection| {
        let checked = check(connection, &ask)?;
        let outcome = checked
            .err()
            .map_or("0".to_owned(), |refusal| refusal.number().to_string());
        accounts::log(connection, now, &ask.agency, "danhsachhoso", &outcome, "")?;
        if let Err(refusal) = checked {
            return Ok(Err(refusal));
        }
        let (from, to) = (ask.from.unwrap_or(Date::MIN), ask.to.unwrap_or(Date::MAX));
        let rows = applications::listed(
            connection,
            &ask.agency,
            from.max(Date::constant(1000, 1, 1)),
            to,
        )?;
        let start = usize::try_from(ask.start).unwrap_or(0);
        let end = usize::try_from(ask.end)
            .unwrap_or(rows.len())
            .min(rows.len());
        let page = rows.get(start.min(end)..end).unwrap_or_default();
        Ok(Ok(page
            .iter()
            .map(|kept| json!(kept.application))
            .collect::<Vec<Value>>()))
    });
    match read.await {
        Ok(Ok(rows)) => json_face::answer(
            StatusCode::OK,
            &json!({"error_code": "0", "message": "Thành công", "result": rows}),
        ),
        Ok(Err(refusal)) => json_face::answer(
            StatusCode::OK,
            &json!({"error_code": refusal.number().to_string(), "message": refusal.text()}),
        ),
        Err(error) => json_face::unkept(&error),
    }
}

/// Who asks: the code must be a unit's and the key that unit's.
fn check(connection: &rusqlite::Connection, ask: &Ask) -> rusqlite::Result<Result<(), Refusal>> {
    if ask.agency.is_empty() {
        return Ok(Err(Refusal::NoAgency));
    }
    if ask.key.is_empty() {
        return Ok(Err(Refusal::NoKey));
    }
    Ok(match accounts::of_unit(connection, &ask.agency)? {
        None => Err(Refusal::WrongAgency),
        Some(account) if account.password != ask.key => Err(Refusal::WrongKey),
        Some(account) if account.blocked => Err(Refusal::KeyError),
        Some(_) => Ok(()),
    })
}

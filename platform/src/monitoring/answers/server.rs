//! `POST /TrackingMCDT`: a one-stop system reports how a dossier moves.
//!
//! What the national EMC answers is not in the sources: here `{"code": 0 or −1, "message": …}` (assumption), with the HTTP status that says the
//! same.

use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use protocols::emc::Progress;
use serde_json::json;

use crate::json_face;
use crate::monitoring::keeps::log::{self, Refused};
use crate::monitoring::keeps::{events, sites};
use crate::monitoring::{Monitoring, PersonalData, Stage};

/// Takes a message.
pub async fn progress(
    State(monitoring): State<Monitoring>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let body = match json_face::read(body, &headers, &monitoring.settings().limits()).await {
        Ok(body) => body,
        Err(refused) => return refused,
    };
    let (message, findings) = match Progress::read(&body) {
        Ok(read) => read,
        Err(error) => {
            return refuse(
                &monitoring,
                String::new(),
                StatusCode::BAD_REQUEST,
                error.to_string(),
            )
            .await;
        }
    };
    let named = message.site.to_string();
    let personal = findings
        .iter()
        .any(|finding| finding.rule.starts_with("personal"));
    let is_refused = personal && monitoring.settings().personal_data == PersonalData::Refuse;
    let now = monitoring.clock().now();
    let kept = monitoring.store().write(move |connection| {
        let site = sites::find(connection, message.site)?;
        if site.is_none_or(|site| site.stage == Stage::Registered) {
            return Ok(None);
        }
        events::note_findings(connection, message.site, now, &findings)?;
        if is_refused {
            return Ok(Some((false, findings)));
        }
        let (counted, more) = events::keep_progress(connection, &message, now)?;
        events::note_findings(connection, message.site, now, &more)?;
        Ok(Some((counted, [findings, more].concat())))
    });
    match kept.await {
        Ok(None) => {
            refuse(
                &monitoring,
                named,
                StatusCode::FORBIDDEN,
                "no site of that number has a code".into(),
            )
            .await
        }
        Ok(Some(_)) if is_refused => {
            refuse(
                &monitoring,
                named,
                StatusCode::BAD_REQUEST,
                "the message names a person".into(),
            )
            .await
        }
        Ok(Some((counted, findings))) => {
            let findings: Vec<String> = findings.iter().map(ToString::to_string).collect();
            json_face::answer(
                StatusCode::OK,
                &json!({"code": 0, "message": "Success", "counted": counted, "warnings": findings}),
            )
        }
        Err(error) => json_face::unkept(&error),
    }
}

async fn refuse(
    monitoring: &Monitoring,
    site: String,
    status: StatusCode,
    reason: String,
) -> Response {
    let line = Refused {
        at: monitoring.clock().now(),
        face: "server".into(),
        site,
        reason: reason.clone(),
    };
    monitoring
        .store()
        .note(move |connection| log::refuse(connection, &line))
        .await;
    json_face::answer(status, &json!({"code": -1, "message": reason}))
}

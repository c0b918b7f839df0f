//! `/tracking`: a browser's beacon, by `GET` or as a form by `POST`; and the script that sends it.

use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, Method, StatusCode, header};
use protocols::emc::{Beacon, Outcome, Seen, beacon};

use crate::json_face;
use crate::monitoring::keeps::events::{self, Event};
use crate::monitoring::keeps::log::{self, Refused};
use crate::monitoring::keeps::sites;
use crate::monitoring::knows::measures::Measure;
use crate::monitoring::knows::visitor::{self, unreadable};
use crate::monitoring::{Monitoring, PersonalData, Stage};

/// Our own script for the queue `_govaq`: pages served by a developer's portal report here as they would to the national EMC.
const SCRIPT: &str = include_str!("tracking.js");

/// Takes a beacon. Browsers do not wait for the answer, so it is short: 204, or why nothing was counted.
pub async fn tracked(
    State(monitoring): State<Monitoring>,
    method: Method,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
    body: Body,
) -> Response {
    let mut answer = match method {
        Method::GET | Method::POST => take(&monitoring, &headers, query, body).await,
        Method::OPTIONS => StatusCode::NO_CONTENT.into_response(),
        _ => json_face::refusal(StatusCode::METHOD_NOT_ALLOWED, "expected GET or POST"),
    };
    answer.headers_mut().insert(
        header::ACCESS_CONTROL_ALLOW_ORIGIN,
        http::HeaderValue::from_static("*"),
    );
    answer
}

/// The script that pages load.
pub async fn script(State(monitoring): State<Monitoring>) -> Response {
    let text = SCRIPT.replace(
        "{tracker}",
        &format!("{}/tracking", monitoring.public_url()),
    );
    (
        [(header::CONTENT_TYPE, "text/javascript; charset=utf-8")],
        text,
    )
        .into_response()
}

async fn take(
    monitoring: &Monitoring,
    headers: &HeaderMap,
    query: Option<String>,
    body: Body,
) -> Response {
    let pairs = match said(monitoring, headers, query, body).await {
        Ok(pairs) => pairs,
        Err(refused) => return *refused,
    };
    let named = json_face::value(&pairs, "idsite").to_owned();
    let (beacon, findings) = match Beacon::read(&pairs) {
        Ok(read) => read,
        Err(error) => {
            return refuse(
                monitoring,
                named,
                StatusCode::BAD_REQUEST,
                error.to_string(),
            )
            .await;
        }
    };
    let settings = monitoring.settings();
    let site = match monitoring
        .store()
        .read(move |connection| sites::find(connection, beacon.site))
        .await
    {
        Ok(Some(site)) if site.stage != Stage::Registered => site,
        Ok(_) => {
            return refuse(
                monitoring,
                named,
                StatusCode::FORBIDDEN,
                "no site of that number has a code".into(),
            )
            .await;
        }
        Err(error) => return json_face::unkept(&error),
    };
    let origin = header_host(headers, header::ORIGIN).or_else(|| beacon::host(&beacon.url));
    if settings.check_host
        && (origin.as_deref() != Some(&site.host)
            || beacon::host(&beacon.url).as_deref() != Some(&site.host))
    {
        return refuse(
            monitoring,
            named,
            StatusCode::FORBIDDEN,
            "the page is not on the site's host".into(),
        )
        .await;
    }
    let personal = findings
        .iter()
        .any(|finding| finding.rule.starts_with("personal"));
    let is_refused = personal && settings.personal_data == PersonalData::Refuse;
    let agent = headers
        .get(header::USER_AGENT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or("");
    let event = event(&beacon, visitor::is_machine(settings, agent));
    let (now, reload) = (monitoring.clock().now(), settings.reload_seconds);
    let kept = monitoring.store().write(move |connection| {
        events::note_findings(connection, event.site, now, &findings)?;
        if !is_refused {
            events::keep_event(connection, &event, now, reload)?;
        }
        Ok(())
    });
    match kept.await {
        Ok(()) if is_refused => {
            refuse(
                monitoring,
                named,
                StatusCode::BAD_REQUEST,
                "the message names a person".into(),
            )
            .await
        }
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => json_face::unkept(&error),
    }
}

/// What the query and the form say, the query first.
async fn said(
    monitoring: &Monitoring,
    headers: &HeaderMap,
    query: Option<String>,
    body: Body,
) -> Result<json_face::Pairs, Box<Response>> {
    let mut pairs = json_face::pairs(query.unwrap_or_default().as_bytes());
    let form = json_face::read(body, headers, &monitoring.settings().limits())
        .await
        .map_err(Box::new)?;
    pairs.extend(json_face::pairs(&form));
    Ok(pairs)
}

fn event(beacon: &Beacon, machine: bool) -> Event {
    let page = unreadable(&beacon.url);
    let visitor = unreadable(&beacon.visitor);
    let (measure, procedure, once) = match &beacon.seen {
        Seen::Page => {
            let measure = if machine {
                Measure::Bots
            } else {
                Measure::Views
            };
            let once = if beacon.view.is_empty() {
                String::new()
            } else {
                format!("p {visitor} {}", beacon.view)
            };
            (measure, visitor::procedure(&beacon.url), once)
        }
        Seen::Service {
            procedure,
            outcome,
            extra,
        } => {
            let measure = match outcome {
                Outcome::Submitted => Measure::Submits,
                Outcome::NotSubmitted => Measure::Abandoned,
            };
            let told = match (extra.as_str(), beacon.view.as_str()) {
                ("", "") => String::new(),
                ("", view) => format!("s {visitor} {view} {procedure} {}", measure.name()),
                (extra, _) => format!("s {} {procedure} {}", unreadable(extra), measure.name()),
            };
            (measure, procedure.chars().take(100).collect(), told)
        }
    };
    Event {
        site: beacon.site,
        measure,
        procedure,
        visitor: if beacon.visitor.is_empty() {
            String::new()
        } else {
            visitor
        },
        page,
        once,
    }
}

fn header_host(headers: &HeaderMap, name: header::HeaderName) -> Option<String> {
    headers
        .get(name)
        .and_then(|value| beacon::host(value.to_str().ok()?))
}

async fn refuse(
    monitoring: &Monitoring,
    site: String,
    status: StatusCode,
    reason: String,
) -> Response {
    let line = Refused {
        at: monitoring.clock().now(),
        face: "browser".into(),
        site: site.chars().take(20).collect(),
        reason: reason.clone(),
    };
    monitoring
        .store()
        .note(move |connection| log::refuse(connection, &line))
        .await;
    json_face::refusal(status, &reason)
}

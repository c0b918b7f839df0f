//! What the system answers over HTTP: the clerk's face, and what anybody may ask.
//!
//! `POST /clerk/<action>` takes an [`Action`](super::Action) without its word and answers `{"ok": true, "code", "dossier"}` or `{"ok": false,
//! "error", "message"}` with 400 (values), 404 (unknown) or 409 (life and law). A real one-stop system is driven in the same way,
//! by an adapter that its maker writes.

use axum::extract::{DefaultBodyLimit, Path, State};
use axum::routing::{get, post};
use axum::{Json, Router};
use http::StatusCode;
use serde_json::{Value, json};

use super::action::Action;
use super::lapse::Lapse;
use super::{OneStop, summary, view};

/// Largest body, in bytes.
const LARGEST: usize = 16 << 20;

/// The routes.
pub(super) fn router(system: OneStop) -> Router {
    Router::new()
        .route("/clerk/dossiers/{code}", get(dossier))
        .route("/clerk/show/{what}", get(show))
        .route("/clerk/{action}", post(act))
        .route("/public/dossiers/{code}", get(look_up))
        .route("/files/{id}", get(file))
        .layer(DefaultBodyLimit::max(LARGEST))
        .with_state(system)
}

type Answer = (StatusCode, Json<Value>);

async fn act(State(system): State<OneStop>, Path(action): Path<String>, body: String) -> Answer {
    let body = if body.trim().is_empty() { "{}" } else { &body };
    let mut fields = match serde_json::from_str(body) {
        Ok(Value::Object(fields)) => fields,
        Ok(_) => return wrong(StatusCode::BAD_REQUEST, "value", "expected a JSON object"),
        Err(error) => return wrong(StatusCode::BAD_REQUEST, "value", &error.to_string()),
    };
    fields.insert("action".to_owned(), json!(action));
    let action: Action = match serde_json::from_value(Value::Object(fields)) {
        Ok(action) => action,
        Err(error) => return wrong(StatusCode::BAD_REQUEST, "value", &error.to_string()),
    };
    match system.act(action).await {
        Ok(code) => {
            let dossier =
                system.look(|desk| desk.dossiers.get(&code).map(|one| view::whole(desk, one)));
            (
                StatusCode::OK,
                Json(json!({"ok": true, "code": code, "dossier": dossier})),
            )
        }
        Err(problem) => {
            let status = match problem.word() {
                "unknown" => StatusCode::NOT_FOUND,
                "value" => StatusCode::BAD_REQUEST,
                _ => StatusCode::CONFLICT,
            };
            wrong(status, problem.word(), &problem.to_string())
        }
    }
}

async fn dossier(State(system): State<OneStop>, Path(code): Path<String>) -> Answer {
    let found = system.look(|desk| desk.dossiers.get(&code).map(|one| view::whole(desk, one)));
    found.map_or_else(unknown, |shown| (StatusCode::OK, Json(shown)))
}

async fn show(State(system): State<OneStop>, Path(what): Path<String>) -> Answer {
    let shown = system.look(|desk| match what.as_str() {
        "book" if !desk.has(Lapse::NoBook) => Some(summary::book(desk)),
        "statistics" if !desk.has(Lapse::NoStatistics) => Some(summary::statistics(desk)),
        "indicators" => Some(summary::indicators(desk)),
        "forms" if !desk.has(Lapse::NoForms) => Some(super::forms(desk)),
        _ => None,
    });
    shown.map_or_else(unknown, |shown| (StatusCode::OK, Json(shown)))
}

async fn look_up(State(system): State<OneStop>, Path(code): Path<String>) -> Answer {
    let found = system.look(|desk| {
        let found = desk
            .dossiers
            .get(&code)
            .filter(|_| !desk.has(Lapse::NoLookup));
        found.map(|one| view::public(desk, one))
    });
    found.map_or_else(unknown, |shown| (StatusCode::OK, Json(shown)))
}

/// A paper or result by its id, as the portal fetches it.
async fn file(State(system): State<OneStop>, Path(id): Path<String>) -> Result<String, Answer> {
    let result = id.strip_prefix("kq-").unwrap_or_default();
    let found = system.look(|desk| {
        let paper = |one: &super::Dossier| {
            let papers = &one.papers;
            papers
                .iter()
                .find(|paper| paper.id == id && paper.digitised)
                .map(|paper| paper.content.clone())
        };
        let kept = desk
            .dossiers
            .get(result)
            .and_then(|one| one.result.as_ref());
        kept.map(|one| one.content.clone())
            .or_else(|| desk.dossiers.values().find_map(paper))
    });
    found.ok_or_else(unknown)
}

fn unknown() -> Answer {
    wrong(
        StatusCode::NOT_FOUND,
        "unknown",
        "there is nothing of that name",
    )
}

fn wrong(status: StatusCode, word: &str, message: &str) -> Answer {
    (
        status,
        Json(json!({"ok": false, "error": word, "message": message})),
    )
}

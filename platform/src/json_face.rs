//! What small JSON faces share: bounded bodies, answers, parameters, and the operator's door.

use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header};
use serde::Serialize;
use serde_json::json;

use crate::body::{self, BodyError};
use crate::serve::Limits;

/// Names and values of a query or a form, in their order.
pub type Pairs = Vec<(String, String)>;

/// A JSON answer.
pub fn answer(status: StatusCode, body: &impl Serialize) -> Response {
    match serde_json::to_vec(body) {
        Ok(bytes) => (
            status,
            [(header::CONTENT_TYPE, "application/json; charset=utf-8")],
            bytes,
        )
            .into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// A refusal: `{"error": …}`.
pub fn refusal(status: StatusCode, reason: &str) -> Response {
    answer(status, &json!({ "error": reason }))
}

/// The answer when the store failed; nothing was kept, so whoever asked may ask again.
pub fn unkept(error: &crate::store::StoreError) -> Response {
    tracing::error!(%error, "a command was not kept");
    refusal(
        StatusCode::SERVICE_UNAVAILABLE,
        "the store failed, nothing was kept: try again",
    )
}

/// Reads a body within the limits, or says what was wrong with it.
pub async fn read(body: Body, headers: &HeaderMap, limits: &Limits) -> Result<Vec<u8>, Response> {
    body::read(body, headers, limits).await.map_err(|error| {
        let status = match error {
            BodyError::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            BodyError::TooSlow => StatusCode::REQUEST_TIMEOUT,
            BodyError::Broken => StatusCode::BAD_REQUEST,
        };
        refusal(status, &format!("the body was {error}"))
    })
}

/// The pairs of a query or a form.
#[must_use]
pub fn pairs(text: &[u8]) -> Pairs {
    url::form_urlencoded::parse(text).into_owned().collect()
}

/// The value of a name; empty when it is not there.
#[must_use]
pub fn value<'a>(pairs: &'a Pairs, name: &str) -> &'a str {
    let found = pairs.iter().find(|(key, _)| key == name);
    found.map_or("", |(_, value)| value.as_str())
}

/// Whether an operator asks: somebody with the operator's token, or, where there is none, somebody on this machine.
#[must_use]
pub fn is_operator(
    token: Option<&str>,
    peer: Option<&axum::Extension<ConnectInfo<SocketAddr>>>,
    headers: &HeaderMap,
) -> bool {
    match token {
        Some(token) => {
            let shown = headers
                .get(header::AUTHORIZATION)
                .and_then(|value| value.to_str().ok());
            shown == Some(format!("Bearer {token}").as_str())
        }
        None => peer.is_some_and(|peer| peer.0.0.ip().is_loopback()),
    }
}

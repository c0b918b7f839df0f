//! The operator's page `GET /axis/statistics?from=yyyy-MM-dd&to=yyyy-MM-dd`: the counters of a period beside the same numbers
//! counted again. It is this axis's own; no public source shows the national one's.

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, Query, State};
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::headers;
use super::vxp::json;
use crate::axis::{Axis, Period, Statistics};

/// The period asked for.
#[derive(Debug, Deserialize)]
pub struct Asked {
    from: Option<Date>,
    to: Option<Date>,
}

/// The page.
#[derive(Debug, Serialize)]
struct Page {
    from: Option<Date>,
    to: Option<Date>,
    /// Whether the counters equal the recount.
    agree: bool,
    counters: Statistics,
    recount: Statistics,
}

/// Shown to loopback, and to whoever presents the operator's token.
pub async fn statistics(
    State(axis): State<Axis>,
    peer: Option<axum::Extension<ConnectInfo<SocketAddr>>>,
    request: HeaderMap,
    Query(asked): Query<Asked>,
) -> Response {
    let loopback = peer.is_some_and(|peer| peer.0.0.ip().is_loopback());
    let shown = headers::get(&request, "authorization");
    let known = match (&axis.settings().operator_token, &shown) {
        (Some(token), Some(shown)) => *shown == format!("Bearer {token}"),
        _ => false,
    };
    if !(known || loopback && axis.settings().operator_token.is_none()) {
        return json(
            StatusCode::UNAUTHORIZED,
            &serde_json::json!({"error": "expected the operator's token"}),
        );
    }
    let period = Period {
        from: asked.from,
        to: asked.to,
    };
    match axis.audit(period).await {
        Ok((counters, recount)) => json(
            StatusCode::OK,
            &Page {
                from: asked.from,
                to: asked.to,
                agree: counters == recount,
                counters,
                recount,
            },
        ),
        Err(_) => json(
            StatusCode::INTERNAL_SERVER_ERROR,
            &serde_json::json!({"error": "the store failed"}),
        ),
    }
}

//! The paths.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{any, get};

use super::{lgsp, operator, vxp};
use crate::axis::Axis;

/// Both faces and the operator's page. Bodies are bounded where they are read, see [`super::body`].
pub fn router(axis: Axis) -> Router {
    Router::new()
        .route("/XrdAdapter/adapter/{operation}", any(vxp::answer))
        // An adapter at the client's site may be mounted anywhere; the bare address is an endpoint, too.
        .route("/{operation}", any(vxp::answer))
        .route("/v1/auth/login", any(lgsp::login))
        .route("/v1/{operation}", any(lgsp::answer))
        .route("/axis/statistics", get(operator::statistics))
        .layer(DefaultBodyLimit::disable())
        .with_state(axis)
}

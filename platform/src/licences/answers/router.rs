//! The paths; the operator's own prefix may stand before them (`/apiDVC-GPLX/tcdbdvcdata`, services §5.1).

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use protocols::licences::{feed, older};

use crate::licences::Licences;

/// Prefix of the real installation.
const PREFIX: &str = "/apiDVC-GPLX/tcdbdvcdata";

/// Both feeds. Bodies are bounded where they are read.
pub fn router(licences: Licences) -> Router {
    let calls = Router::new()
        .route(feed::LOGIN_PATH, post(super::feed::login))
        .route(feed::CALL_PATH, post(super::feed::call));
    Router::new()
        .nest(PREFIX, calls.clone())
        .merge(calls)
        .route(older::PATH, get(super::older::list))
        .layer(DefaultBodyLimit::disable())
        .with_state(licences)
}

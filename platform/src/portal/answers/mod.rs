//! What the portal says over HTTP.

mod calling;
mod dictionaries;
mod dossiers;
mod feedback;
mod pages;
mod people_pages;
mod public;
mod questions;
mod reuse;
mod session;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{any, get, post};
use protocols::portal::{CALL_PATH, INTEGRATION_PATH, LOGIN_PATH, SHARE_PATH};

use super::handle::Portal;

/// Both faces. Bodies are bounded where they are read, see [`crate::body`].
pub fn router(portal: Portal) -> Router {
    Router::new()
        .route(LOGIN_PATH, any(calling::login))
        .route(CALL_PATH, any(calling::call))
        .route(SHARE_PATH, any(calling::call))
        .route(INTEGRATION_PATH, any(calling::call))
        .route("/portal/dossiers/{code}", get(public::dossier))
        .route(
            "/portal/dossiers",
            post(people_pages::submit).get(people_pages::own_dossiers),
        )
        .route("/portal/procedures", get(public::procedures))
        .route("/portal/procedures/{code}", get(public::procedure))
        .route("/portal/prefill", get(people_pages::prefill))
        .route(
            "/portal/ratings",
            post(people_pages::rate).get(public::ratings),
        )
        .route(
            "/portal/questions",
            post(people_pages::question).get(public::questions),
        )
        .route(
            "/portal/feedback",
            post(people_pages::complain).get(public::published),
        )
        .route(
            "/portal/feedback/{id}",
            get(public::feedback).post(people_pages::follow_up),
        )
        .route("/portal/statistics", get(public::statistics))
        .route("/portal/indicators", get(public::indicators))
        .route("/portal/scores", get(public::scores))
        .route("/portal/outages", get(public::outages))
        .route("/portal/guide", get(public::guide))
        .layer(DefaultBodyLimit::disable())
        .with_state(portal)
}

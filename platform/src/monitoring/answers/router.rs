//! The paths.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{any, get, post};
use protocols::emc;

use super::{browser, pages, server};
use crate::monitoring::Monitoring;

/// Browsers, servers and the operator. Bodies are bounded where they are read.
pub fn router(monitoring: Monitoring) -> Router {
    Router::new()
        .route(emc::TRACKING_PATH, any(browser::tracked))
        .route(emc::SCRIPT_PATH, get(browser::script))
        .route(emc::SERVER_PATH, post(server::progress))
        .route("/emc/sites", get(pages::sites))
        .route("/emc/statistics", get(pages::statistics))
        .route("/emc/funnel", get(pages::funnel))
        .route("/emc/rates", get(pages::rates))
        .route("/emc/deviations", get(pages::deviations))
        .route("/emc/gaps", get(pages::gaps))
        .route("/emc/findings", get(pages::findings))
        .route("/emc/refused", get(pages::refused))
        .route("/emc/reported", post(pages::reported))
        .layer(DefaultBodyLimit::disable())
        .with_state(monitoring)
}

//! Its addresses.

use axum::Router;
use axum::routing::{get, post};

use super::{bank, messages, page};
use crate::payment::Payment;

/// Partners' messages, the citizen's page, and the banks' notices.
pub fn router(payment: Payment) -> Router {
    Router::new()
        .route(protocols::payment::messages::PATH, post(messages::taken))
        .route("/pay/{token}", get(page::shown).post(page::chosen))
        .route("/banks/{code}", post(bank::told))
        .with_state(payment)
}

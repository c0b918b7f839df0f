//! What a bank tells later.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use serde_json::json;

use crate::component::Component;
use crate::json_face;
use crate::payment::bank_wire::Notice;
use crate::payment::keeps::banks;
use crate::payment::{Decided, OperatorError, Payment};

/// Takes a bank's notice; 200 once it is kept, so that the bank may stop telling.
pub async fn told(
    State(payment): State<Payment>,
    Path(code): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let bytes = match json_face::read(body, &headers, &payment.limits()).await {
        Ok(bytes) => bytes,
        Err(refused) => return refused,
    };
    let notice: Notice = match serde_json::from_slice(&bytes) {
        Ok(notice) => notice,
        Err(error) => {
            payment
                .note("bank", &code, "", "01", &error.to_string())
                .await;
            return json_face::refusal(StatusCode::BAD_REQUEST, "expected a bank's result in JSON");
        }
    };
    let known = payment
        .store()
        .read(move |connection| banks::bank(connection, &code))
        .await;
    let bank = match known {
        Ok(Some(bank)) => bank,
        Ok(None) => return json_face::refusal(StatusCode::NOT_FOUND, "expected a registered bank"),
        Err(error) => return json_face::unkept(&error),
    };
    match payment.hear(&bank, notice).await {
        Ok(Decided::Unknown) => json_face::refusal(
            StatusCode::FORBIDDEN,
            "expected a sound notice about an order of this bank",
        ),
        Ok(_) => json_face::answer(StatusCode::OK, &json!({"taken": true})),
        Err(OperatorError::Store(error)) => json_face::unkept(&error),
    }
}

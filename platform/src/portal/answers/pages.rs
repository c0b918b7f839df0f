//! Answers as HTTP.

use axum::body::Body;
use axum::response::Response;
use http::{HeaderValue, StatusCode, header};
use serde_json::{Value, json};

use crate::body::BodyError;
use crate::store::StoreError;

/// JSON with a status; nothing of it may be cached.
pub fn page(status: StatusCode, value: &Value) -> Response {
    let mut response = Response::new(Body::from(value.to_string()));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    let kind = HeaderValue::from_static("application/json; charset=utf-8");
    headers.insert(header::CONTENT_TYPE, kind);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // Text of strangers stands in these pages: no browser may take one for anything but JSON.
    let nosniff = HeaderValue::from_static("nosniff");
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, nosniff);
    response
}

/// A page that cannot be shown.
#[derive(Clone, Debug)]
pub struct NoPage {
    /// HTTP status.
    pub status: StatusCode,
    /// Why, in Vietnamese.
    pub text: String,
}

impl NoPage {
    /// Something is wrong with the request.
    pub fn bad(text: impl Into<String>) -> NoPage {
        NoPage {
            status: StatusCode::BAD_REQUEST,
            text: text.into(),
        }
    }

    /// Nothing is there.
    pub fn nothing(text: impl Into<String>) -> NoPage {
        NoPage {
            status: StatusCode::NOT_FOUND,
            text: text.into(),
        }
    }

    /// It stands against what is there.
    pub fn conflict(text: impl Into<String>) -> NoPage {
        NoPage {
            status: StatusCode::CONFLICT,
            text: text.into(),
        }
    }

    /// Only for people who logged in.
    pub fn stranger() -> NoPage {
        NoPage {
            status: StatusCode::UNAUTHORIZED,
            text: "Cần đăng nhập".into(),
        }
    }

    /// Only for somebody else.
    pub fn forbidden(text: impl Into<String>) -> NoPage {
        NoPage {
            status: StatusCode::FORBIDDEN,
            text: text.into(),
        }
    }

    /// As HTTP.
    pub fn response(&self) -> Response {
        page(self.status, &json!({"error": self.text}))
    }
}

impl From<StoreError> for NoPage {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "a page could not be made");
        NoPage {
            status: StatusCode::INTERNAL_SERVER_ERROR,
            text: "Lỗi hệ thống".into(),
        }
    }
}

/// What a body that could not be read is answered with.
pub fn unreadable(error: BodyError, limit: usize) -> (StatusCode, String) {
    match error {
        BodyError::TooLarge => (
            StatusCode::PAYLOAD_TOO_LARGE,
            format!("Nội dung quá lớn, tối đa {limit} byte"),
        ),
        BodyError::TooSlow => (StatusCode::REQUEST_TIMEOUT, "Nội dung gửi quá chậm".into()),
        BodyError::Broken => (StatusCode::BAD_REQUEST, "Nội dung bị cắt ngang".into()),
    }
}

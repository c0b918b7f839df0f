//! Refusals in the words of OAuth 2.0 and OpenID Connect.

use http::StatusCode;
use protocols::oidc::messages::ErrorAnswer;

use crate::store::StoreError;

/// Why something was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The registered word.
    pub error: &'static str,
    /// A sentence that says what was expected; it repeats no secret.
    pub text: String,
}

impl Refusal {
    /// A refusal with any word.
    pub fn new(error: &'static str, text: impl Into<String>) -> Self {
        Self {
            error,
            text: text.into(),
        }
    }

    /// A parameter is missing, double or wrong.
    pub fn request(text: impl Into<String>) -> Self {
        Self::new("invalid_request", text)
    }

    /// The code or token is no good.
    pub fn grant(text: impl Into<String>) -> Self {
        Self::new("invalid_grant", text)
    }

    /// The client has not proved itself.
    pub fn client() -> Self {
        Self::new(
            "invalid_client",
            "expected a registered client_id with its client_secret",
        )
    }

    /// The access token opens nothing.
    pub fn token() -> Self {
        Self::new(
            "invalid_token",
            "expected an access token in force that this provider gave",
        )
    }

    /// Our own failure.
    pub fn system() -> Self {
        Self::new("server_error", "the provider failed; ask again")
    }

    /// The HTTP status where no redirect tells it.
    pub fn http(&self) -> StatusCode {
        match self.error {
            "invalid_client" | "invalid_token" => StatusCode::UNAUTHORIZED,
            "insufficient_scope" => StatusCode::FORBIDDEN,
            "server_error" => StatusCode::INTERNAL_SERVER_ERROR,
            "temporarily_unavailable" => StatusCode::BAD_GATEWAY,
            _ => StatusCode::BAD_REQUEST,
        }
    }

    /// As the wire says it: error texts are ASCII without quotation marks and backslashes (RFC 6749 §5.2).
    pub fn answer(&self) -> ErrorAnswer {
        let plain = |c: char| matches!(c, ' '..='~') && !matches!(c, '"' | '\\');
        ErrorAnswer {
            error: self.error.into(),
            error_description: self
                .text
                .chars()
                .map(|c| if plain(c) { c } else { '?' })
                .collect(),
        }
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "a command was not kept");
        Self::system()
    }
}

//! The small messages of OAuth 2.0: tokens, errors, introspection.

use serde::{Deserialize, Serialize};

/// A refusal (RFC 6749 §5.2, OpenID Connect Core §3.1.2.6).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ErrorAnswer {
    /// One of the registered words.
    pub error: String,
    /// A sentence for people.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub error_description: String,
}

/// What the token endpoint gives.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TokenAnswer {
    /// Opens the claims.
    pub access_token: String,
    /// `Bearer`.
    pub token_type: String,
    /// Seconds that the access token lives.
    pub expires_in: i64,
    /// Gets the next pair.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<String>,
    /// Who logged in, signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_token: Option<String>,
    /// What was granted.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub scope: String,
}

/// What introspection says (RFC 7662 §2.2); of a token that is no good it says nothing but that.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Introspection {
    /// Whether it is good.
    pub active: bool,
    /// Whose it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_id: Option<String>,
    /// Seconds since 1970 when it ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exp: Option<i64>,
    /// Seconds since 1970 when it began.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iat: Option<i64>,
    /// What it may open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// Whom it speaks for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sub: Option<String>,
    /// `Bearer`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token_type: Option<String>,
}

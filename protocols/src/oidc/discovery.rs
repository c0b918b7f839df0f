//! What a provider publishes about itself (OpenID Connect Discovery 1.0), and the paths of the two national dialects.

use serde::{Deserialize, Serialize};

/// Where the metadata stand under an issuer.
pub const WELL_KNOWN: &str = "/.well-known/openid-configuration";

/// Paths under the issuer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paths {
    /// Where a browser is sent to log in.
    pub authorize: &'static str,
    /// Where a code becomes tokens.
    pub token: &'static str,
    /// The claims.
    pub userinfo: &'static str,
    /// The keys.
    pub keys: &'static str,
    /// Whether a token is good.
    pub introspect: &'static str,
    /// Ends a token.
    pub revoke: &'static str,
    /// Ends a session.
    pub logout: &'static str,
    /// The account's page.
    pub profile: &'static str,
}

/// VNConnect, a WSO2 Identity Server (services §4.1); the path of logout is the product's, seen by nobody there (U).
pub const VNCONNECT: Paths = Paths {
    authorize: "/oauth2/authorize",
    token: "/oauth2/token",
    userinfo: "/oauth2/userinfo",
    keys: "/oauth2/jwks",
    introspect: "/oauth2/introspect",
    revoke: "/oauth2/revoke",
    logout: "/oidc/logout",
    profile: "/myaccount",
};

/// VNeID, a Keycloak realm behind a gateway (services §4.2); token, userinfo, keys, introspection and revocation were not seen:
/// assumption.
pub const VNEID: Paths = Paths {
    authorize: "/auth",
    token: "/token",
    userinfo: "/userinfo",
    keys: "/certs",
    introspect: "/introspect",
    revoke: "/revoke",
    logout: "/api/idp/third-party/logout",
    profile: "/api/idp/third-party/view-info",
};

/// The metadata that a client needs; unknown members are ignored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Metadata {
    /// The provider's name: the address under which the metadata were found.
    pub issuer: String,
    /// [`Paths::authorize`], as an address; the others alike.
    pub authorization_endpoint: String,
    /// Where a code becomes tokens.
    pub token_endpoint: String,
    /// The claims.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub userinfo_endpoint: Option<String>,
    /// The keys.
    pub jwks_uri: String,
    /// Whether a token is good (RFC 7662).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub introspection_endpoint: Option<String>,
    /// Ends a token (RFC 7009).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revocation_endpoint: Option<String>,
    /// Ends a session (OpenID Connect RP-Initiated Logout 1.0).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_session_endpoint: Option<String>,
    /// `code`.
    pub response_types_supported: Vec<String>,
    /// `authorization_code`, `refresh_token`.
    pub grant_types_supported: Vec<String>,
    /// `public` or `pairwise`.
    pub subject_types_supported: Vec<String>,
    /// Algorithms of ID tokens.
    pub id_token_signing_alg_values_supported: Vec<String>,
    /// `openid` at least.
    pub scopes_supported: Vec<String>,
    /// How a client proves itself at the token endpoint.
    pub token_endpoint_auth_methods_supported: Vec<String>,
    /// Names of claims that may be given.
    pub claims_supported: Vec<String>,
    /// Levels that may be asked for.
    pub acr_values_supported: Vec<String>,
    /// Methods of [`super::challenge`].
    pub code_challenge_methods_supported: Vec<String>,
    /// Whether clients are told of a logout.
    pub backchannel_logout_supported: bool,
    /// Whether that notice names the session.
    pub backchannel_logout_session_supported: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metadata_of_others_are_read() {
        let read: Metadata = serde_json::from_str(
            r#"{"issuer":"https://a","jwks_uri":"https://a/k","new_member":1,"scopes_supported":["openid"]}"#,
        )
        .expect("metadata");
        assert_eq!(
            (read.issuer.as_str(), read.scopes_supported.len()),
            ("https://a", 1)
        );
        assert!(!read.backchannel_logout_supported);
    }
}

//! What everybody may know: addresses and keys.

use axum::extract::State;
use axum::response::Response;
use http::{HeaderValue, StatusCode, header};
use protocols::oidc::claims::{Level, NAMES};
use protocols::oidc::discovery::Metadata;
use protocols::oidc::{challenge, jws::Algorithm};

use super::talk::json;
use crate::identity::Identity;

/// `/.well-known/openid-configuration`.
pub async fn metadata(State(identity): State<Identity>) -> Response {
    public(&published(&identity))
}

/// The keys.
pub async fn keys(State(identity): State<Identity>) -> Response {
    public(&identity.published_keys().await)
}

fn public(value: &impl serde::Serialize) -> Response {
    let mut response = json(StatusCode::OK, value);
    response.headers_mut().remove(header::PRAGMA);
    response.headers_mut().insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=300"),
    );
    response
}

fn published(identity: &Identity) -> Metadata {
    let (issuer, paths) = (identity.issuer(), identity.settings().dialect.paths());
    let at = |path: &str| format!("{issuer}{path}");
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    let mut grants = vec!["authorization_code"];
    if identity.settings().gives_refresh_tokens {
        grants.push("refresh_token");
    }
    Metadata {
        issuer: issuer.to_owned(),
        authorization_endpoint: at(paths.authorize),
        token_endpoint: at(paths.token),
        userinfo_endpoint: Some(at(paths.userinfo)),
        jwks_uri: at(paths.keys),
        introspection_endpoint: Some(at(paths.introspect)),
        revocation_endpoint: Some(at(paths.revoke)),
        end_session_endpoint: Some(at(paths.logout)),
        response_types_supported: words(&["code"]),
        grant_types_supported: words(&grants),
        subject_types_supported: words(&["public"]),
        id_token_signing_alg_values_supported: words(&[
            Algorithm::Rs256.word(),
            Algorithm::Es256.word(),
        ]),
        scopes_supported: words(&["openid"]),
        token_endpoint_auth_methods_supported: words(&[
            "client_secret_basic",
            "client_secret_post",
            "none",
        ]),
        claims_supported: words(&NAMES),
        acr_values_supported: words(&Level::ALL.map(Level::word)),
        code_challenge_methods_supported: words(&[challenge::METHOD]),
        backchannel_logout_supported: true,
        backchannel_logout_session_supported: true,
    }
}

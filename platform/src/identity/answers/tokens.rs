//! Introspection (RFC 7662) and revocation (RFC 7009).

use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use http::{Request, StatusCode};
use protocols::oidc::jws;
use protocols::oidc::messages::Introspection;

use super::talk::{self, Asked, log, refused};
use super::token::client;
use crate::identity::Identity;
use crate::identity::keeps::tokens::{self, Revoked};
use crate::identity::knows::refusal::Refusal;

/// Says whether a token is good; of another client's token it says what it says of none.
pub async fn introspect(State(identity): State<Identity>, request: Request<Body>) -> Response {
    let asked = match talk::take(&identity, request).await {
        Ok(asked) => asked,
        Err(refusal) => return refused(&refusal),
    };
    let named = asked.client().map_or_else(|_| String::new(), |(id, _)| id);
    match introspected(&identity, &asked).await {
        Ok(answer) => {
            log(
                &identity,
                "introspect",
                &named,
                answer.sub.as_deref().unwrap_or_default(),
                Ok(()),
            )
            .await;
            talk::json(StatusCode::OK, &answer)
        }
        Err(refusal) => {
            log(&identity, "introspect", &named, "", Err(&refusal)).await;
            refused(&refusal)
        }
    }
}

async fn introspected(identity: &Identity, asked: &Asked) -> Result<Introspection, Refusal> {
    let client = client(identity, asked).await?;
    let (token, now) = (asked.params.need("token")?.to_owned(), identity.now());
    let live = identity
        .store()
        .read(move |connection| tokens::live(connection, &token, now))
        .await?;
    let Some(live) = live.filter(|live| live.client == client.id) else {
        return Ok(Introspection::default());
    };
    Ok(Introspection {
        active: true,
        client_id: Some(live.client),
        exp: Some(live.expires),
        iat: Some(live.issued),
        scope: Some(live.scope),
        sub: Some(live.claims.sub),
        token_type: Some("Bearer".into()),
    })
}

/// Ends a token. An ID token is none that can be ended: a client that sends it must learn that its access token still stands
/// (services §8, 38).
pub async fn revoke(State(identity): State<Identity>, request: Request<Body>) -> Response {
    let asked = match talk::take(&identity, request).await {
        Ok(asked) => asked,
        Err(refusal) => return refused(&refusal),
    };
    let named = asked.client().map_or_else(|_| String::new(), |(id, _)| id);
    let outcome = revoked(&identity, &asked).await;
    log(&identity, "revoke", &named, "", outcome.as_ref().map(drop)).await;
    match outcome {
        Ok(()) => talk::json(StatusCode::OK, &serde_json::json!({})),
        Err(refusal) => refused(&refusal),
    }
}

async fn revoked(identity: &Identity, asked: &Asked) -> Result<(), Refusal> {
    let client = client(identity, asked).await?;
    let token = asked.params.need("token")?.to_owned();
    if jws::parse(&token).is_ok() {
        return Err(Refusal::new(
            "unsupported_token_type",
            "expected an access token or a refresh token, found an ID token",
        ));
    }
    let id = client.id;
    let outcome = identity
        .store()
        .write(move |connection| tokens::revoke(connection, &token, &id))
        .await?;
    match outcome {
        Revoked::Done | Revoked::Unknown => Ok(()),
        Revoked::Foreign => Err(Refusal::new(
            "unauthorized_client",
            "expected a token of this client, found another's",
        )),
    }
}

//! Where a code becomes tokens.

use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::{Request, StatusCode};
use protocols::oidc::jws::Algorithm;
use protocols::oidc::messages::TokenAnswer;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::talk::{self, Asked, log, refused};
use crate::identity::Identity;
use crate::identity::keeps::clients;
use crate::identity::keeps::redeeming::{self, Issued, Shown, Statement};
use crate::identity::knows::account::Client;
use crate::identity::knows::refusal::Refusal;

/// Answers with tokens, or says what is wrong.
pub async fn answer(State(identity): State<Identity>, request: Request<Body>) -> Response {
    let asked = match talk::take(&identity, request).await {
        Ok(asked) => asked,
        Err(refusal) => return refused(&refusal),
    };
    let named = asked.client().map_or_else(|_| String::new(), |(id, _)| id);
    match redeem(&identity, &asked).await {
        Ok((issued, algorithm)) => {
            log(
                &identity,
                "token",
                &named,
                &issued.statement.subject,
                Ok(()),
            )
            .await;
            let answer = answered(&identity, issued, algorithm).await;
            talk::json(StatusCode::OK, &answer)
        }
        Err(refusal) => {
            log(&identity, "token", &named, "", Err(&refusal)).await;
            refused(&refusal)
        }
    }
}

/// The client that proves itself in a request.
pub async fn client(identity: &Identity, asked: &Asked) -> Result<Client, Refusal> {
    if let Some(name) = asked.params.twice() {
        let name: String = name.chars().take(40).collect();
        return Err(Refusal::request(format!(
            "expected each parameter once, found {name} twice"
        )));
    }
    let (id, secret) = asked.client()?;
    let found = identity
        .store()
        .read(move |connection| clients::find(connection, &id))
        .await?;
    found
        .filter(|client| client.proves(secret.as_deref()))
        .map(|client| client.client)
        .ok_or_else(Refusal::client)
}

async fn redeem(identity: &Identity, asked: &Asked) -> Result<(Issued, Algorithm), Refusal> {
    let client = client(identity, asked).await?;
    let shown = match asked.params.need("grant_type")? {
        "authorization_code" => Shown::Code {
            code: asked.params.need("code")?.to_owned(),
            redirect: asked.params.need("redirect_uri")?.to_owned(),
            verifier: asked.params.get("code_verifier").map(str::to_owned),
        },
        "refresh_token" if identity.settings().gives_refresh_tokens => {
            Shown::Refresh(asked.params.need("refresh_token")?.to_owned())
        }
        _ => {
            return Err(Refusal::new(
                "unsupported_grant_type",
                "expected grant_type authorization_code or refresh_token",
            ));
        }
    };
    let (mint, settings) = (identity.mint().clone(), identity.settings().clone());
    let (now, issuer, id) = (
        identity.now(),
        identity.issuer().to_owned(),
        client.id.clone(),
    );
    let issued = identity
        .store()
        .write(move |connection| {
            redeeming::redeem(connection, &mint, &settings, (&id, &issuer), &shown, now)
        })
        .await??;
    Ok((issued, client.algorithm))
}

async fn answered(identity: &Identity, issued: Issued, algorithm: Algorithm) -> TokenAnswer {
    let keys = identity.signing_keys().await;
    let payload = payload(&issued.statement, &issued.access);
    TokenAnswer {
        id_token: Some(keys.sign(algorithm, "JWT", &payload)),
        access_token: issued.access,
        token_type: "Bearer".into(),
        expires_in: identity.settings().access_seconds,
        refresh_token: issued.refresh,
        scope: issued.scope,
    }
}

/// What the ID token says; `at_hash` ties the access token to it.
fn payload(statement: &Statement, access: &str) -> Value {
    let half = &Sha256::digest(access.as_bytes())[..16];
    let mut payload = json!({
        "iss": statement.issuer,
        "sub": statement.subject,
        "aud": statement.audience,
        "azp": statement.audience,
        "iat": statement.issued,
        "exp": statement.expires,
        "auth_time": statement.proved,
        "acr": statement.level,
        "amr": ["pwd"],
        "sid": statement.sid,
        "at_hash": URL_SAFE_NO_PAD.encode(half),
    });
    if let (Some(nonce), Some(members)) = (&statement.nonce, payload.as_object_mut()) {
        let members: &mut Map<String, Value> = members;
        members.insert("nonce".into(), nonce.as_str().into());
    }
    payload
}

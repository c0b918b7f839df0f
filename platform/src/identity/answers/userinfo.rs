//! What clients are told of an account, and the account's own page.

use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use http::{Request, StatusCode};
use protocols::oidc::claims::Claims;
use protocols::oidc::jws;

use super::pages;
use super::talk::{self, Asked, log, refused};
use crate::identity::Identity;
use crate::identity::keeps::accounts;
use crate::identity::keeps::tokens::{self, Live};
use crate::identity::knows::refusal::Refusal;
use crate::identity::knows::settings::Dialect;

/// Answers with the claims of the token's account.
pub async fn answer(State(identity): State<Identity>, request: Request<Body>) -> Response {
    let asked = match talk::take(&identity, request).await {
        Ok(asked) => asked,
        Err(refusal) => return refused(&refusal),
    };
    match live(&identity, &asked).await {
        Ok(live) => {
            log(
                &identity,
                "userinfo",
                &live.client,
                &live.claims.sub,
                Ok(()),
            )
            .await;
            talk::json(StatusCode::OK, &told(&identity, live))
        }
        Err(refusal) => {
            log(&identity, "userinfo", "", "", Err(&refusal)).await;
            refused(&refusal)
        }
    }
}

/// The token's account. A token in an address ends in logs, so it opens nothing there (services §8, 39; RFC 9700 §4.3.2).
async fn live(identity: &Identity, asked: &Asked) -> Result<Live, Refusal> {
    if asked.query.get("access_token").is_some() {
        return Err(Refusal::request(
            "expected the access token in the Authorization header, found it in the address",
        ));
    }
    let token = match (asked.bearer(), asked.params.get("access_token")) {
        (Some(_), Some(_)) => return Err(Refusal::request("expected one access token, found two")),
        (Some(token), None) => token,
        (None, Some(token)) => token.to_owned(),
        (None, None) => return Err(Refusal::token()),
    };
    let now = identity.now();
    let found = identity
        .store()
        .read(move |connection| tokens::live(connection, &token, now))
        .await?;
    found.ok_or_else(Refusal::token)
}

fn told(identity: &Identity, live: Live) -> Claims {
    let (issuer, paths) = (identity.issuer(), identity.settings().dialect.paths());
    let vneid = identity.settings().dialect == Dialect::Vneid;
    Claims {
        level: Some(live.level.word().into()),
        assurance: vneid.then(|| i64::from(live.level.number())),
        login_idp: Some(live.idp).filter(|idp| !idp.is_empty()),
        profile_uri: Some(format!("{issuer}{}", paths.profile)),
        logout_uri: Some(format!("{issuer}{}", paths.logout)),
        ..live.claims
    }
}

/// The account's page: `token_id` is an ID token in force (services §4.2). It shows a name and no more.
pub async fn profile(State(identity): State<Identity>, request: Request<Body>) -> Response {
    let shown = match talk::take(&identity, request).await {
        Ok(asked) => shown(&identity, &asked).await,
        Err(refusal) => Err(refusal),
    };
    match shown {
        Ok(name) => pages::message(StatusCode::OK, "Thông tin tài khoản", &name),
        Err(refusal) => {
            log(&identity, "userinfo", "", "", Err(&refusal)).await;
            let text = "Cần đăng nhập để xem thông tin tài khoản.";
            pages::message(refusal.http(), "Thông tin tài khoản", text)
        }
    }
}

async fn shown(identity: &Identity, asked: &Asked) -> Result<String, Refusal> {
    let token = asked.params.need("token_id")?;
    let keys = identity.published_keys().await;
    let token = jws::verify(token, &keys).map_err(|_| Refusal::token())?;
    let (payload, now) = (token.payload, identity.now());
    let ours =
        payload["iss"] == identity.issuer() && payload["exp"].as_i64().is_some_and(|end| end > now);
    let subject = payload["sub"]
        .as_str()
        .filter(|_| ours)
        .ok_or_else(Refusal::token)?
        .to_owned();
    let found = identity
        .store()
        .read(move |connection| accounts::by_subject(connection, &subject))
        .await?;
    let account = found.ok_or_else(Refusal::token)?;
    Ok(account
        .claims
        .name
        .or(account.claims.business_name)
        .unwrap_or_default())
}

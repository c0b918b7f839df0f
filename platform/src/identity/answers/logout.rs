//! Logout, everywhere at once (OpenID Connect RP-Initiated Logout 1.0): sessions, tokens, every client, and the other provider.

use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use http::{HeaderValue, Request, StatusCode, header};
use protocols::oidc::id_token::audiences;
use protocols::oidc::jws::{self, JwsError};
use rusqlite::Connection;

use super::talk::{self, Asked, COOKIE, log, redirect, with};
use super::{pages, router, upstream};
use crate::identity::Identity;
use crate::identity::keeps::clients;
use crate::identity::keeps::logouts::{self, Ended};
use crate::identity::knows::refusal::Refusal;

/// Whom a request is about and where the browser goes then.
#[derive(Debug, Default)]
struct Wish {
    client: String,
    sid: Option<String>,
    hinted: bool,
    after: Option<String>,
}

/// Ends the session, tells everybody, and sends the browser where its client wants it.
pub async fn answer(State(identity): State<Identity>, request: Request<Body>) -> Response {
    let asked = match talk::take(&identity, request).await {
        Ok(asked) => asked,
        Err(refusal) => return told(&identity, "", &refusal).await,
    };
    let wish = match wish(&identity, &asked).await {
        Ok(wish) => wish,
        Err(refusal) => {
            return told(
                &identity,
                asked.params.get("client_id").unwrap_or_default(),
                &refusal,
            )
            .await;
        }
    };
    // A link alone logs nobody out: without a token of ours the person is asked.
    let asks = identity.settings().asks_before_logout;
    if asks && !wish.hinted && asked.params.get("confirmed").is_none() {
        let fields: Vec<(&str, &str)> = ["client_id", "post_logout_redirect_uri", "state"]
            .into_iter()
            .filter_map(|name| Some((name, asked.params.get(name)?)))
            .collect();
        return pages::confirm_logout(identity.settings().dialect.paths().logout, &fields);
    }
    let cookie = asked.cookie();
    let (sid, now, hinted) = (wish.sid.clone(), identity.now(), wish.hinted);
    let ended = identity
        .store()
        .write(move |connection| end(connection, sid.as_deref(), cookie.as_deref(), hinted, now))
        .await;
    match ended {
        Ok(ended) => {
            identity.deliver_notices().await;
            let subject = ended.as_ref().map_or("", |ended| ended.subject.as_str());
            log(&identity, "logout", &wish.client, subject, Ok(())).await;
            goodbye(&identity, &wish, ended.as_ref()).await
        }
        Err(error) => told(&identity, &wish.client, &error.into()).await,
    }
}

/// The session of the token, else that of the browser; a token of a session that is over ends nothing else.
fn end(
    connection: &Connection,
    sid: Option<&str>,
    cookie: Option<&str>,
    hinted: bool,
    now: i64,
) -> rusqlite::Result<Option<Ended>> {
    let session = match (sid, cookie) {
        (Some(sid), _) => logouts::by_sid(connection, sid)?,
        (None, Some(cookie)) if !hinted => logouts::by_cookie(connection, cookie)?,
        _ => None,
    };
    session
        .map(|session| logouts::end(connection, session, now))
        .transpose()
}

async fn told(identity: &Identity, client: &str, refusal: &Refusal) -> Response {
    log(identity, "logout", client, "", Err(refusal)).await;
    let text = format!(
        "Yêu cầu đăng xuất không hợp lệ ({}): {}.",
        refusal.error, refusal.text
    );
    pages::message(StatusCode::BAD_REQUEST, "Không thể đăng xuất", &text)
}

/// Reads a request. The token's signature, issuer and client are judged; that it is over is no reason to keep somebody logged in
/// (RP-Initiated Logout §2).
async fn wish(identity: &Identity, asked: &Asked) -> Result<Wish, Refusal> {
    let params = &asked.params;
    let hint = params
        .get("id_token_hint")
        .or_else(|| params.get("token_id"));
    let mut wish = Wish {
        client: params.get("client_id").unwrap_or_default().to_owned(),
        ..Wish::default()
    };
    if let Some(hint) = hint {
        let keys = identity.published_keys().await;
        let token = jws::verify(hint, &keys).map_err(|error| {
            Refusal::request(match error {
                JwsError::Unsigned => "expected an id_token_hint that is signed, found alg none",
                _ => "expected an id_token_hint that this provider signed",
            })
        })?;
        let named = audiences(&token.payload);
        if token.payload["iss"] != identity.issuer() {
            return Err(Refusal::request(
                "expected an id_token_hint of this provider",
            ));
        }
        match wish.client.as_str() {
            "" => wish.client = named.first().cloned().unwrap_or_default(),
            client if named.iter().any(|one| one == client) => {}
            _ => {
                return Err(Refusal::request(
                    "expected an id_token_hint of this client, found another's",
                ));
            }
        }
        wish.sid = token.payload["sid"].as_str().map(str::to_owned);
        wish.hinted = true;
    }
    wish.after = after(identity, asked, &wish.client).await?;
    Ok(wish)
}

/// Where the browser goes: only to an address that the client registered.
async fn after(
    identity: &Identity,
    asked: &Asked,
    client: &str,
) -> Result<Option<String>, Refusal> {
    let Some(address) = asked.params.get("post_logout_redirect_uri") else {
        return Ok(None);
    };
    let id = client.to_owned();
    let found = identity
        .store()
        .read(move |connection| clients::find(connection, &id))
        .await?;
    let known =
        found.is_some_and(|client| client.client.after_logout.iter().any(|one| one == address));
    if !known {
        return Err(Refusal::request(
            "expected a post_logout_redirect_uri registered for this client, character by character",
        ));
    }
    Ok(Some(with(address, &[("state", asked.params.get("state"))])))
}

async fn goodbye(identity: &Identity, wish: &Wish, ended: Option<&Ended>) -> Response {
    let here = || with(router::FAREWELL, &[]);
    let target = wish.after.clone().unwrap_or_else(here);
    let onward = match ended.filter(|ended| !ended.up_hint.is_empty()) {
        Some(ended) => upstream::logout_address(identity, &ended.up_hint, &target).await,
        None => None,
    };
    let mut response = match (&onward, &wish.after) {
        (Some(address), _) | (None, Some(address)) => redirect(address),
        (None, None) => pages::message(StatusCode::OK, "Đăng xuất", "Đã đăng xuất."),
    };
    let field = format!("{COOKIE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
    if let Ok(value) = HeaderValue::from_str(&field) {
        response.headers_mut().insert(header::SET_COOKIE, value);
    }
    response
}

/// Back from the other provider's logout, or at the end of one without an address.
pub async fn farewell(State(identity): State<Identity>, request: Request<Body>) -> Response {
    let key = match talk::take(&identity, request).await {
        Ok(asked) => asked.params.get("state").unwrap_or_default().to_owned(),
        Err(refusal) => return told(&identity, "", &refusal).await,
    };
    let target = identity
        .store()
        .write(move |connection| logouts::farewell(connection, &key))
        .await;
    match target {
        Ok(Some(target)) if !target.starts_with(router::FAREWELL) => redirect(&target),
        _ => pages::message(StatusCode::OK, "Đăng xuất", "Đã đăng xuất."),
    }
}

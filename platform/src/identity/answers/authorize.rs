//! Where browsers are sent to log in.

use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use http::{Request, StatusCode};

use super::talk::{self, Asked, log, redirect, with};
use super::{pages, router};
use crate::identity::Identity;
use crate::identity::keeps::clients::{self, KeptClient};
use crate::identity::keeps::{grants, logins};
use crate::identity::knows::asking::{self, Asking, Prompt, Wrong};
use crate::identity::knows::refusal::Refusal;

/// Answers with a code when there is a session, with the login page when there is none, and tells what is wrong where it may be told.
pub async fn answer(State(identity): State<Identity>, request: Request<Body>) -> Response {
    let asked = match talk::take(&identity, request).await {
        Ok(asked) => asked,
        Err(refusal) => return to_person(&identity, "", &refusal).await,
    };
    let named = asked.params.get("client_id").unwrap_or_default().to_owned();
    let client = match client(&identity, &asked).await {
        Ok(client) => client,
        Err(refusal) => return to_person(&identity, &named, &refusal).await,
    };
    let address = match asking::redirect(&asked.params, &client.client) {
        Ok(address) => address,
        Err(Wrong::ToPerson(refusal) | Wrong::ToClient(refusal)) => {
            return to_person(&identity, &named, &refusal).await;
        }
    };
    let state = asked
        .params
        .get("state")
        .filter(|state| state.len() <= 4096);
    let demanded = identity.settings().demands_challenge;
    let outcome = match asking::read(&asked.params, &client.client, address.clone(), demanded) {
        Ok(asking) => go_on(&identity, &asked, &client, &asking).await,
        Err(Wrong::ToPerson(refusal) | Wrong::ToClient(refusal)) => Err(refusal),
    };
    match outcome {
        Ok(to) => redirect(&to),
        Err(refusal) => {
            log(&identity, "authorize", &named, "", Err(&refusal)).await;
            redirect(&refused_at(&address, &refusal, state))
        }
    }
}

/// The address of a client with a refusal in it.
pub fn refused_at(address: &str, refusal: &Refusal, state: Option<&str>) -> String {
    let answer = refusal.answer();
    let fields = [
        ("error", Some(answer.error.as_str())),
        ("error_description", Some(answer.error_description.as_str())),
        ("state", state),
    ];
    with(address, &fields)
}

async fn client(identity: &Identity, asked: &Asked) -> Result<KeptClient, Refusal> {
    let id = asking::client_id(&asked.params).map_err(|wrong| match wrong {
        Wrong::ToPerson(refusal) | Wrong::ToClient(refusal) => refusal,
    })?;
    let id = id.to_owned();
    let found = identity
        .store()
        .read(move |connection| clients::find(connection, &id))
        .await?;
    found.ok_or_else(|| Refusal::new("unauthorized_client", "expected a registered client_id"))
}

/// Nothing is sent to an address that is not the client's: the person is told.
async fn to_person(identity: &Identity, client: &str, refusal: &Refusal) -> Response {
    log(identity, "authorize", client, "", Err(refusal)).await;
    let text = format!(
        "Yêu cầu đăng nhập không hợp lệ ({}): {}.",
        refusal.error, refusal.text
    );
    let status = match refusal.http() {
        StatusCode::UNAUTHORIZED => StatusCode::BAD_REQUEST,
        other => other,
    };
    pages::message(status, "Không thể đăng nhập", &text)
}

/// A session that will do gives a code at once; else the login page follows.
async fn go_on(
    identity: &Identity,
    asked: &Asked,
    client: &KeptClient,
    asking: &Asking,
) -> Result<String, Refusal> {
    let cookie = asked.cookie().filter(|_| asking.prompt != Prompt::Always);
    let (mint, settings) = (identity.mint().clone(), identity.settings().clone());
    let (now, kept, realm) = (identity.now(), asking.clone(), client.client.realm.word());
    let bothers = asking.prompt != Prompt::Never;
    let found = identity
        .store()
        .write(move |connection| {
            let session = match &cookie {
                Some(cookie) => logins::session(connection, cookie, realm, now)?,
                None => None,
            };
            // `max_age=0` asks for the password anew even in the second of the login.
            let fresh = |began: i64| kept.max_age.is_none_or(|age| age > 0 && now - began <= age);
            let high = |level| kept.level.is_none_or(|asked| level >= asked);
            match session.filter(|session| fresh(session.began) && high(session.level)) {
                Some(session) => {
                    let expires = now + settings.code_seconds;
                    grants::give(connection, &mint, &session, &kept, expires)
                        .map(|code| (Some(code), None))
                }
                None if bothers => {
                    let expires = now + settings.login_seconds;
                    logins::begin(connection, &mint, &kept, expires).map(|key| (None, Some(key)))
                }
                None => Ok((None, None)),
            }
        })
        .await?;
    match found {
        (Some(code), _) => {
            log(identity, "authorize", &asking.client, "", Ok(())).await;
            Ok(code_at(asking, &code))
        }
        (_, Some(key)) => Ok(with(router::LOGIN, &[("sessionDataKey", Some(&key))])),
        _ => Err(Refusal::new(
            "login_required",
            "expected a person who is logged in",
        )),
    }
}

/// The client's address with the code in it.
pub fn code_at(asking: &Asking, code: &str) -> String {
    with(
        &asking.redirect,
        &[("code", Some(code)), ("state", asking.state.as_deref())],
    )
}

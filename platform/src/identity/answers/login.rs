//! The login page and its form.

use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use http::{HeaderValue, Request, StatusCode, header};

use super::authorize::{code_at, refused_at};
use super::pages;
use super::talk::{self, COOKIE, log, redirect};
use crate::identity::Identity;
use crate::identity::keeps::accounts::{self, KeptAccount};
use crate::identity::keeps::clients;
use crate::identity::keeps::logins::{self, Pending, Proof};
use crate::identity::keeps::{grants, statistics};
use crate::identity::knows::account::Client;
use crate::identity::knows::asking::Params;
use crate::identity::knows::refusal::Refusal;
use crate::store::StoreError;

const WRONG: &str = "Tên đăng nhập hoặc mật khẩu không đúng.";
const LOCKED: &str = "Tài khoản đã bị khóa. Liên hệ bộ phận hỗ trợ để mở lại.";
const RESTING: &str = "Nhập sai nhiều lần. Hãy thử lại sau ít phút.";

/// A login under way with its client.
pub async fn pending(identity: &Identity, params: &Params) -> Result<(Pending, Client), Refusal> {
    let key = params.need("sessionDataKey")?.to_owned();
    let now = identity.now();
    let found = identity
        .store()
        .read(move |connection| {
            let Some(pending) = logins::find(connection, &key, now)? else {
                return Ok(None);
            };
            let client = clients::find(connection, &pending.asking.client)?;
            Ok(client.map(|client| (pending, client.client)))
        })
        .await?;
    found.ok_or_else(|| {
        Refusal::request("expected a login under way, found none or one that waited too long")
    })
}

/// Says that there is no login to go on with.
pub async fn gone(identity: &Identity, refusal: &Refusal) -> Response {
    log(identity, "login", "", "", Err(refusal)).await;
    let text = "Phiên đăng nhập không còn hiệu lực. Hãy quay lại trang trước và đăng nhập lại.";
    pages::message(StatusCode::BAD_REQUEST, "Không thể đăng nhập", text)
}

/// The page.
pub async fn page(State(identity): State<Identity>, request: Request<Body>) -> Response {
    let asked = match talk::take(&identity, request).await {
        Ok(asked) => asked,
        Err(refusal) => return gone(&identity, &refusal).await,
    };
    match pending(&identity, &asked.params).await {
        Ok((pending, client)) => shown(&identity, &pending, &client, "", StatusCode::OK, None),
        Err(refusal) => gone(&identity, &refusal).await,
    }
}

fn shown(
    identity: &Identity,
    pending: &Pending,
    client: &Client,
    username: &str,
    status: StatusCode,
    trouble: Option<&str>,
) -> Response {
    let elsewhere = identity.upstream();
    let login = pages::Login {
        key: &pending.key,
        client: &client.name,
        username,
        trouble,
        elsewhere: elsewhere.as_ref().map(|upstream| upstream.name.as_str()),
    };
    pages::login(status, &login)
}

/// The form: a code for the client, or the page again.
pub async fn answer(State(identity): State<Identity>, request: Request<Body>) -> Response {
    let asked = match talk::take(&identity, request).await {
        Ok(asked) => asked,
        Err(refusal) => return gone(&identity, &refusal).await,
    };
    let (pending, client) = match pending(&identity, &asked.params).await {
        Ok(found) => found,
        Err(refusal) => return gone(&identity, &refusal).await,
    };
    if asked.params.get("cancel").is_some() {
        let refusal = Refusal::new("access_denied", "the person did not log in");
        return ended(&identity, &pending, &refusal).await;
    }
    let username = asked
        .params
        .get("username")
        .unwrap_or_default()
        .trim()
        .to_owned();
    let password = asked.params.get("password").unwrap_or_default().to_owned();
    match proved(&identity, &client, &username, password).await {
        Ok(Tried::Proved(account)) => {
            let proof = Proof {
                account: account.id,
                level: account.level,
                idp: String::new(),
                up_hint: String::new(),
            };
            finish(&identity, &pending, &account, proof).await
        }
        Ok(Tried::Not(text, status, subject)) => {
            let refusal = Refusal::new("access_denied", "expected the password of an open account");
            log(&identity, "login", &client.id, &subject, Err(&refusal)).await;
            shown(&identity, &pending, &client, &username, status, Some(text))
        }
        Err(refusal) => ended(&identity, &pending, &refusal).await,
    }
}

/// What became of a name and a password.
enum Tried {
    Proved(Box<KeptAccount>),
    Not(&'static str, StatusCode, String),
}

async fn proved(
    identity: &Identity,
    client: &Client,
    username: &str,
    password: String,
) -> Result<Tried, Refusal> {
    let (realm, name) = (client.realm, username.to_owned());
    let found = || {
        let name = name.clone();
        identity
            .store()
            .read(move |connection| accounts::by_name(connection, realm, &name))
    };
    let mut account = found().await?;
    if account.is_none()
        && let Some(known) = identity.look_up(realm, username)
    {
        identity
            .register_accounts(vec![known])
            .await
            .map_err(|_| Refusal::system())?;
        account = found().await?;
    }
    let wrong = |subject: String| Tried::Not(WRONG, StatusCode::UNAUTHORIZED, subject);
    let Some(account) = account else {
        return Ok(wrong(String::new()));
    };
    let (now, rounds) = (identity.now(), identity.settings().password_rounds);
    let subject = account.claims.sub.clone();
    if account.resting > now {
        return Ok(Tried::Not(RESTING, StatusCode::TOO_MANY_REQUESTS, subject));
    }
    let checked = tokio::task::spawn_blocking(move || {
        let proves = account.proves(&password, rounds);
        (account, proves)
    });
    let (account, proves) = checked.await.map_err(|_| Refusal::system())?;
    if !proves {
        let most = identity.settings().failures_before_rest;
        let until = now + identity.settings().rest_seconds;
        identity
            .store()
            .write(move |connection| accounts::failed(connection, account.id, most, until))
            .await?;
        return Ok(wrong(subject));
    }
    // Only who knows the password learns that the account is locked.
    if !account.locked.is_empty() {
        return Ok(Tried::Not(LOCKED, StatusCode::FORBIDDEN, subject));
    }
    Ok(Tried::Proved(Box::new(account)))
}

/// Ends a login under way by telling its client.
pub async fn ended(identity: &Identity, pending: &Pending, refusal: &Refusal) -> Response {
    let asking = &pending.asking;
    log(identity, "login", &asking.client, "", Err(refusal)).await;
    let key = pending.key.clone();
    if let Err(error) = identity
        .store()
        .write(move |connection| logins::end(connection, &key))
        .await
    {
        tracing::error!(%error, "a login could not be ended");
    }
    redirect(&refused_at(
        &asking.redirect,
        refusal,
        asking.state.as_deref(),
    ))
}

/// Begins the session, gives the code, and sends the browser back.
pub async fn finish(
    identity: &Identity,
    pending: &Pending,
    account: &KeptAccount,
    proof: Proof,
) -> Response {
    let settings = identity.settings();
    let below = pending
        .asking
        .level
        .is_some_and(|asked| proof.level < asked);
    if below && settings.refuses_below_asked_level {
        let refusal = Refusal::new(
            "unmet_authentication_requirements",
            format!(
                "expected a login of the level asked for, found {}",
                proof.level.word()
            ),
        );
        return ended(identity, pending, &refusal).await;
    }
    match begun(identity, pending, proof).await {
        Ok(Some((cookie, code))) => {
            log(
                identity,
                "login",
                &pending.asking.client,
                &account.claims.sub,
                Ok(()),
            )
            .await;
            let mut response = redirect(&code_at(&pending.asking, &code));
            let secure = if identity.issuer().starts_with("https:") {
                "; Secure"
            } else {
                ""
            };
            let field = format!("{COOKIE}={cookie}; Path=/; HttpOnly; SameSite=Lax{secure}");
            if let Ok(value) = HeaderValue::from_str(&field) {
                response.headers_mut().insert(header::SET_COOKIE, value);
            }
            response
        }
        Ok(None) => {
            gone(
                identity,
                &Refusal::request("expected a login under way, found one that was answered"),
            )
            .await
        }
        Err(error) => ended(identity, pending, &error.into()).await,
    }
}

/// Session and code in one transaction; nothing when another answer to the same page was first.
async fn begun(
    identity: &Identity,
    pending: &Pending,
    proof: Proof,
) -> Result<Option<(String, String)>, StoreError> {
    let (mint, settings) = (identity.mint().clone(), identity.settings().clone());
    let (at, now, pending) = (identity.clock().now(), identity.now(), pending.clone());
    identity
        .store()
        .write(move |connection| {
            if !logins::end(connection, &pending.key)? {
                return Ok(None);
            }
            accounts::used(connection, proof.account, at)?;
            let life = settings.session_seconds;
            let (cookie, session) = logins::open_session(connection, &mint, &proof, now, life)?;
            statistics::count(connection, "logins")?;
            let expires = now + settings.code_seconds;
            let code = grants::give(connection, &mint, &session, &pending.asking, expires)?;
            Ok(Some((cookie, code)))
        })
        .await
}

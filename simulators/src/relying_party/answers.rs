//! What browsers and the sign-on see of the portal.

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use protocols::oidc::id_token::{self, Expected, LoggedIn};
use protocols::oidc::messages::TokenAnswer;
use protocols::oidc::{LOGOUT_EVENT, challenge, jws, state};
use url::form_urlencoded::Serializer;

use super::linking::link;
use super::{Login, Outcome, RelyingParty, Waiting};

type Fields = BTreeMap<String, String>;

/// The cookie of a session and that of a browser on its way.
const SESSION: &str = "portal";
const BROWSER: &str = "onway";

pub fn router(portal: RelyingParty) -> Router {
    Router::new()
        .route("/login", get(login))
        .route("/callback", get(callback))
        .route("/logout", get(logout))
        .route("/backchannel", post(backchannel))
        .fallback(get(page))
        .with_state(portal)
}

fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let fields = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|field| field.to_str().ok());
    let mut pairs = fields
        .flat_map(|field| field.split(';'))
        .filter_map(|pair| pair.trim().split_once('='));
    pairs
        .find(|(known, _)| *known == name)
        .map(|(_, value)| value.to_owned())
}

fn go(to: &str, set: Option<String>) -> Response {
    let mut response = (StatusCode::SEE_OTHER, [(header::LOCATION, to.to_owned())]).into_response();
    if let Some(value) = set.and_then(|text| text.parse().ok()) {
        response.headers_mut().insert(header::SET_COOKIE, value);
    }
    response
}

fn said(status: StatusCode, text: impl Into<String>) -> Response {
    (
        status,
        [(header::CONTENT_TYPE, "text/plain; charset=utf-8")],
        text.into(),
    )
        .into_response()
}

/// Any page: who is logged in, or that nobody is. The national portal's deep link (`vnconnect=1`) begins a login by itself.
async fn page(
    State(portal): State<RelyingParty>,
    Query(fields): Query<Fields>,
    uri: axum::http::Uri,
    headers: HeaderMap,
) -> Response {
    let session =
        cookie(&headers, SESSION).and_then(|cookie| portal.state().sessions.get(&cookie).cloned());
    match session {
        Some(login) => {
            let name = login
                .claims
                .name
                .or(login.claims.business_name)
                .unwrap_or_default();
            said(StatusCode::OK, format!("Xin chào {name}"))
        }
        None if fields.get("vnconnect").is_some_and(|on| on == "1") => {
            let back = uri
                .path_and_query()
                .map_or("/", |path| path.as_str())
                .to_owned();
            begin(&portal, back).await
        }
        None => said(StatusCode::UNAUTHORIZED, "Chưa đăng nhập"),
    }
}

async fn login(State(portal): State<RelyingParty>, Query(fields): Query<Fields>) -> Response {
    // Only a path of its own: nobody is sent on to a foreign place by a link to this portal.
    let back = fields
        .get("return")
        .filter(|path| path.starts_with('/') && !path.starts_with("//"));
    begin(&portal, back.cloned().unwrap_or_else(|| "/".into())).await
}

async fn begin(portal: &RelyingParty, return_to: String) -> Response {
    let metadata = match portal.metadata().await {
        Ok(metadata) => metadata,
        Err(error) => return refuse(portal, error.to_string()),
    };
    let habits = portal.habits().clone();
    let (secret, browser) = (portal.random(), portal.random());
    let nonce = (!habits.no_nonce).then(|| portal.random());
    let verifier = (!habits.no_challenge).then(|| portal.random());
    let (state, key) = if habits.guessable_state {
        let state = state::address_only(&return_to);
        (state.clone(), state)
    } else {
        (state::sealed(&return_to, &secret), secret)
    };
    let mut query = Serializer::new(String::new());
    query
        .append_pair("response_type", "code")
        .append_pair("client_id", &portal.membership().client_id)
        .append_pair("redirect_uri", &portal.callback())
        .append_pair("scope", habits.scope.as_deref().unwrap_or("openid"))
        .append_pair("acr_values", &portal.membership().level)
        .append_pair("state", &state);
    if let Some(nonce) = &nonce {
        query.append_pair("nonce", nonce);
    }
    if let Some(verifier) = &verifier {
        query
            .append_pair("code_challenge", &challenge::of(verifier))
            .append_pair("code_challenge_method", challenge::METHOD);
    }
    let seam = if metadata.authorization_endpoint.contains('?') {
        '&'
    } else {
        '?'
    };
    let address = format!(
        "{}{seam}{}",
        metadata.authorization_endpoint,
        query.finish()
    );
    let waiting = Waiting {
        browser: browser.clone(),
        nonce,
        verifier,
        return_to,
    };
    portal.state().pending.insert(key, waiting);
    go(
        &address,
        Some(format!("{BROWSER}={browser}; Path=/; HttpOnly")),
    )
}

async fn callback(
    State(portal): State<RelyingParty>,
    Query(fields): Query<Fields>,
    headers: HeaderMap,
) -> Response {
    match come_back(&portal, &fields, &headers).await {
        Ok(login) => {
            let key = portal.random();
            let (return_to, own) = (login.return_to.clone(), portal.membership().own_url.clone());
            let mut state = portal.state();
            state
                .outcomes
                .push(Outcome::LoggedIn(Box::new(login.clone())));
            state.sessions.insert(key.clone(), login);
            drop(state);
            go(
                &format!("{own}{return_to}"),
                Some(format!("{SESSION}={key}; Path=/; HttpOnly")),
            )
        }
        Err(why) => refuse(&portal, why),
    }
}

fn refuse(portal: &RelyingParty, why: String) -> Response {
    portal.note(format!("login refused: {why}"));
    portal.state().outcomes.push(Outcome::Refused(why.clone()));
    said(
        StatusCode::FORBIDDEN,
        format!("Không đăng nhập được: {why}"),
    )
}

async fn come_back(
    portal: &RelyingParty,
    fields: &Fields,
    headers: &HeaderMap,
) -> Result<Login, String> {
    let habits = portal.habits();
    let given = fields
        .get("state")
        .ok_or("expected the state, found none")?;
    let key = if habits.guessable_state {
        given.clone()
    } else {
        state::open(given)
            .ok_or("expected a state of this portal, found another")?
            .1
    };
    let waiting = portal.state().pending.remove(&key);
    let waiting = waiting.ok_or("expected a state of this portal, found another")?;
    if !habits.guessable_state && cookie(headers, BROWSER).as_deref() != Some(&waiting.browser) {
        return Err("expected the browser that began the login, found another".into());
    }
    if let Some(error) = fields.get("error") {
        return Err(format!("the sign-on said {error}"));
    }
    let code = fields.get("code").ok_or("expected a code, found none")?;
    let tokens = portal
        .redeem(code, waiting.verifier.as_deref())
        .await
        .map_err(|error| error.to_string())?;
    if habits.redeems_twice {
        let second = portal.redeem(code, waiting.verifier.as_deref()).await;
        portal.note(format!(
            "second use of the code: {}",
            second
                .err()
                .map_or_else(|| "tokens".into(), |error| error.to_string())
        ));
    }
    let logged_in = judged(portal, &tokens, &waiting).await?;
    let claims = portal
        .claims(&tokens.access_token)
        .await
        .map_err(|error| error.to_string())?;
    if claims.sub != logged_in.subject {
        return Err("expected the claims of the person who logged in, found another's".into());
    }
    if habits.logs_claims {
        let text = serde_json::to_string(&claims).unwrap_or_default();
        portal.note(format!("userinfo: {text}"));
    }
    let linked = link(&mut portal.state().accounts, &claims, habits)?;
    portal.note(format!("logged in: {linked:?}"));
    Ok(Login {
        claims,
        linked,
        sid: logged_in.session,
        level: logged_in.level,
        id_token: tokens.id_token.unwrap_or_default(),
        access_token: tokens.access_token,
        refresh_token: tokens.refresh_token,
        return_to: waiting.return_to,
    })
}

async fn judged(
    portal: &RelyingParty,
    tokens: &TokenAnswer,
    waiting: &Waiting,
) -> Result<LoggedIn, String> {
    let token = tokens
        .id_token
        .as_deref()
        .ok_or("expected an id_token, found none")?;
    let issuer = portal
        .metadata()
        .await
        .map_err(|error| error.to_string())?
        .issuer;
    if portal.habits().believes_any_token {
        let payload = jws::parse(token)
            .map_err(|error| error.to_string())?
            .payload;
        return Ok(LoggedIn {
            subject: payload["sub"].as_str().unwrap_or_default().to_owned(),
            session: payload["sid"].as_str().map(str::to_owned),
            ..LoggedIn::default()
        });
    }
    let keys = portal.keys().await.map_err(|error| error.to_string())?;
    let expected = Expected {
        issuer: &issuer,
        audience: &portal.membership().client_id,
        nonce: waiting.nonce.as_deref(),
        now: portal.now(),
    };
    id_token::judge(token, &keys, &expected).map_err(|error| error.to_string())
}

/// Ends the session here, and at the sign-on too.
async fn logout(State(portal): State<RelyingParty>, headers: HeaderMap) -> Response {
    let key = cookie(&headers, SESSION).unwrap_or_default();
    let login = portal.state().sessions.remove(&key);
    let gone = format!("{SESSION}=; Path=/; Max-Age=0");
    let own = format!("{}/", portal.membership().own_url);
    let (Some(login), false) = (login, portal.habits().logs_out_here_only) else {
        return go(&own, Some(gone));
    };
    let metadata = portal.metadata().await.ok();
    let Some(address) = metadata.and_then(|metadata| metadata.end_session_endpoint) else {
        return go(&own, Some(gone));
    };
    let query = Serializer::new(String::new())
        .append_pair("id_token_hint", &login.id_token)
        .append_pair("client_id", &portal.membership().client_id)
        .append_pair("post_logout_redirect_uri", &own)
        .finish();
    go(&format!("{address}?{query}"), Some(gone))
}

/// A notice of logout: believed only when the sign-on signed it for us and it names a session or a person.
async fn backchannel(State(portal): State<RelyingParty>, body: String) -> Response {
    match notice(&portal, &body).await {
        Ok(()) => said(StatusCode::OK, ""),
        Err(why) => {
            portal.note(format!("notice refused: {why}"));
            said(StatusCode::BAD_REQUEST, why)
        }
    }
}

async fn notice(portal: &RelyingParty, body: &str) -> Result<(), String> {
    let token = url::form_urlencoded::parse(body.as_bytes())
        .find(|(name, _)| name == "logout_token")
        .map(|(_, value)| value.into_owned())
        .ok_or("expected a logout_token, found none")?;
    let keys = portal.keys().await.map_err(|error| error.to_string())?;
    let read = jws::verify(&token, &keys).map_err(|error| error.to_string())?;
    if read.payload.get("nonce").is_some() || !read.payload["events"][LOGOUT_EVENT].is_object() {
        return Err("expected a logout event without a nonce".into());
    }
    let issuer = portal
        .metadata()
        .await
        .map_err(|error| error.to_string())?
        .issuer;
    let expected = Expected {
        issuer: &issuer,
        audience: &portal.membership().client_id,
        nonce: None,
        now: portal.now(),
    };
    let named =
        id_token::judge_payload(&read.payload, &expected).map_err(|error| error.to_string())?;
    if portal.habits().deaf {
        return Ok(());
    }
    let ends = |login: &Login| match &named.session {
        Some(sid) => login.sid.as_ref() == Some(sid),
        None => login.claims.sub == named.subject,
    };
    portal.state().sessions.retain(|_, login| !ends(login));
    portal.note("session ended by notice");
    Ok(())
}

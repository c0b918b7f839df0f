//! The second hop: people log in at another provider (VNConnect sends them to VNeID), and we believe only what it signed for us.

use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use http::Request;
use protocols::oidc::claims::{Claims, Level};
use protocols::oidc::discovery::{Metadata, WELL_KNOWN};
use protocols::oidc::id_token::{self, Expected, LoggedIn};
use protocols::oidc::jws::Keys;
use protocols::oidc::messages::TokenAnswer;
use protocols::oidc::{challenge, stand_in_email};
use serde::de::DeserializeOwned;

use super::login::{self, ended, gone};
use super::router;
use super::talk::{self, Asked, redirect, with};
use crate::identity::Identity;
use crate::identity::keeps::accounts::{self, KeptAccount};
use crate::identity::keeps::logins::{Pending, Proof};
use crate::identity::keeps::logouts;
use crate::identity::knows::account::{Account, Realm};
use crate::identity::knows::refusal::Refusal;
use crate::identity::knows::settings::Upstream;

/// Largest answer that is read from the other provider, in bytes.
const LARGEST: usize = 256 << 10;

/// Sends a person who is logging in to the other provider.
pub async fn leave(State(identity): State<Identity>, request: Request<Body>) -> Response {
    let asked = match talk::take(&identity, request).await {
        Ok(asked) => asked,
        Err(refusal) => return gone(&identity, &refusal).await,
    };
    let (pending, client) = match login::pending(&identity, &asked.params).await {
        Ok(found) => found,
        Err(refusal) => return gone(&identity, &refusal).await,
    };
    if client.realm == Realm::Officers {
        let refusal = Refusal::new("access_denied", "officers log in here");
        return ended(&identity, &pending, &refusal).await;
    }
    match address(&identity, &pending).await {
        Ok(address) => redirect(&address),
        Err(refusal) => ended(&identity, &pending, &refusal).await,
    }
}

async fn address(identity: &Identity, pending: &Pending) -> Result<String, Refusal> {
    let upstream = &settings(identity)?;
    let metadata = metadata(identity, upstream).await?;
    let back = format!("{}{}", identity.issuer(), router::BACK);
    let challenge = challenge::of(&pending.up_verifier);
    let fields = [
        ("response_type", Some("code")),
        ("client_id", Some(upstream.client_id.as_str())),
        ("redirect_uri", Some(back.as_str())),
        ("scope", Some("openid")),
        ("state", Some(pending.key.as_str())),
        ("nonce", Some(pending.up_nonce.as_str())),
        ("code_challenge", Some(challenge.as_str())),
        ("code_challenge_method", Some(challenge::METHOD)),
        ("acr_values", pending.asking.level.map(Level::word)),
    ];
    Ok(with(&metadata.authorization_endpoint, &fields))
}

/// Takes a person in who comes back from the other provider.
pub async fn back(State(identity): State<Identity>, request: Request<Body>) -> Response {
    let asked = match talk::take(&identity, request).await {
        Ok(asked) => asked,
        Err(refusal) => return gone(&identity, &refusal).await,
    };
    let key = asked.params.get("state").unwrap_or_default();
    let named = asking_of(key);
    let (pending, _) = match login::pending(&identity, &named).await {
        Ok(found) => found,
        Err(refusal) => return gone(&identity, &refusal).await,
    };
    match proved(&identity, &pending, &asked).await {
        Ok((account, proof)) => login::finish(&identity, &pending, &account, proof).await,
        Err(refusal) => ended(&identity, &pending, &refusal).await,
    }
}

fn asking_of(key: &str) -> crate::identity::knows::asking::Params {
    let text = with("", &[("sessionDataKey", Some(key))]);
    crate::identity::knows::asking::Params::read(text.trim_start_matches('?').as_bytes())
}

fn settings(identity: &Identity) -> Result<Upstream, Refusal> {
    identity
        .upstream()
        .ok_or_else(|| Refusal::request("there is no other provider to log in at"))
}

fn down(text: impl Into<String>) -> Refusal {
    Refusal::new("temporarily_unavailable", text)
}

async fn proved(
    identity: &Identity,
    pending: &Pending,
    asked: &Asked,
) -> Result<(KeptAccount, Proof), Refusal> {
    let upstream = &settings(identity)?;
    if let Some(error) = asked.params.get("error") {
        let short: String = error.chars().take(60).collect();
        return Err(Refusal::new(
            "access_denied",
            format!("the other provider said {short}"),
        ));
    }
    let code = asked.params.need("code")?;
    let metadata = metadata(identity, upstream).await?;
    let tokens = tokens(identity, upstream, &metadata, pending, code).await?;
    let hint = tokens
        .id_token
        .clone()
        .ok_or_else(|| down("expected an id_token, found none"))?;
    let logged_in = judged(identity, upstream, &metadata, pending, &hint).await?;
    let claims = claims(identity, upstream, &metadata, &tokens.access_token).await?;
    if claims.sub != logged_in.subject {
        return Err(down(
            "expected the claims of the person who logged in, found another's",
        ));
    }
    let level = level(&claims, &logged_in);
    let account = account(identity, claims, level).await?;
    let proof = Proof {
        account: account.id,
        level,
        idp: upstream.name.clone(),
        up_hint: hint,
    };
    Ok((account, proof))
}

/// The level the other provider vouches for: its `IAL`, else its `acr`.
fn level(claims: &Claims, logged_in: &LoggedIn) -> Level {
    let told = claims.assurance.map(Level::from_number);
    let read = |word: &Option<String>| word.as_deref().and_then(Level::from_word);
    told.or_else(|| read(&claims.level))
        .or_else(|| read(&logged_in.level))
        .unwrap_or_default()
}

async fn tokens(
    identity: &Identity,
    upstream: &Upstream,
    metadata: &Metadata,
    pending: &Pending,
    code: &str,
) -> Result<TokenAnswer, Refusal> {
    let form = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("grant_type", "authorization_code")
        .append_pair("code", code)
        .append_pair(
            "redirect_uri",
            &format!("{}{}", identity.issuer(), router::BACK),
        )
        .append_pair("client_id", &upstream.client_id)
        .append_pair("client_secret", &upstream.client_secret)
        .append_pair("code_verifier", &pending.up_verifier)
        .finish();
    let http = identity
        .http(&upstream.issuer)
        .ok_or_else(Refusal::system)?;
    let request = http
        .post(&metadata.token_endpoint)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .body(form);
    read(request).await
}

/// Judges the ID token; a key we do not know may be new, but the keys are always asked for, so nothing is kept that could be old.
async fn judged(
    identity: &Identity,
    upstream: &Upstream,
    metadata: &Metadata,
    pending: &Pending,
    token: &str,
) -> Result<LoggedIn, Refusal> {
    let http = identity
        .http(&upstream.issuer)
        .ok_or_else(Refusal::system)?;
    let keys: Keys = read(http.get(&metadata.jwks_uri)).await?;
    let expected = Expected {
        issuer: &metadata.issuer,
        audience: &upstream.client_id,
        nonce: Some(&pending.up_nonce),
        now: identity.now(),
    };
    id_token::judge(token, &keys, &expected).map_err(|error| {
        Refusal::new(
            "access_denied",
            format!("the other provider's token: {error}"),
        )
    })
}

async fn claims(
    identity: &Identity,
    upstream: &Upstream,
    metadata: &Metadata,
    token: &str,
) -> Result<Claims, Refusal> {
    let address = metadata
        .userinfo_endpoint
        .as_ref()
        .ok_or_else(|| down("expected a userinfo_endpoint, found none"))?;
    let http = identity
        .http(&upstream.issuer)
        .ok_or_else(Refusal::system)?;
    read(http.get(address).bearer_auth(token)).await
}

async fn metadata(identity: &Identity, upstream: &Upstream) -> Result<Metadata, Refusal> {
    let issuer = upstream.issuer.trim_end_matches('/');
    let http = identity
        .http(&upstream.issuer)
        .ok_or_else(Refusal::system)?;
    let found: Metadata = read(http.get(format!("{issuer}{WELL_KNOWN}"))).await?;
    if found.issuer.trim_end_matches('/') != issuer {
        return Err(down(
            "expected the metadata of the provider asked, found another's",
        ));
    }
    Ok(found)
}

/// Sends a request and reads a JSON answer within bounds.
async fn read<T: DeserializeOwned>(request: reqwest::RequestBuilder) -> Result<T, Refusal> {
    let silent = |_| down("expected an answer from the other provider, found none");
    let mut answer = request.send().await.map_err(silent)?;
    if !answer.status().is_success() {
        let found = answer.status().as_u16();
        return Err(down(format!(
            "expected 200 from the other provider, found {found}"
        )));
    }
    let mut bytes = Vec::new();
    while let Some(piece) = answer.chunk().await.map_err(silent)? {
        if bytes.len() + piece.len() > LARGEST {
            return Err(down(
                "expected a small answer from the other provider, found a large one",
            ));
        }
        bytes.extend_from_slice(&piece);
    }
    serde_json::from_slice(&bytes)
        .map_err(|_| down("expected JSON from the other provider, found something else"))
}

/// The account that is meant: known by its technical id, else by its identification number, else a new one.
async fn account(
    identity: &Identity,
    claims: Claims,
    level: Level,
) -> Result<KeptAccount, Refusal> {
    let wanted = claims.clone();
    let found = || {
        let wanted = wanted.clone();
        identity
            .store()
            .read(move |connection| accounts::by_person(connection, &wanted))
    };
    let mut account = found().await?;
    if account.is_none() {
        let known = (claims.personal_id.as_deref())
            .and_then(|name| identity.look_up(Realm::Citizens, name));
        let stranger = || {
            identity
                .settings()
                .admits_strangers
                .then(|| newcomer(claims.clone(), level))
        };
        if let Some(new) = known.or_else(stranger) {
            identity
                .register_accounts(vec![new])
                .await
                .map_err(|_| Refusal::system())?;
            account = found().await?;
        }
    }
    let account = account
        .ok_or_else(|| Refusal::new("access_denied", "expected somebody with an account here"))?;
    if !account.locked.is_empty() {
        return Err(Refusal::new(
            "access_denied",
            "expected an account that is not locked",
        ));
    }
    Ok(account)
}

/// An account for somebody whom only the other provider knew. It has no password of its own.
fn newcomer(claims: Claims, level: Level) -> Account {
    let tech_id = claims.tech_id.clone().unwrap_or_else(|| claims.sub.clone());
    let email = claims
        .email
        .clone()
        .or_else(|| Some(stand_in_email(&tech_id)));
    let username = claims
        .personal_id
        .clone()
        .unwrap_or_else(|| tech_id.clone());
    Account {
        realm: Realm::Citizens,
        username,
        password: String::new(),
        level,
        claims: Claims {
            email,
            sub: tech_id.clone(),
            tech_id: Some(tech_id),
            assurance: None,
            ..claims
        },
    }
}

/// Where a browser logs out at the other provider and comes back from to `target`; none when that provider has no such place.
pub async fn logout_address(identity: &Identity, hint: &str, target: &str) -> Option<String> {
    let upstream = &identity.upstream()?;
    let metadata = metadata(identity, upstream).await.ok()?;
    let address = metadata.end_session_endpoint?;
    let (mint, target) = (identity.mint().clone(), target.to_owned());
    let key = identity
        .store()
        .write(move |connection| logouts::remember_farewell(connection, &mint, &target))
        .await
        .ok()?;
    let back = format!("{}{}", identity.issuer(), router::FAREWELL);
    let fields = [
        ("id_token_hint", Some(hint)),
        ("client_id", Some(upstream.client_id.as_str())),
        ("post_logout_redirect_uri", Some(back.as_str())),
        ("state", Some(key.as_str())),
    ];
    Some(with(&address, &fields))
}

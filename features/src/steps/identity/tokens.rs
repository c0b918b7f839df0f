//! Codes and tokens in the hands of portals.

use protocols::oidc::jws::{self, Algorithm, Token};
use protocols::oidc::messages::TokenAnswer;
use simulators::relying_party::{Habits, Membership, RelyingParty};

use super::asking::VERIFIER;
use super::memory::{called, refused};
use super::words::{Misuse, Shown};
use crate::ended::Ended;
use crate::params::{Agency, Quoted};
use crate::step::{StepResult, steps};
use crate::world::World;

steps! {
    /// The portal redeems its code as it should.
    When "{agency} redeems its code" | "{agency} đổi mã"
    async fn redeems(world, agency: Agency) {
        let portal = world.portal(&agency)?;
        let code = world.memory()?.identity.codes.remove(agency.0.en).ok_or_else(|| Ended::error("no code waits"))?;
        let tokens = portal.redeem(&code, Some(VERIFIER)).await.map_err(called)?;
        let memory = &mut world.memory()?.identity;
        memory.spent.insert(agency.0.en, code);
        memory.tokens.entry(agency.0.en).or_default().push(tokens);
        Ok(())
    }

    /// The portal tries to redeem its code late, as it should otherwise.
    When "{agency} tries to redeem its code" | "{agency} thử đổi mã"
    async fn tries(world, agency: Agency) {
        let code = waiting(world, &agency)?;
        let callback = world.portal(&agency)?.callback();
        let fields = [("grant_type", "authorization_code"), ("code", &code), ("redirect_uri", &callback), ("code_verifier", VERIFIER)];
        let portal = world.portal(&agency)?;
        ask(world, &portal, &fields).await
    }

    /// The portal redeems a code wrongly.
    When "{agency} redeems its code {misuse}" | "{agency} đổi mã {misuse}"
    async fn misuses(world, agency: Agency, misuse: Misuse) {
        let portal = world.portal(&agency)?;
        let code = match misuse {
            Misuse::MadeUp => "a-code-that-nobody-gave".to_owned(),
            Misuse::Twice => world.memory()?.identity.spent.get(agency.0.en).cloned().ok_or_else(|| Ended::error("no code was redeemed"))?,
            _ => waiting(world, &agency)?,
        };
        let callback = match misuse {
            Misuse::OtherAddress => format!("{}/", portal.callback()),
            _ => portal.callback(),
        };
        let grant = if misuse == Misuse::NoGrant { "password" } else { "authorization_code" };
        let mut fields = vec![("grant_type", grant), ("code", code.as_str()), ("redirect_uri", callback.as_str())];
        match misuse {
            Misuse::NoVerifier => {}
            Misuse::OtherVerifier => fields.push(("code_verifier", "another-verifier-another-verifier-another-verifier")),
            _ => fields.push(("code_verifier", VERIFIER)),
        }
        let asker = match misuse {
            Misuse::WrongSecret => impostor(&portal),
            _ => portal,
        };
        ask(world, &asker, &fields).await
    }

    /// Another portal shows the code as if it were its own.
    When "{thief} redeems the code of {owner}" | "{thief} đổi mã của {owner}"
    async fn steals(world, thief: Agency, owner: Agency) {
        let code = waiting(world, &owner)?;
        let (thief, callback) = (world.portal(&thief)?, world.portal(&owner)?.callback());
        let fields = [("grant_type", "authorization_code"), ("code", &code), ("redirect_uri", &callback), ("code_verifier", VERIFIER)];
        ask(world, &thief, &fields).await
    }

    /// The sign-on answered with this error in the body and no tokens.
    Then "the sign-on refuses with {error}" | "hệ thống xác thực từ chối với lỗi {error}"
    async fn refuses(world, error: Quoted) {
        let (status, found) = world.memory()?.identity.answer.clone().ok_or_else(|| Ended::error("nothing was asked"))?;
        if (400..500).contains(&status) && found == error.0 {
            return Ok(());
        }
        let found = if found.is_empty() { "no error word".to_owned() } else { found };
        Err(refused(format!("HTTP 4xx with {}", error.0), format!("HTTP {status} with {found}")))
    }

    /// Introspection says that the portal's newest access token is good, names the portal and an end that lies ahead.
    Then "the access token of {agency} is good" | "mã truy cập của {agency} còn hiệu lực"
    async fn good(world, agency: Agency) {
        let token = world.tokens(&agency)?.access_token;
        let portal = world.portal(&agency)?;
        let found = portal.introspect(&token).await.map_err(called)?;
        let named = found.client_id.as_deref() == Some(portal.membership().client_id.as_str());
        if found.active && named && found.exp.is_some() { Ok(()) } else { Err(refused("an active token of this client with its end", "another answer")) }
    }

    /// Neither introspection nor userinfo take the portal's newest access token.
    Then "the access token of {agency} is no good any more" | "mã truy cập của {agency} không còn hiệu lực"
    async fn no_good(world, agency: Agency) {
        let token = world.tokens(&agency)?.access_token;
        let portal = world.portal(&agency)?;
        if portal.introspect(&token).await.map_err(called)?.active {
            return Err(refused("a token that is not active", "an active one"));
        }
        let (_, heard) = portal.ask_for_claims(&token).await.map_err(called)?;
        if heard.status == 401 { Ok(()) } else { Err(refused("HTTP 401 from userinfo", format!("HTTP {}", heard.status))) }
    }

    /// Introspection tells a portal nothing about the token of another one.
    Then "{other} learns nothing about the access token of {agency}" | "{other} không biết gì về mã truy cập của {agency}"
    async fn foreign(world, other: Agency, agency: Agency) {
        let token = world.tokens(&agency)?.access_token;
        let found = world.portal(&other)?.introspect(&token).await.map_err(called)?;
        if found.active || found.sub.is_some() { Err(refused("active false and nothing else", "the token's facts")) } else { Ok(()) }
    }

    /// The portal asks for claims with something.
    When "{agency} asks for claims with {shown}" | "{agency} hỏi thông tin người dùng với {shown}"
    async fn asks_for_claims(world, agency: Agency, shown: Shown) {
        let tokens = world.tokens(&agency)?;
        let portal = world.portal(&agency)?;
        let (asker, token) = match shown {
            Shown::Access => (portal, tokens.access_token),
            Shown::Nothing => (portal, String::new()),
            Shown::MadeUp => (portal, "a-token-that-nobody-gave".into()),
            Shown::IdToken => (portal, tokens.id_token.unwrap_or_default()),
            Shown::Refresh => (portal, tokens.refresh_token.ok_or_else(|| Ended::not_applicable("the sign-on gives no refresh tokens"))?),
            Shown::InAddress => {
                let habits = Habits { token_in_address: true, ..Habits::default() };
                (with_habits(&portal, habits), tokens.access_token)
            }
        };
        let (_, heard) = asker.ask_for_claims(&token).await.map_err(called)?;
        let error = if heard.error().is_empty() { heard.header("www-authenticate").and_then(|field| field.split("error=\"").nth(1)?.split('"').next()).unwrap_or_default().to_owned() } else { heard.error() };
        world.memory()?.identity.answer = Some((heard.status, error));
        Ok(())
    }

    /// The sign-on gave no claims, and HTTP 400 or 401.
    Then "the sign-on gives no claims" | "hệ thống xác thực không trả thông tin nào"
    async fn no_claims(world) {
        match world.memory()?.identity.answer.clone() {
            Some((400 | 401, _)) => Ok(()),
            Some((status, _)) => Err(refused("HTTP 400 or 401", format!("HTTP {status}"))),
            None => Err(Ended::error("nothing was asked")),
        }
    }

    /// The portal ends its newest access token.
    When "{agency} revokes its access token" | "{agency} hủy mã truy cập"
    async fn revokes(world, agency: Agency) {
        let tokens = world.tokens(&agency)?;
        let portal = world.portal(&agency)?;
        let heard = portal.revoke(&tokens.access_token, tokens.id_token.as_deref().unwrap_or_default()).await.map_err(called)?;
        world.memory()?.identity.answer = Some((heard.status, heard.error()));
        Ok(())
    }

    /// The portal gets new tokens for its newest refresh token.
    When "{agency} refreshes its tokens" | "{agency} làm mới mã"
    async fn refreshes(world, agency: Agency) {
        let tokens = refresh(world, &agency, false).await?;
        let (status, error) = world.memory()?.identity.answer.clone().unwrap_or_default();
        let tokens: TokenAnswer = tokens.ok_or_else(|| refused("new tokens", format!("HTTP {status} {error}")))?;
        world.memory()?.identity.tokens.entry(agency.0.en).or_default().push(tokens);
        Ok(())
    }

    /// Somebody shows the refresh token that was turned before.
    When "{agency} shows its first refresh token again" | "{agency} dùng lại mã làm mới đầu tiên"
    async fn refreshes_again(world, agency: Agency) {
        refresh(world, &agency, true).await.map(drop)
    }

    /// The newest ID token is signed with a published key, names this sign-on and this portal alone, is in force, ends within a day, and
    /// says who logged in when.
    Then "the ID token of {agency} is sound" | "id_token của {agency} hợp lệ"
    async fn sound(world, agency: Agency) {
        let (token, portal) = (read(world, &agency).await?, world.portal(&agency)?);
        let now = protocols::oidc::seconds(world.government()?.clock().now());
        let payload = &token.payload;
        let issuer = portal.metadata().await.map_err(called)?.issuer;
        let checks = [
            ("iss is the sign-on", payload["iss"] == issuer),
            ("aud is the portal alone", protocols::oidc::id_token::audiences(payload) == [portal.membership().client_id.clone()]),
            ("sub is there", payload["sub"].as_str().is_some_and(|sub| !sub.is_empty())),
            ("exp lies ahead, within a day", payload["exp"].as_i64().is_some_and(|end| end > now && end <= now + 86_400)),
            ("iat is now", payload["iat"].as_i64().is_some_and(|at| (at - now).abs() <= 60)),
        ];
        match checks.iter().find(|(_, holds)| !holds) {
            None => Ok(()),
            Some((what, _)) => {
                let told = ["iss", "aud", "sub", "iat", "exp"].map(|name| format!("{name} {}", payload[name]));
                Err(refused(*what, format!("{} at {now}", told.join(", "))))
            }
        }
    }

    /// The newest ID token carries the nonce of its request.
    Then "the ID token of {agency} carries the nonce of its request" | "id_token của {agency} mang nonce của yêu cầu"
    async fn nonce(world, agency: Agency) {
        let found = read(world, &agency).await?.payload["nonce"].as_str().unwrap_or("none").to_owned();
        if found == "n-0S6_WzA2Mj" { Ok(()) } else { Err(refused("the nonce of the request", found)) }
    }

    /// The newest ID token tells the level that was reached.
    Then "the ID token of {agency} tells the level {level}" | "id_token của {agency} cho biết mức {level}"
    async fn level(world, agency: Agency, level: Quoted) {
        let found = read(world, &agency).await?.payload["acr"].as_str().unwrap_or("none").to_owned();
        if found == level.0 { Ok(()) } else { Err(refused(level.0, found)) }
    }

    /// The newest ID token is signed with this algorithm, by a key that is published.
    Then "the ID token of {agency} is signed with {algorithm}" | "id_token của {agency} được ký bằng {algorithm}"
    async fn signed_with(world, agency: Agency, algorithm: Quoted) {
        let found = read(world, &agency).await?.header.alg;
        if Algorithm::from_word(&found).is_some() && found == algorithm.0 { Ok(()) } else { Err(refused(algorithm.0, found)) }
    }
}

fn waiting(world: &mut World, agency: &Agency) -> Result<String, Ended> {
    let code = world.memory()?.identity.codes.get(agency.0.en).cloned();
    code.ok_or_else(|| Ended::error("no code waits"))
}

async fn ask(world: &mut World, portal: &RelyingParty, fields: &[(&str, &str)]) -> StepResult {
    let (_, heard) = portal.ask_for_tokens(fields).await.map_err(called)?;
    let given = serde_json::from_str::<TokenAnswer>(&heard.body)
        .is_ok_and(|answer| !answer.access_token.is_empty());
    let status = if given { 200 } else { heard.status };
    world.memory()?.identity.answer = Some((status, heard.error()));
    Ok(())
}

async fn refresh(
    world: &mut World,
    agency: &Agency,
    first: bool,
) -> Result<Option<TokenAnswer>, Ended> {
    let portal = world.portal(agency)?;
    let all = world
        .memory()?
        .identity
        .tokens
        .get(agency.0.en)
        .cloned()
        .unwrap_or_default();
    let from = if first { all.first() } else { all.last() };
    let token = from.and_then(|tokens| tokens.refresh_token.clone());
    let token =
        token.ok_or_else(|| Ended::not_applicable("the sign-on gives no refresh tokens"))?;
    let (_, heard) = portal
        .ask_for_tokens(&[("grant_type", "refresh_token"), ("refresh_token", &token)])
        .await
        .map_err(called)?;
    world.memory()?.identity.answer = Some((heard.status, heard.error()));
    Ok(serde_json::from_str::<TokenAnswer>(&heard.body)
        .ok()
        .filter(|answer| !answer.access_token.is_empty()))
}

/// The same portal with other habits; it only calls.
fn with_habits(portal: &RelyingParty, habits: Habits) -> RelyingParty {
    RelyingParty::new(portal.membership().clone(), habits, clock_of(), 0)
}

/// Somebody who knows the portal's id and not its secret.
fn impostor(portal: &RelyingParty) -> RelyingParty {
    let membership = Membership {
        client_secret: "not-the-secret".into(),
        ..portal.membership().clone()
    };
    RelyingParty::new(membership, Habits::default(), clock_of(), 0)
}

/// A caller that judges no token needs no time.
fn clock_of() -> clock::Clock {
    clock::Clock::system()
}

async fn read(world: &mut World, agency: &Agency) -> Result<Token, Ended> {
    let token = world
        .tokens(agency)?
        .id_token
        .ok_or_else(|| refused("an ID token", "none"))?;
    let keys = world.portal(agency)?.keys().await.map_err(called)?;
    jws::verify(&token, &keys)
        .map_err(|error| refused("an ID token signed with a published key", error.to_string()))
}

//! Requests to log somebody in that a sound portal does not make.

use protocols::oidc::challenge;
use simulators::browser::{Browser, query};
use url::form_urlencoded::Serializer;

use super::memory::{browsed, called, refused};
use super::words::{AskFlaw, Person};
use crate::ended::Ended;
use crate::params::{Agency, Quoted};
use crate::step::{StepResult, steps};
use crate::world::World;

/// Whose browser makes the requests of nobody in particular.
const NOBODY: &str = "a stranger";
/// Given back by the sign-on, whatever happens.
const STATE: &str = "c3RhdGU";

steps! {
    /// A browser brings a wrong request to the authorization endpoint and goes where it is sent, once.
    When "a browser asks the sign-on for {agency} with {flaw}" | "trình duyệt yêu cầu đăng nhập cho {agency} với {flaw}"
    async fn asks(world, agency: Agency, flaw: AskFlaw) {
        let portal = world.portal(&agency)?;
        let endpoint = portal.metadata().await.map_err(called)?.authorization_endpoint;
        let callback = portal.callback();
        let longer = format!("{callback}/more");
        let mut fields = vec![
            ("response_type", "code"),
            ("client_id", portal.membership().client_id.as_str()),
            ("redirect_uri", callback.as_str()),
            ("scope", "openid"),
            ("state", STATE),
        ];
        let mut put = |name: &'static str, value: Option<&'static str>| {
            fields.retain(|(known, _)| *known != name);
            fields.extend(value.map(|value| (name, value)));
        };
        match flaw {
            AskFlaw::ForeignHost => put("redirect_uri", Some("https://evil.example/callback")),
            AskFlaw::NoAddress => put("redirect_uri", None),
            AskFlaw::UnknownClient => put("client_id", Some("nobody-registered-this")),
            AskFlaw::NoOpenid => put("scope", Some("profile")),
            AskFlaw::Implicit => put("response_type", Some("token")),
            AskFlaw::PlainChallenge => {
                put("code_challenge", Some("abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz"));
                put("code_challenge_method", Some("plain"));
            }
            AskFlaw::NoPerson => put("prompt", Some("none")),
            AskFlaw::LongerPath => {}
        }
        if flaw == AskFlaw::LongerPath {
            fields.retain(|(known, _)| *known != "redirect_uri");
            fields.push(("redirect_uri", &longer));
        }
        let address = address(&endpoint, &fields);
        let mut browser = Browser::new();
        let looked = browser.look(&address).await.map_err(browsed)?;
        world.memory()?.identity.browsers.insert(NOBODY, browser);
        let error = looked.location.as_deref().and_then(|to| query(to, "error")).unwrap_or_default();
        world.memory()?.identity.answer = Some((looked.status, error));
        Ok(())
    }

    /// The browser was sent nowhere: it shows a page of the sign-on's own, or a login page of it.
    Then "the sign-on tells the person and sends the browser to no foreign place" | "hệ thống xác thực báo lỗi cho người dùng và không chuyển trình duyệt đến nơi lạ"
    async fn told(world) {
        let url = world.memory()?.identity.url.clone();
        let issuer = issuer(world).await?;
        let browser = world.memory()?.identity.browsers.get(NOBODY).cloned().unwrap_or_default();
        let page = browser.page().ok_or_else(|| Ended::error("no browser asked"))?;
        let place = page.location.clone().unwrap_or_default();
        let own = place.starts_with('/') || place.starts_with(&url) || place.starts_with(&issuer);
        match place.as_str() {
            "" if (400..500).contains(&page.status) => Ok(()),
            "" => Err(refused("an error page", format!("HTTP {}", page.status))),
            _ if own && query(&place, "code").is_none() && !place.contains("sessionDataKey") => Ok(()),
            _ => Err(refused("no redirect", "a redirect")),
        }
    }

    /// The browser is sent back to the portal's own address with this error and the state it came with.
    Then "the sign-on sends the browser back to {agency} with the error {error}" | "hệ thống xác thực trả trình duyệt về {agency} với lỗi {error}"
    async fn sent_back(world, agency: Agency, error: Quoted) {
        let callback = world.portal(&agency)?.callback();
        let browser = world.memory()?.identity.browsers.get(NOBODY).cloned().unwrap_or_default();
        back(&browser, &callback, &error.0, STATE)
    }

    /// The person presses cancel on the login page.
    When "{person} cancels the login" | "{person} hủy đăng nhập"
    async fn cancels(world, person: Person) {
        let mut browser = world.browser(&person).await?;
        let form = browser.form(|form| form.password.is_some(), "a login").map_err(browsed)?;
        let sent = browser.submit(&form, &[("cancel", "1")]).await;
        world.put_browser(&person, browser)?;
        sent.map(drop).map_err(browsed)
    }

    /// The person logs in for the portal, and the portal does not redeem the code that it got.
    When "{person} logs in for {agency} and the code waits" | "{person} đăng nhập cho {agency} và mã chờ được đổi"
    async fn code_waits(world, person: Person, agency: Agency) {
        let portal = world.portal(&agency)?;
        let endpoint = portal.metadata().await.map_err(called)?.authorization_endpoint;
        let challenge = challenge::of(VERIFIER);
        let fields = [
            ("response_type", "code"),
            ("client_id", portal.membership().client_id.as_str()),
            ("redirect_uri", &portal.callback()),
            ("scope", "openid"),
            ("acr_values", "LoA1"),
            ("state", STATE),
            ("nonce", "n-0S6_WzA2Mj"),
            ("code_challenge", &challenge),
            ("code_challenge_method", challenge::METHOD),
        ];
        let code = code(world, &person, &address(&endpoint, &fields)).await?;
        world.memory()?.identity.codes.insert(agency.0.en, code);
        Ok(())
    }

    /// The person logs in for the portal, which asks for this level.
    When "{person} logs in for {agency} at level {level}" | "{person} đăng nhập cho {agency} ở mức {level}"
    async fn at_level(world, person: Person, agency: Agency, level: Quoted) {
        let portal = world.portal(&agency)?;
        let endpoint = portal.metadata().await.map_err(called)?.authorization_endpoint;
        let fields = [
            ("response_type", "code"),
            ("client_id", portal.membership().client_id.as_str()),
            ("redirect_uri", &portal.callback()),
            ("scope", "openid"),
            ("acr_values", &level.0),
            ("state", STATE),
        ];
        let address = address(&endpoint, &fields);
        let (username, password) = world.person(&person)?;
        let mut browser = Browser::new();
        browser.open(&address).await.map_err(browsed)?;
        if browser.form(|form| form.password.is_some(), "a login").is_ok() {
            browser.log_in(&username, &password).await.map_err(browsed)?;
        }
        world.memory()?.identity.browsers.insert(NOBODY, browser);
        Ok(())
    }

    /// The portal got a code and no error.
    Then "the sign-on sends the browser back to {agency} with a code" | "hệ thống xác thực trả trình duyệt về {agency} kèm mã"
    async fn sent_with_code(world, agency: Agency) {
        let callback = world.portal(&agency)?.callback();
        let browser = world.memory()?.identity.browsers.get(NOBODY).cloned().unwrap_or_default();
        let arrived = browser.history().iter().any(|page| page.url.starts_with(&callback) && page.query("code").is_some());
        if arrived { Ok(()) } else { Err(refused("a code at the portal's address", "none")) }
    }
}

/// The verifier of every challenge that steps make by hand.
pub const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

/// An endpoint with a query.
fn address(endpoint: &str, fields: &[(&str, &str)]) -> String {
    let query = Serializer::new(String::new()).extend_pairs(fields).finish();
    let seam = if endpoint.contains('?') { '&' } else { '?' };
    format!("{endpoint}{seam}{query}")
}

/// Logs in by hand and takes the code before the portal sees it used: the portal does not know the state and leaves it alone.
async fn code(world: &mut World, person: &Person, address: &str) -> Result<String, Ended> {
    let (username, password) = world.person(person)?;
    let mut browser = world.browser(person).await?;
    let mut page = browser.open(address).await.map_err(browsed)?;
    if browser
        .form(|form| form.password.is_some(), "a login")
        .is_ok()
    {
        page = browser
            .log_in(&username, &password)
            .await
            .map_err(browsed)?;
    }
    world.put_browser(person, browser)?;
    page.query("code").ok_or_else(|| {
        refused(
            "a code at the portal's address",
            format!("HTTP {}", page.status),
        )
    })
}

fn back(browser: &Browser, callback: &str, error: &str, state: &str) -> StepResult {
    let page = browser
        .page()
        .ok_or_else(|| Ended::error("no browser asked"))?;
    let to = page.location.clone().unwrap_or_else(|| page.url.clone());
    if !to.starts_with(callback) {
        return Err(refused(
            "a redirect to the portal's address",
            format!("HTTP {}", page.status),
        ));
    }
    let found = query(&to, "error").unwrap_or_else(|| "no error".into());
    if found != error {
        return Err(refused(error, found));
    }
    if query(&to, "state").as_deref() != Some(state) {
        return Err(refused("the state of the request", "another or none"));
    }
    Ok(())
}

async fn issuer(world: &mut World) -> Result<String, Ended> {
    let portal = world
        .memory()?
        .identity
        .portals
        .values()
        .next()
        .map(|portal| portal.party.clone());
    let portal = portal.ok_or_else(|| Ended::error("there is no portal yet"))?;
    Ok(portal.metadata().await.map_err(called)?.issuer)
}

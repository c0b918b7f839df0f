//! Logging out, everywhere.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use url::form_urlencoded::Serializer;

use super::memory::{browsed, called, refused};
use super::words::{Hint, Person};
use crate::ended::Ended;
use crate::params::Agency;
use crate::step::steps;

steps! {
    /// The person presses logout at the portal and goes where that leads.
    When "{person} logs out at the portal of {agency}" | "{person} đăng xuất tại cổng của {agency}"
    async fn logs_out(world, person: Person, agency: Agency) {
        let own = world.portal(&agency)?.membership().own_url.clone();
        let mut browser = world.browser(&person).await?;
        let left = browser.open(&format!("{own}/logout")).await;
        world.put_browser(&person, browser)?;
        left.map(drop).map_err(browsed)
    }

    /// The person is back at the portal, logged out.
    Then "{person} is back at the portal of {agency}" | "{person} trở lại cổng của {agency}"
    async fn is_back(world, person: Person, agency: Agency) {
        let own = world.portal(&agency)?.membership().own_url.clone();
        let browser = world.browser(&person).await?;
        let shown = browser.page().map(|page| page.url.clone()).unwrap_or_default();
        world.put_browser(&person, browser)?;
        if shown.starts_with(&own) { Ok(()) } else { Err(refused("the portal's page", "another page")) }
    }

    /// Somebody makes the person's browser follow a logout link that is not the portal's.
    When "{person} follows a logout link of {agency} with {hint}" | "{person} mở liên kết đăng xuất của {agency} có {hint}"
    async fn follows(world, person: Person, agency: Agency, hint: Hint) {
        let portal = world.portal(&agency)?;
        let endpoint = portal.metadata().await.map_err(called)?.end_session_endpoint;
        let endpoint = endpoint.ok_or_else(|| refused("an end_session_endpoint", "none"))?;
        let token = world.tokens(&agency)?.id_token.unwrap_or_default();
        let id = portal.membership().client_id.clone();
        let mut query = Serializer::new(String::new());
        match hint {
            Hint::Nothing => {}
            Hint::Unsigned => { query.append_pair("id_token_hint", &unsigned(&token)); }
            Hint::Forged => { query.append_pair("id_token_hint", &forged(&token)); }
            Hint::OfAnother => { query.append_pair("id_token_hint", &token).append_pair("client_id", &format!("{id}-of-another")); }
            Hint::ForeignAddress => {
                query.append_pair("id_token_hint", &token).append_pair("post_logout_redirect_uri", "https://evil.example/");
            }
        }
        let address = format!("{endpoint}?{}", query.finish());
        let mut browser = world.browser(&person).await?;
        let page = browser.look(&address).await;
        world.put_browser(&person, browser)?;
        let page = page.map_err(browsed)?;
        if page.location.as_deref().is_some_and(|to| to.starts_with("https://evil.example")) {
            return Err(refused("no redirect to a foreign address", "one"));
        }
        Ok(())
    }

    /// The person is still logged in everywhere.
    Then "{person} is still logged in at the portal of {agency}" | "{person} vẫn đang đăng nhập cổng của {agency}"
    async fn still(world, person: Person, agency: Agency) {
        let token = world.tokens(&agency)?.access_token;
        let portal = world.portal(&agency)?;
        let _ = person;
        if portal.sessions() == 0 {
            return Err(refused("the session at the portal", "none"));
        }
        if portal.introspect(&token).await.map_err(called)?.active { Ok(()) } else { Err(refused("the session at the sign-on", "none")) }
    }

    /// The portal cannot be told of a logout: nobody answers at its address for notices.
    Given "the portal of {agency} cannot hear notices" | "cổng của {agency} không nhận được thông báo"
    async fn deaf(world, agency: Agency) {
        notices_to(world, &agency, "http://127.0.0.1:1/backchannel").await
    }

    /// The portal can be told again, and the sign-on tells what it kept.
    When "the portal of {agency} can hear notices again" | "cổng của {agency} lại nhận được thông báo"
    async fn hears_again(world, agency: Agency) {
        let own = world.portal(&agency)?.membership().own_url.clone();
        notices_to(world, &agency, &format!("{own}/backchannel")).await?;
        world.sign_on().await?.deliver_notices().await;
        Ok(())
    }
}

async fn notices_to(
    world: &mut crate::world::World,
    agency: &Agency,
    address: &str,
) -> crate::step::StepResult {
    let operator = world.sign_on().await?;
    let portal = world.portal(agency)?;
    let membership = portal.membership();
    let client = platform::identity::Client {
        id: membership.client_id.clone(),
        secret: Some(membership.client_secret.clone()),
        name: agency.0.vi.to_owned(),
        redirects: vec![portal.callback()],
        after_logout: vec![format!("{}/", membership.own_url)],
        back_channel: Some(address.to_owned()),
        ..platform::identity::Client::default()
    };
    operator
        .register_client(client)
        .await
        .map_err(|error| Ended::error(error.to_string()))
}

fn unsigned(token: &str) -> String {
    let head = URL_SAFE_NO_PAD.encode(r#"{"alg":"none","typ":"JWT"}"#);
    format!("{head}.{}.", token.split('.').nth(1).unwrap_or_default())
}

fn forged(token: &str) -> String {
    let (signed, signature) = token.rsplit_once('.').unwrap_or_default();
    let turned: String = signature.chars().rev().collect();
    format!("{signed}.{turned}")
}

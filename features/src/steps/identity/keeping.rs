//! What the sign-on publishes, keeps and looks after.

use super::memory::{called, refused};
use super::words::Person;
use crate::ended::Ended;
use crate::params::{Agency, Number, Quoted};
use crate::step::steps;

steps! {
    /// The metadata name the sign-on itself and every endpoint that a portal needs.
    Then "{agency} finds the addresses of the sign-on" | "{agency} tìm thấy các địa chỉ của hệ thống xác thực"
    async fn finds(world, agency: Agency) {
        let portal = world.portal(&agency)?;
        let found = portal.metadata().await.map_err(called)?;
        let ours = world.sign_on().await.is_ok();
        let url = world.memory()?.identity.url.clone();
        if ours && found.issuer != url {
            return Err(refused(format!("issuer {url}"), found.issuer));
        }
        let endpoints = [
            ("authorization_endpoint", Some(found.authorization_endpoint)),
            ("token_endpoint", Some(found.token_endpoint)),
            ("userinfo_endpoint", found.userinfo_endpoint),
            ("jwks_uri", Some(found.jwks_uri)),
            ("introspection_endpoint", found.introspection_endpoint),
            ("revocation_endpoint", found.revocation_endpoint),
            ("end_session_endpoint", found.end_session_endpoint),
        ];
        for (name, address) in endpoints {
            if !address.is_some_and(|address| address.starts_with("http")) {
                return Err(refused(format!("the member {name}"), "none"));
            }
        }
        if found.response_types_supported.iter().any(|kind| kind == "code") { Ok(()) } else { Err(refused("response type code", "none")) }
    }

    /// The keys are public, for signatures, named, and none is an RSA key of less than 2048 bits.
    Then "{agency} finds the keys of the sign-on" | "{agency} tìm thấy khóa của hệ thống xác thực"
    async fn keys(world, agency: Agency) {
        let portal = world.portal(&agency)?;
        let keys = portal.keys().await.map_err(called)?;
        if keys.keys.is_empty() {
            return Err(refused("keys", "none"));
        }
        for key in &keys.keys {
            // 2048 bits are 342 characters of base64url.
            let short = key.kty == "RSA" && key.n.as_deref().is_none_or(|n| n.len() < 342);
            if short || key.kid.is_none() {
                return Err(refused("named keys of at least 2048 bits", "a key that is shorter or has no name"));
            }
        }
        Ok(())
    }

    /// The operator changes the keys.
    When "the sign-on changes its keys" | "hệ thống xác thực thay khóa"
    async fn changes_keys(world) {
        let operator = world.sign_on().await?;
        operator.rotate_keys().await.map_err(|error| Ended::error(error.to_string()))
    }

    /// The operator locks an account.
    When "the account of {person} is locked by the operator" | "đơn vị vận hành khóa tài khoản của {person}"
    async fn locks(world, person: Person) {
        let operator = world.sign_on().await?;
        let subject = world.subject(&person)?;
        operator.lock_account(&subject, "abuse").await.map_err(|error| Ended::error(error.to_string()))
    }

    /// The operator's daily round over the accounts that nobody uses.
    When "the sign-on looks after idle accounts" | "hệ thống xác thực rà soát tài khoản không hoạt động"
    async fn tends(world) {
        world.sign_on().await?.tend().await.map(drop).map_err(|error| Ended::error(error.to_string()))
    }

    /// So many messages went to the person's phone.
    Then "{person} has had {number} messages on the phone" | "{person} đã nhận {number} tin nhắn"
    async fn messages(world, person: Person, number: Number) {
        let operator = world.sign_on().await?;
        let subject = world.subject(&person)?;
        let messages = operator.messages(&subject).await.map_err(|error| Ended::error(error.to_string()))?;
        let found = messages.iter().filter(|message| message.channel == "sms").count();
        if found == number.0 { Ok(()) } else { Err(refused(format!("{} messages", number.0), found.to_string())) }
    }

    /// The page shown after a login says that the account is locked, and there is no code.
    Then "{person} is told that the account is locked" | "{person} được báo tài khoản bị khóa"
    async fn told_locked(world, person: Person) {
        let browser = world.browser(&person).await?;
        let page = browser.page().cloned();
        world.put_browser(&person, browser)?;
        let page = page.ok_or_else(|| Ended::error("no page was opened"))?;
        if page.status >= 400 && page.body.contains("khóa") { Ok(()) } else { Err(refused("a page that says the account is locked", format!("HTTP {}", page.status))) }
    }

    /// The log has a line with this error.
    Then "the log of the sign-on shows the refusal {error}" | "nhật ký hệ thống xác thực ghi lần từ chối {error}"
    async fn logged(world, error: Quoted) {
        let log = world.sign_on().await?.log(0, 10_000).await.map_err(|error| Ended::error(error.to_string()))?;
        if log.iter().any(|line| line.outcome == error.0) { Ok(()) } else { Err(refused(format!("a line of the log with {}", error.0), "none")) }
    }

    /// No password, secret, token or claim stands in the log.
    Then "the log of the sign-on holds nothing of {person} that is secret" | "nhật ký hệ thống xác thực không chứa bí mật của {person}"
    async fn discreet(world, person: Person) {
        let log = world.sign_on().await?.log(0, 10_000).await.map_err(|error| Ended::error(error.to_string()))?;
        let text: String = log.iter().map(|line| format!("{} {} {} {}\n", line.client, line.subject, line.outcome, line.detail)).collect();
        let memory = &world.memory()?.identity;
        let known = memory.people.get(person.en).ok_or_else(|| Ended::error("no account yet"))?;
        let mut secrets = vec![known.password.clone(), known.username.clone()];
        secrets.extend(known.account.as_ref().and_then(|account| account.claims.name.clone()));
        for portal in memory.portals.values() {
            secrets.push(portal.party.membership().client_secret.clone());
            secrets.extend(portal.party.last_login().map(|login| login.access_token));
        }
        if log.is_empty() {
            return Err(refused("a log", "none"));
        }
        if secrets.iter().any(|secret| text.contains(secret)) { Err(refused("a log without secrets", "a secret in it")) } else { Ok(()) }
    }

    /// The operator's numbers are those counted again from what is kept.
    Then "the numbers of the sign-on agree with a recount" | "số liệu của hệ thống xác thực khớp khi đếm lại"
    async fn recount(world) {
        let (counted, again) = world.sign_on().await?.audit().await.map_err(|error| Ended::error(error.to_string()))?;
        if counted == again && counted.logins > 0 { Ok(()) } else { Err(refused(format!("{again:?}"), format!("{counted:?}"))) }
    }

    /// Ends the sign-on as a power cut would, and starts it again from its disk.
    When "the sign-on is killed and comes back" | "hệ thống xác thực bị ngắt đột ngột rồi chạy lại"
    async fn killed(world) {
        let government = world.government()?;
        government.kill::<platform::identity::Identity>().await?;
        government.start::<platform::identity::Identity>().await?;
        Ok(())
    }
}

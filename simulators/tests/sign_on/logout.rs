//! Logging out, everywhere.

use platform::identity::Settings;
use simulators::relying_party::Habits;
use simulators::relying_party::habits::named;

use crate::support::*;

#[tokio::test]
async fn logging_out_of_one_portal_ends_every_session_and_token() {
    let provider = Provider::sound().await;
    let account = provider.citizen(1).await;
    let (first, second) = (
        provider.portal("a", Habits::default()).await,
        provider.portal("b", Habits::default()).await,
    );
    let mut browser = logged_in(&first, &account).await;
    browser
        .open(&second.party.login_address("/"))
        .await
        .expect("a page");
    let tokens = second.party.last_login().expect("a login");
    let own = first.party.membership().own_url.clone();
    let page = browser
        .open(&format!("{own}/logout"))
        .await
        .expect("a page");
    assert_eq!(page.url, format!("{own}/"));
    assert_eq!((first.party.sessions(), second.party.sessions()), (0, 0));
    assert!(
        !second
            .party
            .introspect(&tokens.access_token)
            .await
            .expect("an answer")
            .active
    );
    let page = browser
        .open(&second.party.login_address("/"))
        .await
        .expect("a page");
    assert!(page.body.contains("name=\"password\""), "{}", page.body);
    let (counted, again) = provider.identity.audit().await.expect("audit");
    assert_eq!((counted.logouts, counted), (1, again));
}

#[tokio::test]
async fn a_portal_that_logs_out_only_here_leaves_the_others_standing() {
    let provider = Provider::sound().await;
    let account = provider.citizen(1).await;
    let here = provider
        .portal(
            "a",
            named("logs-out-here-only").expect("a habit").sets.clone(),
        )
        .await;
    let mut browser = logged_in(&here, &account).await;
    browser
        .open(&format!("{}/logout", here.party.membership().own_url))
        .await
        .expect("a page");
    let page = browser
        .open(&here.party.login_address("/"))
        .await
        .expect("a page");
    assert!(
        page.body.contains("Nguyễn Văn 1"),
        "nobody was asked for a password: {}",
        page.body
    );
}

#[tokio::test]
async fn a_portal_that_cannot_be_told_is_told_later() {
    let settings = Settings {
        notice_milliseconds: 300,
        ..Settings::default()
    };
    let provider = provider(settings, &monday(), platform::Keep::Memory).await;
    let account = provider.citizen(1).await;
    let gone = provider.portal("a", Habits::default()).await;
    let mut browser = logged_in(&gone, &account).await;
    let token = gone.party.last_login().expect("a login").id_token;
    let mut moved = client_of(
        &gone.party,
        platform::identity::Realm::Citizens,
        Default::default(),
    );
    let right = moved
        .back_channel
        .replace("http://127.0.0.1:1/backchannel".into());
    provider
        .identity
        .register_client(moved.clone())
        .await
        .expect("changed");
    browser
        .open(&format!(
            "{}/oidc/logout?id_token_hint={token}",
            provider.url
        ))
        .await
        .expect("a page");
    assert_eq!(provider.identity.open_notices().await.expect("counted"), 1);
    assert_eq!(gone.party.sessions(), 1);
    assert_eq!(
        provider.identity.deliver_notices().await,
        0,
        "still nobody there"
    );
    moved.back_channel = right;
    provider
        .identity
        .register_client(moved)
        .await
        .expect("changed");
    let told = provider.identity.deliver_notices().await;
    assert_eq!(
        (
            told,
            provider.identity.open_notices().await.expect("counted")
        ),
        (1, 0)
    );
    assert_eq!(gone.party.sessions(), 0);
}

#[tokio::test]
async fn no_link_logs_anybody_out_and_no_token_leads_to_a_foreign_place() {
    let provider = Provider::sound().await;
    let account = provider.citizen(1).await;
    let portal = provider.portal("a", Habits::default()).await;
    let other = provider.portal("b", Habits::default()).await;
    let mut browser = logged_in(&portal, &account).await;
    let token = portal.party.last_login().expect("a login").id_token;
    let logout = format!("{}/oidc/logout", provider.url);
    let page = browser.open(&logout).await.expect("a page");
    assert!(
        page.body.contains("confirmed") || page.body.contains("Đăng xuất khỏi"),
        "{}",
        page.body
    );
    assert_eq!(portal.party.sessions(), 1);
    let none = token
        .split('.')
        .nth(1)
        .map(|payload| format!("eyJhbGciOiJub25lIn0.{payload}."))
        .expect("a token");
    for address in [
        format!("{logout}?id_token_hint={token}&post_logout_redirect_uri=https://evil.example/"),
        format!("{logout}?id_token_hint={none}"),
        format!("{logout}?id_token_hint={token}&client_id=b"),
        format!("{logout}?id_token_hint={}x", &token[..token.len() - 4]),
    ] {
        let page = browser.open(&address).await.expect("a page");
        assert_eq!(page.status, 400, "{address}");
        assert!(page.url.starts_with(&provider.url));
    }
    assert_eq!((portal.party.sessions(), other.party.sessions()), (1, 0));
    let form = {
        browser.open(&logout).await.expect("a page");
        browser
            .form(|form| form.post, "the question")
            .expect("a form")
    };
    browser
        .submit(&form, &[("confirmed", "1")])
        .await
        .expect("a page");
    assert_eq!(portal.party.sessions(), 0);
}

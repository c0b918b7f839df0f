//! Two hops: a portal, VNConnect, VNeID.

use platform::Keep;
use platform::identity::{Account, Client, Dialect, Settings, Upstream};
use protocols::oidc::claims::{Claims, Level};
use simulators::browser::Browser;
use simulators::relying_party::Habits;

use crate::support::*;

async fn both() -> (Provider, Provider) {
    let clock = monday();
    let vneid = provider(
        Settings {
            dialect: Dialect::Vneid,
            key_seed: 2,
            ..Settings::default()
        },
        &clock,
        Keep::Memory,
    )
    .await;
    let upstream = Upstream {
        issuer: vneid.url.clone(),
        client_id: "dvcqg".into(),
        client_secret: "secret of dvcqg".into(),
        name: "BCA".into(),
    };
    let settings = Settings {
        upstream: Some(upstream),
        ..Settings::default()
    };
    let vnconnect = provider(settings, &clock, Keep::Memory).await;
    let client = Client {
        id: "dvcqg".into(),
        secret: Some("secret of dvcqg".into()),
        redirects: vec![format!("{}/commonauth/back", vnconnect.url)],
        after_logout: vec![format!("{}/commonauth/farewell", vnconnect.url)],
        ..Client::default()
    };
    vneid
        .identity
        .register_client(client)
        .await
        .expect("registered");
    (vnconnect, vneid)
}

fn at_vneid(number: u32) -> Account {
    let mut account = citizen(number);
    account.level = Level::Three;
    account.claims = Claims {
        sub: format!("vneid-{number}"),
        ..account.claims
    };
    account
}

#[tokio::test]
async fn a_citizen_of_vneid_reaches_the_portal_and_leaves_both() {
    let (vnconnect, vneid) = both().await;
    let account = vnconnect.citizen(1).await;
    vneid
        .identity
        .register_accounts(vec![at_vneid(1)])
        .await
        .expect("registered");
    let portal = vnconnect.portal("a", Habits::default()).await;
    let mut browser = Browser::new();
    browser
        .open(&portal.party.login_address("/"))
        .await
        .expect("a page");
    let page = browser.click("VNeID").await.expect("the other page");
    assert!(page.url.starts_with(&vneid.url), "{}", page.url);
    let page = browser
        .log_in(&account.username, PASSWORD)
        .await
        .expect("back");
    assert!(
        page.body.contains("Nguyễn Văn 1"),
        "{} {}",
        page.url,
        page.body
    );
    let login = portal.party.last_login().expect("a login");
    assert_eq!(login.claims.sub, "sub-1", "one person, one account");
    assert_eq!(
        (login.claims.login_idp.as_deref(), login.level.as_deref()),
        (Some("BCA"), Some("LoA3"))
    );
    browser
        .open(&format!("{}/logout", portal.party.membership().own_url))
        .await
        .expect("a page");
    assert_eq!(
        browser.page().map(|page| page.url.clone()),
        Some(format!("{}/", portal.party.membership().own_url))
    );
    for provider in [&vnconnect, &vneid] {
        assert_eq!(provider.identity.audit().await.expect("audit").0.logouts, 1);
    }
}

#[tokio::test]
async fn a_stranger_from_vneid_gets_an_account_and_a_liar_does_not() {
    let (vnconnect, vneid) = both().await;
    let account = at_vneid(2);
    vneid
        .identity
        .register_accounts(vec![account.clone()])
        .await
        .expect("registered");
    let portal = vnconnect.portal("a", Habits::default()).await;
    let mut browser = Browser::new();
    browser
        .open(&portal.party.login_address("/"))
        .await
        .expect("a page");
    browser.click("VNeID").await.expect("the other page");
    browser
        .log_in(&account.username, PASSWORD)
        .await
        .expect("back");
    let login = portal.party.last_login().expect("a login");
    assert_eq!(login.claims.email.as_deref(), Some("tech-2@dvcqg.gov.vn"));
    let mut thief = Browser::new();
    thief
        .open(&portal.party.login_address("/"))
        .await
        .expect("a page");
    let key = thief
        .page()
        .and_then(|page| page.query("sessionDataKey"))
        .expect("a key");
    let page = thief
        .open(&format!(
            "{}/commonauth/back?state={key}&code=made-up",
            vnconnect.url
        ))
        .await
        .expect("a page");
    assert_eq!(page.status, 403);
    assert_eq!(vnconnect.identity.audit().await.expect("audit").0.logins, 1);
}

//! Logging in: the code, the tokens, the claims.

use jiff::SignedDuration;
use platform::Keep;
use platform::identity::{Account, Realm, Settings};
use protocols::oidc::claims::{Claims, Level};
use protocols::oidc::jws::{self, Algorithm};
use simulators::relying_party::habits::named;
use simulators::relying_party::{Habits, Linked};

use crate::support::*;

#[tokio::test]
async fn a_citizen_logs_in_and_the_portal_knows_who_it_is() {
    let provider = Provider::sound().await;
    let account = provider.citizen(1).await;
    for algorithm in [Algorithm::Rs256, Algorithm::Es256] {
        let portal = provider
            .portal_in(
                algorithm.word(),
                Habits::default(),
                Realm::Citizens,
                algorithm,
            )
            .await;
        logged_in(&portal, &account).await;
        let login = portal.party.last_login().expect("a login");
        assert_eq!(login.claims.personal_id, account.claims.personal_id);
        assert_eq!(login.claims.level.as_deref(), Some("LoA1"));
        assert_eq!(
            login.claims.logout_uri,
            Some(format!("{}/oidc/logout", provider.url))
        );
        assert_eq!(login.linked, Linked::Created);
        assert_eq!(
            jws::parse(&login.id_token).expect("a token").header.alg,
            algorithm.word()
        );
    }
    let (counted, again) = provider.identity.audit().await.expect("audit");
    assert_eq!(counted, again);
    assert_eq!((counted.logins, counted.codes, counted.tokens), (2, 2, 2));
}

#[tokio::test]
async fn one_login_serves_every_portal() {
    let provider = Provider::sound().await;
    let account = provider.citizen(1).await;
    let (first, second) = (
        provider.portal("a", Habits::default()).await,
        provider.portal("b", Habits::default()).await,
    );
    let mut browser = logged_in(&first, &account).await;
    let page = browser
        .open(&second.party.login_address("/"))
        .await
        .expect("no form");
    assert!(page.body.contains("Nguyễn Văn 1"), "{}", page.body);
    let link = format!(
        "{}/?vnconnect=1&MaTTHCDP=1.002820",
        second.party.membership().own_url
    );
    let mut other = logged_in(&first, &provider.citizen(2).await).await;
    assert!(
        other
            .open(&link)
            .await
            .expect("a deep link")
            .body
            .contains("Nguyễn Văn 2")
    );
    assert_eq!(provider.identity.audit().await.expect("audit").0.logins, 2);
}

#[tokio::test]
async fn every_allowed_habit_logs_in_and_every_other_is_met_as_the_rules_say() {
    let provider = Provider::sound().await;
    let account = provider.citizen(1).await;
    for id in [
        "as-documented",
        "secret-in-header",
        "logs-claims",
        "guessable-state",
    ] {
        let portal = provider.portal(id, named(id).expect(id).sets.clone()).await;
        logged_in(&portal, &account).await;
        assert!(portal.party.last_login().is_some(), "{id}");
    }
    for (id, why) in [
        ("wrong-scope-key", "invalid_scope"),
        ("token-in-address", "invalid_request"),
        ("needs-email", "e-mail"),
    ] {
        let portal = provider.portal(id, named(id).expect(id).sets.clone()).await;
        let mut browser = simulators::browser::Browser::new();
        browser
            .open(&portal.party.login_address("/"))
            .await
            .expect("a page");
        if browser
            .form(|form| form.password.is_some(), "login")
            .is_ok()
        {
            browser
                .log_in(&account.username, PASSWORD)
                .await
                .expect("a page");
        }
        let outcome = format!("{:?}", portal.party.outcomes());
        assert!(outcome.contains(why), "{id}: {outcome}");
    }
    let twice = provider
        .portal(
            "twice",
            named("redeems-twice").expect("a habit").sets.clone(),
        )
        .await;
    let mut browser = simulators::browser::Browser::new();
    browser
        .open(&twice.party.login_address("/"))
        .await
        .expect("a page");
    browser
        .log_in(&account.username, PASSWORD)
        .await
        .expect("a page");
    let outcome = format!("{:?}", twice.party.outcomes());
    assert!(
        outcome.contains("invalid_token"),
        "the second use ended the first tokens: {outcome}"
    );
}

#[tokio::test]
async fn wrong_passwords_let_nobody_in_and_then_the_account_rests() {
    let provider = Provider::sound().await;
    let account = provider.citizen(1).await;
    let portal = provider.portal("a", Habits::default()).await;
    let mut browser = simulators::browser::Browser::new();
    browser
        .open(&portal.party.login_address("/"))
        .await
        .expect("a page");
    for _ in 0..5 {
        let page = browser
            .log_in(&account.username, "wrong")
            .await
            .expect("a page");
        assert_eq!(page.status, 401);
    }
    let stranger = browser
        .log_in("000095999999", "wrong")
        .await
        .expect("a page");
    assert_eq!(stranger.status, 401);
    assert_eq!(
        browser
            .log_in(&account.username, PASSWORD)
            .await
            .expect("a page")
            .status,
        429
    );
    provider
        .clock
        .advance(SignedDuration::from_mins(15))
        .expect("controlled");
    browser
        .open(&portal.party.login_address("/"))
        .await
        .expect("a page");
    assert_eq!(
        browser
            .log_in(&account.username, PASSWORD)
            .await
            .expect("a page")
            .status,
        200
    );
}

#[tokio::test]
async fn a_locked_account_is_out_everywhere_at_once() {
    let provider = Provider::sound().await;
    let account = provider.citizen(1).await;
    let portal = provider.portal("a", Habits::default()).await;
    let mut browser = logged_in(&portal, &account).await;
    provider
        .identity
        .lock_account("sub-1", "abuse")
        .await
        .expect("locked");
    assert_eq!(portal.party.sessions(), 0, "the portal was told");
    let login = portal.party.last_login().expect("a login");
    assert!(portal.party.claims(&login.access_token).await.is_err());
    browser
        .open(&portal.party.login_address("/"))
        .await
        .expect("a page");
    assert_eq!(
        browser
            .log_in(&account.username, "wrong")
            .await
            .expect("a page")
            .status,
        401
    );
    assert_eq!(
        browser
            .log_in(&account.username, PASSWORD)
            .await
            .expect("a page")
            .status,
        403
    );
    provider
        .identity
        .unlock_account("sub-1")
        .await
        .expect("open");
    assert_eq!(
        browser
            .log_in(&account.username, PASSWORD)
            .await
            .expect("a page")
            .status,
        200
    );
}

#[tokio::test]
async fn two_years_without_a_login_bring_notices_and_then_the_lock() {
    let provider = Provider::sound().await;
    let account = provider.citizen(1).await;
    let portal = provider.portal("a", Habits::default()).await;
    logged_in(&portal, &account).await;
    let on = |year, month, day| {
        provider
            .clock
            .set(date(year, month, day))
            .expect("controlled")
    };
    fn date(year: i16, month: i8, day: i8) -> jiff::civil::DateTime {
        jiff::civil::date(year, month, day).at(9, 0, 0, 0)
    }
    let mut seen = Vec::new();
    for (year, month, day) in [
        (2028, 11, 22),
        (2028, 11, 23),
        (2028, 12, 22),
        (2028, 12, 23),
        (2029, 1, 22),
        (2029, 1, 23),
    ] {
        on(year, month, day);
        provider.identity.tend().await.expect("tended");
        let messages = provider
            .identity
            .messages("sub-1")
            .await
            .expect("messages")
            .len();
        seen.push((
            messages,
            provider.identity.locked("sub-1").await.expect("known"),
        ));
    }
    let open = String::new();
    let locked = "inactive".to_owned();
    assert_eq!(
        seen,
        [
            (0, open.clone()),
            (1, open.clone()),
            (1, open.clone()),
            (2, open.clone()),
            (2, open),
            (3, locked)
        ]
    );
}

#[tokio::test]
async fn a_login_below_the_level_asked_for_is_refused() {
    let provider = Provider::sound().await;
    let (low, high) = (
        citizen(1),
        Account {
            level: Level::Two,
            ..citizen(2)
        },
    );
    provider
        .identity
        .register_accounts(vec![low.clone(), high.clone()])
        .await
        .expect("registered");
    let portal = provider.portal("a", Habits::default()).await;
    let address = format!(
        "{}/oauth2/authorize?response_type=code&client_id=a&redirect_uri={}&scope=openid&acr_values=LoA2&state=s",
        provider.url,
        portal.party.callback()
    );
    for (account, wanted) in [(low, "error"), (high, "code")] {
        let mut browser = simulators::browser::Browser::new();
        browser.open(&address).await.expect("a page");
        let page = browser
            .log_in(&account.username, PASSWORD)
            .await
            .expect("a page");
        assert!(page.query(wanted).is_some(), "{}", page.url);
    }
}

#[tokio::test]
async fn officers_live_in_a_realm_of_their_own() {
    let provider = Provider::sound().await;
    let officer = Account {
        realm: Realm::Officers,
        username: "can.bo".into(),
        password: PASSWORD.into(),
        claims: Claims {
            sub: "officer-1".into(),
            name: Some("Trần Thị Cán Bộ".into()),
            agency: Some("000.00.00.H49".into()),
            ..Claims::default()
        },
        ..Account::default()
    };
    provider
        .identity
        .register_accounts(vec![officer.clone()])
        .await
        .expect("registered");
    let citizen = provider.citizen(1).await;
    let desk = provider
        .portal_in(
            "desk",
            Habits {
                needs_email: false,
                ..Habits::default()
            },
            Realm::Officers,
            Algorithm::Rs256,
        )
        .await;
    let portal = provider.portal("a", Habits::default()).await;
    let mut browser = simulators::browser::Browser::new();
    browser
        .open(&desk.party.login_address("/"))
        .await
        .expect("a page");
    assert_eq!(
        browser
            .log_in(&citizen.username, PASSWORD)
            .await
            .expect("a page")
            .status,
        401
    );
    browser.log_in("can.bo", PASSWORD).await.expect("a page");
    browser
        .open(&portal.party.login_address("/"))
        .await
        .expect("a page");
    assert!(
        browser
            .form(|form| form.password.is_some(), "login")
            .is_ok(),
        "an officer's session is none of a citizen"
    );
}

#[tokio::test]
async fn everything_acknowledged_survives_a_restart_and_codes_stay_used() {
    let folder = tempfile::tempdir().expect("a folder");
    let clock = monday();
    let keep = || Keep::Folder(folder.path().to_owned());
    let first = provider(Settings::default(), &clock, keep()).await;
    let account = first.citizen(1).await;
    let portal = first.portal("a", Habits::default()).await;
    logged_in(&portal, &account).await;
    let login = portal.party.last_login().expect("a login");
    let address = first.url.clone();
    drop(first);
    let identity = loop {
        // The store is released when the last of its requests is over.
        let opened =
            <platform::identity::Identity as platform::Component>::open(platform::Opening {
                settings: Settings::default(),
                keep: keep(),
                clock: clock.clone(),
                public_url: address.clone(),
            });
        if let Ok(identity) = opened {
            break identity;
        }
        tokio::task::yield_now().await;
    };
    let host: std::net::SocketAddr = address
        .trim_start_matches("http://")
        .parse()
        .expect("an address");
    let _running = platform::Component::serve(&identity, host)
        .await
        .expect("served");
    assert_eq!(
        portal
            .party
            .claims(&login.access_token)
            .await
            .expect("claims")
            .sub,
        "sub-1"
    );
    assert_eq!(identity.audit().await.expect("audit").0.logins, 1);
}

//! Bad input: a clear error, logged, and nothing given away.

use jiff::SignedDuration;
use simulators::browser::Browser;
use simulators::relying_party::{CallError, Habits};

use crate::support::*;

/// Logs in by hand and stops before the portal: code and verifier-free request.
async fn code(provider: &Provider, portal: &Portal, username: &str) -> String {
    let mut browser = Browser::new();
    let address = format!(
        "{}/oauth2/authorize?response_type=code&client_id={}&redirect_uri={}&scope=openid&state=s",
        provider.url,
        portal.party.membership().client_id,
        portal.party.callback()
    );
    browser.open(&address).await.expect("a page");
    let page = browser.log_in(username, PASSWORD).await.expect("a page");
    page.query("code").expect("a code")
}

fn word(outcome: Result<impl std::fmt::Debug, CallError>) -> String {
    match outcome {
        Err(CallError::Refused { error, .. }) => error,
        other => format!("{other:?}"),
    }
}

#[tokio::test]
async fn a_code_is_good_once_for_a_minute_for_its_client_and_address() {
    let provider = Provider::sound().await;
    provider.citizen(1).await;
    let (ours, theirs) = (
        provider.portal("a", Habits::default()).await,
        provider.portal("b", Habits::default()).await,
    );
    let user = citizen(1).username;
    let first = code(&provider, &ours, &user).await;
    assert_eq!(
        word(theirs.party.redeem(&first, None).await),
        "invalid_grant"
    );
    assert_eq!(
        word(ours.party.redeem(&first, Some(&"v".repeat(43))).await),
        "invalid_grant"
    );
    let tokens = ours.party.redeem(&first, None).await.expect("tokens");
    assert!(
        ours.party
            .introspect(&tokens.access_token)
            .await
            .expect("an answer")
            .active
    );
    assert!(
        !theirs
            .party
            .introspect(&tokens.access_token)
            .await
            .expect("an answer")
            .active
    );
    assert_eq!(word(ours.party.redeem(&first, None).await), "invalid_grant");
    assert!(
        !ours
            .party
            .introspect(&tokens.access_token)
            .await
            .expect("an answer")
            .active,
        "the first tokens are over"
    );
    let late = code(&provider, &ours, &user).await;
    provider
        .clock
        .advance(SignedDuration::from_secs(60))
        .expect("controlled");
    assert_eq!(word(ours.party.redeem(&late, None).await), "invalid_grant");
    let refused = provider.outcomes("token").await;
    assert_eq!(
        refused
            .iter()
            .filter(|outcome| *outcome == "invalid_grant")
            .count(),
        4,
        "{refused:?}"
    );
}

#[tokio::test]
async fn refresh_tokens_turn_and_a_stolen_one_ends_them_all() {
    let provider = Provider::sound().await;
    provider.citizen(1).await;
    let portal = provider.portal("a", Habits::default()).await;
    let code = code(&provider, &portal, &citizen(1).username).await;
    let first = portal.party.redeem(&code, None).await.expect("tokens");
    let old = first.refresh_token.expect("a refresh token");
    let ask = |token: String| async move { portal_refresh(&portal.party, &token).await };
    let (status, second) = ask(old.clone()).await;
    assert_eq!(status, 200);
    let access = second["access_token"].as_str().expect("a token").to_owned();
    provider
        .clock
        .advance(SignedDuration::from_secs(1))
        .expect("controlled");
    let portal = provider.portal("a", Habits::default()).await;
    let (status, error) = portal_refresh(&portal.party, &old).await;
    assert_eq!(
        (status, error["error"].as_str()),
        (400, Some("invalid_grant"))
    );
    assert!(
        !portal
            .party
            .introspect(&access)
            .await
            .expect("an answer")
            .active
    );
}

async fn portal_refresh(
    party: &simulators::relying_party::RelyingParty,
    token: &str,
) -> (u16, serde_json::Value) {
    let fields = [("grant_type", "refresh_token"), ("refresh_token", token)];
    let (_, heard) = party.ask_for_tokens(&fields).await.expect("an answer");
    (
        heard.status,
        serde_json::from_str(&heard.body).expect("JSON"),
    )
}

#[tokio::test]
async fn nobody_is_sent_to_a_foreign_place_and_no_text_breaks_a_page() {
    let provider = Provider::sound().await;
    let portal = provider.portal("a", Habits::default()).await;
    let callback = portal.party.callback();
    let mut browser = Browser::new();
    let ask = |redirect: &str, more: &str| {
        format!(
            "{}/oauth2/authorize?response_type=code&client_id=a&scope=openid&redirect_uri={redirect}{more}",
            provider.url
        )
    };
    for redirect in [
        "https://evil.example/",
        &format!("{callback}/.."),
        &format!("{callback}@evil.example"),
        "javascript:alert(1)",
        "",
    ] {
        let page = browser.open(&ask(redirect, "")).await.expect("a page");
        assert_eq!((page.status, page.location), (400, None), "{redirect}");
    }
    let page = browser
        .open(&ask(&callback, "&state=%22%3E%3Cscript%3E"))
        .await
        .expect("a page");
    let page = browser
        .log_in("\"><script>alert(1)</script>", "x")
        .await
        .unwrap_or(page);
    assert!(!page.body.contains("<script>"), "{}", page.body);
    let page = browser
        .look(&format!(
            "{}/authenticationendpoint/login.do?sessionDataKey=<b>",
            provider.url
        ))
        .await
        .expect("a page");
    assert_eq!(page.status, 400);
    assert!(!page.body.contains("<b>"));
    assert!(browser.history().iter().all(|page| page.header("content-security-policy").is_some() || page.location.is_some()));
}

/// The fields of a request, the status and the error it gets.
type Wrong = (Vec<(&'static str, &'static str)>, u16, &'static str);

#[tokio::test]
async fn each_wrong_request_has_its_error_and_its_line_in_the_log() {
    let provider = Provider::sound().await;
    provider.citizen(1).await;
    let portal = provider.portal("a", Habits::default()).await;
    let party = &portal.party;
    let ask = |fields: Vec<(&'static str, &'static str)>| async move {
        let (_, heard) = party.ask_for_tokens(&fields).await.expect("an answer");
        (heard.status, heard.error())
    };
    let cases: [Wrong; 6] = [
        (vec![], 400, "invalid_request"),
        (
            vec![("grant_type", "password")],
            400,
            "unsupported_grant_type",
        ),
        (
            vec![("grant_type", "authorization_code")],
            400,
            "invalid_request",
        ),
        (
            vec![
                ("grant_type", "authorization_code"),
                ("code", "x"),
                ("redirect_uri", "y"),
            ],
            400,
            "invalid_grant",
        ),
        (
            vec![("grant_type", "authorization_code"), ("grant_type", "x")],
            400,
            "invalid_request",
        ),
        (vec![("client_secret", "wrong")], 400, "invalid_request"),
    ];
    let wanted = cases.len();
    for (fields, status, error) in cases {
        assert_eq!(
            ask(fields.clone()).await,
            (status, error.to_owned()),
            "{fields:?}"
        );
    }
    assert_eq!(provider.outcomes("token").await.len(), wanted);
    let (_, heard) = party.ask_for_claims("no token").await.expect("an answer");
    assert_eq!(
        (heard.status, heard.error()),
        (401, "invalid_token".to_owned())
    );
    assert!(
        heard
            .header("www-authenticate")
            .is_some_and(|field| field.starts_with("Bearer"))
    );
    let (counted, again) = provider.identity.audit().await.expect("audit");
    assert_eq!(counted, again);
}

#[tokio::test]
async fn the_log_holds_no_secret_and_no_person() {
    let provider = Provider::sound().await;
    let account = provider.citizen(1).await;
    let portal = provider.portal("a", Habits::default()).await;
    logged_in(&portal, &account).await;
    let login = portal.party.last_login().expect("a login");
    let log = format!("{:?}", provider.identity.log(0, 1_000).await.expect("log"));
    for secret in [
        PASSWORD,
        &login.access_token,
        &login.id_token,
        "secret of a",
        "Nguyễn Văn 1",
        &account.username,
    ] {
        assert!(!log.contains(secret), "{secret} in {log}");
    }
}

#[tokio::test]
async fn an_id_token_revokes_nothing_and_a_blank_in_a_name_is_passed_over() {
    let provider = Provider::sound().await;
    let account = provider.citizen(1).await;
    for (id, error, active) in [
        ("revokes-id-token", "unsupported_token_type", true),
        ("spaced-hint", "", false),
    ] {
        let habits = simulators::relying_party::habits::named(id)
            .expect(id)
            .sets
            .clone();
        let portal = provider.portal(id, habits).await;
        logged_in(&portal, &account).await;
        let login = portal.party.last_login().expect("a login");
        let heard = portal
            .party
            .revoke(&login.access_token, &login.id_token)
            .await
            .expect("an answer");
        assert_eq!(heard.error(), error);
        assert_eq!(
            portal
                .party
                .introspect(&login.access_token)
                .await
                .expect("an answer")
                .active,
            active,
            "{id}"
        );
    }
}

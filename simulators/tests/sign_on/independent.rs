//! Clients and checkers that nobody here wrote: the crate `openidconnect`, and openssl where it is installed.

use std::process::{Command, Stdio};

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use openidconnect::core::{
    CoreAuthenticationFlow, CoreClient, CoreIdToken, CoreIdTokenVerifier, CoreProviderMetadata,
    CoreUserInfoClaims,
};
use openidconnect::{
    AuthorizationCode, ClientId, ClientSecret, CsrfToken, HttpRequest, HttpResponse, IssuerUrl,
    Nonce, OAuth2TokenResponse, PkceCodeChallenge, RedirectUrl, TokenResponse,
};
use platform::Keep;
use platform::identity::{Realm, Settings};
use protocols::oidc::jws::{self, Algorithm};
use simulators::browser::Browser;
use simulators::relying_party::Habits;

use crate::support::*;

/// The library's requests over our HTTP client.
async fn carry(request: HttpRequest) -> Result<HttpResponse, reqwest::Error> {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .tls_certs_only([])
        .no_proxy()
        .build()?;
    let (head, body) = request.into_parts();
    let answer = client
        .request(head.method, head.uri.to_string())
        .headers(head.headers)
        .body(body)
        .send()
        .await?;
    let mut response = HttpResponse::new(Vec::new());
    *response.status_mut() = answer.status();
    *response.headers_mut() = answer.headers().clone();
    *response.body_mut() = answer.bytes().await?.to_vec();
    Ok(response)
}

#[tokio::test]
async fn an_ordinary_client_library_discovers_logs_in_and_refuses_a_changed_token() {
    // The library asks the machine's clock, so the provider lives by it too.
    let provider = provider(Settings::default(), &clock::Clock::system(), Keep::Memory).await;
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
        let http = &carry;
        let issuer = IssuerUrl::new(provider.url.clone()).expect("an address");
        let metadata = CoreProviderMetadata::discover_async(issuer, http)
            .await
            .expect("discovered");
        let membership = portal.party.membership();
        let client = CoreClient::from_provider_metadata(
            metadata.clone(),
            ClientId::new(membership.client_id.clone()),
            Some(ClientSecret::new(membership.client_secret.clone())),
        )
        .set_redirect_uri(RedirectUrl::new(portal.party.callback()).expect("an address"));
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let (address, state, nonce) = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                CsrfToken::new_random,
                Nonce::new_random,
            )
            .set_pkce_challenge(challenge)
            .url();
        let mut browser = Browser::new();
        browser
            .open(address.as_str())
            .await
            .expect("the login page");
        let page = browser
            .log_in(&account.username, PASSWORD)
            .await
            .expect("logged in");
        assert_eq!(page.query("state").as_ref(), Some(state.secret()));
        let code = AuthorizationCode::new(page.query("code").expect("a code"));
        let tokens = client
            .exchange_code(code)
            .expect("a token endpoint")
            .set_pkce_verifier(verifier)
            .request_async(http)
            .await
            .expect("tokens");
        let token = tokens.id_token().expect("an ID token");
        let judge: CoreIdTokenVerifier<'_> = client.id_token_verifier();
        let claims = token.claims(&judge, &nonce).expect("believed");
        assert_eq!(claims.subject().as_str(), "sub-1");
        let expected = openidconnect::AccessTokenHash::from_token(
            tokens.access_token(),
            token.signing_alg().expect("an algorithm"),
            token.signing_key(&judge).expect("a key"),
        );
        assert_eq!(claims.access_token_hash(), Some(&expected.expect("a hash")));
        let told: CoreUserInfoClaims = client
            .user_info(
                tokens.access_token().clone(),
                Some(claims.subject().clone()),
            )
            .expect("a place for claims")
            .request_async(http)
            .await
            .expect("claims");
        assert_eq!(told.subject().as_str(), "sub-1");
        assert!(
            token.claims(&judge, &Nonce::new("another".into())).is_err(),
            "another nonce"
        );
        let text = token.to_string();
        let changed: CoreIdToken = changed(&text).parse().expect("still a token");
        assert!(changed.claims(&judge, &nonce).is_err(), "a changed token");
        openssl_agrees(&portal, &text, algorithm).await;
    }
}

/// The same token for another subject.
fn changed(token: &str) -> String {
    let parts: Vec<&str> = token.split('.').collect();
    let payload =
        String::from_utf8(URL_SAFE_NO_PAD.decode(parts[1]).expect("base64")).expect("text");
    let payload = URL_SAFE_NO_PAD.encode(payload.replace("sub-1", "sub-2"));
    format!("{}.{payload}.{}", parts[0], parts[2])
}

/// openssl, where it is installed, finds the signature of a token good with the published key, and of a changed one bad.
async fn openssl_agrees(portal: &Portal, token: &str, algorithm: Algorithm) {
    if Command::new("openssl")
        .arg("version")
        .stdout(Stdio::null())
        .status()
        .is_err()
    {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let put = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("written");
        path
    };
    let keys = portal.party.keys().await.expect("keys");
    let read = jws::verify(token, &keys).expect("believed");
    let key = keys
        .keys
        .iter()
        .find(|key| key.kid == read.header.kid)
        .expect("its key");
    let bytes = |text: &Option<String>| {
        URL_SAFE_NO_PAD
            .decode(text.as_deref().unwrap_or_default())
            .expect("base64")
    };
    let (der, signature) = match algorithm {
        Algorithm::Rs256 => (
            rsa_der(&bytes(&key.n), &bytes(&key.e)),
            read.signature.clone(),
        ),
        Algorithm::Es256 => {
            let (r, s) = read.signature.split_at(32);
            (
                curve_der(&bytes(&key.x), &bytes(&key.y)),
                sequence(&[integer(r), integer(s)].concat()),
            )
        }
    };
    let pem = format!(
        "-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n",
        STANDARD.encode(der)
    );
    let (key, signature) = (put("key.pem", pem.as_bytes()), put("signature", &signature));
    for (name, text, good) in [
        ("signed", read.signed.clone(), true),
        ("changed", format!("{}x", read.signed), false),
    ] {
        let status = Command::new("openssl")
            .args(["dgst", "-sha256", "-verify"])
            .arg(&key)
            .arg("-signature")
            .arg(&signature)
            .arg(put(name, text.as_bytes()))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .expect("openssl runs");
        assert_eq!(status.success(), good, "{} {name}", algorithm.word());
    }
}

fn tagged(tag: u8, inside: &[u8]) -> Vec<u8> {
    let length = u16::try_from(inside.len()).expect("short").to_be_bytes();
    let head = match inside.len() {
        0..=127 => vec![tag, length[1]],
        128..=255 => vec![tag, 0x81, length[1]],
        _ => vec![tag, 0x82, length[0], length[1]],
    };
    [head, inside.to_vec()].concat()
}

fn sequence(inside: &[u8]) -> Vec<u8> {
    tagged(0x30, inside)
}

fn integer(bytes: &[u8]) -> Vec<u8> {
    let trimmed: Vec<u8> = bytes
        .iter()
        .copied()
        .skip_while(|byte| *byte == 0)
        .collect();
    let sign: &[u8] = if trimmed.first().is_none_or(|byte| *byte > 127) {
        &[0]
    } else {
        &[]
    };
    tagged(2, &[sign, &trimmed].concat())
}

fn bits(inside: &[u8]) -> Vec<u8> {
    tagged(3, &[&[0], inside].concat())
}

fn rsa_der(n: &[u8], e: &[u8]) -> Vec<u8> {
    let algorithm = sequence(&[
        0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00,
    ]);
    sequence(
        &[
            algorithm,
            bits(&sequence(&[integer(n), integer(e)].concat())),
        ]
        .concat(),
    )
}

fn curve_der(x: &[u8], y: &[u8]) -> Vec<u8> {
    let algorithm = sequence(&[
        0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce,
        0x3d, 0x03, 0x01, 0x07,
    ]);
    sequence(&[algorithm, bits(&[&[4], x, y].concat())].concat())
}

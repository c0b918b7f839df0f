//! What a portal says to the sign-on itself: metadata, keys, tokens, claims, introspection, revocation.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use protocols::oidc::claims::Claims;
use protocols::oidc::discovery::{Metadata, WELL_KNOWN};
use protocols::oidc::jws::Keys;
use protocols::oidc::messages::{ErrorAnswer, Introspection, TokenAnswer};
use serde::de::DeserializeOwned;
use thiserror::Error;

use super::RelyingParty;
use crate::browser;

/// Largest answer that is read, in bytes.
const LARGEST: usize = 1 << 20;

/// A call went wrong.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CallError {
    /// No answer.
    #[error("expected an answer from {0}, found none")]
    Silent(String),
    /// A refusal in the words of OAuth.
    #[error("the sign-on refused with HTTP {status}: {error}")]
    Refused {
        /// HTTP status.
        status: u16,
        /// The word; empty when the body has none.
        error: String,
        /// The body.
        body: String,
    },
    /// An answer that is not what the standard says.
    #[error("expected {expected} from {address}, found something else")]
    Unreadable {
        /// What should have come.
        expected: &'static str,
        /// From where.
        address: String,
    },
}

/// An answer as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    /// HTTP status.
    pub status: u16,
    /// Header fields, lower-case names.
    pub headers: Vec<(String, String)>,
    /// Its text.
    pub body: String,
}

impl Heard {
    /// The first header field of that name.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut named = self.headers.iter().filter(|(key, _)| key == name);
        named.next().map(|(_, value)| value.as_str())
    }

    /// The refusal's word, when it is one.
    #[must_use]
    pub fn error(&self) -> String {
        serde_json::from_str::<ErrorAnswer>(&self.body)
            .map(|answer| answer.error)
            .unwrap_or_default()
    }

    fn read<T: DeserializeOwned>(
        &self,
        expected: &'static str,
        address: &str,
    ) -> Result<T, CallError> {
        if !(200..300).contains(&self.status) {
            return Err(CallError::Refused {
                status: self.status,
                error: self.error(),
                body: self.body.clone(),
            });
        }
        serde_json::from_str(&self.body).map_err(|_| CallError::Unreadable {
            expected,
            address: address.to_owned(),
        })
    }
}

impl RelyingParty {
    /// The provider's metadata, fetched once. The addresses of a real provider that named itself otherwise lead through the address we
    /// were given.
    ///
    /// # Errors
    /// See [`CallError`].
    pub async fn metadata(&self) -> Result<Metadata, CallError> {
        if let Some(known) = self.state().metadata.clone() {
            return Ok(known);
        }
        let provider = self.membership().provider.trim_end_matches('/').to_owned();
        let address = format!("{provider}{WELL_KNOWN}");
        let mut found: Metadata = self.get(&address, None).await?.read("metadata", &address)?;
        let aliases = [(
            browser::origin_text(&found.issuer),
            browser::origin_text(&provider),
        )];
        let lead = |address: &mut String| *address = browser::through(&aliases, address);
        lead(&mut found.authorization_endpoint);
        lead(&mut found.token_endpoint);
        lead(&mut found.jwks_uri);
        for endpoint in [
            &mut found.userinfo_endpoint,
            &mut found.introspection_endpoint,
            &mut found.revocation_endpoint,
            &mut found.end_session_endpoint,
        ] {
            endpoint.iter_mut().for_each(lead);
        }
        self.state().metadata = Some(found.clone());
        Ok(found)
    }

    /// The provider's keys of now.
    ///
    /// # Errors
    /// See [`CallError`].
    pub async fn keys(&self) -> Result<Keys, CallError> {
        let address = self.metadata().await?.jwks_uri;
        self.get(&address, None).await?.read("keys", &address)
    }

    /// Redeems a code.
    ///
    /// # Errors
    /// See [`CallError`].
    pub async fn redeem(
        &self,
        code: &str,
        verifier: Option<&str>,
    ) -> Result<TokenAnswer, CallError> {
        let callback = self.callback();
        let mut fields = vec![
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", &callback),
        ];
        fields.extend(verifier.map(|verifier| ("code_verifier", verifier)));
        let (address, heard) = self.ask_for_tokens(&fields).await?;
        heard.read("tokens", &address)
    }

    /// Asks the token endpoint for anything, with the portal's own credentials.
    ///
    /// # Errors
    /// See [`CallError`].
    pub async fn ask_for_tokens(
        &self,
        fields: &[(&str, &str)],
    ) -> Result<(String, Heard), CallError> {
        let address = self.metadata().await?.token_endpoint;
        let heard = self.post(&address, fields).await?;
        Ok((address, heard))
    }

    /// The claims a token opens.
    ///
    /// # Errors
    /// See [`CallError`].
    pub async fn claims(&self, access_token: &str) -> Result<Claims, CallError> {
        let (address, heard) = self.ask_for_claims(access_token).await?;
        heard.read("claims", &address)
    }

    /// Asks for claims and hears whatever comes.
    ///
    /// # Errors
    /// [`CallError::Silent`], or the provider has no such place.
    pub async fn ask_for_claims(&self, access_token: &str) -> Result<(String, Heard), CallError> {
        let address = self
            .place("userinfo_endpoint", |found| found.userinfo_endpoint)
            .await?;
        let heard = if self.habits().token_in_address {
            let token: String =
                url::form_urlencoded::byte_serialize(access_token.as_bytes()).collect();
            self.get(&format!("{address}?access_token={token}"), None)
                .await?
        } else {
            self.get(&address, Some(access_token)).await?
        };
        Ok((address, heard))
    }

    /// Whether a token is good.
    ///
    /// # Errors
    /// See [`CallError`].
    pub async fn introspect(&self, token: &str) -> Result<Introspection, CallError> {
        let address = self
            .place("introspection_endpoint", |found| {
                found.introspection_endpoint
            })
            .await?;
        self.post(&address, &[("token", token)])
            .await?
            .read("an introspection", &address)
    }

    /// Ends a token; `id_token` is what a portal with that habit sends instead.
    ///
    /// # Errors
    /// [`CallError::Silent`], or the provider has no such place.
    pub async fn revoke(&self, access_token: &str, id_token: &str) -> Result<Heard, CallError> {
        let address = self
            .place("revocation_endpoint", |found| found.revocation_endpoint)
            .await?;
        let token = if self.habits().revokes_id_token {
            id_token
        } else {
            access_token
        };
        let hint = if self.habits().spaced_hint {
            "token_type_hint "
        } else {
            "token_type_hint"
        };
        self.post(&address, &[("token", token), (hint, "access_token")])
            .await
    }

    async fn place(
        &self,
        name: &'static str,
        of: impl Fn(Metadata) -> Option<String>,
    ) -> Result<String, CallError> {
        of(self.metadata().await?).ok_or_else(|| CallError::Unreadable {
            expected: name,
            address: self.membership().provider.clone(),
        })
    }

    async fn get(&self, address: &str, bearer: Option<&str>) -> Result<Heard, CallError> {
        let client = browser::http(address).ok_or_else(|| CallError::Silent(address.into()))?;
        let request = client.get(address);
        let request = match bearer {
            Some(token) => request.bearer_auth(token),
            None => request,
        };
        heard(address, request).await
    }

    async fn post(&self, address: &str, fields: &[(&str, &str)]) -> Result<Heard, CallError> {
        let client = browser::http(address).ok_or_else(|| CallError::Silent(address.into()))?;
        let mut request = client
            .post(address)
            .header("Content-Type", "application/x-www-form-urlencoded");
        let (id, secret) = (
            self.membership().client_id.as_str(),
            self.membership().client_secret.as_str(),
        );
        let mut fields = fields.to_vec();
        fields.push(("client_id", id));
        if self.habits().basic {
            let half = |text: &str| {
                url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>()
            };
            let pair = STANDARD.encode(format!("{}:{}", half(id), half(secret)));
            request = request.header("Authorization", format!("Basic {pair}"));
        } else {
            fields.push(("client_secret", secret));
        }
        let form = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        heard(address, request.body(form)).await
    }
}

async fn heard(address: &str, request: reqwest::RequestBuilder) -> Result<Heard, CallError> {
    let silent = |_| CallError::Silent(address.to_owned());
    let request = request
        .header("User-Agent", "lienthong/one-stop")
        .header("Accept", "application/json");
    let mut answer = request.send().await.map_err(silent)?;
    let headers = answer
        .headers()
        .iter()
        .map(|(name, value)| {
            (
                name.to_string(),
                String::from_utf8_lossy(value.as_bytes()).into_owned(),
            )
        })
        .collect();
    let mut bytes = Vec::new();
    while let Some(piece) = answer.chunk().await.map_err(silent)? {
        if bytes.len() + piece.len() > LARGEST {
            return Err(CallError::Unreadable {
                expected: "a small answer",
                address: address.to_owned(),
            });
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(Heard {
        status: answer.status().as_u16(),
        headers,
        body: String::from_utf8_lossy(&bytes).into_owned(),
    })
}

//! Requests taken in within bounds, and answers that no cache keeps.

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode, header};
use serde::Serialize;

use super::super::knows::asking::Params;
use super::super::knows::refusal::Refusal;
use crate::body;
use crate::identity::Identity;
use crate::identity::keeps::log::LogEntry;
use crate::identity::keeps::{log, statistics};

/// The cookie of a session (the product's name).
pub const COOKIE: &str = "commonAuthId";

/// A request as the endpoints need it.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Query of a GET, form of a POST.
    pub params: Params,
    /// Query, whatever the method.
    pub query: Params,
    /// Its header fields.
    pub headers: HeaderMap,
}

/// Takes a request in: the query of a GET, the form of a POST.
pub async fn take(identity: &Identity, request: Request<Body>) -> Result<Asked, Refusal> {
    let (parts, body) = request.into_parts();
    let limits = identity.settings().limits();
    let bytes = body::read(body, &parts.headers, &limits)
        .await
        .map_err(|error| {
            Refusal::request(format!("expected a small form, found one that is {error}"))
        })?;
    let query = Params::read(parts.uri.query().unwrap_or_default().as_bytes());
    let params = match parts.method {
        Method::GET | Method::HEAD => query.clone(),
        Method::POST => {
            let kind = text(&parts.headers, header::CONTENT_TYPE).unwrap_or_default();
            let is_form = kind
                .to_ascii_lowercase()
                .starts_with("application/x-www-form-urlencoded");
            if !is_form && !bytes.is_empty() {
                return Err(Refusal::request(
                    "expected Content-Type application/x-www-form-urlencoded",
                ));
            }
            Params::read(&bytes)
        }
        _ => return Err(Refusal::request("expected GET or POST")),
    };
    Ok(Asked {
        params,
        query,
        headers: parts.headers,
    })
}

/// A header field that occurs once, as text.
pub fn text(headers: &HeaderMap, name: HeaderName) -> Option<String> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?.to_owned();
    values.next().is_none().then_some(value)
}

impl Asked {
    /// The session's cookie.
    pub fn cookie(&self) -> Option<String> {
        let fields = self.headers.get_all(header::COOKIE).iter();
        fields
            .filter_map(|field| field.to_str().ok())
            .flat_map(|field| field.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(name, _)| *name == COOKIE)
            .map(|(_, value)| value.to_owned())
    }

    /// The bearer token of the header.
    pub fn bearer(&self) -> Option<String> {
        let value = text(&self.headers, header::AUTHORIZATION)?;
        let (scheme, token) = value.split_once(' ')?;
        let token = token.trim();
        (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then(|| token.to_owned())
    }

    /// Id and secret of the client, from the header (`client_secret_basic`) or the form (`client_secret_post`), never both.
    pub fn client(&self) -> Result<(String, Option<String>), Refusal> {
        let form = (
            self.params.get("client_id"),
            self.params.get("client_secret"),
        );
        let Some(field) = text(&self.headers, header::AUTHORIZATION) else {
            let id = form.0.ok_or_else(Refusal::client)?;
            return Ok((id.into(), form.1.map(str::to_owned)));
        };
        if form.1.is_some() {
            return Err(Refusal::request(
                "expected the client's secret once, found it twice",
            ));
        }
        let (id, secret) = basic(&field).ok_or_else(Refusal::client)?;
        if form.0.is_some_and(|named| named != id) {
            return Err(Refusal::request("expected one client_id, found two"));
        }
        Ok((id, Some(secret)))
    }
}

/// Reads HTTP Basic with both halves in form encoding (RFC 6749 §2.3.1).
fn basic(field: &str) -> Option<(String, String)> {
    let (scheme, encoded) = field.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let text = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (id, secret) = text.split_once(':')?;
    let plain = |half: &str| {
        let pair = format!("x={half}");
        url::form_urlencoded::parse(pair.as_bytes())
            .next()
            .map(|(_, value)| value.into_owned())
    };
    Some((plain(id)?, plain(secret)?))
}

/// A JSON answer that no cache keeps.
pub fn json(status: StatusCode, value: &impl Serialize) -> Response {
    let body = serde_json::to_vec(value).unwrap_or_default();
    let fields = [
        (header::CONTENT_TYPE, "application/json;charset=UTF-8"),
        (header::CACHE_CONTROL, "no-store"),
        (header::PRAGMA, "no-cache"),
    ];
    (status, fields, body).into_response()
}

/// A refusal in JSON.
pub fn refused(refusal: &Refusal) -> Response {
    let mut response = json(refusal.http(), &refusal.answer());
    let challenge = match refusal.error {
        "invalid_client" => Some(r#"Basic realm="identity""#.to_owned()),
        "invalid_token" => Some(format!(
            r#"Bearer realm="identity", error="{}""#,
            refusal.error
        )),
        _ => None,
    };
    if let Some(value) = challenge.and_then(|text| HeaderValue::from_str(&text).ok()) {
        response
            .headers_mut()
            .insert(header::WWW_AUTHENTICATE, value);
    }
    response
}

/// Sends a browser on, with GET.
pub fn redirect(to: &str) -> Response {
    let Ok(location) = HeaderValue::from_str(to) else {
        return refused(&Refusal::system());
    };
    let fields = [
        (header::LOCATION, location),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (
            header::REFERRER_POLICY,
            HeaderValue::from_static("no-referrer"),
        ),
    ];
    (StatusCode::SEE_OTHER, fields).into_response()
}

/// An address with more fields in its query.
pub fn with(address: &str, fields: &[(&str, Option<&str>)]) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in fields {
        if let Some(value) = value {
            query.append_pair(name, value);
        }
    }
    let query = query.finish();
    if query.is_empty() {
        return address.to_owned();
    }
    let seam = if address.contains('?') { '&' } else { '?' };
    format!("{address}{seam}{query}")
}

/// Appends to the log before the answer goes out; a refusal counts.
pub async fn log(
    identity: &Identity,
    operation: &str,
    client: &str,
    subject: &str,
    outcome: Result<(), &Refusal>,
) {
    let entry = LogEntry {
        operation: operation.into(),
        client: client.into(),
        subject: subject.into(),
        outcome: outcome
            .err()
            .map_or_else(String::new, |refusal| refusal.error.into()),
        detail: outcome
            .err()
            .map_or_else(String::new, |refusal| refusal.text.clone()),
        ..LogEntry::default()
    };
    let now = identity.clock().now();
    let kept = identity
        .store()
        .write(move |connection| {
            log::append(connection, now, &entry)?;
            if entry.outcome.is_empty() {
                Ok(())
            } else {
                statistics::count(connection, "refusals")
            }
        })
        .await;
    if let Err(error) = kept {
        tracing::error!(%error, "a line of the log was not kept");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn basic_credentials_are_read_with_their_encoding() {
        let field = format!("Basic {}", STANDARD.encode("a%3Ab:s%20%2B"));
        assert_eq!(basic(&field), Some(("a:b".into(), "s +".into())));
        assert_eq!(basic("Basic ###"), None);
        assert_eq!(basic("Bearer abc"), None);
    }

    #[test]
    fn fields_join_an_address() {
        assert_eq!(
            with("https://p/cb", &[("code", Some("a b")), ("state", None)]),
            "https://p/cb?code=a+b"
        );
        assert_eq!(
            with("https://p/cb?x=1", &[("state", Some("ă&"))]),
            "https://p/cb?x=1&state=%C4%83%26"
        );
        assert_eq!(with("https://p/cb", &[]), "https://p/cb");
    }
}

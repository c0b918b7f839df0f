//! Bounded HTTP: an overall deadline, a cap on every answer, no redirects, no retries.

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use reqwest::header::HeaderMap;
use reqwest::{Certificate, Method, redirect};

use super::ClientError;
use super::error::classify;

/// Bounds of one client.
#[derive(Clone, Debug)]
pub struct ClientSettings {
    /// Longest wait for a complete answer, connecting included.
    pub deadline: Duration,
    /// Longest wait for a connection.
    pub connect: Duration,
    /// Largest answer to getEdoc and downloadEdoc, in bytes.
    pub package_bytes: usize,
    /// Largest answer to any other operation, in bytes.
    pub list_bytes: usize,
    /// PEM bundles of the roots to trust for `https`; empty: the machine's own.
    pub roots: Vec<Vec<u8>>,
    /// Idle connections kept open to the axis.
    pub idle_connections: usize,
}

impl Default for ClientSettings {
    fn default() -> ClientSettings {
        ClientSettings {
            deadline: Duration::from_secs(10),
            connect: Duration::from_secs(5),
            package_bytes: 128 << 20,
            list_bytes: 32 << 20,
            roots: Vec::new(),
            idle_connections: 32,
        }
    }
}

/// Connections and bounds, shared by many clients of one process.
#[derive(Clone, Debug)]
pub struct Http {
    inner: reqwest::Client,
    /// The bounds in force.
    pub settings: ClientSettings,
}

/// What came back, whatever its status.
#[derive(Clone, Debug)]
pub struct RawAnswer {
    /// Operation asked for.
    pub operation: String,
    /// HTTP status.
    pub status: u16,
    /// Headers in order of arrival; bytes that are not UTF-8 are replaced.
    pub headers: Vec<(String, String)>,
    /// The whole body.
    pub body: Bytes,
}

impl RawAnswer {
    /// The first header of that name, whatever its case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }
}

/// One request, ready for the wire.
pub(super) struct Request {
    pub operation: String,
    pub method: Method,
    pub url: String,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Http {
    /// Opens no connection yet.
    ///
    /// # Errors
    /// [`ClientError::Invalid`] when a root certificate cannot be read or TLS cannot be set up.
    pub fn new(settings: ClientSettings) -> Result<Http, ClientError> {
        Http::with_roots(settings, true)
    }

    /// As [`Http::new`]; for an address without TLS the machine's roots are not even loaded, which takes a while.
    ///
    /// # Errors
    /// As [`Http::new`].
    pub fn for_address(url: &str, settings: ClientSettings) -> Result<Http, ClientError> {
        Http::with_roots(
            settings,
            url.trim_start().to_lowercase().starts_with("https:"),
        )
    }

    fn with_roots(settings: ClientSettings, machine: bool) -> Result<Http, ClientError> {
        // A second installation is refused and harmless: the first provider stays.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut roots = Vec::new();
        for pem in &settings.roots {
            roots.extend(Certificate::from_pem_bundle(pem).map_err(|error| {
                ClientError::Invalid(format!("expected PEM certificates as roots: {error}"))
            })?);
        }
        let inner = if roots.is_empty() && machine {
            // A machine without certificates of its own can still speak http: only https then fails.
            builder(&settings)
                .build()
                .or_else(|_| builder(&settings).tls_certs_only([]).build())
        } else {
            builder(&settings).tls_certs_only(roots).build()
        };
        let inner = inner.map_err(|error| {
            ClientError::Invalid(format!("no HTTP client can be set up: {error}"))
        })?;
        Ok(Http { inner, settings })
    }

    /// Sends one request and takes the whole answer, at most `limit` bytes of it.
    pub(super) async fn exchange(
        &self,
        request: Request,
        limit: usize,
    ) -> Result<RawAnswer, ClientError> {
        let operation = request.operation;
        let deadline = self.settings.deadline;
        let trouble = |error: reqwest::Error| classify(&error, &operation, deadline);
        let mut response = self
            .inner
            .request(request.method, &request.url)
            .headers(request.headers)
            .timeout(deadline)
            .body(request.body)
            .send()
            .await
            .map_err(trouble)?;
        let too_large = |found: u64| ClientError::TooLarge {
            operation: operation.clone(),
            limit,
            found,
        };
        if let Some(declared) = response
            .content_length()
            .filter(|declared| *declared > limit as u64)
        {
            return Err(too_large(declared));
        }
        let mut body = BytesMut::new();
        while let Some(chunk) = response.chunk().await.map_err(trouble)? {
            if body.len() + chunk.len() > limit {
                return Err(too_large((body.len() + chunk.len()) as u64));
            }
            body.extend_from_slice(&chunk);
        }
        let status = response.status().as_u16();
        let headers = readable(response.headers());
        Ok(RawAnswer {
            operation,
            status,
            headers,
            body: body.freeze(),
        })
    }
}

fn builder(settings: &ClientSettings) -> reqwest::ClientBuilder {
    reqwest::Client::builder()
        .connect_timeout(settings.connect)
        .pool_max_idle_per_host(settings.idle_connections)
        .redirect(redirect::Policy::none())
        .retry(reqwest::retry::never())
        .no_proxy()
        .http1_only()
}

fn readable(headers: &HeaderMap) -> Vec<(String, String)> {
    headers
        .iter()
        .map(|(name, value)| {
            (
                name.to_string(),
                String::from_utf8_lossy(value.as_bytes()).into_owned(),
            )
        })
        .collect()
}

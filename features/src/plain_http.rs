//! Calls that steps make by hand over plain HTTP: what a citizen's browser, a machine or an agency's job sends.

use std::time::Duration;

use bytes::Bytes;
use http::{Method, Request, header};
use http_body_util::{BodyExt, Full, Limited};
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use record::Cause;
use serde_json::Value;

use crate::ended::Ended;

/// Largest answer that is read.
const LARGEST: usize = 4 << 20;
/// Patience for one answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// A call.
#[derive(Clone, Debug)]
pub struct Say {
    method: Method,
    url: String,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

/// An answer.
#[derive(Clone, Debug)]
pub struct Said {
    /// HTTP status.
    pub status: u16,
    /// Body.
    pub body: Vec<u8>,
}

impl Say {
    /// A `GET`.
    #[must_use]
    pub fn get(url: impl Into<String>) -> Self {
        Self {
            method: Method::GET,
            url: url.into(),
            headers: Vec::new(),
            body: Vec::new(),
        }
    }

    /// A `POST` of JSON.
    #[must_use]
    pub fn json(url: impl Into<String>, body: &Value) -> Self {
        Self::bytes(url, body.to_string().into_bytes())
    }

    /// A `POST` of bytes that say they are JSON.
    #[must_use]
    pub fn bytes(url: impl Into<String>, body: Vec<u8>) -> Self {
        Self {
            method: Method::POST,
            body,
            ..Self::get(url)
        }
        .with("content-type", "application/json")
    }

    /// With a header field.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// As whom: the tap tells participants apart by it.
    #[must_use]
    pub fn by(self, who: &str) -> Self {
        self.with("user-agent", format!("lienthong/{who}"))
    }

    /// Makes the call.
    ///
    /// # Errors
    /// No answer came: that says nothing about whoever was called.
    pub async fn send(self) -> Result<Said, Ended> {
        let unanswered = |why: String| {
            let mut ended = Ended::inconclusive(Cause::Network, "an answer", why);
            ended.unanswered = true;
            ended
        };
        let mut request = Request::builder().method(self.method).uri(&self.url);
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        let request = request
            .header(header::CONNECTION, "close")
            .body(Full::new(Bytes::from(self.body)));
        let request = request.map_err(|error| Ended::error(format!("{}: {error}", self.url)))?;
        let client = Client::builder(TokioExecutor::new())
            .pool_max_idle_per_host(0)
            .build_http();
        let answered = async {
            let answer = client
                .request(request)
                .await
                .map_err(|error| unanswered(error.to_string()))?;
            let status = answer.status().as_u16();
            let body = Limited::new(answer.into_body(), LARGEST).collect().await;
            let body = body
                .map_err(|error| unanswered(error.to_string()))?
                .to_bytes()
                .to_vec();
            Ok(Said { status, body })
        };
        let waited = tokio::time::timeout(PATIENCE, answered).await;
        waited.unwrap_or_else(|_| Err(unanswered(format!("none within {} s", PATIENCE.as_secs()))))
    }
}

impl Said {
    /// The body as JSON; null when it is none.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }

    /// The body as text, cut for a report.
    #[must_use]
    pub fn text(&self) -> String {
        let text = String::from_utf8_lossy(&self.body);
        let cut: String = text.chars().take(300).collect();
        format!("HTTP {} {cut}", self.status)
    }
}

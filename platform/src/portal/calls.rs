//! The portal's own calls: attachments, pushes to agencies, introspection of tokens. Bounded in size and time, no redirects.

use std::time::Duration;

use bytes::Bytes;
use http::{Method, Request, Uri};
use http_body_util::{BodyExt, Full};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use thiserror::Error;
use tokio::time::timeout;

/// Why a call gave nothing.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CallError {
    /// The address is none, or is not plain http: the platform speaks TLS through a proxy before it.
    #[error("địa chỉ không gọi được: {0}")]
    Address(String),
    /// No answer in time.
    #[error("không trả lời trong {0:?}")]
    TimedOut(Duration),
    /// The answer is too large.
    #[error("lớn hơn {0} byte")]
    TooLarge(usize),
    /// The connection failed or broke.
    #[error("kết nối hỏng: {0}")]
    Broken(String),
}

/// An answer.
#[derive(Clone, Debug)]
pub struct Answered {
    /// HTTP status.
    pub status: u16,
    /// The body.
    pub body: Bytes,
}

/// Makes the portal's own calls; clones share it.
#[derive(Clone, Debug)]
pub struct Calls {
    client: Client<HttpConnector, Full<Bytes>>,
    patience: Duration,
}

impl Calls {
    /// With this patience for each call.
    pub fn new(patience: Duration) -> Calls {
        let client = Client::builder(TokioExecutor::new())
            .pool_max_idle_per_host(0)
            .build_http();
        Calls { client, patience }
    }

    /// Posts a body and reads at most `limit` bytes.
    pub async fn post(
        &self,
        url: &str,
        kind: &str,
        body: String,
        limit: usize,
    ) -> Result<Answered, CallError> {
        let request = request(Method::POST, url)?
            .header(http::header::CONTENT_TYPE, kind)
            .body(Full::from(body));
        self.made(request, limit).await
    }

    /// Fetches at most `limit` bytes.
    pub async fn fetch(&self, url: &str, limit: usize) -> Result<Answered, CallError> {
        let request = request(Method::GET, url)?.body(Full::default());
        self.made(request, limit).await
    }

    async fn made(
        &self,
        request: http::Result<Request<Full<Bytes>>>,
        limit: usize,
    ) -> Result<Answered, CallError> {
        let request = request.map_err(|error| CallError::Address(error.to_string()))?;
        let work = async {
            let broken = |error: &dyn std::error::Error| CallError::Broken(error.to_string());
            let answer = self.client.request(request).await;
            let mut answer = answer.map_err(|error| broken(&error))?;
            let mut body = Vec::new();
            while let Some(frame) = answer.body_mut().frame().await {
                let frame = frame.map_err(|error| broken(&error))?;
                let piece = frame.data_ref().map_or(&[][..], |piece| piece);
                if body.len() + piece.len() > limit {
                    return Err(CallError::TooLarge(limit));
                }
                body.extend_from_slice(piece);
            }
            Ok(Answered {
                status: answer.status().as_u16(),
                body: body.into(),
            })
        };
        let patience = self.patience;
        timeout(patience, work)
            .await
            .unwrap_or(Err(CallError::TimedOut(patience)))
    }
}

fn request(method: Method, url: &str) -> Result<http::request::Builder, CallError> {
    let address = url
        .parse::<Uri>()
        .ok()
        .filter(|uri| uri.scheme_str() == Some("http") && uri.host().is_some())
        .ok_or_else(|| CallError::Address(url.chars().take(80).collect()))?;
    Ok(Request::builder()
        .method(method)
        .uri(address)
        .header(http::header::USER_AGENT, "lienthong/portal"))
}

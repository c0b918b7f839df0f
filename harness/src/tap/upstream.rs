//! The endpoint behind the tap: how it is asked, and what can go wrong on the way.

use std::error::Error;
use std::time::Duration;

use bytes::Bytes;
use http::{Extensions, HeaderMap, Request, StatusCode, header, request};
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use rustls::pki_types::CertificateDer;

use super::limits::Limits;
use super::{capture, package};

/// Asks one endpoint.
pub(super) struct Upstream {
    way: Way,
    limits: Limits,
    deadline: Duration,
}

enum Way {
    /// Plain HTTP, with header lines as long as the field's lists of receivers.
    Plain(Box<Client<HttpConnector, Full<Bytes>>>),
    /// TLS.
    Encrypted(reqwest::Client),
}

/// An answer, whole.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    /// Carries the spelling of header names from one side to the other.
    pub extensions: Extensions,
    pub body: Bytes,
}

impl Answer {
    /// An answer made up by the tap, JSON.
    pub fn json(status: u16, body: impl Into<Bytes>) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(
            header::CONTENT_TYPE,
            header::HeaderValue::from_static("application/json"),
        );
        Self {
            status: StatusCode::from_u16(status).unwrap_or(StatusCode::OK),
            headers,
            extensions: Extensions::new(),
            body: body.into(),
        }
    }

    /// Whether it refuses, in the words of either face (domain §3.1, §3.3).
    pub fn refuses(&self) -> bool {
        let said = |text: &[u8]| self.body.windows(text.len()).any(|window| window == text);
        self.status.as_u16() >= 400 || said(br#""status":"FAIL""#) || said(br#""success":false"#)
    }

    /// It as text, for rules that look into it: status, header fields, body, the package in it.
    pub fn text(&self) -> Vec<u8> {
        let mut text = format!("{}\n", self.status.as_u16()).into_bytes();
        capture::append_fields(&mut text, &self.headers);
        text.extend_from_slice(&self.body);
        if let Some(package) = package::carried(&self.body) {
            text.push(b'\n');
            text.extend(package);
        }
        text
    }
}

impl Upstream {
    /// `authorities` are believed in place of the machine's own, unless there are none.
    pub fn new(
        limits: Limits,
        deadline: Duration,
        encrypted: bool,
        authorities: &[CertificateDer<'static>],
    ) -> Result<Self, reqwest::Error> {
        let way = if encrypted {
            crate::tls::provide();
            let mut builder = reqwest::Client::builder()
                .redirect(reqwest::redirect::Policy::none())
                .no_proxy()
                .tcp_nodelay(true);
            if !authorities.is_empty() {
                let roots = (authorities.iter()).map(|root| reqwest::Certificate::from_der(root));
                builder = builder.tls_certs_only(roots.collect::<Result<Vec<_>, _>>()?);
            }
            Way::Encrypted(builder.build()?)
        } else {
            let mut connector = HttpConnector::new();
            connector.set_nodelay(true);
            let client = Client::builder(TokioExecutor::new())
                .http1_max_buf_size(limits.head_bytes)
                .http1_max_headers(limits.fields)
                .http1_preserve_header_case(true)
                .build(connector);
            Way::Plain(Box::new(client))
        };
        Ok(Self {
            way,
            limits,
            deadline,
        })
    }

    /// Passes a request on and waits for the whole answer.
    ///
    /// Errors are sentences for the record: what was expected of the endpoint and what happened.
    pub async fn ask(
        &self,
        base: &str,
        head: &request::Parts,
        body: Bytes,
    ) -> Result<Answer, String> {
        let path = (head.uri.path_and_query()).map_or("/", http::uri::PathAndQuery::as_str);
        let address = format!("{}{path}", base.trim_end_matches('/'));
        let asked = async {
            match &self.way {
                Way::Plain(client) => self.plain(client, &address, head, body).await,
                Way::Encrypted(client) => self.encrypted(client, &address, head, body).await,
            }
        };
        match tokio::time::timeout(self.deadline, asked).await {
            Ok(answer) => answer,
            Err(_) => Err(format!("no whole answer within {:?}", self.deadline)),
        }
    }

    async fn plain(
        &self,
        client: &Client<HttpConnector, Full<Bytes>>,
        address: &str,
        head: &request::Parts,
        body: Bytes,
    ) -> Result<Answer, String> {
        let mut request = Request::builder().method(&head.method).uri(address);
        if let Some(headers) = request.headers_mut() {
            *headers = end_to_end(&head.headers);
        }
        if let Some(extensions) = request.extensions_mut() {
            *extensions = head.extensions.clone();
        }
        let request = (request.body(Full::new(body))).map_err(|error| causes(&error))?;
        let (head, body) = (client.request(request).await)
            .map_err(|error| causes(&error))?
            .into_parts();
        let body = Limited::new(body, self.limits.answer_bytes).collect().await;
        Ok(Answer {
            status: head.status,
            headers: end_to_end(&head.headers),
            extensions: head.extensions,
            body: body.map_err(|error| self.broken(&*error))?.to_bytes(),
        })
    }

    async fn encrypted(
        &self,
        client: &reqwest::Client,
        address: &str,
        head: &request::Parts,
        body: Bytes,
    ) -> Result<Answer, String> {
        let answer = client
            .request(head.method.clone(), address)
            .headers(end_to_end(&head.headers))
            .body(body)
            .send()
            .await
            .map_err(|error| causes(&error))?;
        let (status, headers) = (answer.status(), end_to_end(answer.headers()));
        let body = reqwest::Body::from(answer);
        let body = Limited::new(body, self.limits.answer_bytes).collect().await;
        Ok(Answer {
            status,
            headers,
            extensions: Extensions::new(),
            body: body.map_err(|error| self.broken(&*error))?.to_bytes(),
        })
    }

    fn broken(&self, error: &(dyn Error + 'static)) -> String {
        if error.is::<LengthLimitError>() {
            let limit = self.limits.answer_bytes;
            return format!("the answer is longer than the {limit} bytes the tap takes");
        }
        format!("the answer broke off: {}", causes(error))
    }
}

/// The header fields that are meant for the other end, not for the next connection.
fn end_to_end(headers: &HeaderMap) -> HeaderMap {
    let mut headers = headers.clone();
    for name in [
        header::CONNECTION,
        header::CONTENT_LENGTH,
        header::EXPECT,
        header::HOST,
        header::TE,
        header::TRAILER,
        header::TRANSFER_ENCODING,
        header::UPGRADE,
        header::HeaderName::from_static("keep-alive"),
    ] {
        headers.remove(name);
    }
    headers
}

/// An error with all its causes, in one line.
pub(crate) fn causes(error: &(dyn Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        let cause_text = cause.to_string();
        if !text.contains(&cause_text) {
            text.push_str(": ");
            text.push_str(&cause_text);
        }
        next = cause.source();
    }
    text
}

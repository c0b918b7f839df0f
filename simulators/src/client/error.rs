//! What can go wrong between a document system and the axis, told apart finely enough to say who is to blame.

use std::time::Duration;

/// Where an attempt to reach the axis stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reach {
    /// The host name has no address.
    Dns,
    /// No connection: nobody listens, or the network is down.
    Connect,
    /// The TLS handshake failed.
    Tls,
}

impl std::fmt::Display for Reach {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Reach::Dns => "name lookup",
            Reach::Connect => "connection",
            Reach::Tls => "TLS handshake",
        })
    }
}

/// Why an operation on the axis did not give what was asked. Never holds a secret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClientError {
    /// The axis could not be reached: network or configuration, not the axis's conduct.
    #[error(
        "could not reach {url}: {at} failed ({detail}); check the address and that the axis is up"
    )]
    Unreachable {
        /// Address without its query.
        url: String,
        /// The step that failed.
        at: Reach,
        /// The operating system's or library's words.
        detail: String,
    },
    /// No complete answer within the deadline: a hang, or a drip.
    #[error("expected a complete answer to {operation} within {limit:?}, none came")]
    TimedOut {
        /// Operation asked for.
        operation: String,
        /// The deadline that passed.
        limit: Duration,
    },
    /// The peer closed or reset the connection before the answer was complete.
    #[error("expected a complete answer to {operation}, the connection ended before ({detail})")]
    Reset {
        /// Operation asked for.
        operation: String,
        /// The library's words.
        detail: String,
    },
    /// What answered does not speak HTTP/1.
    #[error("expected an HTTP/1.1 answer to {operation}, got something else ({detail})")]
    NotHttp {
        /// Operation asked for.
        operation: String,
        /// The library's words.
        detail: String,
    },
    /// The answer is larger than this client takes.
    #[error("expected an answer to {operation} of at most {limit} bytes, got {found} or more")]
    TooLarge {
        /// Operation asked for.
        operation: String,
        /// Cap in bytes.
        limit: usize,
        /// Declared or already received bytes.
        found: u64,
    },
    /// Something that is not JSON where JSON belongs.
    #[error(
        "expected JSON from {operation}, got status {status}, type {content_type}, beginning {beginning:?}"
    )]
    NotJson {
        /// Operation asked for.
        operation: String,
        /// HTTP status.
        status: u16,
        /// Declared content type, `none` when absent.
        content_type: String,
        /// At most the first 120 characters, control characters replaced.
        beginning: String,
    },
    /// HTTP 401, or the facade's code 15: the axis does not accept who calls.
    #[error("the axis did not accept the credentials or the signature: {desc}")]
    Unauthorized {
        /// The axis's error code, when it gave one.
        code: Option<String>,
        /// The axis's words.
        desc: String,
    },
    /// A well-formed refusal by the axis.
    #[error("the axis refused {operation}: {desc} (code {code}, status {status})")]
    AxisRefused {
        /// Operation asked for.
        operation: String,
        /// HTTP status.
        status: u16,
        /// The axis's error code.
        code: String,
        /// The axis's words.
        desc: String,
    },
    /// JSON, but not in the shape of the operation's answer.
    #[error("the answer to {operation} is malformed at {field}: expected {expected}, got {found}")]
    Malformed {
        /// Operation asked for.
        operation: String,
        /// Path of the field, `data[3].docId`.
        field: String,
        /// Shape that was expected.
        expected: String,
        /// What stood there, shortened.
        found: String,
    },
    /// Refused by this side before anything was sent.
    #[error("not sent: {0}")]
    Invalid(String),
}

impl ClientError {
    /// Whether sending the same bytes again later could end differently. The axis's own refusals are final.
    pub fn worth_another_try(&self) -> bool {
        !matches!(
            self,
            ClientError::AxisRefused { .. }
                | ClientError::Unauthorized { .. }
                | ClientError::Invalid(_)
        )
    }

    /// The axis's error code, when the axis itself refused and gave one.
    pub fn code(&self) -> Option<&str> {
        match self {
            ClientError::AxisRefused { code, .. } => Some(code),
            ClientError::Unauthorized { code, .. } => code.as_deref(),
            _ => None,
        }
    }
}

/// Puts a name to what the HTTP library reports.
pub(super) fn classify(error: &reqwest::Error, operation: &str, deadline: Duration) -> ClientError {
    let detail = deepest(error);
    let operation = operation.to_string();
    if error.is_connect() || error.is_dns() {
        if error.is_timeout() {
            return unreachable(error, Reach::Connect, "connecting took too long".into());
        }
        return unreachable(error, reach(error), detail);
    }
    if error.is_timeout() {
        return ClientError::TimedOut {
            operation,
            limit: deadline,
        };
    }
    if error.is_builder() {
        return ClientError::Invalid(format!(
            "the request to {operation} cannot be built: {detail}"
        ));
    }
    match find::<hyper::Error>(error) {
        Some(cause) if cause.is_parse() => ClientError::NotHttp { operation, detail },
        _ => ClientError::Reset { operation, detail },
    }
}

fn unreachable(error: &reqwest::Error, at: Reach, detail: String) -> ClientError {
    let url = error.url().map_or_else(String::new, |url| {
        let mut url = url.clone();
        url.set_query(None);
        url.to_string()
    });
    ClientError::Unreachable { url, at, detail }
}

fn reach(error: &reqwest::Error) -> Reach {
    if error.is_dns() {
        Reach::Dns
    } else if is_tls(error) {
        Reach::Tls
    } else {
        Reach::Connect
    }
}

fn is_tls(error: &(dyn std::error::Error + 'static)) -> bool {
    find::<rustls::Error>(error).is_some()
}

/// What an error was caused by; an `io::Error` hides what it wraps from `source()`.
fn cause<'a>(
    error: &'a (dyn std::error::Error + 'static),
) -> Option<&'a (dyn std::error::Error + 'static)> {
    let wrapped = error
        .downcast_ref::<std::io::Error>()
        .and_then(std::io::Error::get_ref);
    match wrapped {
        Some(inner) => Some(inner),
        None => error.source(),
    }
}

fn find<'a, T: std::error::Error + 'static>(
    error: &'a (dyn std::error::Error + 'static),
) -> Option<&'a T> {
    let mut next = Some(error);
    while let Some(current) = next {
        if let Some(found) = current.downcast_ref::<T>() {
            return Some(found);
        }
        next = cause(current);
    }
    None
}

fn deepest(error: &(dyn std::error::Error + 'static)) -> String {
    let mut current = error;
    while let Some(source) = cause(current) {
        current = source;
    }
    current.to_string()
}

//! What the faults of one exchange do to it, and the sentences that tell it.

use std::time::Duration;

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderName, HeaderValue};
use http::{Extensions, HeaderMap, Response, StatusCode, request};

use super::body::{self, Body};
use super::pass::Outcome;
use super::rule::Fault;
use super::upstream::Answer;

/// The faults of an exchange that are still to happen, and what did happen, in sentences.
pub(super) struct Story {
    pub faults: Vec<Fault>,
    pub told: Vec<String>,
}

/// What happens when the endpoint is not asked.
pub(super) enum Instead {
    Outcome(Outcome),
    Blanks(u64),
}

impl Story {
    /// Takes the first fault that fits and notes that it happened.
    pub fn take(&mut self, fits: impl Fn(&Fault) -> bool) -> Option<Fault> {
        let at = self.faults.iter().position(fits)?;
        let fault = self.faults.remove(at);
        self.told.push(fault.to_string());
        Some(fault)
    }

    pub fn change_request(&mut self, head: &mut request::Parts, body: &mut Bytes) {
        let of_request = |fault: &Fault| {
            matches!(
                fault,
                Fault::ChangeRequestBody { .. } | Fault::SetRequestHeader { .. }
            )
        };
        while let Some(fault) = self.take(of_request) {
            match fault {
                Fault::ChangeRequestBody { find, replace } => self.replace(body, &find, &replace),
                Fault::SetRequestHeader { name, value } => {
                    self.set(&mut head.headers, &name, value.as_deref());
                }
                _ => {}
            }
        }
    }

    pub fn without_endpoint(&mut self) -> Option<Instead> {
        let fault = self.take(|fault| {
            matches!(
                fault,
                Fault::HangRequest | Fault::DropRequest | Fault::Reset | Fault::HugeAnswer { .. }
            )
        })?;
        Some(match fault {
            Fault::HangRequest => Instead::Outcome(Outcome::Hang),
            Fault::Reset => Instead::Outcome(Outcome::Reset),
            Fault::HugeAnswer { bytes } => Instead::Blanks(bytes),
            _ => Instead::Outcome(Outcome::Close),
        })
    }

    /// Changes the answer and tells how late it is to be passed back.
    pub fn change_answer(&mut self, answer: &mut Answer) -> Duration {
        let mut late = Duration::ZERO;
        let of_answer = |fault: &Fault| {
            matches!(
                fault,
                Fault::DelayAnswer { .. }
                    | Fault::ReplaceAnswer { .. }
                    | Fault::ChangeAnswerBody { .. }
                    | Fault::SetAnswerHeader { .. }
            )
        };
        while let Some(fault) = self.take(of_answer) {
            match fault {
                Fault::DelayAnswer { milliseconds } => late += Duration::from_millis(milliseconds),
                Fault::ReplaceAnswer {
                    status,
                    content_type,
                    body,
                } => {
                    answer.status = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
                    answer.headers = HeaderMap::new();
                    answer.extensions = Extensions::new();
                    self.set(
                        &mut answer.headers,
                        CONTENT_TYPE.as_str(),
                        Some(&content_type),
                    );
                    answer.body = body.into();
                }
                Fault::ChangeAnswerBody { find, replace } => {
                    self.replace(&mut answer.body, &find, &replace);
                }
                Fault::SetAnswerHeader { name, value } => {
                    self.set(&mut answer.headers, &name, value.as_deref());
                }
                _ => {}
            }
        }
        late
    }

    pub fn shape(&mut self, shape: Shape) -> Shape {
        let of_shape = |fault: &Fault| {
            matches!(
                fault,
                Fault::TruncateAnswer { .. } | Fault::DripAnswer { .. }
            )
        };
        match self.take(of_shape) {
            Some(Fault::TruncateAnswer { bytes }) => Shape::BrokenOff(bytes),
            Some(Fault::DripAnswer {
                bytes,
                milliseconds,
            }) => Shape::InDrops(bytes, Duration::from_millis(milliseconds)),
            _ => shape,
        }
    }

    fn replace(&mut self, body: &mut Bytes, find: &str, replace: &str) {
        match replaced(body, find.as_bytes(), replace.as_bytes()) {
            Some(changed) => *body = changed.into(),
            None => self.told.push(format!(
                "“{find}” does not stand there, nothing was changed"
            )),
        }
    }

    fn set(&mut self, headers: &mut HeaderMap, name: &str, value: Option<&str>) {
        let Ok(field) = HeaderName::from_bytes(name.as_bytes()) else {
            self.told.push(format!(
                "`{name}` is no header field's name, nothing was changed"
            ));
            return;
        };
        match value.map(|value| HeaderValue::from_bytes(value.as_bytes())) {
            None => {
                headers.remove(field);
            }
            Some(Ok(value)) => {
                headers.insert(field, value);
            }
            Some(Err(_)) => {
                (self.told).push(format!("the value for {name} is none, nothing was changed"));
            }
        }
    }
}

/// How the body goes back.
pub(super) enum Shape {
    Whole,
    BrokenOff(usize),
    InDrops(usize, Duration),
    Blanks(u64),
}

impl Shape {
    pub fn response(self, answer: Answer) -> Response<Body> {
        let length = match self {
            Self::Blanks(bytes) => bytes,
            _ => answer.body.len() as u64,
        };
        let body = match self {
            Self::Whole => body::whole(answer.body),
            Self::BrokenOff(after) => body::broken_off(answer.body, after),
            Self::InDrops(size, pause) => body::in_drops(answer.body, size, pause),
            Self::Blanks(bytes) => body::blanks(bytes),
        };
        let mut response = Response::new(body);
        *response.status_mut() = answer.status;
        *response.headers_mut() = answer.headers;
        *response.extensions_mut() = answer.extensions;
        if answer.status != StatusCode::NO_CONTENT && answer.status != StatusCode::NOT_MODIFIED {
            response.headers_mut().insert(CONTENT_LENGTH, length.into());
        }
        response
    }
}

/// The bytes with a part replaced wherever it stands; none when it stands nowhere.
fn replaced(bytes: &[u8], find: &[u8], replace: &[u8]) -> Option<Vec<u8>> {
    if find.is_empty() {
        return None;
    }
    let mut changed = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    let mut found = false;
    while let Some(at) = rest.windows(find.len()).position(|window| window == find) {
        changed.extend_from_slice(&rest[..at]);
        changed.extend_from_slice(replace);
        rest = &rest[at + find.len()..];
        found = true;
    }
    changed.extend_from_slice(rest);
    found.then_some(changed)
}

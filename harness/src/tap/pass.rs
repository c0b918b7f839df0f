//! One exchange: its faults, the endpoint's answer, and the line in the record.

use std::sync::Arc;
use std::time::Instant;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderValue};
use http::{Extensions, HeaderMap, Response, StatusCode, request};
use jiff::civil::DateTime;
use record::{Exchange, Message};
use tokio::sync::oneshot;

use super::body::{self, Body};
use super::capture;
use super::rule::Fault;
use super::story::{Instead, Shape, Story};
use super::upstream::Answer;
use super::{Inner, Scenario};

/// When a request arrived, and in which scenario and step.
pub(super) struct Arrived {
    scenario: Scenario,
    step: Option<usize>,
    at: DateTime,
    since: Instant,
}

impl Arrived {
    pub fn now(inner: &Inner) -> Self {
        let scenario = inner.scenario();
        Self {
            step: scenario.recorder.step(),
            scenario,
            at: inner.clock.now(),
            since: Instant::now(),
        }
    }
}

/// What the caller gets.
pub(super) enum Outcome {
    /// An answer.
    Answer(Box<Response<Body>>),
    /// Nothing, for as long as it waits.
    Hang,
    /// The end of the connection.
    Close,
    /// The end of the connection by a reset.
    Reset,
}

/// Passes one request on as its faults say, records the exchange, and tells the caller's connection what to do.
pub(super) async fn pass(
    inner: Arc<Inner>,
    arrived: Arrived,
    mut head: request::Parts,
    body: Result<Bytes, String>,
    caller_waits: oneshot::Sender<Outcome>,
) {
    let operation = operation(head.uri.path());
    let caller = inner.caller(&head.headers);
    let mut story = Story {
        faults: inner.rules(|rules| rules.meet(&operation, &caller)),
        told: Vec::new(),
    };
    let (mut body, broken) = match body {
        Ok(body) => (body, None),
        Err(reason) => (Bytes::new(), Some(reason)),
    };
    story.change_request(&mut head, &mut body);
    let request = inner.request_message(&arrived, &head, &body);
    let (outcome, response) = match broken {
        Some(reason) => {
            story.told.push(reason);
            (Outcome::Close, None)
        }
        None => inner.answer(&arrived, &mut story, &mut head, body).await,
    };
    if caller_waits.is_closed() {
        story
            .told
            .push("the caller did not wait for the answer".to_owned());
    }
    let exchange = Exchange {
        scenario: String::new(),
        number: 0,
        step: arrived.step,
        from: caller.name,
        to: inner.role.clone(),
        operation,
        at: arrived.at,
        milliseconds: u64::try_from(arrived.since.elapsed().as_millis()).unwrap_or(u64::MAX),
        request,
        response,
        fault: (!story.told.is_empty()).then(|| story.told.join("; ")),
    };
    // Recorded before the caller sees the answer: what a step reads after a call always contains that call.
    let exchange = arrived.scenario.recorder.exchange(exchange);
    arrived.scenario.exchanges.push(exchange);
    // A caller that left does not want to know.
    let _ = caller_waits.send(outcome);
}

/// The last part of the path.
fn operation(path: &str) -> String {
    let last = path.trim_end_matches('/').rsplit('/').next();
    last.unwrap_or_default().to_owned()
}

impl Inner {
    fn request_message(&self, arrived: &Arrived, head: &request::Parts, body: &Bytes) -> Message {
        let masker = arrived.scenario.recorder.recorder().masker();
        capture::message(
            format!("{} {}", head.method, head.uri),
            &head.headers,
            body,
            masker,
        )
    }

    /// What the caller gets, and the answer as recorded.
    async fn answer(
        &self,
        arrived: &Arrived,
        story: &mut Story,
        head: &mut request::Parts,
        body: Bytes,
    ) -> (Outcome, Option<Message>) {
        let masker = arrived.scenario.recorder.recorder().masker();
        let (mut answer, shape) = match story.without_endpoint() {
            Some(Instead::Outcome(outcome)) => return (outcome, None),
            Some(Instead::Blanks(bytes)) => (plain_answer(), Shape::Blanks(bytes)),
            None => match self.ask(story, head, body).await {
                Ok(answer) => (answer, Shape::Whole),
                Err(reason) => {
                    story
                        .told
                        .push(format!("{} gave no answer: {reason}", self.role));
                    return (Outcome::Close, None);
                }
            },
        };
        if story
            .take(|fault| matches!(fault, Fault::SwallowAnswer))
            .is_some()
        {
            return (Outcome::Reset, None);
        }
        let late = story.change_answer(&mut answer);
        let shape = story.shape(shape);
        body::wait(late).await;
        let line = status_line(answer.status);
        let message = capture::message(line, &answer.headers, &answer.body, masker);
        (
            Outcome::Answer(Box::new(shape.response(answer))),
            Some(message),
        )
    }

    async fn ask(
        &self,
        story: &mut Story,
        head: &mut request::Parts,
        body: Bytes,
    ) -> Result<Answer, String> {
        let here = (head.uri.path_and_query()).map_or("/", http::uri::PathAndQuery::as_str);
        head.uri = self
            .path(here)
            .parse()
            .map_err(|error| format!("{error}"))?;
        if story
            .take(|fault| matches!(fault, Fault::DuplicateRequest))
            .is_some()
        {
            self.upstream.ask(&self.base(), head, body.clone()).await?;
        }
        self.upstream.ask(&self.base(), head, body).await
    }
}

fn plain_answer() -> Answer {
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    Answer {
        status: StatusCode::OK,
        headers,
        extensions: Extensions::new(),
        body: Bytes::new(),
    }
}

fn status_line(status: StatusCode) -> String {
    match status.canonical_reason() {
        Some(reason) => format!("{} {reason}", status.as_u16()),
        None => status.as_u16().to_string(),
    }
}

//! One exchange: its faults, the endpoint's answer, and the line in the record.

use std::sync::Arc;
use std::time::Instant;

use bytes::Bytes;
use http::{Response, StatusCode, request};
use jiff::civil::DateTime;
use record::{Exchange, Message};
use tokio::sync::oneshot;

use super::body::{self, Body};
use super::capture;
use super::fault::Fault;
use super::rule::Side;
use super::rules::Caller;
use super::signing;
use super::story::{Earlier, Instead, Shape, Story};
use super::upstream::Answer;
use super::wire;
use super::{Inner, NO_ANSWER, Scenario};

/// When a request arrived, and in which scenario and step.
#[derive(Clone)]
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

/// A request on its way, as the caller made it.
#[derive(Clone)]
struct Asked {
    operation: String,
    caller: Caller,
    head: request::Parts,
    body: Bytes,
}

/// Passes one request on as its faults say, records the exchange, and tells the caller's connection what to do.
pub(super) async fn pass(
    inner: Arc<Inner>,
    arrived: Arrived,
    head: request::Parts,
    body: Result<Bytes, String>,
    caller_waits: oneshot::Sender<Outcome>,
) {
    let (body, broken) = match body {
        Ok(body) => (body, None),
        Err(reason) => (Bytes::new(), Some(reason)),
    };
    let spoken = wire::spoken(&inner.role, &head, &body);
    let caller = inner.caller(&spoken);
    let operation = spoken.operation;
    let due = inner
        .rules(|rules| rules.meet(&operation, &caller, || capture::request_text(&head, &body)));
    let mut story = Story {
        due,
        told: Vec::new(),
    };
    let mut asked = Asked {
        operation,
        caller,
        head,
        body,
    };
    if let Some(Fault::NeverMade { body }) =
        story.take(|due| matches!(due.fault, Fault::NeverMade { .. }))
    {
        let answer = Shape::Whole.response(Answer::json(200, body));
        // A caller that left does not want to know.
        let _ = caller_waits.send(Outcome::Answer(Box::new(answer)));
        return;
    }
    if story.awaits_request(Side::Caller) {
        let spoils = story.take_spoilt_signature();
        story.change_request(Side::Caller, &mut asked.head, &mut asked.body);
        inner.sign_again(&mut asked);
        story.due.extend(spoils);
        story.change_request(Side::Caller, &mut asked.head, &mut asked.body);
    }
    story.change_request(Side::Line, &mut asked.head, &mut asked.body);
    let again = story.take_again(&asked.body).map(|body| Asked {
        body,
        ..asked.clone()
    });
    let outcome = inner
        .exchange(&arrived, story, asked, broken, &caller_waits)
        .await;
    if let Some(mut again) = again {
        inner.sign_again(&mut again);
        inner
            .exchange(&arrived, Story::default(), again, None, &caller_waits)
            .await;
    }
    // A caller that left does not want to know.
    let _ = caller_waits.send(outcome);
}

impl Inner {
    /// One exchange with the endpoint, recorded. Recorded before the caller sees the answer: what a step reads after a
    /// call always contains that call.
    async fn exchange(
        &self,
        arrived: &Arrived,
        mut story: Story,
        asked: Asked,
        broken: Option<String>,
        caller_waits: &oneshot::Sender<Outcome>,
    ) -> Outcome {
        let (operation, from) = (asked.operation.clone(), asked.caller.name.clone());
        let request = self.request_message(arrived, &asked);
        let (outcome, response) = match broken {
            Some(reason) => {
                story.told.push(reason);
                (Outcome::Close, None)
            }
            None => self.answer(arrived, &mut story, asked).await,
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
            from,
            to: self.role.clone(),
            operation,
            at: arrived.at,
            milliseconds: u64::try_from(arrived.since.elapsed().as_millis()).unwrap_or(u64::MAX),
            request,
            response,
            fault: (!story.told.is_empty()).then(|| story.told.join("; ")),
        };
        let exchange = arrived.scenario.recorder.exchange(exchange);
        arrived.scenario.exchanges.push(exchange);
        outcome
    }

    fn request_message(&self, arrived: &Arrived, asked: &Asked) -> Message {
        let masker = arrived.scenario.recorder.recorder().masker();
        capture::message(
            format!("{} {}", asked.head.method, asked.head.uri),
            &asked.head.headers,
            &asked.body,
            masker,
        )
    }

    /// What the caller gets, and the answer as recorded.
    async fn answer(
        &self,
        arrived: &Arrived,
        story: &mut Story,
        asked: Asked,
    ) -> (Outcome, Option<Message>) {
        let masker = arrived.scenario.recorder.recorder().masker();
        let earlier = self.earlier(&asked);
        let (operation, caller) = (asked.operation.clone(), asked.caller.name.clone());
        let (mut answer, shape) = match story.without_endpoint() {
            Some(Instead::Outcome(outcome)) => return (outcome, None),
            Some(Instead::Blanks(bytes)) => (Answer::json(200, Bytes::new()), Shape::Blanks(bytes)),
            Some(Instead::Answer(answer)) => (answer, Shape::Whole),
            None => match self.ask(story, asked).await {
                Ok(answer) => (answer, Shape::Whole),
                Err(reason) => {
                    story
                        .told
                        .push(format!("{} {NO_ANSWER}: {reason}", self.role));
                    return (Outcome::Close, None);
                }
            },
        };
        if story
            .take(|due| matches!(due.fault, Fault::SwallowAnswer))
            .is_some()
        {
            return (Outcome::Reset, None);
        }
        self.remember(&operation, &caller, &answer);
        let late = story.change_answer(&[Side::Role, Side::Line], &mut answer, &earlier);
        let shape = story.shape(shape);
        body::wait(late).await;
        let line = status_line(answer.status);
        let message = capture::message(line, &answer.headers, &answer.body, masker);
        story.change_answer(&[Side::Caller], &mut answer, &earlier);
        (
            Outcome::Answer(Box::new(shape.response(answer))),
            Some(message),
        )
    }

    async fn ask(&self, story: &mut Story, mut asked: Asked) -> Result<Answer, String> {
        story.change_request(Side::Role, &mut asked.head, &mut asked.body);
        if story
            .take(|due| matches!(due.fault, Fault::SignAgain))
            .is_some()
        {
            self.sign_again(&mut asked);
        }
        let here = (asked.head.uri.path_and_query()).map_or("/", http::uri::PathAndQuery::as_str);
        asked.head.uri = self
            .path(here)
            .parse()
            .map_err(|error| format!("{error}"))?;
        let base = self.base();
        if story
            .take(|due| matches!(due.fault, Fault::DuplicateRequest))
            .is_some()
        {
            self.upstream
                .ask(&base, &asked.head, asked.body.clone())
                .await?;
        }
        let answer = self
            .upstream
            .ask(&base, &asked.head, asked.body.clone())
            .await?;
        let for_others = |fault: &Fault| matches!(fault, Fault::AskAsOthers);
        if !answer.refuses() || !story.due.iter().any(|due| for_others(&due.fault)) {
            return Ok(answer);
        }
        for credentials in self.everybody() {
            signing::sign_as(&credentials, &mut asked.head, &asked.body);
            let other = self
                .upstream
                .ask(&base, &asked.head, asked.body.clone())
                .await?;
            if !other.refuses() {
                story.take(|due| for_others(&due.fault));
                return Ok(other);
            }
        }
        Ok(answer)
    }

    /// Signs a request again by the system it names, when that one is known.
    fn sign_again(&self, asked: &mut Asked) {
        let id = asked.caller.system_id.as_deref().unwrap_or_default();
        if let Some(credentials) = self.credentials(id) {
            signing::sign_as(&credentials, &mut asked.head, &asked.body);
        }
    }

    /// What was answered before to the same operation.
    fn earlier(&self, asked: &Asked) -> Earlier {
        let given = self
            .given
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let same = || {
            given
                .iter()
                .filter(|given| given.operation == asked.operation)
        };
        let answer = |given: &super::Given| given.answer.clone();
        Earlier {
            own: same()
                .find(|given| given.caller == asked.caller.name)
                .map(answer),
            of_another: same()
                .rfind(|given| given.caller != asked.caller.name)
                .map(answer),
        }
    }

    /// Keeps an answer when some rule looks back.
    fn remember(&self, operation: &str, caller: &str, answer: &Answer) {
        if self.rules(|rules| rules.look_back()) && !answer.refuses() {
            let mut given = self
                .given
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner);
            given.push(super::Given {
                operation: operation.to_owned(),
                caller: caller.to_owned(),
                answer: answer.clone(),
            });
        }
    }
}

fn status_line(status: StatusCode) -> String {
    match status.canonical_reason() {
        Some(reason) => format!("{} {reason}", status.as_u16()),
        None => status.as_u16().to_string(),
    }
}

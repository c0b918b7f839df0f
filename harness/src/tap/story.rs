//! What the faults of one exchange do to it, and the sentences that tell it.

use std::time::Duration;

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderName, HeaderValue};
use http::{HeaderMap, Response, StatusCode, request};

use super::body::{self, Body};
use super::fault::Fault;
use super::lists;
use super::package;
use super::pass::Outcome;
use super::pattern::Pattern;
use super::rule::Side;
use super::rules::Due;
use super::signing;
use super::upstream::Answer;

/// The faults of an exchange that are still to happen, and what did happen, in sentences.
#[derive(Clone, Default)]
pub(super) struct Story {
    pub due: Vec<Due>,
    pub told: Vec<String>,
}

/// What happens when the endpoint is not asked.
pub(super) enum Instead {
    Outcome(Outcome),
    Blanks(u64),
    Answer(Answer),
}

/// What a change came to.
type Changed = Result<(), String>;

impl Story {
    /// Takes the first fault that fits and notes that it happened.
    pub fn take(&mut self, fits: impl Fn(&Due) -> bool) -> Option<Fault> {
        let at = self.due.iter().position(fits)?;
        let due = self.due.remove(at);
        self.happened(&due);
        Some(due.fault)
    }

    fn happened(&mut self, due: &Due) {
        due.applies();
        if !due.silent {
            self.told.push(due.fault.to_string());
        }
    }

    /// Carries out every fault that fits; one that found nothing to change is told and does not count as applied.
    fn carry_out(
        &mut self,
        fits: impl Fn(&Due) -> bool,
        mut change: impl FnMut(&Fault) -> Changed,
    ) {
        let (now, later) = std::mem::take(&mut self.due).into_iter().partition(fits);
        self.due = later;
        let now: Vec<Due> = now;
        for due in now {
            match change(&due.fault) {
                Ok(()) => self.happened(&due),
                Err(nothing) if !due.silent => self.told.push(nothing),
                Err(_) => {}
            }
        }
    }

    /// Whether a fault of that side waits for the request.
    pub fn awaits_request(&self, side: Side) -> bool {
        self.due
            .iter()
            .any(|due| due.side == side && of_request(&due.fault))
    }

    /// Takes out what a caller changes in the signature itself: it happens after the signing.
    pub fn take_spoilt_signature(&mut self) -> Vec<Due> {
        let (spoils, others) = std::mem::take(&mut self.due)
            .into_iter()
            .partition(|due| due.side == Side::Caller && of_signature(&due.fault));
        self.due = others;
        spoils
    }

    /// Changes the request as one side does.
    pub fn change_request(&mut self, side: Side, head: &mut request::Parts, body: &mut Bytes) {
        self.carry_out(
            |due| due.side == side && of_request(&due.fault),
            |fault| match fault {
                Fault::EditRequest { find, replace } => {
                    *body = edited(body, find, replace)?;
                    Ok(())
                }
                Fault::SetRequestHeader { name, value } => {
                    set(&mut head.headers, name, value.as_deref())
                }
                _ => Ok(()),
            },
        );
    }

    /// The body with which the caller makes the request once more.
    pub fn take_again(&mut self, body: &Bytes) -> Option<Bytes> {
        let mut again = None;
        self.carry_out(
            |due| matches!(due.fault, Fault::MadeAgain { .. }),
            |fault| {
                if let Fault::MadeAgain { find, replace } = fault {
                    again = Some(edited(body, find, replace)?);
                }
                Ok(())
            },
        );
        again
    }

    pub fn without_endpoint(&mut self) -> Option<Instead> {
        let fault = self.take(|due| {
            matches!(
                due.fault,
                Fault::HangRequest
                    | Fault::DropRequest
                    | Fault::Reset
                    | Fault::HugeAnswer { .. }
                    | Fault::AnswerInstead { .. }
            )
        })?;
        Some(match fault {
            Fault::HangRequest => Instead::Outcome(Outcome::Hang),
            Fault::Reset => Instead::Outcome(Outcome::Reset),
            Fault::HugeAnswer { bytes } => Instead::Blanks(bytes),
            Fault::AnswerInstead { status, body } => Instead::Answer(Answer::json(status, body)),
            _ => Instead::Outcome(Outcome::Close),
        })
    }

    /// Changes the answer as the given sides do, and tells how late it is to be passed back.
    pub fn change_answer(
        &mut self,
        sides: &[Side],
        answer: &mut Answer,
        earlier: &Earlier,
    ) -> Duration {
        let mut late = Duration::ZERO;
        // Each fault looks at what the ones before it left.
        while let Some(at) =
            (self.due.iter()).position(|due| sides.contains(&due.side) && of_answer(&due.fault))
        {
            let due = self.due.remove(at);
            let meant = due
                .answer
                .as_ref()
                .is_none_or(|pattern| pattern.occurs(&answer.text()));
            if !meant {
                continue;
            }
            match change(&due.fault, answer, earlier, &mut late) {
                Ok(()) => self.happened(&due),
                Err(nothing) if !due.silent => self.told.push(nothing),
                Err(_) => {}
            }
        }
        late
    }

    pub fn shape(&mut self, shape: Shape) -> Shape {
        let of_shape = |due: &Due| {
            matches!(
                due.fault,
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
}

/// Answers to the same operation that were given before, for faults that give them again.
#[derive(Debug, Default)]
pub(super) struct Earlier {
    /// The caller's first one.
    pub own: Option<Answer>,
    /// Somebody else's latest one.
    pub of_another: Option<Answer>,
}

fn of_request(fault: &Fault) -> bool {
    matches!(
        fault,
        Fault::EditRequest { .. } | Fault::SetRequestHeader { .. }
    )
}

fn of_signature(fault: &Fault) -> bool {
    matches!(fault, Fault::SetRequestHeader { name, .. } if signing::makes(name))
}

fn of_answer(fault: &Fault) -> bool {
    matches!(
        fault,
        Fault::DelayAnswer { .. }
            | Fault::ReplaceAnswer { .. }
            | Fault::SetAnswerHeader { .. }
            | Fault::EditAnswer { .. }
            | Fault::SetAnswerStatus { .. }
            | Fault::ChangeList { .. }
            | Fault::AnswerOfAnother
            | Fault::FirstAnswerAgain
    )
}

fn change(fault: &Fault, answer: &mut Answer, earlier: &Earlier, late: &mut Duration) -> Changed {
    match fault {
        Fault::DelayAnswer { milliseconds } => *late += Duration::from_millis(*milliseconds),
        Fault::ReplaceAnswer {
            status,
            content_type,
            body,
        } => {
            *answer = Answer::json(*status, body.clone());
            set(
                &mut answer.headers,
                CONTENT_TYPE.as_str(),
                Some(content_type),
            )?;
        }
        Fault::SetAnswerHeader { name, value } => set(&mut answer.headers, name, value.as_deref())?,
        Fault::SetAnswerStatus { status } => answer.status = status_code(*status),
        Fault::EditAnswer {
            part,
            find,
            replace,
        } => {
            answer.body =
                package::edited(&answer.body, *part, find, replace).ok_or_else(|| nothing(find))?;
        }
        Fault::ChangeList { change, holding } => {
            answer.body =
                lists::changed(&answer.body, *change, holding.as_ref()).ok_or_else(|| {
                    "there is no such entry in a list, nothing was changed".to_owned()
                })?;
        }
        Fault::AnswerOfAnother => *answer = again(earlier.of_another.as_ref())?,
        Fault::FirstAnswerAgain => *answer = again(earlier.own.as_ref())?,
        _ => {}
    }
    Ok(())
}

fn again(earlier: Option<&Answer>) -> Result<Answer, String> {
    earlier
        .cloned()
        .ok_or_else(|| "nothing was answered before, nothing was changed".to_owned())
}

fn status_code(status: u16) -> StatusCode {
    StatusCode::from_u16(status).unwrap_or(StatusCode::OK)
}

fn edited(body: &[u8], find: &Pattern, replace: &str) -> Result<Bytes, String> {
    let changed = find.replaced(body, replace).ok_or_else(|| nothing(find))?;
    Ok(changed.into())
}

fn nothing(find: &Pattern) -> String {
    format!(
        "“{}” does not stand there, nothing was changed",
        find.as_str()
    )
}

fn set(headers: &mut HeaderMap, name: &str, value: Option<&str>) -> Changed {
    let field = HeaderName::from_bytes(name.as_bytes())
        .map_err(|_| format!("`{name}` is no header field's name, nothing was changed"))?;
    match value.map(|value| HeaderValue::from_bytes(value.as_bytes())) {
        None => {
            headers.remove(field);
        }
        Some(Ok(value)) => {
            headers.insert(field, value);
        }
        Some(Err(_)) => return Err(format!("the value for {name} is none, nothing was changed")),
    }
    Ok(())
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

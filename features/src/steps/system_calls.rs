//! What the document system under test did, as the tap saw it: its calls in their order, and what they carried.

use std::collections::{HashMap, HashSet};

use harness::inbox::Inbox;
use jiff::civil::DateTime;
use protocols::edxml::{self, Limits, Package, Status};
use record::Exchange;

use crate::answer;
use crate::ended::Ended;
use crate::memory::Paper;
use crate::world::World;

/// The calls of one system, and how to see those that came later.
pub(super) struct Calls {
    name: String,
    tap: Inbox<Exchange>,
    seen: Vec<Exchange>,
}

/// A status package as the system sent it.
pub(super) struct SentStatus {
    /// The exchange's number.
    pub number: u32,
    /// When the tap saw it.
    pub at: DateTime,
    /// The codes of the request's `to`.
    pub to: Vec<String>,
    /// The package as written.
    pub xml: String,
    /// What it says, when it can be read.
    pub read: Result<Status, String>,
}

/// One way of looking at an exchange: the operation of either face.
pub(super) struct Operation<'a>(&'a Exchange);

/// The operation of an exchange.
pub(super) fn operation(exchange: &Exchange) -> Operation<'_> {
    Operation(exchange)
}

impl World {
    /// The calls of the system under test so far.
    pub(super) fn calls_now(&mut self) -> Result<Calls, Ended> {
        let identity = self.under_test()?.identity().clone();
        let tap = self.government()?.tap().exchanges();
        Ok(Calls {
            name: format!("{} ({})", identity.name, identity.code),
            tap,
            seen: Vec::new(),
        }
        .again())
    }
}

impl Calls {
    /// The same, with what happened since.
    pub fn again(&self) -> Self {
        let seen = self.tap.all(|exchange| exchange.from == self.name);
        Self {
            name: self.name.clone(),
            tap: self.tap.clone(),
            seen,
        }
    }

    /// Every call in the order in which they ended.
    pub fn all(&self) -> &[Exchange] {
        &self.seen
    }

    /// Calls of that operation.
    pub fn of<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Exchange> {
        self.seen
            .iter()
            .filter(move |exchange| exchange.operation.eq_ignore_ascii_case(name))
    }

    /// Calls that sent a package of that kind, taken by the axis or not.
    pub fn sends<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Exchange> {
        self.of("sendEdoc").filter(move |exchange| {
            param(exchange, "messagetype").is_some_and(|found| found.eq_ignore_ascii_case(kind))
        })
    }

    /// Calls that sent a document which the axis took, the same package counted once.
    pub fn documents(&self) -> Vec<&Exchange> {
        let mut ids = HashSet::new();
        self.sends("edoc")
            .filter(|exchange| sent_id(exchange).is_some_and(|id| ids.insert(id)))
            .collect()
    }

    /// The statuses that the axis took. The same package again counts only when its sender had been answered well before:
    /// after a mishap it may be sent again.
    pub fn statuses(&self) -> Vec<SentStatus> {
        let mut well_answered = HashMap::new();
        let taken = self.sends("status").filter(|exchange| {
            sent_id(exchange)
                .is_some_and(|id| well_answered.insert(id, exchange.fault.is_none()) != Some(false))
        });
        taken.map(SentStatus::of).collect()
    }

    /// The statuses that speak of a document.
    pub fn statuses_of(&self, paper: &Named) -> Vec<SentStatus> {
        self.statuses()
            .into_iter()
            .filter(|status| paper.is_meant(status))
            .collect()
    }

    /// The exchange that a failure points to: the system's last one.
    pub fn shows(&self, ended: Ended) -> Ended {
        match self.seen.last() {
            Some(last) => ended.shown_by(last.number),
            None => ended,
        }
    }
}

/// What names a document, to find statuses that speak of it.
#[derive(Clone, Debug)]
pub(super) struct Named {
    id: Option<String>,
    code: String,
    /// Identifiers of the scenario's other documents.
    others: Vec<String>,
}

impl Named {
    /// The name of one of the scenario's documents.
    pub fn of(paper: &Paper, all: &[Paper]) -> Self {
        let id = paper.document.id.clone();
        let others = all
            .iter()
            .filter_map(|other| other.document.id.clone())
            .filter(|other| Some(other) != id.as_ref())
            .collect();
        Self {
            id,
            code: paper.document.code.to_string(),
            others,
        }
    }

    /// Whether a status means this document, however carelessly it names it; how carefully is another check.
    pub fn is_meant(&self, status: &SentStatus) -> bool {
        let text = |element| element_text(&status.xml, element);
        let id = text("DocumentId");
        if id.is_some() && id == self.id {
            return true;
        }
        let of_another = id.is_some_and(|id| self.others.contains(&id));
        !of_another && text("Code").as_deref() == Some(&self.code)
    }
}

impl SentStatus {
    fn of(exchange: &Exchange) -> Self {
        let xml = exchange.request.body.clone();
        let read = match edxml::read(xml.as_bytes(), &Limits::default()) {
            Ok(read) => match read.package {
                Package::Status(status) => Ok(*status),
                Package::Document(_) => Err("it is a document".to_owned()),
            },
            Err(error) => Err(error.to_string()),
        };
        Self {
            number: exchange.number,
            at: exchange.at,
            to: receivers(exchange),
            xml,
            read,
        }
    }

    /// The status code as written.
    pub fn code(&self) -> String {
        element_text(&self.xml, "StatusCode").unwrap_or_default()
    }

    /// Whether it is that code, in one digit or two.
    pub fn is(&self, code: edxml::StatusCode) -> bool {
        edxml::StatusCode::from_wire(self.code().trim()) == Some(code)
    }
}

impl Operation<'_> {
    /// Whether it asks for what waits.
    pub fn is_list(&self) -> bool {
        ["getReceivedEdocList", "syncReceivedEdocList"]
            .iter()
            .any(|name| self.0.operation.eq_ignore_ascii_case(name))
    }

    /// Whether it asks for what waits of that kind, `edoc` or `status`.
    pub fn lists(&self, kind: &str) -> bool {
        self.is_list()
            && param(self.0, "messagetype").is_some_and(|found| found.eq_ignore_ascii_case(kind))
    }

    /// Whether it fetches a package.
    pub fn fetches(&self) -> bool {
        ["getEdoc", "downloadEdoc"]
            .iter()
            .any(|name| self.0.operation.eq_ignore_ascii_case(name))
    }

    /// Whether the answer came back with HTTP 2xx.
    pub fn succeeded(&self) -> bool {
        self.0
            .response
            .as_ref()
            .is_some_and(|answer| answer.line.starts_with('2'))
    }
}

/// A logical parameter of a call: a header field of the VXP face, a query or JSON field of the LGSP face.
pub(super) fn param(exchange: &Exchange, name: &str) -> Option<String> {
    let header = format!("XroadVnpt-{name}");
    let headers = exchange.request.headers.iter();
    let from_header = headers
        .into_iter()
        .find(|(field, _)| field.eq_ignore_ascii_case(&header))
        .map(|(_, value)| value.clone());
    from_header
        .or_else(|| from_query(exchange, name))
        .or_else(|| from_json(exchange, name))
}

fn from_query(exchange: &Exchange, name: &str) -> Option<String> {
    let query = exchange.request.line.split_once('?')?.1;
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs
        .into_iter()
        .find(|(key, _)| key.eq_ignore_ascii_case(name))
        .map(|(_, value)| value.to_owned())
}

fn from_json(exchange: &Exchange, name: &str) -> Option<String> {
    let value: serde_json::Value = serde_json::from_str(&exchange.request.body).ok()?;
    let found = value
        .as_object()?
        .iter()
        .find(|(key, _)| key.eq_ignore_ascii_case(name))?
        .1;
    found.as_str().map(str::to_owned)
}

/// The transport id the axis gave a send; none when it refused or its answer was lost.
pub(super) fn sent_id(exchange: &Exchange) -> Option<String> {
    let response = exchange.response.as_ref()?;
    let status = response.line.split(' ').next()?.parse().ok()?;
    let said = answer::read(status, &serde_json::from_str(&response.body).ok()?);
    said.doc_id.filter(|_| said.accepted)
}

/// The codes of a request's `to`.
pub(super) fn receivers(exchange: &Exchange) -> Vec<String> {
    let text = param(exchange, "to").unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_else(|_| vec![text])
}

/// The text of the first element of that name, whatever its prefix, trimmed; entities of XML undone.
pub(super) fn element_text(xml: &str, name: &str) -> Option<String> {
    let inner = xml
        .match_indices('<')
        .find_map(|(at, _)| after_opening(&xml[at + 1..], name))?;
    let text = inner.split_once('<').map_or(inner, |(text, _)| text).trim();
    let entities = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&apos;", "'"),
        ("&amp;", "&"),
    ];
    Some(
        entities
            .iter()
            .fold(text.to_owned(), |text, (entity, plain)| {
                text.replace(entity, plain)
            }),
    )
}

/// What stands behind the opening tag at the start of a text, when it is that of this element.
fn after_opening<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let tag = text.split_once(['>', ' ']).map_or(text, |(tag, _)| tag);
    let local = tag.split_once(':').map_or(tag, |(_, local)| local);
    (local == name).then(|| text.split_once('>').map(|(_, inner)| inner))?
}

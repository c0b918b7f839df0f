//! What the document system under test sent: the documents, as their receivers were given them.

use protocols::edxml::{self, Document, Kind, Limits, Package};
use simulators::{DocumentSystem, MessageType};

use super::system_calls::{element_text, operation, param, receivers, sent_id};
use super::system_qualities::{Quality, SentDocument};
use super::system_words::Urgency;
use crate::ended::Ended;
use crate::memory::{Paper, Signed};
use crate::params::{Agency, DocumentName, Number, UNDER_TEST};
use crate::step::steps;
use crate::world::World;

steps! {
    /// Waits until the signed document is sent and taken by the axis, and fetches it as its receiver does.
    Then "the document system under test sends {name}" | "hệ thống được kiểm thử gửi {name} đi"
    async fn sends(world, name: DocumentName) {
        let signed = signed(world, &name)?;
        collect(world, signed).await
    }

    /// Both signed documents are sent, the first one before the second one.
    Then "the document system under test sends {first} before {second}" | "hệ thống được kiểm thử gửi {first} trước {second}"
    async fn sends_before(world, first: DocumentName, second: DocumentName) {
        for name in [&first, &second] {
            let signed = signed(world, name)?;
            collect(world, signed).await?;
        }
        let (before, after) = (exchange_of(world, &first)?, exchange_of(world, &second)?);
        if before < after { Ok(()) } else { Err(Ended::fail("the first document is sent before the second one", "the second one was sent first").shown_by(after)) }
    }

    /// However often it was sent, the axis took the document once, and its receiver finds it once.
    Then "{receiver} has {name} of the document system under test exactly once" | "{receiver} có {name} của hệ thống được kiểm thử đúng một lần"
    async fn received_once(world, receiver: Agency, name: DocumentName) {
        world.rest().await?;
        let system = world.system(&receiver)?;
        let subject = world.memory()?.paper(&name)?.document.subject.clone();
        let found = delivered(world, &system).await?.into_iter().filter(|document| document.1.subject == subject).count();
        if found == 1 { Ok(()) } else { Err(Ended::fail("the receiver finds the document once", format!("it finds it {found} times"))) }
    }

    /// The document as sent, and the request that sent it, have a named quality (see the table of qualities).
    Then "{name} as sent has {quality}" | "{name} khi gửi có {quality}"
    async fn has_quality(world, name: DocumentName, quality: Quality) {
        let sent = sent_document(world, &name)?;
        (quality.0.does)(&sent).map_err(|(expected, received)| Ended::fail(expected, received).shown_by(sent.request.number))
    }

    /// The urgency that was asked for stands in the package.
    Then "{name} as sent is {urgency}" | "{name} khi gửi có độ khẩn {urgency}"
    async fn is_urgent(world, name: DocumentName, urgency: Urgency) {
        let sent = sent_document(world, &name)?;
        let written = element_text(&String::from_utf8_lossy(&sent.package), "Priority").unwrap_or_default();
        if written == urgency.0.wire() {
            return Ok(());
        }
        Err(Ended::fail(format!("Priority {}", urgency.0.wire()), format!("Priority “{written}”")).shown_by(sent.request.number))
    }

    /// All documents sent so far have different numbers and notations; so many were sent.
    Then "the {count} documents sent have different numbers and notations" | "{count} văn bản đã gửi có số và ký hiệu khác nhau"
    async fn different_codes(world, count: Number) {
        let documents = papers_of_under_test(world)?;
        let mut codes: Vec<String> = documents.iter().map(|paper| paper.document.code.to_string()).collect();
        let sent = codes.join(", ");
        codes.sort();
        codes.dedup();
        if documents.len() == count.0 && codes.len() == count.0 {
            return Ok(());
        }
        Err(Ended::fail(format!("{} documents with as many numbers and notations", count.0), format!("sent: {sent}")))
    }

    /// The number is this one; a leading zero does not count.
    Then "{name} as sent has the number {number}" | "{name} khi gửi mang số {number}"
    async fn has_number(world, name: DocumentName, number: Number) {
        let code = world.memory()?.paper(&name)?.document.code.clone();
        if code.number.trim().parse() == Ok(number.0) { Ok(()) } else { Err(Ended::fail(format!("the number {}", number.0), format!("the number {}", code.number))) }
    }

    /// The document went out in one package, with so many files, those that it was signed with.
    Then "{name} as sent carries {count} files in one package" | "{name} khi gửi mang {count} tệp trong một gói tin"
    async fn carries(world, name: DocumentName, count: Number) {
        world.rest().await?;
        let subject = world.memory()?.paper(&name)?.document.subject.clone();
        let mut found: Vec<String> = world.memory()?.paper(&name)?.document.attachments.iter().map(|file| file.name.clone()).collect();
        let signed = world.memory()?.signed.iter().find(|signed| signed.subject == subject);
        let mut files = signed.map(|signed| signed.files.clone()).unwrap_or_default();
        let calls = world.calls_now()?;
        let packages = calls.documents().into_iter().filter(|sent| element_text(&sent.request.body, "Subject").as_ref() == Some(&subject)).count();
        let told = format!("{packages} package(s), the first with {} file(s): {}", found.len(), found.join(", "));
        found.sort();
        files.sort();
        if (packages, found.len()) == (1, count.0) && found == files {
            return Ok(());
        }
        Err(Ended::fail(format!("one package with {} files: {}", count.0, files.join(", ")), told))
    }

    /// Every attempt to send the document carried the same document id; there were at least two.
    Then "every attempt to send {name} carries the same document id" | "mọi lần gửi {name} đều mang cùng một mã văn bản"
    async fn same_id(world, name: DocumentName) {
        let subject = world.memory()?.paper(&name)?.document.subject.clone();
        let calls = world.calls_now()?;
        let attempts = calls.sends("edoc").filter(|sent| element_text(&sent.request.body, "Subject").as_ref() == Some(&subject));
        let ids: Vec<String> = attempts.map(|sent| element_text(&sent.request.body, "DocumentId").unwrap_or_default()).collect();
        if ids.len() > 1 && !ids[0].is_empty() && ids.iter().all(|id| *id == ids[0]) {
            return Ok(());
        }
        Err(Ended::fail("two attempts or more with one document id", format!("the attempts carried: {}", ids.join(", "))))
    }
}

/// The axis's error code for content that is not there (any more).
const GONE: &str = "21";

/// The document signed under that name.
pub(super) fn signed(world: &mut World, name: &DocumentName) -> Result<String, Ended> {
    let is = |signed: &&Signed| match name {
        DocumentName::Latest => true,
        DocumentName::Letter(letter) => signed.letter.as_ref() == Some(letter),
    };
    let found = world
        .memory()?
        .signed
        .iter()
        .rev()
        .find(is)
        .map(|signed| signed.subject.clone());
    found.ok_or_else(|| Ended::error("the scenario speaks of a document before it was signed"))
}

/// Waits until a signed document is sent, and remembers it as its receiver was given it.
pub(super) async fn collect(world: &mut World, subject: String) -> Result<(), Ended> {
    if world
        .memory()?
        .papers
        .iter()
        .any(|paper| paper.document.subject == subject)
    {
        return Ok(());
    }
    let sent = |calls: &super::system_calls::Calls| {
        calls
            .documents()
            .into_iter()
            .find(|sent| element_text(&sent.request.body, "Subject").as_ref() == Some(&subject))
            .cloned()
    };
    let expected = format!("the system sends “{subject}” and the axis takes it");
    world
        .until(
            &expected,
            |calls| sent(calls).is_some(),
            |calls| attempts(calls, &subject),
        )
        .await?;
    let exchange =
        sent(&world.calls_now()?).ok_or_else(|| Ended::error("a send that was seen is gone"))?;
    let to = receivers(&exchange);
    let receiver = receiver(world, &to)?;
    let found = delivered(world, &receiver)
        .await?
        .into_iter()
        .rev()
        .find(|(_, document)| document.subject == subject);
    let (package, document) = found.ok_or_else(|| {
        Ended::fail(
            "the receiver is given the document that was sent",
            "it is not among what waits for the receiver",
        )
        .by("axis")
    })?;
    let memory = world.memory()?;
    let letter = memory
        .signed
        .iter()
        .find(|signed| signed.subject == subject)
        .and_then(|signed| signed.letter.clone());
    let doc_ids = sent_id(&exchange).into_iter().collect();
    memory.papers.push(Paper {
        letter,
        from: UNDER_TEST.en,
        to,
        document,
        package,
        doc_ids,
    });
    Ok(())
}

/// What became of the attempts to send a document, for a failure.
fn attempts(calls: &super::system_calls::Calls, subject: &str) -> String {
    let of_it = |sent: &&record::Exchange| {
        element_text(&sent.request.body, "Subject").as_deref() == Some(subject)
    };
    let lines: Vec<String> = calls
        .sends("edoc")
        .filter(of_it)
        .map(|sent| {
            let answer = sent.response.as_ref();
            format!(
                "no. {}: {}",
                sent.number,
                answer.map_or("no answer".into(), |answer| format!(
                    "{} {}",
                    answer.line,
                    answer.body.chars().take(160).collect::<String>()
                ))
            )
        })
        .collect();
    if lines.is_empty() {
        "it made no attempt to send it".into()
    } else {
        format!("attempts to send it: {}", lines.join("; "))
    }
}

/// The peer of the scenario among those receivers.
fn receiver(world: &mut World, to: &[String]) -> Result<DocumentSystem, Ended> {
    let memory = world.memory()?;
    let mut peers = memory.systems.values().chain(&memory.others);
    let found = peers
        .find(|peer| to.iter().any(|code| peer.identity().answers_to(code)))
        .cloned();
    found.ok_or_else(|| {
        Ended::fail(
            "a document to an agency of the scenario",
            format!("a document to {}", to.join(", ")),
        )
    })
}

/// The documents a peer was ever given by the system under test, with their packages, in order.
pub(super) async fn delivered(
    world: &mut World,
    peer: &DocumentSystem,
) -> Result<Vec<(Vec<u8>, Document)>, Ended> {
    let from = world.under_test()?.identity().clone();
    let name = format!("{} ({})", peer.identity().name, peer.identity().code);
    let fetched = world
        .government()?
        .tap()
        .exchanges()
        .all(|exchange| exchange.from == name && operation(exchange).fetches());
    let mut ids: Vec<String> = fetched
        .iter()
        .filter_map(|exchange| param(exchange, "docId"))
        .collect();
    ids.extend(
        peer.client()
            .list_received(MessageType::Document, None)
            .await?
            .into_iter()
            .map(|item| item.doc_id),
    );
    let mut documents = Vec::new();
    for (place, id) in ids.iter().enumerate() {
        if ids[..place].contains(id) {
            continue;
        }
        let bytes = match peer.client().get_edoc(id).await {
            // A recall that was agreed to has destroyed the content; what remains is looked at.
            Err(error) if error.code() == Some(GONE) => continue,
            answer => answer?,
        };
        match edxml::read(&bytes, &Limits::default()) {
            Ok(read) => match read.package {
                Package::Document(document) if from.answers_to(&document.from.id) => {
                    documents.push((bytes, *document))
                }
                _ => {}
            },
            Err(error) => {
                return Err(Ended::fail(
                    "a package that its receiver can read",
                    error.to_string(),
                ));
            }
        }
    }
    Ok(documents)
}

/// The documents of the scenario that the system under test sent as new ones.
fn papers_of_under_test(world: &mut World) -> Result<Vec<&Paper>, Ended> {
    Ok(world
        .memory()?
        .papers
        .iter()
        .filter(|paper| paper.from == UNDER_TEST.en)
        .collect())
}

/// The exchange that sent a document.
fn exchange_of(world: &mut World, name: &DocumentName) -> Result<u32, Ended> {
    Ok(sent_document(world, name)?.request.number)
}

/// A document as sent, with the request that sent it.
pub(super) fn sent_document(world: &mut World, name: &DocumentName) -> Result<SentDocument, Ended> {
    let identity = world.under_test()?.identity().clone();
    let calls = world.calls_now()?;
    let paper = world.memory()?.paper(name)?;
    let of_it =
        |sent: &&&record::Exchange| sent_id(sent).is_some_and(|id| paper.doc_ids.contains(&id));
    let request = calls
        .documents()
        .iter()
        .find(of_it)
        .map(|sent| (*sent).clone());
    let request = request.ok_or_else(|| {
        Ended::error("the scenario speaks of a document that the system did not send")
    })?;
    Ok(SentDocument {
        identity,
        document: paper.document.clone(),
        package: paper.package.clone(),
        request,
    })
}

/// The latest document of that kind which a peer was given by the system under test.
pub(super) async fn latest_of_kind(
    world: &mut World,
    peer: &DocumentSystem,
    kind: Kind,
) -> Result<Option<Document>, Ended> {
    let of_kind = |document: &Document| {
        document
            .business
            .as_ref()
            .is_some_and(|business| business.kind == kind)
    };
    Ok(delivered(world, peer)
        .await?
        .into_iter()
        .map(|(_, document)| document)
        .rfind(of_kind))
}

//! Recalls, updates and replacements that the document system under test sends.

use harness::Action;
use protocols::edxml::{Document, Kind, StatusCode};
use simulators::DocumentSystem;

use super::system_calls::element_text;
use super::system_receiving::{borrowed, named, values};
use super::system_sending::subject;
use super::system_sent::{delivered, latest_of_kind};
use crate::ended::Ended;
use crate::params::{Agency, DocumentName, Quoted};
use crate::step::steps;
use crate::world::World;

steps! {
    /// The document is recalled in the system that sent it, which has to notify the receivers.
    When "{name} is recalled in the document system under test because {reason}" | "{name} được thu hồi trên hệ thống được kiểm thử vì {reason}"
    async fn recalls(world, name: DocumentName, reason: Quoted) {
        let mut values = values(world, &name)?;
        values.push(("reason", reason.0));
        world.tell(Action::Recall, &borrowed(&values)).await
    }

    /// The document is changed in the system that sent it: another subject.
    When "{name} is updated in the document system under test" | "{name} được cập nhật trên hệ thống được kiểm thử"
    async fn updates(world, name: DocumentName) {
        let subject = subject(world)?;
        let mut values = values(world, &name)?;
        values.push(("subject", subject));
        world.tell(Action::Update, &borrowed(&values)).await
    }

    /// A document that replaces the earlier one is signed in the system that sent it.
    When "{name} is replaced in the document system under test" | "{name} được thay thế trên hệ thống được kiểm thử"
    async fn replaces(world, name: DocumentName) {
        let subject = subject(world)?;
        let mut values = values(world, &name)?;
        values.push(("subject", subject));
        world.tell(Action::Replace, &borrowed(&values)).await
    }

    /// The receiver was told of the recall: by status 13, or by a document of business type 1.
    Then "{receiver} is told of the recall of {name}" | "{receiver} được báo việc thu hồi {name}"
    async fn told(world, receiver: Agency, name: DocumentName) {
        notice(world, &receiver, &name).await.map(drop)
    }

    /// The notice of the recall says why.
    Then "the notice given to {receiver} gives the reason of the recall of {name}" | "thông báo gửi {receiver} nêu lý do thu hồi {name}"
    async fn reasoned(world, receiver: Agency, name: DocumentName) {
        match notice(world, &receiver, &name).await?.reason {
            Some(reason) if !reason.trim().is_empty() => Ok(()),
            _ => Err(Ended::fail("a reason in the notice of the recall", "none")),
        }
    }

    /// The notice of the recall names the document by its id, its number and notation, and its date.
    Then "the notice given to {receiver} names {name} exactly" | "thông báo gửi {receiver} nêu chính xác {name}"
    async fn named_exactly(world, receiver: Agency, name: DocumentName) {
        let notice = notice(world, &receiver, &name).await?;
        let document = world.memory()?.paper(&name)?.document.clone();
        let expected = format!("{} and {}, {}", document.id.clone().unwrap_or_default(), document.code, document.promulgated);
        if notice.names(&document) { Ok(()) } else { Err(Ended::fail(expected, notice.named)) }
    }

    /// The receiver was given a replacement whose list names the replaced document and this receiver.
    Then "{receiver} is given a replacement that names {name}" | "{receiver} nhận được văn bản thay thế có nêu {name}"
    async fn replacement(world, receiver: Agency, name: DocumentName) {
        let (peer, original) = original(world, &receiver, &name).await?;
        let found = latest_of_kind(world, &peer, Kind::Replacement).await?;
        let business = found.and_then(|document| document.business).unwrap_or_default();
        let names = business.replaces.iter().any(|replaced| {
            Some(&replaced.document_id) == original.id.as_ref() && replaced.organ_ids.iter().any(|code| peer.identity().answers_to(code))
        });
        if names { Ok(()) } else { Err(Ended::fail("a document of type 3 whose ReplacementInfoList names the replaced document and its receiver", format!("{:?}", business.replaces))) }
    }

    /// The receiver was given an update that names the document and says what changed.
    Then "{receiver} is given an update that names {name} and what changed" | "{receiver} nhận được bản cập nhật có nêu {name} và nội dung thay đổi"
    async fn update(world, receiver: Agency, name: DocumentName) {
        let (peer, original) = original(world, &receiver, &name).await?;
        let found = latest_of_kind(world, &peer, Kind::Update).await?;
        let business = found.and_then(|document| document.business).unwrap_or_default();
        let says = business.changes.as_ref().is_some_and(|changes| changes.document_changed || changes.receivers_changed);
        if says && business.document_id.is_some() && business.document_id == original.id {
            return Ok(());
        }
        Err(Ended::fail("a document of type 2 with the id of the updated document and what changed", format!("id {:?}, changes {:?}", business.document_id, business.changes)))
    }

    /// After its answer 15 the system sends no 03, 04, 05 or 06 for the document.
    Then "the document system under test does not go on with {name} after the recall" | "hệ thống được kiểm thử không xử lý tiếp {name} sau khi thu hồi"
    async fn stops(world, name: DocumentName) {
        world.rest().await?;
        let named = named(world, &name)?;
        let statuses = world.calls_now()?.statuses_of(&named);
        let agreed = statuses.iter().position(|status| status.is(StatusCode::ChangeAccepted));
        let agreed = agreed.ok_or_else(|| Ended::fail("status 15 for the recalled document", "none"))?;
        let processing = [StatusCode::Accepted, StatusCode::Assigned, StatusCode::InProgress, StatusCode::Finished];
        match statuses[agreed..].iter().find(|status| processing.iter().any(|code| status.is(*code))) {
            None => Ok(()),
            Some(status) => Err(Ended::fail("no processing after status 15", format!("status {}", status.code())).shown_by(status.number)),
        }
    }
}

/// A notice of recall as its receiver was given it.
struct Notice {
    id: Option<String>,
    code: Option<String>,
    date: Option<jiff::civil::Date>,
    reason: Option<String>,
    named: String,
}

impl Notice {
    fn new(
        answers: &protocols::edxml::Answering,
        id: Option<String>,
        reason: Option<String>,
    ) -> Self {
        let id = answers.document_id.clone().or(id);
        let date = answers
            .promulgated
            .map_or("no date".into(), |date| date.to_string());
        let code = answers.code.clone().unwrap_or_default();
        let named = format!("{} and {code}, {date}", id.clone().unwrap_or_default());
        Self {
            id,
            code: answers.code.clone(),
            date: answers.promulgated,
            reason,
            named,
        }
    }

    fn names(&self, document: &Document) -> bool {
        self.id == document.id
            && self.code.as_ref() == Some(&document.code.to_string())
            && self.date == Some(document.promulgated)
    }

    fn speaks_of(&self, document: &Document) -> bool {
        self.id.is_some() && self.id == document.id
            || self.code.as_ref() == Some(&document.code.to_string())
    }
}

/// Waits for the notice of a recall to a receiver, in either form.
async fn notice(
    world: &mut World,
    receiver: &Agency,
    name: &DocumentName,
) -> Result<Notice, Ended> {
    world.rest().await?;
    let (peer, original) = original(world, receiver, name).await?;
    let calls = world.calls_now()?;
    let to_peer = |status: &super::system_calls::SentStatus| {
        status
            .to
            .iter()
            .any(|code| peer.identity().answers_to(code))
    };
    let asked = calls
        .statuses()
        .into_iter()
        .filter(|status| status.is(StatusCode::RecallRequested) && to_peer(status));
    let by_status = asked.map(|status| match &status.read {
        Ok(read) => Notice::new(&read.answers, None, read.description.clone()),
        Err(_) => Notice::new(
            &protocols::edxml::Answering::default(),
            element_text(&status.xml, "DocumentId"),
            element_text(&status.xml, "Description"),
        ),
    });
    if let Some(notice) = by_status
        .into_iter()
        .find(|notice| notice.speaks_of(&original))
    {
        return Ok(notice);
    }
    let recalls = delivered(world, &peer)
        .await?
        .into_iter()
        .filter_map(|(_, document)| {
            let business = document
                .business
                .clone()
                .filter(|business| business.kind == Kind::Recall)?;
            Some(Notice::new(
                &document.answers.first().cloned().unwrap_or_default(),
                business.document_id,
                business.reason,
            ))
        });
    let found = recalls
        .into_iter()
        .find(|notice| notice.speaks_of(&original));
    let expected = format!(
        "status 13 or a document of type 1 to {} about {}",
        receiver.0.en, original.code
    );
    found.ok_or_else(|| Ended::fail(expected, "neither was sent"))
}

/// The receiver's system, and the document as it was sent.
async fn original(
    world: &mut World,
    receiver: &Agency,
    name: &DocumentName,
) -> Result<(DocumentSystem, Document), Ended> {
    world.rest().await?;
    let document = world.memory()?.paper(name)?.document.clone();
    Ok((world.system(receiver)?, document))
}

//! Documents that come in: taken in, registered once, acknowledged, refused with a reason.

use harness::Action;
use protocols::edxml::StatusCode;
use record::{Exchange, Text};
use simulators::{Desk, Face, MessageType, Temperament};

use super::support::Sending;
use super::system_calls::{Calls, Named, SentStatus, operation, param};
use super::system_sending::letter;
use super::system_words::{Deed, Reach};
use crate::ended::Ended;
use crate::params::{DocumentName, Quoted, StatusName};
use crate::step::steps;
use crate::world::World;

steps! {
    /// The system fetches the document, reports its arrival (01) to the sender and acknowledges it as done.
    Then "the document system under test takes in {name}" | "hệ thống được kiểm thử nhận được {name}"
    async fn takes_in(world, name: DocumentName) {
        reports(world, &name, StatusCode::Arrived).await?;
        acknowledged(world, &name, "done").await
    }

    /// The clerk's next step with an incoming document; the system has to report it by the status that belongs to it.
    When "the clerk of the document system under test {deed} {name}" | "văn thư của hệ thống được kiểm thử {deed} {name}"
    async fn deed(world, deed: Deed, name: DocumentName) {
        has_it(world, &name).await?;
        let values = values(world, &name)?;
        world.tell(deed.action, &borrowed(&values)).await?;
        reports(world, &name, deed.code).await
    }

    /// The clerk tries a step that a sound system may not allow; what is then sent, or not, is looked at by later steps.
    When "the clerk of the document system under test tries to do this with {name}: {deed}" | "văn thư của hệ thống được kiểm thử thử thao tác sau với {name}: {deed}"
    async fn attempt(world, name: DocumentName, deed: Deed) {
        world.rest().await?;
        let values = values(world, &name)?;
        world.try_to_tell(deed.action, &borrowed(&values)).await
    }

    /// The clerk refuses a document; the system has to send 02.
    When "the clerk of the document system under test refuses {name} because {reason}" | "văn thư của hệ thống được kiểm thử từ chối {name} vì {reason}"
    async fn refuses(world, name: DocumentName, reason: Quoted) {
        has_it(world, &name).await?;
        let mut values = values(world, &name)?;
        values.push(("reason", reason.0));
        world.tell(Action::Refuse, &borrowed(&values)).await?;
        reports(world, &name, StatusCode::Refused).await
    }

    /// The clerk declines a recall or an update; the system has to send 16.
    When "the clerk of the document system under test declines the change of {name} because {reason}" | "văn thư của hệ thống được kiểm thử không đồng ý thay đổi đối với {name} vì {reason}"
    async fn declines(world, name: DocumentName, reason: Quoted) {
        world.rest().await?;
        let mut values = values(world, &name)?;
        values.push(("reason", reason.0));
        world.tell(Action::DeclineChange, &borrowed(&values)).await?;
        reports(world, &name, StatusCode::ChangeRefused).await
    }

    /// The clerks take what waits in the order in which their system offers it. Persons do so when asked.
    When "the clerks of the document system under test {reach} what waits" | "văn thư của hệ thống được kiểm thử {reach} những văn bản đang chờ"
    async fn clerks(world, reach: Reach) {
        world.rest().await?;
        let request = Text {
            en: "take every document that waits, in the order in which your system offers them: accept, assign and finish it as the scenario says".into(),
            vi: "xử lý mọi văn bản đang chờ theo đúng thứ tự hệ thống đưa ra: tiếp nhận, phân công và hoàn thành như kịch bản nêu".into(),
        };
        world.ask_or(&request, |system| {
            system.set_desk(Desk { plan: reach.0, keeps_hours: true, ..system.desk() });
            Ok(())
        })
    }

    /// The system reports this status for the document, and the agency is given it.
    Then "the document system under test answers {name} with status {code}" | "hệ thống được kiểm thử trả lời {name} bằng trạng thái {code}"
    async fn reports_status(world, code: StatusName, name: DocumentName) {
        reports(world, &name, code.0).await
    }

    /// Once everybody has come to rest, no status of that code was sent for the document.
    Then "the document system under test does not answer {name} with status {code}" | "hệ thống được kiểm thử không trả lời {name} bằng trạng thái {code}"
    async fn reports_none(world, code: StatusName, name: DocumentName) {
        times(world, &name, code.0, 0).await
    }

    /// Once everybody has come to rest, the status was sent exactly once.
    Then "the document system under test answers {name} with status {code} only once" | "hệ thống được kiểm thử chỉ trả lời {name} bằng trạng thái {code} một lần"
    async fn reports_once(world, code: StatusName, name: DocumentName) {
        reports(world, &name, code.0).await?;
        times(world, &name, code.0, 1).await
    }

    /// Every document of the scenario is answered with this status, and once everybody has come to rest each was so
    /// exactly once.
    Then "the document system under test answers every document with status {code} only once" | "hệ thống được kiểm thử chỉ trả lời mỗi văn bản bằng trạng thái {code} một lần"
    async fn reports_each_once(world, code: StatusName) {
        let papers = &world.memory()?.papers;
        let all: Vec<Named> = papers.iter().map(|paper| Named::of(paper, papers)).collect();
        let times = |calls: &Calls| -> Vec<usize> {
            let mut sent = calls.statuses();
            sent.retain(|status| status.is(code.0));
            all.iter().map(|named| sent.iter().filter(|status| named.is_meant(status)).count()).collect()
        };
        let count = |times: &[usize], fits: fn(usize) -> bool| times.iter().filter(|times| fits(**times)).count();
        let expected = format!("status {} for each of {} documents", code.0, all.len());
        let answered = |calls: &Calls| count(&times(calls), |times| times > 0);
        world.until(&expected, |calls| answered(calls) == all.len(), |calls| format!("for {} of them", answered(calls))).await?;
        world.rest().await?;
        let calls = world.calls_now()?;
        match count(&times(&calls), |times| times > 1) {
            0 => Ok(()),
            doubled => Err(calls.shows(Ended::fail(format!("{expected}, once"), format!("more than once for {doubled} of them")))),
        }
    }

    /// Both documents are answered with that status, the first one before the second one.
    Then "the document system under test answers {first} before {second} with status {code}" | "hệ thống được kiểm thử trả lời {first} trước {second} bằng trạng thái {code}"
    async fn reports_before(world, code: StatusName, first: DocumentName, second: DocumentName) {
        reports(world, &first, code.0).await?;
        reports(world, &second, code.0).await?;
        let place = |statuses: Vec<SentStatus>| statuses.iter().find(|status| status.is(code.0)).map(|status| status.number);
        let (first, second) = (named(world, &first)?, named(world, &second)?);
        let calls = world.calls_now()?;
        match (place(calls.statuses_of(&first)), place(calls.statuses_of(&second))) {
            (Some(before), Some(after)) if before < after => Ok(()),
            (_, Some(after)) => Err(Ended::fail(format!("status {} for the first document before the second one", code.0), "the second one was answered first").shown_by(after)),
            _ => Err(Ended::error("a status that was seen is gone")),
        }
    }

    /// The transport acknowledgement of the document, given after it was fetched.
    Then "the document system under test tells the axis that {name} is done" | "hệ thống được kiểm thử báo cho trục {name} đã done"
    async fn acknowledges(world, name: DocumentName) {
        acknowledged(world, &name, "done").await
    }

    /// Every package that peers sent to the system, documents and statuses alike, was fetched and acknowledged as done.
    Then "the document system under test tells the axis that everything sent to it is done" | "hệ thống được kiểm thử báo cho trục mọi gói tin gửi đến đã done"
    async fn acknowledges_everything(world) {
        let code = world.under_test()?.identity().clone();
        let exchanges = world.government()?.tap().exchanges().history();
        let to_it = |exchange: &&Exchange| super::system_calls::receivers(exchange).iter().any(|to| code.answers_to(to));
        let mut ids: Vec<String> = exchanges.iter().filter(to_it).filter_map(super::system_calls::sent_id).collect();
        ids.sort();
        ids.dedup();
        if ids.is_empty() {
            return Err(Ended::error("nobody sent the system anything before this step"));
        }
        let expected = format!("{} package(s), and all that the axis lists, fetched and acknowledged as done", ids.len());
        let shown = |calls: &Calls| done(calls).len() >= ids.len() && left(calls).is_empty();
        let seen = |calls: &Calls| {
            let left = left(calls);
            let behind = if left.is_empty() { String::new() } else { format!("; listed and not done: {}", left.join(", ")) };
            format!("{} acknowledged as done{behind}", done(calls).len())
        };
        world.until(&expected, shown, seen).await
    }

    /// An agency registered under any code, 13 characters or QĐ 20/2020, joins and sends the system a document.
    When "an agency with the code {code} sends {name} to the document system under test" | "cơ quan có mã {code} gửi {name} cho hệ thống được kiểm thử"
    async fn from_code(world, code: Quoted, name: DocumentName) {
        let to = world.under_test()?.identity().clone();
        let identity = simulators::Identity::new(&code.0, "Đơn vị thử nghiệm");
        let (government, memory) = world.parts()?;
        let system = government.participant(&code.0, identity.clone(), Face::Vxp, Temperament::sound()).await?;
        memory.others.push(system.clone());
        let now = world.now()?;
        let document = crate::papers::document(&identity, &[to], now, world.generator()?);
        let sending = Sending { letter: letter(&name), ..Sending::sound(document) };
        let package = protocols::edxml::write_document(&sending.document).map_err(|error| Ended::error(error.to_string()))?;
        let doc_id = system.client().send_edoc(&identity.code, &sending.to, MessageType::Document, package.clone()).await?;
        let paper = crate::memory::Paper { letter: sending.letter, from: "", to: sending.to, document: sending.document, package, doc_ids: vec![doc_id] };
        world.memory()?.papers.push(paper);
        Ok(())
    }
}

/// What names the document in statuses.
pub(super) fn named(world: &mut World, name: &DocumentName) -> Result<Named, Ended> {
    let memory = world.memory()?;
    Ok(Named::of(memory.paper(name)?, &memory.papers))
}

/// Waits until the status was sent for the document.
pub(super) async fn reports(
    world: &mut World,
    name: &DocumentName,
    code: StatusCode,
) -> Result<(), Ended> {
    let named = named(world, name)?;
    let expected = format!("the system reports status {code} for the document");
    let shown = |calls: &Calls| {
        calls
            .statuses_of(&named)
            .iter()
            .any(|status| status.is(code))
    };
    world
        .until(&expected, shown, |calls| told(calls, &named))
        .await
}

/// Comes to rest and counts.
async fn times(
    world: &mut World,
    name: &DocumentName,
    code: StatusCode,
    expected: usize,
) -> Result<(), Ended> {
    world.rest().await?;
    let named = named(world, name)?;
    let calls = world.calls_now()?;
    let statuses: Vec<SentStatus> = calls
        .statuses_of(&named)
        .into_iter()
        .filter(|status| status.is(code))
        .collect();
    if statuses.len() == expected {
        return Ok(());
    }
    let ended = Ended::fail(
        format!("status {code} {expected} time(s)"),
        format!("{} time(s); {}", statuses.len(), told(&calls, &named)),
    );
    Err(match statuses.last() {
        Some(last) => ended.shown_by(last.number),
        None => ended,
    })
}

/// What the system did about a document, for a failure.
fn told(calls: &Calls, named: &Named) -> String {
    let codes: Vec<String> = calls
        .statuses_of(named)
        .iter()
        .map(SentStatus::code)
        .collect();
    if !codes.is_empty() {
        return format!("statuses for it: {}", codes.join(", "));
    }
    let refused = calls
        .sends("status")
        .find(|sent| super::system_calls::sent_id(sent).is_none());
    match refused {
        Some(sent) => format!(
            "no status for it; the axis did not take no. {}",
            sent.number
        ),
        None => format!("no status for it among {}", calls.statuses().len()),
    }
}

/// Waits until the system has the document: it fetched it and reported or acknowledged it.
async fn has_it(world: &mut World, name: &DocumentName) -> Result<(), Ended> {
    let named = named(world, name)?;
    let doc_id = transport_id(world, name).await?;
    let shown =
        |calls: &Calls| !calls.statuses_of(&named).is_empty() || fetched(calls, &doc_id).is_some();
    world
        .until("the system fetches the document", shown, |calls| {
            told(calls, &named)
        })
        .await
}

/// Waits until the system acknowledged the document with that word, after it fetched it.
async fn acknowledged(world: &mut World, name: &DocumentName, word: &str) -> Result<(), Ended> {
    let doc_id = transport_id(world, name).await?;
    let place = |calls: &Calls| {
        acknowledgements(calls)
            .find(|ack| ack.1 == doc_id && ack.2.eq_ignore_ascii_case(word))
            .map(|ack| ack.0)
    };
    let expected = format!("the system acknowledges the document as {word}");
    let seen = |calls: &Calls| {
        let mut words: Vec<String> = acknowledgements(calls)
            .filter(|ack| ack.1 == doc_id)
            .map(|ack| ack.2)
            .collect();
        words.dedup();
        if words.is_empty() {
            "no acknowledgement of it".into()
        } else {
            format!("acknowledged as {}", words.join(", "))
        }
    };
    world
        .until(&expected, |calls| place(calls).is_some(), seen)
        .await?;
    let calls = world.calls_now()?;
    let before = fetched(&calls, &doc_id)
        .zip(place(&calls))
        .is_some_and(|(fetched, acknowledged)| fetched < acknowledged);
    if before {
        Ok(())
    } else {
        Err(calls.shows(Ended::fail(
            "the document is fetched before it is acknowledged",
            "it is acknowledged without being fetched before",
        )))
    }
}

/// The number of the exchange that first fetched a transport document.
fn fetched(calls: &Calls, doc_id: &str) -> Option<u32> {
    let of_it = |call: &&Exchange| {
        operation(call).fetches()
            && operation(call).succeeded()
            && param(call, "docId").as_deref() == Some(doc_id)
    };
    calls.all().iter().find(of_it).map(|call| call.number)
}

/// Acknowledgements: the exchange's number, the transport id, the word.
fn acknowledgements(calls: &Calls) -> impl Iterator<Item = (u32, String, String)> {
    calls
        .of("updateStatus")
        .filter_map(|call| Some((call.number, param(call, "docId")?, param(call, "status")?)))
}

/// The transport ids that were fetched and acknowledged as done.
fn done(calls: &Calls) -> Vec<String> {
    let mut ids: Vec<String> = acknowledgements(calls)
        .filter(|ack| ack.2.eq_ignore_ascii_case("done") && fetched(calls, &ack.1).is_some())
        .map(|ack| ack.1)
        .collect();
    ids.sort();
    ids.dedup();
    ids
}

/// The transport ids that the axis listed to the system and that are not done. Counting what was done is not enough: a
/// peer may have sent more than the scenario asked it to.
fn left(calls: &Calls) -> Vec<String> {
    let done = done(calls);
    let lists = calls.all().iter().filter(|call| operation(call).is_list());
    let rows = lists.filter_map(|call| {
        let body = &call.response.as_ref()?.body;
        // A list that the record cut is left to the count.
        let answer: serde_json::Value = serde_json::from_str(body).ok()?;
        let rows = answer
            .as_object()?
            .values()
            .find_map(serde_json::Value::as_array)?;
        let id = |row: &serde_json::Value| Some(row.get("docId")?.as_str()?.to_owned());
        Some(rows.iter().filter_map(id).collect::<Vec<_>>())
    });
    let mut left: Vec<String> = rows.flatten().filter(|id| !done.contains(id)).collect();
    left.sort();
    left.dedup();
    left
}

/// The transport id under which the axis offers a document to the system, as the sender's list says.
async fn transport_id(world: &mut World, name: &DocumentName) -> Result<String, Ended> {
    let under_test = world.under_test()?.identity().clone();
    let memory = world.memory()?;
    let paper = memory.paper(name)?;
    let from = &paper.document.from.id;
    let mut peers = memory.systems.values().chain(&memory.others);
    let sender = peers.find(|peer| peer.identity().answers_to(from)).cloned();
    let sender = sender.ok_or_else(|| Ended::error("the document's sender is not connected"))?;
    let ids = paper.doc_ids.clone();
    let rows = sender
        .client()
        .list_sent(MessageType::Document, None)
        .await?;
    let row = rows
        .into_iter()
        .find(|row| ids.contains(&row.sender_doc_id) && under_test.answers_to(&row.to));
    row.map(|row| row.receiver_doc_id).ok_or_else(|| {
        Ended::fail(
            "the sender's list shows the document to the system under test",
            "it does not",
        )
        .by("axis")
    })
}

/// What tells a document to a call or a person.
pub(super) fn values(
    world: &mut World,
    name: &DocumentName,
) -> Result<Vec<(&'static str, String)>, Ended> {
    let paper = world.memory()?.paper(name)?;
    let id = paper.document.id.clone().unwrap_or_default();
    Ok(vec![
        ("document_id", id),
        ("code", paper.document.code.to_string()),
        ("issuer", paper.document.from.id.clone()),
        ("to", paper.to.join(",")),
    ])
}

/// The values as a call takes them.
pub(super) fn borrowed<'a>(values: &'a [(&'static str, String)]) -> Vec<(&'static str, &'a str)> {
    values
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect()
}

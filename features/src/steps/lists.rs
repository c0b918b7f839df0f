//! The lists of received and sent documents, and the counters.

use jiff::SignedDuration;
use protocols::edxml::{Document, Package};
use protocols::identifiers::same_agency;
use simulators::client::{ListedSent, Window};
use simulators::{Call, MessageType};

use crate::ended::Ended;
use crate::params::{Agency, DocumentName, Moment, Number, Packages, Quoted};
use crate::step::steps;
use crate::world::World;

steps! {
    /// Lists what waits for the agency and fetches each item; the document stands there exactly once.
    Then "{agency} finds {name} exactly once" | "{agency} thấy {name} đúng một lần"
    async fn finds_once(world, agency: Agency, name: DocumentName) {
        world.found_once(&agency, &name).await.map(drop)
    }

    /// The document waits for the agency once, or not at all when the axis refused it: never twice.
    Then "{agency} finds {name} at most once" | "{agency} thấy {name} không quá một lần"
    async fn finds_at_most_once(world, agency: Agency, name: DocumentName) {
        let found = world.found(&agency, &name).await?.len();
        if found <= 1 { Ok(()) } else { Err(Ended::fail("the document stands in the list at most once", format!("it stands there {found} times"))) }
    }

    /// Every document sent to the agency so far waits for it exactly once, and nothing else does.
    Then "{agency} finds every document exactly once" | "{agency} thấy mọi văn bản, mỗi văn bản đúng một lần"
    async fn finds_every(world, agency: Agency) {
        let (mut sent, mut found) = sent_and_found(world, &agency).await?;
        sent.sort();
        found.sort();
        if sent == found { Ok(()) } else { Err(not_each_once(&sent, &found)) }
    }

    /// The same, and they stand in the list in the order in which they were sent.
    Then "{agency} finds every document exactly once, in the order of sending" | "{agency} thấy mọi văn bản, mỗi văn bản đúng một lần, theo thứ tự gửi"
    async fn finds_every_in_order(world, agency: Agency) {
        let (sent, found) = sent_and_found(world, &agency).await?;
        if sent == found { Ok(()) } else { Err(not_each_once(&sent, &found)) }
    }

    /// The document does not wait for the agency.
    Then "{agency} does not find {name}" | "{agency} không thấy {name}"
    async fn finds_not(world, agency: Agency, name: DocumentName) {
        let found = world.found(&agency, &name).await?.len();
        if found == 0 { Ok(()) } else { Err(Ended::fail("the document does not stand in the list", format!("it stands there {found} times"))) }
    }

    /// Everybody connected beside the cast finds the document exactly once.
    Then "each of them finds the document exactly once" | "mỗi cơ quan đó thấy văn bản đúng một lần"
    async fn all_find_once(world) {
        for system in world.memory()?.others.clone() {
            let mut waiting = world.waiting(&system, MessageType::Document).await?;
            let paper = world.memory()?.paper(&DocumentName::Latest)?;
            waiting.retain(|(_, package)| paper.is_in(package));
            if waiting.len() != 1 {
                return Err(Ended::fail(format!("{} finds the document once", system.identity().code), format!("it finds it {} times", waiting.len())));
            }
        }
        Ok(())
    }

    /// Nobody connected beside the cast finds the document.
    Then "none of them finds the document" | "không cơ quan nào trong đó thấy văn bản"
    async fn none_finds(world) {
        for system in world.memory()?.others.clone() {
            let waiting = world.waiting(&system, MessageType::Document).await?;
            let paper = world.memory()?.paper(&DocumentName::Latest)?;
            if waiting.iter().any(|(_, package)| paper.is_in(package)) {
                return Err(Ended::fail("the document stands in the list of its receiver alone", format!("it stands in that of {}", system.identity().code)));
            }
        }
        Ok(())
    }

    /// So many packages wait for the agency.
    Then "{count} {packages} wait for {agency}" | "có {count} {packages} chờ {agency}"
    async fn wait(world, count: Number, packages: Packages, agency: Agency) {
        let system = world.system(&agency)?;
        let found = system.client().list_received(packages.0, None).await?.len();
        if found == count.0 { Ok(()) } else { Err(Ended::fail(format!("{} items in the list", count.0), format!("{found} items"))) }
    }

    /// Every item of the received list is of the kind that was asked for.
    Then "the list of {packages} of {agency} holds nothing else" | "danh sách {packages} của {agency} không chứa gì khác"
    async fn only_kind(world, packages: Packages, agency: Agency) {
        let system = world.system(&agency)?;
        for (item, package) in world.waiting(&system, packages.0).await? {
            let right = matches!((&package, packages.0), (Package::Document(_), MessageType::Document) | (Package::Status(_), MessageType::Status));
            if !right || !item.message_type.eq_ignore_ascii_case(packages.0.wire()) {
                let kind = if matches!(package, Package::Status(_)) { "status" } else { "document" };
                return Err(Ended::fail(format!("only items of messagetype {}", packages.0.wire()), format!("item {} is a {kind} and has messagetype {}", item.doc_id, item.message_type)));
            }
        }
        Ok(())
    }

    /// The list call itself, to judge its answer.
    When "{agency} asks for its received {packages}" | "{agency} hỏi danh sách {packages} đến"
    async fn asks(world, agency: Agency, packages: Packages) {
        let system = world.system(&agency)?;
        let call = system.client().list_call(packages.0, None);
        world.call(&system, &call).await.map(drop)
    }

    /// The item of the document names its sender and this receiver.
    Then "the list of {agency} gives {name} as it was sent" | "danh sách của {agency} ghi {name} đúng như đã gửi"
    async fn item_as_sent(world, agency: Agency, name: DocumentName) {
        let item = world.found_once(&agency, &name).await?;
        let receiver = world.system(&agency)?.identity().clone();
        let sender = world.memory()?.paper(&name)?.document.from.id.clone();
        if same_agency(&item.from, &sender) && receiver.answers_to(&item.to) {
            return Ok(());
        }
        Err(Ended::fail(format!("an item from {sender} to {}", receiver.code), format!("an item from {} to {}", item.from, item.to)))
    }

    /// The list call with an empty body and with the body `{}` give the same answer.
    Then "{agency} gets the same list with an empty body and with an empty object" | "{agency} nhận cùng một danh sách với nội dung rỗng và với đối tượng rỗng"
    async fn same_with_body(world, agency: Agency) {
        let system = world.system(&agency)?;
        let call = system.client().list_call(MessageType::Document, None);
        let bare = system.client().call(&call.clone().body("")).await?.json()?;
        let empty = system.client().call(&call.body("{}")).await?.json()?;
        if bare == empty { Ok(()) } else { Err(Ended::fail("the same answer to both bodies", "two different answers")) }
    }

    /// Asks within a window; its end is exclusive.
    When "{agency} asks for its received documents from {from} to {to}" | "{agency} hỏi văn bản đến từ {from} đến {to}"
    async fn asks_window(world, agency: Agency, from: Moment, to: Moment) {
        let system = world.system(&agency)?;
        let call = system.client().list_call(MessageType::Document, Some(Window { from: from.0, to: to.0 }));
        world.call(&system, &call).await.map(drop)
    }

    /// The latest list answer holds so many items.
    Then "the answer lists {count} items" | "câu trả lời có {count} mục"
    async fn lists(world, count: Number) {
        let answer = world.answer()?.json()?;
        match answer.get("data").and_then(|data| data.as_array()) {
            Some(rows) if rows.len() == count.0 => Ok(()),
            Some(rows) => Err(Ended::fail(format!("{} items", count.0), format!("{} items", rows.len()))),
            None => Err(Ended::fail("an array in data, empty when there is nothing", format!("data is {}", answer["data"]))),
        }
    }

    /// Every item of the latest list answer has these fields, separated by commas, none of them absent.
    Then "each item gives {fields}" | "mỗi mục có {fields}"
    async fn gives(world, fields: Quoted) {
        let answer = world.answer()?.json()?;
        let rows = answer.get("data").and_then(|data| data.as_array()).cloned().unwrap_or_default();
        if rows.is_empty() {
            return Err(Ended::fail("at least one item", "the list is empty"));
        }
        for row in &rows {
            let missing: Vec<&str> = fields.0.split(", ").filter(|field| row.get(*field).is_none_or(serde_json::Value::is_null)).collect();
            if !missing.is_empty() {
                return Err(Ended::fail(format!("each item gives {}", fields.0), format!("an item lacks {}: {row}", missing.join(", "))));
            }
        }
        Ok(())
    }

    /// Every item of the latest list answer has this value in this field.
    Then "each item has {value} as {field}" | "mỗi mục có {value} ở trường {field}"
    async fn has_value(world, value: Quoted, field: Quoted) {
        let answer = world.answer()?.json()?;
        let rows = answer.get("data").and_then(|data| data.as_array()).cloned().unwrap_or_default();
        match rows.iter().find(|row| row.get(&field.0).and_then(|found| found.as_str()) != Some(value.0.as_str())) {
            None if !rows.is_empty() => Ok(()),
            None => Err(Ended::fail("at least one item", "the list is empty")),
            Some(row) => Err(Ended::fail(format!("{} is “{}”", field.0, value.0), format!("it is {}", row[&field.0]))),
        }
    }

    /// Reads the list page by page: no item is missing, none stands on two pages.
    Then "{agency} gets {count} documents in pages of {size} without gap or repetition" | "{agency} nhận {count} văn bản theo trang {size} mục, không sót không lặp"
    async fn pages(world, agency: Agency, count: Number, size: Number) {
        let system = world.system(&agency)?;
        let mut seen = Vec::new();
        for page in 0..=count.0 / size.0 + 1 {
            let call = system.client().list_call(MessageType::Document, None).with("pageSize", size.0.to_string()).with("pageIndex", (page + 1).to_string());
            let answer = system.client().call(&call).await?.json()?;
            let rows = answer.get("data").and_then(|data| data.as_array()).cloned().unwrap_or_default();
            if rows.len() > size.0 {
                return Err(Ended::fail(format!("pages of at most {} items", size.0), format!("a page of {}", rows.len())));
            }
            seen.extend(rows.iter().filter_map(|row| row.get("docId").and_then(|id| id.as_str()).map(str::to_owned)));
        }
        let mut distinct = seen.clone();
        distinct.sort();
        distinct.dedup();
        if seen.len() == count.0 && distinct.len() == count.0 {
            return Ok(());
        }
        Err(Ended::fail(format!("{} different documents over all pages", count.0), format!("{} items, {} different", seen.len(), distinct.len())))
    }

    /// Both documents stand in the list, the first one before the second one.
    Then "{agency} finds {first} before {second}" | "{agency} thấy {first} trước {second}"
    async fn before(world, agency: Agency, first: DocumentName, second: DocumentName) {
        let system = world.system(&agency)?;
        let waiting = world.waiting(&system, MessageType::Document).await?;
        let memory = world.memory()?;
        let place = |name: &DocumentName| Ok::<_, Ended>({
            let paper = memory.paper(name)?;
            waiting.iter().position(|(_, package)| paper.is_in(package))
        });
        match (place(&first)?, place(&second)?) {
            (Some(first), Some(second)) if first < second => Ok(()),
            places => Err(Ended::fail("the first document stands before the second one", format!("their places are {places:?}"))),
        }
    }

    /// The sender's list has one row per receiver, all under one senderDocId, each with a receiverDocId of its own.
    Then "the sent list of {agency} shows one row for each receiver" | "danh sách gửi của {agency} có một dòng cho mỗi nơi nhận"
    async fn one_row_each(world, agency: Agency) {
        let system = world.system(&agency)?;
        let rows = system.client().list_sent(MessageType::Document, None).await?;
        let paper = world.memory()?.paper(&DocumentName::Latest)?;
        let sender = paper.doc_ids.last().cloned().unwrap_or_default();
        let of: Vec<_> = rows.iter().filter(|row| row.sender_doc_id == sender).collect();
        let mut receivers: Vec<&str> = of.iter().map(|row| row.to.as_str()).collect();
        let mut ids: Vec<&str> = of.iter().map(|row| row.receiver_doc_id.as_str()).collect();
        receivers.sort_unstable();
        ids.sort_unstable();
        ids.dedup();
        let mut expected: Vec<&str> = paper.to.iter().map(String::as_str).collect();
        expected.sort_unstable();
        if receivers == expected && ids.len() == expected.len() && !ids.contains(&sender.as_str()) {
            return Ok(());
        }
        let without = expected.iter().find(|code| !receivers.contains(code)).map(|code| format!(", none to {code}"));
        Err(Ended::fail(
            format!("{} rows under senderDocId {sender}, one a receiver, each with a receiverDocId of its own", expected.len()),
            format!("{} rows with {} different receiverDocIds{}", receivers.len(), ids.len(), without.unwrap_or_default()),
        ))
    }

    /// The sender's list has no row of the latest document.
    Then "the sent list of {agency} does not show the document" | "danh sách gửi của {agency} không có văn bản đó"
    async fn no_row(world, agency: Agency) {
        let system = world.system(&agency)?;
        let rows = system.client().list_sent(MessageType::Document, None).await?;
        let subject = &world.memory()?.paper(&DocumentName::Latest)?.document.subject;
        match rows.iter().find(|row| row.title.as_ref() == Some(subject)) {
            None => Ok(()),
            Some(row) => Err(Ended::fail("no row of a document that was refused", format!("a row under senderDocId {}", row.sender_doc_id))),
        }
    }

    /// The sender's list still has the rows of a document.
    Then "the sent list of {agency} still shows {name}" | "danh sách gửi của {agency} vẫn có {name}"
    async fn still_row(world, agency: Agency, name: DocumentName) {
        let system = world.system(&agency)?;
        let rows = system.client().list_sent(MessageType::Document, None).await?;
        let sender = world.memory()?.paper(&name)?.doc_ids.last().cloned().unwrap_or_default();
        if rows.iter().any(|row| row.sender_doc_id == sender) { Ok(()) } else { Err(Ended::fail(format!("a row under senderDocId {sender}"), "none")) }
    }

    /// The rows of the document name sender, receivers, subject and notation as they were sent.
    Then "the sent list of {agency} gives {name} as it was sent" | "danh sách gửi của {agency} ghi {name} đúng như đã gửi"
    async fn rows_as_sent(world, agency: Agency, name: DocumentName) {
        let system = world.system(&agency)?;
        let rows = system.client().list_sent(MessageType::Document, None).await?;
        let paper = world.memory()?.paper(&name)?;
        let (sender, document) = (paper.doc_ids.last().cloned().unwrap_or_default(), &paper.document);
        let of: Vec<_> = rows.iter().filter(|row| row.sender_doc_id == sender).collect();
        let mut to: Vec<&str> = of.iter().map(|row| row.to.as_str()).collect();
        let mut expected: Vec<&str> = paper.to.iter().map(String::as_str).collect();
        to.sort_unstable();
        expected.sort_unstable();
        let right = |row: &&ListedSent| same_agency(&row.from, &document.from.id)
            && row.title.as_ref() == Some(&document.subject)
            && row.notation.as_ref().is_some_and(|found| found.contains(&document.code.notation));
        match of.iter().find(|row| !right(row)) {
            None if to == expected => Ok(()),
            None => Err(Ended::fail(format!("rows to {}", expected.join(", ")), format!("rows to {}", to.join(", ")))),
            Some(row) => Err(Ended::fail(
                format!("a row from {} with the notation {} and the subject “{}”", document.from.id, document.code.notation, document.subject),
                format!("a row from {} with the notation {} and the subject “{}”", row.from, row.notation.as_deref().unwrap_or("none"), row.title.as_deref().unwrap_or("none")),
            )),
        }
    }

    /// The sent list itself, to judge its answer.
    When "{agency} asks for its sent documents" | "{agency} hỏi danh sách văn bản đi"
    async fn asks_sent(world, agency: Agency) {
        let system = world.system(&agency)?;
        let call = Call::new("getSentEdocList").with("servicetype", "eDoc").with("messagetype", "edoc");
        world.call(&system, &call).await.map(drop)
    }

    /// The receiveStatus of the latest document's row in the sender's list.
    Then "the sent list of {agency} says {status} for {receiver}" | "danh sách gửi của {agency} ghi {status} cho {receiver}"
    async fn receive_status(world, agency: Agency, status: Quoted, receiver: Agency) {
        let found = received(world, &agency, &receiver).await?;
        if found.eq_ignore_ascii_case(&status.0) { Ok(()) } else { Err(Ended::fail(format!("receiveStatus “{}”", status.0), format!("receiveStatus “{found}”"))) }
    }

    /// The receiveStatus of the latest document's row in the sender's list is another one.
    Then "the sent list of {agency} does not say {status} for {receiver}" | "danh sách gửi của {agency} không ghi {status} cho {receiver}"
    async fn other_receive_status(world, agency: Agency, status: Quoted, receiver: Agency) {
        let found = received(world, &agency, &receiver).await?;
        if found.eq_ignore_ascii_case(&status.0) { Err(Ended::fail(format!("another receiveStatus than “{}”", status.0), format!("receiveStatus “{found}”"))) } else { Ok(()) }
    }

    /// The counter equals the number of items listed.
    Then "the count of received {packages} of {agency} equals its list" | "số đếm {packages} đến của {agency} khớp với danh sách"
    async fn counts(world, packages: Packages, agency: Agency) {
        let system = world.system(&agency)?;
        let counted = system.client().count_received(packages.0).await?;
        let listed = system.client().list_received(packages.0, None).await?.len() as u64;
        if counted == listed && listed > 0 { Ok(()) } else { Err(Ended::fail(format!("a count of {listed}, as listed"), format!("a count of {counted}"))) }
    }

    /// The time of the only listed item, of its creation or of its sending, lies within a minute of this moment of Vietnam time.
    Then "the listed time is {moment}" | "thời gian trong danh sách là {moment}"
    async fn listed_time(world, moment: Moment) {
        let answer = world.answer()?.json()?;
        let item = &answer["data"][0];
        let field = if item.get("sentTime").is_some() { "sentTime" } else { "created_time" };
        let text = item[field].as_str().unwrap_or_default();
        let near = read_time(text).is_some_and(|found| found.duration_since(moment.0).abs() < SignedDuration::from_mins(1));
        if near { Ok(()) } else { Err(Ended::fail(format!("{field} of {} Vietnam time", moment.0), format!("{field} “{text}”"))) }
    }
}

/// The ids of the documents sent to an agency, and of those that wait for it, each in its order.
async fn sent_and_found(
    world: &mut World,
    agency: &Agency,
) -> Result<(Vec<String>, Vec<String>), Ended> {
    let system = world.system(agency)?;
    let waiting = world.waiting(&system, MessageType::Document).await?;
    let id = |document: &Document| document.id.clone().unwrap_or_default();
    let found = waiting.iter().map(|(_, package)| match package {
        Package::Document(document) => id(document),
        Package::Status(_) => "a status".into(),
    });
    let papers = world.memory()?.papers.iter();
    let sent = papers.filter(|paper| paper.to.iter().any(|to| system.identity().answers_to(to)));
    Ok((
        sent.map(|paper| id(&paper.document)).collect(),
        found.collect(),
    ))
}

/// Which documents were lost, doubled or nobody's; else they only stand in another order.
fn not_each_once(sent: &[String], found: &[String]) -> Ended {
    let times = |id: &String| found.iter().filter(|other| *other == id).count();
    let lost = sent.iter().filter(|id| times(id) == 0).count();
    let doubled = sent.iter().filter(|id| times(id) > 1).count();
    let strange = found.iter().filter(|id| !sent.contains(id)).count();
    let received = match lost + doubled + strange {
        0 => format!("they stand in the order {}", found.join(", ")),
        _ => format!("{lost} lost, {doubled} more than once, {strange} that were not sent"),
    };
    let expected = format!(
        "each of the {} documents once, as sent: {}",
        sent.len(),
        sent.join(", ")
    );
    Ended::fail(expected, received)
}

/// What the sender's list says of the receiver's side of the latest document.
async fn received(world: &mut World, agency: &Agency, receiver: &Agency) -> Result<String, Ended> {
    let code = world.system(receiver)?.identity().code.clone();
    let system = world.system(agency)?;
    let rows = system
        .client()
        .list_sent(MessageType::Document, None)
        .await?;
    let paper = world.memory()?.paper(&DocumentName::Latest)?;
    let sender = paper.doc_ids.last().cloned().unwrap_or_default();
    let row = rows
        .into_iter()
        .find(|row| row.to == code && row.sender_doc_id == sender);
    Ok(row.and_then(|row| row.receive_status).unwrap_or_default())
}

/// A time in either of the spellings seen in lists.
fn read_time(text: &str) -> Option<jiff::civil::DateTime> {
    [
        "%Y/%m/%d %H:%M:%S",
        "%d/%m/%Y %H:%M:%S",
        "%Y-%m-%d %H:%M:%S",
        "%Y-%m-%dT%H:%M:%S",
    ]
    .iter()
    .find_map(|format| jiff::civil::DateTime::strptime(format, text).ok())
}

//! What a receiver is given: the package, its trace, its attachments.

use jiff::SignedDuration;
use protocols::attachments;
use protocols::edxml::{Attachment, Document, Limits, Package};

use super::support::parse;
use crate::ended::Ended;
use crate::params::{Agency, DocumentName, Moment, Quoted};
use crate::step::steps;
use crate::world::World;

steps! {
    /// Fetches the document with getEdoc.
    When "{agency} fetches {name}" | "{agency} lấy {name}"
    async fn fetches(world, agency: Agency, name: DocumentName) {
        let item = world.found_once(&agency, &name).await?;
        let system = world.system(&agency)?;
        let bytes = system.client().get_edoc(&item.doc_id).await?;
        let memory = world.memory()?;
        memory.package = Some(bytes);
        memory.doc_id = Some(item.doc_id);
        Ok(())
    }

    /// Fetching the document again, and downloading it with downloadEdoc, gives the very same bytes.
    Then "{agency} gets the same bytes again and by downloadEdoc" | "{agency} nhận đúng các byte đó khi lấy lại và khi dùng downloadEdoc"
    async fn same_bytes(world, agency: Agency) {
        let system = world.system(&agency)?;
        let memory = world.memory()?;
        let (Some(first), Some(doc_id)) = (memory.package.clone(), memory.doc_id.clone()) else {
            return Err(Ended::error("fetch the document before this step"));
        };
        let again = system.client().get_edoc(&doc_id).await?;
        let raw = system.client().download_edoc(&doc_id).await?;
        if again != first {
            return Err(Ended::fail("the same bytes at the second getEdoc", format!("{} bytes instead of {}", again.len(), first.len())));
        }
        if raw[..] != first[..] {
            return Err(Ended::fail("the same bytes from downloadEdoc", format!("{} bytes instead of {}", raw.len(), first.len())));
        }
        Ok(())
    }

    /// What was delivered says the same as what was sent, apart from trace headers added behind the sender's.
    Then "the package is the one that was sent, apart from the trace" | "gói tin đúng như đã gửi, trừ phần vết gửi"
    async fn as_sent(world) {
        let (delivered, sent) = both(world)?;
        let mut without = delivered.clone();
        without.traces.truncate(sent.traces.len());
        if without == sent {
            return Ok(());
        }
        Err(Ended::fail("the document as it was sent", difference(&sent, &without)))
    }

    /// Exactly one trace header was appended, and it names neither sender nor receiver; the sender's are still there, first and
    /// in their order.
    Then "the axis has appended one trace header of its own" | "trục đã thêm đúng một vết gửi của mình"
    async fn traced(world) {
        let (delivered, sent) = both(world)?;
        let kept = delivered.traces.starts_with(&sent.traces);
        if !kept || delivered.traces.len() != sent.traces.len() + 1 {
            return Err(Ended::fail("the sender's trace headers and one more", format!("{} trace headers instead of {}", delivered.traces.len(), sent.traces.len() + 1)));
        }
        // The shared instance of 2025 names nobody.
        let named = delivered.traces.last().and_then(|trace| trace.organ_id.as_deref());
        let others = std::iter::once(&sent.from).chain(&sent.to).find(|other| Some(other.id.as_str()) == named);
        others.map_or(Ok(()), |other| Err(Ended::fail("a trace header of the axis", format!("one in the name of {}", other.id))))
    }

    /// The time of the axis's trace header lies within a minute of this moment of Vietnam time.
    Then "the trace of the axis is of {moment}" | "vết gửi của trục ghi {moment}"
    async fn trace_time(world, moment: Moment) {
        let (delivered, _) = both(world)?;
        let at = delivered.traces.last().and_then(|trace| trace.at);
        match at {
            Some(at) if at.duration_since(moment.0).abs() < SignedDuration::from_mins(1) => Ok(()),
            _ => {
                let found = at.map_or_else(|| "a trace header without a readable time".into(), |at| format!("a trace header of {at}"));
                Err(Ended::fail(format!("a trace header of {} Vietnam time", moment.0), found))
            }
        }
    }

    /// Every attachment arrived with its name and, once unpacked, byte for byte.
    Then "every attachment arrived byte for byte" | "mọi tệp đính kèm đến nguyên vẹn từng byte"
    async fn attachments_arrived(world) {
        let (delivered, sent) = both(world)?;
        if delivered.attachments.len() != sent.attachments.len() {
            return Err(Ended::fail(format!("{} attachments", sent.attachments.len()), format!("{}", delivered.attachments.len())));
        }
        for (before, after) in sent.attachments.iter().zip(&delivered.attachments) {
            if before.name != after.name {
                return Err(Ended::fail(format!("an attachment named {}", before.name), format!("one named {}", after.name)));
            }
            if content(before)? != content(after)? {
                return Err(Ended::fail(format!("the attachment {} as sent", before.name), format!("the attachment {} with other bytes", after.name)));
            }
        }
        Ok(())
    }

    /// The delivered package contains this text.
    Then "the package contains {text}" | "gói tin có chứa {text}"
    async fn contains(world, text: Quoted) {
        let package = world.memory()?.package.clone().unwrap_or_default();
        if String::from_utf8_lossy(&package).contains(&text.0) {
            return Ok(());
        }
        Err(Ended::fail(format!("a package that contains “{}”", text.0), "it does not"))
    }

    /// Every element outside the trace is delivered once, with its text, and none is added; how they are spelt and in which order
    /// they stand does not matter, for the axis may write a package anew (domain §1.8).
    Then "the package holds the elements that were sent and no others, apart from the trace" | "gói tin có đúng các phần tử đã gửi, không thêm không bớt, ngoài dấu vết"
    async fn same_elements(world) {
        let delivered = world.memory()?.package.clone().unwrap_or_default();
        let sent = world.memory()?.paper(&DocumentName::Latest)?.package.clone();
        let before = elements(&sent).map_err(Ended::error)?;
        let after = elements(&delivered).map_err(|why| Ended::fail("a package that is XML", why))?;
        let only_in = |some: &[String], others: &[String]| {
            let first = some.iter().find(|one| some.iter().filter(|other| other == one).count() > others.iter().filter(|other| other == one).count());
            first.cloned()
        };
        if let Some(lost) = only_in(&before, &after) {
            return Err(Ended::fail(format!("the element {lost}"), "it is not there"));
        }
        match only_in(&after, &before) {
            None => Ok(()),
            Some(added) => Err(Ended::fail("no element but those that were sent and trace headers", format!("the element {added}"))),
        }
    }

    /// The delivered package is, byte for byte, what was sent with one piece inserted, which holds trace headers alone.
    Then "nothing of the package was rewritten" | "không phần nào của gói tin bị viết lại"
    async fn not_rewritten(world) {
        let delivered = world.memory()?.package.clone().unwrap_or_default();
        let sent = world.memory()?.paper(&DocumentName::Latest)?.package.clone();
        let same_start = sent.iter().zip(&delivered).take_while(|(a, b)| a == b).count();
        let same_end = sent.iter().rev().zip(delivered.iter().rev()).take_while(|(a, b)| a == b).count();
        let Some(more) = delivered.len().checked_sub(sent.len()).filter(|_| same_start + same_end >= sent.len()) else {
            return Err(Ended::fail("the package as sent with one piece inserted", format!("it differs from byte {same_start} on")));
        };
        // The piece can be told from its neighbours in several ways when it begins as what follows it.
        let mut pieces = (sent.len() - same_end..=same_start).map(|at| &delivered[at..at + more]);
        if pieces.any(are_traces) {
            return Ok(());
        }
        let piece = String::from_utf8_lossy(&delivered[same_start..same_start + more]).into_owned();
        Err(Ended::fail("the package as sent with trace headers inserted and nothing else", format!("inserted was “{piece}”")))
    }
}

/// Every element of a package outside its trace, each with the names that lead to it and its text. Read by a parser that shares
/// nothing with our codec.
fn elements(package: &[u8]) -> Result<Vec<String>, String> {
    let text = std::str::from_utf8(package).map_err(|error| error.to_string())?;
    let tree = roxmltree::Document::parse(text.trim_start_matches('\u{feff}'))
        .map_err(|error| error.to_string())?;
    let in_trace = |node: &roxmltree::Node| {
        node.ancestors()
            .any(|above| above.tag_name().name() == "TraceHeader")
    };
    let elements = tree
        .descendants()
        .filter(|node| node.is_element() && !in_trace(node));
    let told = elements.map(|node| {
        let mut names: Vec<&str> = node
            .ancestors()
            .filter(roxmltree::Node::is_element)
            .map(|above| above.tag_name().name())
            .collect();
        names.reverse();
        let own = node
            .children()
            .filter(roxmltree::Node::is_text)
            .filter_map(|text| text.text());
        format!("{} “{}”", names.join("/"), own.collect::<String>().trim())
    });
    Ok(told.collect())
}

/// Whether a piece of XML holds trace headers and nothing else.
fn are_traces(piece: &[u8]) -> bool {
    let text = String::from_utf8_lossy(piece);
    let mut tags = text.trim().split('<');
    let local = |tag: &str| {
        let name = tag
            .trim_start_matches('/')
            .split(['>', ' ', '/'])
            .next()
            .unwrap_or_default();
        name.rsplit(':').next().unwrap_or_default().to_owned()
    };
    tags.next() == Some("")
        && tags.all(|tag| ["TraceHeader", "OrganId", "Timestamp"].contains(&local(tag).as_str()))
}

/// The delivered document and the one that was sent.
fn both(world: &mut World) -> Result<(Document, Document), Ended> {
    let memory = world.memory()?;
    let bytes = memory
        .package
        .as_deref()
        .ok_or_else(|| Ended::error("fetch the document before this step"))?;
    let Package::Document(delivered) = parse(bytes)? else {
        return Err(Ended::fail("a document", "a status package"));
    };
    let sent = memory
        .papers
        .iter()
        .rev()
        .find(|paper| paper.document.id == delivered.id);
    let sent = sent.ok_or_else(|| Ended::error("the package is none of this scenario"))?;
    // What was sent is judged as written, not as meant: flaws are part of it.
    let Package::Document(written) = parse(&sent.package)? else {
        return Err(Ended::error("a document of the scenario reads as a status"));
    };
    Ok((*delivered, *written))
}

fn content(attachment: &Attachment) -> Result<Vec<u8>, Ended> {
    attachments::unpack(attachment, &Limits::default())
        .map_err(|error| Ended::fail("an attachment that can be unpacked", error.to_string()))
}

/// The first part in which two documents differ.
fn difference(sent: &Document, delivered: &Document) -> String {
    let parts: [(&str, bool); 16] = [
        ("From", sent.from == delivered.from),
        ("To", sent.to == delivered.to),
        ("DocumentId", sent.id == delivered.id),
        ("Code", sent.code == delivered.code),
        (
            "PromulgationInfo",
            sent.promulgated == delivered.promulgated && sent.place == delivered.place,
        ),
        ("Subject", sent.subject == delivered.subject),
        ("Content", sent.content == delivered.content),
        ("DocumentType", sent.kind == delivered.kind),
        ("SignerInfo", sent.signer == delivered.signer),
        ("DueDate", sent.due == delivered.due),
        ("OtherInfo", sent.other == delivered.other),
        ("ResponseFor", sent.answers == delivered.answers),
        ("SteeringType", sent.steering == delivered.steering),
        ("Bussiness", sent.business == delivered.business),
        ("attachments", sent.attachments == delivered.attachments),
        ("TraceHeaderList", sent.traces == delivered.traces),
    ];
    let different: Vec<&str> = parts
        .iter()
        .filter(|(_, same)| !same)
        .map(|(name, _)| *name)
        .collect();
    format!(
        "another {}",
        if different.is_empty() {
            "part".into()
        } else {
            different.join(", ")
        }
    )
}

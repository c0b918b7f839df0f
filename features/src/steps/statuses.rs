//! Business statuses: reported by receivers, routed to the original sender.

use protocols::edxml::{self, Answering, Package, Status, StatusCode};
use simulators::{DocumentSystem, MessageType};

use crate::ended::Ended;
use crate::memory::Reported;
use crate::papers;
use crate::params::{Agency, DocumentName, Number, Quoted, StatusName};
use crate::step::steps;
use crate::world::World;

steps! {
    /// Reports a status for a document to its sender.
    When "{agency} reports status {code} for {name}" | "{agency} báo trạng thái {code} cho {name}"
    async fn reports(world, agency: Agency, code: StatusName, name: DocumentName) {
        let status = status(world, &agency, code.0, &name)?;
        send(world, &agency, status, |xml| xml).await
    }

    /// Sends the latest status once more, the very same package.
    When "{agency} sends the same status again" | "{agency} gửi lại đúng trạng thái đó"
    async fn sends_again(world, agency: Agency) {
        let latest = world.memory()?.reported.pop();
        let latest = latest.ok_or_else(|| Ended::error("report a status before this step"))?;
        send(world, &agency, latest.status, |xml| xml).await
    }

    /// Reports a status written as given, `1` or `999`, instead of its two digits.
    When "{agency} reports a status written {code} for {name}" | "{agency} báo trạng thái viết là {code} cho {name}"
    async fn reports_written(world, agency: Agency, code: Quoted, name: DocumentName) {
        let known = StatusCode::from_wire(&code.0).unwrap_or(StatusCode::Arrived);
        let status = status(world, &agency, known, &name)?;
        let written = format!("StatusCode>{}<", code.0);
        send(world, &agency, status, |xml| xml.replace(&format!("StatusCode>{}<", known.wire()), &written)).await
    }

    /// Reports a status without the clerk who reports it.
    When "{agency} reports status {code} for {name} without StaffInfo" | "{agency} báo trạng thái {code} cho {name} không có StaffInfo"
    async fn reports_without_staff(world, agency: Agency, code: StatusName, name: DocumentName) {
        let mut status = status(world, &agency, code.0, &name)?;
        status.staff = None;
        send(world, &agency, status, |xml| xml).await
    }

    /// Reports a status for a document that was never sent, to a member of the cast.
    When "{agency} reports status {code} to {sender} for a document nobody sent" | "{agency} báo trạng thái {code} cho {sender} về văn bản chưa ai gửi"
    async fn reports_unknown(world, agency: Agency, code: StatusName, sender: Agency) {
        let to = world.system(&sender)?.identity().code.clone();
        let from = world.system(&agency)?;
        let at = world.now()?;
        let answers = Answering { organ_id: Some(to), code: Some("99999/KHONG-CO".into()), document_id: Some("5f0c0000-0000-4000-8000-00000000dead".into()), promulgated: Some(at.date()) };
        let status = Status { from: from.identity().organisation(), answers, staff: Some(papers::staff()), code: code.0, description: None, at };
        send(world, &agency, status, |xml| xml).await
    }

    /// The original sender asks its receiver to give the document back (status 13).
    When "{sender} asks {receiver} by status 13 to give back {name}" | "{sender} yêu cầu {receiver} bằng trạng thái 13 trả lại {name}"
    async fn asks_back(world, sender: Agency, receiver: Agency, name: DocumentName) {
        let mut status = status(world, &sender, StatusCode::RecallRequested, &name)?;
        status.answers.organ_id = Some(world.system(&receiver)?.identity().code.clone());
        status.description = Some("Văn bản có sai sót, đề nghị trả lại".into());
        send(world, &sender, status, |xml| xml).await
    }

    /// The status waits for the agency, once, and says what was reported.
    Then "{agency} receives status {code} for {name}" | "{agency} nhận trạng thái {code} của {name}"
    async fn receives(world, agency: Agency, code: StatusName, name: DocumentName) {
        let found = received(world, &agency, &name).await?;
        let matching: Vec<_> = found.iter().filter(|status| status.code == code.0).collect();
        let [received] = matching.as_slice() else {
            return Err(Ended::fail(format!("status {} once", code.0), format!("statuses: {}", codes(&found))));
        };
        let reported = world.memory()?.reported.iter().rev().find(|reported| reported.status.code == code.0);
        match reported {
            Some(reported) => match difference(&reported.status, received) {
                None => Ok(()),
                Some(part) => Err(Ended::fail("the status as it was reported", format!("a status with another {part}"))),
            },
            None => Ok(()),
        }
    }

    /// One status of this code from that agency waits, for whichever document.
    Then "{agency} receives status {code} from {other}" | "{agency} nhận trạng thái {code} từ {other}"
    async fn receives_from(world, agency: Agency, code: StatusName, other: Agency) {
        let from = world.system(&other)?.identity().clone();
        let system = world.system(&agency)?;
        let waiting = world.waiting(&system, MessageType::Status).await?;
        let sent = |package: &Package| match package {
            Package::Status(status) => status.code == code.0 && from.answers_to(&status.from.id),
            Package::Document(_) => false,
        };
        match waiting.iter().filter(|(_, package)| sent(package)).count() {
            1 => Ok(()),
            found => Err(Ended::fail(format!("status {} from {} once", code.0, from.code), format!("{found} times among {} statuses", waiting.len()))),
        }
    }

    /// So many statuses of this code wait for the agency.
    Then "{agency} receives status {code} for {name} {count} times" | "{agency} nhận trạng thái {code} của {name} {count} lần"
    async fn receives_times(world, agency: Agency, code: StatusName, name: DocumentName, count: Number) {
        let found = received(world, &agency, &name).await?;
        let times = found.iter().filter(|status| status.code == code.0).count();
        if times == count.0 { Ok(()) } else { Err(Ended::fail(format!("status {} {} times", code.0, count.0), format!("statuses: {}", codes(&found)))) }
    }

    /// Of every document of the scenario, one status of this code waits for the agency.
    Then "{agency} receives status {code} for every document once" | "{agency} nhận trạng thái {code} của mọi văn bản, mỗi văn bản một lần"
    async fn receives_each(world, agency: Agency, code: StatusName) {
        let system = world.system(&agency)?;
        let waiting = world.waiting(&system, MessageType::Status).await?;
        let times = |id: &Option<String>| {
            let of_it = |package: &Package| matches!(package, Package::Status(status) if status.code == code.0 && status.answers.document_id == *id);
            waiting.iter().filter(|(_, package)| of_it(package)).count()
        };
        let all: Vec<usize> = world.memory()?.papers.iter().map(|paper| times(&paper.document.id)).collect();
        if !all.is_empty() && all.iter().all(|times| *times == 1) { Ok(()) } else { Err(Ended::fail(format!("status {} once for each document", code.0), format!("so often: {all:?}"))) }
    }

    /// The statuses wait for the agency in the order in which they were reported (codes separated by commas).
    Then "{agency} receives the statuses {expected} for {name} in this order" | "{agency} nhận các trạng thái {expected} của {name} theo đúng thứ tự"
    async fn receives_in_order(world, agency: Agency, expected: Quoted, name: DocumentName) {
        let found = codes(&received(world, &agency, &name).await?);
        if found == expected.0 { Ok(()) } else { Err(Ended::fail(format!("the statuses {}", expected.0), format!("the statuses {found}"))) }
    }

    /// No status for the document waits for the agency.
    Then "{agency} receives no status for {name}" | "{agency} không nhận trạng thái nào của {name}"
    async fn receives_none(world, agency: Agency, name: DocumentName) {
        let found = received(world, &agency, &name).await?;
        if found.is_empty() { Ok(()) } else { Err(Ended::fail("no status", format!("the statuses {}", codes(&found)))) }
    }
}

/// A sound status of a receiver for a document.
fn status(
    world: &mut World,
    agency: &Agency,
    code: StatusCode,
    name: &DocumentName,
) -> Result<Status, Ended> {
    let from = world.system(agency)?.identity().organisation();
    let at = world.now()?;
    let number = world.memory()?.reported.len() + 1;
    let document = &world.memory()?.paper(name)?.document;
    let answers = Answering {
        organ_id: Some(document.from.id.clone()),
        code: Some(document.code.to_string()),
        document_id: document.id.clone(),
        promulgated: Some(document.promulgated),
    };
    let description = Some(match code {
        StatusCode::Refused => "Văn bản gửi sai địa chỉ".to_owned(),
        // Told apart, so that a repetition is a status of its own and not the same package sent again.
        _ => format!("Trạng thái {code}, lần báo thứ {number}"),
    });
    Ok(Status {
        from,
        answers,
        staff: Some(papers::staff()),
        code,
        description,
        at,
    })
}

async fn send(
    world: &mut World,
    agency: &Agency,
    status: Status,
    damage: impl FnOnce(String) -> String,
) -> Result<(), Ended> {
    let system: DocumentSystem = world.system(agency)?;
    let written = edxml::write_status(&status).map_err(|error| Ended::error(error.to_string()))?;
    let package = damage(String::from_utf8_lossy(&written).into_owned());
    let to = status
        .answers
        .organ_id
        .clone()
        .into_iter()
        .collect::<Vec<_>>();
    let call = system.client().send_call(
        &system.identity().code,
        &to,
        MessageType::Status,
        package.into_bytes(),
    );
    world.memory()?.reported.push(Reported {
        from: system.identity().code.clone(),
        status,
    });
    world.call(&system, &call).await.map(drop)
}

/// The statuses that wait for an agency and speak of a document.
async fn received(
    world: &mut World,
    agency: &Agency,
    name: &DocumentName,
) -> Result<Vec<Status>, Ended> {
    let system = world.system(agency)?;
    let waiting = world.waiting(&system, MessageType::Status).await?;
    let id = world.memory()?.paper(name)?.document.id.clone();
    let of_document = |package| match package {
        Package::Status(status) if status.answers.document_id == id => Some(*status),
        _ => None,
    };
    Ok(waiting
        .into_iter()
        .filter_map(|(_, package)| of_document(package))
        .collect())
}

/// The first part in which two statuses of one code differ.
fn difference(reported: &Status, received: &Status) -> Option<&'static str> {
    let parts = [
        ("From", reported.from == received.from),
        ("ResponseFor", reported.answers == received.answers),
        ("StaffInfo", reported.staff == received.staff),
        ("Description", reported.description == received.description),
        ("Timestamp", reported.at == received.at),
    ];
    parts
        .into_iter()
        .find(|(_, same)| !same)
        .map(|(part, _)| part)
}

fn codes(statuses: &[Status]) -> String {
    statuses
        .iter()
        .map(|status| status.code.wire())
        .collect::<Vec<_>>()
        .join(", ")
}

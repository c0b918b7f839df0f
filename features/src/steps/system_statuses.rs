//! How the document system under test writes its statuses, and in which order it sends them.

use jiff::SignedDuration;
use protocols::edxml::{self, Answering, Document, Status, StatusCode, StatusCode as Code};
use protocols::{dates, document_id, identifiers};
use simulators::MessageType;

use super::system_calls::{SentStatus, element_text};
use super::system_receiving::named;
use crate::ended::Ended;
use crate::memory::Paper;
use crate::params::{Agency, DocumentName, Quoted, StatusName, WordRow, WordTable, row, words_of};
use crate::step::steps;

steps! {
    /// Every status sent for the document has a named quality (see the table of qualities of statuses); there is one
    /// at least.
    Then "each status for {name} from the document system under test has {quality}" | "mỗi trạng thái của {name} từ hệ thống được kiểm thử có {quality}"
    async fn each_has(world, name: DocumentName, quality: StatusQuality) {
        world.rest().await?;
        let named = named(world, &name)?;
        let statuses = world.calls_now()?.statuses_of(&named);
        if statuses.is_empty() {
            return Err(Ended::fail("at least one status for the document", "none"));
        }
        let paper = world.memory()?.paper(&name)?;
        for status in &statuses {
            (quality.0.does)(status, paper).map_err(|(expected, received)| Ended::fail(expected, received).shown_by(status.number))?;
        }
        Ok(())
    }

    /// Whatever the system ever sent as a status carries a code of the list, and the axis took it.
    Then "no status of the document system under test has a code outside the list" | "không trạng thái nào của hệ thống được kiểm thử có mã ngoài danh mục"
    async fn known_codes(world) {
        world.rest().await?;
        let calls = world.calls_now()?;
        let mut sent = calls.sends("status").peekable();
        if sent.peek().is_none() {
            return Err(Ended::fail("at least one status", "none"));
        }
        for status in sent {
            let code = element_text(&status.request.body, "StatusCode").unwrap_or_default();
            if StatusCode::from_wire(&code).is_none() {
                return Err(Ended::fail("codes 01 to 06, 13, 15 and 16", format!("the code “{code}”")).shown_by(status.number));
            }
        }
        Ok(())
    }

    /// The statuses for the document, 05 counted once however often it stands in a row, are these in this order.
    Then "the statuses for {name} from the document system under test are {codes} in this order" | "các trạng thái của {name} từ hệ thống được kiểm thử lần lượt là {codes}"
    async fn in_order(world, name: DocumentName, codes: Quoted) {
        world.rest().await?;
        let named = named(world, &name)?;
        let statuses = world.calls_now()?.statuses_of(&named);
        // One digit or two is another check's business.
        let in_full = |status: &SentStatus| StatusCode::from_wire(&status.code()).map_or(status.code(), |code| code.wire().into());
        let mut found: Vec<String> = statuses.iter().map(in_full).collect();
        found.dedup_by(|later, earlier| later == earlier && *later == Code::InProgress.wire());
        let found = found.join(", ");
        if found == codes.0 { Ok(()) } else { Err(Ended::fail(format!("the statuses {}", codes.0), format!("the statuses {found}"))) }
    }

    /// No status but 05 was sent twice for the document; one at least was sent.
    Then "the document system under test repeats no status for {name} except 05" | "hệ thống được kiểm thử không lặp trạng thái nào của {name} trừ 05"
    async fn repeats_none(world, name: DocumentName) {
        world.rest().await?;
        let named = named(world, &name)?;
        let statuses = world.calls_now()?.statuses_of(&named);
        let mut codes: Vec<String> = statuses.iter().map(SentStatus::code).filter(|code| code != Code::InProgress.wire()).collect();
        let all = codes.join(", ");
        codes.sort();
        let sent = codes.len();
        codes.dedup();
        if sent > 0 && codes.len() == sent { Ok(()) } else { Err(Ended::fail("each status once", format!("the statuses {all}"))) }
    }

    /// The status, once sent, says why: its description is not empty.
    Then "status {code} for {name} from the document system under test gives a reason" | "trạng thái {code} của {name} từ hệ thống được kiểm thử có nêu lý do"
    async fn gives_reason(world, code: StatusName, name: DocumentName) {
        super::system_receiving::reports(world, &name, code.0).await?;
        let named = named(world, &name)?;
        let statuses = world.calls_now()?.statuses_of(&named);
        let status = statuses.iter().find(|status| status.is(code.0)).ok_or_else(|| Ended::error("a status that was seen is gone"))?;
        match element_text(&status.xml, "Description") {
            Some(reason) if !reason.is_empty() => Ok(()),
            _ => Err(Ended::fail("a Description that gives the reason", "none").shown_by(status.number)),
        }
    }

    /// A receiver reports a sound status, and the axis gives the system one that names its document otherwise: any axis,
    /// whatever it would let pass itself. The system is given this package until the axis is well again.
    When "status {code} of {agency} for {name} reaches the document system under test naming {form}" | "trạng thái {code} của {agency} cho {name} đến hệ thống được kiểm thử với {form}"
    async fn names_by(world, code: StatusName, agency: Agency, name: DocumentName, form: IdForm) {
        let system = world.system(&agency)?;
        let at = world.now()?;
        let document = world.memory()?.paper(&name)?.document.clone();
        let answers = Answering { organ_id: Some(document.from.id.clone()), code: Some(document.code.to_string()), document_id: document.id.clone(), promulgated: Some(document.promulgated) };
        let other = (form.0)(&document, answers.clone());
        let mut status = Status { from: system.identity().organisation(), answers, staff: Some(crate::papers::staff()), code: code.0, description: None, at };
        let write = |status: &Status| edxml::write_status(status).map_err(|error| Ended::error(error.to_string()));
        let sound = write(&status)?;
        status.answers = other;
        let id = document.id.clone().unwrap_or_default();
        super::system_faults::give_instead(world, &id, &write(&status)?).await?;
        let call = system.client().send_call(&system.identity().code, &[document.from.id], MessageType::Status, sound);
        world.call(&system, &call).await?;
        super::system_faults::was_given(world).await
    }

    /// What the sender is given is the status that was sent: the agency's own client lists and reads it.
    Then "{agency} is given status {code} for {name} by the document system under test" | "{agency} nhận được trạng thái {code} của {name} do hệ thống được kiểm thử báo"
    async fn is_given(world, agency: Agency, code: StatusName, name: DocumentName) {
        super::system_receiving::reports(world, &name, code.0).await?;
        world.rest().await?;
        let from = world.under_test()?.identity().clone();
        let system = world.system(&agency)?;
        let id = world.memory()?.paper(&name)?.document.id.clone();
        let number = world.memory()?.paper(&name)?.document.code.to_string();
        let given = system.statuses_received();
        let fits = |answers: &protocols::edxml::Answering| answers.document_id == id || answers.code.as_ref() == Some(&number);
        let found = given.iter().any(|one| from.answers_to(&one.status.from.id) && one.status.code == code.0 && fits(&one.status.answers));
        if found { Ok(()) } else { Err(Ended::fail(format!("{} is given status {}", agency.0.en, code.0), format!("it was given {} statuses, none of them this one", given.len()))) }
    }
}

/// A form in which a status may name a document.
pub struct IdForm(fn(&Document, Answering) -> Answering);

impl WordTable for IdForm {
    const KIND: &'static str = "form in which a status names its document";

    fn words() -> Vec<(&'static str, &'static str, Self)> {
        vec![
            (
                "a UUID",
                "mã là UUID khác",
                Self(|_, answers| with_id(answers, "5f0c0000-0000-4000-8000-0000000000a1")),
            ),
            (
                "the classic id",
                "mã dạng cũ",
                Self(|document, answers| {
                    with_id(
                        answers,
                        document_id::classic(
                            &document.from.id,
                            document.promulgated,
                            &document.code,
                        ),
                    )
                }),
            ),
            (
                "the classic id with hyphens",
                "mã dạng cũ có gạch nối",
                Self(|document, answers| {
                    with_id(
                        answers,
                        format!(
                            "{},{},{}",
                            document.from.id, document.promulgated, document.code
                        ),
                    )
                }),
            ),
            (
                "a document nobody sent",
                "văn bản chưa ai gửi",
                Self(|_, answers| Answering {
                    code: Some("99999/KHONG-CO".into()),
                    ..with_id(answers, "5f0c0000-0000-4000-8000-00000000dead")
                }),
            ),
        ]
    }
}

fn with_id(answers: Answering, id: impl Into<String>) -> Answering {
    Answering {
        document_id: Some(id.into()),
        ..answers
    }
}

/// What was expected and what was found.
type Found = Result<(), (String, String)>;

/// Checks a quality of a status for a document.
type Check = fn(&SentStatus, &Paper) -> Found;

/// A quality of statuses that a scenario names.
pub struct StatusQuality(&'static WordRow<Check>);

impl WordTable for StatusQuality {
    const KIND: &'static str = "quality of a status as sent";

    fn words() -> Vec<(&'static str, &'static str, Self)> {
        words_of(QUALITIES, Self)
    }
}

/// How far a time in a status may lie from the axis's clock.
const APART: SignedDuration = SignedDuration::from_mins(5);

const QUALITIES: &[WordRow<Check>] = &[
    row(
        "a code of two digits",
        "mã gồm hai chữ số",
        |status, _| {
            let code = status.code();
            let right = code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_digit());
            if right {
                Ok(())
            } else {
                found("a code of two digits", format!("“{code}”"))
            }
        },
    ),
    row(
        "agency, number, id and date of the original",
        "cơ quan, số, mã và ngày của văn bản gốc",
        names_the_original,
    ),
    row(
        "the same receiver in its request and in ResponseFor",
        "nơi nhận trong yêu cầu trùng với ResponseFor",
        |status, _| {
            let named = element_text(&response_for(&status.xml), "OrganId").unwrap_or_default();
            match status.to.as_slice() {
                [one] if !named.is_empty() && identifiers::same_agency(one, &named) => Ok(()),
                to => found(
                    &format!("the header to naming {named} alone"),
                    to.join(", "),
                ),
            }
        },
    ),
    row(
        "the clerk who reports it",
        "cán bộ báo trạng thái",
        |status, _| {
            let staff = element_text(&status.xml, "Staff")
                .or_else(|| element_text(&status.xml, "Department"));
            if staff.is_some_and(|name| !name.is_empty()) {
                Ok(())
            } else {
                found("a StaffInfo with a name or a department", "none")
            }
        },
    ),
    row(
        "its time written as yyyy/MM/dd HH:mm:ss",
        "thời gian viết theo dạng yyyy/MM/dd HH:mm:ss",
        |status, _| {
            let text = element_text(&status.xml, "Timestamp").unwrap_or_default();
            if dates::date_time(&text).is_ok() && text.len() == 19 {
                Ok(())
            } else {
                found("a Timestamp as 2020/08/28 16:00:00", format!("“{text}”"))
            }
        },
    ),
    row(
        "a time that agrees with the axis's clock",
        "thời gian khớp với đồng hồ của trục",
        |status, _| {
            let text = element_text(&status.xml, "Timestamp").unwrap_or_default();
            match dates::date_time(&text) {
                Ok(at) if at.duration_since(status.at).abs() <= APART => Ok(()),
                _ => found(
                    &format!(
                        "a Timestamp within five minutes of {} Vietnam time",
                        status.at
                    ),
                    format!("“{text}”"),
                ),
            }
        },
    ),
];

fn found(expected: &str, received: impl ToString) -> Found {
    Err((expected.to_owned(), received.to_string()))
}

/// The part of a status that names the original.
fn response_for(xml: &str) -> String {
    let start = xml.find("ResponseFor").unwrap_or(xml.len());
    let end = xml.rfind("ResponseFor").unwrap_or(xml.len());
    xml[start..end.max(start)].to_owned()
}

fn names_the_original(status: &SentStatus, paper: &Paper) -> Found {
    let document = &paper.document;
    let part = response_for(&status.xml);
    let expected = [
        ("OrganId", document.from.id.clone()),
        ("Code", document.code.to_string()),
        ("DocumentId", document.id.clone().unwrap_or_default()),
        ("PromulgationDate", dates::format_date(document.promulgated)),
    ];
    for (element, value) in expected {
        let text = element_text(&part, element).unwrap_or_default();
        if text != value {
            return found(
                &format!("ResponseFor/{element} “{value}”"),
                format!("“{text}”"),
            );
        }
    }
    Ok(())
}

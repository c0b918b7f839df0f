//! What goes wrong around the document system under test: on the line, at the axis, and in packages it is given.

use base64::Engine as _;
use harness::Rule;
use harness::tap::{Fault, Pattern};
use record::Cause;

use super::support::Sending;
use super::system_sending::letter;
use crate::ended::Ended;
use crate::params::{Agency, DocumentName, Flaw, UNDER_TEST, WordTable};
use crate::step::steps;
use crate::world::World;

/// The last part of the address that an external entity names.
const ENTITY: &str = "external-entity";

steps! {
    /// Plans a mishap on the system's line to the axis (see the table of mishaps).
    Given "the document system under test will meet {mishap}" | "hệ thống được kiểm thử sẽ gặp {mishap}"
    async fn will_meet(world, mishap: Mishap) {
        let code = world.under_test()?.identity().clone().code;
        for rule in (mishap.0.rules)() {
            world.plant(rule.from(&code))?;
        }
        Ok(())
    }

    /// No mishap is planned any more. One that never happened proves nothing: the scenario is then inconclusive.
    When "the axis is well again" | "trục hoạt động bình thường trở lại"
    async fn well_again(world) {
        world.rest().await?;
        happened(world)?;
        world.government()?.tap().clear_rules();
        Ok(())
    }

    /// The planned mishap happened; otherwise the scenario proves nothing.
    Then "the mishap has happened" | "sự cố đó đã xảy ra"
    async fn has_happened(world) {
        happened(world)
    }

    /// A peer sends a sound document, and the axis gives the system the package with a flaw: any axis, whatever it
    /// would let pass itself. However often the system fetches this document it is given the flaw, until the axis is well
    /// again; other documents come to it as they are.
    When "{name} from {from} reaches the document system under test with {flaw}" | "{name} của {from} đến hệ thống được kiểm thử với {flaw}"
    async fn reaches_with(world, name: DocumentName, from: Agency, flaw: Flaw) {
        reaches(world, &name, &from, flaw.0.damage).await
    }

    /// The same with an external entity that lies at the tap, where everybody who reads it is seen.
    When "{name} from {from} reaches the document system under test naming an external entity" | "{name} của {from} đến hệ thống được kiểm thử có khai báo thực thể ngoài"
    async fn reaches_with_entity(world, name: DocumentName, from: Agency) {
        let address = format!("{}/{ENTITY}", world.government()?.axis_url());
        let damage = move |xml: &str| {
            let declared = format!("<!DOCTYPE edXML [<!ENTITY % y SYSTEM \"{address}\"> %y; <!ENTITY x SYSTEM \"{address}\">]>\n<edXML ");
            xml.replacen("<edXML ", &declared, 1).replacen("</edXML:Subject>", "&x;</edXML:Subject>", 1).into_bytes()
        };
        reaches(world, &name, &from, damage).await
    }

    /// Nobody asked for the external entity, though its package was given out.
    Then "nobody has read the external entity" | "không ai đọc thực thể ngoài"
    async fn entity_unread(world) {
        world.rest().await?;
        happened(world)?;
        let read = world.government()?.tap().exchanges().all(|exchange| exchange.operation == ENTITY);
        match read.first() {
            None => Ok(()),
            Some(reading) => Err(Ended::fail("the external entity is never read", "it was asked for").shown_by(reading.number)),
        }
    }
}

/// A peer's sound document, given to the system damaged.
async fn reaches(
    world: &mut World,
    name: &DocumentName,
    from: &Agency,
    damage: impl Fn(&str) -> Vec<u8>,
) -> Result<(), Ended> {
    let to = world.under_test()?.identity().clone();
    let document = world.compose(from, std::slice::from_ref(&to))?;
    let package = protocols::edxml::write_document(&document)
        .map_err(|error| Ended::error(error.to_string()))?;
    let damaged = damage(&String::from_utf8_lossy(&package));
    let id = document.id.clone().unwrap_or_default();
    give_instead(world, &id, &damaged).await?;
    world
        .send(
            from,
            Sending {
                letter: letter(name),
                ..Sending::sound(document)
            },
        )
        .await?;
    was_given(world).await
}

/// From now on the axis gives the system this package in place of those that hold a text.
pub(super) async fn give_instead(
    world: &mut World,
    holding: &str,
    package: &[u8],
) -> Result<(), Ended> {
    // Nothing else that holds the text may be on its way to the system, or it would be damaged too.
    world.rest().await?;
    let holding = Pattern::literal(holding);
    let code = world.under_test()?.identity().code.clone();
    let data = base64::engine::general_purpose::STANDARD.encode(package);
    let answer = format!(
        "{{\"status\":\"OK\",\"ErrorCode\":\"0\",\"ErrorDesc\":\"Thanh cong\",\"data\":\"{data}\"}}"
    );
    let rule = replaced(200, "application/json", answer);
    world.plant(Rule {
        answer: Some(holding),
        ..rule.on("getEdoc").from(&code)
    })
}

/// The axis took what was sent, and the system was given the other package in its place.
pub(super) async fn was_given(world: &mut World) -> Result<(), Ended> {
    if !world.said()?.accepted {
        return Err(
            Ended::fail("the axis takes a sound package", world.said()?.received()).by("axis"),
        );
    }
    let fetched =
        |calls: &super::system_calls::Calls| calls.of("getEdoc").any(|call| call.fault.is_some());
    world
        .until(
            &format!("{} fetches what was sent to it", UNDER_TEST.en),
            fetched,
            |_| "it did not fetch it".into(),
        )
        .await?;
    world.rest().await
}

/// Every planned fault was applied at least once.
fn happened(world: &mut World) -> Result<(), Ended> {
    match world.government()?.tap().idle_rules().first() {
        None => Ok(()),
        Some(rule) => Err(Ended::inconclusive(
            Cause::Undecided,
            "the planned mishap happens",
            format!("it did not: {rule}"),
        )),
    }
}

/// An answer of the axis replaced by another one.
fn replaced(status: u16, content_type: &str, body: impl Into<String>) -> Rule {
    Rule::every(Fault::ReplaceAnswer {
        status,
        content_type: content_type.into(),
        body: body.into(),
    })
}

/// The axis fails every request with that HTTP status.
pub(super) fn failing(status: u16) -> Rule {
    replaced(
        status,
        "application/json",
        format!(
            "{{\"code\":{status},\"message\":\"{}\"}}",
            if status == 401 {
                "Unauthorized"
            } else {
                "Service Unavailable"
            }
        ),
    )
}

/// One mishap.
pub struct MishapRow {
    en: &'static str,
    vi: &'static str,
    rules: fn() -> Vec<Rule>,
}

/// A mishap that a scenario names.
pub struct Mishap(&'static MishapRow);

impl WordTable for Mishap {
    const KIND: &'static str = "mishap on the line of the document system under test";

    fn words() -> Vec<(&'static str, &'static str, Self)> {
        MISHAPS
            .iter()
            .map(|row| (row.en, row.vi, Self(row)))
            .collect()
    }
}

const fn mishap(en: &'static str, vi: &'static str, rules: fn() -> Vec<Rule>) -> MishapRow {
    MishapRow { en, vi, rules }
}

const LIST: &str = "getReceivedEdocList";

const MISHAPS: &[MishapRow] = &[
    mishap(
        "a page of HTML in place of its next list",
        "trang HTML thay cho danh sách kế tiếp",
        || {
            vec![
                replaced(
                    200,
                    "text/html",
                    "<html><body>Hệ thống đang bảo trì</body></html>",
                )
                .on(LIST)
                .nth(1),
            ]
        },
    ),
    mishap(
        "a next list that breaks off",
        "danh sách kế tiếp bị đứt giữa chừng",
        || {
            vec![
                Rule::every(Fault::TruncateAnswer { bytes: 40 })
                    .on(LIST)
                    .nth(1),
            ]
        },
    ),
    mishap(
        "a next list that is no JSON",
        "danh sách kế tiếp không phải JSON",
        || {
            vec![
                replaced(200, "application/json", "{\"status\":\"OK\",\"data\":[{")
                    .on(LIST)
                    .nth(1),
            ]
        },
    ),
    mishap("empty lists", "danh sách rỗng", || {
        let empty =
            "{\"status\":\"OK\",\"ErrorCode\":\"0\",\"ErrorDesc\":\"Thanh cong\",\"data\":[]}";
        vec![replaced(200, "application/json", empty).on(LIST)]
    }),
    mishap(
        "a broken connection at its next fetch",
        "đứt kết nối ở lần lấy kế tiếp",
        || vec![Rule::every(Fault::Reset).on("getEdoc").nth(1)],
    ),
    mishap(
        "a package that breaks off at its next fetch",
        "gói tin đứt giữa chừng ở lần lấy kế tiếp",
        || {
            vec![
                Rule::every(Fault::TruncateAnswer { bytes: 300 })
                    .on("getEdoc")
                    .nth(1),
            ]
        },
    ),
    mishap(
        "a package that drips at its next fetch",
        "gói tin đến nhỏ giọt ở lần lấy kế tiếp",
        || {
            vec![
                Rule::every(Fault::DripAnswer {
                    bytes: 1,
                    milliseconds: 1_000,
                })
                .on("getEdoc")
                .nth(1),
            ]
        },
    ),
    mishap(
        "a lost answer to its next acknowledgement",
        "mất câu trả lời cho lần xác nhận kế tiếp",
        || vec![Rule::every(Fault::SwallowAnswer).on("updateStatus").nth(1)],
    ),
    mishap(
        "a broken connection at its next acknowledgement",
        "đứt kết nối ở lần xác nhận kế tiếp",
        || vec![Rule::every(Fault::Reset).on("updateStatus").nth(1)],
    ),
    mishap(
        "a lost answer to its next send",
        "mất câu trả lời cho lần gửi kế tiếp",
        || vec![Rule::every(Fault::SwallowAnswer).on("sendEdoc").nth(1)],
    ),
    mishap(
        "a broken connection at its next send",
        "đứt kết nối ở lần gửi kế tiếp",
        || vec![Rule::every(Fault::Reset).on("sendEdoc").nth(1)],
    ),
    mishap(
        "broken connections at every send",
        "đứt kết nối ở mọi lần gửi",
        || vec![Rule::every(Fault::Reset).on("sendEdoc")],
    ),
    mishap(
        "HTTP 401 for every request",
        "HTTP 401 cho mọi yêu cầu",
        || vec![failing(401)],
    ),
];

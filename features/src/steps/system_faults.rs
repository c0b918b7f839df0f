//! Packages that the document system under test is given damaged.

use base64::Engine as _;
use harness::Rule;
use harness::tap::Pattern;

use super::support::Sending;
use super::system_sending::letter;
use crate::ended::Ended;
use crate::happenings::replaced;
use crate::params::{Agency, DocumentName, Flaw, UNDER_TEST};
use crate::step::steps;
use crate::world::World;

/// The last part of the address that an external entity names.
const ENTITY: &str = "external-entity";

steps! {
    /// A peer sends a sound document, and the axis gives the system the package with a flaw: any axis, whatever it
    /// would let pass itself. However often the system fetches this document it is given the flaw, until the axis is well
    /// again; other documents come to it as they are.
    When "{name} from {from} reaches the document system under test with {flaw}" | "{name} của {from} đến hệ thống được kiểm thử với {flaw}"
    async fn reaches_with(world, name: DocumentName, from: Agency, flaw: Flaw) {
        reaches(world, &name, &from, flaw.0.does).await
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
        world.mishaps_happened()?;
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
    let rule = Rule::every(replaced(200, "application/json", &answer));
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

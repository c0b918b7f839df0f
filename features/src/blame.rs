//! Who is to blame when a scenario with a real system in it did not pass: a second look before anybody is accused.
//!
//! A failure stands only when the way to the system was whole during the scenario and the system is well after it. What a
//! broken connection, another service's page, a gateway's error or a refused secret brought about says nothing about the
//! system under test.

use harness::{Binding, Government, doctor, tap};
use protocols::edxml;
use record::{Cause, Exchange, Message, Verdict};
use simulators::MessageType;

use crate::answer;
use crate::ended::Ended;
use crate::papers;

/// Codes of refusals that name an agency (domain §3.3): unknown receiver, unregistered sender, closed.
const NOT_AS_THE_FILE_SAYS: [&str; 3] = ["18", "19", "23"];

/// The end of a scenario after the second look.
pub async fn second_look(ended: Ended, government: &Government) -> Ended {
    let accuses = ended.verdict == Verdict::Fail;
    let open = ended.verdict == Verdict::Inconclusive && ended.cause == Cause::Undecided;
    if !government.target().has_external() || !(accuses || open) {
        return ended;
    }
    let exchanges = government.taps().flat_map(|tap| tap.exchanges().history());
    let shown = (exchanges.into_iter())
        .find_map(|exchange| Some((trouble(&exchange, government)?, exchange.number)));
    if let Some(((cause, evidence), number)) = shown {
        return excused(ended, cause, &evidence).shown_by(number);
    }
    if let Some(finding) = doctor::second_look(government.target()).await {
        return match finding.cause {
            Some(Cause::SystemUnderTest) | None => ended,
            Some(cause) => excused(
                ended,
                cause,
                &format!("{}: {}", finding.field, finding.found.en),
            ),
        };
    }
    match control(government).await {
        Some(evidence) => excused(ended, Cause::Configuration, &evidence),
        None => ended,
    }
}

/// The control: each system that took part sends its own agency a plain document. A refusal that names an agency as unknown,
/// closed or not this system's says that the axis knows the systems otherwise than the target file does.
async fn control(government: &Government) -> Option<String> {
    if government.axis_binding() != Binding::External {
        return None;
    }
    let mut rng = government.seed().derive("control").rng();
    for (_, system) in government.participants() {
        let identity = system.identity();
        let document = papers::document(
            identity,
            std::slice::from_ref(identity),
            government.clock().now(),
            &mut rng,
        );
        let package = edxml::write_document(&document).ok()?;
        let client = system.client();
        let to = [identity.code.clone()];
        let call = client.send_call(&identity.code, &to, MessageType::Document, package);
        let said = client
            .call(&call)
            .await
            .ok()
            .and_then(|raw| answer::said(&raw).ok())?;
        if said
            .code
            .as_deref()
            .is_some_and(|code| NOT_AS_THE_FILE_SAYS.contains(&code))
        {
            let system = &client.connection().credentials.system_id;
            return Some(format!(
                "the axis does not know {system} as the system of {} (“{}”); compare roles.axis.systems with what is registered there",
                identity.code, said.words
            ));
        }
    }
    None
}

fn excused(ended: Ended, cause: Cause, evidence: &str) -> Ended {
    let received = format!(
        "{}; but this says nothing about the system: {evidence}",
        ended.received
    );
    let verdict = match cause {
        Cause::Simulator | Cause::Harness => Verdict::Error,
        _ => Verdict::Inconclusive,
    };
    Ended {
        verdict,
        cause,
        received,
        ..ended
    }
}

/// What an exchange says about the way to a system, rather than about the system.
fn trouble(exchange: &Exchange, government: &Government) -> Option<(Cause, String)> {
    let Some(answer) = &exchange.response else {
        let lost = exchange
            .fault
            .as_deref()?
            .split("; ")
            .find(|told| told.contains(tap::NO_ANSWER))?;
        return Some((Cause::Network, lost.to_owned()));
    };
    if exchange.fault.is_some() {
        // The scenario did it itself.
        return None;
    }
    match (
        exchange.to.as_str(),
        government.target().binding(&exchange.to),
    ) {
        // A sign-on answers with pages and redirects.
        ("identity", Binding::External) => gateway(answer),
        (_, Binding::External) => of_a_service(answer),
        ("axis", _) => of_a_caller(exchange, answer, government),
        _ => None,
    }
}

/// An answer that only something on the way gives.
fn gateway(answer: &Message) -> Option<(Cause, String)> {
    let json = (answer.headers.get("content-type")).is_some_and(|kind| kind.contains("json"));
    (matches!(status(answer), 502..=504) && !json).then(|| {
        (
            Cause::Network,
            format!("something on the way answers {}", answer.line),
        )
    })
}

/// An answer that no service of the platform gives.
fn of_a_service(answer: &Message) -> Option<(Cause, String)> {
    let status = status(answer);
    let field = |name: &str| {
        answer
            .headers
            .get(name)
            .map(String::as_str)
            .unwrap_or_default()
    };
    match status {
        300..=399 => Some((
            Cause::Configuration,
            format!(
                "the address answers {status} and points to {}",
                field("location")
            ),
        )),
        200..=299 if field("content-type").contains("html") => Some((
            Cause::Configuration,
            "a web page was answered: another service lies at the address".to_owned(),
        )),
        _ => gateway(answer),
    }
}

/// A call to our own axis that it refused because of who calls or where: the real document system is not set up as the target
/// file says.
fn of_a_caller(
    exchange: &Exchange,
    answer: &Message,
    government: &Government,
) -> Option<(Cause, String)> {
    let identity = government.document_system_under_test()?.identity();
    let of_system = exchange.from.ends_with(&format!("({})", identity.code));
    match status(answer) {
        500.. => Some((Cause::Simulator, format!("our own axis failed: {}", answer.line))),
        401 if of_system => Some((
            Cause::Configuration,
            "the axis did not accept the system's secret; compare it with secret_env of roles.document-system".to_owned(),
        )),
        401 if !exchange.from.contains('(') => Some((
            Cause::Configuration,
            format!("somebody calls the axis as {}, which is not the system_id of roles.document-system", exchange.from),
        )),
        404 if of_system || !exchange.from.contains('(') => Some((
            Cause::Configuration,
            format!("the system calls {}, where the axis has nothing", exchange.request.line),
        )),
        _ => None,
    }
}

/// The status code in an answer's first line.
fn status(answer: &Message) -> u16 {
    answer
        .line
        .split(' ')
        .next()
        .and_then(|code| code.parse().ok())
        .unwrap_or_default()
}

//! The troubles, each with the cause it must get.

use harness::tap::{Fault, Rule};
use record::Cause;

/// Where a trouble lies.
pub enum Plant {
    /// In the line between the program and the axis.
    Line(fn() -> Vec<Rule>),
    /// In the target file: a text and what stands there instead.
    File(&'static str, &'static str),
    /// In the environment variable of the first system's secret.
    Secret(&'static str),
    /// In what the axis knows: the operator changes it.
    Directory(Change),
    /// In the clocks: the axis's clock is so many hours ahead of ours, and it takes no old requests.
    Clock(i64),
    /// In who listens at the address.
    Listener(Listener),
    /// In the axis itself: SQL that spoils what it keeps. The control: this one is the system's fault.
    Axis(&'static str),
}

pub enum Change {
    /// The agency of the second system is closed.
    Closed,
    /// The second system speaks for another agency.
    OtherAgency,
    /// Nothing is registered.
    Nothing,
}

#[derive(Clone, Copy)]
pub enum Listener {
    /// Nobody.
    Nobody,
    /// Somebody who takes connections and says nothing.
    Mute,
    /// Somebody who closes every connection.
    Closing,
    /// A mail server.
    Mail,
}

const fn row(trouble: &'static str, plant: Plant, cause: Cause) -> (&'static str, Plant, Cause) {
    (trouble, plant, cause)
}

/// Every trouble with the cause it must get.
pub const TROUBLES: &[(&str, Plant, Cause)] = &[
    row(
        "nobody listens",
        Plant::Listener(Listener::Nobody),
        Cause::Network,
    ),
    row(
        "connections are taken and nothing is said",
        Plant::Listener(Listener::Mute),
        Cause::Network,
    ),
    row(
        "connections are closed at once",
        Plant::Listener(Listener::Closing),
        Cause::Network,
    ),
    row(
        "a mail server listens",
        Plant::Listener(Listener::Mail),
        Cause::Network,
    ),
    row(
        "the name is unknown",
        Plant::File("http://127.0.0.1", "http://axis.invalid"),
        Cause::Network,
    ),
    row(
        "https where http is spoken",
        Plant::File("http://", "https://"),
        Cause::Network,
    ),
    row(
        "the path is wrong",
        Plant::File("/XrdAdapter/adapter", "/adapter"),
        Cause::Configuration,
    ),
    row(
        "the system id is wrong",
        Plant::File("\"g15\"", "\"g51\""),
        Cause::Configuration,
    ),
    row(
        "the secret is wrong",
        Plant::Secret("another"),
        Cause::Configuration,
    ),
    row(
        "the agency of a system is another one",
        Plant::Directory(Change::OtherAgency),
        Cause::Configuration,
    ),
    row(
        "the agency of a system is closed",
        Plant::Directory(Change::Closed),
        Cause::Configuration,
    ),
    row(
        "no system is registered",
        Plant::Directory(Change::Nothing),
        Cause::Configuration,
    ),
    row(
        "the clock is an hour behind",
        Plant::Clock(1),
        Cause::Configuration,
    ),
    row(
        "the clock is an hour ahead",
        Plant::Clock(-1),
        Cause::Configuration,
    ),
    row(
        "every request hangs",
        Plant::Line(|| vec![Rule::every(Fault::HangRequest)]),
        Cause::Network,
    ),
    row(
        "the second send hangs",
        Plant::Line(|| {
            vec![
                Rule::every(Fault::HangRequest).on("sendEdoc").nth(2),
                Rule::every(Fault::HangRequest).on("sendEdoc").nth(1),
            ]
        }),
        Cause::Network,
    ),
    row(
        "every connection is reset",
        Plant::Line(|| vec![Rule::every(Fault::Reset)]),
        Cause::Network,
    ),
    row(
        "lists are reset",
        Plant::Line(|| vec![Rule::every(Fault::Reset).on("getReceivedEdocList")]),
        Cause::Network,
    ),
    row(
        "answers to sends are lost",
        Plant::Line(|| vec![Rule::every(Fault::SwallowAnswer).on("sendEdoc")]),
        Cause::Network,
    ),
    row(
        "sends never arrive",
        Plant::Line(|| vec![Rule::every(Fault::DropRequest).on("sendEdoc")]),
        Cause::Network,
    ),
    row(
        "answers break off in the middle",
        Plant::Line(|| vec![Rule::every(Fault::TruncateAnswer { bytes: 20 })]),
        Cause::Network,
    ),
    row(
        "answers break off after the headers",
        Plant::Line(|| vec![Rule::every(Fault::TruncateAnswer { bytes: 0 })]),
        Cause::Network,
    ),
    row(
        "answers come in drops",
        Plant::Line(|| {
            vec![Rule::every(Fault::DripAnswer {
                bytes: 1,
                milliseconds: 50,
            })]
        }),
        Cause::Network,
    ),
    row(
        "answers are too slow by a little",
        Plant::Line(|| vec![Rule::every(Fault::DelayAnswer { milliseconds: 500 })]),
        Cause::Network,
    ),
    row(
        "sends are too slow by a little",
        Plant::Line(|| vec![Rule::every(Fault::DelayAnswer { milliseconds: 500 }).on("sendEdoc")]),
        Cause::Network,
    ),
    row(
        "the axis restarts in the middle",
        Plant::Line(|| {
            (1..=3)
                .map(|nth| Rule::every(Fault::Reset).nth(nth + 2))
                .collect()
        }),
        Cause::Network,
    ),
    row(
        "a gateway answers 502",
        Plant::Line(|| page(502, "<html>Bad Gateway</html>")),
        Cause::Network,
    ),
    row(
        "a gateway answers 503",
        Plant::Line(|| page(503, "<html>Service Unavailable</html>")),
        Cause::Network,
    ),
    row(
        "a gateway answers sends with 504",
        Plant::Line(|| {
            page(504, "<html>Gateway Timeout</html>")
                .into_iter()
                .map(|rule| rule.on("sendEdoc"))
                .collect()
        }),
        Cause::Network,
    ),
    row(
        "a web page is answered",
        Plant::Line(|| page(200, "<html><title>Đăng nhập</title></html>")),
        Cause::Configuration,
    ),
    row(
        "a web page is answered to sends",
        Plant::Line(|| {
            page(200, "<html><title>Đăng nhập</title></html>")
                .into_iter()
                .map(|rule| rule.on("sendEdoc"))
                .collect()
        }),
        Cause::Configuration,
    ),
    row(
        "a page says that nothing is here",
        Plant::Line(|| page(404, "<html>Not Found</html>")),
        Cause::Configuration,
    ),
    row(
        "requests are sent elsewhere",
        Plant::Line(|| {
            [
                page(302, ""),
                vec![Rule::every(Fault::SetAnswerHeader {
                    name: "location".into(),
                    value: Some("https://sso.example.vn/".into()),
                })],
            ]
            .concat()
        }),
        Cause::Configuration,
    ),
    row(
        "a proxy wants a password",
        Plant::Line(|| page(401, "<html>Proxy</html>")),
        Cause::Configuration,
    ),
    row(
        "a firewall forbids it",
        Plant::Line(|| page(403, "<html>Forbidden</html>")),
        Cause::Configuration,
    ),
    row(
        "another service answers in JSON",
        Plant::Line(|| {
            vec![Rule::every(Fault::ReplaceAnswer {
                status: 404,
                content_type: "application/json".into(),
                body: r#"{"error":"no such route"}"#.into(),
            })]
        }),
        Cause::Configuration,
    ),
    row(
        "the axis loses what it accepted",
        Plant::Axis("CREATE TEMP TRIGGER loses AFTER INSERT ON delivery BEGIN DELETE FROM delivery; END"),
        Cause::SystemUnderTest,
    ),
    row(
        "the axis delivers everything twice under two identifiers",
        Plant::Axis(
            "CREATE TEMP TRIGGER twice AFTER INSERT ON delivery WHEN NEW.doc_id NOT LIKE '%again' BEGIN
             INSERT INTO delivery (doc_id, send, receiver, to_code, message_type, priority, arrived, updated)
             VALUES (NEW.doc_id || 'again', NEW.send, NEW.receiver, NEW.to_code, NEW.message_type, NEW.priority, NEW.arrived, NEW.updated); END",
        ),
        Cause::SystemUnderTest,
    ),
];

fn page(status: u16, body: &str) -> Vec<Rule> {
    vec![Rule::every(Fault::ReplaceAnswer {
        status,
        content_type: "text/html; charset=utf-8".into(),
        body: body.into(),
    })]
}

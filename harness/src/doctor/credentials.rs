//! Whether the axis lets each system in, and as the agency the target file says.

use std::collections::HashSet;

use clock::Clock;
use futures::stream::{self, StreamExt as _};
use jiff::ToSpan as _;
use protocols::identifiers::{LONGEST_QD20, agency_key};
use record::Cause;
use serde_json::Value;
use simulators::client::{Http, MessageType, Spoil, Window};
use simulators::{Call, Client, Connection};

use super::interface::{Answered, Place, QUESTION};
use super::{Check, Finding, Said, clocks};
use crate::target::{System, both};

/// Calls under way at once; the axis is not ours.
const AT_ONCE: usize = 8;
/// At most as many tries of one system's secret for another; each is a refused call in the axis's log.
const TRIES: usize = 12;
/// How many days back the lists are looked at for the agency they speak of: with today the seven that an axis gives at
/// once (domain §3.1).
const DAYS: i64 = 6;

pub(super) fn client(place: &Place<'_>, http: &Http, url: &str, system: &System) -> Client {
    let connection = Connection {
        url: url.trim_end_matches('/').to_owned(),
        face: place.face,
        credentials: system.credentials.clone(),
    };
    Client::new(http.clone(), connection, Clock::system()).at_path(place.path())
}

/// A system with its client and what the axis said to it.
pub(super) struct Asked<'a> {
    pub system: &'a System,
    pub client: Client,
    pub answered: Answered,
}

/// Asks for every system that was not asked yet.
pub(super) async fn ask_all<'a>(
    place: Place<'_>,
    http: &Http,
    url: &str,
    systems: Vec<&'a System>,
) -> Vec<Asked<'a>> {
    let each = systems.into_iter().map(|system| {
        let client = client(&place, http, url, system);
        async move {
            let answered = place.judge(&client.call(&Call::new(QUESTION)).await);
            Asked {
                system,
                client,
                answered,
            }
        }
    });
    stream::iter(each).buffered(AT_ONCE).collect().await
}

/// What the answers say about each system.
pub(super) async fn judge(place: Place<'_>, asked: &[Asked<'_>]) -> Vec<Finding> {
    let opened = opened_by_another(place, asked).await;
    let each = asked.iter().enumerate().map(|(index, one)| {
        let opened = &opened;
        async move {
            match &one.answered {
                Answered::LetIn(directory) => agency(one, directory).await,
                Answered::Refused(said) if clocks::speaks_of_time(said) => clocks::refused(said),
                Answered::Refused(said) => match opened[index] {
                    Some(other) => exchanged(
                        one.system,
                        asked[other].system,
                        opened[other] == Some(index),
                    ),
                    None => refused(one.system, said),
                },
                Answered::Unusable(finding) => (**finding).clone(),
            }
        }
    });
    stream::iter(each).buffered(AT_ONCE).collect().await
}

/// For each system that is refused, the one whose secret lets it in.
async fn opened_by_another(place: Place<'_>, asked: &[Asked<'_>]) -> Vec<Option<usize>> {
    let mut opened = vec![None; asked.len()];
    let refused = |index: &usize| matches!(asked[*index].answered, Answered::Refused(_));
    let pairs = (0..asked.len()).filter(refused).flat_map(|one| {
        // Two that are both refused may be exchanged, which is the usual mistake: those first.
        let others = (0..asked.len()).filter(move |other| *other != one);
        let (first, then): (Vec<_>, Vec<_>) = others.partition(refused);
        first.into_iter().chain(then).map(move |other| (one, other))
    });
    for (one, other) in pairs.take(TRIES) {
        let secret = &asked[other].system.credentials.secret;
        if opened[one].is_some() || *secret == asked[one].system.credentials.secret {
            continue;
        }
        let call = Call::new(QUESTION).spoil(Spoil::Secret(secret.clone()));
        if let Answered::LetIn(_) = place.judge(&asked[one].client.call(&call).await) {
            opened[one] = Some(other);
        }
    }
    opened
}

fn exchanged(system: &System, other: &System, both_ways: bool) -> Finding {
    let (id, other_id) = (&system.credentials.system_id, &other.credentials.system_id);
    let found = match both_ways {
        true => both(
            format!(
                "that of {other_id} ({}): the two secrets are exchanged",
                other.field
            ),
            format!(
                "khóa của {other_id} ({}): hai khóa bị tráo cho nhau",
                other.field
            ),
        ),
        false => both(
            format!(
                "another one; that of {other_id} ({}) lets {id} in",
                other.field
            ),
            format!(
                "khóa khác; khóa của {other_id} ({}) lại dùng được cho {id}",
                other.field
            ),
        ),
    };
    let said = Said {
        expected: both(
            format!("the secret of {id}"),
            format!("khóa bí mật của {id}"),
        ),
        found,
        fix: both(
            format!(
                "exchange the variables of {} and {}",
                system.field, other.field
            ),
            format!(
                "đổi lại biến môi trường của {} và {}",
                system.field, other.field
            ),
        ),
    };
    let field = format!("{}.secret_env", system.field);
    Finding::wrong(Check::Credentials, &field, Cause::Configuration, said)
}

fn refused(system: &System, said: &str) -> Finding {
    let id = &system.credentials.system_id;
    let said = Said {
        expected: both(
            format!("the axis to let system {id} in"),
            format!("trục chấp nhận hệ thống {id}"),
        ),
        found: both(
            format!("a refusal: status {said}"),
            format!("bị từ chối: mã trạng thái {said}"),
        ),
        fix: both(
            "check system_id and the content of the variable in secret_env; the axis does not say which of the two is wrong",
            "kiểm tra system_id và nội dung biến nêu trong secret_env; trục không cho biết cái nào sai",
        ),
    };
    Finding::wrong(
        Check::Credentials,
        &system.field,
        Cause::Configuration,
        said,
    )
}

/// Whether a system that is let in is registered for the agency of the target file, as far as the axis tells.
async fn agency(one: &Asked<'_>, directory: &Value) -> Finding {
    let system = one.system;
    let own: HashSet<String> = std::iter::once(&system.agency)
        .chain(&system.qd20)
        .map(|code| agency_key(code))
        .collect();
    let (id, code) = (&system.credentials.system_id, &system.agency);
    let field = format!("{}.agency", system.field);
    let expected = both(
        format!("system {id} registered for {code}"),
        format!("hệ thống {id} được đăng ký cho {code}"),
    );
    if let Some(other) = spoken_of(&one.client, &own).await {
        let said = Said {
            expected,
            found: both(
                format!("the axis knows it as {other}"),
                format!("trục biết hệ thống này là {other}"),
            ),
            fix: both(
                format!("write agency = \"{other}\", or the system_id and secret of {code}"),
                format!("ghi agency = \"{other}\", hoặc ghi system_id và khóa bí mật của {code}"),
            ),
        };
        return Finding::wrong(Check::Credentials, &field, Cause::Configuration, said);
    }
    let empty = Vec::new();
    let rows = directory["data"].as_array().unwrap_or(&empty);
    let codes = |row: &Value| {
        let names = ["code", "code102", "oldCode"];
        names.iter().any(|name| {
            row[*name]
                .as_str()
                .is_some_and(|code| own.contains(&agency_key(code)))
        })
    };
    if !rows.is_empty() && !rows.iter().any(codes) {
        let said = Said {
            expected: both(
                format!("agency {code} in the directory of the axis"),
                format!("cơ quan {code} có trong danh sách của trục"),
            ),
            found: both(
                format!("no such agency among {}", rows.len()),
                format!("không có trong {} cơ quan", rows.len()),
            ),
            fix: both(
                "correct agency, or have it registered with the axis",
                "sửa agency, hoặc đăng ký cơ quan với trục",
            ),
        };
        return Finding::warning(Check::Credentials, &field, Cause::Configuration, said);
    }
    let found = both(
        format!("{id} is let in for {code}"),
        format!("{id} được chấp nhận cho {code}"),
    );
    Finding::ok(Check::Credentials, &system.field, found)
}

/// The agency of which the lists of a system speak, when it is another one than its own. Lists change nothing.
async fn spoken_of(client: &Client, own: &HashSet<String>) -> Option<String> {
    let now = client.now();
    let window = Window {
        from: now.checked_sub(DAYS.days()).unwrap_or(now),
        to: now.checked_add(1.day()).unwrap_or(now),
    };
    let (received, sent) = tokio::join!(
        client.list_received(MessageType::Document, Some(window)),
        client.list_sent(MessageType::Document, Some(window)),
    );
    // Without lists (refused, none on this face, empty) the axis does not tell, and nothing is said.
    let received = received.unwrap_or_default().into_iter().map(|row| row.to);
    let sent = sent.unwrap_or_default().into_iter().map(|row| row.from);
    let codes: Vec<String> = received
        .chain(sent)
        .filter(|code| !code.trim().is_empty())
        .collect();
    let own_is_there = codes.iter().any(|code| own.contains(&agency_key(code)));
    let other = codes.into_iter().next().filter(|_| !own_is_there)?;
    // What stands there comes from outside; a code is short and plain.
    let plain = |c: &char| c.is_alphanumeric() || *c == '.';
    Some(other.chars().filter(plain).take(LONGEST_QD20).collect())
}

//! One harmless call to each external role before any scenario, so that a wrong address or secret is one clear message
//! and not ninety failures.

use std::time::Duration;

use clock::Clock;
use jiff::SignedDuration;
use jiff::tz::{Offset, offset};
use record::Cause;
use simulators::client::{Http, Reach};
use simulators::{Call, Client, ClientError, ClientSettings, Connection, Face, RawAnswer};

use crate::recorder::Recorder;
use crate::tap::{Endpoint, Tap};
use crate::target::{AxisRole, Binding, System, Target};

/// What the axis is asked for: everybody may read the directory, and nothing changes by it.
const QUESTION: &str = "getAgenciesList";
/// A clock that is further off is named as the reason when the axis refuses a request.
const CLOCKS_AGREE: SignedDuration = SignedDuration::from_secs(120);
const VIETNAM: Offset = offset(7);

/// What was found out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preflight {
    /// One line for each external role: who answered, and how fast.
    pub lines: Vec<String>,
}

/// An external role cannot be used as the target file says.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {message}; {fix}")]
pub struct PreflightError {
    /// Who is to blame.
    pub cause: Cause,
    /// The field of the target file to look at.
    pub field: String,
    /// What was expected and what happened.
    pub message: String,
    /// What to do.
    pub fix: String,
}

/// Asks each external role one harmless question. Embedded and simulated roles need none.
///
/// # Errors
/// The first role that cannot be used, with the field of the target file to look at and what to do.
pub async fn preflight(target: &Target) -> Result<Preflight, PreflightError> {
    let mut lines = Vec::new();
    if target.axis.binding == Binding::External {
        lines.push(axis(&target.axis).await?);
    }
    Ok(Preflight { lines })
}

async fn axis(role: &AxisRole) -> Result<String, PreflightError> {
    let (Some(url), Some(system)) = (&role.url, role.systems.first()) else {
        let fix = "add url and [[roles.axis.systems]]";
        return Err(wrong(
            "systems",
            "expected an address and a system of the external axis",
            fix,
        ));
    };
    let address = url.as_str();
    let face = match (&role.vxp_path, &role.lgsp_path) {
        (Some(_), _) => Face::Vxp,
        (None, Some(_)) => Face::Lgsp,
        (None, None) => {
            let fix = "give vxp_path or lgsp_path a path";
            return Err(wrong(
                "vxp_path",
                "expected at least one face of the axis, found none",
                fix,
            ));
        }
    };
    let begun = std::time::Instant::now();
    let answer = ask(role, url.as_str(), system, face)
        .await
        .map_err(|error| trouble(&error, address))?;
    judge(&answer, role, face, system)?;
    Ok(format!(
        "axis at {address} answers {} in {} ms",
        system.agency,
        begun.elapsed().as_millis()
    ))
}

/// Asks directly when the axis lies at the usual paths, else through a tap that knows where it lies.
async fn ask(
    role: &AxisRole,
    url: &str,
    system: &System,
    face: Face,
) -> Result<RawAnswer, ClientError> {
    let settings = ClientSettings {
        deadline: role.deadline,
        connect: role.deadline.min(Duration::from_secs(5)),
        ..ClientSettings::default()
    };
    let http = Http::new(settings)?;
    let path = match face {
        Face::Vxp => role.vxp_path.as_deref(),
        Face::Lgsp => role.lgsp_path.as_deref(),
    };
    let usual = match face {
        Face::Vxp => AxisRole::VXP_PATH,
        Face::Lgsp => AxisRole::LGSP_PATH,
    };
    let client = |url: &str| {
        let connection = Connection {
            url: url.trim_end_matches('/').to_owned(),
            face,
            credentials: system.credentials.clone(),
        };
        Client::new(http.clone(), connection, Clock::system())
    };
    let direct = client(url);
    match path {
        Some(path) if path != usual => {
            let endpoint = Endpoint {
                paths: vec![(usual.to_owned(), path.to_owned())],
                deadline: role.deadline,
                ..Endpoint::new("axis", url)
            };
            let recorder = Recorder::in_memory();
            recorder.masker().hide(&system.credentials.secret);
            let here = ([127, 0, 0, 1], 0).into();
            let tap = Tap::open(
                here,
                endpoint,
                Clock::system(),
                recorder.scenario("preflight"),
            )
            .await;
            let tap = tap.map_err(|error| ClientError::Invalid(error.to_string()))?;
            let answer = client(tap.url()).call(&Call::new(QUESTION)).await;
            match answer {
                // The tap hides what went wrong on the network; asking directly shows it.
                Err(ClientError::Reset { .. }) => direct.call(&Call::new(QUESTION)).await,
                answer => answer,
            }
        }
        _ => direct.call(&Call::new(QUESTION)).await,
    }
}

fn trouble(error: &ClientError, address: &str) -> PreflightError {
    let (cause, field, fix) = match error {
        ClientError::Unreachable { at: Reach::Dns, .. } => (
            Cause::Network,
            "url",
            "correct the host name, or ask your network for it; nothing has this name here",
        ),
        ClientError::Unreachable {
            at: Reach::Connect, ..
        } => (
            Cause::Network,
            "url",
            "start the axis, correct the port, or open the way through the firewall",
        ),
        ClientError::Unreachable { at: Reach::Tls, .. } => (
            Cause::Network,
            "url",
            "install the certificate authority of the axis on this machine, or correct http and https",
        ),
        ClientError::TimedOut { .. } => (
            Cause::Network,
            "deadline",
            "check that the axis is not overloaded, or give it more time with deadline",
        ),
        ClientError::Reset { .. } | ClientError::NotHttp { .. } => (
            Cause::Network,
            "url",
            "check that the port speaks HTTP and whether it wants https",
        ),
        ClientError::TooLarge { .. } => (
            Cause::Configuration,
            "url",
            "check that the address is that of the axis; no directory is as long",
        ),
        _ => (
            Cause::Harness,
            "url",
            "report this as a fault of the harness",
        ),
    };
    PreflightError {
        cause,
        field: format!("roles.axis.{field}"),
        message: format!("expected an answer of the axis at {address}: {error}"),
        fix: fix.to_owned(),
    }
}

/// Whether an answer is that of an axis which knows us.
fn judge(
    answer: &RawAnswer,
    role: &AxisRole,
    face: Face,
    system: &System,
) -> Result<(), PreflightError> {
    let secret = &system.credentials.secret;
    let said = excerpt(&answer.body, secret);
    let path_field = match face {
        Face::Vxp => "vxp_path",
        Face::Lgsp => "lgsp_path",
    };
    let json: Option<serde_json::Value> = serde_json::from_slice(&answer.body).ok();
    match (answer.status, json) {
        (401 | 403, _) => Err(refused(answer, &said)),
        (404 | 405, _) => {
            let message = format!(
                "expected {QUESTION} below {}, found status {} ({said})",
                path(role, face),
                answer.status
            );
            Err(wrong(
                path_field,
                &message,
                "correct url or the path of the face; something else answers there",
            ))
        }
        (status @ 500.., _) => Err(PreflightError {
            cause: Cause::SystemUnderTest,
            ..wrong(
                "url",
                &format!("expected the directory, found status {status} ({said})"),
                "look into the log of the axis",
            )
        }),
        (_, None) => {
            let kind = answer.header("content-type").unwrap_or("none");
            let message = format!(
                "expected JSON, found status {} with content type {kind} ({said})",
                answer.status
            );
            Err(wrong(
                "url",
                &message,
                "correct url: a web page or another service answers there",
            ))
        }
        (status, Some(json)) if is_refusal(&json) => {
            let message =
                format!("expected the directory, found a refusal with status {status} ({said})");
            let fix = "check system_id and the secret in secret_env of the first system";
            Err(wrong("systems", &message, fix))
        }
        (200 | 201, Some(_)) => Ok(()),
        (status, Some(_)) => Err(wrong(
            "url",
            &format!("expected status 200, found {status} ({said})"),
            "check that the address is that of the axis",
        )),
    }
}

/// Both faces can refuse with status 200: `status` other than `OK` in one, `success` false in the other.
fn is_refusal(json: &serde_json::Value) -> bool {
    let failed = json["status"]
        .as_str()
        .is_some_and(|status| !status.eq_ignore_ascii_case("OK"));
    failed || json["success"] == false
}

/// A refused request: a wrong clock looks like a wrong secret, so the axis's own clock decides which to name.
fn refused(answer: &RawAnswer, said: &str) -> PreflightError {
    let status = answer.status;
    if let Some(off) = answer
        .header("date")
        .and_then(clock_difference)
        .filter(|off| off.abs() > CLOCKS_AGREE)
    {
        let seconds = off.as_secs();
        return wrong(
            "url",
            &format!(
                "expected to be let in, found status {status}, and this machine's clock is {seconds} s ahead of the axis's ({said})"
            ),
            "set this machine's clock by the axis's (QĐ 28/2018/QĐ-TTg Art. 14.4), then check the secret",
        );
    }
    wrong(
        "systems",
        &format!("expected to be let in, found status {status} ({said})"),
        "check system_id and the secret in the environment variable secret_env of the first system",
    )
}

/// How far this machine's clock is ahead of an HTTP date.
fn clock_difference(date: &str) -> Option<SignedDuration> {
    let there = jiff::fmt::rfc2822::parse(date).ok()?.timestamp();
    Some(
        Clock::system()
            .now()
            .duration_since(VIETNAM.to_datetime(there)),
    )
}

fn path(role: &AxisRole, face: Face) -> &str {
    let path = match face {
        Face::Vxp => &role.vxp_path,
        Face::Lgsp => &role.lgsp_path,
    };
    path.as_deref().unwrap_or_default()
}

/// The beginning of what was answered, in one line, without the secret.
fn excerpt(body: &[u8], secret: &str) -> String {
    let text = String::from_utf8_lossy(&body[..body.len().min(2000)]);
    let text = text.replace(secret, crate::recorder::mask::MASK);
    let line: Vec<&str> = text.split_whitespace().collect();
    let line: String = line
        .join(" ")
        .chars()
        .filter(|c| !c.is_control())
        .take(120)
        .collect();
    format!("“{line}”")
}

fn wrong(field: &str, message: &str, fix: &str) -> PreflightError {
    PreflightError {
        cause: Cause::Configuration,
        field: format!("roles.axis.{field}"),
        message: message.to_owned(),
        fix: fix.to_owned(),
    }
}

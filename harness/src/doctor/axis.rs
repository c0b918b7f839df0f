//! An external axis, from the name of its host to the answer to each system. What a mistake hides is named as such.

use std::time::{Duration, Instant};

use record::Cause;
use simulators::client::{ClientSettings, Http};
use simulators::{Call, ClientError, Face};
use url::Url;

use super::credentials::{self, Asked};
use super::interface::{Answered, Place, QUESTION};
use super::{Check, Finding, Said, Severity, clocks, reach, tls};
use crate::target::{AxisRole, System, Target, both};

const URL: &str = "roles.axis.url";
/// A call that answers later is not waited for, whatever deadline the target gives.
const LONGEST: Duration = Duration::from_secs(15);

/// Every check of the axis at its address. The target may be one with mistakes: what it lacks is not checked.
pub(super) async fn check(target: &Target) -> Vec<Finding> {
    let role = &target.axis;
    let Some(url) = &role.url else {
        return without(Check::Reach, "url must be right first", "cần sửa url trước");
    };
    let reached = match reach::connect(url).await {
        Ok(reached) => reached,
        Err(trouble) => {
            let mut findings = vec![trouble.finding("the axis", "trục")];
            findings.extend(without(
                Check::Tls,
                "the axis must be reached first",
                "cần kết nối được tới trục trước",
            ));
            return findings;
        }
    };
    let (at, stream) = (reached.address, reached.stream);
    let found = both(
        format!("{at} accepts connections"),
        format!("{at} nhận kết nối"),
    );
    let mut findings = vec![Finding::ok(Check::Reach, URL, found)];
    if url.scheme() == "https" {
        findings.extend(tls::check(url, at, stream, role.ca.as_ref()).await);
        if wrong(&findings) {
            findings.extend(without(
                Check::Interface,
                "TLS must be right first, or a secret would go to a stranger",
                "cần TLS đúng trước, nếu không khóa bí mật sẽ lộ cho bên lạ",
            ));
            return findings;
        }
    } else {
        // A server that takes one connection after another must not wait for this one to end.
        drop(stream);
    }
    let secrets: Vec<&str> = target.secrets().collect();
    findings.extend(faces(target, url, at, &secrets).await);
    findings
}

fn wrong(findings: &[Finding]) -> bool {
    findings
        .iter()
        .any(|finding| finding.severity == Severity::Wrong)
}

/// The checks from this one on, not made.
fn without(from: Check, en: &str, vi: &str) -> Vec<Finding> {
    let later = [
        Check::Reach,
        Check::Tls,
        Check::Interface,
        Check::Clock,
        Check::Credentials,
        Check::RoundTrip,
    ];
    let later = later.into_iter().filter(|check| *check >= from);
    later
        .map(|check| Finding::not_checked(check, URL, both(en, vi)))
        .collect()
}

/// What a face said to the first system.
struct Seen<'a> {
    place: Place<'a>,
    answered: Answered,
    clock: Option<Finding>,
    took: Duration,
}

async fn faces(
    target: &Target,
    url: &Url,
    at: std::net::SocketAddr,
    secrets: &[&str],
) -> Vec<Finding> {
    let role = &target.axis;
    let places: Vec<Place<'_>> = [(Face::Vxp, &role.vxp_path), (Face::Lgsp, &role.lgsp_path)]
        .into_iter()
        .filter(|(_, path)| path.is_some())
        .map(|(face, _)| Place {
            role,
            face,
            secrets,
        })
        .collect();
    if places.is_empty() {
        return vec![no_face()];
    }
    let systems: Vec<&System> = (role.systems.iter())
        .chain(target.document_system.iter().flat_map(|role| &role.system))
        .collect();
    let Some((first, others)) = systems.split_first() else {
        return without(
            Check::Interface,
            "a system of the target file must be right first",
            "cần sửa ít nhất một hệ thống trong tệp đích trước",
        );
    };
    let http = match http(role, url) {
        Ok(http) => http,
        Err(error) => return vec![no_client(&error)],
    };
    let mut seen: Vec<Seen<'_>> = Vec::new();
    for place in places {
        let client = credentials::client(&place, &http, url.as_str(), first);
        let begun = Instant::now();
        let outcome = client.call(&Call::new(QUESTION)).await;
        let took = begun.elapsed();
        let below_http = match &outcome {
            Err(ClientError::NotHttp { .. } | ClientError::Reset { .. }) => true,
            Ok(answer) => answer.status == 400,
            Err(_) => false,
        };
        if below_http && url.scheme() == "http" && tls::speaks_tls(url, at).await {
            let mut findings = vec![wants_https(url)];
            findings.extend(without(
                Check::Clock,
                "url must be right first",
                "cần sửa url trước",
            ));
            return findings;
        }
        let broken = outcome.is_err();
        seen.push(Seen {
            place,
            answered: place.judge(&outcome),
            clock: outcome.as_ref().ok().map(clocks::check),
            took,
        });
        // What is wrong below HTTP is wrong for the whole address.
        if broken {
            break;
        }
    }
    behind(seen, first, others, &http, url).await
}

/// The faces are seen: what they say about the interface, the clock, each system and the time it takes.
async fn behind(
    seen: Vec<Seen<'_>>,
    first: &System,
    others: &[&System],
    http: &Http,
    url: &Url,
) -> Vec<Finding> {
    let usable = |seen: &Seen<'_>| !matches!(seen.answered, Answered::Unusable(_));
    let one_is_usable = seen.iter().any(usable);
    let main = seen.iter().position(usable);
    let mut findings = Vec::new();
    for (index, face) in seen.iter().enumerate() {
        let assumed = face.place.role.assumed.contains(&face.place.key());
        match &face.answered {
            Answered::Unusable(finding) if assumed && one_is_usable => {
                findings.push(Finding {
                    field: face.place.field(),
                    ..finding.as_ref().clone().lenient()
                });
            }
            // Both faces may be told the same, for example by a gateway.
            Answered::Unusable(finding) if findings.contains(finding) => {}
            Answered::Unusable(finding) => findings.push(finding.as_ref().clone()),
            Answered::LetIn(directory) => findings.push(face.place.shape(directory)),
            Answered::Refused(said) if Some(index) != main => {
                findings.extend(only_elsewhere(face, said, &seen));
            }
            Answered::Refused(_) => {}
        }
    }
    let clock = seen.iter().find_map(|face| face.clock.clone());
    let clocks_differ = clock.as_ref().is_some_and(clocks::is_wrong);
    findings.extend(clock);
    let Some(main) = main.and_then(|main| seen.into_iter().nth(main)) else {
        let (en, vi) = ("the axis must answer first", "trục phải trả lời được trước");
        let missing = without(Check::Clock, en, vi);
        let known: Vec<Check> = findings.iter().map(|finding| finding.check).collect();
        findings.extend(
            missing
                .into_iter()
                .filter(|finding| !known.contains(&finding.check)),
        );
        return findings;
    };
    let refused = matches!(main.answered, Answered::Refused(_));
    if refused {
        let why = both(
            "a system must be let in first",
            "phải có hệ thống được chấp nhận trước",
        );
        let field = main.place.field();
        findings.push(Finding::not_checked(Check::Interface, &field, why.clone()));
        findings.push(Finding::not_checked(
            Check::RoundTrip,
            "roles.axis.deadline",
            why,
        ));
    } else {
        findings.push(round_trip(&main, first));
    }
    if refused && clocks_differ {
        let why = both(
            "the clocks must agree first: a wrong time is refused like a wrong secret",
            "hai đồng hồ phải khớp trước: sai giờ cũng bị từ chối như sai khóa",
        );
        findings.push(Finding::not_checked(Check::Credentials, &first.field, why));
        return findings;
    }
    let (place, answered) = (main.place, main.answered);
    let mut asked = vec![Asked {
        system: first,
        client: credentials::client(&place, http, url.as_str(), first),
        answered,
    }];
    asked.extend(credentials::ask_all(place, http, url.as_str(), others.to_vec()).await);
    for finding in credentials::judge(place, &asked).await {
        // Several systems may be told the same, for example that the clocks differ.
        if !findings.contains(&finding) {
            findings.push(finding);
        }
    }
    findings
}

fn http(role: &AxisRole, url: &Url) -> Result<Http, ClientError> {
    let settings = ClientSettings {
        deadline: role.deadline.min(LONGEST),
        connect: role.deadline.min(reach::PATIENCE),
        roots: role.ca.iter().map(|ca| ca.pem.clone()).collect(),
        ..ClientSettings::default()
    };
    Http::for_address(url.as_str(), settings)
}

fn round_trip(main: &Seen<'_>, first: &System) -> Finding {
    let deadline = main.place.role.deadline;
    let (took, limit) = (main.took.as_millis(), deadline.as_millis());
    let found = both(
        format!(
            "the axis answers {} in {took} ms (deadline {limit} ms)",
            first.agency
        ),
        format!(
            "trục trả lời {} trong {took} ms (thời hạn {limit} ms)",
            first.agency
        ),
    );
    if main.took <= deadline / 2 {
        return Finding::ok(Check::RoundTrip, "roles.axis.deadline", found);
    }
    let said = Said {
        expected: both(
            "an answer within half of the deadline",
            "câu trả lời trong nửa thời hạn",
        ),
        found,
        fix: both(
            "give the axis more time with deadline, or scenarios will run into it",
            "tăng deadline, nếu không các kịch bản sẽ bị quá hạn",
        ),
    };
    Finding::warning(
        Check::RoundTrip,
        "roles.axis.deadline",
        Cause::Network,
        said,
    )
}

/// Refused at this face although another one lets the same system in.
fn only_elsewhere(face: &Seen<'_>, said: &str, seen: &[Seen<'_>]) -> Option<Finding> {
    let let_in = |seen: &Seen<'_>| matches!(seen.answered, Answered::LetIn(_));
    let other = seen.iter().find(|seen| let_in(seen))?;
    let said = Said {
        expected: both(
            format!(
                "the same system let in at both faces, as at {}",
                other.place.path()
            ),
            format!(
                "cùng một hệ thống được chấp nhận ở cả hai giao diện, như tại {}",
                other.place.path()
            ),
        ),
        found: both(
            format!("a refusal at {}: status {said}", face.place.path()),
            format!("bị từ chối tại {}: mã trạng thái {said}", face.place.path()),
        ),
        fix: both(
            format!(
                "have the system registered for this face too, or write {} = \"\"",
                face.place.key()
            ),
            format!(
                "đăng ký hệ thống cho cả giao diện này, hoặc ghi {} = \"\"",
                face.place.key()
            ),
        ),
    };
    Some(Finding::warning(
        Check::Interface,
        &face.place.field(),
        Cause::Configuration,
        said,
    ))
}

fn no_face() -> Finding {
    let said = Said {
        expected: both(
            "at least one face of the axis",
            "ít nhất một giao diện của trục",
        ),
        found: both("both paths empty", "cả hai đường dẫn đều trống"),
        fix: both(
            "give vxp_path or lgsp_path a path",
            "ghi đường dẫn cho vxp_path hoặc lgsp_path",
        ),
    };
    Finding::wrong(
        Check::Interface,
        "roles.axis.vxp_path",
        Cause::Configuration,
        said,
    )
}

fn wants_https(url: &Url) -> Finding {
    let https = tls::with_scheme(url, "https");
    let said = Said {
        expected: both(
            "plain HTTP, because url begins with http",
            "HTTP không mã hóa, vì url bắt đầu bằng http",
        ),
        found: both("TLS at this port", "TLS ở cổng này"),
        fix: both(
            format!("write url = \"{https}\""),
            format!("ghi url = \"{https}\""),
        ),
    };
    Finding::wrong(Check::Interface, URL, Cause::Configuration, said)
}

fn no_client(error: &ClientError) -> Finding {
    let said = Said {
        expected: both("an HTTP client", "máy khách HTTP"),
        found: crate::target::verbatim(error.to_string()),
        fix: both("correct ca_file", "sửa ca_file"),
    };
    Finding::wrong(
        Check::Interface,
        "roles.axis.ca_file",
        Cause::Configuration,
        said,
    )
}

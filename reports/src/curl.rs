//! A recorded request as a `curl` line, so that a developer can send it again.

use record::{Exchange, RoleBinding};

use crate::repeat::quoted;
use crate::visible;

/// Where the embedded axis is when a developer keeps it up.
const EMBEDDED: &str = "http://127.0.0.1:8080";
/// Longest body that stands in the line itself, in bytes.
const LONGEST: usize = 400;
/// Longest header value, in characters: a longer one makes no line to paste.
const LONGEST_HEADER: usize = 8_000;
/// What HTTP clients write themselves.
const OWN: [&str; 7] = [
    "accept",
    "accept-encoding",
    "connection",
    "content-length",
    "host",
    "transfer-encoding",
    "user-agent",
];

/// A line and what its reader must know.
pub(crate) struct Line {
    /// The command, one option a line, for a POSIX shell.
    pub(crate) command: String,
    /// Whether the body must be saved as `request.body` first.
    pub(crate) needs_body: bool,
}

/// The line that repeats a request; none when its request line is not one of HTTP.
pub(crate) fn line(exchange: &Exchange, roles: &[RoleBinding]) -> Option<Line> {
    let request = &exchange.request;
    let (method, path) = request.line.split_once(' ')?;
    let path = path
        .split(' ')
        .next()
        .filter(|path| path.starts_with('/'))?;
    let base = (roles.iter())
        .find(|role| role.role == exchange.to)
        .and_then(|role| role.address.as_deref())
        .unwrap_or(EMBEDDED);
    let url = format!("{}{path}", base.trim_end_matches('/'));
    let mut parts = vec![format!("curl -sS -X {} {}", quoted(method), quoted(&url))];
    for (name, value) in &request.headers {
        if OWN.contains(&name.to_ascii_lowercase().as_str()) {
            continue;
        }
        let value = visible::bounded_line(value, LONGEST_HEADER);
        parts.push(format!("-H {}", quoted(&format!("{name}: {value}"))));
    }
    let whole = request.body.len() as u64 == request.body_bytes;
    let plain = !request.body.chars().any(char::is_control) && request.body.len() <= LONGEST;
    let needs_body = request.body_bytes > 0 && !(whole && plain);
    if needs_body {
        parts.push("--data-binary @request.body".to_owned());
    } else if request.body_bytes > 0 {
        parts.push(format!("--data-raw {}", quoted(&request.body)));
    }
    Some(Line {
        command: visible::lines(&parts.join(" \\\n  ")),
        needs_body,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    fn bound(address: Option<&str>) -> Vec<RoleBinding> {
        vec![RoleBinding {
            role: "axis".into(),
            binding: "external".into(),
            address: address.map(str::to_owned),
            under_test: true,
        }]
    }

    #[test]
    fn a_small_request_is_one_command() {
        let exchange = sample::exchange(1, "A", "getAgenciesList", "{}", None);
        let line =
            line(&exchange, &bound(Some("https://axis.example.gov.vn:8443/"))).expect("HTTP");
        assert!(!line.needs_body);
        insta::assert_snapshot!(line.command, @r"
        curl -sS -X POST https://axis.example.gov.vn:8443/XrdAdapter/adapter/getAgenciesList \
          -H 'XroadVnpt-hash-header: ••••••' \
          -H 'XroadVnpt-systemid: vxp.saas.03' \
          -H 'content-type: application/octet-stream' \
          --data-raw '{}'
        ");
    }

    #[test]
    fn a_package_is_named_and_hostile_text_stays_inside_its_quotes() {
        let mut exchange = sample::exchange(1, "A", "sendEdoc", "<a>\n</a>", None);
        exchange.request.line = "POST /x';reboot;'".into();
        (exchange.request.headers).insert("to".into(), "'$(reboot)\u{202e}".into());
        let line = line(&exchange, &bound(None)).expect("HTTP");
        assert!(line.needs_body);
        assert!(
            line.command
                .contains(r"'http://127.0.0.1:8080/x'\'';reboot;'\'''"),
            "{}",
            line.command
        );
        assert!(
            line.command.contains(r"-H 'to: '\''$(reboot)⟦U+202E⟧'"),
            "{}",
            line.command
        );
        assert!(line.command.ends_with("--data-binary @request.body"));
        exchange.request.line = "hello".into();
        assert!(super::line(&exchange, &[]).is_none());
    }
}

//! What a request says of itself: what it asks for, and who asks. Each role's wire says it in other fields.

use http::{HeaderMap, request};
use serde_json::Value;

/// Header fields that name the calling system at the axis (domain §3.1, §3.3).
const SYSTEM_HEADERS: [&str; 2] = ["xroadvnpt-systemid", "x-systemid"];

/// How our own participants name themselves where the wire does not: `User-Agent: lienthong/citizen`.
const OWN_AGENT: &str = "lienthong/";

/// Larger bodies are not looked into.
const LOOKED_INTO: usize = 4 << 20;

/// The fields of one role's wire, the first that is there counts: in a JSON body, a form or the query.
struct Wire {
    role: &'static str,
    operation: &'static [&'static str],
    caller: &'static [&'static str],
}

const WIRES: [Wire; 5] = [
    Wire {
        role: "portal",
        operation: &["service"],
        caller: &["madonvi", "username"],
    },
    Wire {
        role: "licences",
        operation: &["service"],
        caller: &["donViXuLy", "GovAgencyCode", "username"],
    },
    Wire {
        role: "payment",
        operation: &["LoaiBanTin", "command", "cmd"],
        caller: &["MaDoiTac", "client_id", "merchant_code"],
    },
    Wire {
        role: "identity",
        operation: &[],
        caller: &["client_id"],
    },
    Wire {
        role: "one-stop",
        operation: &["service", "LoaiBanTin"],
        caller: &[],
    },
];

/// What a request says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spoken {
    /// What it asks for: the operation its wire names, else the last part of the path.
    pub operation: String,
    /// The name by which its caller is known: a system id, an agency, a client.
    pub key: Option<String>,
    /// What its caller calls itself when the wire has no such name.
    pub agent: Option<String>,
}

/// Reads what a request to a role says of itself.
pub(super) fn spoken(role: &str, head: &request::Parts, body: &[u8]) -> Spoken {
    let last = head.uri.path().trim_end_matches('/').rsplit('/').next();
    let wire = WIRES.iter().find(|wire| wire.role == role);
    let fields = wire.map(|_| Fields::of(head, body));
    let named = |names: &[&str]| names.iter().find_map(|name| fields.as_ref()?.get(name));
    let operation = wire.and_then(|wire| named(wire.operation));
    let header = |name: &&str| head.headers.get(*name)?.to_str().ok().map(str::to_owned);
    let key = SYSTEM_HEADERS.iter().find_map(header);
    Spoken {
        operation: operation.unwrap_or_else(|| last.unwrap_or_default().to_owned()),
        key: key.or_else(|| wire.and_then(|wire| named(wire.caller))),
        agent: own_agent(&head.headers),
    }
}

fn own_agent(headers: &HeaderMap) -> Option<String> {
    let agent = headers.get(http::header::USER_AGENT)?.to_str().ok()?;
    Some(agent.strip_prefix(OWN_AGENT)?.to_owned())
}

/// The fields of a request, wherever its wire puts them.
struct Fields {
    json: Value,
    pairs: Vec<(String, String)>,
}

impl Fields {
    fn of(head: &request::Parts, body: &[u8]) -> Self {
        let body = if body.len() > LOOKED_INTO { &[] } else { body };
        let pairs = |text: &[u8]| url::form_urlencoded::parse(text).into_owned().collect();
        let mut found: Vec<(String, String)> = head
            .uri
            .query()
            .map_or_else(Vec::new, |query| pairs(query.as_bytes()));
        let json = serde_json::from_slice(body).unwrap_or_default();
        let form = (head.headers.get(http::header::CONTENT_TYPE)).is_some_and(|kind| {
            kind.as_bytes()
                .starts_with(b"application/x-www-form-urlencoded")
        });
        if form {
            found.extend(pairs(body));
        }
        Self { json, pairs: found }
    }

    fn get(&self, name: &str) -> Option<String> {
        let text = match self.json.get(name) {
            Some(Value::String(text)) => Some(text.clone()),
            Some(Value::Number(number)) => Some(number.to_string()),
            _ => None,
        };
        let pair = || self.pairs.iter().find(|(known, _)| known == name);
        (text.or_else(|| pair().map(|(_, value)| value.clone()))).filter(|text| !text.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use http::Request;

    use super::*;

    fn said(role: &str, request: http::request::Builder, body: &str) -> Spoken {
        let (head, ()) = request.body(()).expect("a request").into_parts();
        spoken(role, &head, body.as_bytes())
    }

    fn words(operation: &str, key: Option<&str>, agent: Option<&str>) -> Spoken {
        Spoken {
            operation: operation.to_owned(),
            key: key.map(str::to_owned),
            agent: agent.map(str::to_owned),
        }
    }

    #[test]
    fn each_wire_says_it_in_its_own_fields() {
        let post = |path: &str| Request::post(path);
        assert_eq!(
            said(
                "portal",
                post("/mapi/g"),
                r#"{"service":"DongBoHoSoMC","madonvi":"000.00.00.H49","data":[]}"#
            ),
            words("DongBoHoSoMC", Some("000.00.00.H49"), None)
        );
        assert_eq!(
            said("portal", post("/mapi/login"), r#"{"username":"h49"}"#),
            words("login", Some("h49"), None)
        );
        let form = post("/oauth2/token").header(
            "Content-Type",
            "application/x-www-form-urlencoded; charset=utf-8",
        );
        assert_eq!(
            said("identity", form, "grant_type=x&client_id=portal"),
            words("token", Some("portal"), None)
        );
        let page = Request::get("/oauth2/authorize?client_id=a%20b")
            .header("User-Agent", "lienthong/citizen");
        assert_eq!(
            said("identity", page, ""),
            words("authorize", Some("a b"), Some("citizen"))
        );
        let axis = post("/XrdAdapter/adapter/sendEdoc").header("XroadVnpt-SystemId", "sys.1");
        assert_eq!(
            said("axis", axis, r#"{"service":"not looked at"}"#),
            words("sendEdoc", Some("sys.1"), None)
        );
        assert_eq!(
            said("payment", post("/pay"), "{\"LoaiBanTin\": broken"),
            words("pay", None, None)
        );
    }
}

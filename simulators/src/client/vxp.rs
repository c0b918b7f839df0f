//! A call as the VXP face takes it: logical parameters prefixed and signed into headers (domain §3.1).

use bytes::{BufMut, Bytes, BytesMut};
use protocols::vxp;
use reqwest::Method;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

use super::http::Request;
use super::{Call, Client, ClientError, Spoil};

/// Operations the SDK asks for with GET; all others are POST.
const GETS: [&str; 3] = ["downloadEdoc", "countReceiveEdoc", "countReceiveStatus"];

impl Client {
    pub(super) fn vxp_request(&self, call: &Call) -> Result<Request, ClientError> {
        let mut logical = self.logical(call);
        self.memory()
            .remember(&mut logical, self.habits.leak_headers);
        let secret = call.spoils.iter().rev().find_map(|spoil| match spoil {
            Spoil::Secret(secret) => Some(secret.as_str()),
            _ => None,
        });
        let mut wire = vxp::sign::sign(
            &logical,
            secret.unwrap_or(&self.connection.credentials.secret),
        );
        // The SDK keeps headers in a map: a parameter called `version` takes the place of the protocol's own.
        if call.parameter("version").is_some() {
            wire.pop_if(|(name, _)| name.eq_ignore_ascii_case("XroadVnpt-version"));
        }
        complete(&mut wire, call);
        for spoil in &call.spoils {
            damage(&mut wire, spoil);
        }
        Ok(Request {
            operation: call.operation.clone(),
            method: if GETS.contains(&call.operation.as_str()) {
                Method::GET
            } else {
                Method::POST
            },
            url: self.address(vxp::BASE_PATH, &call.operation),
            headers: header_map(&wire)?,
            body: self.body(call),
        })
    }

    /// System id first, then the caller's parameters, hash, timestamp and content type: the order the SDK was seen to sign in.
    fn logical(&self, call: &Call) -> Vec<(String, String)> {
        let mut system_id = self.connection.credentials.system_id.as_str();
        let mut timestamp = None;
        let mut hash = None;
        for spoil in &call.spoils {
            match spoil {
                Spoil::SystemId(id) => system_id = id,
                Spoil::Timestamp(text) => timestamp = Some(text.clone()),
                Spoil::FileHash(text) => hash = Some(text.clone()),
                _ => {}
            }
        }
        let mut logical = vec![("systemid".to_string(), system_id.to_string())];
        logical.extend(call.parameters.iter().cloned());
        let sends = call.operation == "sendEdoc";
        if sends {
            logical.push((
                "hash-file".into(),
                hash.unwrap_or_else(|| self.file_hash(&call.body)),
            ));
        }
        logical.push((
            "timestamp".into(),
            timestamp.unwrap_or_else(|| self.timestamp()),
        ));
        logical.push((
            "Content-Type".into(),
            if sends {
                "application/octet-stream"
            } else {
                "application/json"
            }
            .into(),
        ));
        logical
    }

    fn file_hash(&self, package: &[u8]) -> String {
        if self.habits.pad_file_hash {
            vxp::file_hash(package)
        } else {
            vxp::file_hash_unpadded(package)
        }
    }

    fn timestamp(&self) -> String {
        let fresh = || protocols::dates::vxp_timestamp(self.now());
        if self.habits.timestamp_once {
            return self.memory().timestamp.get_or_insert_with(fresh).clone();
        }
        fresh()
    }

    fn body(&self, call: &Call) -> Bytes {
        let spoilt = call.spoils.iter().rev().find_map(|spoil| match spoil {
            Spoil::Body(body) => Some(body.clone()),
            _ => None,
        });
        let package = spoilt.unwrap_or_else(|| call.body.clone());
        // One line end, also where a scenario has put one already: nobody promises to take two.
        let adds = call.operation == "sendEdoc" && self.habits.trailing_crlf;
        if adds && !package.ends_with(b"\r\n") {
            let mut body = BytesMut::with_capacity(package.len() + 2);
            body.extend_from_slice(&package);
            body.put_slice(b"\r\n");
            return body.freeze();
        }
        package
    }
}

/// Headers the SDK sends beside the signed ones.
fn complete(wire: &mut Vec<(String, String)>, call: &Call) {
    let has = |wire: &[(String, String)], name: &str| {
        wire.iter().any(|(key, _)| key.eq_ignore_ascii_case(name))
    };
    if !has(wire, "Content-Type") {
        let kind = if call.operation == "sendEdoc" {
            "application/octet-stream"
        } else {
            "application/json"
        };
        wire.push(("Content-Type".into(), kind.into()));
    }
    if !has(wire, "User-Agent") {
        wire.push(("User-Agent".into(), vxp::USER_AGENT.into()));
    }
}

/// Damage after signing, shared by both faces.
pub(super) fn damage(wire: &mut Vec<(String, String)>, spoil: &Spoil) {
    match spoil {
        Spoil::Omit(name) => wire.retain(|(key, _)| !key.eq_ignore_ascii_case(name)),
        Spoil::Replace(name, value) => match wire
            .iter_mut()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
        {
            Some((_, old)) => old.clone_from(value),
            None => wire.push((name.clone(), value.clone())),
        },
        Spoil::Duplicate(name, value) => wire.push((name.clone(), value.clone())),
        Spoil::Secret(_)
        | Spoil::SystemId(_)
        | Spoil::Timestamp(_)
        | Spoil::FileHash(_)
        | Spoil::Body(_) => {}
    }
}

/// Header values may be any UTF-8 but no control character.
pub(super) fn header_map(wire: &[(String, String)]) -> Result<HeaderMap, ClientError> {
    let mut map = HeaderMap::with_capacity(wire.len());
    for (name, value) in wire {
        let key = HeaderName::from_bytes(name.as_bytes())
            .map_err(|_| ClientError::Invalid(format!("expected a header name, got {name:?}")))?;
        let text = HeaderValue::from_bytes(value.as_bytes()).map_err(|_| {
            ClientError::Invalid(format!(
                "the value of header {name} holds a control character"
            ))
        })?;
        map.append(key, text);
    }
    Ok(map)
}

/// What one client object carries from call to call: the source of two habits of the SDK (domain §6.3, §6.4).
#[derive(Debug, Default)]
pub(super) struct Memory {
    pub timestamp: Option<String>,
    leaked: Vec<(String, String)>,
}

impl Memory {
    /// Keeps this call's parameters and, with the habit, adds those of earlier calls that this one lacks.
    fn remember(&mut self, logical: &mut Vec<(String, String)>, leak: bool) {
        if !leak {
            return;
        }
        let mut next = self.leaked.clone();
        for (name, value) in logical.iter() {
            match next.iter_mut().find(|(key, _)| key == name) {
                Some((_, old)) => old.clone_from(value),
                None => next.push((name.clone(), value.clone())),
            }
        }
        for (name, value) in &self.leaked {
            if !logical.iter().any(|(key, _)| key == name) {
                logical.push((name.clone(), value.clone()));
            }
        }
        self.leaked = next;
    }
}

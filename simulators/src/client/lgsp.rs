//! A call as the REST facade takes it: query, JSON or multipart, and two credential headers (domain §3.3).

use bytes::{BufMut, Bytes, BytesMut};
use protocols::{lgsp, vxp};
use reqwest::Method;
use url::Url;

use super::http::Request;
use super::vxp::{damage, header_map};
use super::{Call, Client, ClientError, Spoil};

/// Operations asked for with GET and their parameters in the query; the rest are POST.
const GETS: [&str; 3] = ["syncReceivedEdocList", "getEdoc", "getAgenciesList"];

impl Client {
    pub(super) fn lgsp_request(&self, call: &Call) -> Result<Request, ClientError> {
        let get = GETS.contains(&call.operation.as_str());
        let address = self.address(lgsp::BASE_PATH, &call.operation);
        let mut url = Url::parse(&address).map_err(|error| {
            ClientError::Invalid(format!(
                "expected the axis's address, got {address:?}: {error}"
            ))
        })?;
        if get && !call.parameters.is_empty() {
            url.query_pairs_mut().extend_pairs(&call.parameters);
        }
        let (content_type, mut body) = if get {
            (None, Bytes::new())
        } else {
            content(call)
        };
        let mut wire = self.credential_headers(call);
        wire.extend(content_type.map(|kind| ("Content-Type".to_string(), kind)));
        for spoil in &call.spoils {
            damage(&mut wire, spoil);
            if let Spoil::Body(changed) = spoil {
                body = changed.clone();
            }
        }
        let method = if get { Method::GET } else { Method::POST };
        let headers = header_map(&wire)?;
        Ok(Request {
            operation: call.operation.clone(),
            method,
            url: url.into(),
            headers,
            body,
        })
    }

    fn credential_headers(&self, call: &Call) -> Vec<(String, String)> {
        let credentials = &self.connection.credentials;
        let (mut id, mut secret) = (credentials.system_id.as_str(), credentials.secret.as_str());
        for spoil in &call.spoils {
            match spoil {
                Spoil::SystemId(other) => id = other,
                Spoil::Secret(other) => secret = other,
                _ => {}
            }
        }
        vec![
            (lgsp::SYSTEM_HEADER.into(), id.into()),
            (lgsp::SECRET_HEADER.into(), secret.into()),
        ]
    }
}

/// Content type and body of a POST: the package as form part `edocFile`, anything else as one JSON object.
fn content(call: &Call) -> (Option<String>, Bytes) {
    if call.operation == "sendEdoc" {
        let (kind, body) = multipart(call);
        return (Some(kind), body);
    }
    if !call.body.is_empty() {
        return (Some("application/json".into()), call.body.clone());
    }
    let object: serde_json::Map<String, serde_json::Value> = call
        .parameters
        .iter()
        .map(|(name, value)| (name.clone(), value.clone().into()))
        .collect();
    (
        Some("application/json".into()),
        serde_json::Value::Object(object).to_string().into(),
    )
}

/// `multipart/form-data` whose boundary follows from the content, so that the same call has the same bytes.
fn multipart(call: &Call) -> (String, Bytes) {
    let boundary = format!("----lienthong{}", &vxp::file_hash(&call.body)[..24]);
    let mut body = BytesMut::with_capacity(call.body.len() + 512);
    for (name, value) in &call.parameters {
        let part = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        );
        body.put_slice(part.as_bytes());
    }
    let file = "Content-Disposition: form-data; name=\"edocFile\"; filename=\"edoc.edxml\"\r\nContent-Type: application/octet-stream";
    body.put_slice(format!("--{boundary}\r\n{file}\r\n\r\n").as_bytes());
    body.put_slice(&call.body);
    body.put_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
    (
        format!("multipart/form-data; boundary={boundary}"),
        body.freeze(),
    )
}

//! The VXP face (domain §3.1).

use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::request::Parts;
use http::{Method, Request, StatusCode, header};
use protocols::vxp::operations::Payload;
use protocols::vxp::sign::Verified;
use protocols::vxp::{self, Envelope, Operation};
use serde::Serialize;

use super::caller::{self, Stranger};
use super::directory_lists;
use super::headers;
use super::work::{self, Ask, Failure, Visitor};
use crate::axis::Axis;
use crate::axis::knows::directory::ListKind;
use crate::axis::knows::parcel::{Caller, MessageType};
use crate::axis::knows::receivers;
use crate::axis::knows::refusal::Refusal;
use crate::axis::knows::sending::Cover;
use crate::body;

/// A success: the answer, and what the access log says of it; none when the log line is already kept.
struct Success {
    response: Response,
    logged: Option<String>,
}

/// Answers one request and appends it to the access log.
pub async fn answer(
    State(axis): State<Axis>,
    Path(name): Path<String>,
    request: Request<Body>,
) -> Response {
    let (parts, body) = request.into_parts();
    let claimed = headers::get(&parts.headers, "XroadVnpt-systemid").unwrap_or_default();
    let mut visitor = Visitor {
        system: claimed,
        agency: None,
    };
    let mut unread = Some(body);
    let outcome = dispatch(&axis, &name, &parts, &mut unread, &mut visitor).await;
    if let Some(body) = unread.filter(|_| !parts.headers.contains_key(header::EXPECT)) {
        body::drain(body, &axis.settings().limits()).await;
    }
    match outcome {
        Ok(Success { response, logged }) => {
            if let Some(detail) = logged {
                work::log(&axis, visitor, "vxp", &name, 0, detail).await;
            }
            response
        }
        Err(Failure { http, refusal }) => {
            work::log(
                &axis,
                visitor,
                "vxp",
                &name,
                refusal.code,
                refusal.text.clone(),
            )
            .await;
            json(http, &Envelope::<()>::fail(refusal.code, refusal.text))
        }
    }
}

async fn dispatch(
    axis: &Axis,
    name: &str,
    parts: &Parts,
    unread: &mut Option<Body>,
    visitor: &mut Visitor,
) -> Result<Success, Failure> {
    let operation = vxp::operation(name).ok_or_else(|| Failure {
        http: StatusCode::NOT_FOUND,
        refusal: Refusal::invalid(format!(
            "Khong co chuc nang {}",
            name.chars().take(40).collect::<String>()
        )),
    })?;
    check_method(operation, &parts.method)?;
    let (caller, signed) = match caller::by_signature(axis, &parts.headers) {
        Ok(proved) => proved,
        Err(Stranger::Unproved(refusal)) => {
            return Err(Failure {
                http: StatusCode::UNAUTHORIZED,
                refusal,
            });
        }
        Err(Stranger::Stale(caller, refusal)) => {
            *visitor = Visitor::from(&caller);
            return Err(refusal.into());
        }
    };
    *visitor = Visitor::from(&caller);
    let request = Signed {
        axis,
        caller: &caller,
        signed: &signed,
    };
    match (operation.answer, operation.name) {
        (Payload::DocId, _) => request.send(parts, unread).await,
        (_, "registerAgency") => {
            let body = Bytes::from(read(axis, parts, unread).await?);
            work::register(axis, &caller, &body).await?;
            Ok(done("registered"))
        }
        _ => request.answer(operation).await,
    }
}

fn check_method(operation: &Operation, method: &Method) -> Result<(), Failure> {
    if method.as_str() == operation.method {
        return Ok(());
    }
    Err(Failure {
        http: StatusCode::METHOD_NOT_ALLOWED,
        refusal: Refusal::invalid(format!(
            "Chuc nang {} can {}",
            operation.name, operation.method
        )),
    })
}

async fn read(axis: &Axis, parts: &Parts, unread: &mut Option<Body>) -> Result<Vec<u8>, Failure> {
    let body = unread.take().unwrap_or_default();
    body::read(body, &parts.headers, &axis.settings().limits())
        .await
        .map_err(|error| Failure::body(error, axis.settings().body_bytes))
}

/// A request whose sender is proved; only what was signed is looked at.
struct Signed<'a> {
    axis: &'a Axis,
    caller: &'a Caller,
    signed: &'a Verified,
}

impl Signed<'_> {
    fn required(&self, name: &str) -> Result<&str, Refusal> {
        let value = self
            .signed
            .get(name)
            .map(str::trim)
            .filter(|value| !value.is_empty());
        value.ok_or_else(|| Refusal::invalid(format!("Can tieu de {name} duoc ky")))
    }

    fn message_type(&self) -> Result<MessageType, Refusal> {
        let said = self.required("messagetype")?;
        MessageType::from_wire(said).ok_or_else(|| {
            Refusal::invalid(format!(
                "Tieu de messagetype can edoc hoac status, nhan duoc {said}"
            ))
        })
    }

    async fn send(&self, parts: &Parts, unread: &mut Option<Body>) -> Result<Success, Failure> {
        let body = read(self.axis, parts, unread).await?;
        let cover = self.cover()?;
        let package = self.hashed(body)?;
        let accepted = work::send(self.axis, self.caller.clone(), cover, package).await?;
        let mut envelope = Envelope::<()>::ok();
        envelope.doc_id = Some(accepted.doc_id);
        envelope.warnings = accepted.warnings;
        Ok(Success {
            response: json(StatusCode::OK, &envelope),
            logged: None,
        })
    }

    fn cover(&self) -> Result<Cover, Refusal> {
        let message_type = self.message_type()?;
        let mut warnings = Vec::new();
        let service_type = self
            .signed
            .get("servicetype")
            .map(|said| said.trim().to_owned());
        match service_type.as_deref() {
            None | Some("") => warnings.push("Thieu tieu de servicetype, hieu la eDoc".into()),
            Some(said) if said.eq_ignore_ascii_case("eDoc") => {}
            Some(said) => {
                return Err(Refusal::invalid(format!(
                    "Tieu de servicetype can eDoc, nhan duoc {said}"
                )));
            }
        }
        let to = match (self.signed.get("to").map(str::trim), message_type) {
            (None | Some(""), MessageType::Status) => None,
            (None | Some(""), MessageType::Document) => Some(self.required("to")?.to_owned()),
            (Some(said), _) => Some(said.to_owned()),
        };
        let to = to
            .map(|said| self.receivers(&said, &mut warnings))
            .transpose()?;
        Ok(Cover {
            from: Some(self.required("from")?.to_owned()),
            to,
            service_type: service_type.filter(|said| !said.is_empty()),
            message_type: Some(message_type),
            warnings,
        })
    }

    fn receivers(&self, to: &str, warnings: &mut Vec<String>) -> Result<Vec<String>, Refusal> {
        let (codes, lenient) = receivers::parse_header(to);
        if lenient {
            let found = "Tieu de to khong phai mang JSON cac chuoi";
            if !self.axis.settings().lenient_receivers {
                return Err(Refusal::invalid(format!(
                    "{found}, vi du [\"000.00.00.H41\"]"
                )));
            }
            warnings.push(format!("{found}, da doc theo dau phay"));
        }
        Ok(codes)
    }

    /// The package in a body: the CRLF that the operator's library appends is not part of it (domain §6.6).
    fn hashed(&self, mut body: Vec<u8>) -> Result<Vec<u8>, Refusal> {
        let hash = self.required("hash-file")?;
        let length = vxp::body_without_trailing_crlf(&body).len();
        if vxp::file_hash_matches(hash, &body[..length]) {
            body.truncate(length);
            return Ok(body);
        }
        if vxp::file_hash_matches(hash, &body) {
            return Ok(body);
        }
        Err(Refusal::invalid(
            "hash-file khong khop noi dung, can SHA-256 cua dung tep da gui",
        ))
    }

    async fn answer(&self, operation: &Operation) -> Result<Success, Failure> {
        let (axis, caller) = (self.axis, self.caller);
        let count = |count| Envelope::<()> {
            count: Some(count),
            ..Envelope::ok()
        };
        match operation.name {
            "getReceivedEdocList" => Ok(list(work::received(axis, caller, self.ask()?).await?)),
            "getSentEdocList" => Ok(list(work::sent(axis, caller, self.ask()?).await?)),
            "countReceiveEdoc" => Ok(ok(&count(
                work::waiting(axis, caller, MessageType::Document).await?,
            ))),
            "countReceiveStatus" => Ok(ok(&count(
                work::waiting(axis, caller, MessageType::Status).await?,
            ))),
            "getEdoc" | "downloadEdoc" => self.fetch(operation.answer).await,
            "updateStatus" => self.acknowledge().await,
            "deleteAgency" => {
                let code = self.required("AgencyCode")?;
                work::close(axis, caller, code).await?;
                Ok(done(code))
            }
            _ => Ok(Success {
                response: json_bytes(
                    directory_lists::answer(axis, self.directory_list(operation)?).await,
                ),
                logged: Some(String::new()),
            }),
        }
    }

    fn directory_list(&self, operation: &Operation) -> Result<ListKind, Refusal> {
        Ok(match operation.name {
            "getAgenciesListQD20" => {
                ListKind::Qd20(u8::try_from(self.number("level")?.unwrap_or(1)).unwrap_or(u8::MAX))
            }
            // Its header has the same name as the library's version: what is no number asks for everything.
            "getSynchronizeUnit" => {
                let after = self
                    .signed
                    .get("version")
                    .and_then(|text| text.trim().parse().ok());
                ListKind::Changes(after.unwrap_or(0))
            }
            "getListUnit" => ListKind::Units,
            _ => ListKind::Agencies,
        })
    }

    async fn fetch(&self, payload: Payload) -> Result<Success, Failure> {
        let doc_id = self.required("docId")?;
        let (_, bytes) = work::fetch(self.axis, self.caller, doc_id).await?;
        let response = match payload {
            Payload::Raw => {
                ([(header::CONTENT_TYPE, "application/octet-stream")], bytes).into_response()
            }
            _ => json(StatusCode::OK, &Envelope::with_data(STANDARD.encode(bytes))),
        };
        Ok(Success {
            response,
            logged: Some(doc_id.to_owned()),
        })
    }

    async fn acknowledge(&self) -> Result<Success, Failure> {
        let (doc_id, word) = (self.required("docId")?, self.required("status")?);
        let description = self
            .signed
            .get("description")
            .unwrap_or_default()
            .to_owned();
        work::acknowledge(self.axis, self.caller, doc_id, word, description).await?;
        Ok(done(&format!("{doc_id} {word}")))
    }

    fn ask(&self) -> Result<Ask, Refusal> {
        let window = vxp::parse_window(self.signed.get("fromDate"), self.signed.get("toDate"))
            .map_err(|error| Refusal::invalid(format!("Khoang thoi gian khong hop le: {error}")))?;
        Ok(Ask {
            message_type: self.message_type()?,
            window,
            page_size: self.number("pageSize")?,
            page_index: self.number("pageIndex")?,
        })
    }

    fn number(&self, name: &str) -> Result<Option<u32>, Refusal> {
        match self
            .signed
            .get(name)
            .map(str::trim)
            .filter(|text| !text.is_empty())
        {
            None => Ok(None),
            Some(text) => text.parse().map(Some).map_err(|_| {
                Refusal::invalid(format!(
                    "Tieu de {name} can so nguyen khong am, nhan duoc {text}"
                ))
            }),
        }
    }
}

fn list<T: Serialize>(items: Vec<T>) -> Success {
    let logged = Some(format!("{} items", items.len()));
    Success {
        response: json(StatusCode::OK, &Envelope::with_data(items)),
        logged,
    }
}

fn ok<T: Serialize>(envelope: &Envelope<T>) -> Success {
    Success {
        response: json(StatusCode::OK, envelope),
        logged: Some(String::new()),
    }
}

fn done(detail: &str) -> Success {
    Success {
        response: json(StatusCode::OK, &Envelope::<()>::ok()),
        logged: Some(detail.to_owned()),
    }
}

/// Any value as an answer.
pub(super) fn json(status: StatusCode, value: &impl Serialize) -> Response {
    // Plain data with text keys always becomes JSON; an empty body would say the contrary to any client.
    let bytes = serde_json::to_vec(value).unwrap_or_default();
    (status, json_bytes(Bytes::from(bytes))).into_response()
}

/// JSON as an answer.
pub(super) fn json_bytes(bytes: Bytes) -> Response {
    (
        [(header::CONTENT_TYPE, "application/json; charset=utf-8")],
        bytes,
    )
        .into_response()
}

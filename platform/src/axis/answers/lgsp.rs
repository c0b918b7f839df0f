//! The LGSP REST face (domain §3.3): other words for the same rules.

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Multipart, Path, State};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::request::Parts;
use http::{Method, Request, StatusCode, header};
use jiff::civil::Date;
use protocols::attachments;
use protocols::edxml::{self, Limits, Package};
use protocols::lgsp::{
    EdocAnswer, EdocAttachment, EdocData, FILE_PART, ListAnswer, ListItem, Login, LoginAnswer,
    MESSAGE_TYPE_FIELD, Outcome, SendAnswer, SendData, StatusUpdate, Unauthorized,
};
use protocols::vxp::{ReceivedItem, Window};

use super::vxp::{json, json_bytes};
use super::work::{self, Ask, Failure, Visitor};
use super::{caller, directory_lists, headers};
use crate::axis::Axis;
use crate::axis::knows::directory::ListKind;
use crate::axis::knows::parcel::{Accepted, Caller, MessageType};
use crate::axis::knows::refusal::Refusal;
use crate::axis::knows::sending::Cover;
use crate::body;

/// Gives a token to a system that shows its id and secret.
pub async fn login(State(axis): State<Axis>, request: Request<Body>) -> Response {
    let (parts, body) = request.into_parts();
    let mut visitor = Visitor::default();
    let proved = match read(&axis, &parts, body).await {
        Ok(body) => serde_json::from_slice::<Login>(&body).ok(),
        Err(failure) => return refused(failure),
    }
    .and_then(|login| {
        visitor.system.clone_from(&login.username);
        caller::by_key(&axis, &login.username, &login.password)
    });
    let token = proved
        .as_ref()
        .and_then(|caller| Some((Visitor::from(caller), caller::token(&axis, caller)?)));
    match token {
        Some((visitor, token)) => {
            work::log(&axis, visitor, "lgsp", "auth/login", 0, String::new()).await;
            let expires_in = u64::from(axis.settings().token_minutes) * 60;
            json(
                StatusCode::OK,
                &LoginAnswer {
                    success: true,
                    token,
                    expires_in,
                },
            )
        }
        None => stranger(&axis, visitor, "auth/login").await,
    }
}

/// Answers one request and appends it to the access log.
pub async fn answer(
    State(axis): State<Axis>,
    Path(name): Path<String>,
    request: Request<Body>,
) -> Response {
    let (parts, body) = request.into_parts();
    let Some(caller) = caller::by_key_or_token(&axis, &parts.headers) else {
        body::drain(body, &axis.settings().limits()).await;
        let system =
            headers::get(&parts.headers, protocols::lgsp::SYSTEM_HEADER).unwrap_or_default();
        return stranger(
            &axis,
            Visitor {
                system,
                agency: None,
            },
            &name,
        )
        .await;
    };
    match dispatch(&axis, &caller, &name, parts, body).await {
        Ok((response, logged)) => {
            if let Some(detail) = logged {
                work::log(&axis, Visitor::from(&caller), "lgsp", &name, 0, detail).await;
            }
            response
        }
        Err(failure) => {
            let Refusal { code, text } = failure.refusal.clone();
            work::log(&axis, Visitor::from(&caller), "lgsp", &name, code, text).await;
            if name == "sendEdoc" {
                send_refused(failure)
            } else {
                refused(failure)
            }
        }
    }
}

async fn stranger(axis: &Axis, visitor: Visitor, operation: &str) -> Response {
    work::log(
        axis,
        visitor,
        "lgsp",
        operation,
        15,
        "Sai SystemId/SecretKey hoac token".into(),
    )
    .await;
    json(StatusCode::UNAUTHORIZED, &Unauthorized::default())
}

type Answered = Result<(Response, Option<String>), Failure>;

async fn dispatch(axis: &Axis, caller: &Caller, name: &str, parts: Parts, body: Body) -> Answered {
    let get = parts.method == Method::GET;
    let body = read(axis, &parts, body).await?;
    match (name, get) {
        ("sendEdoc", false) => send(axis, caller, parts, body).await,
        ("syncReceivedEdocList", _) => list(axis, caller, &parts).await,
        ("getEdoc", _) => fetch(axis, caller, &parts).await,
        ("updateStatus", false) => {
            let update: StatusUpdate = serde_json::from_slice(&body)
                .map_err(|_| Refusal::invalid("Can noi dung JSON {docId,status}"))?;
            let detail = format!("{} {}", update.doc_id, update.status);
            work::acknowledge(
                axis,
                caller,
                &update.doc_id,
                &update.status,
                update.description,
            )
            .await?;
            let outcome = Outcome {
                success: true,
                message: "Thanh cong".into(),
                error_code: "0".into(),
            };
            Ok((json(StatusCode::OK, &outcome), Some(detail)))
        }
        ("getAgenciesList", _) => Ok((
            json_bytes(directory_lists::answer(axis, ListKind::Lgsp).await),
            Some(String::new()),
        )),
        ("sendEdoc" | "updateStatus", true) => Err(Failure {
            http: StatusCode::METHOD_NOT_ALLOWED,
            refusal: Refusal::invalid(format!("Chuc nang {name} can POST")),
        }),
        _ => Err(Failure {
            http: StatusCode::NOT_FOUND,
            refusal: Refusal::invalid("Khong co chuc nang nay"),
        }),
    }
}

async fn read(axis: &Axis, parts: &Parts, body: Body) -> Result<Bytes, Failure> {
    body::read(body, &parts.headers, &axis.settings().limits())
        .await
        .map(Bytes::from)
        .map_err(|error| Failure::body(error, axis.settings().body_bytes))
}

async fn send(axis: &Axis, caller: &Caller, parts: Parts, body: Bytes) -> Answered {
    let (package, message_type) = form(parts, body).await?;
    let cover = Cover {
        message_type: Some(message_type),
        ..Cover::default()
    };
    let Accepted {
        doc_id, warnings, ..
    } = work::send(axis, caller.clone(), cover, package).await?;
    let data = SendData {
        doc_id: doc_id.clone(),
        status: "OK".into(),
        error_code: "0".into(),
        error_desc: "Thanh cong".into(),
    };
    let answer = SendAnswer {
        success: true,
        message: "Thanh cong".into(),
        doc_id,
        data,
        warnings,
    };
    Ok((json(StatusCode::OK, &answer), None))
}

/// The package and its type in a form.
async fn form(parts: Parts, body: Bytes) -> Result<(Vec<u8>, MessageType), Failure> {
    let unreadable = || Failure {
        http: StatusCode::BAD_REQUEST,
        refusal: Refusal::invalid(format!(
            "Can multipart/form-data co phan {FILE_PART} va truong {MESSAGE_TYPE_FIELD}"
        )),
    };
    let request = Request::from_parts(parts, Body::from(body));
    let mut form = Multipart::from_request(request, &())
        .await
        .map_err(|_| unreadable())?;
    let (mut package, mut message_type) = (None, None);
    while let Some(field) = form.next_field().await.map_err(|_| unreadable())? {
        match field.name().unwrap_or_default().to_owned().as_str() {
            FILE_PART => package = Some(field.bytes().await.map_err(|_| unreadable())?.to_vec()),
            MESSAGE_TYPE_FIELD => {
                message_type =
                    MessageType::from_wire(&field.text().await.map_err(|_| unreadable())?)
            }
            _ => {}
        }
    }
    package.zip(message_type).ok_or_else(unreadable)
}

async fn list(axis: &Axis, caller: &Caller, parts: &Parts) -> Answered {
    let said = query(parts, "messageType").unwrap_or_default();
    let message_type = MessageType::from_wire(&said).ok_or_else(|| {
        Refusal::invalid(format!(
            "messageType can edoc hoac status, nhan duoc {said}"
        ))
    })?;
    let ask = Ask {
        message_type,
        window: window(parts)?,
        page_size: None,
        page_index: None,
    };
    let data: Vec<ListItem> = work::received(axis, caller, ask)
        .await?
        .into_iter()
        .map(item)
        .collect();
    let logged = format!("{} items", data.len());
    let answer = ListAnswer {
        success: true,
        count: data.len() as u64,
        data,
    };
    Ok((json(StatusCode::OK, &answer), Some(logged)))
}

/// Days `YYYY/MM/DD`; as on the other face the second is outside (domain §6.13).
fn window(parts: &Parts) -> Result<Option<Window>, Refusal> {
    let day = |name: &str| match query(parts, name).filter(|text| !text.trim().is_empty()) {
        None => Ok(None),
        Some(text) => protocols::dates::date(text.trim())
            .map(Some)
            .map_err(|_| Refusal::invalid(format!("{name} can dang YYYY/MM/DD, nhan duoc {text}"))),
    };
    let start = |day: Date| day.at(0, 0, 0, 0);
    match (day("fromDate")?, day("toDate")?) {
        (None, None) => Ok(None),
        (Some(from), Some(to)) => Window::new(start(from), start(to))
            .map(Some)
            .map_err(|error| Refusal::invalid(format!("Khoang thoi gian khong hop le: {error}"))),
        _ => Err(Refusal::invalid(
            "Can ca fromDate va toDate, hoac khong ca hai",
        )),
    }
}

fn query(parts: &Parts, name: &str) -> Option<String> {
    let asked: axum::extract::Query<std::collections::HashMap<String, String>> =
        axum::extract::Query::try_from_uri(&parts.uri).ok()?;
    asked
        .0
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(name))
        .map(|(_, value)| value.clone())
}

fn item(received: ReceivedItem) -> ListItem {
    ListItem {
        service_type: received.service_type,
        created_time: received.created_time,
        updated_time: received.updated_time,
        message_type: received.message_type,
        doc_id: received.doc_id,
        from: received.from,
        to: received.to,
        status: received.status,
        status_desc: received.status_desc,
    }
}

async fn fetch(axis: &Axis, caller: &Caller, parts: &Parts) -> Answered {
    let doc_id = query(parts, "docId").ok_or_else(|| Refusal::invalid("Can tham so docId"))?;
    let (fetched, bytes) = work::fetch(axis, caller, &doc_id).await?;
    let (bytes, files) = tokio::task::spawn_blocking(move || {
        let files = files(&bytes);
        (bytes, files)
    })
    .await
    .map_err(|_| Refusal::system())?;
    let data = EdocData {
        doc_id: doc_id.clone(),
        from_name: axis
            .directory()
            .find(&fetched.from)
            .map(|entry| entry.record.name.clone())
            .unwrap_or_default(),
        from: fetched.from,
        edoc_code: fetched.code,
        edoc_abstract: fetched.title,
        attachments: files,
        edxml: String::from_utf8_lossy(&bytes).into_owned(),
    };
    let answer = EdocAnswer {
        success: true,
        message: String::new(),
        data: Some(data),
    };
    Ok((json(StatusCode::OK, &answer), Some(doc_id)))
}

/// The files of a package, unwrapped; one that cannot be unwrapped is handed over as it is.
fn files(package: &[u8]) -> Vec<EdocAttachment> {
    let limits = Limits::default();
    let Ok(edxml::Read {
        package: Package::Document(document),
        ..
    }) = edxml::read(package, &limits)
    else {
        return Vec::new();
    };
    document
        .attachments
        .iter()
        .map(|attachment| EdocAttachment {
            file_name: attachment.name.clone(),
            file_content: STANDARD.encode(
                attachments::unpack(attachment, &limits)
                    .unwrap_or_else(|_| attachment.bytes.clone()),
            ),
        })
        .collect()
}

fn send_refused(Failure { http, refusal }: Failure) -> Response {
    let data = SendData {
        doc_id: String::new(),
        status: "FAIL".into(),
        error_code: refusal.code.to_string(),
        error_desc: refusal.text.clone(),
    };
    json(
        http,
        &SendAnswer {
            message: refusal.text,
            data,
            ..SendAnswer::default()
        },
    )
}

fn refused(Failure { http, refusal }: Failure) -> Response {
    let outcome = Outcome {
        success: false,
        message: refusal.text,
        error_code: refusal.code.to_string(),
    };
    let mut response = json(http, &outcome);
    response.headers_mut().insert(
        header::CACHE_CONTROL,
        http::HeaderValue::from_static("no-store"),
    );
    response.into_response()
}

//! What both faces do once they know who asks: the rules of `knows/` over the store of `keeps/`.

use axum::body::Bytes;
use http::StatusCode;
use protocols::vxp::{ReceivedItem, Registration, SentItem, Window};

use crate::axis::Axis;
use crate::axis::keeps::access::{self, AccessLine};
use crate::axis::keeps::lists::{self, Page};
use crate::axis::keeps::packages::{self, Fetched};
use crate::axis::keeps::{acknowledgements, sends};
use crate::axis::knows::acknowledging::Acknowledgement;
use crate::axis::knows::parcel::{Accepted, Caller, MessageType};
use crate::axis::knows::refusal::Refusal;
use crate::axis::knows::sending::{self, Cover};
use crate::axis::knows::{registering, unpacking};
use crate::body::BodyError;
use crate::store::StoreError;

/// Packages above this size are read on a thread of their own, so that the others' requests go on.
const LARGE: usize = 64 << 10;

/// A refusal with the HTTP status it is answered with.
#[derive(Clone, Debug)]
pub struct Failure {
    /// HTTP status: 200 for a refusal by the rules.
    pub http: StatusCode,
    /// The refusal.
    pub refusal: Refusal,
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self {
            http: StatusCode::OK,
            refusal,
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "a command was not kept");
        Self {
            http: StatusCode::INTERNAL_SERVER_ERROR,
            refusal: Refusal::system(),
        }
    }
}

impl Failure {
    /// A body that could not be read.
    pub fn body(error: BodyError, limit: usize) -> Self {
        let (http, text) = match error {
            BodyError::TooLarge => (
                StatusCode::PAYLOAD_TOO_LARGE,
                format!("Goi tin qua lon, toi da {limit} byte"),
            ),
            BodyError::TooSlow => (
                StatusCode::REQUEST_TIMEOUT,
                "Goi tin gui qua cham, can gui lai".into(),
            ),
            BodyError::Broken => (
                StatusCode::BAD_REQUEST,
                "Goi tin bi cat ngang, can gui lai".into(),
            ),
        };
        Self {
            http,
            refusal: Refusal::file(text),
        }
    }
}

/// Accepts a package or refuses it whole; accepted means on disk, with its line in the access log.
pub async fn send(
    axis: &Axis,
    caller: Caller,
    cover: Cover,
    package: Vec<u8>,
) -> Result<Accepted, Failure> {
    let settings = axis.settings().clone();
    let now = axis.clock().now();
    let unpacked = if package.len() > LARGE {
        tokio::task::spawn_blocking(move || unpacking::unpack(package, &settings, now))
            .await
            .unwrap_or_else(|_| Err(Refusal::system()))?
    } else {
        unpacking::unpack(package, &settings, now)?
    };
    let parcel = sending::plan(
        &axis.directory(),
        axis.settings(),
        caller,
        cover,
        unpacked,
        now,
    )?;
    let settings = axis.settings().clone();
    let kept = axis
        .store()
        .write(move |connection| sends::accept(connection, &settings, parcel))
        .await?;
    Ok(kept?)
}

/// The package of a transport id.
pub async fn fetch(
    axis: &Axis,
    caller: &Caller,
    doc_id: &str,
) -> Result<(Fetched, Vec<u8>), Failure> {
    let (agency, id) = (caller.agency, doc_id.trim().to_owned());
    let fetched = axis
        .store()
        .read(move |connection| packages::fetch(connection, agency, &id))
        .await?;
    let mut fetched = fetched.ok_or_else(|| Refusal::no_document(doc_id))?;
    if fetched.recalled {
        return Err(Refusal::file("Van ban da duoc thu hoi, noi dung khong con").into());
    }
    let Some(bytes) = fetched.bytes.take() else {
        return Err(Refusal::file("Noi dung da het thoi han luu, chi con thong tin mo ta").into());
    };
    if let Some(delivery) = fetched.delivery {
        let now = axis.clock().now();
        axis.store()
            .note(move |connection| packages::note_fetched(connection, delivery, now))
            .await;
    }
    Ok((fetched, bytes))
}

/// Keeps an acknowledgement.
pub async fn acknowledge(
    axis: &Axis,
    caller: &Caller,
    doc_id: &str,
    word: &str,
    description: String,
) -> Result<(), Failure> {
    let word = Acknowledgement::from_wire(word)?;
    let (agency, id, now) = (caller.agency, doc_id.trim().to_owned(), axis.clock().now());
    let found = axis
        .store()
        .write(move |connection| {
            acknowledgements::acknowledge(connection, agency, &id, word, &description, now)
        })
        .await?;
    if found {
        Ok(())
    } else {
        Err(Refusal::no_document(doc_id).into())
    }
}

/// What a list call asks for.
#[derive(Clone, Copy, Debug)]
pub struct Ask {
    /// Documents or statuses.
    pub message_type: MessageType,
    /// Arrival times.
    pub window: Option<Window>,
    /// Page size asked for.
    pub page_size: Option<u32>,
    /// Page number, counted from 1; 0 is the first page too.
    pub page_index: Option<u32>,
}

impl Ask {
    fn page(&self, axis: &Axis) -> Page {
        let settings = axis.settings();
        let size = self
            .page_size
            .filter(|size| *size > 0)
            .unwrap_or(settings.page_size);
        let size = size.min(settings.page_size_max.max(1));
        let before = self.page_index.unwrap_or(1).max(1) - 1;
        Page {
            message_type: self.message_type,
            window: self.window,
            size,
            skip: i64::from(size).saturating_mul(i64::from(before)),
        }
    }
}

/// What waits for the caller.
pub async fn received(
    axis: &Axis,
    caller: &Caller,
    ask: Ask,
) -> Result<Vec<ReceivedItem>, Failure> {
    let (agency, page) = (caller.agency, ask.page(axis));
    Ok(axis
        .store()
        .read(move |connection| lists::received(connection, agency, page))
        .await?)
}

/// What the caller sent.
pub async fn sent(axis: &Axis, caller: &Caller, ask: Ask) -> Result<Vec<SentItem>, Failure> {
    let (agency, page) = (caller.agency, ask.page(axis));
    Ok(axis
        .store()
        .read(move |connection| lists::sent(connection, agency, page))
        .await?)
}

/// How much waits for the caller.
pub async fn waiting(
    axis: &Axis,
    caller: &Caller,
    message_type: MessageType,
) -> Result<u64, Failure> {
    let agency = caller.agency;
    Ok(axis
        .store()
        .read(move |connection| lists::waiting(connection, agency, message_type))
        .await?)
}

/// Registers an agency beneath the caller's.
pub async fn register(axis: &Axis, caller: &Caller, body: &Bytes) -> Result<(), Failure> {
    let asked: Registration = serde_json::from_slice(body)
        .map_err(|_| Refusal::invalid("Can noi dung JSON {id,pcode,code,name,mail,mobile,fax}"))?;
    let record = registering::registered(&axis.directory(), axis.settings(), caller, asked)?;
    axis.register_agency(record).await.map_err(operator)
}

/// Closes an agency: the caller's own, or one beneath it.
pub async fn close(axis: &Axis, caller: &Caller, code: &str) -> Result<(), Failure> {
    registering::beneath(&axis.directory(), axis.settings(), caller, code.trim())?;
    axis.close_agency(code.trim()).await.map_err(operator)
}

fn operator(error: crate::axis::OperatorError) -> Failure {
    match error {
        crate::axis::OperatorError::Store(error) => error.into(),
        other => Refusal::invalid(format!("Khong thuc hien duoc: {other}")).into(),
    }
}

/// Who is written into the access log for a request.
#[derive(Clone, Debug, Default)]
pub struct Visitor {
    /// The system id claimed or proved.
    pub system: String,
    /// Row of its agency, once proved.
    pub agency: Option<i64>,
}

impl From<&Caller> for Visitor {
    fn from(caller: &Caller) -> Self {
        Self {
            system: caller.system.clone(),
            agency: Some(caller.agency),
        }
    }
}

/// Appends to the access log, before the answer goes out.
pub async fn log(
    axis: &Axis,
    visitor: Visitor,
    face: &'static str,
    operation: &str,
    outcome: u16,
    detail: String,
) {
    let line = AccessLine {
        at: axis.clock().now(),
        system: visitor.system,
        agency: visitor.agency,
        face,
        operation: operation.to_owned(),
        outcome,
        detail,
    };
    axis.store()
        .note(move |connection| access::append(connection, &line))
        .await;
}

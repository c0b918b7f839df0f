//! The agencies' face: login and the generic call (services §1.1).

use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use http::{Method, Request, StatusCode};
use protocols::portal::{
    Ask, Bounds, DESTINATION_HEADER, Finding, Login, LoginReply, Reply, Service, Weight, code,
    read_ask,
};
use serde_json::Value;

use super::pages::{page, unreadable};
use super::{dictionaries, dossiers, feedback, questions, reuse, session};
use crate::body;
use crate::portal::Portal;
use crate::portal::keeps::accounts::Account;
use crate::portal::keeps::log::{self, LogEntry};
use crate::portal::knows::codes;
use crate::portal::knows::refusal::Refusal;
use crate::portal::knows::settings::OrderRule;
use crate::store::StoreError;

/// Bodies above this size are parsed on a thread of their own.
const LARGE: usize = 128 << 10;

/// What a service answers.
#[derive(Clone, Debug, Default)]
pub struct Done {
    /// `result`, for queries.
    pub result: Option<Value>,
    /// Anything else that stands in the place of the whole reply (services §1.8 has another envelope).
    pub whole: Option<Value>,
    /// What was tolerated: told in the message.
    pub noted: Vec<Finding>,
    /// For the log.
    pub detail: String,
    /// Dossiers changed, for the recount.
    pub updates: u64,
    /// Whether the log line is part of what was kept already.
    pub logged: bool,
}

impl Done {
    /// A query's result.
    pub fn result(result: impl Into<Value>) -> Done {
        Done {
            result: Some(result.into()),
            ..Done::default()
        }
    }
}

/// What a service gives.
pub type Given = Result<Done, Refusal>;

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "a command was not kept");
        Refusal::system()
    }
}

/// Gives a session to who shows name and password.
pub async fn login(State(portal): State<Portal>, request: Request<Body>) -> Response {
    let bytes = match read(&portal, request).await {
        Ok(bytes) => bytes,
        Err(response) => return response,
    };
    let login: Login = serde_json::from_slice(&bytes).unwrap_or_default();
    let account = portal
        .account(&login.username)
        .filter(|account| session::knows(account, &login.password));
    let session = account
        .as_ref()
        .and_then(|account| session::begin(&portal, account));
    let (reply, outcome) = match &session {
        Some(session) => (
            LoginReply {
                session: session.clone(),
                code: code::OK,
                message: "Đăng nhập thành công".into(),
            },
            "0",
        ),
        None => (
            LoginReply {
                session: String::new(),
                code: code::ERROR,
                message: "Sai tên đăng nhập hoặc mật khẩu".into(),
            },
            "-1",
        ),
    };
    note(
        &portal,
        LogEntry {
            caller: login.username,
            agency: account.map(|account| account.agency).unwrap_or_default(),
            operation: "login".into(),
            outcome: outcome.into(),
            ..LogEntry::default()
        },
    )
    .await;
    page(StatusCode::OK, &reply.write(portal.settings().code_shape))
}

/// Answers one call and appends it to the log.
pub async fn call(State(portal): State<Portal>, request: Request<Body>) -> Response {
    let destination = request.headers().get(DESTINATION_HEADER).cloned();
    let bytes = match read(&portal, request).await {
        Ok(bytes) => bytes,
        Err(response) => return response,
    };
    let mut line = LogEntry::default();
    let destination = destination.as_ref().and_then(|value| value.to_str().ok());
    let given = answered(&portal, destination, bytes, &mut line).await;
    let reply = match given {
        Ok(done) => {
            line.outcome = "0".into();
            line.detail = done.detail;
            line.updates = done.updates;
            if !done.logged {
                note(&portal, line).await;
            }
            if let Some(whole) = done.whole {
                return page(StatusCode::OK, &whole);
            }
            Reply {
                message: message(&done.noted),
                ..Reply::done(done.result)
            }
        }
        Err(refusal) => {
            line.outcome = refusal.code.to_string();
            line.detail.clone_from(&refusal.text);
            note(&portal, line).await;
            refusal.reply()
        }
    };
    page(StatusCode::OK, &reply.write(portal.settings().code_shape))
}

async fn answered(
    portal: &Portal,
    destination: Option<&str>,
    bytes: Vec<u8>,
    line: &mut LogEntry,
) -> Given {
    let parsed = match bytes.len() {
        0..LARGE => read_ask(&bytes, Bounds::default()),
        _ => tokio::task::spawn_blocking(move || read_ask(&bytes, Bounds::default()))
            .await
            .unwrap_or_else(|_| Err("không đọc được".into())),
    };
    let ask = parsed
        .map_err(|error| Refusal::new(format!("Nội dung không phải lời gọi hợp lệ: {error}")))?;
    line.operation.clone_from(&ask.service);
    line.caller.clone_from(&ask.agency);
    routed(portal, destination)?;
    let account = session::proved(portal, &ask.session).ok_or_else(Refusal::session)?;
    line.caller.clone_from(&account.username);
    line.agency.clone_from(&account.agency);
    if ask.agency.is_empty() {
        return Err(Refusal::new("Thiếu madonvi"));
    }
    let foreign = !codes::same_root(&ask.agency, &account.agency);
    if foreign && portal.settings().foreign_agency == OrderRule::Refuse {
        return Err(Refusal::new(format!(
            "Tài khoản của {} không được gọi thay đơn vị {}",
            account.agency, ask.agency
        )));
    }
    let service = ask
        .known()
        .ok_or_else(|| Refusal::new(format!("Không có dịch vụ {:?}", shortened(&ask.service))))?;
    serve(portal, &account, service, ask).await
}

fn shortened(text: &str) -> String {
    text.chars().take(60).collect()
}

/// The routing header: the circuit to the portal ends here (services §1.1, pitfall 6).
fn routed(portal: &Portal, destination: Option<&str>) -> Result<(), Refusal> {
    let settings = portal.settings();
    let shown = destination.unwrap_or_default().trim();
    if shown.is_empty() && settings.requires_destination {
        return Err(Refusal::new("Thiếu tiêu đề dstcode"));
    }
    if !settings.destination.is_empty() && shown != settings.destination {
        return Err(Refusal::new(format!(
            "dstcode {:?} không phải của Cổng",
            shortened(shown)
        )));
    }
    Ok(())
}

async fn serve(portal: &Portal, account: &Account, service: Service, ask: Ask) -> Given {
    match service {
        Service::Agencies => Ok(dictionaries::agencies(portal)),
        Service::Fields => Ok(dictionaries::fields(portal)),
        Service::Procedures => Ok(dictionaries::procedures(portal)),
        Service::Procedure => dictionaries::procedure(portal, &ask),
        Service::FindDossier => dossiers::find(portal, &ask).await,
        Service::FindTechId => dictionaries::tech_id(portal, &ask).await,
        Service::SyncDossiers => dossiers::sync(portal, account, ask).await,
        Service::SyncProgress => dossiers::progress(portal, account, ask).await,
        Service::SyncState => dossiers::state(portal, account, ask).await,
        Service::QuestionsFromPortal | Service::QuestionsOfAgency => {
            questions::list(portal, &ask, service).await
        }
        Service::AnswerOfQuestion => questions::one(portal, &ask).await,
        Service::SyncQuestion => questions::bring(portal, ask).await,
        Service::SyncAnswer => questions::answer(portal, ask).await,
        Service::FeedbackWaiting => feedback::waiting(portal, &ask).await,
        Service::HandleFeedback => feedback::handle(portal, account, ask).await,
        Service::KeptPapers => reuse::query(portal, ask).await,
        Service::KeptFile => reuse::file(portal, &ask).await,
        Service::SyncScores => dictionaries::scores(portal, account, ask).await,
    }
}

/// Success, and what was tolerated.
fn message(noted: &[Finding]) -> String {
    let told: Vec<String> = noted.iter().take(10).map(ToString::to_string).collect();
    match told.is_empty() {
        true => "Thực hiện thành công".into(),
        false => format!("Thực hiện thành công; lưu ý: {}", told.join("; ")),
    }
}

/// Splits findings into those that refuse and those that are told.
pub fn judged(findings: Vec<Finding>) -> Result<Vec<Finding>, Refusal> {
    let wrong: Vec<Finding> = findings
        .iter()
        .filter(|finding| finding.weight == Weight::Wrong)
        .cloned()
        .collect();
    if wrong.is_empty() {
        Ok(findings)
    } else {
        Err(Refusal::findings(&wrong))
    }
}

async fn note(portal: &Portal, line: LogEntry) {
    let line = LogEntry {
        at: portal.stamp(),
        ..line
    };
    portal
        .store()
        .note(move |connection| log::append(connection, &line))
        .await;
}

async fn read(portal: &Portal, request: Request<Body>) -> Result<Vec<u8>, Response> {
    let (parts, body) = request.into_parts();
    let settings = portal.settings();
    let refused = |status: StatusCode, text: String| {
        let reply = Reply::refused(code::ERROR, text);
        page(status, &reply.write(settings.code_shape))
    };
    if parts.method != Method::POST {
        body::drain(body, &settings.limits()).await;
        return Err(refused(
            StatusCode::METHOD_NOT_ALLOWED,
            "Cần phương thức POST".into(),
        ));
    }
    body::read(body, &parts.headers, &settings.limits())
        .await
        .map_err(|error| {
            let (status, text) = unreadable(error, settings.body_bytes);
            refused(status, text)
        })
}

//! A portal that answers by a script: what a one-stop system must be able to take (services §1.1, pitfalls 1–3 and 7).

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::State;
use axum::routing::post;
use axum::{Json, Router};
use protocols::portal::{self, Bounds, CodeShape, LoginReply, Reply, Service};
use serde_json::{Value, json};

/// What the portal does out of the ordinary.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Script {
    /// How codes are written.
    pub shape: CodeShape,
    /// A session is good for so many calls; 0: for ever.
    pub calls_per_session: u32,
    /// The look-up knows nothing, so that a change comes as a new dossier and is a duplicate.
    pub forgetful: bool,
    /// Dossiers are refused with a message that sounds like success.
    pub refuses: bool,
    /// Nobody is there.
    pub away: bool,
}

/// One call that was heard.
#[derive(Clone, Debug, PartialEq)]
pub struct Heard {
    /// The service's word.
    pub service: String,
    /// `isUpdating`.
    pub updating: Option<bool>,
    /// The items.
    pub data: Vec<Value>,
    /// Whether it was taken.
    pub taken: bool,
}

/// The portal; clones share it.
#[derive(Clone, Debug, Default)]
pub struct ScriptedPortal {
    state: Arc<Mutex<Inner>>,
}

#[derive(Debug, Default)]
struct Inner {
    script: Script,
    sessions: u32,
    calls: u32,
    known: BTreeSet<String>,
    heard: Vec<Heard>,
}

impl ScriptedPortal {
    /// Follows another script from now on.
    pub fn follow(&self, script: impl FnOnce(&mut Script)) {
        self.with(|inner| script(&mut inner.script));
    }

    /// What was heard so far.
    #[must_use]
    pub fn heard(&self) -> Vec<Heard> {
        self.with(|inner| inner.heard.clone())
    }

    /// What it answers.
    pub fn router(&self) -> Router {
        Router::new()
            .route(portal::LOGIN_PATH, post(login))
            .route(portal::CALL_PATH, post(call))
            .with_state(self.clone())
    }

    fn with<T>(&self, work: impl FnOnce(&mut Inner) -> T) -> T {
        work(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

type Answer = (http::StatusCode, Json<Value>);

fn away() -> Answer {
    (http::StatusCode::SERVICE_UNAVAILABLE, Json(json!({})))
}

async fn login(State(portal): State<ScriptedPortal>) -> Answer {
    portal.with(|inner| {
        if inner.script.away {
            return away();
        }
        inner.sessions += 1;
        inner.calls = 0;
        let session = format!("phien-{}", inner.sessions);
        let reply = LoginReply {
            session,
            code: portal::code::OK,
            message: String::new(),
        };
        (http::StatusCode::OK, Json(reply.write(inner.script.shape)))
    })
}

async fn call(State(portal): State<ScriptedPortal>, body: String) -> Answer {
    portal.with(|inner| {
        if inner.script.away {
            return away();
        }
        let reply = answer(inner, &body);
        (http::StatusCode::OK, Json(reply.write(inner.script.shape)))
    })
}

fn answer(inner: &mut Inner, body: &str) -> Reply {
    let error = |message: &str| Reply::refused(portal::code::ERROR, message);
    let ask = match portal::read_ask(body.as_bytes(), Bounds::default()) {
        Ok(ask) => ask,
        Err(why) => return error(&why),
    };
    inner.calls += 1;
    let worn = inner.script.calls_per_session != 0 && inner.calls > inner.script.calls_per_session;
    if worn || ask.session != format!("phien-{}", inner.sessions) {
        return error("Phiên làm việc không hợp lệ hoặc đã hết hạn");
    }
    let codes: Vec<String> = ask
        .data
        .iter()
        .filter_map(|item| item["MaHoSo"].as_str().map(str::to_owned))
        .collect();
    let known = codes.iter().all(|code| inner.known.contains(code));
    let reply = match ask.known() {
        Some(Service::FindDossier) => {
            let code = ask.field("mahoso");
            let found = inner.known.contains(&code) && !inner.script.forgetful;
            let rows: Vec<Value> = found.then(|| json!({"MAHOSO": code})).into_iter().collect();
            Reply::done(Value::Array(rows))
        }
        Some(Service::SyncDossiers) if inner.script.refuses => error("Đồng bộ không thành công"),
        Some(Service::SyncDossiers) if known && ask.updating != Some(true) => {
            Reply::refused(portal::code::DUPLICATE, "Hồ sơ đã tồn tại")
        }
        Some(Service::SyncDossiers) => {
            inner.known.extend(codes);
            Reply::done(None)
        }
        Some(Service::SyncProgress) if known => Reply::done(None),
        _ => error("Không rõ dịch vụ hoặc hồ sơ"),
    };
    let heard = Heard {
        service: ask.service,
        updating: ask.updating,
        data: ask.data,
        taken: reply.is_done(),
    };
    inner.heard.push(heard);
    reply
}

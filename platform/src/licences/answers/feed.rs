//! `mapi/login` and `mapi/g`: every answer is HTTP 200 with its `error_code`, as the portal's are.

use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use http::{HeaderMap, StatusCode};
use protocols::licences::{Answer, Ask, ErrorCode, Login};
use serde_json::{Value, json};

use super::{changes, submit};
use crate::json_face;
use crate::licences::Licences;
use crate::licences::keeps::accounts::{self, Account};
use crate::licences::keeps::{applications, cards};
use crate::store::StoreError;

/// Opens a session.
pub async fn login(State(licences): State<Licences>, headers: HeaderMap, body: Body) -> Response {
    let body = match json_face::read(body, &headers, &licences.settings().limits()).await {
        Ok(body) => body,
        Err(refused) => return refused,
    };
    let login: Login = serde_json::from_slice(&body).unwrap_or_default();
    let (settings, now) = (licences.settings().clone(), licences.clock().now());
    let opened = licences.store().write(move |connection| {
        let account = accounts::find(connection, &login.username)?;
        let account = account.filter(|account| {
            !account.blocked && !login.password.is_empty() && account.password == login.password
        });
        let outcome = if account.is_some() {
            ErrorCode::Ok
        } else {
            ErrorCode::Refused
        };
        accounts::log(
            connection,
            now,
            &login.username,
            "login",
            outcome.wire(),
            "",
        )?;
        let Some(account) = account else {
            return Ok(Answer::refused(
                ErrorCode::Refused,
                "Sai tên đăng nhập hoặc mật khẩu",
            ));
        };
        let token = accounts::open(
            connection,
            &account.name,
            settings.id_seed,
            now,
            settings.session_minutes,
        )?;
        Ok(Answer {
            session: Some(token),
            result: None,
            ..Answer::ok(Value::Null)
        })
    });
    shown(opened.await)
}

/// Any other call.
pub async fn call(State(licences): State<Licences>, headers: HeaderMap, body: Body) -> Response {
    let body = match json_face::read(body, &headers, &licences.settings().limits()).await {
        Ok(body) => body,
        Err(refused) => return refused,
    };
    let value: Value = serde_json::from_slice(&body).unwrap_or(Value::Null);
    let service: String = value["service"]
        .as_str()
        .unwrap_or("")
        .chars()
        .take(40)
        .collect();
    let (token, ask) = match Ask::read(&value) {
        Ok(read) => read,
        Err(error) => {
            log(
                &licences,
                "",
                &service,
                ErrorCode::Refused,
                &error.to_string(),
            )
            .await;
            return shown(Ok(Answer::refused(ErrorCode::Refused, error.to_string())));
        }
    };
    let now = licences.clock().now();
    let account = licences
        .store()
        .read(move |connection| accounts::of_session(connection, &token, now))
        .await;
    let answer = match account {
        Err(error) => return shown(Err(error)),
        Ok(None) => Ok(Answer::refused(
            ErrorCode::Session,
            "Phiên làm việc không hợp lệ hoặc đã hết hạn",
        )),
        Ok(Some(account)) if permitted(&account, &ask) => answered(&licences, account, ask).await,
        Ok(Some(_)) => Ok(Answer::refused(
            ErrorCode::Forbidden,
            "Đơn vị không có quyền",
        )),
    };
    if let Ok(answer) = &answer {
        let (code, message) = (answer.code.clone(), answer.message.clone());
        let name = service.clone();
        licences
            .store()
            .note(move |connection| accounts::log(connection, now, "", &name, &code, &message))
            .await;
    }
    shown(answer)
}

/// An account asks for its own unit; the portal hands in and looks licences up.
fn permitted(account: &Account, ask: &Ask) -> bool {
    match ask {
        Ask::Submit(_) => account.portal,
        Ask::Licence { .. } => true,
        Ask::File { .. } => !account.portal,
        Ask::List { unit, .. }
        | Ask::Detail { unit, .. }
        | Ask::Status { unit, .. }
        | Ask::Exchange { unit, .. }
        | Ask::TakeBack { unit, .. } => !account.portal && *unit == account.unit,
    }
}

async fn answered(licences: &Licences, account: Account, ask: Ask) -> Result<Answer, StoreError> {
    let nation = licences.nation();
    match ask {
        Ask::List { unit, from, to } => {
            let rows = licences
                .store()
                .read(move |connection| applications::listed(connection, &unit, from, to))
                .await?;
            let rows: Vec<Value> = rows
                .iter()
                .map(|kept| {
                    let head = &kept.application;
                    json!({
                        "MaHoSo": head.code, "MaTTHC": head.procedure, "HoTenNguoiNop": head.applicant, "MaTrangThai": head.status,
                        "TrangThaiHoSo": head.status_name, "NgayNop": head.submitted,
                    })
                })
                .collect();
            Ok(Answer::ok(json!(rows)))
        }
        Ask::Detail { code, .. } => {
            let kept = licences
                .store()
                .read(move |connection| applications::find(connection, &code))
                .await?;
            Ok(match kept {
                None => Answer::refused(ErrorCode::NotFound, "Không tìm thấy hồ sơ"),
                Some(kept) if kept.unit != account.unit => {
                    Answer::refused(ErrorCode::Forbidden, "Hồ sơ của đơn vị khác")
                }
                Some(kept) => Answer::ok(json!(kept.application)),
            })
        }
        Ask::File { path } => {
            let shown = path.clone();
            let paper = licences
                .store()
                .read(move |connection| applications::paper(connection, &path))
                .await?;
            Ok(match paper {
                None => Answer::refused(ErrorCode::NotFound, "Không tìm thấy tài liệu"),
                Some((unit, ..)) if unit != account.unit => {
                    Answer::refused(ErrorCode::Forbidden, "Tài liệu của đơn vị khác")
                }
                Some((_, name, content)) => Answer::ok(json!({
                    "TepDinhKem": [{"Base64": BASE64_STANDARD.encode(content), "DuongDan": shown, "TenTaiLieu": name}],
                })),
            })
        }
        Ask::Licence { number, id } => {
            let found = licences
                .store()
                .read(move |connection| cards::present(connection, &nation, &number))
                .await?;
            Ok(match found {
                Some(licence) if licence.holder == id => Answer::ok(json!(licence.held())),
                // Whose it is instead is nobody's business: as if it were not there.
                _ => Answer::refused(
                    ErrorCode::NotFound,
                    "Không tìm thấy giấy phép lái xe của người này",
                ),
            })
        }
        Ask::Submit(submission) => submit::submit(licences, submission).await,
        Ask::Status { code, status, .. } => changes::status(licences, account, code, status).await,
        Ask::Exchange { code, .. } => changes::exchange(licences, account, code).await,
        Ask::TakeBack { code, card, .. } => changes::take_back(licences, account, code, card).await,
    }
}

async fn log(licences: &Licences, account: &str, service: &str, code: ErrorCode, detail: &str) {
    let now = licences.clock().now();
    let (account, service, detail) = (account.to_owned(), service.to_owned(), detail.to_owned());
    let line = move |connection: &rusqlite::Connection| {
        accounts::log(connection, now, &account, &service, code.wire(), &detail)
    };
    licences.store().note(line).await;
}

fn shown(answer: Result<Answer, StoreError>) -> Response {
    match answer {
        Ok(answer) => json_face::answer(StatusCode::OK, &answer.write()),
        Err(error) => json_face::unkept(&error),
    }
}

//! The citizen's page: a form without scripts.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header};

use crate::component::Component;
use crate::json_face;
use crate::payment::keeps::{banks, transactions};
use crate::payment::{Bank, OperatorError, Payment, State as Standing, Transaction};

/// Shows what is to be paid and where.
pub async fn shown(State(payment): State<Payment>, Path(token): Path<String>) -> Response {
    page(&payment, token, "")
        .await
        .unwrap_or_else(|refused| *refused)
}

/// The citizen chose: `action=pay` with `bank`, or `action=cancel`.
pub async fn chosen(
    State(payment): State<Payment>,
    Path(token): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let bytes = match json_face::read(body, &headers, &payment.limits()).await {
        Ok(bytes) => bytes,
        Err(refused) => return refused,
    };
    let pairs = json_face::pairs(&bytes);
    let (action, bank) = (
        json_face::value(&pairs, "action"),
        json_face::value(&pairs, "bank").to_owned(),
    );
    let done = match action {
        "pay" => pay(&payment, &token, bank).await,
        "cancel" => cancel(&payment, &token).await,
        _ => Ok("Yêu cầu không hợp lệ: cần chọn thanh toán hoặc hủy."),
    };
    let said = match done {
        Ok(said) => said,
        Err(OperatorError::Store(error)) => return json_face::unkept(&error),
    };
    page(&payment, token, said)
        .await
        .unwrap_or_else(|refused| *refused)
}

async fn pay(payment: &Payment, token: &str, bank: String) -> Result<&'static str, OperatorError> {
    let token = token.to_owned();
    // Chosen and on disk before the bank is asked: whatever happens then, it is known whom to ask again.
    let choose = move |connection: &rusqlite::Connection| {
        if banks::bank(connection, &bank)?.is_none() {
            return Ok(Err("Ngân hàng không có trong danh sách."));
        }
        Ok(Ok(transactions::choose(connection, &token, &bank)?))
    };
    match payment.store().write(choose).await? {
        Err(said) => Ok(said),
        Ok(None) => Ok("Giao dịch này đã được thực hiện trước đó."),
        Ok(Some(known)) => {
            payment.ask(&known, "collect").await?;
            Ok("")
        }
    }
}

async fn cancel(payment: &Payment, token: &str) -> Result<&'static str, OperatorError> {
    let (token, now) = (token.to_owned(), payment.now());
    let gave_up = (payment.store())
        .write(move |connection| transactions::give_up(connection, &token, &now))
        .await?;
    if gave_up {
        payment.deliver_due().await?;
        return Ok("");
    }
    Ok("Giao dịch này không còn hủy được.")
}

async fn page(payment: &Payment, token: String, said: &str) -> Result<Response, Box<Response>> {
    let read = move |connection: &rusqlite::Connection| {
        let Some(known) = transactions::of_token(connection, &token)? else {
            return Ok(None);
        };
        let back = banks::partner(connection, &known.partner)?.map(|partner| partner.return_url);
        Ok(Some((
            known,
            back.unwrap_or_default(),
            banks::banks(connection)?,
        )))
    };
    let found = payment
        .store()
        .read(read)
        .await
        .map_err(|error| Box::new(json_face::unkept(&error)))?;
    let Some((known, back, banks)) = found else {
        return Err(Box::new(html(
            StatusCode::NOT_FOUND,
            "<p>Không có giao dịch này.</p>",
        )));
    };
    Ok(html(StatusCode::OK, &content(&known, &back, &banks, said)))
}

fn content(known: &Transaction, back: &str, banks: &[Bank], said: &str) -> String {
    let (state, word) = match known.state {
        Standing::New => ("new", "Chờ thanh toán"),
        Standing::Asked => ("pending", "Ngân hàng đang xử lý"),
        Standing::Paid => ("paid", "Thanh toán thành công"),
        Standing::Failed => ("failed", "Thanh toán không thành công"),
    };
    let mut text = format!(
        "<h1>Thanh toán</h1><p id=\"state\" data-state=\"{state}\">{word}</p><p>{}</p><p>{}</p><p id=\"amount\">{} đồng</p>",
        escaped(&known.bill.agency_name),
        escaped(&known.description),
        known.amount
    );
    if !said.is_empty() {
        text.push_str(&format!("<p role=\"alert\">{said}</p>"));
    }
    if known.state == Standing::New {
        text.push_str(
            "<form method=\"post\"><fieldset><legend>Ngân hàng hoặc trung gian thanh toán</legend>",
        );
        for bank in banks {
            let (code, name) = (escaped(&bank.code), escaped(&bank.name));
            text.push_str(&format!(
                "<label><input type=\"radio\" name=\"bank\" value=\"{code}\">{name}</label>"
            ));
        }
        text.push_str(
            "</fieldset><button name=\"action\" value=\"pay\">Thanh toán</button><button name=\"action\" value=\"cancel\">Hủy</button></form>",
        );
    } else if back.starts_with("http://") || back.starts_with("https://") {
        text.push_str(&format!("<a href=\"{}\">Trở về</a>", escaped(back)));
    }
    text
}

fn html(status: StatusCode, content: &str) -> Response {
    let page = format!(
        "<!doctype html><html lang=\"vi\"><meta charset=\"utf-8\"><title>Nền tảng thanh toán</title><body>{content}</body></html>"
    );
    let policy = "default-src 'none'; form-action 'self'; frame-ancestors 'none'";
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (status, headers, page).into_response()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

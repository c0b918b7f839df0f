//! INIT, QUERY, GET_BILL and RECONCILE.

use axum::body::Body;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header};
use protocols::payment::{
    Ask, Dong, Init, InitReply, Outcome, QueryReply, TransactionState, messages, read, time,
};
use serde::Deserialize;
use serde_json::Value;

use crate::component::Component;
use crate::json_face;
use crate::payment::keeps::{banks, transactions};
use crate::payment::knows::receipt;
use crate::payment::{Partner, Payment, State as Standing, Transaction};
use crate::store::StoreError;

/// Why a message is refused, in the wire's code and in words.
struct Refusal(Outcome, String);

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Self(Outcome::System, error.to_string())
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Head {
    #[serde(rename = "LoaiBanTin")]
    kind: String,
    #[serde(rename = "MaDoiTac")]
    partner: String,
    #[serde(rename = "MaThamChieu")]
    reference: String,
}

/// Takes a partner's message; every answer but a broken request's is HTTP 200, as the wire's own codes say what happened.
pub async fn taken(State(payment): State<Payment>, headers: HeaderMap, body: Body) -> Response {
    let bytes = match json_face::read(body, &headers, &payment.limits()).await {
        Ok(bytes) => bytes,
        Err(refused) => return refused,
    };
    // Only to know whom to answer in which form; the message itself is read with all its fields.
    let head: Head = serde_json::from_slice(&bytes).unwrap_or_default();
    let done = match head.kind.as_str() {
        "INIT" => init(&payment, &bytes).await,
        "QUERY" => query(&payment, &bytes).await,
        "GET_BILL" => bill(&payment, &bytes).await,
        "RECONCILE" => reconcile(&payment, &bytes).await,
        _ => Err(Refusal(
            Outcome::Malformed,
            "LoaiBanTin: expected INIT, QUERY, GET_BILL or RECONCILE in one JSON object".to_owned(),
        )),
    };
    let (outcome, detail) = match &done {
        Ok(_) => (Outcome::Done, ""),
        Err(Refusal(outcome, why)) => (*outcome, why.as_str()),
    };
    payment
        .note(
            &head.kind,
            &head.partner,
            &head.reference,
            outcome.code(),
            detail,
        )
        .await;
    done.unwrap_or_else(|Refusal(outcome, why)| refused(&head.kind, outcome, why))
}

fn refused(kind: &str, outcome: Outcome, why: String) -> Response {
    if kind == "INIT" {
        let reply = InitReply {
            error_code: outcome.code().to_owned(),
            message: why,
        };
        return json_face::answer(StatusCode::OK, &reply);
    }
    let reply = QueryReply {
        outcome: outcome.code().to_owned(),
        told: why,
        state: String::new(),
    };
    json_face::answer(StatusCode::OK, &reply)
}

async fn init(payment: &Payment, bytes: &[u8]) -> Result<Response, Refusal> {
    let malformed = |error: String| Refusal(Outcome::Malformed, error);
    let message: Init = read(bytes).map_err(|error| malformed(error.to_string()))?;
    let partner = partner(payment, &message.partner).await?;
    message
        .check(&partner.secret)
        .map_err(|error| Refusal(Outcome::Hash, error.to_string()))?;
    message
        .check_fields()
        .map_err(|error| malformed(error.to_string()))?;
    timely(payment, &message.at)?;
    let amount = message
        .amount
        .parse::<Dong>()
        .map_err(|error| Refusal(Outcome::Amount, format!("SoTien: {error}")))?;
    if payment.settings().check_bill {
        let flaws = message.bill.flaws(amount.get());
        if !flaws.is_empty() {
            return Err(malformed(format!("ThongTinBienLai: {}", flaws.join("; "))));
        }
    }
    let (number, token) = payment.names(&partner, &message.reference);
    let new = Transaction {
        id: 0,
        number,
        partner: message.partner,
        reference: message.reference,
        token,
        amount: amount.get(),
        state: Standing::New,
        bank: String::new(),
        description: message.description,
        bill: message.bill,
        hash: message.hash,
        created: payment.now(),
        decided: String::new(),
    };
    let begun = payment
        .store()
        .write(move |connection| transactions::begin(connection, &new))
        .await?;
    let Some(begun) = begun else {
        let why = "MaThamChieu: expected a reference that names no other transaction";
        return Err(Refusal(Outcome::Reference, why.to_owned()));
    };
    let reply = InitReply::accepted(&format!("{}/pay/{}", payment.public_url(), begun.token));
    if payment.settings().message_as_text {
        return Ok(json_face::answer(StatusCode::OK, &reply));
    }
    let message: Value = serde_json::from_str(&reply.message).unwrap_or_default();
    Ok(json_face::answer(
        StatusCode::OK,
        &serde_json::json!({"error_code": "0", "message": message}),
    ))
}

async fn query(payment: &Payment, bytes: &[u8]) -> Result<Response, Refusal> {
    let known = asked(payment, bytes).await?;
    let state = match known.state {
        Standing::New | Standing::Asked => TransactionState::Pending,
        Standing::Paid => TransactionState::Paid,
        Standing::Failed => TransactionState::Failed,
    };
    let reply = QueryReply {
        outcome: Outcome::Done.code().to_owned(),
        told: String::new(),
        state: state.code().to_owned(),
    };
    Ok(json_face::answer(StatusCode::OK, &reply))
}

async fn bill(payment: &Payment, bytes: &[u8]) -> Result<Response, Refusal> {
    let known = asked(payment, bytes).await?;
    if known.state != Standing::Paid {
        return Err(Refusal(
            Outcome::NotPaid,
            "expected a paid transaction".to_owned(),
        ));
    }
    let paid = receipt::Paid {
        number: &known.number,
        reference: &known.reference,
        amount: known.amount,
        bank: &known.bank,
        at: &known.decided,
    };
    let pdf = receipt::pdf(&paid, &known.bill);
    Ok(([(header::CONTENT_TYPE, "application/pdf")], pdf).into_response())
}

/// The day's decided transactions of a partner as CSV. No source describes the file: an assumption.
async fn reconcile(payment: &Payment, bytes: &[u8]) -> Result<Response, Refusal> {
    let message = sound(payment, bytes).await?;
    let day = time::read_day(&message.reference)
        .map_err(|error| Refusal(Outcome::Malformed, format!("MaThamChieu: {error}")))?;
    let (partner, day) = (message.partner, time::write_day(day));
    let rows = payment
        .store()
        .read(move |connection| transactions::decided_on(connection, &partner, &day))
        .await?;
    let mut csv = "MaThamChieu,MaGiaoDich,SoTien,MaNganHang,TrangThaiGD,ThoiGianGD\n".to_owned();
    for row in rows {
        let state = if row.state == Standing::Paid {
            TransactionState::Paid
        } else {
            TransactionState::Failed
        };
        // No field can hold a comma: references are visible ASCII, so one with a comma is quoted.
        let reference = if row.reference.contains([',', '"']) {
            format!("\"{}\"", row.reference.replace('"', "\"\""))
        } else {
            row.reference
        };
        csv.push_str(&format!(
            "{reference},{},{},{},{},{}\n",
            row.number,
            row.amount,
            row.bank,
            state.code(),
            row.decided
        ));
    }
    Ok(([(header::CONTENT_TYPE, "text/csv; charset=utf-8")], csv).into_response())
}

async fn asked(payment: &Payment, bytes: &[u8]) -> Result<Transaction, Refusal> {
    let message = sound(payment, bytes).await?;
    let find = move |connection: &rusqlite::Connection| {
        transactions::of_reference(connection, &message.partner, &message.reference)
    };
    // Of another partner's transaction nobody learns that there is one.
    let none = || {
        Refusal(
            Outcome::UnknownTransaction,
            "MaThamChieu: expected a transaction of this partner".to_owned(),
        )
    };
    payment.store().read(find).await?.ok_or_else(none)
}

/// The question, its hash and its time checked.
async fn sound(payment: &Payment, bytes: &[u8]) -> Result<Ask, Refusal> {
    let message: Ask =
        read(bytes).map_err(|error| Refusal(Outcome::Malformed, error.to_string()))?;
    let partner = partner(payment, &message.partner).await?;
    message
        .check(&partner.secret)
        .map_err(|error| Refusal(Outcome::Hash, error.to_string()))?;
    if message.version != messages::VERSION {
        return Err(Refusal(
            Outcome::Malformed,
            format!("PhienBan: expected {}", messages::VERSION),
        ));
    }
    timely(payment, &message.at)?;
    Ok(message)
}

fn timely(payment: &Payment, at: &str) -> Result<(), Refusal> {
    let now = payment.clock().now();
    let read = match payment.settings().time_window_minutes {
        Some(minutes) => time::read_near(at, now, minutes),
        None => time::read(at),
    };
    read.map(drop)
        .map_err(|error| Refusal(Outcome::Time, format!("ThoiGianGD: {error}")))
}

async fn partner(payment: &Payment, code: &str) -> Result<Partner, Refusal> {
    let code = code.to_owned();
    let found = payment
        .store()
        .read(move |connection| banks::partner(connection, &code))
        .await?;
    found.ok_or_else(|| {
        Refusal(
            Outcome::UnknownPartner,
            "MaDoiTac: expected a registered partner".to_owned(),
        )
    })
}

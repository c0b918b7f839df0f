//! Relating a package to the documents carried before: statuses, recalls, updates (domain §1.10, §6.20-21).

use jiff::civil::Date;
use protocols::document_id::{self, DocumentId};
use protocols::edxml::{Answering, Code, Document, Kind, Organisation, StatusCode};
use protocols::life::{self, Sender};
use rusqlite::{Connection, OptionalExtension, params};

use super::times;
use crate::axis::knows::parcel::{About, Parcel};
use crate::axis::knows::refusal::Refusal;
use crate::axis::knows::settings::{Settings, UnknownDocument};

/// A delivery that a package speaks of.
struct Found {
    delivery: i64,
    kind: Kind,
    life: String,
    original: Option<i64>,
}

const COLUMNS: &str = "delivery.id, send.kind, delivery.life, delivery.original, send.from_code, send.document_id, \
                       send.code, send.promulgated";

/// What a parcel is related to, one entry a receiver: the delivery that a recall or update changes. A status moves the life of its
/// document on; an illegal order is a warning, an unknown document is refused or warned about by the settings.
pub fn related(
    connection: &Connection,
    settings: &Settings,
    parcel: &mut Parcel,
) -> rusqlite::Result<Result<Vec<Option<i64>>, Refusal>> {
    match parcel.about.clone() {
        None => Ok(Ok(Vec::new())),
        Some(About::Change { documents, kind }) => {
            let mut related = Vec::with_capacity(parcel.receivers.len());
            for receiver in parcel.receivers.clone() {
                let found = find_any(connection, parcel.sender, receiver.agency, &documents)?;
                if let Some(found) = &found {
                    set_change(
                        connection,
                        found.delivery,
                        if kind == Kind::Recall {
                            "recall"
                        } else {
                            "update"
                        },
                    )?;
                } else {
                    parcel.warnings.push(format!(
                        "Khong tim thay van ban goc da gui cho {} ma goi tin nay thu hoi hoac cap nhat",
                        receiver.written
                    ));
                }
                related.push(found.map(|found| found.delivery));
            }
            Ok(Ok(related))
        }
        Some(About::Status { document, code, by }) => {
            status(connection, settings, parcel, &document, code, by)
        }
    }
}

fn status(
    connection: &Connection,
    settings: &Settings,
    parcel: &mut Parcel,
    document: &Answering,
    code: StatusCode,
    by: Sender,
) -> rusqlite::Result<Result<Vec<Option<i64>>, Refusal>> {
    let addressee = parcel
        .receivers
        .first()
        .map_or(0, |receiver| receiver.agency);
    let (issuer, receiver) = match by {
        Sender::Receiver => (addressee, parcel.sender),
        Sender::Issuer => (parcel.sender, addressee),
    };
    let Some(found) = find_any(connection, issuer, receiver, std::slice::from_ref(document))?
    else {
        let named: Vec<&str> = [&document.code, &document.document_id]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect();
        let text = format!(
            "Khong tim thay van ban {} giua hai don vi, can DocumentId hoac Code va PromulgationDate dung nhu van ban da gui",
            named.join(", ")
        );
        if settings.unknown_document_status == UnknownDocument::Refuse {
            return Ok(Err(Refusal::standard(text)));
        }
        parcel.warnings.push(text);
        return Ok(Ok(Vec::new()));
    };
    let answered = answered(connection, found, code)?;
    if let Some(remark) = advance(connection, &answered, code, by)? {
        tracing::info!(%remark, from = parcel.from_code, "a status out of order was transported");
        parcel
            .warnings
            .push(format!("Trang thai sai thu tu, van duoc chuyen: {remark}"));
    }
    settle(
        connection,
        settings,
        &answered,
        code,
        &times::text(parcel.arrived),
    )?;
    Ok(Ok(Vec::new()))
}

/// An answer to a recall or update package that names the original document belongs to that package's life.
fn answered(connection: &Connection, found: Found, code: StatusCode) -> rusqlite::Result<Found> {
    if !matches!(code, StatusCode::ChangeAccepted | StatusCode::ChangeRefused) {
        return Ok(found);
    }
    let change: Option<Found> = connection
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM delivery AS asked JOIN delivery ON delivery.original = asked.id
             JOIN send ON send.id = delivery.send
             WHERE asked.id = ? AND asked.change <> '' AND asked.change <> '13' ORDER BY delivery.id DESC LIMIT 1"
        ))?
        .query_row([found.delivery], |row| Ok(candidate(row)?.0))
        .optional()?;
    Ok(change.unwrap_or(found))
}

/// Appends the status to the delivery's history and says what the table of lives has against it.
fn advance(
    connection: &Connection,
    found: &Found,
    code: StatusCode,
    by: Sender,
) -> rusqlite::Result<Option<String>> {
    let mut statuses: Vec<(StatusCode, Sender)> = found
        .life
        .split_whitespace()
        .filter_map(read_step)
        .collect();
    let start = life::start(found.kind);
    let before = life::lint(start, &statuses).len();
    statuses.push((code, by));
    let remark = life::lint(start, &statuses)
        .get(before)
        .map(ToString::to_string);
    let letter = if by == Sender::Issuer { 'i' } else { 'r' };
    connection
        .prepare_cached("UPDATE delivery SET life = trim(life || ' ' || ?) WHERE id = ?")?
        .execute(params![format!("{code}{letter}"), found.delivery])?;
    Ok(remark)
}

fn read_step(step: &str) -> Option<(StatusCode, Sender)> {
    let by = if step.ends_with('i') {
        Sender::Issuer
    } else {
        Sender::Receiver
    };
    Some((StatusCode::from_wire(step.get(..2)?)?, by))
}

/// A request to have a document back stays open until it is answered; agreed, the receiver's copy is gone.
fn settle(
    connection: &Connection,
    settings: &Settings,
    found: &Found,
    code: StatusCode,
    now: &str,
) -> rusqlite::Result<()> {
    let original = found.original.unwrap_or(found.delivery);
    match code {
        StatusCode::RecallRequested => set_change(connection, original, "13"),
        StatusCode::ChangeRefused => set_change(connection, original, ""),
        StatusCode::ChangeAccepted => {
            let change: String = connection
                .prepare_cached("SELECT change FROM delivery WHERE id = ?")?
                .query_row([original], |row| row.get(0))?;
            if settings.recall_destroys_content && matches!(change.as_str(), "recall" | "13") {
                connection
                    .prepare_cached("UPDATE delivery SET recalled = 1, updated = ? WHERE id = ?")?
                    .execute(params![now, original])?;
            }
            set_change(connection, original, "")
        }
        _ => Ok(()),
    }
}

fn set_change(connection: &Connection, delivery: i64, change: &str) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE delivery SET change = ? WHERE id = ?")?
        .execute(params![change, delivery])
        .map(drop)
}

/// The latest document that the issuer sent to the receiver and that any of the references means.
fn find_any(
    connection: &Connection,
    issuer: i64,
    receiver: i64,
    references: &[Answering],
) -> rusqlite::Result<Option<Found>> {
    for reference in references {
        let id = reference.document_id.as_deref().map_or("", str::trim);
        let code = reference.code.as_deref().map(|code| code.trim().to_owned());
        let code = code
            .filter(|code| !code.is_empty())
            .or_else(|| code_of(id))
            .unwrap_or_default();
        let mut statement = connection.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM send JOIN delivery ON delivery.send = send.id
             WHERE send.sender = ?1 AND delivery.receiver = ?2 AND send.message_type = 'edoc'
               AND (send.document_id = ?3 OR send.code = ?4) ORDER BY send.id DESC"
        ))?;
        let mut rows = statement.query(params![issuer, receiver, id, code])?;
        while let Some(row) = rows.next()? {
            let (found, document) = candidate(row)?;
            // The reference may name either side by any alias; both were resolved before, so the issuer is put in.
            let reference = Answering {
                organ_id: Some(document.from.id.clone()),
                ..reference.clone()
            };
            if document_id::same_document(&reference, &document) {
                return Ok(Some(found));
            }
        }
    }
    Ok(None)
}

fn code_of(id: &str) -> Option<String> {
    match document_id::parse(id) {
        DocumentId::Classic { code, .. } => Some(code.to_string()),
        DocumentId::Uuid(_) | DocumentId::Other(_) => None,
    }
}

fn candidate(row: &rusqlite::Row<'_>) -> rusqlite::Result<(Found, Document)> {
    let found = Found {
        delivery: row.get(0)?,
        kind: Kind::from_wire(&row.get::<_, String>(1)?).unwrap_or_default(),
        life: row.get(2)?,
        original: row.get(3)?,
    };
    let code: String = row.get(6)?;
    let (number, notation) = code.split_once('/').unwrap_or((&code, ""));
    let promulgated: String = row.get(7)?;
    let document = Document {
        from: Organisation {
            id: row.get(4)?,
            ..Organisation::default()
        },
        id: Some(row.get(5)?),
        code: Code {
            number: number.to_owned(),
            notation: notation.to_owned(),
        },
        promulgated: Date::strptime("%Y/%m/%d", &promulgated).unwrap_or(Date::MIN),
        ..Document::default()
    };
    Ok((found, document))
}

//! Keeping an accepted package: its content once, a delivery for each receiver.

use rusqlite::blob::ZeroBlob;
use rusqlite::{Connection, OptionalExtension, params};

use super::access::{self, AccessLine};
use super::counters::{self, Carried, Counted};
use super::{statuses, times};
use crate::axis::knows::ids::transport_id;
use crate::axis::knows::parcel::{About, Accepted, MessageType, Parcel};
use crate::axis::knows::refusal::Refusal;
use crate::axis::knows::settings::Settings;

/// Largest content, in bytes, that is handed to the database in one piece.
const WHOLE: usize = 1 << 20;

/// Keeps a parcel, or finds that it is already kept, or refuses it. Nothing is written when it is refused.
pub fn accept(
    connection: &Connection,
    settings: &Settings,
    mut parcel: Parcel,
) -> rusqlite::Result<Result<Accepted, Refusal>> {
    if let Some(accepted) = known(connection, &parcel)? {
        append_access(connection, &parcel, &accepted)?;
        return Ok(Ok(accepted));
    }
    let about = match statuses::related(connection, settings, &mut parcel)? {
        Ok(about) => about,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let id = |receiver: &str| {
        transport_id(
            settings.id_seed,
            &parcel.sender_code,
            &parcel.document_id,
            &parcel.sha256,
            receiver,
        )
    };
    let accepted = Accepted {
        doc_id: id(""),
        duplicate: false,
        warnings: parcel.warnings.clone(),
    };
    let content = keep_content(connection, &parcel)?;
    let send = keep_send(connection, &parcel, &accepted, content)?;
    let carried = carried(parcel.message_type);
    let day = parcel.arrived.date();
    counters::count(connection, day, parcel.sender, Counted::Sent(carried))?;
    for (at, receiver) in parcel.receivers.iter().enumerate() {
        connection
            .prepare_cached(
                "INSERT INTO delivery (doc_id, send, receiver, to_code, message_type, priority, arrived, updated, original)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            )?
            .execute(params![
                id(&receiver.code),
                send,
                receiver.agency,
                receiver.written,
                parcel.message_type.wire(),
                parcel.priority,
                times::text(parcel.arrived),
                times::text(parcel.arrived),
                about.get(at).copied().flatten(),
            ])?;
        counters::count(connection, day, receiver.agency, Counted::Received(carried))?;
    }
    append_access(connection, &parcel, &accepted)?;
    Ok(Ok(accepted))
}

fn carried(message_type: MessageType) -> Carried {
    match message_type {
        MessageType::Document => Carried::Document,
        MessageType::Status => Carried::Status,
    }
}

/// The answer given when the same package was accepted before (domain §7 "Idempotency").
fn known(connection: &Connection, parcel: &Parcel) -> rusqlite::Result<Option<Accepted>> {
    let doc_id: Option<String> = connection
        .prepare_cached(
            "SELECT send.doc_id FROM send JOIN content ON content.id = send.content
             WHERE content.sha256 = ? AND send.sender = ? AND send.document_id = ?",
        )?
        .query_row(
            params![parcel.sha256, parcel.sender, parcel.document_id],
            |row| row.get(0),
        )
        .optional()?;
    Ok(doc_id.map(|doc_id| {
        let mut warnings = vec!["Goi tin nay da duoc nhan truoc do, khong gui lai".to_owned()];
        warnings.extend(parcel.warnings.iter().cloned());
        Accepted {
            doc_id,
            duplicate: true,
            warnings,
        }
    }))
}

fn keep_content(connection: &Connection, parcel: &Parcel) -> rusqlite::Result<i64> {
    let kept: Option<i64> = connection
        .prepare_cached("SELECT id FROM content WHERE sha256 = ?")?
        .query_row([parcel.sha256], |row| row.get(0))
        .optional()?;
    if let Some(kept) = kept {
        return Ok(kept);
    }
    let mut insert =
        connection.prepare_cached("INSERT INTO content (sha256, size, bytes) VALUES (?, ?, ?)")?;
    if parcel.bytes.len() <= WHOLE {
        return insert.insert(params![parcel.sha256, parcel.bytes.len(), parcel.bytes]);
    }
    // Bound as a parameter, a package of fifty megabytes would stand in memory three times.
    let length = parcel.bytes.len() as u64;
    let id = insert.insert(params![parcel.sha256, parcel.bytes.len(), ZeroBlob(length)])?;
    let mut blob = connection.blob_open("main", "content", "bytes", id, false)?;
    for piece in parcel.bytes.chunks(WHOLE) {
        std::io::Write::write_all(&mut blob, piece)
            .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
    }
    blob.close()?;
    Ok(id)
}

fn keep_send(
    connection: &Connection,
    parcel: &Parcel,
    accepted: &Accepted,
    content: i64,
) -> rusqlite::Result<i64> {
    connection
        .prepare_cached(
            "INSERT INTO send (doc_id, sender, from_code, document_id, content, message_type, service_type, kind, priority,
                               code, promulgated, title, arrived, system, face, warnings)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .insert(params![
            accepted.doc_id,
            parcel.sender,
            parcel.from_code,
            parcel.document_id,
            content,
            parcel.message_type.wire(),
            parcel.service_type,
            parcel.kind,
            parcel.priority,
            parcel.code,
            parcel.promulgated.map(times::day).unwrap_or_default(),
            parcel.title,
            times::text(parcel.arrived),
            parcel.caller.system,
            parcel.caller.face,
            parcel.warnings.join("\n"),
        ])
}

/// The log line of an accepted package is part of the same transaction.
fn append_access(
    connection: &Connection,
    parcel: &Parcel,
    accepted: &Accepted,
) -> rusqlite::Result<()> {
    let mut detail = vec![accepted.doc_id.clone()];
    if let Some(About::Status { code, .. }) = &parcel.about {
        detail.push(format!("status {code}"));
    }
    detail.extend(accepted.warnings.iter().cloned());
    access::append(
        connection,
        &AccessLine {
            at: parcel.arrived,
            system: parcel.caller.system.clone(),
            agency: Some(parcel.caller.agency),
            face: parcel.caller.face,
            operation: "sendEdoc".into(),
            outcome: 0,
            detail: detail.join("; "),
        },
    )
}

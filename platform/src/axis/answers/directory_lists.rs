//! The lists of the directory, made once and kept until it changes: 111,000 agencies must not slow anybody.

use axum::body::Bytes;
use protocols::identifiers::{self, Form};
use protocols::lgsp::AgenciesAnswer;
use protocols::vxp::{AgencyEntry, Envelope, Qd20Entry, SynchronizedUnit, UnitEntry};
use serde::Serialize;

use crate::axis::Axis;
use crate::axis::knows::directory::{Directory, Entry, ListKind};

/// A list's answer. It is made off the threads that serve requests.
pub async fn answer(axis: &Axis, kind: ListKind) -> Bytes {
    let axis = axis.clone();
    let made = tokio::task::spawn_blocking(move || {
        let centre = axis.settings().centre_code.clone();
        axis.directory()
            .list(kind, |directory| make(directory, kind, &centre))
    });
    made.await.unwrap_or_default()
}

fn make(directory: &Directory, kind: ListKind, centre: &str) -> Bytes {
    let entries = directory.entries().iter();
    let open = entries.clone().filter(|entry| !entry.record.closed);
    match kind {
        ListKind::Agencies => envelope(open.map(|entry| agency(directory, entry)).collect()),
        ListKind::Qd20(level) => envelope(
            open.filter_map(|entry| qd20(directory, entry, level))
                .collect(),
        ),
        ListKind::Changes(after) => envelope(
            entries
                .filter(|entry| entry.version > after)
                .map(|entry| changed(directory, entry, centre))
                .collect(),
        ),
        ListKind::Units => envelope(
            entries
                .map(|entry| unit(directory, entry, centre))
                .collect(),
        ),
        ListKind::Lgsp => {
            let data: Vec<AgencyEntry> = open.map(|entry| agency(directory, entry)).collect();
            bytes(&AgenciesAnswer {
                success: true,
                count: data.len() as u64,
                data,
            })
        }
    }
}

fn envelope<T: Serialize>(data: Vec<T>) -> Bytes {
    bytes(&Envelope::with_data(data))
}

fn bytes(value: &impl Serialize) -> Bytes {
    // Plain data with text keys always becomes JSON.
    serde_json::to_vec(value).unwrap_or_default().into()
}

fn parent_id(directory: &Directory, entry: &Entry) -> String {
    directory
        .parent(entry)
        .map(|parent| parent.id.to_string())
        .unwrap_or_default()
}

fn agency(directory: &Directory, entry: &Entry) -> AgencyEntry {
    AgencyEntry {
        id: entry.id.to_string(),
        pid: parent_id(directory, entry),
        code: entry.record.code.clone(),
        name: entry.record.name.clone(),
        mail: entry.record.mail.clone().unwrap_or_default(),
    }
}

/// Agencies that have an identifier of QĐ 20/2020, of one level; level 0 is every level.
fn qd20(directory: &Directory, entry: &Entry, level: u8) -> Option<Qd20Entry> {
    let record = &entry.record;
    let code = record
        .qd20
        .clone()
        .or_else(|| match identifiers::form(&record.code) {
            Form::Qd20 => Some(record.code.clone()),
            _ => identifiers::to_qd20(&record.code),
        })?;
    if level != 0 && identifiers::level(&code) != Some(level) {
        return None;
    }
    let code102 = match identifiers::form(&record.code) {
        Form::Qcvn2016 => record.code.clone(),
        _ => identifiers::to_2016(&code).unwrap_or_default(),
    };
    Some(Qd20Entry {
        id: entry.id.to_string(),
        pid: parent_id(directory, entry),
        code,
        name: record.name.clone(),
        mail: record.mail.clone().unwrap_or_default(),
        code102,
        old_code: directory
            .aliases_of(entry.id)
            .first()
            .cloned()
            .unwrap_or_default(),
    })
}

fn changed(directory: &Directory, entry: &Entry, centre: &str) -> SynchronizedUnit {
    let AgencyEntry {
        id,
        pid,
        code,
        name,
        mail,
    } = agency(directory, entry);
    SynchronizedUnit {
        id,
        pid,
        code,
        name,
        mail,
        version: entry.version,
        center_code: centre.to_owned(),
        deleted: entry.record.closed,
        modify_date: entry.modified.clone(),
        is_agency: true,
    }
}

fn unit(directory: &Directory, entry: &Entry, centre: &str) -> UnitEntry {
    UnitEntry {
        id: entry.id.to_string(),
        code: entry.record.code.clone(),
        name: entry.record.name.clone(),
        parent: directory
            .parent(entry)
            .map(|parent| parent.record.code.clone())
            .unwrap_or_default(),
        mail: entry.record.mail.clone().unwrap_or_default(),
        version: entry.version,
        center_code: centre.to_owned(),
        action: if entry.record.closed { "delete" } else { "add" }.to_owned(),
        link: String::new(),
        valid: !entry.record.closed,
    }
}

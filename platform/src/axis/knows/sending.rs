//! The rules of a send: who may send what to whom (domain §3.1, §7).

use std::collections::HashSet;

use jiff::civil::DateTime;
use protocols::document_id;
use protocols::edxml::{Answering, Business, Document, Kind, Package, Status, StatusCode};
use protocols::life::Sender;

use super::directory::{Directory, Entry};
use super::parcel::{About, Caller, MessageType, Parcel, Receiver};
use super::receivers;
use super::refusal::Refusal;
use super::settings::{ReceiverRule, Settings};
use super::unpacking::Unpacked;

/// What a caller says about a package beside the package itself; the LGSP facade says neither sender nor receivers.
#[derive(Clone, Debug, Default)]
pub struct Cover {
    /// Header `from`.
    pub from: Option<String>,
    /// Codes of header `to`.
    pub to: Option<Vec<String>>,
    /// Service type, `eDoc` when not said.
    pub service_type: Option<String>,
    /// Header `messagetype`.
    pub message_type: Option<MessageType>,
    /// What was tolerated in the headers.
    pub warnings: Vec<String>,
}

/// Applies the rules; what comes out can be kept and delivered as it is.
pub fn plan(
    directory: &Directory,
    settings: &Settings,
    caller: Caller,
    cover: Cover,
    unpacked: Unpacked,
    now: DateTime,
) -> Result<Parcel, Refusal> {
    let found = unpacked.message_type();
    if let Some(said) = cover.message_type.filter(|said| *said != found) {
        return Err(Refusal::standard(format!(
            "Tieu de messagetype la {}, goi tin la {}; can trung nhau",
            said.wire(),
            found.wire()
        )));
    }
    match &unpacked.package {
        Package::Document(document) => {
            let from = sender(directory, settings, &caller, &cover, &document.from.id)?;
            let receivers = document_receivers(directory, settings, &cover, document)?;
            let mut parcel = parcel(caller, from, &cover, &unpacked, now, receivers);
            describe_document(&mut parcel, document);
            Ok(parcel)
        }
        Package::Status(status) => {
            let from = sender(directory, settings, &caller, &cover, &status.from.id)?;
            let addressee = addressee(directory, &cover, status)?;
            let mut parcel = parcel(caller, from, &cover, &unpacked, now, vec![addressee]);
            describe_status(&mut parcel, status);
            Ok(parcel)
        }
    }
}

/// The sending agency: the package's `From` and the header `from` are one agency, and the caller's system may send for it.
fn sender<'a>(
    directory: &'a Directory,
    settings: &Settings,
    caller: &Caller,
    cover: &Cover,
    written: &str,
) -> Result<&'a Entry, Refusal> {
    let allowed = |code: &str| {
        directory
            .find(code)
            .filter(|entry| {
                entry.id == caller.agency
                    || settings.parent_may_send && directory.is_within(entry, caller.agency)
            })
            .ok_or_else(|| Refusal::sender(code.trim(), &caller.code))
    };
    let header = cover.from.as_deref().map(allowed).transpose()?;
    let package = allowed(written)?;
    if let Some(header) = header.filter(|header| header.id != package.id) {
        return Err(Refusal::standard(format!(
            "Tieu de from la {}, From cua goi tin la {written}; can cung mot don vi",
            header.record.code
        )));
    }
    if package.record.closed {
        return Err(Refusal::new(
            protocols::lgsp::ErrorCode::UnregisteredSender,
            format!("Don vi gui {written} da dong ma, khong gui duoc nua"),
        ));
    }
    Ok(package)
}

fn document_receivers(
    directory: &Directory,
    settings: &Settings,
    cover: &Cover,
    document: &Document,
) -> Result<Vec<Receiver>, Refusal> {
    let inside: Vec<String> = document
        .to
        .iter()
        .map(|to| to.id.trim().to_owned())
        .collect();
    let Some(header) = &cover.to else {
        return some(receivers::resolve(directory, &inside)?);
    };
    let routed = some(receivers::resolve(directory, header)?)?;
    let named: HashSet<i64> = inside
        .iter()
        .filter_map(|code| Some(directory.find(code)?.id))
        .collect();
    let extra: Vec<&str> = routed
        .iter()
        .filter(|receiver| !named.contains(&receiver.agency))
        .map(|receiver| receiver.written.as_str())
        .collect();
    if !extra.is_empty() && settings.receivers != ReceiverRule::Header {
        return Err(Refusal::standard(format!(
            "Tieu de to co {} khong nam trong To cua goi tin; can trung nhau",
            extra.join(", ")
        )));
    }
    if settings.receivers == ReceiverRule::Same {
        let inside = receivers::resolve(directory, &inside)?;
        let left: Vec<&str> = inside
            .iter()
            .filter(|receiver| !routed.iter().any(|other| other.agency == receiver.agency))
            .map(|receiver| receiver.written.as_str())
            .collect();
        if !left.is_empty() {
            return Err(Refusal::standard(format!(
                "To cua goi tin co {} khong nam trong tieu de to; can trung nhau",
                left.join(", ")
            )));
        }
    }
    Ok(routed)
}

fn some(receivers: Vec<Receiver>) -> Result<Vec<Receiver>, Refusal> {
    if receivers.is_empty() {
        return Err(Refusal::standard("Can it nhat mot don vi nhan trong to"));
    }
    Ok(receivers)
}

/// A status has no `To`: it goes to the agency its `ResponseFor` names (domain §1.10); a header `to` can only agree.
fn addressee(directory: &Directory, cover: &Cover, status: &Status) -> Result<Receiver, Refusal> {
    let named = status.answers.organ_id.as_deref().map_or("", str::trim);
    if named.is_empty() {
        return Err(Refusal::standard(
            "Trang thai can ResponseFor/OrganId la don vi nhan trang thai",
        ));
    }
    let mut found = receivers::resolve(directory, &[named.to_owned()])?;
    if let Some(header) = cover.to.as_ref().filter(|header| !header.is_empty()) {
        let header = receivers::resolve(directory, header)?;
        if header
            .iter()
            .any(|receiver| receiver.agency != found[0].agency)
        {
            return Err(Refusal::standard(format!(
                "Tieu de to phai la don vi trong ResponseFor/OrganId: {named}"
            )));
        }
    }
    Ok(found.swap_remove(0))
}

fn parcel(
    caller: Caller,
    from: &Entry,
    cover: &Cover,
    unpacked: &Unpacked,
    now: DateTime,
    receivers: Vec<Receiver>,
) -> Parcel {
    let mut warnings = cover.warnings.clone();
    warnings.extend(unpacked.warnings.iter().cloned());
    Parcel {
        caller,
        sender: from.id,
        sender_code: from.record.code.clone(),
        from_code: from.record.code.clone(),
        message_type: unpacked.message_type(),
        service_type: cover.service_type.clone().unwrap_or_else(|| "eDoc".into()),
        document_id: String::new(),
        sha256: unpacked.sha256,
        bytes: unpacked.bytes.clone(),
        kind: String::new(),
        priority: 0,
        code: String::new(),
        promulgated: None,
        title: String::new(),
        arrived: now,
        receivers,
        about: None,
        warnings,
    }
}

fn describe_document(parcel: &mut Parcel, document: &Document) {
    let kind = document
        .business
        .as_ref()
        .map_or(Kind::New, |business| business.kind);
    parcel.from_code = document.from.id.trim().to_owned();
    parcel.document_id = document
        .id
        .clone()
        .filter(|id| !id.trim().is_empty())
        .unwrap_or_else(|| {
            document_id::classic(&document.from.id, document.promulgated, &document.code)
        })
        .trim()
        .to_owned();
    parcel.kind = kind.wire().into();
    parcel.priority = document
        .other
        .as_ref()
        .and_then(|other| other.priority)
        .unwrap_or_default() as u8;
    parcel.code = document.code.to_string();
    parcel.promulgated = Some(document.promulgated);
    parcel.title = document.subject.clone();
    parcel.about = match kind {
        Kind::Recall | Kind::Update => Some(About::Change {
            documents: changed_documents(document),
            kind,
        }),
        Kind::New | Kind::Replacement => None,
    };
}

/// A recall names its document in `ResponseFor`, an update in its business; either is taken from either (domain §1.9).
fn changed_documents(document: &Document) -> Vec<Answering> {
    let by_business = document
        .business
        .as_ref()
        .and_then(|Business { document_id, .. }| document_id.clone());
    let by_business = by_business.map(|id| Answering {
        document_id: Some(id),
        ..Answering::default()
    });
    document
        .answers
        .iter()
        .cloned()
        .chain(by_business)
        .collect()
}

fn describe_status(parcel: &mut Parcel, status: &Status) {
    parcel.from_code = status.from.id.trim().to_owned();
    parcel.kind = status.code.wire().into();
    parcel.code = status.answers.code.clone().unwrap_or_default();
    parcel.promulgated = status.answers.promulgated;
    parcel.about = Some(About::Status {
        document: status.answers.clone(),
        code: status.code,
        by: match status.code {
            StatusCode::RecallRequested => Sender::Issuer,
            _ => Sender::Receiver,
        },
    });
}

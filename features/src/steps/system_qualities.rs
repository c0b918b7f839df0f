//! What a document must be like when the document system under test sends it: one table of named checks.

use jiff::SignedDuration;
use protocols::attachments;
use protocols::edxml::{self, Document, Kind, Limits, ToleranceKind};
use protocols::{dates, identifiers};
use record::Exchange;
use simulators::Identity;

use super::system_calls::{element_text, param, receivers};
use super::system_checks::{all_given, as_sent, found, signed, structure, within_register};
use crate::params::{WordRow, WordTable, row, words_of};

/// A document as sent.
pub struct SentDocument {
    /// The agency of the system that sent it.
    pub identity: Identity,
    /// What the package says.
    pub document: Document,
    /// The package as its receiver was given it: as sent, with the axis's trace.
    pub package: Vec<u8>,
    /// The request that sent it.
    pub request: Exchange,
}

/// What was expected and what was found.
pub type Found = Result<(), (String, String)>;

/// Checks a quality.
pub type Check = fn(&SentDocument) -> Found;

/// A quality a scenario names, as in “the document as sent has …”.
pub struct Quality(pub &'static WordRow<Check>);

impl WordTable for Quality {
    const KIND: &'static str = "quality of a document as sent";

    fn words() -> Vec<(&'static str, &'static str, Self)> {
        words_of(QUALITIES, Self)
    }
}

/// How far a time in a package may lie from the axis's clock.
const APART: SignedDuration = SignedDuration::from_mins(5);

const QUALITIES: &[WordRow<Check>] = &[
    row(
        "the namespace, the root and the structure of edXML",
        "đúng không gian tên, phần tử gốc và cấu trúc edXML",
        structure,
    ),
    row(
        "agency code, document id, number, notation, date, type and subject",
        "mã cơ quan, mã văn bản, số, ký hiệu, ngày, loại và trích yếu",
        |sent| {
            let document = &sent.document;
            let kind = document.kind.as_ref().and_then(|kind| kind.name.clone());
            all_given(&[
                ("From/OrganId", &document.from.id),
                ("DocumentId", document.id.as_deref().unwrap_or_default()),
                ("CodeNumber", &document.code.number),
                ("CodeNotation", &document.code.notation),
                ("TypeName", kind.as_deref().unwrap_or_default()),
                ("Subject", &document.subject),
            ])
        },
    ),
    row(
        "the position and the name of its signer",
        "chức vụ và họ tên người ký",
        |sent| {
            let signer = sent.document.signer.clone().unwrap_or_default();
            let position = signer.position.or(signer.competence).unwrap_or_default();
            all_given(&[
                ("SignerInfo/Position", &position),
                ("SignerInfo/FullName", &signer.full_name.unwrap_or_default()),
            ])
        },
    ),
    row(
        "identifiers of a legal form",
        "các mã định danh đúng khuôn dạng",
        |sent| {
            let document = &sent.document;
            let codes = std::iter::once(&document.from)
                .chain(&document.to)
                .map(|organisation| organisation.id.as_str());
            let odd: Vec<&str> = codes
                .filter(|code| identifiers::form(code) == identifiers::Form::Irregular)
                .collect();
            if odd.is_empty() {
                Ok(())
            } else {
                found(
                    "codes of QCVN 102:2016 or QĐ 20/2020/QĐ-TTg",
                    odd.join(", "),
                )
            }
        },
    ),
    row(
        "the registered code of its sender",
        "mã đã đăng ký của bên gửi",
        |sent| {
            let header = param(&sent.request, "from").unwrap_or_default();
            let written = &sent.document.from.id;
            if sent.identity.answers_to(written) && sent.identity.answers_to(&header) {
                return Ok(());
            }
            found(
                &format!("{} in From and in the header from", sent.identity.code),
                format!("“{written}” and “{header}”"),
            )
        },
    ),
    row(
        "each receiver once, the same as in the request",
        "mỗi nơi nhận một lần, khớp với yêu cầu gửi",
        |sent| {
            let mut written: Vec<String> = sent
                .document
                .to
                .iter()
                .map(|to| identifiers::normalised(&to.id))
                .collect();
            let mut asked: Vec<String> = receivers(&sent.request)
                .iter()
                .map(|code| identifiers::normalised(code))
                .collect();
            written.sort();
            asked.sort();
            let mut distinct = written.clone();
            distinct.dedup();
            if !written.is_empty() && written == asked && distinct == written {
                return Ok(());
            }
            found(
                "each receiver once in To, the same ones in the header to",
                format!("To: {}; to: {}", written.join(", "), asked.join(", ")),
            )
        },
    ),
    row(
        "signed headers and the right file hash",
        "tiêu đề được ký và giá trị băm đúng",
        signed,
    ),
    row(
        "every date and time as the format writes it",
        "mọi ngày và thời gian viết đúng khuôn dạng",
        |sent| {
            let xml = String::from_utf8_lossy(as_sent(sent)).into_owned();
            let date = element_text(&xml, "PromulgationDate").unwrap_or_default();
            let due = element_text(&xml, "DueDate").filter(|text| !text.is_empty());
            let time = element_text(&xml, "Timestamp").unwrap_or_default();
            let right = dates::date(&date).is_ok()
                && due.as_deref().is_none_or(|due| dates::date(due).is_ok())
                && dates::date_time(&time).is_ok();
            // An id of the classic form holds a date: issuer, date and code.
            let id = sent.document.id.as_deref().unwrap_or_default();
            if let Some(date) = id.split(',').nth(1)
                && dates::date(date).is_err()
            {
                return found("yyyy/MM/dd in the DocumentId", id);
            }
            if right {
                Ok(())
            } else {
                found(
                    "yyyy/MM/dd, and yyyy/MM/dd HH:mm:ss in the trace",
                    format!("PromulgationDate “{date}”, DueDate {due:?}, Timestamp “{time}”"),
                )
            }
        },
    ),
    row(
        "no date of promulgation in the future",
        "ngày ban hành không ở tương lai",
        |sent| {
            let (promulgated, today) = (sent.document.promulgated, sent.request.at.date());
            if promulgated <= today {
                Ok(())
            } else {
                found(&format!("a date up to {today}"), promulgated)
            }
        },
    ),
    row(
        "no field longer than the register allows",
        "không có trường dài quá giới hạn của sổ",
        |sent| within_register(&sent.document),
    ),
    row(
        "a trace with its own code and the time of sending",
        "vết gửi mang mã của mình và thời gian gửi",
        |sent| {
            let own = sent.document.traces.first();
            let coded = own
                .and_then(|trace| trace.organ_id.as_deref())
                .is_some_and(|code| sent.identity.answers_to(code));
            let timed = own
                .and_then(|trace| trace.at)
                .is_some_and(|at| at.duration_since(sent.request.at).abs() <= APART);
            if coded && timed {
                Ok(())
            } else {
                found(
                    &format!(
                        "a first TraceHeader of {} at {}",
                        sent.identity.code, sent.request.at
                    ),
                    format!("{own:?}"),
                )
            }
        },
    ),
    row(
        "a Bussiness element of type 0",
        "phần tử Bussiness loại 0",
        |sent| match &sent.document.business {
            Some(business) if business.kind == Kind::New => Ok(()),
            Some(business) => found("BussinessDocType 0", business.kind.wire()),
            None => found("a Bussiness element with its type", "none"),
        },
    ),
    row(
        "Content, DocumentId and TypeName",
        "Content, DocumentId và TypeName",
        |sent| {
            let xml = String::from_utf8_lossy(&sent.package).into_owned();
            let text = |name| element_text(&xml, name).unwrap_or_default();
            all_given(&[
                ("Content", &text("Content")),
                ("DocumentId", &text("DocumentId")),
                ("TypeName", &text("TypeName")),
            ])
        },
    ),
    row(
        "the mark that no paper copy follows",
        "dấu hiệu không gửi kèm bản giấy",
        |sent| match sent
            .document
            .business
            .as_ref()
            .and_then(|business| business.paper)
        {
            Some(false) => Ok(()),
            other => found("Bussiness/Paper 0", format!("{other:?}")),
        },
    ),
    row(
        "attachments whose content fits their type",
        "tệp đính kèm có nội dung khớp loại",
        |sent| {
            if sent.document.attachments.is_empty() {
                return found("at least one attachment", "none");
            }
            for attachment in &sent.document.attachments {
                // Readers forgive the two types that a well-known library misspells; writers must not need it.
                let declared = attachment.content_type.to_lowercase();
                if ["/xsl", "/xslx"].iter().any(|end| declared.ends_with(end)) {
                    return found("a declared type that there is", declared);
                }
                if let Some(damage) = attachments::inspect(attachment).first() {
                    return found(
                        &format!("{} undamaged and of its type", attachment.name),
                        damage,
                    );
                }
                if let Err(error) = attachments::unpack(attachment, &Limits::default()) {
                    return found(&format!("{} can be opened", attachment.name), error);
                }
            }
            Ok(())
        },
    ),
    row(
        "one Reference for each attachment",
        "mỗi tệp đính kèm một Reference",
        |sent| {
            let read = edxml::read(&sent.package, &Limits::default())
                .map_err(|error| ("a readable package".to_owned(), error.to_string()))?;
            let wrong = read
                .tolerated
                .iter()
                .find(|one| one.kind == ToleranceKind::ManifestMismatch);
            match wrong {
                None if !sent.document.attachments.is_empty() => Ok(()),
                None => found(
                    "at least one attachment with its Reference",
                    "no attachment",
                ),
                Some(mismatch) => found(
                    "a Reference with the same ContentId for each attachment",
                    &mismatch.detail,
                ),
            }
        },
    ),
];

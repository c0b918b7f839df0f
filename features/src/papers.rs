//! Writes the documents that scenarios send: sound packages, told apart by their identifiers.

use jiff::civil::DateTime;
use protocols::edxml::{
    Attachment, Business, Changes, Code, Document, DocumentKind, Kind, Other, Priority,
    ReceiverChange, Replaced, Signer, Staff, Trace,
};
use protocols::{attachments, dates};
use rand::{Rng, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use simulators::Identity;
use uuid::{Builder, Uuid};

use crate::params::TableColumns;
use crate::step::Row;

/// The fields a scenario may set in a table.
pub struct Fields;

impl TableColumns for Fields {
    const COLUMNS: &'static [&'static str] = &["field", "value"];

    fn check(row: &Row) -> Result<(), String> {
        // Setting the field of an empty document tells whether it can be set.
        set(
            &mut Document::default(),
            std::slice::from_ref(row),
            &mut ChaCha8Rng::seed_from_u64(0),
        )
    }
}

/// Names of the fields, with what they mean.
pub const FIELDS: &[(&str, &str)] = &[
    ("number", "CodeNumber, without the notation"),
    ("notation", "CodeNotation"),
    ("date", "PromulgationDate, yyyy/MM/dd"),
    ("subject", "Subject"),
    ("content", "Content"),
    ("priority", "Priority, 0 to 4"),
    ("steering", "SteeringType"),
    ("due", "DueDate, yyyy/MM/dd"),
    ("id", "DocumentId"),
    ("paper", "Bussiness/Paper, 0 or 1"),
    ("attachment", "name of an attached file"),
];

/// A random identifier of the scenario's seed.
pub fn uuid(rng: &mut impl Rng) -> Uuid {
    let mut bytes = [0; 16];
    rng.fill_bytes(&mut bytes);
    Builder::from_random_bytes(bytes).into_uuid()
}

/// A sound new document.
pub fn document(from: &Identity, to: &[Identity], now: DateTime, rng: &mut impl Rng) -> Document {
    let number = rng.next_u32() % 9_000 + 1_000;
    Document {
        from: from.organisation(),
        to: to.iter().map(Identity::organisation).collect(),
        id: Some(uuid(rng).to_string()),
        code: Code {
            number: number.to_string(),
            notation: "CV-VP".into(),
        },
        place: Some("Hà Nội".into()),
        promulgated: now.date(),
        kind: Some(DocumentKind {
            number: 2,
            detail: None,
            name: Some("Công văn".into()),
        }),
        subject: format!("Về việc liên thông văn bản điện tử, lần {number}"),
        content: Some("Kính gửi quý cơ quan để phối hợp thực hiện.".into()),
        signer: Some(Signer {
            competence: Some("KT. BỘ TRƯỞNG".into()),
            position: Some("Thứ trưởng".into()),
            full_name: Some("Nguyễn Văn Mẫu".into()),
        }),
        other: Some(Other {
            priority: Some(Priority::Ordinary),
            ..Other::default()
        }),
        steering: Some(1),
        traces: vec![Trace {
            organ_id: Some(from.code.clone()),
            at: Some(now),
        }],
        business: Some(Business {
            kind: Kind::New,
            paper: Some(false),
            staff: Some(staff()),
            ..Business::default()
        }),
        attachments: vec![attachment("cong-van.pdf", &number.to_string(), rng)],
        ..Document::default()
    }
}

/// The clerk who sends.
#[must_use]
pub fn staff() -> Staff {
    Staff {
        department: Some("Văn phòng".into()),
        name: Some("Trần Thị Mẫu".into()),
        email: Some("vanthu@example.gov.vn".into()),
        mobile: Some("0900000000".into()),
    }
}

/// An attached file: a small PDF, or any other content under its name, packed by the library's rules.
pub fn attachment(name: &str, text: &str, rng: &mut impl Rng) -> Attachment {
    let content = if name.to_lowercase().ends_with(".pdf") {
        format!("%PDF-1.7\n%\u{e2}\n1 0 obj <</Type /Catalog>> endobj % {text}\n%%EOF\n")
            .into_bytes()
    } else {
        format!("Nội dung của {name}: {text}").into_bytes()
    };
    attachments::pack(name, &content, uuid(rng))
}

/// Sets what a scenario's table says.
///
/// # Errors
/// A sentence naming the field that cannot be set.
pub fn set(document: &mut Document, rows: &[Row], rng: &mut impl Rng) -> Result<(), String> {
    for row in rows {
        let cell = |column: &str| row.get(column).map_or("", String::as_str);
        set_one(document, cell("field"), cell("value"), rng)?;
    }
    Ok(())
}

fn set_one(
    document: &mut Document,
    field: &str,
    value: &str,
    rng: &mut impl Rng,
) -> Result<(), String> {
    let date = || dates::date(value).map_err(|error| error.to_string());
    let text = || Some(value.to_owned()).filter(|text| !text.is_empty());
    match field {
        "number" => document.code.number = value.into(),
        "notation" => document.code.notation = value.into(),
        "date" => document.promulgated = date()?,
        "subject" => document.subject = value.into(),
        "content" => document.content = text(),
        "priority" => {
            let priority = Priority::from_wire(value).ok_or("priority: expected 0 to 4")?;
            document.other.get_or_insert_default().priority = Some(priority);
        }
        "steering" => {
            document.steering = Some(value.parse().map_err(|_| "steering: expected a number")?)
        }
        "due" => document.due = Some(date()?),
        "id" => document.id = text(),
        "paper" => document.business.get_or_insert_default().paper = Some(value == "1"),
        "attachment" => document.attachments.push(attachment(value, "phụ lục", rng)),
        unknown => {
            let known: Vec<&str> = FIELDS.iter().map(|(name, _)| *name).collect();
            return Err(format!(
                "unknown field “{unknown}”; known fields: {}",
                known.join(", ")
            ));
        }
    }
    Ok(())
}

/// Makes a document the recall of another one (business type 1).
pub fn recall(document: &mut Document, of: &Document) {
    document.answers = vec![protocols::edxml::Answering {
        organ_id: Some(of.from.id.clone()),
        code: Some(of.code.to_string()),
        document_id: of.id.clone(),
        promulgated: Some(of.promulgated),
    }];
    let business = document.business.get_or_insert_default();
    business.kind = Kind::Recall;
    business.document_id = of.id.clone();
    business.reason = Some("Văn bản ban hành có sai sót".into());
}

/// Makes a document the update of another one (business type 2), with one receiver more.
pub fn update(document: &mut Document, of: &Document, added: &str) {
    let business = document.business.get_or_insert_default();
    business.kind = Kind::Update;
    business.document_id = of.id.clone();
    business.reason = Some("Bổ sung nơi nhận".into());
    business.changes = Some(Changes {
        document_changed: true,
        receivers_changed: true,
        receivers: vec![ReceiverChange {
            organ_id: added.into(),
            added: true,
        }],
    });
}

/// Makes a document the replacement of another one for these receivers (business type 3).
pub fn replacement(document: &mut Document, of: &Document, receivers: &[String]) {
    let business = document.business.get_or_insert_default();
    business.kind = Kind::Replacement;
    business.reason = Some("Thay thế văn bản có sai sót về nội dung".into());
    business.replaces = vec![Replaced {
        document_id: of.id.clone().unwrap_or_default(),
        organ_ids: receivers.to_vec(),
    }];
}

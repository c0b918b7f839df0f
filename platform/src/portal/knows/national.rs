//! The procedures of the synthetic nation as the portal shows them: 6,842 of them, 1,039 online.

use nation::procedures::{Audience, Grade, Procedure as Listed, Procedures};
use protocols::portal::{
    Agency, Case, Channel, Component, Named, Part, Procedure, ProcedureFee, StepCase, Term,
};

use super::catalogue::{Online, ProcedureRecord};

/// Every procedure of a seed, each with its seven parts.
pub fn procedures(seed: u64) -> Vec<ProcedureRecord> {
    Procedures::new(seed).all().iter().map(record).collect()
}

fn named(code: String, name: &str) -> Vec<Named> {
    vec![Named {
        code,
        name: name.into(),
    }]
}

fn record(listed: &Listed) -> ProcedureRecord {
    let online = match listed.online {
        Grade::One | Grade::Two => Online::None,
        Grade::Three => Online::Partial,
        Grade::Four => Online::Full,
    };
    let result = listed.result.as_deref();
    let objects = match listed.kind {
        Audience::Citizen => "Công dân Việt Nam",
        Audience::Business => "Doanh nghiệp",
        Audience::Both => "Công dân Việt Nam, doanh nghiệp",
    };
    ProcedureRecord {
        procedure: Procedure {
            name: listed.name.clone(),
            code: listed.code.clone(),
            announced_by: listed.agency.clone(),
            fields: vec![Part {
                code: listed.field_code.clone(),
                name: listed.field.clone(),
            }],
            steps: vec![StepCase {
                case: String::new(),
                steps: named(String::new(), "Nộp hồ sơ, thẩm định, trả kết quả"),
            }],
            channels: channels(listed),
            components: vec![Case {
                case: String::new(),
                papers: vec![Component {
                    code: format!("{}.01", listed.code),
                    name: "Đơn đề nghị theo mẫu".into(),
                    form: "Mẫu đơn".into(),
                    url: String::new(),
                }],
            }],
            objects: named(String::new(), objects),
            results: result
                .map_or_else(Vec::new, |name| named(format!("KQ.{}", listed.code), name)),
            agencies: vec![Agency {
                code: listed.agency.clone(),
                ..Agency::default()
            }],
            state: "1".into(),
            ..Procedure::default()
        },
        online,
        why_not_full: match online {
            Online::Full => String::new(),
            _ => "Có bước phải thực hiện trực tiếp".into(),
        },
        fee: listed.fee > 0,
        gives_document: result.is_some(),
        citizens: listed.kind != Audience::Business,
        term_days: u32::from(listed.term_days),
        ..ProcedureRecord::default()
    }
}

/// The ways of doing it, each with its term and fee.
fn channels(listed: &Listed) -> Vec<Channel> {
    let fees = match listed.fee {
        0 => Vec::new(),
        fee => vec![ProcedureFee {
            code: format!("{}.LP", listed.code),
            amount: fee.to_string(),
            unit: "Đồng".into(),
            note: String::new(),
        }],
    };
    let ways: &[&str] = match listed.is_online() {
        true => &["1", "2", "3"],
        false => &["1", "3"],
    };
    ways.iter()
        .map(|way| Channel {
            channel: (*way).into(),
            terms: vec![Term {
                amount: listed.term_days.to_string(),
                unit: "Ngày làm việc".into(),
                note: String::new(),
                fees: fees.clone(),
            }],
        })
        .collect()
}

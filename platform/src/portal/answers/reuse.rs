//! The electronic data store (services §1.8). Its envelope is its own: `{errorCode, message, signature, result}`.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use protocols::portal::{Ask, PaperQuery, PaperReply, PaperResult};
use serde_json::Value;

use super::calling::{Done, Given};
use super::questions::given;
use crate::portal::Portal;
use crate::portal::keeps::papers;
use crate::portal::knows::refusal::Refusal;

/// Papers of an owner, for an officer of the agency or for the owner himself.
pub async fn query(portal: &Portal, ask: Ask) -> Given {
    let value = match ask.data.first() {
        Some(data) => data.clone(),
        None => Value::Object(ask.fields.clone()),
    };
    let query: PaperQuery = serde_json::from_value(value)
        .map_err(|error| Refusal::new(format!("Truy vấn không hợp lệ: {error}")))?;
    if query.owner_id.is_empty() || query.asker_id.is_empty() || query.procedure.is_empty() {
        return Err(Refusal::new(
            "Cần SoDinhDanhChuSoHuu, SoDinhDanhNguoiYeuCau và MaThuTuc",
        ));
    }
    match query.channel.as_str() {
        "1" => {}
        "2" if query.asker_id == query.owner_id => {}
        "2" => return Err(Refusal::new("Công dân chỉ được tra cứu giấy tờ của mình")),
        _ => return Err(Refusal::new("KenhThucHien cần là 1 hoặc 2")),
    }
    let owner = query.owner_id.clone();
    let mut found = portal
        .store()
        .read(move |connection| papers::of(connection, &owner))
        .await?;
    found.retain(|paper| {
        query.wanted.is_empty()
            || query.wanted.iter().any(|wanted| {
                wanted.result_code == paper.result_code
                    && (wanted.notation.is_empty() || wanted.notation == paper.notation)
            })
    });
    let reply = PaperReply {
        code: "0".into(),
        message: "Thực hiện thành công".into(),
        signature: String::new(),
        result: PaperResult { papers: found },
    };
    Ok(Done {
        whole: serde_json::to_value(reply).ok(),
        ..Done::default()
    })
}

/// One file as base64.
pub async fn file(portal: &Portal, ask: &Ask) -> Given {
    let path = given(ask, "DuongDan");
    let asked = path.clone();
    let bytes = portal
        .store()
        .read(move |connection| papers::file(connection, &asked))
        .await?;
    match bytes {
        Some(bytes) => Ok(Done::result(STANDARD.encode(bytes))),
        None => Err(Refusal::new(format!("Không có tệp {path}"))),
    }
}

//! Questions and answers, as agencies exchange them (services §1.2).

use protocols::portal::{Answer, Ask, QuestionItem, Service};
use serde_json::Value;

use super::calling::{Done, Given};
use crate::portal::Portal;
use crate::portal::keeps::questions::{self, Source};
use crate::portal::knows::codes;
use crate::portal::knows::refusal::Refusal;

/// Longest text of a question or answer; assumption.
const TEXT: usize = 4000;

/// Both lists.
pub async fn list(portal: &Portal, ask: &Ask, service: Service) -> Given {
    let source = match service {
        Service::QuestionsOfAgency => Source::Agency,
        _ => Source::Portal,
    };
    let agency = ask.agency.clone();
    let items = portal
        .store()
        .read(move |connection| questions::list(connection, &agency, source))
        .await?;
    let rows: Vec<Value> = items
        .iter()
        .filter_map(|item| serde_json::to_value(item).ok())
        .collect();
    Ok(Done::result(rows))
}

/// `LayNoiDungTraLoiTheoCauHoi`.
pub async fn one(portal: &Portal, ask: &Ask) -> Given {
    let id = id(&ask.field("cauhoiid"))?;
    let found = portal
        .store()
        .read(move |connection| questions::find(connection, id))
        .await?;
    match found.filter(|item| codes::same_root(&item.agency, &ask.agency)) {
        Some(item) => Ok(Done::result(
            serde_json::to_value(vec![item]).unwrap_or_default(),
        )),
        None => Err(Refusal::new(format!("Không có câu hỏi {id}"))),
    }
}

/// `DongBoHoiDap`: a question of the agency's own, as fields of the call or under `data`.
pub async fn bring(portal: &Portal, ask: Ask) -> Given {
    let field = |name: &str| given(&ask, name);
    let item = QuestionItem {
        id: field("HOIDAPID"),
        field: field("MaLinhVuc"),
        content: field("NOIDUNG"),
        agency: ask.agency.clone(),
        agency_name: field("TENDONVI"),
        status: "0".into(),
        ..QuestionItem::default()
    };
    text("NOIDUNG", &item.content)?;
    if item.id.is_empty() {
        return Err(Refusal::new("Thiếu HOIDAPID"));
    }
    let now = portal.stamp();
    portal
        .store()
        .write(move |connection| questions::put(connection, &item, "", Source::Agency, &now))
        .await?;
    Ok(Done::default())
}

/// `DongBoKetQuaHoiDapGuiTuDVCQG`.
pub async fn answer(portal: &Portal, ask: Ask) -> Given {
    let field = |name: &str| given(&ask, name);
    let answer = Answer {
        id: field("HOIDAPID"),
        agency: ask.agency.clone(),
        officer: field("NGUOITRALOI"),
        position: field("CHUCVUNGUOITRALOI"),
        at: field("NGAYTRALOI"),
        content: field("NOIDUNGTRALOI"),
    };
    text("NOIDUNGTRALOI", &answer.content)?;
    protocols::portal::read_moment(&answer.at)
        .map_err(|error| Refusal::new(format!("NGAYTRALOI: cần {error}")))?;
    let id = id(&answer.id)?;
    let now = portal.stamp();
    let kept = portal
        .store()
        .write(move |connection| questions::answer(connection, id, &answer, &now))
        .await?;
    match kept {
        true => Ok(Done::default()),
        false => Err(Refusal::new(format!(
            "Không có câu hỏi {id} cho đơn vị này"
        ))),
    }
}

/// A field of the call, or of the one object under `data`.
pub fn given(ask: &Ask, name: &str) -> String {
    let own = ask.field(name);
    if !own.is_empty() {
        return own;
    }
    let data = ask.data.first().and_then(Value::as_object);
    let found = data.and_then(|data| data.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)));
    match found {
        Some((_, Value::String(text))) => text.trim().to_owned(),
        Some((_, Value::Number(number))) => number.to_string(),
        _ => String::new(),
    }
}

fn id(text: &str) -> Result<i64, Refusal> {
    let id = text.parse().ok().filter(|id| *id > 0);
    id.ok_or_else(|| Refusal::new("Mã câu hỏi cần là một số"))
}

fn text(name: &str, text: &str) -> Result<(), Refusal> {
    match text.chars().count() {
        0 => Err(Refusal::new(format!("Thiếu {name}"))),
        n if n > TEXT => Err(Refusal::new(format!("{name} dài {n} ký tự, tối đa {TEXT}"))),
        _ => Ok(()),
    }
}

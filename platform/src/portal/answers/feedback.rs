//! Feedback, as agencies see and handle it.

use protocols::portal::{Ask, FeedbackItem, moment};
use rusqlite::Connection;
use serde_json::Value;

use super::calling::{Done, Given};
use super::questions::given;
use crate::portal::Portal;
use crate::portal::keeps::accounts::Account;
use crate::portal::keeps::feedback::{self, Feedback, NewFeedback};
use crate::portal::knows::feedback::{Act, Rule, rule};
use crate::portal::knows::refusal::Refusal;

/// `DanhSachPAKNChoXuLy`: what waits for the agency.
pub async fn waiting(portal: &Portal, ask: &Ask) -> Given {
    let agency = ask.agency.clone();
    let all = portal
        .store()
        .read(move |connection| feedback::list(connection, &agency, "", "9"))
        .await?;
    let waits = |item: &&Feedback| item.complaint.state.waits();
    let rows: Vec<Value> = all
        .iter()
        .filter(waits)
        .filter_map(|item| serde_json::to_value(row(item)).ok())
        .collect();
    Ok(Done::result(rows))
}

fn row(item: &Feedback) -> FeedbackItem {
    let contact: Value = serde_json::from_str(&item.contact).unwrap_or_default();
    let of = |key: &str| contact[key].as_str().unwrap_or_default().to_owned();
    let limits = item.complaint.times.deadlines();
    FeedbackItem {
        id: item.id.to_string(),
        title: item.title.clone(),
        content: item.content.clone(),
        class: item.complaint.class.to_string(),
        agency: item.agency.clone(),
        sender: of("name"),
        address: of("address"),
        phone: of("phone"),
        sent: moment(item.complaint.times.sent),
        due: moment(limits.handle.at(17, 0, 0, 0)),
        state: item.complaint.state.word().into(),
    }
}

/// `XuLyPAKN`: an act on a feedback, or `nhap` to enter one that came by document, phone, fax or e-mail (R31-04).
pub async fn handle(portal: &Portal, account: &Account, ask: Ask) -> Given {
    let (word, content) = (given(&ask, "HANHDONG"), given(&ask, "NOIDUNG"));
    if word == "nhap" {
        return enter(portal, &ask, content).await;
    }
    let rule = rule(&word)
        .filter(|rule| rule.act != Act::Supplement)
        .ok_or_else(|| Refusal::new(format!("Không có hành động {word:?}")))?;
    let id: i64 = given(&ask, "PAKNID")
        .parse()
        .map_err(|_| Refusal::new("PAKNID cần là một số"))?;
    let to = given(&ask, "MADONVINHAN");
    if rule.act == Act::Transfer
        && !protocols::agencies::all()
            .iter()
            .any(|agency| agency.code == to)
    {
        return Err(Refusal::new(format!(
            "MADONVINHAN {to:?} không có trong danh mục"
        )));
    }
    let step = Step {
        agency: ask.agency.clone(),
        who: account.username.clone(),
        to,
        content,
        now: portal.stamp(),
    };
    portal
        .store()
        .write(move |connection| act(connection, id, rule, &step))
        .await??;
    Ok(Done {
        detail: format!("{id} {word}"),
        ..Done::default()
    })
}

/// Who does what to a feedback.
pub struct Step {
    /// Code of the agency it must wait for.
    pub agency: String,
    /// Who acts.
    pub who: String,
    /// To whom it is transferred.
    pub to: String,
    /// Reason, question or reply.
    pub content: String,
    /// When.
    pub now: String,
}

/// Carries out an act by the rules.
pub fn act(
    connection: &Connection,
    id: i64,
    rule: &Rule,
    step: &Step,
) -> rusqlite::Result<Result<(), Refusal>> {
    let known = feedback::find(connection, id)?.filter(|item| item.agency == step.agency);
    let Some(item) = known else {
        let text = format!("Không có phản ánh {id} cho đơn vị này");
        return Ok(Err(Refusal::new(text)));
    };
    let state = item.complaint.state;
    if !rule.from.contains(&state) {
        let text = format!(
            "Phản ánh đang ở trạng thái {}, không {} được",
            state.word(),
            rule.word
        );
        return Ok(Err(Refusal::new(text)));
    }
    if rule.text && step.content.trim().is_empty() {
        return Ok(Err(Refusal::new(format!("{} cần NOIDUNG", rule.word))));
    }
    feedback::act(
        connection,
        id,
        rule,
        &step.who,
        &step.to,
        &step.content,
        &step.now,
    )?;
    Ok(Ok(()))
}

async fn enter(portal: &Portal, ask: &Ask, content: String) -> Given {
    let entered = given(ask, "HINHTHUC");
    if !matches!(entered.as_str(), "document" | "phone" | "fax" | "email") {
        return Err(Refusal::new(
            "HINHTHUC cần là document, phone, fax hoặc email",
        ));
    }
    let (title, name) = (given(ask, "TIEUDE"), given(ask, "HOVATEN"));
    if title.is_empty() || content.is_empty() || name.is_empty() {
        return Err(Refusal::new("Cần TIEUDE, NOIDUNG và HOVATEN"));
    }
    let contact = serde_json::json!({
        "name": name, "address": given(ask, "DIACHI"), "phone": given(ask, "SODIENTHOAI"),
    });
    let new = NewFeedback {
        agency: ask.agency.clone(),
        sender: String::new(),
        class: if given(ask, "LOAI") == "2" { 2 } else { 1 },
        dossier: given(ask, "MAHOSO"),
        title,
        content,
        contact: contact.to_string(),
        entered,
    };
    let now = portal.stamp();
    let id = portal
        .store()
        .write(move |connection| feedback::put(connection, &new, &now))
        .await?;
    Ok(Done::result(vec![
        serde_json::json!({"PAKNID": id.to_string()}),
    ]))
}

//! Pages for people who logged in: submit, rate, ask, complain.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::Response;
use http::{HeaderMap, Request, StatusCode};
use protocols::portal::{Bounds, Document, Dossier, OwnerId, QuestionItem, strict};
use serde_json::{Value, json};

use super::feedback::{Step, act};
use super::pages::{NoPage, page, unreadable};
use super::public::{Page, shown};
use crate::body;
use crate::portal::Portal;
use crate::portal::keeps::dossiers;
use crate::portal::keeps::feedback::{self, NewFeedback};
use crate::portal::keeps::questions::{self, Source};
use crate::portal::keeps::ratings::{self, Rating};
use crate::portal::knows::feedback::{State as FeedbackState, rule};
use crate::portal::knows::person::Person;
use crate::portal::knows::views;
use crate::portal::people::Visitor;

/// Longest text of a person; assumption.
const TEXT: usize = 4000;

/// Reads who asks and the object he sent.
async fn asked(portal: &Portal, request: Request<Body>) -> Result<(Person, Value), NoPage> {
    let (parts, body) = request.into_parts();
    let person = person(portal, &parts.headers).await;
    let limits = portal.settings().limits();
    let bytes = body::read(body, &parts.headers, &limits)
        .await
        .map_err(|error| {
            let (status, text) = unreadable(error, limits.body_bytes);
            NoPage { status, text }
        })?;
    let person = person?;
    let value =
        strict(&bytes, Bounds::default()).map_err(|error| NoPage::bad(error.to_string()))?;
    match value.is_object() {
        true => Ok((person, value)),
        false => Err(NoPage::bad("Cần một đối tượng JSON")),
    }
}

async fn person(portal: &Portal, headers: &HeaderMap) -> Result<Person, NoPage> {
    match portal.visitor(headers).await? {
        Visitor::Known(person) => Ok(person),
        Visitor::Anybody | Visitor::Refused => Err(NoPage::stranger()),
    }
}

fn text(value: &Value, key: &str) -> Result<String, NoPage> {
    let found = match &value[key] {
        Value::Null => String::new(),
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => return Err(NoPage::bad(format!("{key} cần là chuỗi"))),
    };
    match found.chars().count() {
        n if n > TEXT => Err(NoPage::bad(format!("{key} dài {n} ký tự, tối đa {TEXT}"))),
        _ => Ok(found),
    }
}

fn needed(value: &Value, key: &str) -> Result<String, NoPage> {
    let found = text(value, key)?;
    match found.is_empty() {
        true => Err(NoPage::bad(format!("Thiếu {key}"))),
        false => Ok(found),
    }
}

fn made(made: Page) -> Response {
    match made {
        Ok(value) => page(StatusCode::CREATED, &value),
        Err(nothing) => nothing.response(),
    }
}

/// Submits a dossier: `{procedure, agency, summary, documents: [{name, url}]}`. It is passed on at once.
pub async fn submit(State(portal): State<Portal>, request: Request<Body>) -> Response {
    let work = async {
        let (person, value) = asked(&portal, request).await?;
        let (procedure, agency) = (needed(&value, "procedure")?, needed(&value, "agency")?);
        let catalogue = portal.catalogue();
        let record = catalogue
            .find(&procedure)
            .ok_or_else(|| NoPage::bad(format!("Không có thủ tục {procedure}")))?;
        if record.online.level() < 3 {
            return Err(NoPage::bad("Thủ tục này chưa nhận hồ sơ trực tuyến"));
        }
        if !portal
            .accounts()
            .iter()
            .any(|account| account.agency == agency)
        {
            return Err(NoPage::bad(format!("Cơ quan {agency} chưa kết nối Cổng")));
        }
        let field = record.procedure.fields.first().cloned().unwrap_or_default();
        let dossier = Dossier {
            procedure: record.procedure.code.clone(),
            procedure_name: record.procedure.name.clone(),
            field: field.code,
            field_name: field.name,
            summary: text(&value, "summary")?.chars().take(1000).collect(),
            documents: documents(&value)?,
            ..of_person(&portal, &person)
        };
        let code = portal.submit(dossier, &agency).await?;
        if let Err(error) = portal.push_waiting().await {
            tracing::warn!(%error, "a submitted dossier waits for its push");
        }
        Ok(json!({"code": code}))
    };
    made(work.await)
}

/// A dossier with everything the portal knows of its owner: nobody is asked for it again (TT 22/2019 Art. 6).
fn of_person(portal: &Portal, person: &Person) -> Dossier {
    let now = portal.stamp();
    let kind = match person.number.len() {
        9 => "2",
        _ => "1",
    };
    Dossier {
        owner: person.name.clone(),
        owner_kind: if person.number.len() == 10 { "2" } else { "1" }.into(),
        owner_tech_id: person.tech_id.clone(),
        owner_id: person.number.clone(),
        owner_ids: vec![OwnerId {
            kind: kind.into(),
            number: person.number.clone(),
        }],
        email: person.email.clone(),
        phone: person.phone.clone(),
        received: now.clone(),
        submitted: now,
        status: "1".into(),
        channel: "2".into(),
        submitted_at: "1".into(),
        vneid: "1".into(),
        ..Dossier::default()
    }
}

fn documents(value: &Value) -> Result<Vec<Document>, NoPage> {
    let Some(list) = value["documents"].as_array() else {
        return Ok(Vec::new());
    };
    if list.len() > 50 {
        return Err(NoPage::bad("Tối đa 50 tệp"));
    }
    list.iter()
        .map(|file| {
            let (name, url) = (needed(file, "name")?, needed(file, "url")?);
            if !url.starts_with("http://") && !url.starts_with("https://") {
                return Err(NoPage::bad("url cần bắt đầu bằng http:// hoặc https://"));
            }
            Ok(Document {
                name,
                url,
                component: text(file, "component")?,
                deleted: "False".into(),
                ..Document::default()
            })
        })
        .collect()
}

/// The dossiers of who asks.
pub async fn own_dossiers(State(portal): State<Portal>, headers: HeaderMap) -> Response {
    let work = async {
        let person = person(&portal, &headers).await?;
        let id = person.tech_id.clone();
        let kept = portal
            .store()
            .read(move |connection| dossiers::of_owner(connection, &id))
            .await?;
        let rows: Vec<Value> = kept
            .iter()
            .map(|kept| json!({"code": kept.dossier.code, "status": kept.dossier.status, "agency": kept.agency}))
            .collect();
        Ok(json!({"dossiers": rows}))
    };
    shown(work.await)
}

/// What the portal knows of who asks, to fill into forms.
pub async fn prefill(State(portal): State<Portal>, headers: HeaderMap) -> Response {
    let work = async {
        let person = person(&portal, &headers).await?;
        Ok(json!({
            "name": person.name, "number": person.number, "email": person.email, "phone": person.phone,
            "address": person.address,
        }))
    };
    shown(work.await)
}

/// The words of a rating (TT 32/2017 Art. 12).
const LEVELS: [(&str, u8); 3] = [
    ("very-satisfied", 2),
    ("satisfied", 1),
    ("not-satisfied", 0),
];

/// Rates a dossier: `{code, level, answers, remark}`, once.
pub async fn rate(State(portal): State<Portal>, request: Request<Body>) -> Response {
    let work = async {
        let (person, value) = asked(&portal, request).await?;
        let (code, word) = (needed(&value, "code")?, needed(&value, "level")?);
        let level = LEVELS
            .iter()
            .find_map(|(known, level)| (*known == word).then_some(*level))
            .ok_or_else(|| {
                NoPage::bad("level cần là very-satisfied, satisfied hoặc not-satisfied")
            })?;
        let answers = value["answers"].to_string();
        if answers.len() > TEXT {
            return Err(NoPage::bad("answers quá dài"));
        }
        let remark = text(&value, "remark")?;
        let asked = code.clone();
        let kept = portal
            .store()
            .read(move |connection| dossiers::find(connection, &asked))
            .await?;
        let kept = kept.ok_or_else(|| NoPage::nothing("Không có hồ sơ mang mã này"))?;
        if !views::owns(&kept.dossier, &person) {
            return Err(NoPage::forbidden("Chỉ chủ hồ sơ được đánh giá"));
        }
        let rating = Rating {
            dossier: kept.dossier.code,
            agency: kept.agency,
            rater: person.tech_id,
            level,
            answers,
            remark,
        };
        let now = portal.stamp();
        let new = portal
            .store()
            .write(move |connection| ratings::put(connection, &rating, &now))
            .await?;
        match new {
            true => Ok(json!({"rated": true})),
            false => Err(NoPage::conflict("Đã thực hiện đánh giá hồ sơ này")),
        }
    };
    made(work.await)
}

/// Asks an agency: `{agency, field, procedure, content}`.
pub async fn question(State(portal): State<Portal>, request: Request<Body>) -> Response {
    let work = async {
        let (person, value) = asked(&portal, request).await?;
        let agency = needed(&value, "agency")?;
        let accounts = portal.accounts();
        let account = accounts.iter().find(|account| account.agency == agency);
        let account =
            account.ok_or_else(|| NoPage::bad(format!("Cơ quan {agency} chưa kết nối Cổng")))?;
        let item = QuestionItem {
            agency: agency.clone(),
            agency_name: account.name.clone(),
            field: text(&value, "field")?,
            procedure: text(&value, "procedure")?,
            content: needed(&value, "content")?,
            asker: person.name.clone(),
            address: person.address.clone(),
            email: person.email.clone(),
            phone: person.phone.clone(),
            status: "0".into(),
            ..QuestionItem::default()
        };
        let now = portal.stamp();
        let id = portal
            .store()
            .write(move |connection| {
                questions::put(connection, &item, &person.tech_id, Source::Portal, &now)
            })
            .await?;
        Ok(json!({"id": id}))
    };
    made(work.await)
}

/// Complains: `{agency, title, content, class, dossier}`.
pub async fn complain(State(portal): State<Portal>, request: Request<Body>) -> Response {
    let work = async {
        let (person, value) = asked(&portal, request).await?;
        let agency = needed(&value, "agency")?;
        if !protocols::agencies::all()
            .iter()
            .any(|known| known.code == agency)
        {
            return Err(NoPage::bad(format!("Không có cơ quan {agency}")));
        }
        let class = match text(&value, "class")?.as_str() {
            "" | "1" => 1,
            "2" => 2,
            _ => return Err(NoPage::bad("class cần là 1 hoặc 2")),
        };
        let contact = json!({
            "name": person.name, "address": person.address, "phone": person.phone, "email": person.email,
        });
        let new = NewFeedback {
            agency,
            sender: person.tech_id,
            class,
            dossier: text(&value, "dossier")?,
            title: needed(&value, "title")?,
            content: needed(&value, "content")?,
            contact: contact.to_string(),
            entered: String::new(),
        };
        let now = portal.stamp();
        let id = portal
            .store()
            .write(move |connection| feedback::put(connection, &new, &now))
            .await?;
        Ok(json!({"id": id}))
    };
    made(work.await)
}

/// What people do to a feedback: `{supplement}` by its sender, `{likes: true|false}` by anybody once it is published.
pub async fn follow_up(
    State(portal): State<Portal>,
    Path(id): Path<i64>,
    request: Request<Body>,
) -> Response {
    let work = async {
        let (person, value) = asked(&portal, request).await?;
        let found = portal
            .store()
            .read(move |connection| feedback::find(connection, id))
            .await?;
        let item = found.ok_or_else(|| NoPage::nothing("Không có phản ánh này"))?;
        if let Some(likes) = value["likes"].as_bool() {
            if item.complaint.state != FeedbackState::Published {
                return Err(NoPage::conflict("Phản ánh chưa được công khai"));
            }
            let who = person.tech_id;
            portal
                .store()
                .write(move |connection| feedback::opine(connection, id, &who, likes))
                .await?;
            return Ok(json!({"likes": likes}));
        }
        let content = needed(&value, "supplement")?;
        if item.sender != person.tech_id {
            return Err(NoPage::forbidden("Chỉ người gửi được bổ sung"));
        }
        let rule = rule("bosung").ok_or_else(|| NoPage::bad("Không bổ sung được"))?;
        let step = Step {
            agency: item.agency,
            who: person.tech_id,
            to: String::new(),
            content,
            now: portal.stamp(),
        };
        let outcome = portal
            .store()
            .write(move |connection| act(connection, id, rule, &step))
            .await?;
        outcome.map_err(|refusal| NoPage::conflict(refusal.text))?;
        Ok(json!({"supplemented": true}))
    };
    made(work.await)
}

//! Pages for everybody (TT 22/2019 Art. 6, TT 01/2018 Art. 16): look-up, procedures, ratings, answers, statistics, indicators.

use std::collections::HashMap;

use axum::extract::{Path, Query, State};
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use jiff::civil::Date;
use serde_json::{Value, json};

use super::pages::{NoPage, page};
use crate::portal::Portal;
use crate::portal::keeps::counters::{self, Counted};
use crate::portal::keeps::feedback::{self as kept_feedback, Feedback};
use crate::portal::keeps::questions::{self as kept_questions, Source};
use crate::portal::keeps::{dossiers, ratings as kept_ratings, steps};
use crate::portal::knows::catalogue::{Online, ProcedureRecord};
use crate::portal::knows::facts::Facts;
use crate::portal::knows::feedback::State as FeedbackState;
use crate::portal::knows::indicators;
use crate::portal::knows::views::{self, Shown};
use crate::portal::people::Visitor;

/// What a page gives.
pub type Page = Result<Value, NoPage>;

/// The query of a page.
type Asked = Query<HashMap<String, String>>;

/// A page as HTTP.
pub fn shown(page_or_not: Page) -> Response {
    match page_or_not {
        Ok(value) => page(StatusCode::OK, &value),
        Err(nothing) => nothing.response(),
    }
}

/// One dossier (R01-06): everybody sees the code and the degree of completion, the owner what is his.
pub async fn dossier(
    State(portal): State<Portal>,
    Path(code): Path<String>,
    headers: HeaderMap,
) -> Response {
    let made = async {
        let visitor = portal.visitor(&headers).await?;
        if visitor == Visitor::Refused {
            return Err(NoPage::stranger());
        }
        let day = counters::day(portal.clock().today());
        portal
            .store()
            .note(move |connection| counters::count(connection, &day, "", Counted::Visits, 1))
            .await;
        let asked = code.clone();
        let found = portal
            .store()
            .read(move |connection| {
                let Some(kept) = dossiers::find(connection, &asked)? else {
                    return Ok(None);
                };
                let steps = steps::of(connection, &kept.dossier.code)?;
                let feedback = kept_feedback::about(connection, &kept.dossier.code)?;
                Ok(Some((kept, steps, feedback)))
            })
            .await?;
        let none = || NoPage::nothing("Không có hồ sơ mang mã này");
        let (kept, steps, feedback) = found.ok_or_else(none)?;
        match visitor {
            Visitor::Known(person) if views::owns(&kept.dossier, &person) => {
                let own = |item: &&Feedback| item.sender == person.tech_id;
                let feedback = feedback.iter().filter(own).map(own_feedback).collect();
                Ok(views::owned(&Shown {
                    dossier: kept.dossier,
                    agency: kept.agency,
                    steps,
                    feedback,
                    alias: kept.alias,
                }))
            }
            _ => Ok(views::public(&kept.dossier)),
        }
    };
    shown(made.await)
}

fn own_feedback(item: &Feedback) -> Value {
    json!({"id": item.id, "title": item.title, "content": item.content, "state": item.complaint.state})
}

/// Procedures by text (`q`) and level (`online=none|partial|full`), at most 200.
pub async fn procedures(State(portal): State<Portal>, Query(asked): Asked) -> Response {
    let level = asked.get("online").map(String::as_str);
    let level = match level {
        None | Some("") => None,
        Some("none") => Some(Online::None),
        Some("partial") => Some(Online::Partial),
        Some("full") => Some(Online::Full),
        Some(_) => return NoPage::bad("online cần là none, partial hoặc full").response(),
    };
    let catalogue = portal.catalogue();
    let text = asked.get("q").map_or("", String::as_str);
    let found: Vec<Value> = catalogue
        .search(text)
        .filter(|record| level.is_none_or(|level| record.online == level))
        .take(200)
        .map(summary)
        .collect();
    let with = |level: Online| {
        catalogue
            .all()
            .iter()
            .filter(|record| record.online == level)
            .count()
    };
    page(
        StatusCode::OK,
        &json!({
            "total": catalogue.all().len(),
            "online": with(Online::Partial) + with(Online::Full),
            "procedures": found,
        }),
    )
}

fn summary(record: &ProcedureRecord) -> Value {
    json!({
        "code": record.procedure.code, "name": record.procedure.name, "online": record.online,
        "level": record.online.level(), "why_not_full": record.why_not_full,
        "announced_by": record.procedure.announced_by,
        "field": record.procedure.fields.first().map(|part| &part.code),
    })
}

/// One procedure with its text, its level and the largest file its form takes (TT 32/2017 Art. 7).
pub async fn procedure(State(portal): State<Portal>, Path(code): Path<String>) -> Response {
    let catalogue = portal.catalogue();
    shown(match catalogue.find(&code) {
        None => Err(NoPage::nothing("Không có thủ tục mang mã này")),
        Some(record) => {
            let mut value = summary(record);
            value["detail"] = record.procedure.write();
            value["largest_file"] = json!(portal.settings().file_bytes);
            Ok(value)
        }
    })
}

/// The first and last day asked for (`from`, `to`, `yyyy-MM-dd`); without them the current year.
fn days(portal: &Portal, asked: &HashMap<String, String>) -> Result<(Date, Date), NoPage> {
    let day = |name: &str, otherwise: Date| match asked.get(name) {
        None => Ok(otherwise),
        Some(text) => text
            .parse::<Date>()
            .map_err(|_| NoPage::bad(format!("{name} cần dạng yyyy-MM-dd"))),
    };
    let year = portal.clock().today().year();
    // Both days exist in every year a clock can show.
    let first = Date::new(year, 1, 1).unwrap_or(Date::MIN);
    let last = Date::new(year, 12, 31).unwrap_or(Date::MAX);
    let (from, to) = (day("from", first)?, day("to", last)?);
    if from > to {
        return Err(NoPage::bad("from cần không sau to"));
    }
    Ok((from, to))
}

/// Ratings by agency; who rated is never told.
pub async fn ratings(State(portal): State<Portal>, Query(asked): Asked) -> Response {
    let made = async {
        let (from, to) = days(&portal, &asked)?;
        let (from, to) = (counters::day(from), counters::day(to));
        let rows = portal
            .store()
            .read(move |connection| kept_ratings::by_agency(connection, &from, &to))
            .await?;
        Ok(json!({"agencies": rows}))
    };
    shown(made.await)
}

/// Questions that are answered, without who asked.
pub async fn questions(State(portal): State<Portal>, Query(asked): Asked) -> Response {
    let made = async {
        let agency = asked.get("agency").cloned().unwrap_or_default();
        let items = portal
            .store()
            .read(move |connection| {
                let mut items = kept_questions::list(connection, &agency, Source::Portal)?;
                items.extend(kept_questions::list(connection, &agency, Source::Agency)?);
                Ok(items)
            })
            .await?;
        let answered = items.iter().filter(|item| item.status == "1");
        let rows: Vec<Value> = answered
            .map(|item| {
                json!({"id": item.id, "agency": item.agency, "question": item.content, "answer": item.answer})
            })
            .collect();
        Ok(json!({"questions": rows}))
    };
    shown(made.await)
}

/// Feedback that is published, without who sent it.
pub async fn published(State(portal): State<Portal>, Query(asked): Asked) -> Response {
    let made = async {
        let agency = asked.get("agency").cloned().unwrap_or_default();
        let items = portal
            .store()
            .read(move |connection| kept_feedback::list(connection, &agency, "", "9"))
            .await?;
        let rows: Vec<Value> = items
            .iter()
            .filter(|item| item.complaint.state == FeedbackState::Published)
            .map(|item| {
                json!({
                    "id": item.id, "agency": item.agency, "title": item.title, "content": item.content,
                    "reply": item.reply, "likes": item.complaint.likes.0, "dislikes": item.complaint.likes.1,
                })
            })
            .collect();
        Ok(json!({"feedback": rows}))
    };
    shown(made.await)
}

/// One feedback: its state and time limits for everybody, its text for the sender and, once published, for everybody.
pub async fn feedback(
    State(portal): State<Portal>,
    Path(id): Path<i64>,
    headers: HeaderMap,
) -> Response {
    let made = async {
        let visitor = portal.visitor(&headers).await?;
        let found = portal
            .store()
            .read(move |connection| kept_feedback::find(connection, id))
            .await?;
        let item = found.ok_or_else(|| NoPage::nothing("Không có phản ánh này"))?;
        let times = &item.complaint.times;
        let mut value = json!({
            "id": item.id, "agency": item.agency, "state": item.complaint.state, "class": item.complaint.class,
            "deadlines": times.deadlines(), "late": times.late(portal.clock().now()),
        });
        let own = matches!(&visitor, Visitor::Known(person) if person.tech_id == item.sender);
        if own || item.complaint.state == FeedbackState::Published {
            value["title"] = json!(item.title);
            value["content"] = json!(item.content);
            value["reply"] = json!(item.reply);
        }
        if own {
            value["dossier"] = json!(item.complaint.dossier);
            value["contact"] = serde_json::from_str(&item.contact).unwrap_or_default();
        }
        Ok(value)
    };
    shown(made.await)
}

/// The numbers kept as things happened beside the same counted again, and how many pages people looked at.
pub async fn statistics(State(portal): State<Portal>, Query(asked): Asked) -> Response {
    let made = async {
        let (from, to) = days(&portal, &asked)?;
        let (from_day, to_day) = (counters::day(from), counters::day(to));
        let (counted, recounted, visits) = portal
            .store()
            .read(move |connection| {
                Ok((
                    counters::counted(connection, &from_day, &to_day)?,
                    counters::recounted(connection, &from_day, &to_day)?,
                    counters::visits(connection, &from_day, &to_day)?,
                ))
            })
            .await?;
        Ok(json!({
            "from": from, "to": to, "agree": counted == recounted, "agencies": counted.agencies,
            "recount": recounted.agencies, "visits": visits,
        }))
    };
    shown(made.await)
}

/// The indicators of one agency.
pub async fn indicators(State(portal): State<Portal>, Query(asked): Asked) -> Response {
    let made = async {
        let agency = asked.get("agency").cloned().unwrap_or_default();
        if agency.is_empty() {
            return Err(NoPage::bad("Thiếu agency"));
        }
        let days = days(&portal, &asked)?;
        let computed = portal.indicators(&agency, days).await?;
        Ok(json!({"agency": agency, "from": days.0, "to": days.1, "indicators": computed}))
    };
    shown(made.await)
}

impl Portal {
    /// The Decision-766 indicators of an agency in a period, from what was synchronised.
    pub(crate) async fn indicators(
        &self,
        agency: &str,
        days: (Date, Date),
    ) -> Result<Vec<indicators::Indicator>, NoPage> {
        let (from, to) = (counters::day(days.0), counters::day(days.1));
        let year = format!("{:04}", days.0.year() - 1);
        let code = agency.to_owned();
        let read = move |connection: &rusqlite::Connection| {
            let reported: u64 = connection
                .prepare_cached("SELECT coalesce(sum(dossiers), 0) FROM reported WHERE agency = ? AND day BETWEEN ? AND ?")?
                .query_row([&code, &from, &to], |row| row.get(0))?;
            Ok((
                dossiers::received(connection, &code, &from, &to)?,
                kept_feedback::list(connection, &code, &from, &to)?,
                kept_ratings::disliked(connection, &code)?,
                dossiers::numbers(connection, &code, &year, &from, &to)?,
                reported,
            ))
        };
        let (kept, feedback, disliked, (last_year, on_portal), reported) =
            self.store().read(read).await?;
        let catalogue = self.catalogue();
        let own = |record: &&ProcedureRecord| {
            record
                .procedure
                .agencies
                .iter()
                .any(|body| body.code == agency)
                || record.procedure.announced_by == agency
        };
        let facts = Facts {
            days,
            now: self.clock().now(),
            dossiers: kept
                .into_iter()
                .map(|kept| {
                    let procedure = catalogue.find(&kept.dossier.procedure);
                    (kept.dossier, procedure)
                })
                .collect(),
            procedures: catalogue.all().iter().filter(own).collect(),
            complaints: feedback.into_iter().map(|item| item.complaint).collect(),
            disliked,
            reported,
            on_portal,
            last_year,
            population: &self.settings().population_database,
        };
        Ok(indicators::compute(&facts))
    }
}

/// The agencies' own scores, by period (TT 01/2018 Art. 15.4).
pub async fn scores(State(portal): State<Portal>, Query(asked): Asked) -> Response {
    let made = async {
        let period = asked.get("period").cloned().unwrap_or_default();
        let rows = portal
            .store()
            .read(move |connection| kept_ratings::scores(connection, &period))
            .await?;
        let rows: Vec<Value> = rows
            .into_iter()
            .map(|(agency, period, total, body)| {
                let scores: Value = serde_json::from_str(&body).unwrap_or_default();
                json!({"agency": agency, "period": period, "total": total, "grade": grade(total), "scores": scores})
            })
            .collect();
        Ok(json!({"scores": rows}))
    };
    shown(made.await)
}

/// The grade of an agency's total (TT 01/2018 Art. 15.3).
fn grade(total: f64) -> &'static str {
    match total {
        15.0.. => "Xuất sắc",
        12.0.. => "Tốt",
        9.0.. => "Khá",
        6.0.. => "Trung bình",
        _ => "Yếu",
    }
}

/// Planned interruptions that were announced and are not over.
pub async fn outages(State(portal): State<Portal>) -> Response {
    let made = async {
        let now = portal.stamp();
        let rows = portal
            .store()
            .read(move |connection| {
                connection
                    .prepare_cached("SELECT announced, from_at, to_at, reason FROM outage WHERE to_at >= ? ORDER BY from_at, id")?
                    .query_map([now], |row| {
                        let text = |index| row.get::<_, String>(index);
                        Ok(json!({"announced": text(0)?, "from": text(1)?, "to": text(2)?, "reason": text(3)?}))
                    })?
                    .collect::<rusqlite::Result<Vec<Value>>>()
            })
            .await?;
        Ok(json!({"outages": rows}))
    };
    shown(made.await)
}

/// What the portal offers and where, for people and for whoever tests the 19 functions.
pub async fn guide(State(portal): State<Portal>) -> Response {
    let functions: Vec<Value> = FUNCTIONS
        .iter()
        .map(|(letter, name, page)| json!({"letter": letter, "name": name, "page": page}))
        .collect();
    page(
        StatusCode::OK,
        &json!({
            "functions": functions,
            "address": portal.public_url(),
            "largest_file": portal.settings().file_bytes,
        }),
    )
}

/// The functions of TT 22/2019 Art. 6 and the page that offers each.
const FUNCTIONS: &[(&str, &str, &str)] = &[
    ("a", "Điền sẵn thông tin", "/portal/prefill"),
    ("b", "Cung cấp dịch vụ công trực tuyến", "/portal/dossiers"),
    ("c", "Danh mục dịch vụ công", "/portal/procedures"),
    ("d", "Lập hồ sơ điện tử", "/portal/dossiers"),
    ("đ", "Trao đổi với người dùng", "/portal/questions"),
    ("e", "Xác thực người dùng", "/portal/dossiers"),
    ("g", "Hướng dẫn", "/portal/guide"),
    ("h", "Thống kê", "/portal/statistics"),
    ("i", "Đánh giá sự hài lòng", "/portal/ratings"),
    ("k", "Tìm kiếm", "/portal/procedures"),
    ("l", "Thăm dò ý kiến", "/portal/ratings"),
    ("m", "Quản lý hồ sơ", "/portal/dossiers"),
    ("n", "Đăng ký người dùng", "/portal/prefill"),
    ("o", "Nhật ký và thống kê truy cập", "/portal/statistics"),
    ("p", "Nhận, trả qua bưu chính", "/portal/dossiers"),
    ("q", "Kết quả điện tử", "/portal/dossiers"),
    ("r", "Tra cứu kết quả điện tử", "/portal/dossiers"),
    ("s", "Phản ánh kiến nghị", "/portal/feedback"),
    ("t", "Kết nối hệ thống một cửa", "/mapi/g"),
];

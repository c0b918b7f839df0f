//! A dossier as the clerk's face and the public look-up show it.

use jiff::civil::DateTime;
use serde_json::{Map, Value, json};

use super::desk::Desk;
use super::dossier::Dossier;
use super::lapse::Lapse;
use super::render;
use super::slips::Slip;

/// Everything, for the clerk.
#[must_use]
pub fn whole(desk: &Desk, dossier: &Dossier) -> Value {
    let dates = &dossier.dates;
    let notices: Vec<Value> = desk
        .notices
        .iter()
        .filter(|notice| notice.code == dossier.code)
        .map(|one| {
            json!({"about": one.about.word(), "by": one.by.word(), "to": one.to, "text": one.text,
                "at": time(Some(one.at))})
        })
        .collect();
    json!({
        "code": dossier.code,
        "status": dossier.status().wire(),
        "procedure": dossier.procedure.code,
        "field": dossier.procedure.field,
        "channel": dossier.channel.wire(),
        "authorised": dossier.authorised,
        "submitted": time(dates.submitted),
        "answer_by": time(dates.answer_by),
        "received": time(dates.received),
        "term_from": time(dates.term_from),
        "due": time(dates.due),
        "transfer_by": time(dates.transfer.map(|(_, until)| until)),
        "transferred": time(dates.transferred),
        "finished": time(dates.finished),
        "returned": time(dates.returned),
        "papers": dossier.papers.iter().map(|paper| json!({"name": paper.name, "component": paper.component,
            "digitised": paper.digitised, "original": paper.original})).collect::<Vec<_>>(),
        "slips": dossier.slips.iter().map(|one| slip(desk, one)).collect::<Vec<_>>(),
        "steps": dossier.steps.iter().map(|step| json!({"at": time(Some(step.at)), "status": step.status.wire(),
            "officer": step.officer.name, "department": step.officer.department, "content": step.content,
            "place": step.place, "participants": step.participants})).collect::<Vec<_>>(),
        "supplements": dossier.supplements.iter().map(|one| json!({"items": one.items, "reason": one.reason,
            "asked": time(Some(one.asked)), "deadline": time(Some(one.deadline)), "completed": time(one.completed),
            })).collect::<Vec<_>>(),
        "consultations": dossier.consultations.iter().map(|one| json!({"agency": one.agency, "content": one.content,
            "deadline": time(Some(one.deadline).filter(|at| *at != DateTime::MAX)),
            "answer": one.answer.as_ref().map(|(_, text)| text),
            "reported": one.reported})).collect::<Vec<_>>(),
        "tasks": dossier.tasks.iter().map(|task| json!({"agency": task.agency, "content": task.content,
            "leads": task.leads, "sent": time(Some(task.sent)), "deadline": time(Some(task.deadline)),
            "done": time(task.done)})).collect::<Vec<_>>(),
        "upper": dossier.upper.as_ref().map(|(agency, back)| json!({"agency": agency, "back": back})),
        "charge": dossier.charge.as_ref().map(|one| json!({"amount": one.amount,
            "paid": one.paid.as_ref().map(|paid| json!({"method": paid.method, "proof": paid.proof}))})),
        "result": dossier.result.as_ref().map(|one| json!({"content": one.content, "refusal": one.refusal,
            "paper": one.paper.as_ref().map(|(code, _)| code)})),
        "cancelled": dossier.cancelled.iter().map(|one| one.content.clone()).collect::<Vec<_>>(),
        "originals_back": dossier.originals_back,
        "mended": dossier.mended,
        "rating": dossier.rating.as_ref().map(|one| one.points),
        "notices": notices,
    })
}

fn slip(desk: &Desk, one: &Slip) -> Value {
    let lines: Map<String, Value> = (one.lines.iter())
        .map(|(label, value)| ((*label).to_owned(), json!(value)))
        .collect();
    let mut html = render::html(one);
    if desk.has(Lapse::RawSlips) {
        html = html.replace("&lt;", "<").replace("&gt;", ">");
    }
    json!({"form": one.form.number(), "title": one.form.title(), "paper": one.form.paper(), "code": one.code,
        "lines": lines, "signed_by": one.signed_by, "rating": one.rating, "text": render::text(one), "html": html})
}

/// What anybody may see: the code and how far it is (R01-06).
#[must_use]
pub fn public(desk: &Desk, dossier: &Dossier) -> Value {
    let mut status = dossier.status();
    if desk.has(Lapse::LookupStale) {
        status = dossier.steps.first().map_or(status, |step| step.status);
    }
    let mut shown = json!({"code": dossier.code, "completion": status.completion_percent()});
    if desk.has(Lapse::LookupShowsNames) {
        shown["applicant"] = json!(dossier.applicant.name);
    }
    shown
}

fn time(at: Option<DateTime>) -> Option<String> {
    at.map(|at| at.strftime("%Y-%m-%d %H:%M").to_string())
}

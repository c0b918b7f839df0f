//! What people see of a dossier (R01-06): everybody the code and the degree of completion, its owner everything that is his.

use protocols::portal::{Dossier, Progress};
use serde_json::{Value, json};

use super::person::Person;
use super::status;

/// A dossier as it is kept, for showing.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The dossier.
    pub dossier: Dossier,
    /// Code of the agency that synchronised it.
    pub agency: String,
    /// Its steps, oldest first.
    pub steps: Vec<Progress>,
    /// The owner's feedback on it: id, content and state.
    pub feedback: Vec<Value>,
    /// The other code of it, when the agency's and the portal's differ.
    pub alias: Option<String>,
}

/// Whether a dossier is this person's: by TechID, or by a number of his.
pub fn owns(dossier: &Dossier, person: &Person) -> bool {
    let same = |left: &str, right: &str| !right.is_empty() && left.eq_ignore_ascii_case(right);
    same(&dossier.owner_tech_id, &person.tech_id)
        || same(&dossier.owner_id, &person.number)
        || dossier
            .owner_ids
            .iter()
            .any(|id| same(&id.number, &person.number))
}

/// What everybody sees.
pub fn public(dossier: &Dossier) -> Value {
    let status = dossier.status_code().and_then(status::of);
    json!({
        "code": dossier.code,
        "completion": status.map_or(0, |status| status.completion),
    })
}

/// What its owner sees: status down to the department, his documents and results, his feedback.
pub fn owned(shown: &Shown) -> Value {
    let dossier = &shown.dossier;
    let status = dossier.status_code().and_then(status::of);
    let department = shown.steps.last().map(|step| step.department.clone());
    let steps: Vec<Value> = shown.steps.iter().map(step).collect();
    let file = |name: &str, url: &str| json!({"name": name, "url": url});
    json!({
        "code": dossier.code,
        "other_code": shown.alias,
        "completion": status.map_or(0, |status| status.completion),
        "status": status.map(|status| status.code),
        "status_name": status.map(|status| status.name),
        "agency": shown.agency,
        "unit": dossier.unit,
        "department": department.unwrap_or_default(),
        "procedure": dossier.procedure,
        "field": dossier.field,
        "received": dossier.received,
        "due": dossier.due,
        "finished": dossier.finished,
        "returned": dossier.returned,
        "steps": steps,
        "documents": dossier.documents.iter().map(|paper| file(&paper.name, &paper.url)).collect::<Vec<_>>(),
        "results": dossier.results.iter().map(|paper| file(&paper.name, &paper.url)).collect::<Vec<_>>(),
        "feedback": shown.feedback,
    })
}

fn step(step: &Progress) -> Value {
    json!({
        "at": step.at, "status": step.status, "officer": step.officer, "department": step.department,
        "content": step.content, "due": step.due,
    })
}

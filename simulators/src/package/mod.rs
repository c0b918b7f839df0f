//! From a value to the bytes a system of given habits puts on the wire. The only place where writing habits live.

mod attachments;
mod dialect;

use jiff::civil::Date;
use protocols::document_id;
use protocols::edxml::{
    self, Answering, Code, Document, Kind, Priority, Status, Trace, WriteError,
};

pub(crate) use attachments::pack;

use crate::temperament::{AnswerId, Habits, IdForm, PriorityHabit, TraceOrgan};

/// A document as this system writes it.
pub(crate) fn document(document: &Document, habits: &Habits) -> Result<Vec<u8>, WriteError> {
    let package = &habits.package;
    if *package == Default::default() {
        return edxml::write_document(document);
    }
    if !package.unchecked {
        edxml::write_document(document)?;
    }
    let mut bent = document.clone();
    if let Some(other) = &mut bent.other {
        other.priority = other
            .priority
            .map(|priority| urgency(priority, package.priority));
    }
    let ordinary = bent
        .business
        .as_ref()
        .is_none_or(|business| business.kind == Kind::New);
    if package.no_business && ordinary {
        bent.business = None;
    }
    bend_trace(bent.traces.first_mut(), package.trace_organ);
    // Bent documents may break rules of the format: that is their purpose.
    let mut text = edxml::write_document_unchecked(&bent)?;
    if package.empty_answer && bent.answers.is_empty() {
        text = dialect::with_empty_answer(&text);
    }
    text = dialect::translate(text, package.dialect);
    Ok(dialect::after(&package.before_declaration, text))
}

/// A status as this system writes it.
pub(crate) fn status(status: &Status, habits: &Habits) -> Result<Vec<u8>, WriteError> {
    let mut bent = status.clone();
    if habits.status.no_staff {
        bent.staff = None;
    }
    if habits.status.answer_id == AnswerId::RebuiltWithHyphens {
        bent.answers.document_id = rebuilt(&bent.answers);
    }
    let mut text = edxml::write_status(&bent)?;
    if habits.status.one_digit {
        text = dialect::with_one_digit(&text);
    }
    if habits.status.empty_answer {
        text = dialect::with_emptied_answer(&text);
    }
    Ok(dialect::after(&habits.package.before_declaration, text))
}

/// A new document's id; `uuid` is used only by the form that needs it.
pub(crate) fn new_id(
    form: IdForm,
    organ_id: &str,
    promulgated: Date,
    code: &Code,
    uuid: uuid::Uuid,
) -> String {
    match form {
        IdForm::Uuid => uuid.to_string(),
        IdForm::Classic => document_id::classic(organ_id, promulgated, code),
        IdForm::ClassicHyphens => hyphens(organ_id, promulgated, &code.to_string()),
    }
}

fn rebuilt(answers: &Answering) -> Option<String> {
    let (issuer, code, date) = (
        answers.organ_id.as_deref()?,
        answers.code.as_deref()?,
        answers.promulgated?,
    );
    Some(hyphens(issuer, date, code))
}

fn hyphens(organ_id: &str, date: Date, code: &str) -> String {
    format!("{organ_id},{},{code}", date.strftime("%Y-%m-%d"))
}

fn urgency(priority: Priority, habit: PriorityHabit) -> Priority {
    match habit {
        PriorityHabit::Kept => priority,
        PriorityHabit::Collapsed => priority.min(Priority::Urgent),
        PriorityHabit::Shifted => {
            Priority::ALL[(priority as usize + 1).min(Priority::ALL.len() - 1)]
        }
    }
}

fn bend_trace(trace: Option<&mut Trace>, habit: TraceOrgan) {
    let Some(trace) = trace else { return };
    match habit {
        TraceOrgan::Own => {}
        TraceOrgan::Absent => trace.organ_id = None,
        TraceOrgan::TextNull => trace.organ_id = Some("null".into()),
    }
}

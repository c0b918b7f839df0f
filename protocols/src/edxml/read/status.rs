//! The status package.

use super::super::{ReadError, Status, StatusCode, ToleranceKind};
use super::group::{Group, missing};
use super::{Context, parts, vocabulary};
use crate::dates;

/// Reads what stands in the header of a status package.
pub(super) fn status(
    context: &mut Context<'_>,
    header: &Group<'_, '_>,
) -> Result<Status, ReadError> {
    let path = header.path.child("MessageHeader");
    let group = Group::open(
        context,
        header.required("MessageHeader")?,
        &path,
        vocabulary::STATUS_HEADER,
    )?;
    let answers_path = path.child("ResponseFor");
    let answers = parts::answering(context, group.required("ResponseFor")?, &answers_path)?;
    Ok(Status {
        from: parts::organisation(context, group.required("From")?, &path.child("From"))?,
        answers: answers.ok_or_else(|| missing(&answers_path))?,
        staff: parts::staff(context, &group)?,
        code: code(context, &group)?,
        description: group.text(context, "Description")?,
        at: time(context, &group)?,
    })
}

fn code(context: &mut Context<'_>, group: &Group<'_, '_>) -> Result<StatusCode, ReadError> {
    let text = group.required_text(context, "StatusCode")?;
    let at = group.path.child("StatusCode");
    let code = StatusCode::from_wire(&text)
        .ok_or_else(|| ReadError::invalid(at, "01 to 06, 13, 15 or 16", &text))?;
    if text != code.wire() {
        context.note(ToleranceKind::StatusCodeOneDigit, at, &text);
    }
    Ok(code)
}

fn time(
    context: &mut Context<'_>,
    group: &Group<'_, '_>,
) -> Result<jiff::civil::DateTime, ReadError> {
    let text = group.required_text(context, "Timestamp")?;
    dates::date_time(&text)
        .map_err(|e| ReadError::invalid(group.path.child("Timestamp"), e.wanted(), &text))
}

//! Parts that documents and statuses share.

use jiff::civil::Date;

use super::super::xml::{Element, Path, chars};
use super::super::{Answering, Organisation, ReadError, Staff, ToleranceKind};
use super::group::{Group, missing};
use super::{Context, vocabulary};
use crate::{dates, identifiers};

/// A sender or receiver.
pub(super) fn organisation(
    context: &mut Context<'_>,
    element: &Element<'_>,
    path: &Path<'_>,
) -> Result<Organisation, ReadError> {
    let group = Group::open(context, element, path, vocabulary::ORGANISATION)?;
    let id = group.required_text(context, "OrganId")?;
    note_irregular(context, &id, &path.child("OrganId"));
    Ok(Organisation {
        id,
        in_charge: group.text(context, "OrganizationInCharge")?,
        name: group.text(context, "OrganName")?,
        address: group.text(context, "OrganAdd")?,
        email: group.text(context, "Email")?,
        telephone: group.text(context, "Telephone")?,
        fax: group.text(context, "Fax")?,
        website: group.text(context, "Website")?,
    })
}

/// A reference to an earlier document; `None` when nothing in it says anything.
pub(super) fn answering(
    context: &mut Context<'_>,
    element: &Element<'_>,
    path: &Path<'_>,
) -> Result<Option<Answering>, ReadError> {
    let group = Group::open(context, element, path, vocabulary::ANSWERING)?;
    if element.children.iter().all(|e| chars::is_blank(&e.text)) {
        context.note(ToleranceKind::EmptyResponseFor, path, "");
        return Ok(None);
    }
    let organ_id = group.text(context, "OrganId")?;
    if let Some(id) = &organ_id {
        note_irregular(context, id, &path.child("OrganId"));
    }
    Ok(Some(Answering {
        organ_id,
        code: group.text(context, "Code")?,
        document_id: group.text(context, "DocumentId")?,
        promulgated: reference_date(context, &group)?,
    }))
}

/// The clerk in charge.
pub(super) fn staff(
    context: &mut Context<'_>,
    above: &Group<'_, '_>,
) -> Result<Option<Staff>, ReadError> {
    let Some(element) = above.one("StaffInfo") else {
        return Ok(None);
    };
    let path = above.path.child("StaffInfo");
    let group = Group::open(context, element, &path, vocabulary::STAFF)?;
    if group.is_empty(context) {
        return Ok(None);
    }
    let staff = Staff {
        department: group.text(context, "Department")?,
        name: group.text(context, "Staff")?,
        email: group.text(context, "Email")?,
        mobile: group.text(context, "Mobile")?,
    };
    Ok((staff != Staff::default()).then_some(staff))
}

/// A required date of the wire.
pub(super) fn required_date(
    context: &mut Context<'_>,
    group: &Group<'_, '_>,
    name: &str,
) -> Result<Date, ReadError> {
    optional_date(context, group, name)?.ok_or_else(|| missing(&group.path.child(name)))
}

/// A date of the wire, refused when it is no date.
pub(super) fn optional_date(
    context: &mut Context<'_>,
    group: &Group<'_, '_>,
    name: &str,
) -> Result<Option<Date>, ReadError> {
    let Some(text) = group.text(context, name)? else {
        return Ok(None);
    };
    let invalid =
        |e: dates::DateError| ReadError::invalid(group.path.child(name), e.wanted(), &text);
    dates::date(&text).map(Some).map_err(invalid)
}

/// The date of a document referred to. It only helps to find that document, so other formats are read and what is no
/// date is left out, both with a note.
fn reference_date(
    context: &mut Context<'_>,
    group: &Group<'_, '_>,
) -> Result<Option<Date>, ReadError> {
    let Some(text) = group.text(context, "PromulgationDate")? else {
        return Ok(None);
    };
    let strict = dates::date(&text).ok();
    let date = strict.or_else(|| dates::foreign_date(&text));
    let at = group.path.child("PromulgationDate");
    match (strict, date) {
        (Some(_), _) => {}
        (None, Some(_)) => context.note(ToleranceKind::DateFormat, at, &text),
        (None, None) => context.note(ToleranceKind::DateUnreadable, at, &text),
    }
    Ok(date)
}

/// Notes an agency code in neither form.
pub(super) fn note_irregular(context: &mut Context<'_>, id: &str, path: &Path<'_>) {
    if identifiers::form(id) == identifiers::Form::Irregular {
        context.note(ToleranceKind::OrganIdIrregular, path, id);
    }
}

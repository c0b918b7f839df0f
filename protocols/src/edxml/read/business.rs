//! The business of a package: new, recall, update, replacement.

use super::super::xml::{Element, Path};
use super::super::{Business, Changes, Kind, ReadError, ReceiverChange, Replaced, ToleranceKind};
use super::group::Group;
use super::{Context, document, parts, vocabulary};

/// Reads `Bussiness`; an empty one is read as absent.
pub(super) fn business(
    context: &mut Context<'_>,
    element: &Element<'_>,
    path: &Path<'_>,
) -> Result<Option<Business>, ReadError> {
    let group = Group::open(context, element, path, vocabulary::BUSINESS)?;
    if group.is_empty(context) {
        context.note(ToleranceKind::BusinessAbsent, path, "");
        return Ok(None);
    }
    Ok(Some(Business {
        kind: kind(context, &group)?,
        document_id: group.text(context, "DocumentId")?,
        reason: group.text(context, "BussinessDocReason")?,
        paper: group.value(context, "Paper", document::flag)?,
        changes: changes(context, &group)?,
        replaces: replacements(context, &group)?,
        staff: parts::staff(context, &group)?,
    }))
}

fn kind(context: &mut Context<'_>, group: &Group<'_, '_>) -> Result<Kind, ReadError> {
    let at = group.path.child("BussinessDocType");
    match group.text(context, "BussinessDocType")? {
        Some(text) => {
            let expected = "0 new, 1 recall, 2 update or 3 replacement";
            Kind::from_wire(&text).ok_or_else(|| ReadError::invalid(at, expected, &text))
        }
        None => {
            context.note(ToleranceKind::BusinessAbsent, at, "");
            Ok(Kind::New)
        }
    }
}

fn changes(context: &mut Context<'_>, above: &Group<'_, '_>) -> Result<Option<Changes>, ReadError> {
    let Some(element) = above.one("BussinessDocumentInfo") else {
        return Ok(None);
    };
    let path = above.path.child("BussinessDocumentInfo");
    let group = Group::open(context, element, &path, vocabulary::CHANGES)?;
    if group.is_empty(context) {
        return Ok(None);
    }
    Ok(Some(Changes {
        document_changed: group
            .value(context, "DocumentInfo", document::flag)?
            .unwrap_or(false),
        receivers_changed: group
            .value(context, "DocumentReceiver", document::flag)?
            .unwrap_or(false),
        receivers: receivers(context, &group)?,
    }))
}

fn receivers(
    context: &mut Context<'_>,
    above: &Group<'_, '_>,
) -> Result<Vec<ReceiverChange>, ReadError> {
    let Some(element) = above.one("ReceiverList") else {
        return Ok(Vec::new());
    };
    let path = above.path.child("ReceiverList");
    let group = Group::open(context, element, &path, vocabulary::RECEIVERS)?;
    let each = group.all("Receiver").enumerate();
    each.map(|(i, e)| receiver(context, e, &path.nth("Receiver", i)))
        .collect()
}

fn receiver(
    context: &mut Context<'_>,
    element: &Element<'_>,
    path: &Path<'_>,
) -> Result<ReceiverChange, ReadError> {
    let group = Group::open(context, element, path, vocabulary::RECEIVER)?;
    let organ_id = group.required_text(context, "OrganId")?;
    let text = group.required_text(context, "ReceiverType")?;
    let added = match text.as_str() {
        "0" => false,
        "1" => true,
        _ => {
            return Err(ReadError::invalid(
                path.child("ReceiverType"),
                "0 removed or 1 added",
                &text,
            ));
        }
    };
    Ok(ReceiverChange { organ_id, added })
}

fn replacements(
    context: &mut Context<'_>,
    above: &Group<'_, '_>,
) -> Result<Vec<Replaced>, ReadError> {
    let Some(element) = above.one("ReplacementInfoList") else {
        return Ok(Vec::new());
    };
    let path = above.path.child("ReplacementInfoList");
    let group = Group::open(context, element, &path, vocabulary::REPLACEMENTS)?;
    if group.is_empty(context) {
        return Ok(Vec::new());
    }
    let each = group.all("ReplacementInfo").enumerate();
    each.map(|(i, e)| replaced(context, e, &path.nth("ReplacementInfo", i)))
        .collect()
}

fn replaced(
    context: &mut Context<'_>,
    element: &Element<'_>,
    path: &Path<'_>,
) -> Result<Replaced, ReadError> {
    let group = Group::open(context, element, path, vocabulary::REPLACEMENT)?;
    let document_id = group.required_text(context, "DocumentId")?;
    let organ_ids = match group.one("OrganIdList") {
        Some(list) => {
            let list_path = path.child("OrganIdList");
            Group::open(context, list, &list_path, vocabulary::ORGAN_IDS)?
                .texts(context, "OrganId")?
        }
        None => Vec::new(),
    };
    Ok(Replaced {
        document_id,
        organ_ids,
    })
}

//! The document package: its header.

use super::super::xml::{Element, Path};
use super::super::{
    Code, Document, DocumentKind, Organisation, Other, Priority, ReadError, Signer, ToleranceKind,
    Trace,
};
use super::group::Group;
use super::{Context, business, parts, vocabulary};
use crate::dates;

/// Reads what stands in the header of a document package; attachments are added by the caller.
pub(super) fn document(
    context: &mut Context<'_>,
    header: &Group<'_, '_>,
) -> Result<Document, ReadError> {
    let path = header.path.child("MessageHeader");
    let group = Group::open(
        context,
        header.required("MessageHeader")?,
        &path,
        vocabulary::MESSAGE_HEADER,
    )?;
    let promulgation_path = path.child("PromulgationInfo");
    let promulgation = Group::open(
        context,
        group.required("PromulgationInfo")?,
        &promulgation_path,
        vocabulary::PROMULGATION,
    )?;
    let mut document = Document {
        from: parts::organisation(context, group.required("From")?, &path.child("From"))?,
        to: receivers(context, &group)?,
        id: group.text(context, "DocumentId")?,
        code: code(context, &group)?,
        place: promulgation.text(context, "Place")?,
        promulgated: parts::required_date(context, &promulgation, "PromulgationDate")?,
        kind: kind(context, &group)?,
        subject: group.required_text(context, "Subject")?,
        content: group.text(context, "Content")?,
        signer: signer(context, &group)?,
        due: parts::optional_date(context, &group, "DueDate")?,
        other: other(context, &group)?,
        steering: steering(context, &group)?,
        places: list(context, &group, "ToPlaces", "Place", vocabulary::PLACES)?,
        signature: header
            .one("Signature")
            .and_then(|e| context.text.get(e.span.clone()))
            .map(str::to_owned),
        ..Document::default()
    };
    for (i, element) in group.all("ResponseFor").enumerate() {
        document.answers.extend(parts::answering(
            context,
            element,
            &path.nth("ResponseFor", i),
        )?);
    }
    trace_list(context, header, &mut document)?;
    Ok(document)
}

fn receivers(
    context: &mut Context<'_>,
    group: &Group<'_, '_>,
) -> Result<Vec<Organisation>, ReadError> {
    group.required("To")?;
    let each = group.all("To").enumerate();
    each.map(|(i, e)| parts::organisation(context, e, &group.path.nth("To", i)))
        .collect()
}

fn code(context: &mut Context<'_>, above: &Group<'_, '_>) -> Result<Code, ReadError> {
    let path = above.path.child("Code");
    let group = Group::open(context, above.required("Code")?, &path, vocabulary::CODE)?;
    Ok(Code {
        number: group.required_text(context, "CodeNumber")?,
        notation: group.required_text(context, "CodeNotation")?,
    })
}

fn kind(
    context: &mut Context<'_>,
    above: &Group<'_, '_>,
) -> Result<Option<DocumentKind>, ReadError> {
    let Some(element) = above.one("DocumentType") else {
        return Ok(None);
    };
    let path = above.path.child("DocumentType");
    let group = Group::open(context, element, &path, vocabulary::DOCUMENT_TYPE)?;
    if group.is_empty(context) {
        return Ok(None);
    }
    let text = group.required_text(context, "Type")?;
    let at = path.child("Type");
    let number = text
        .parse()
        .map_err(|_| ReadError::invalid(at, "a whole number", &text))?;
    if !(1..=2).contains(&number) {
        context.note(ToleranceKind::DocumentTypeUnusual, at, number);
    }
    let detail = group.number(context, "TypeDetail")?;
    Ok(Some(DocumentKind {
        number,
        detail,
        name: group.text(context, "TypeName")?,
    }))
}

fn signer(context: &mut Context<'_>, above: &Group<'_, '_>) -> Result<Option<Signer>, ReadError> {
    let Some(element) = above.one("SignerInfo") else {
        return Ok(None);
    };
    let path = above.path.child("SignerInfo");
    let group = Group::open(context, element, &path, vocabulary::SIGNER)?;
    if group.is_empty(context) {
        return Ok(None);
    }
    let signer = Signer {
        competence: group.text(context, "Competence")?,
        position: group.text(context, "Position")?,
        full_name: group.text(context, "FullName")?,
    };
    Ok((signer != Signer::default()).then_some(signer))
}

fn other(context: &mut Context<'_>, above: &Group<'_, '_>) -> Result<Option<Other>, ReadError> {
    let Some(element) = above.one("OtherInfo") else {
        return Ok(None);
    };
    let path = above.path.child("OtherInfo");
    let group = Group::open(context, element, &path, vocabulary::OTHER)?;
    if group.is_empty(context) {
        return Ok(None);
    }
    let other = Other {
        priority: group.value(context, "Priority", Priority::from_wire)?,
        sphere: group.text(context, "SphereOfPromulgation")?,
        notation: group.text(context, "TyperNotation")?,
        copies: group.number(context, "PromulgationAmount")?,
        pages: group.number(context, "PageAmount")?,
        direction: group.value(context, "Direction", flag)?,
        appendixes: list(
            context,
            &group,
            "Appendixes",
            "Appendix",
            vocabulary::APPENDIXES,
        )?,
    };
    Ok((other != Other::default()).then_some(other))
}

/// A yes or no as the wire writes it: `true`, `false`, `1`, `0`.
pub(super) fn flag(text: &str) -> Option<bool> {
    match text {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    }
}

fn steering(context: &mut Context<'_>, group: &Group<'_, '_>) -> Result<Option<i64>, ReadError> {
    let steering = group.number(context, "SteeringType")?;
    if let Some(number) = steering
        && !(1..=3).contains(&number)
    {
        context.note(
            ToleranceKind::SteeringTypeUnusual,
            group.path.child("SteeringType"),
            number,
        );
    }
    Ok(steering)
}

/// The texts of a list such as `ToPlaces/Place`.
fn list(
    context: &mut Context<'_>,
    above: &Group<'_, '_>,
    name: &str,
    item: &str,
    known: vocabulary::Group,
) -> Result<Vec<String>, ReadError> {
    let Some(element) = above.one(name) else {
        return Ok(Vec::new());
    };
    let path = above.path.child(name);
    let group = Group::open(context, element, &path, known)?;
    if group.is_empty(context) {
        return Ok(Vec::new());
    }
    group.texts(context, item)
}

fn trace_list(
    context: &mut Context<'_>,
    header: &Group<'_, '_>,
    document: &mut Document,
) -> Result<(), ReadError> {
    let path = header.path.child("TraceHeaderList");
    let Some(element) = header.one("TraceHeaderList") else {
        context.note(ToleranceKind::NoTraceHeaders, path, "");
        context.note(ToleranceKind::BusinessAbsent, path.child("Bussiness"), "");
        return Ok(());
    };
    let group = Group::open(context, element, &path, vocabulary::TRACES)?;
    if group.one("TraceHeader").is_none() {
        context.note(ToleranceKind::NoTraceHeaders, path, "the list is empty");
    }
    for (i, element) in group.all("TraceHeader").enumerate() {
        document
            .traces
            .push(trace(context, element, &path.nth("TraceHeader", i))?);
    }
    document.business = match group.one("Bussiness") {
        Some(element) => business::business(context, element, &path.child("Bussiness"))?,
        None => {
            context.note(ToleranceKind::BusinessAbsent, path.child("Bussiness"), "");
            None
        }
    };
    Ok(())
}

/// One station. The axis does not look into trace headers (domain §1.8), so nothing in one refuses the package.
fn trace(
    context: &mut Context<'_>,
    element: &Element<'_>,
    path: &Path<'_>,
) -> Result<Trace, ReadError> {
    let group = Group::open(context, element, path, vocabulary::TRACE)?;
    let mut organ_id = group.text(context, "OrganId")?;
    match organ_id.as_deref() {
        None => context.note(ToleranceKind::TraceWithoutOrganId, path, ""),
        Some("null") => {
            context.note(ToleranceKind::TraceOrganIdNull, path, "");
            organ_id = None;
        }
        Some(_) => {}
    }
    let text = group.text(context, "Timestamp")?;
    let at = text.as_deref().and_then(|t| dates::date_time(t).ok());
    if at.is_none() {
        context.note(
            ToleranceKind::TraceWithoutTime,
            path,
            text.unwrap_or_default(),
        );
    }
    Ok(Trace { organ_id, at })
}

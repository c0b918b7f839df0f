//! Every text of a package with the rules that hold for texts: present, clean, not too long.

use unicode_normalization::UnicodeNormalization as _;

use super::super::xml::{Path, chars};
use super::super::{Answering, Business, Document, Organisation, Other, Staff, Status};
use super::lengths::{self, Length};
use super::{Findings, Severity};
use crate::identifiers::{self, Form};

/// Counting stops here: a value this long is too long whatever its length.
const MOST_COUNTED: usize = 100_000;

/// The rules for texts.
pub(super) struct Values<'f>(pub(super) &'f mut Findings);

impl Values<'_> {
    fn required(&mut self, at: &Path<'_>, value: &str, length: &Length) {
        if chars::is_blank(value) {
            self.0.error("required", at, "a value", "none");
        } else {
            self.text(at, value, length);
        }
    }

    fn optional(&mut self, at: &Path<'_>, value: Option<&String>, length: &Length) {
        if let Some(value) = value {
            self.text(at, value, length);
        }
    }

    fn text(&mut self, at: &Path<'_>, value: &str, length: &Length) {
        if let Some(c) = chars::forbidden(value) {
            self.0.error(
                "characters",
                at,
                "characters that XML allows",
                format!("U+{:04X}", u32::from(c)),
            );
        }
        if value.trim_matches(chars::is_space).len() != value.len() {
            self.0.error(
                "surrounding-space",
                at,
                "no white space at either end",
                format!("`{}`", value.escape_debug()),
            );
        }
        // Bytes bound characters from above: most values need no counting.
        if value.len() > length.most {
            let count = value.nfc().take(MOST_COUNTED).count();
            if count > length.most {
                let severity = if length.sure {
                    Severity::Error
                } else {
                    Severity::Warning
                };
                let expected = format!("at most {} characters", length.most);
                self.0.add(
                    severity,
                    "length",
                    at,
                    expected,
                    format!("{count} characters"),
                );
            }
        }
    }

    fn organ_id(&mut self, at: &Path<'_>, id: &str) {
        self.required(at, id, &lengths::ORGAN_ID);
        if !id.is_empty() && identifiers::form(id) == Form::Irregular {
            let expected = "a code such as 000.00.00.H37 or H37.02";
            self.0
                .warn("organ-id-form", at, expected, format!("`{id}`"));
        }
    }

    fn email(&mut self, at: &Path<'_>, value: Option<&String>) {
        self.optional(at, value, &lengths::EMAIL);
        let sound = |address: &String| match address.split_once('@') {
            Some((user, host)) => {
                !user.is_empty() && host.contains('.') && !address.contains(char::is_whitespace)
            }
            None => false,
        };
        if let Some(address) = value.filter(|a| !a.is_empty() && !sound(a)) {
            self.0.warn(
                "e-mail",
                at,
                "an address such as vanthu@tinh.gov.vn",
                format!("`{address}`"),
            );
        }
    }
}

/// The texts of a document.
pub(super) fn document(
    values: &mut Values<'_>,
    document: &Document,
    root: &Path<'_>,
    header: &Path<'_>,
    message: &Path<'_>,
) {
    organisation(values, &document.from, &message.child("From"));
    for (i, receiver) in document.to.iter().enumerate() {
        organisation(values, receiver, &message.nth("To", i));
    }
    values.optional(
        &message.child("DocumentId"),
        document.id.as_ref(),
        &lengths::FREE,
    );
    let code = message.child("Code");
    values.required(
        &code.child("CodeNumber"),
        &document.code.number,
        &lengths::CODE_NUMBER,
    );
    values.required(
        &code.child("CodeNotation"),
        &document.code.notation,
        &lengths::CODE_NOTATION,
    );
    let promulgation = message.child("PromulgationInfo");
    values.optional(
        &promulgation.child("Place"),
        document.place.as_ref(),
        &lengths::PLACE,
    );
    let kind = message.child("DocumentType");
    let kind_name = document.kind.as_ref().and_then(|k| k.name.as_ref());
    values.optional(&kind.child("TypeName"), kind_name, &lengths::TYPE_NAME);
    values.required(
        &message.child("Subject"),
        &document.subject,
        &lengths::SUBJECT,
    );
    values.optional(
        &message.child("Content"),
        document.content.as_ref(),
        &lengths::CONTENT,
    );
    signer(values, document, &message.child("SignerInfo"));
    document
        .other
        .iter()
        .for_each(|o| other(values, o, &message.child("OtherInfo")));
    for (i, a) in document.answers.iter().enumerate() {
        answering(values, a, &message.nth("ResponseFor", i));
    }
    places(values, document, &message.child("ToPlaces"));
    let traces = header.child("TraceHeaderList");
    for (i, trace) in document.traces.iter().enumerate() {
        values.optional(
            &traces.nth("TraceHeader", i).child("OrganId"),
            trace.organ_id.as_ref(),
            &lengths::ORGAN_ID,
        );
    }
    document
        .business
        .iter()
        .for_each(|b| business(values, b, &traces.child("Bussiness")));
    attachments(values, document, &root.child("AttachmentEncoded"));
}

/// The texts of a status.
pub(super) fn status(values: &mut Values<'_>, status: &Status, message: &Path<'_>) {
    organisation(values, &status.from, &message.child("From"));
    let at = message.child("ResponseFor");
    let answers = &status.answers;
    values.organ_id(
        &at.child("OrganId"),
        answers.organ_id.as_deref().unwrap_or_default(),
    );
    values.required(
        &at.child("Code"),
        answers.code.as_deref().unwrap_or_default(),
        &lengths::FREE,
    );
    values.required(
        &at.child("DocumentId"),
        answers.document_id.as_deref().unwrap_or_default(),
        &lengths::FREE,
    );
    status
        .staff
        .iter()
        .for_each(|s| staff(values, s, &message.child("StaffInfo")));
    values.optional(
        &message.child("Description"),
        status.description.as_ref(),
        &lengths::FREE,
    );
}

fn organisation(values: &mut Values<'_>, organisation: &Organisation, at: &Path<'_>) {
    values.organ_id(&at.child("OrganId"), &organisation.id);
    values.optional(
        &at.child("OrganizationInCharge"),
        organisation.in_charge.as_ref(),
        &lengths::IN_CHARGE,
    );
    values.optional(
        &at.child("OrganName"),
        organisation.name.as_ref(),
        &lengths::ORGAN_NAME,
    );
    values.optional(
        &at.child("OrganAdd"),
        organisation.address.as_ref(),
        &lengths::ADDRESS,
    );
    values.email(&at.child("Email"), organisation.email.as_ref());
    values.optional(
        &at.child("Telephone"),
        organisation.telephone.as_ref(),
        &lengths::TELEPHONE,
    );
    values.optional(
        &at.child("Fax"),
        organisation.fax.as_ref(),
        &lengths::TELEPHONE,
    );
    values.optional(
        &at.child("Website"),
        organisation.website.as_ref(),
        &lengths::WEBSITE,
    );
}

fn signer(values: &mut Values<'_>, document: &Document, at: &Path<'_>) {
    let Some(signer) = &document.signer else {
        return;
    };
    values.optional(
        &at.child("Competence"),
        signer.competence.as_ref(),
        &lengths::COMPETENCE,
    );
    values.optional(
        &at.child("Position"),
        signer.position.as_ref(),
        &lengths::POSITION,
    );
    values.optional(
        &at.child("FullName"),
        signer.full_name.as_ref(),
        &lengths::FULL_NAME,
    );
}

fn other(values: &mut Values<'_>, other: &Other, at: &Path<'_>) {
    values.optional(
        &at.child("SphereOfPromulgation"),
        other.sphere.as_ref(),
        &lengths::SPHERE,
    );
    values.optional(
        &at.child("TyperNotation"),
        other.notation.as_ref(),
        &lengths::TYPER_NOTATION,
    );
    let list = at.child("Appendixes");
    for (i, title) in other.appendixes.iter().enumerate() {
        values.text(&list.nth("Appendix", i), title, &lengths::FREE);
    }
}

fn answering(values: &mut Values<'_>, answering: &Answering, at: &Path<'_>) {
    if let Some(id) = &answering.organ_id {
        values.organ_id(&at.child("OrganId"), id);
    }
    values.optional(&at.child("Code"), answering.code.as_ref(), &lengths::FREE);
    values.optional(
        &at.child("DocumentId"),
        answering.document_id.as_ref(),
        &lengths::FREE,
    );
}

fn places(values: &mut Values<'_>, document: &Document, at: &Path<'_>) {
    for (i, place) in document.places.iter().enumerate() {
        values.text(&at.nth("Place", i), place, &lengths::TO_PLACE);
    }
    let total: usize = document.places.iter().map(|p| p.nfc().count()).sum();
    if total > 1000 {
        let expected =
            "at most 1000 characters in all (NĐ 30/2020/NĐ-CP Appendix VI, incoming register)";
        values
            .0
            .warn("length", at, expected, format!("{total} characters"));
    }
}

fn business(values: &mut Values<'_>, business: &Business, at: &Path<'_>) {
    values.optional(
        &at.child("DocumentId"),
        business.document_id.as_ref(),
        &lengths::FREE,
    );
    values.optional(
        &at.child("BussinessDocReason"),
        business.reason.as_ref(),
        &lengths::FREE,
    );
    let receivers = business
        .changes
        .iter()
        .flat_map(|c| &c.receivers)
        .enumerate();
    let (info, list) = (
        at.child("BussinessDocumentInfo"),
        at.child("ReplacementInfoList"),
    );
    let changed = info.child("ReceiverList");
    for (i, receiver) in receivers {
        values.organ_id(
            &changed.nth("Receiver", i).child("OrganId"),
            &receiver.organ_id,
        );
    }
    for (i, replaced) in business.replaces.iter().enumerate() {
        let at = list.nth("ReplacementInfo", i);
        values.required(
            &at.child("DocumentId"),
            &replaced.document_id,
            &lengths::FREE,
        );
        let ids = at.child("OrganIdList");
        for (i, id) in replaced.organ_ids.iter().enumerate() {
            values.organ_id(&ids.nth("OrganId", i), id);
        }
    }
    business
        .staff
        .iter()
        .for_each(|s| staff(values, s, &at.child("StaffInfo")));
}

fn staff(values: &mut Values<'_>, staff: &Staff, at: &Path<'_>) {
    values.optional(
        &at.child("Department"),
        staff.department.as_ref(),
        &lengths::FREE,
    );
    values.optional(&at.child("Staff"), staff.name.as_ref(), &lengths::FREE);
    values.email(&at.child("Email"), staff.email.as_ref());
    values.optional(&at.child("Mobile"), staff.mobile.as_ref(), &lengths::FREE);
}

fn attachments(values: &mut Values<'_>, document: &Document, at: &Path<'_>) {
    for (i, attachment) in document.attachments.iter().enumerate() {
        let at = at.nth("Attachment", i);
        values.required(
            &at.child("ContentId"),
            &attachment.content_id,
            &lengths::FREE,
        );
        values.required(
            &at.child("AttachmentName"),
            &attachment.name,
            &lengths::FILE_NAME,
        );
        values.optional(
            &at.child("Description"),
            attachment.description.as_ref(),
            &lengths::FREE,
        );
        values.required(
            &at.child("ContentType"),
            &attachment.content_type,
            &lengths::FREE,
        );
    }
}

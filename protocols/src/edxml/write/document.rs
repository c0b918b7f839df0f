//! The document package, element by element in the order of domain §1.2.

use super::super::{
    Answering, Attachment, Business, Changes, Document, DocumentKind, NAMESPACE, Organisation,
    Other, Replaced, Signer, Staff,
};
use super::xml::Xml;
use crate::dates::{format_date, format_date_time};

/// Writes the whole package.
pub(super) fn document(xml: &mut Xml, document: &Document) {
    xml.element("edXML", &format!(" xmlns=\"{NAMESPACE}\""), |xml| {
        envelope(xml, |xml| {
            xml.group("edXML:edXMLHeader", |xml| header(xml, document));
            if !document.attachments.is_empty() {
                manifest(xml, &document.attachments);
            }
        });
        if !document.attachments.is_empty() {
            xml.group("AttachmentEncoded", |xml| {
                document.attachments.iter().for_each(|a| attachment(xml, a))
            });
        }
    });
}

/// Writes the envelope, which declares the prefix.
pub(super) fn envelope(xml: &mut Xml, inside: impl FnOnce(&mut Xml)) {
    xml.element(
        "edXML:edXMLEnvelope",
        &format!(" xmlns:edXML=\"{NAMESPACE}\""),
        inside,
    );
}

fn header(xml: &mut Xml, document: &Document) {
    xml.group("edXML:MessageHeader", |xml| message_header(xml, document));
    xml.group("edXML:TraceHeaderList", |xml| {
        for trace in &document.traces {
            xml.group("edXML:TraceHeader", |xml| {
                xml.optional("edXML:OrganId", trace.organ_id.as_deref());
                xml.shown("edXML:Timestamp", trace.at.map(format_date_time));
            });
        }
        if let Some(b) = &document.business {
            xml.group("edXML:Bussiness", |xml| business(xml, b));
        }
    });
    if let Some(signature) = &document.signature {
        xml.raw(signature);
    }
}

fn message_header(xml: &mut Xml, document: &Document) {
    xml.group("edXML:From", |xml| organisation(xml, &document.from));
    for receiver in &document.to {
        xml.group("edXML:To", |xml| organisation(xml, receiver));
    }
    xml.optional("edXML:DocumentId", document.id.as_deref());
    xml.group("edXML:Code", |xml| {
        xml.text("edXML:CodeNumber", &document.code.number);
        xml.text("edXML:CodeNotation", &document.code.notation);
    });
    xml.group("edXML:PromulgationInfo", |xml| {
        xml.optional("edXML:Place", document.place.as_deref());
        xml.text("edXML:PromulgationDate", &format_date(document.promulgated));
    });
    document.kind.iter().for_each(|k| kind(xml, k));
    xml.text("edXML:Subject", &document.subject);
    xml.optional("edXML:Content", document.content.as_deref());
    document.signer.iter().for_each(|s| signer(xml, s));
    xml.shown("edXML:DueDate", document.due.map(format_date));
    document.other.iter().for_each(|o| other(xml, o));
    document.answers.iter().for_each(|a| answering(xml, a));
    xml.shown("edXML:SteeringType", document.steering);
    list(xml, "edXML:ToPlaces", "edXML:Place", &document.places);
}

/// Writes the eight fields of an agency.
pub(super) fn organisation(xml: &mut Xml, organisation: &Organisation) {
    xml.text("edXML:OrganId", &organisation.id);
    xml.optional(
        "edXML:OrganizationInCharge",
        organisation.in_charge.as_deref(),
    );
    xml.optional("edXML:OrganName", organisation.name.as_deref());
    xml.optional("edXML:OrganAdd", organisation.address.as_deref());
    xml.optional("edXML:Email", organisation.email.as_deref());
    xml.optional("edXML:Telephone", organisation.telephone.as_deref());
    xml.optional("edXML:Fax", organisation.fax.as_deref());
    xml.optional("edXML:Website", organisation.website.as_deref());
}

/// Writes a reference to an earlier document; one that says nothing is left out.
pub(super) fn answering(xml: &mut Xml, answering: &Answering) {
    if *answering == Answering::default() {
        return;
    }
    xml.group("edXML:ResponseFor", |xml| {
        xml.optional("edXML:OrganId", answering.organ_id.as_deref());
        xml.optional("edXML:Code", answering.code.as_deref());
        xml.optional("edXML:DocumentId", answering.document_id.as_deref());
        xml.shown(
            "edXML:PromulgationDate",
            answering.promulgated.map(format_date),
        );
    });
}

/// Writes the clerk in charge; one that says nothing is left out.
pub(super) fn staff(xml: &mut Xml, staff: &Staff) {
    if *staff == Staff::default() {
        return;
    }
    xml.group("edXML:StaffInfo", |xml| {
        xml.optional("edXML:Department", staff.department.as_deref());
        xml.optional("edXML:Staff", staff.name.as_deref());
        xml.optional("edXML:Email", staff.email.as_deref());
        xml.optional("edXML:Mobile", staff.mobile.as_deref());
    });
}

fn kind(xml: &mut Xml, kind: &DocumentKind) {
    xml.group("edXML:DocumentType", |xml| {
        xml.shown("edXML:Type", Some(kind.number));
        xml.shown("edXML:TypeDetail", kind.detail);
        xml.optional("edXML:TypeName", kind.name.as_deref());
    });
}

fn signer(xml: &mut Xml, signer: &Signer) {
    if *signer == Signer::default() {
        return;
    }
    xml.group("edXML:SignerInfo", |xml| {
        xml.optional("edXML:Competence", signer.competence.as_deref());
        xml.optional("edXML:Position", signer.position.as_deref());
        xml.optional("edXML:FullName", signer.full_name.as_deref());
    });
}

fn other(xml: &mut Xml, other: &Other) {
    if *other == Other::default() {
        return;
    }
    xml.group("edXML:OtherInfo", |xml| {
        xml.optional(
            "edXML:Priority",
            other.priority.map(super::super::Priority::wire),
        );
        xml.optional("edXML:SphereOfPromulgation", other.sphere.as_deref());
        xml.optional("edXML:TyperNotation", other.notation.as_deref());
        xml.shown("edXML:PromulgationAmount", other.copies);
        xml.shown("edXML:PageAmount", other.pages);
        xml.shown("edXML:Direction", other.direction);
        list(xml, "edXML:Appendixes", "edXML:Appendix", &other.appendixes);
    });
}

fn list(xml: &mut Xml, name: &'static str, item: &'static str, values: &[String]) {
    if values.iter().any(|v| !v.is_empty()) {
        xml.group(name, |xml| values.iter().for_each(|v| xml.text(item, v)));
    }
}

fn business(xml: &mut Xml, business: &Business) {
    xml.optional("edXML:DocumentId", business.document_id.as_deref());
    xml.text("edXML:BussinessDocType", business.kind.wire());
    xml.optional("edXML:BussinessDocReason", business.reason.as_deref());
    xml.optional("edXML:Paper", business.paper.map(digit));
    business.changes.iter().for_each(|c| changes(xml, c));
    if !business.replaces.is_empty() {
        xml.group("edXML:ReplacementInfoList", |xml| {
            business.replaces.iter().for_each(|r| replaced(xml, r))
        });
    }
    business.staff.iter().for_each(|s| staff(xml, s));
}

fn digit(flag: bool) -> &'static str {
    if flag { "1" } else { "0" }
}

fn changes(xml: &mut Xml, changes: &Changes) {
    xml.group("edXML:BussinessDocumentInfo", |xml| {
        xml.text("edXML:DocumentInfo", digit(changes.document_changed));
        xml.text("edXML:DocumentReceiver", digit(changes.receivers_changed));
        if changes.receivers.is_empty() {
            return;
        }
        xml.group("edXML:ReceiverList", |xml| {
            for receiver in &changes.receivers {
                xml.group("edXML:Receiver", |xml| {
                    xml.text("edXML:OrganId", &receiver.organ_id);
                    xml.text("edXML:ReceiverType", digit(receiver.added));
                });
            }
        });
    });
}

fn replaced(xml: &mut Xml, replaced: &Replaced) {
    xml.group("edXML:ReplacementInfo", |xml| {
        xml.text("edXML:DocumentId", &replaced.document_id);
        list(
            xml,
            "edXML:OrganIdList",
            "edXML:OrganId",
            &replaced.organ_ids,
        );
    });
}

fn manifest(xml: &mut Xml, attachments: &[Attachment]) {
    xml.group("edXML:edXMLBody", |xml| {
        xml.element("edXML:edXMLManifest", " version=\"1.0\"", |xml| {
            for attachment in attachments {
                xml.group("edXML:Reference", |xml| {
                    xml.text("edXML:ContentId", &format!("cid:{}", attachment.content_id));
                    xml.text("edXML:ContentType", &attachment.content_type);
                    xml.optional("edXML:Description", attachment.description.as_deref());
                    xml.text("edXML:AttachmentName", &attachment.name);
                });
            }
        });
    });
}

fn attachment(xml: &mut Xml, attachment: &Attachment) {
    xml.group("Attachment", |xml| {
        xml.text("ContentId", &format!("cid:{}", attachment.content_id));
        xml.text("AttachmentName", &attachment.name);
        xml.optional("Description", attachment.description.as_deref());
        xml.text("ContentType", &attachment.content_type);
        // The envelope's declaration of the prefix ends with the envelope.
        let declaration = format!(" xmlns:edXML=\"{NAMESPACE}\"");
        xml.base64(
            "edXML:ContentTransferEncoded",
            &declaration,
            &attachment.bytes,
        );
    });
}

//! Which elements a group holds, in the order the format writes them (domain §1.2, §1.10).

/// One child a group may have.
#[derive(Debug)]
pub(super) struct Child {
    pub(super) name: &'static str,
    /// Several may stand.
    pub(super) many: bool,
    /// The format writes the `edXML` prefix.
    pub(super) prefixed: bool,
    /// Known from the vendor's library, no part of QCVN 102:2016, and ignored.
    pub(super) extension: bool,
}

/// The children of a group, in order.
pub(super) type Group = &'static [Child];

const fn one(name: &'static str) -> Child {
    Child {
        name,
        many: false,
        prefixed: true,
        extension: false,
    }
}

const fn many(name: &'static str) -> Child {
    Child {
        many: true,
        ..one(name)
    }
}

const fn plain(name: &'static str) -> Child {
    Child {
        prefixed: false,
        ..one(name)
    }
}

const fn extension(name: &'static str) -> Child {
    Child {
        many: true,
        extension: true,
        ..one(name)
    }
}

pub(super) const ROOT: Group = &[one("edXMLEnvelope"), plain("AttachmentEncoded")];

pub(super) const ENVELOPE: Group = &[one("edXMLHeader"), one("edXMLBody")];

pub(super) const HEADER: Group = &[
    one("MessageHeader"),
    one("TraceHeaderList"),
    plain("Signature"),
    // .NET builders write this empty element in place of a signature.
    extension("DigitalSignature"),
];

pub(super) const STATUS_ENVELOPE_HEADER: Group = &[one("MessageHeader")];

pub(super) const MESSAGE_HEADER: Group = &[
    one("From"),
    many("To"),
    one("DocumentId"),
    one("Code"),
    one("PromulgationInfo"),
    one("DocumentType"),
    one("Subject"),
    one("Content"),
    one("SignerInfo"),
    one("DueDate"),
    one("OtherInfo"),
    many("ResponseFor"),
    extension("ResponseForTask"),
    one("SteeringType"),
    extension("ApplicationType"),
    one("ToPlaces"),
];

pub(super) const STATUS_HEADER: Group = &[
    one("From"),
    one("ResponseFor"),
    one("StaffInfo"),
    one("StatusCode"),
    one("Description"),
    one("Timestamp"),
];

pub(super) const ORGANISATION: Group = &[
    one("OrganId"),
    one("OrganizationInCharge"),
    one("OrganName"),
    one("OrganAdd"),
    one("Email"),
    one("Telephone"),
    one("Fax"),
    one("Website"),
];

pub(super) const CODE: Group = &[one("CodeNumber"), one("CodeNotation")];

pub(super) const PROMULGATION: Group = &[one("Place"), one("PromulgationDate")];

pub(super) const DOCUMENT_TYPE: Group = &[one("Type"), one("TypeDetail"), one("TypeName")];

pub(super) const SIGNER: Group = &[one("Competence"), one("Position"), one("FullName")];

pub(super) const OTHER: Group = &[
    one("Priority"),
    one("SphereOfPromulgation"),
    one("TyperNotation"),
    one("PromulgationAmount"),
    one("PageAmount"),
    extension("ReplyFors"),
    one("Direction"),
    extension("ReferenceCodes"),
    one("Appendixes"),
];

pub(super) const APPENDIXES: Group = &[many("Appendix")];

pub(super) const ANSWERING: Group = &[
    one("OrganId"),
    one("Code"),
    one("DocumentId"),
    one("PromulgationDate"),
];

pub(super) const PLACES: Group = &[many("Place")];

pub(super) const TRACES: Group = &[many("TraceHeader"), one("Bussiness")];

pub(super) const TRACE: Group = &[one("OrganId"), one("Timestamp")];

pub(super) const BUSINESS: Group = &[
    one("DocumentId"),
    one("BussinessDocType"),
    one("BussinessDocReason"),
    one("Paper"),
    one("BussinessDocumentInfo"),
    one("ReplacementInfoList"),
    one("StaffInfo"),
];

pub(super) const CHANGES: Group = &[
    one("DocumentInfo"),
    one("DocumentReceiver"),
    one("ReceiverList"),
];

pub(super) const RECEIVERS: Group = &[many("Receiver")];

pub(super) const RECEIVER: Group = &[one("OrganId"), one("ReceiverType")];

pub(super) const REPLACEMENTS: Group = &[many("ReplacementInfo")];

pub(super) const REPLACEMENT: Group = &[one("DocumentId"), one("OrganIdList")];

pub(super) const ORGAN_IDS: Group = &[many("OrganId")];

pub(super) const STAFF: Group = &[
    one("Department"),
    extension("DepartmentId"),
    one("Staff"),
    extension("StaffId"),
    one("Email"),
    one("Mobile"),
];

pub(super) const BODY: Group = &[one("edXMLManifest")];

pub(super) const MANIFEST: Group = &[many("Reference")];

pub(super) const REFERENCE: Group = &[
    one("ContentId"),
    one("ContentType"),
    one("Description"),
    one("AttachmentName"),
];

pub(super) const ATTACHMENTS: Group = &[Child {
    prefixed: false,
    ..many("Attachment")
}];

pub(super) const ATTACHMENT: Group = &[
    plain("ContentId"),
    plain("AttachmentName"),
    plain("Description"),
    extension("FieldName"),
    extension("MimeType"),
    extension("Format"),
    plain("ContentType"),
    one("ContentTransferEncoded"),
];

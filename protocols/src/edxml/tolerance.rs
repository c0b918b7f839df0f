//! What the reader let pass, by name: a package read with tolerances would be refused or misread by others.

/// The kinds of deviation the reader tolerates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ToleranceKind {
    /// A byte order mark before the XML.
    ByteOrderMark,
    /// Other bytes before the XML.
    JunkBefore,
    /// Bytes after the root element that are no white space, comment or instruction.
    JunkAfter,
    /// The XML declaration names another encoding than UTF-8, the bytes are UTF-8.
    DeclaredEncoding,
    /// An element without the `edXML` prefix where the format writes one.
    MissingPrefix,
    /// An element with another prefix than the format writes, or with one where it writes none.
    OtherPrefix,
    /// A prefix without a declaration; a strict XML parser refuses the package.
    UndeclaredPrefix,
    /// Children in another order than the format's.
    ElementOrder,
    /// `DocumentId` as the last child of the message header (.NET builders).
    DocumentIdLast,
    /// An element the format does not know; ignored.
    UnknownElement,
    /// An element of the reference library that is no part of QCVN 102:2016; ignored.
    ExtensionElement,
    /// An optional element that is present and empty; read as absent.
    EmptyElement,
    /// A `ResponseFor` without content; ignored.
    EmptyResponseFor,
    /// White space around a value; cut off.
    SurroundingSpace,
    /// Text between the children of an element that has only children; ignored.
    StrayText,
    /// No `TraceHeaderList`.
    NoTraceHeaders,
    /// No `Bussiness` element or no type in it; read as a new document.
    BusinessAbsent,
    /// A `TraceHeader` without `OrganId`.
    TraceWithoutOrganId,
    /// A `TraceHeader` whose `OrganId` is the text `null`.
    TraceOrganIdNull,
    /// A `TraceHeader` without a readable time.
    TraceWithoutTime,
    /// A status code of one digit.
    StatusCodeOneDigit,
    /// A reference's date in another format; read all the same.
    DateFormat,
    /// A reference's date that is no date; read as absent.
    DateUnreadable,
    /// An optional number or flag outside its type or code list; read as absent.
    ValueUnreadable,
    /// `SteeringType` outside 1 to 3.
    SteeringTypeUnusual,
    /// `DocumentType/Type` outside 1 and 2.
    DocumentTypeUnusual,
    /// An agency code in neither form.
    OrganIdIrregular,
    /// A `ContentId` without `cid:`.
    ContentIdPrefix,
    /// `ContentId` of manifest and attachment differ in case only.
    ContentIdCase,
    /// Manifest and attachments do not list the same files.
    ManifestMismatch,
    /// Manifest and attachment declare different types.
    ContentTypeDiffers,
    /// No content type declared; read as the one the file name calls for.
    ContentTypeAbsent,
    /// A file declared as ZIP whose type the library sends raw (older libraries zipped everything).
    ZippedKnownType,
    /// A file sent raw whose type the library would zip.
    RawUnknownType,
    /// White space inside base64.
    Base64Spaces,
}

/// Every kind with its stable id and its sentence.
const KINDS: [(ToleranceKind, &str, &str); 35] = {
    use ToleranceKind as K;
    [
        (
            K::ByteOrderMark,
            "byte-order-mark",
            "a byte order mark stands before the XML",
        ),
        (K::JunkBefore, "junk-before", "bytes stand before the XML"),
        (
            K::JunkAfter,
            "junk-after",
            "bytes stand after the root element",
        ),
        (
            K::DeclaredEncoding,
            "declared-encoding",
            "the declared encoding is not UTF-8, the bytes are",
        ),
        (
            K::MissingPrefix,
            "missing-prefix",
            "elements lack the edXML prefix",
        ),
        (
            K::OtherPrefix,
            "other-prefix",
            "elements have another prefix than the format writes",
        ),
        (
            K::UndeclaredPrefix,
            "undeclared-prefix",
            "a prefix is used without being declared",
        ),
        (
            K::ElementOrder,
            "element-order",
            "children stand in another order",
        ),
        (
            K::DocumentIdLast,
            "document-id-last",
            "DocumentId stands last in the message header",
        ),
        (
            K::UnknownElement,
            "unknown-element",
            "an unknown element is ignored",
        ),
        (
            K::ExtensionElement,
            "extension-element",
            "an element of the vendor's library is ignored",
        ),
        (
            K::EmptyElement,
            "empty-element",
            "an empty element is read as absent",
        ),
        (
            K::EmptyResponseFor,
            "empty-response-for",
            "an empty ResponseFor is ignored",
        ),
        (
            K::SurroundingSpace,
            "surrounding-space",
            "white space around a value is cut off",
        ),
        (
            K::StrayText,
            "stray-text",
            "text between elements is ignored",
        ),
        (
            K::NoTraceHeaders,
            "no-trace-headers",
            "the package has no trace headers",
        ),
        (
            K::BusinessAbsent,
            "business-absent",
            "no business is stated, read as a new document",
        ),
        (
            K::TraceWithoutOrganId,
            "trace-without-organ-id",
            "a trace header names no agency",
        ),
        (
            K::TraceOrganIdNull,
            "trace-organ-id-null",
            "a trace header names the agency `null`",
        ),
        (
            K::TraceWithoutTime,
            "trace-without-time",
            "a trace header has no readable time",
        ),
        (
            K::StatusCodeOneDigit,
            "status-code-one-digit",
            "the status code has one digit",
        ),
        (
            K::DateFormat,
            "date-format",
            "a reference's date is in another format",
        ),
        (
            K::DateUnreadable,
            "date-unreadable",
            "a reference's date is no date, read as absent",
        ),
        (
            K::ValueUnreadable,
            "value-unreadable",
            "an optional value is outside its list, read as absent",
        ),
        (
            K::SteeringTypeUnusual,
            "steering-type-unusual",
            "the steering type is outside 1 to 3",
        ),
        (
            K::DocumentTypeUnusual,
            "document-type-unusual",
            "the document type is neither 1 nor 2",
        ),
        (
            K::OrganIdIrregular,
            "organ-id-irregular",
            "an agency code is in neither form",
        ),
        (
            K::ContentIdPrefix,
            "content-id-prefix",
            "a ContentId lacks `cid:`",
        ),
        (
            K::ContentIdCase,
            "content-id-case",
            "ContentIds differ in case",
        ),
        (
            K::ManifestMismatch,
            "manifest-mismatch",
            "manifest and attachments list different files",
        ),
        (
            K::ContentTypeDiffers,
            "content-type-differs",
            "manifest and attachment declare different types",
        ),
        (
            K::ContentTypeAbsent,
            "content-type-absent",
            "no content type is declared",
        ),
        (
            K::ZippedKnownType,
            "zipped-known-type",
            "a file is zipped that the library sends raw",
        ),
        (
            K::RawUnknownType,
            "raw-unknown-type",
            "a file is sent raw that the library zips",
        ),
        (K::Base64Spaces, "base64-spaces", "base64 holds white space"),
    ]
};

impl ToleranceKind {
    /// A stable id, such as `junk-before`, for reports and rules.
    #[must_use]
    pub fn code(self) -> &'static str {
        KINDS[self as usize].1
    }

    /// Every kind, in the order of declaration.
    pub fn all() -> impl Iterator<Item = ToleranceKind> {
        KINDS.into_iter().map(|(kind, _, _)| kind)
    }
}

impl std::fmt::Display for ToleranceKind {
    /// A short English sentence, lower-case, without a full stop.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(KINDS[*self as usize].2)
    }
}

/// One deviation that was let pass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tolerance {
    /// What kind.
    pub kind: ToleranceKind,
    /// Path of the element, such as `edXML/edXMLEnvelope/edXMLHeader/MessageHeader/To[2]`.
    pub at: String,
    /// What was found there; may be empty.
    pub detail: String,
}

impl std::fmt::Display for Tolerance {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} at {}", self.kind, self.at)?;
        match self.detail.as_str() {
            "" => Ok(()),
            detail => write!(f, ": {detail}"),
        }
    }
}

/// Collects tolerances; keeps the first few of each kind, so that a hostile package cannot fill the memory with them.
#[derive(Debug, Default)]
pub(crate) struct Log {
    /// Each with the number of others it stands for.
    list: Vec<(Tolerance, usize)>,
}

const KEPT_OF_A_KIND: usize = 8;

impl Log {
    /// Notes one deviation.
    pub(crate) fn note(
        &mut self,
        kind: ToleranceKind,
        at: impl std::fmt::Display,
        detail: impl std::fmt::Display,
    ) {
        let detail: String = detail.to_string().chars().take(120).collect();
        let of_kind = self.list.iter().filter(|(t, _)| t.kind == kind).count();
        let full = of_kind >= KEPT_OF_A_KIND;
        let alike = |t: &Tolerance| full || (is_said_once(kind) && t.detail == detail);
        match self
            .list
            .iter_mut()
            .rfind(|(t, _)| t.kind == kind && alike(t))
        {
            Some((_, more)) => *more += 1,
            None => self.list.push((
                Tolerance {
                    kind,
                    at: at.to_string(),
                    detail,
                },
                0,
            )),
        }
    }

    /// The list, in the order noted; one that stands for others says for how many.
    pub(crate) fn finish(self) -> Vec<Tolerance> {
        let say = |(mut tolerance, more): (Tolerance, usize)| {
            if more > 0 {
                let glue = if tolerance.detail.is_empty() {
                    ""
                } else {
                    "; "
                };
                tolerance.detail += &format!("{glue}{more} more like it in the package");
            }
            tolerance
        };
        self.list.into_iter().map(say).collect()
    }
}

/// A package without prefixes says so once, not sixty times.
fn is_said_once(kind: ToleranceKind) -> bool {
    use ToleranceKind::{MissingPrefix, OtherPrefix, UndeclaredPrefix};
    matches!(kind, MissingPrefix | OtherPrefix | UndeclaredPrefix)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_the_order_of_the_enum_and_ids_are_unique() {
        let mut ids: Vec<&str> = ToleranceKind::all().map(ToleranceKind::code).collect();
        for (i, (kind, _, _)) in KINDS.into_iter().enumerate() {
            assert_eq!(kind as usize, i, "{kind:?}");
        }
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), KINDS.len());
    }

    #[test]
    fn a_flood_of_one_kind_is_counted_not_kept() {
        let mut log = Log::default();
        (0..1000).for_each(|i| log.note(ToleranceKind::EmptyElement, i, ""));
        (0..9).for_each(|i| log.note(ToleranceKind::OtherPrefix, i, i % 2));
        log.note(ToleranceKind::JunkAfter, "x", "y");
        let list = log.finish();
        assert_eq!(list.len(), KEPT_OF_A_KIND + 2 + 1);
        assert_eq!(
            list[KEPT_OF_A_KIND].detail,
            "0; 4 more like it in the package"
        );
        assert_eq!(
            list[KEPT_OF_A_KIND - 1].detail,
            "992 more like it in the package"
        );
    }
}

//! The strict writer: one shape only, the one of the reference library and the operator's samples (domain §1.2).

mod document;
mod status;
mod xml;

use super::xml::{Events, Path, Scope, Tag, after_root, read_element};
use super::{
    Document, Finding, Limits, ReadError, Severity, Status, WriteError, check, check_status,
};
use xml::Xml;
pub(super) use xml::escape;

/// Writes a document package: UTF-8, every element in the order and with the prefixes of the format, empty values left
/// out, base64 in one line.
///
/// # Errors
/// Refuses what [`check`] finds with severity error, a first trace header without agency or time, a signature that is
/// no `Signature` element of its own, and characters XML forbids.
pub fn write_document(document: &Document) -> Result<Vec<u8>, WriteError> {
    refuse(check(document))?;
    own_trace(document)?;
    write_document_unchecked(document)
}

/// Writes a document package whatever its values: for tests that must send what a strict sender never would.
///
/// # Errors
/// Only what would not be XML: forbidden characters, a signature that is no element of its own.
pub fn write_document_unchecked(document: &Document) -> Result<Vec<u8>, WriteError> {
    let payload: usize = document
        .attachments
        .iter()
        .map(|a| a.bytes.len() / 3 * 4 + 1024)
        .sum();
    let mut xml = Xml::with_capacity(payload + 4096 + document.to.len() * 512);
    if let Some(signature) = &document.signature {
        signature_fits(signature)?;
    }
    document::document(&mut xml, document);
    xml.finish()
}

/// Writes a status package; as strict as [`write_document`].
///
/// # Errors
/// Refuses what [`check_status`] finds with severity error, and characters XML forbids.
pub fn write_status(status: &Status) -> Result<Vec<u8>, WriteError> {
    refuse(check_status(status))?;
    let mut xml = Xml::with_capacity(4096);
    status::status(&mut xml, status);
    xml.finish()
}

fn refuse(findings: Vec<Finding>) -> Result<(), WriteError> {
    match findings.into_iter().find(|f| f.severity == Severity::Error) {
        None => Ok(()),
        Some(Finding {
            rule,
            at,
            expected,
            found,
            ..
        }) => Err(WriteError::Refused {
            rule,
            at,
            expected,
            found,
        }),
    }
}

/// The first trace header is the sender's own; those of later stations are theirs to get wrong.
fn own_trace(document: &Document) -> Result<(), WriteError> {
    let complete = document
        .traces
        .first()
        .is_some_and(|t| t.at.is_some() && t.organ_id.as_ref().is_some_and(|id| !id.is_empty()));
    if complete {
        return Ok(());
    }
    Err(WriteError::Refused {
        rule: "trace-header",
        at: "edXML/edXMLEnvelope/edXMLHeader/TraceHeaderList/TraceHeader[1]".to_owned(),
        expected: "the sender's code and time".to_owned(),
        found: "none".to_owned(),
    })
}

/// A raw signature must be one well-formed `Signature` element that needs no declaration from outside.
fn signature_fits(raw: &str) -> Result<(), WriteError> {
    let wrong = |problem: String| WriteError::Signature(problem);
    let limits = Limits::default();
    let mut events = Events::new(raw, &limits, Scope::of_package());
    let accept = |tag: &Tag<'_>| match (tag.name, tag.span.start) {
        ("Signature", 0) => Ok(()),
        _ => Err(ReadError::WrongRoot {
            found: tag.name.to_owned(),
        }),
    };
    let element = read_element(&mut events, accept)
        .map_err(|e| wrong(format!("expected one well-formed Signature element: {e}")))?;
    if after_root(raw.as_bytes(), events.position()).is_some() || element.span.end != raw.len() {
        return Err(wrong(
            "expected nothing after the Signature element".to_owned(),
        ));
    }
    match undeclared(&element, &Path::root("Signature")) {
        Some(at) => Err(wrong(format!(
            "expected every prefix to be declared inside, found none for {at}"
        ))),
        None => Ok(()),
    }
}

/// The path of the first element with a prefix that is not declared.
fn undeclared(element: &super::xml::Element<'_>, path: &Path<'_>) -> Option<String> {
    use super::xml::Namespace;
    if element.namespace == Namespace::Undeclared || element.undeclared_attribute.is_some() {
        return Some(path.to_string());
    }
    element
        .children
        .iter()
        .find_map(|c| undeclared(c, &path.child(c.name)))
}

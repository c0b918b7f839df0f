//! The tolerant reader: bytes to a package, with the list of what was tolerated.

mod attachments;
mod business;
mod document;
mod group;
mod parts;
mod status;
mod vocabulary;

use super::tolerance::Log;
use super::xml::{self, Element, Events, Namespace, Path, Scope, Source, Tag};
use super::{Limits, Package, ReadError, Tolerance, ToleranceKind};
use group::Group;

/// A package that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// What it says.
    pub package: Package,
    /// What was tolerated on the way; empty for a package of the exact form.
    pub tolerated: Vec<Tolerance>,
}

/// What every part of the reader needs.
pub(super) struct Context<'s> {
    /// The XML, for elements that are kept raw.
    text: &'s str,
    limits: &'s Limits,
    log: Log,
}

impl Context<'_> {
    fn note(
        &mut self,
        kind: ToleranceKind,
        at: impl std::fmt::Display,
        detail: impl std::fmt::Display,
    ) {
        self.log.note(kind, at, detail);
    }
}

/// Reads a package, document or status.
///
/// Deviations that field packages show are tolerated and listed ([`ToleranceKind`]). An attachment whose payload is no
/// whole base64 refuses the package: its bytes are unknown, and no reading of them would be the sender's.
///
/// # Errors
/// What is no XML, declares a document type or entities, has another root or namespace, lacks a required element,
/// holds a value that cannot be understood, or exceeds a limit. Every error names the element.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Read, ReadError> {
    let source = xml::open(bytes, limits)?;
    let mut events = Events::new(source.text, limits, Scope::default());
    let root =
        xml::read_element(&mut events, accept_root).map_err(|e| name_broken_text(e, &source))?;
    let mut context = Context {
        text: source.text,
        limits,
        log: Log::default(),
    };
    surroundings(&mut context, bytes, &source, &events);
    let package = envelope(&mut context, &root)?;
    Ok(Read {
        package,
        tolerated: context.log.finish(),
    })
}

/// Refuses another root element before anything else is read.
pub(super) fn accept_root(tag: &Tag<'_>) -> Result<(), ReadError> {
    if tag.name != "edXML" {
        let colon = if tag.prefix.is_empty() { "" } else { ":" };
        let found = format!("{}{colon}{}", tag.prefix, tag.name)
            .chars()
            .take(80)
            .collect();
        return Err(ReadError::WrongRoot { found });
    }
    if tag.namespace != Namespace::Package {
        let found = tag.namespace.to_string();
        return Err(ReadError::WrongNamespace {
            at: "edXML".to_owned(),
            found,
        });
    }
    Ok(())
}

/// When the text ended because its bytes stop being UTF-8, says so.
pub(super) fn name_broken_text(error: ReadError, source: &Source<'_>) -> ReadError {
    match error {
        ReadError::NotXml { at, line, .. } if source.broken => ReadError::NotXml {
            at,
            line,
            problem: "expected UTF-8, found other bytes".to_owned(),
        },
        other => other,
    }
}

/// Notes what stands around the XML.
fn surroundings(
    context: &mut Context<'_>,
    bytes: &[u8],
    source: &Source<'_>,
    events: &Events<'_, '_>,
) {
    if source.byte_order_mark {
        context.note(ToleranceKind::ByteOrderMark, "edXML", "");
    }
    if !source.junk.is_empty() {
        context.note(
            ToleranceKind::JunkBefore,
            "edXML",
            source.junk.get(..24).unwrap_or(source.junk).escape_ascii(),
        );
    }
    if let Some(junk) = xml::after_root(bytes, source.offset + events.position()) {
        context.note(ToleranceKind::JunkAfter, "edXML", junk);
    }
    if let Some(encoding) = &events.encoding
        && !["utf-8", "utf8", "us-ascii"].contains(&encoding.to_ascii_lowercase().as_str())
    {
        context.note(ToleranceKind::DeclaredEncoding, "edXML", encoding);
    }
}

fn envelope(context: &mut Context<'_>, root: &Element<'_>) -> Result<Package, ReadError> {
    let path = Path::root("edXML");
    group::note_prefix(context, root, &path, false);
    let outer = Group::open(context, root, &path, vocabulary::ROOT)?;
    let envelope_path = path.child("edXMLEnvelope");
    let envelope = Group::open(
        context,
        outer.required("edXMLEnvelope")?,
        &envelope_path,
        vocabulary::ENVELOPE,
    )?;
    let header_path = envelope_path.child("edXMLHeader");
    let header_element = envelope.required("edXMLHeader")?;
    if is_status(header_element) {
        let header = Group::open(
            context,
            header_element,
            &header_path,
            vocabulary::STATUS_ENVELOPE_HEADER,
        )?;
        let status = status::status(context, &header)?;
        group::note_unused(context, &outer, "AttachmentEncoded");
        group::note_unused(context, &envelope, "edXMLBody");
        return Ok(Package::Status(Box::new(status)));
    }
    let header = Group::open(context, header_element, &header_path, vocabulary::HEADER)?;
    let mut document = document::document(context, &header)?;
    document.attachments = attachments::attachments(context, &outer, &envelope)?;
    Ok(Package::Document(Box::new(document)))
}

/// A package is a status iff its message header has a status code; the transport's `messagetype` is not in the XML.
fn is_status(header: &Element<'_>) -> bool {
    let messages = header.children.iter().filter(|e| e.name == "MessageHeader");
    messages
        .flat_map(|m| &m.children)
        .any(|e| e.name == "StatusCode")
}

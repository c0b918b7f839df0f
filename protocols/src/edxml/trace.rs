//! Adds a station to a package in transit without touching another byte.

use std::ops::Range;

use super::read::{accept_root, name_broken_text};
use super::write::escape;
use super::xml::{self, Events, Item, Scope, Tag};
use super::{Limits, ReadError, Trace};
use crate::dates;

/// Where the parts of a header stand in the text.
#[derive(Default)]
struct Found<'a> {
    /// Prefix and end of the message header.
    message: Option<(&'a str, usize)>,
    is_status: bool,
    /// Prefix and start tag of the trace header list.
    list: Option<(&'a str, Range<usize>, bool)>,
    /// The end of the last trace header.
    last_trace: Option<usize>,
}

/// Splices one `TraceHeader` into a document package, after the last one it has; every other byte stays.
///
/// The axis re-serialises packages when it does this (domain §1.8), which breaks signatures and turns up bugs of its
/// writer; a splice cannot. A document without a list gets one after its message header. A status has no list and is
/// returned as it is. The header's own prefix is used, declared or not.
///
/// # Errors
/// The package is none (as [`super::read`] says), or the trace has neither agency nor time, or no XML characters.
pub fn append_trace(package: &[u8], trace: &Trace) -> Result<Vec<u8>, ReadError> {
    let limits = Limits::default();
    let source = xml::open(package, &limits)?;
    let mut events = Events::new(source.text, &limits, Scope::default());
    let found = find(&mut events).map_err(|e| name_broken_text(e, &source))?;
    if found.is_status {
        return Ok(package.to_vec());
    }
    let (replaced, text) = splice(&found, trace)?;
    let (start, end) = (source.offset + replaced.start, source.offset + replaced.end);
    let mut out = Vec::with_capacity(package.len() + text.len());
    out.extend_from_slice(&package[..start]);
    out.extend_from_slice(text.as_bytes());
    out.extend_from_slice(&package[end..]);
    Ok(out)
}

/// What replaces which bytes of the text; nothing or the `/>` of an empty list is replaced.
fn splice(found: &Found<'_>, trace: &Trace) -> Result<(Range<usize>, String), ReadError> {
    match (&found.list, found.message) {
        (Some((prefix, tag, true)), _) => {
            let name = qualified(prefix, "TraceHeaderList");
            let text = format!(">{}</{name}>", element(prefix, trace)?);
            Ok((tag.end - 2..tag.end, text))
        }
        (Some((prefix, tag, false)), _) => {
            let at = found.last_trace.unwrap_or(tag.end);
            Ok((at..at, element(prefix, trace)?))
        }
        (None, Some((prefix, end))) => {
            let name = qualified(prefix, "TraceHeaderList");
            Ok((
                end..end,
                format!("<{name}>{}</{name}>", element(prefix, trace)?),
            ))
        }
        (None, None) => Err(ReadError::Missing {
            at: "edXML/edXMLEnvelope/edXMLHeader/MessageHeader".to_owned(),
        }),
    }
}

/// Reads up to the end of the header; what follows, the attachments, is not looked at.
fn find<'a>(events: &mut Events<'a, '_>) -> Result<Found<'a>, ReadError> {
    let mut found = Found::default();
    let mut open: Vec<&'a str> = Vec::new();
    while let Some(item) = events.next()? {
        match item {
            Item::Start(tag) => {
                if open.is_empty() {
                    accept_root(&tag)?;
                }
                open.push(tag.name);
                start(&mut found, &open, &tag);
                if tag.empty {
                    end(&mut found, &open, tag.span.end);
                    open.pop();
                }
            }
            Item::End(span) => {
                end(&mut found, &open, span.end);
                if open == HEADER {
                    return Ok(found);
                }
                open.pop();
            }
            Item::Text(_) => {}
        }
    }
    Ok(found)
}

const HEADER: [&str; 3] = ["edXML", "edXMLEnvelope", "edXMLHeader"];

fn start<'a>(found: &mut Found<'a>, open: &[&'a str], tag: &Tag<'a>) {
    match open.strip_prefix(&HEADER) {
        Some(["MessageHeader"]) => found.message = Some((tag.prefix, tag.span.end)),
        Some(["MessageHeader", "StatusCode"]) => found.is_status = true,
        Some(["TraceHeaderList"]) => found.list = Some((tag.prefix, tag.span.clone(), tag.empty)),
        _ => {}
    }
}

fn end(found: &mut Found<'_>, open: &[&str], at: usize) {
    match open.strip_prefix(&HEADER) {
        Some(["MessageHeader"]) => found.message = found.message.map(|(prefix, _)| (prefix, at)),
        Some(["TraceHeaderList", "TraceHeader"]) => found.last_trace = Some(at),
        _ => {}
    }
}

fn qualified(prefix: &str, name: &str) -> String {
    match prefix {
        "" => name.to_owned(),
        prefix => format!("{prefix}:{name}"),
    }
}

fn element(prefix: &str, trace: &Trace) -> Result<String, ReadError> {
    let at = "the TraceHeader to append";
    let leaf = |name: &str, value: &str| {
        let name = qualified(prefix, name);
        match escape(value) {
            Some(value) => Ok(format!("<{name}>{value}</{name}>")),
            None => Err(ReadError::invalid(
                at,
                "characters that XML allows",
                &value.escape_debug().to_string(),
            )),
        }
    };
    let mut inside = String::new();
    if let Some(id) = trace.organ_id.as_deref().filter(|id| !id.is_empty()) {
        inside += &leaf("OrganId", id)?;
    }
    if let Some(time) = trace.at {
        inside += &leaf("Timestamp", &dates::format_date_time(time))?;
    }
    if inside.is_empty() {
        return Err(ReadError::invalid(at, "an agency or a time", ""));
    }
    let name = qualified(prefix, "TraceHeader");
    Ok(format!("<{name}>{inside}</{name}>"))
}

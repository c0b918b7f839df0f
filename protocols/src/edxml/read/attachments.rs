//! The attached files: the manifest in the body, the payloads beside the envelope, joined by their ids.

use std::collections::HashMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::super::xml::{Element, Path, chars};
use super::super::{Attachment, ReadError, ToleranceKind};
use super::group::{Group, leaf, missing};
use super::{Context, vocabulary};
use crate::attachments::{declared_type, is_sent_raw};

/// One line of the manifest.
struct Reference {
    content_id: String,
    content_type: Option<String>,
    description: Option<String>,
    name: Option<String>,
    used: bool,
}

/// The manifest's lines, to be found by id without walking them: a hostile package has many of both.
#[derive(Default)]
struct Manifest {
    lines: Vec<Reference>,
    exact: HashMap<String, usize>,
    folded: HashMap<String, usize>,
}

impl Manifest {
    fn add(&mut self, line: Reference) {
        let place = self.lines.len();
        let folded = line.content_id.to_ascii_lowercase();
        self.exact.entry(line.content_id.clone()).or_insert(place);
        self.folded.entry(folded).or_insert(place);
        self.lines.push(line);
    }

    fn find(&self, content_id: &str) -> Option<usize> {
        let folded = || self.folded.get(&content_id.to_ascii_lowercase());
        self.exact.get(content_id).or_else(folded).copied()
    }
}

/// Reads all attached files of a document package.
pub(super) fn attachments(
    context: &mut Context<'_>,
    root: &Group<'_, '_>,
    envelope: &Group<'_, '_>,
) -> Result<Vec<Attachment>, ReadError> {
    let mut manifest = manifest(context, envelope)?;
    let mut list = Vec::new();
    let path = root.path.child("AttachmentEncoded");
    if let Some(element) = root.one("AttachmentEncoded") {
        let group = Group::open(context, element, &path, vocabulary::ATTACHMENTS)?;
        if !group.is_empty(context) {
            for (i, element) in group.all("Attachment").enumerate() {
                list.push(attachment(
                    context,
                    element,
                    &path.nth("Attachment", i),
                    &mut manifest,
                )?);
            }
        }
    }
    for reference in manifest.lines.iter().filter(|r| !r.used) {
        let detail = format_args!("`{}` is in the manifest only", reference.content_id);
        context.note(ToleranceKind::ManifestMismatch, path, detail);
    }
    Ok(list)
}

fn manifest(context: &mut Context<'_>, envelope: &Group<'_, '_>) -> Result<Manifest, ReadError> {
    let Some(body_element) = envelope.one("edXMLBody") else {
        return Ok(Manifest::default());
    };
    let body_path = envelope.path.child("edXMLBody");
    let body = Group::open(context, body_element, &body_path, vocabulary::BODY)?;
    let Some(element) = body.one("edXMLManifest") else {
        body.is_empty(context);
        return Ok(Manifest::default());
    };
    let path = body_path.child("edXMLManifest");
    let group = Group::open(context, element, &path, vocabulary::MANIFEST)?;
    let mut manifest = Manifest::default();
    for (i, element) in group.all("Reference").enumerate() {
        let path = path.nth("Reference", i);
        let line = Group::open(context, element, &path, vocabulary::REFERENCE)?;
        let Some(content_id) = content_id(context, &line)? else {
            continue;
        };
        manifest.add(Reference {
            content_id,
            content_type: line.text(context, "ContentType")?,
            description: line.text(context, "Description")?,
            name: line.text(context, "AttachmentName")?,
            used: false,
        });
    }
    Ok(manifest)
}

/// The id of a group without its `cid:`.
fn content_id(
    context: &mut Context<'_>,
    group: &Group<'_, '_>,
) -> Result<Option<String>, ReadError> {
    let Some(text) = group.text(context, "ContentId")? else {
        return Ok(None);
    };
    let prefixed = text
        .get(..4)
        .is_some_and(|p| p.eq_ignore_ascii_case("cid:"));
    if prefixed {
        return Ok(Some(text[4..].to_owned()));
    }
    context.note(
        ToleranceKind::ContentIdPrefix,
        group.path.child("ContentId"),
        &text,
    );
    Ok(Some(text))
}

fn attachment(
    context: &mut Context<'_>,
    element: &Element<'_>,
    path: &Path<'_>,
    manifest: &mut Manifest,
) -> Result<Attachment, ReadError> {
    let group = Group::open(context, element, path, vocabulary::ATTACHMENT)?;
    let content_id =
        content_id(context, &group)?.ok_or_else(|| missing(&path.child("ContentId")))?;
    let reference = join(context, manifest, &content_id, path);
    let (listed_name, listed_description, listed_type) = match &reference {
        Some(r) => (
            r.name.clone(),
            r.description.clone(),
            r.content_type.clone(),
        ),
        None => (None, None, None),
    };
    let name = group.text(context, "AttachmentName")?.or(listed_name);
    let name = name.ok_or_else(|| missing(&path.child("AttachmentName")))?;
    let own_type = group.text(context, "ContentType")?;
    let description = group.text(context, "Description")?.or(listed_description);
    let content_type = content_type(context, path, &name, own_type, listed_type);
    let bytes = payload(context, &group, &name)?;
    Ok(Attachment {
        content_id,
        name,
        description,
        content_type,
        bytes,
    })
}

/// Finds the manifest's line of a payload: by the id, and if there is none, by the id in another case.
fn join<'m>(
    context: &mut Context<'_>,
    manifest: &'m mut Manifest,
    content_id: &str,
    path: &Path<'_>,
) -> Option<&'m mut Reference> {
    let Some(found) = manifest.find(content_id) else {
        let detail = format_args!("`{content_id}` is not in the manifest");
        context.note(ToleranceKind::ManifestMismatch, path, detail);
        return None;
    };
    let reference = manifest.lines.get_mut(found)?;
    if reference.content_id != content_id {
        context.note(ToleranceKind::ContentIdCase, path, content_id);
    }
    reference.used = true;
    Some(reference)
}

fn content_type(
    context: &mut Context<'_>,
    path: &Path<'_>,
    name: &str,
    own: Option<String>,
    listed: Option<String>,
) -> String {
    let at = path.child("ContentType");
    if let (Some(own), Some(listed)) = (&own, &listed)
        && own != listed
    {
        context.note(
            ToleranceKind::ContentTypeDiffers,
            at,
            format_args!("{listed} in the manifest, {own} here"),
        );
    }
    let Some(declared) = own.or(listed) else {
        context.note(ToleranceKind::ContentTypeAbsent, at, "");
        return declared_type(name);
    };
    let zipped = declared.eq_ignore_ascii_case("application/zip");
    match (zipped, is_sent_raw(name)) {
        (true, true) if declared_type(name) != "application/zip" => {
            context.note(ToleranceKind::ZippedKnownType, at, name);
        }
        (false, false) => context.note(
            ToleranceKind::RawUnknownType,
            at,
            format_args!("{declared} for {name}"),
        ),
        _ => {}
    }
    declared
}

fn payload(
    context: &mut Context<'_>,
    group: &Group<'_, '_>,
    name: &str,
) -> Result<Vec<u8>, ReadError> {
    let element = group.required("ContentTransferEncoded")?;
    let path = group.path.child("ContentTransferEncoded");
    let text = element.text.trim_matches(chars::is_space);
    if text.is_empty() {
        // An empty file is damage, not a broken package: attachments::inspect names it.
        leaf(context, element, &path)?;
        return Ok(Vec::new());
    }
    let limit = context.limits.attachment_bytes;
    let too_large = |found: String| ReadError::TooLarge {
        at: format!("attachment `{name}` at {path}"),
        limit,
        unit: "bytes",
        found,
    };
    // Before decoding, with room for line breaks; exactly, afterwards.
    let about = text.len() / 4 * 3;
    if about > limit.saturating_add(limit / 16).saturating_add(1024) {
        return Err(too_large(format!("about {about}")));
    }
    let bytes = decode(context, text, &path).map_err(|problem| ReadError::Payload {
        at: path.to_string(),
        name: name.to_owned(),
        problem,
    })?;
    if bytes.len() > limit {
        return Err(too_large(bytes.len().to_string()));
    }
    Ok(bytes)
}

fn decode(context: &mut Context<'_>, text: &str, path: &Path<'_>) -> Result<Vec<u8>, String> {
    if let Ok(bytes) = STANDARD.decode(text) {
        return Ok(bytes);
    }
    let joined: String = text.split_ascii_whitespace().collect();
    let bytes = STANDARD
        .decode(&joined)
        .map_err(|e| base64_problem(&joined, &e))?;
    context.note(ToleranceKind::Base64Spaces, path, "");
    Ok(bytes)
}

/// Says what is wrong with a text that is no base64, in words that tell a cut from a foreign text.
fn base64_problem(text: &str, error: &base64::DecodeError) -> String {
    let foreign =
        |c: &(usize, char)| !c.1.is_ascii_alphanumeric() && !matches!(c.1, '+' | '/' | '=');
    if let Some((at, c)) = text.char_indices().find(foreign) {
        let start: String = text.chars().take(40).collect();
        return format!(
            "found the character `{}` at place {at} of `{start}`",
            c.escape_debug()
        );
    }
    match text.len() {
        n if n % 4 != 0 => {
            format!("found {n} characters, which is no multiple of 4: it was cut short")
        }
        _ => format!("found a wrong end ({error}): it was cut short or joined"),
    }
}

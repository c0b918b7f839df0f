//! Other producers' ways of writing the same package, as edits on the text our own strict writer made.
//!
//! The edits may rely on that writer's shape (prefix `edXML`, no attributes on the elements moved), never on content:
//! element names cannot occur inside text, because the writer escapes `<`.

use crate::temperament::Dialect;

pub(super) fn translate(package: Vec<u8>, dialect: Dialect) -> Vec<u8> {
    match dialect {
        Dialect::Library => package,
        Dialect::DotNet => edit(package, dot_net),
        Dialect::Unprefixed => edit(package, unprefixed),
    }
}

/// `text` before everything else.
pub(super) fn after(text: &str, package: Vec<u8>) -> Vec<u8> {
    if text.is_empty() {
        package
    } else {
        [text.as_bytes(), &package].concat()
    }
}

/// An empty ResponseFor where the format has its place: before SteeringType, ToPlaces or the end of the header.
pub(super) fn with_empty_answer(package: &[u8]) -> Vec<u8> {
    edit(package.to_vec(), |mut text| {
        let places = [
            "<edXML:SteeringType>",
            "<edXML:ToPlaces>",
            "</edXML:MessageHeader>",
        ];
        if let Some(at) = places.iter().find_map(|place| text.find(place)) {
            text.insert_str(at, "<edXML:ResponseFor/>");
        }
        text
    })
}

/// The content of ResponseFor taken out.
pub(super) fn with_emptied_answer(package: &[u8]) -> Vec<u8> {
    edit(package.to_vec(), |mut text| {
        if let Some((start, end)) = element(&text, "edXML:ResponseFor") {
            text.replace_range(start..end, "<edXML:ResponseFor/>");
        }
        text
    })
}

/// The leading zero of the status code taken out.
pub(super) fn with_one_digit(package: &[u8]) -> Vec<u8> {
    edit(package.to_vec(), |text| {
        text.replacen("StatusCode>0", "StatusCode>", 1)
    })
}

fn edit(package: Vec<u8>, change: impl Fn(String) -> String) -> Vec<u8> {
    match String::from_utf8(package) {
        Ok(text) => change(text).into_bytes(),
        Err(unchanged) => unchanged.into_bytes(),
    }
}

fn unprefixed(text: String) -> String {
    text.replace("<edXML:", "<")
        .replace("</edXML:", "</")
        .replace(" xmlns:edXML=", " xmlns:unused=")
}

/// The .NET sample: DocumentId last in the header, TypeName before TypeDetail, SOAP attributes on the trace list, link
/// attributes on references, an empty DigitalSignature (field observation: domain §1.2).
fn dot_net(mut text: String) -> String {
    if let Some((start, end)) = first_in_header(&text) {
        let id = text[start..end].to_string();
        text.replace_range(start..end, "");
        text = text.replacen(
            "</edXML:MessageHeader>",
            &format!("{id}</edXML:MessageHeader>"),
            1,
        );
    }
    text = name_before_detail(text);
    let list = "<edXML:TraceHeaderList id=\"trace\" version=\"1.0\" mustUnderstand=\"1\" actor=\"http://schemas.xmlsoap.org/soap/actor/next\">";
    text = text.replacen("<edXML:TraceHeaderList>", list, 1);
    linked(text).replacen(
        "</edXML:TraceHeaderList>",
        "</edXML:TraceHeaderList><edXML:DigitalSignature/>",
        1,
    )
}

/// DocumentId also occurs in answers and in the business part; the header's own comes before Code.
fn first_in_header(text: &str) -> Option<(usize, usize)> {
    let found = element(text, "edXML:DocumentId")?;
    (found.1 <= text.find("<edXML:Code>")?).then_some(found)
}

fn name_before_detail(mut text: String) -> String {
    let (Some((start, middle)), Some((name, end))) = (
        element(&text, "edXML:TypeDetail"),
        element(&text, "edXML:TypeName"),
    ) else {
        return text;
    };
    if start < name {
        let swapped = format!(
            "{}{}{}",
            &text[name..end],
            &text[middle..name],
            &text[start..middle]
        );
        text.replace_range(start..end, &swapped);
    }
    text
}

/// Adds `xlink` attributes to every manifest reference, pointing at its own ContentId.
fn linked(text: String) -> String {
    const OPEN: &str = "<edXML:Reference>";
    let mut out = String::with_capacity(text.len() + 256);
    let mut rest = text.as_str();
    while let Some(at) = rest.find(OPEN) {
        out.push_str(&rest[..at]);
        let inside = &rest[at + OPEN.len()..];
        let id = between(inside, "<edXML:ContentId>", "</edXML:ContentId>").unwrap_or_default();
        let id = id.strip_prefix("cid:").unwrap_or(id);
        out.push_str(
            "<edXML:Reference xmlns:xlink=\"http://www.w3.org/1999/xlink\" xlink:href=\"cid:",
        );
        out.push_str(id);
        out.push_str("\" xlink:role=\"XLinkRole\" xlink:type=\"simple\">");
        rest = inside;
    }
    out + rest
}

fn between<'a>(text: &'a str, open: &str, close: &str) -> Option<&'a str> {
    let start = text.find(open)? + open.len();
    let end = text[start..].find(close)? + start;
    Some(&text[start..end])
}

/// Start and end of the first element of that name, tags included.
fn element(text: &str, name: &str) -> Option<(usize, usize)> {
    let start = text.find(&format!("<{name}>"))?;
    let close = format!("</{name}>");
    let end = text[start..].find(&close)? + start + close.len();
    Some((start, end))
}

//! The status package, element by element in the order of domain §1.10.

use super::super::{NAMESPACE, Status};
use super::document::{answering, envelope, organisation, staff};
use super::xml::Xml;
use crate::dates::format_date_time;

/// Writes the whole package.
pub(super) fn status(xml: &mut Xml, status: &Status) {
    xml.element("edXML", &format!(" xmlns=\"{NAMESPACE}\""), |xml| {
        envelope(xml, |xml| {
            xml.group("edXML:edXMLHeader", |xml| {
                xml.group("edXML:MessageHeader", |xml| message_header(xml, status));
            });
        });
    });
}

fn message_header(xml: &mut Xml, status: &Status) {
    xml.group("edXML:From", |xml| organisation(xml, &status.from));
    answering(xml, &status.answers);
    status.staff.iter().for_each(|s| staff(xml, s));
    xml.text("edXML:StatusCode", status.code.wire());
    xml.optional("edXML:Description", status.description.as_deref());
    xml.text("edXML:Timestamp", &format_date_time(status.at));
}

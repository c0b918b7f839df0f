//! Packages written out by hand.

/// A document to be written.
#[derive(Clone)]
pub struct Doc<'a> {
    pub from: &'a str,
    pub to: &'a [&'a str],
    pub id: &'a str,
    pub number: &'a str,
    pub priority: u8,
    pub date: &'a str,
    pub subject: &'a str,
    /// Further elements of the message header.
    pub header: &'a str,
    /// The business element.
    pub business: &'a str,
}

impl Default for Doc<'_> {
    fn default() -> Self {
        Self {
            from: super::client::VPCP,
            to: &[super::client::NGHE_AN],
            id: "9fbfbad2-f1f8-4256-a2eb-50fb1061cddb",
            number: "12",
            priority: 0,
            date: "2026/03/02",
            subject: "Về việc thử liên thông",
            header: "",
            business: "<edXML:Bussiness><edXML:BussinessDocType>0</edXML:BussinessDocType></edXML:Bussiness>",
        }
    }
}

impl Doc<'_> {
    pub fn write(&self) -> Vec<u8> {
        let Doc {
            from,
            id,
            number,
            priority,
            date,
            subject,
            header,
            business,
            ..
        } = self;
        let to: String = self
            .to
            .iter()
            .map(|to| format!("<edXML:To><edXML:OrganId>{to}</edXML:OrganId><edXML:OrganName>N</edXML:OrganName></edXML:To>"))
            .collect();
        format!(
            r#"<?xml version="1.0" encoding="UTF-8"?>
<edXML xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016">
<edXML:edXMLEnvelope xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016"><edXML:edXMLHeader><edXML:MessageHeader>
<edXML:From><edXML:OrganId>{from}</edXML:OrganId><edXML:OrganName>Tên</edXML:OrganName></edXML:From>{to}
<edXML:DocumentId>{id}</edXML:DocumentId>
<edXML:Code><edXML:CodeNumber>{number}</edXML:CodeNumber><edXML:CodeNotation>CV-TT</edXML:CodeNotation></edXML:Code>
<edXML:PromulgationInfo><edXML:Place>Hà Nội</edXML:Place><edXML:PromulgationDate>{date}</edXML:PromulgationDate></edXML:PromulgationInfo>
<edXML:Subject>{subject}</edXML:Subject><edXML:OtherInfo><edXML:Priority>{priority}</edXML:Priority></edXML:OtherInfo>{header}
</edXML:MessageHeader><edXML:TraceHeaderList><edXML:TraceHeader><edXML:OrganId>{from}</edXML:OrganId>
<edXML:Timestamp>2026/03/02 07:59:00</edXML:Timestamp></edXML:TraceHeader>{business}</edXML:TraceHeaderList>
</edXML:edXMLHeader></edXML:edXMLEnvelope></edXML>"#
        )
        .into_bytes()
    }

    /// The reference a status makes to it.
    pub fn reference(&self, addressee: &str) -> String {
        format!(
            "<edXML:ResponseFor><edXML:OrganId>{addressee}</edXML:OrganId><edXML:Code>{}/CV-TT</edXML:Code>\
             <edXML:DocumentId>{}</edXML:DocumentId><edXML:PromulgationDate>{}</edXML:PromulgationDate></edXML:ResponseFor>",
            self.number, self.id, self.date
        )
    }
}

/// A status of a document; `seconds` makes repeated ones differ.
pub fn status(from: &str, reference: &str, code: &str, seconds: u8) -> Vec<u8> {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<edXML xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016">
<edXML:edXMLEnvelope xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016"><edXML:edXMLHeader><edXML:MessageHeader>
<edXML:From><edXML:OrganId>{from}</edXML:OrganId><edXML:OrganName>Tên</edXML:OrganName></edXML:From>{reference}
<edXML:StaffInfo><edXML:Department>VT</edXML:Department><edXML:Staff>Trâm</edXML:Staff></edXML:StaffInfo>
<edXML:StatusCode>{code}</edXML:StatusCode><edXML:Description>Ghi chú</edXML:Description>
<edXML:Timestamp>2026/03/02 08:00:{seconds:02}</edXML:Timestamp>
</edXML:MessageHeader></edXML:edXMLHeader></edXML:edXMLEnvelope></edXML>"#
    )
    .into_bytes()
}

//! What the axis answers: one envelope, several payloads (domain §3.1 "Answers").

use serde::{Deserialize, Serialize};

/// Code of success.
pub const SUCCESS: &str = "0";

/// The envelope around every answer; a payload stands in the member its operation names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "T: Deserialize<'de>"))]
pub struct Envelope<T = serde_json::Value> {
    /// `OK` or `FAIL`.
    pub status: String,
    /// `0` for success; otherwise a numeric code as text.
    #[serde(rename = "ErrorCode", deserialize_with = "text_or_number")]
    pub error_code: String,
    /// For people; unaccented Vietnamese in the axis's own texts.
    #[serde(rename = "ErrorDesc", default)]
    pub error_desc: String,
    /// Transport id of an accepted package.
    #[serde(rename = "DocId", default, skip_serializing_if = "Option::is_none")]
    pub doc_id: Option<String>,
    /// Payload of lists, and the base64 of `getEdoc`.
    #[serde(default = "Option::default", skip_serializing_if = "Option::is_none")]
    pub data: Option<T>,
    /// Payload of the counting operations.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
    /// What was tolerated; an addition of the reference axis, absent when empty.
    #[serde(rename = "Warnings", default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<String>,
}

impl<T> Envelope<T> {
    /// A success without payload.
    pub fn ok() -> Self {
        Self {
            status: "OK".into(),
            error_code: SUCCESS.into(),
            error_desc: "Thanh cong".into(),
            doc_id: None,
            data: None,
            count: None,
            warnings: Vec::new(),
        }
    }

    /// A success with `data`.
    pub fn with_data(data: T) -> Self {
        Self {
            data: Some(data),
            ..Self::ok()
        }
    }

    /// A refusal.
    pub fn fail(code: impl ToString, text: impl Into<String>) -> Self {
        Self {
            status: "FAIL".into(),
            error_code: code.to_string(),
            error_desc: text.into(),
            ..Self::ok()
        }
    }

    /// Whether it says success, by both its status and its code.
    pub fn is_ok(&self) -> bool {
        self.status.eq_ignore_ascii_case("OK") && self.error_code == SUCCESS
    }
}

fn text_or_number<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    match serde_json::Value::deserialize(deserializer)? {
        serde_json::Value::String(text) => Ok(text),
        serde_json::Value::Number(number) => Ok(number.to_string()),
        _ => Err(serde::de::Error::custom(
            "expected ErrorCode as text or number",
        )),
    }
}

/// One item of `getReceivedEdocList`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReceivedItem {
    /// Transport id for this receiver.
    #[serde(rename = "docId")]
    pub doc_id: String,
    /// `eDoc`.
    #[serde(rename = "serviceType")]
    pub service_type: String,
    /// `edoc` or `status`.
    #[serde(rename = "messageType")]
    pub message_type: String,
    /// Arrival at the axis, `yyyy/MM/dd HH:mm:ss`.
    pub created_time: String,
    /// Last acknowledgement, or the arrival.
    pub updated_time: String,
    /// Code of the sender as it wrote it.
    pub from: String,
    /// Code of the receiver as the sender wrote it.
    pub to: String,
    /// `initial`, `processing`, `fail` or `done`.
    pub status: String,
    /// Description given with the last acknowledgement.
    pub status_desc: String,
}

/// One item of `getSentEdocList`: a receiver of a package.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct SentItem {
    /// `eDoc`.
    pub service_type: String,
    /// `edoc` or `status`.
    pub message_type: String,
    /// Transport id the sender was given.
    pub sender_doc_id: String,
    /// Transport id this receiver sees.
    pub receiver_doc_id: String,
    /// Code of the sender.
    pub from_code: String,
    /// Code of this receiver.
    pub to_code: String,
    /// Subject of the document; empty for a status.
    pub title: String,
    /// Number and notation.
    pub notation: String,
    /// State at the sender's side.
    pub send_status: String,
    /// Its description.
    pub send_status_desc: String,
    /// State at the receiver's side: `initial`, `processing`, `fail` or `done`.
    pub receive_status: String,
    /// Description given with the last acknowledgement.
    pub receive_status_desc: String,
    /// `yyyy/MM/dd HH:mm:ss`.
    pub sent_time: String,
    /// When the receiver first fetched it; empty before.
    pub received_time: String,
}

/// One agency of `getAgenciesList`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AgencyEntry {
    /// Row id in the directory.
    pub id: String,
    /// Row id of the parent; empty at the top.
    pub pid: String,
    /// Identifier.
    pub code: String,
    /// Name.
    pub name: String,
    /// Mail address.
    pub mail: String,
}

/// One agency of `getAgenciesListQD20`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Qd20Entry {
    /// Row id in the directory.
    pub id: String,
    /// Row id of the parent; empty at the top.
    pub pid: String,
    /// Identifier of QĐ 20/2020.
    pub code: String,
    /// Name.
    pub name: String,
    /// Mail address.
    pub mail: String,
    /// Identifier of QCVN 102:2016, 13 characters.
    pub code102: String,
    /// An earlier identifier.
    #[serde(rename = "oldCode")]
    pub old_code: String,
}

/// One unit of `getSynchronizeUnit`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct SynchronizedUnit {
    /// Row id in the directory.
    pub id: String,
    /// Row id of the parent; empty at the top.
    pub pid: String,
    /// Identifier.
    pub code: String,
    /// Name.
    pub name: String,
    /// Mail address.
    pub mail: String,
    /// Version of the directory that last changed it.
    pub version: u64,
    /// Code of the centre that keeps it.
    pub center_code: String,
    /// Whether it was closed.
    pub deleted: bool,
    /// Last change, `yyyy/MM/dd HH:mm:ss`.
    pub modify_date: String,
    /// Whether it is an agency of its own rather than a department.
    pub is_agency: bool,
}

/// One unit of `getListUnit`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct UnitEntry {
    /// Row id in the directory.
    pub id: String,
    /// Identifier.
    pub code: String,
    /// Name.
    pub name: String,
    /// Code of the parent; empty at the top.
    pub parent: String,
    /// Mail address.
    pub mail: String,
    /// Version of the directory that last changed it.
    pub version: u64,
    /// Code of the centre that keeps it.
    #[serde(rename = "centerCode")]
    pub center_code: String,
    /// What the last change was: `add`, `update` or `delete`.
    #[serde(rename = "pAction")]
    pub action: String,
    /// Address of its own page; empty when none.
    pub link: String,
    /// Whether documents can be sent to it.
    pub valid: bool,
}

/// Body of `registerAgency`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Registration {
    /// Row id, the caller's choice; ignored by the reference axis.
    pub id: String,
    /// Code of the parent.
    pub pcode: String,
    /// Identifier of the new agency.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its mail address.
    pub mail: String,
    /// Mobile number.
    pub mobile: String,
    /// Fax number.
    pub fax: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_accepted_package_on_the_wire() {
        let mut answer: Envelope<()> = Envelope::ok();
        answer.doc_id = Some("6f1c".into());
        insta::assert_snapshot!(
            serde_json::to_string(&answer).expect("plain data"),
            @r#"{"status":"OK","ErrorCode":"0","ErrorDesc":"Thanh cong","DocId":"6f1c"}"#
        );
    }

    #[test]
    fn items_have_the_field_names_of_the_wire() {
        insta::assert_snapshot!(
            serde_json::to_string(&ReceivedItem::default()).expect("plain data"),
            @r#"{"docId":"","serviceType":"","messageType":"","created_time":"","updated_time":"","from":"","to":"","status":"","status_desc":""}"#
        );
        insta::assert_snapshot!(
            serde_json::to_string(&SentItem::default()).expect("plain data"),
            @r#"{"serviceType":"","messageType":"","senderDocId":"","receiverDocId":"","fromCode":"","toCode":"","title":"","notation":"","sendStatus":"","sendStatusDesc":"","receiveStatus":"","receiveStatusDesc":"","sentTime":"","receivedTime":""}"#
        );
        insta::assert_snapshot!(
            serde_json::to_string(&(SynchronizedUnit::default(), UnitEntry::default(), Qd20Entry::default())).expect("plain data"),
            @r#"[{"id":"","pid":"","code":"","name":"","mail":"","version":0,"centerCode":"","deleted":false,"modifyDate":"","isAgency":false},{"id":"","code":"","name":"","parent":"","mail":"","version":0,"centerCode":"","pAction":"","link":"","valid":false},{"id":"","pid":"","code":"","name":"","mail":"","code102":"","oldCode":""}]"#
        );
    }

    #[test]
    fn codes_as_numbers_and_missing_members_are_read() {
        let answer: Envelope<Vec<ReceivedItem>> =
            serde_json::from_str(r#"{"status":"FAIL","ErrorCode":18}"#).expect("an answer");
        assert_eq!(
            (answer.error_code.as_str(), answer.is_ok(), answer.data),
            ("18", false, None)
        );
        assert!(serde_json::from_str::<Envelope>("{}").is_err());
    }
}

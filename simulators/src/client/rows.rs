//! The rows of list answers, the same for both faces.

use serde_json::Value;

use super::ClientError;
use super::answers::{Answer, field, text};

/// One waiting package of the receiver's list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// The receiver's own transport id.
    pub doc_id: String,
    /// `edoc` or `status`, as given.
    pub message_type: String,
    /// Sender's code, as the axis states it.
    pub from: String,
    /// Receiver's code, as the axis states it.
    pub to: String,
    /// Transport state, `initial` at first.
    pub status: String,
    /// When the axis took it, as given.
    pub created: Option<String>,
    /// Last change of the transport state, as given.
    pub updated: Option<String>,
}

/// One row of the sender's list: one per receiver.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListedSent {
    /// Id the sender was given.
    pub sender_doc_id: String,
    /// Id the receiver sees.
    pub receiver_doc_id: String,
    /// Sender's code.
    pub from: String,
    /// This row's receiver.
    pub to: String,
    /// Number and notation.
    pub notation: Option<String>,
    /// Subject.
    pub title: Option<String>,
    /// Transport state on the sender's side.
    pub send_status: Option<String>,
    /// Transport state on the receiver's side.
    pub receive_status: Option<String>,
}

/// One agency of the directory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DirectoryEntry {
    /// Code; in the QĐ 20/2020 directory the left-to-right form.
    pub code: String,
    /// The 13-character code, in the QĐ 20/2020 directory.
    pub code_2016: Option<String>,
    /// An earlier code.
    pub old_code: Option<String>,
    /// Name.
    pub name: String,
    /// The axis's id of the entry.
    pub id: Option<String>,
    /// Id of the parent entry.
    pub parent: Option<String>,
    /// Mail address.
    pub mail: Option<String>,
}

/// What registerAgency takes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewAgency {
    /// Code to register.
    pub code: String,
    /// Code of the parent agency.
    pub parent: String,
    /// Name.
    pub name: String,
    /// Mail address.
    pub mail: String,
    /// Mobile number.
    pub mobile: String,
    /// Fax number.
    pub fax: String,
}

fn any(row: &Value, names: &[&str]) -> Option<String> {
    names
        .iter()
        .find_map(|name| field(row, name).and_then(text))
}

pub(super) fn listed(answer: &Answer) -> Result<Vec<Listed>, ClientError> {
    let read = |(index, row): (usize, &Value)| {
        Ok(Listed {
            doc_id: answer.required(index, row, "docId")?,
            message_type: any(row, &["messageType"]).unwrap_or_default(),
            from: any(row, &["from"]).unwrap_or_default(),
            to: any(row, &["to"]).unwrap_or_default(),
            status: any(row, &["status"]).unwrap_or_default(),
            created: any(row, &["created_time", "createdTime"]),
            updated: any(row, &["updated_time", "updatedTime"]),
        })
    };
    answer.rows()?.iter().enumerate().map(read).collect()
}

pub(super) fn listed_sent(answer: &Answer) -> Result<Vec<ListedSent>, ClientError> {
    let read = |(index, row): (usize, &Value)| {
        Ok(ListedSent {
            sender_doc_id: answer.required(index, row, "senderDocId")?,
            receiver_doc_id: answer.required(index, row, "receiverDocId")?,
            from: any(row, &["fromCode"]).unwrap_or_default(),
            to: any(row, &["toCode"]).unwrap_or_default(),
            notation: any(row, &["notation"]),
            title: any(row, &["title"]),
            send_status: any(row, &["sendStatus"]),
            receive_status: any(row, &["receiveStatus"]),
        })
    };
    answer.rows()?.iter().enumerate().map(read).collect()
}

pub(super) fn directory(answer: &Answer) -> Result<Vec<DirectoryEntry>, ClientError> {
    let read = |(index, row): (usize, &Value)| {
        Ok(DirectoryEntry {
            code: answer.required(index, row, "code")?,
            code_2016: any(row, &["code102"]),
            old_code: any(row, &["oldCode"]),
            name: any(row, &["name"]).unwrap_or_default(),
            id: any(row, &["id"]),
            parent: any(row, &["pid", "pcode", "parent"]),
            mail: any(row, &["mail"]),
        })
    };
    answer.rows()?.iter().enumerate().map(read).collect()
}

//! The LGSP REST facade that provinces put in front of the axis (domain §3.3): its types and error codes. No I/O.

use serde::{Deserialize, Serialize};

/// Path in front of every operation.
pub const BASE_PATH: &str = "/v1";
/// Header with the system id.
pub const SYSTEM_HEADER: &str = "X-SystemId";
/// Header with the secret.
pub const SECRET_HEADER: &str = "X-SecretKey";
/// Multipart part with the package.
pub const FILE_PART: &str = "edocFile";
/// Multipart field with `edoc` or `status`.
pub const MESSAGE_TYPE_FIELD: &str = "messageType";

/// Error codes of the facade.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ErrorCode {
    /// 0: success.
    Ok,
    /// 10: the file is no package (file không hợp lệ).
    InvalidFile,
    /// 15: wrong system id or secret.
    Credentials,
    /// 18: a receiver does not exist.
    UnknownReceiver,
    /// 19: the sender is not registered.
    UnregisteredSender,
    /// 20: error of the system.
    System,
    /// 21: error while handling the file.
    FileHandling,
    /// 22: the edXML does not follow the standard.
    Standard,
    /// 23: a receiver is locked or closed.
    LockedReceiver,
}

impl ErrorCode {
    /// Every code.
    pub const ALL: [ErrorCode; 9] = [
        Self::Ok,
        Self::InvalidFile,
        Self::Credentials,
        Self::UnknownReceiver,
        Self::UnregisteredSender,
        Self::System,
        Self::FileHandling,
        Self::Standard,
        Self::LockedReceiver,
    ];

    /// Its number on the wire.
    pub fn number(self) -> u16 {
        match self {
            Self::Ok => 0,
            Self::InvalidFile => 10,
            Self::Credentials => 15,
            Self::UnknownReceiver => 18,
            Self::UnregisteredSender => 19,
            Self::System => 20,
            Self::FileHandling => 21,
            Self::Standard => 22,
            Self::LockedReceiver => 23,
        }
    }

    /// The code of a number.
    pub fn from_number(number: u16) -> Option<Self> {
        Self::ALL.into_iter().find(|code| code.number() == number)
    }
}

/// Answer of `sendEdoc`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct SendAnswer {
    /// Whether the package was accepted.
    pub success: bool,
    /// For people.
    pub message: String,
    /// Transport id; empty when refused.
    pub doc_id: String,
    /// The same, with the axis's code.
    pub data: SendData,
    /// What was tolerated; an addition of the reference axis, absent when empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<String>,
}

/// Member `data` of [`SendAnswer`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct SendData {
    /// Transport id; empty when refused.
    pub doc_id: String,
    /// `OK` or `FAIL`.
    pub status: String,
    /// [`ErrorCode::number`] as text.
    pub error_code: String,
    /// For people.
    pub error_desc: String,
}

/// Answer of `syncReceivedEdocList`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListAnswer {
    /// Whether the list is complete.
    pub success: bool,
    /// Number of items.
    pub count: u64,
    /// The items.
    pub data: Vec<ListItem>,
}

/// One item of [`ListAnswer`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ListItem {
    /// `eDoc`.
    pub service_type: String,
    /// Arrival, `yyyy/MM/dd HH:mm:ss`.
    pub created_time: String,
    /// Last acknowledgement, or the arrival.
    pub updated_time: String,
    /// `edoc` or `status`.
    pub message_type: String,
    /// Transport id.
    pub doc_id: String,
    /// Code of the sender.
    pub from: String,
    /// Code of the receiver.
    pub to: String,
    /// `initial`, `processing` or `fail`.
    pub status: String,
    /// Description given with the last acknowledgement.
    pub status_desc: String,
}

/// Answer of `getEdoc`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EdocAnswer {
    /// Whether there is a document.
    pub success: bool,
    /// For people.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub message: String,
    /// The document.
    pub data: Option<EdocData>,
}

/// Member `data` of [`EdocAnswer`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct EdocData {
    /// Transport id.
    pub doc_id: String,
    /// Code of the sender.
    pub from: String,
    /// Name of the sender.
    pub from_name: String,
    /// Number and notation.
    pub edoc_code: String,
    /// Subject.
    pub edoc_abstract: String,
    /// The package as text.
    pub edxml: String,
    /// Its files.
    pub attachments: Vec<EdocAttachment>,
}

/// A file of [`EdocData`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct EdocAttachment {
    /// Name.
    pub file_name: String,
    /// Content, base64.
    pub file_content: String,
}

/// Body of `updateStatus`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct StatusUpdate {
    /// Transport id; some clients write `docid` (domain §6.5).
    #[serde(alias = "docid")]
    pub doc_id: String,
    /// `done`, `fail` or `processing`.
    pub status: String,
    /// Free text.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub description: String,
}

/// Answer of operations without payload.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Outcome {
    /// Whether it was done.
    pub success: bool,
    /// For people.
    pub message: String,
    /// [`ErrorCode::number`] as text.
    pub error_code: String,
}

/// Answer of `getAgenciesList`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AgenciesAnswer {
    /// Whether the list is complete.
    pub success: bool,
    /// Number of agencies.
    pub count: u64,
    /// The agencies.
    pub data: Vec<crate::vxp::AgencyEntry>,
}

/// Body of `auth/login`; the field's own client logs in as an administrator, the reference axis takes a system's credentials.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Login {
    /// System id.
    #[serde(alias = "systemId")]
    pub username: String,
    /// Secret.
    #[serde(alias = "secretKey")]
    pub password: String,
}

impl std::fmt::Debug for Login {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Login")
            .field("username", &self.username)
            .field("password", &"***")
            .finish()
    }
}

/// Answer of `auth/login`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct LoginAnswer {
    /// Whether a token was given.
    pub success: bool,
    /// To be sent as `Authorization: Bearer <token>`.
    pub token: String,
    /// Its life in seconds.
    pub expires_in: u64,
}

/// Body of every 401 (domain §3.3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Unauthorized {
    /// Always null.
    pub error_detail: Option<String>,
    /// 401.
    pub code: u16,
    /// `Unauthorized`.
    pub message: String,
    /// `invalid`.
    pub license_info: String,
    /// 0.
    pub total_time: u64,
}

impl Default for Unauthorized {
    fn default() -> Self {
        Self {
            error_detail: None,
            code: 401,
            message: "Unauthorized".into(),
            license_info: "invalid".into(),
            total_time: 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_their_numbers() {
        let numbers: Vec<u16> = ErrorCode::ALL.map(ErrorCode::number).to_vec();
        assert_eq!(numbers, [0, 10, 15, 18, 19, 20, 21, 22, 23]);
        for code in ErrorCode::ALL {
            assert_eq!(ErrorCode::from_number(code.number()), Some(code));
        }
        assert_eq!(ErrorCode::from_number(11), None);
    }

    #[test]
    fn the_refusal_of_a_stranger_on_the_wire() {
        insta::assert_snapshot!(
            serde_json::to_string(&Unauthorized::default()).expect("plain data"),
            @r#"{"errorDetail":null,"code":401,"message":"Unauthorized","licenseInfo":"invalid","totalTime":0}"#
        );
    }

    #[test]
    fn an_item_on_the_wire() {
        insta::assert_snapshot!(
            serde_json::to_string(&ListItem::default()).expect("plain data"),
            @r#"{"serviceType":"","createdTime":"","updatedTime":"","messageType":"","docId":"","from":"","to":"","status":"","statusDesc":""}"#
        );
    }
}

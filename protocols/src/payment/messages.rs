//! The platform's own messages, version 1.0.6 (services §3.1).

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::bill::Bill;
use super::hash::{self, HashError};
use super::text::text;

/// The version of the messages.
pub const VERSION: &str = "1.0.6";
/// Where the platform takes its messages; one address, `LoaiBanTin` says which it is. The path is an assumption.
pub const PATH: &str = "/payment";
/// Where an agency takes CONFIRM.
pub const CONFIRM_PATH: &str = "/DvcPayment/Confirm";
/// Longest reference, in characters; a bound of ours.
pub const REFERENCE_LIMIT: usize = 100;

/// A message cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum MessageError {
    /// Not JSON, or not of that shape.
    #[error("expected one JSON object: {0}")]
    Json(String),
    /// A field has another value than the version fixes, or none.
    #[error("{field}: expected {expected}, found `{found}`")]
    Field {
        /// The field.
        field: &'static str,
        /// What it should hold.
        expected: String,
        /// What it holds, cut.
        found: String,
    },
}

/// Reads a message.
///
/// # Errors
/// Not JSON of that shape.
pub fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, MessageError> {
    serde_json::from_slice(bytes).map_err(|error| MessageError::Json(error.to_string()))
}

/// INIT: a transaction is begun.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Init {
    /// `INIT`.
    #[serde(rename = "LoaiBanTin", deserialize_with = "text")]
    pub kind: String,
    /// [`VERSION`].
    #[serde(rename = "PhienBan", deserialize_with = "text")]
    pub version: String,
    /// Code of the partner.
    #[serde(rename = "MaDoiTac", deserialize_with = "text")]
    pub partner: String,
    /// The partner's own name of the transaction, unique.
    #[serde(rename = "MaThamChieu", deserialize_with = "text")]
    pub reference: String,
    /// Amount in đồng.
    #[serde(rename = "SoTien", deserialize_with = "text")]
    pub amount: String,
    /// `PAY`.
    #[serde(rename = "LoaiHinhThanhToan", deserialize_with = "text")]
    pub method: String,
    /// `1`.
    #[serde(rename = "MaKenhThanhToan", deserialize_with = "text")]
    pub channel: String,
    /// `1`.
    #[serde(rename = "MaThietBi", deserialize_with = "text")]
    pub device: String,
    /// `vi-VN`.
    #[serde(rename = "NgonNgu", deserialize_with = "text")]
    pub language: String,
    /// `VND`.
    #[serde(rename = "MaTienTe", deserialize_with = "text")]
    pub currency: String,
    /// `PAYMENT`: the citizen chooses the bank at the platform.
    #[serde(rename = "MaNganHang", deserialize_with = "text")]
    pub bank: String,
    /// What is paid, in words.
    #[serde(rename = "ThongTinGiaoDich", deserialize_with = "text")]
    pub description: String,
    /// When, see [`super::time`].
    #[serde(rename = "ThoiGianGD", deserialize_with = "text")]
    pub at: String,
    /// Address of the payer's machine.
    #[serde(rename = "Ip", deserialize_with = "text")]
    pub ip: String,
    /// What the receipt says.
    #[serde(rename = "ThongTinBienLai")]
    pub bill: Bill,
    /// [`hash::INIT`].
    #[serde(rename = "MaXacThuc", deserialize_with = "text")]
    pub hash: String,
}

impl Default for Init {
    fn default() -> Self {
        let fixed = |at: usize| Self::FIXED[at].1.to_owned();
        Self {
            kind: fixed(0),
            version: fixed(1),
            partner: String::new(),
            reference: String::new(),
            amount: String::new(),
            method: fixed(2),
            channel: "1".to_owned(),
            device: "1".to_owned(),
            language: "vi-VN".to_owned(),
            currency: fixed(3),
            bank: "PAYMENT".to_owned(),
            description: String::new(),
            at: String::new(),
            ip: String::new(),
            bill: Bill::default(),
            hash: String::new(),
        }
    }
}

impl Init {
    /// Fields whose value the version fixes and another value of which is refused.
    const FIXED: [(&'static str, &'static str); 4] = [
        ("LoaiBanTin", "INIT"),
        ("PhienBan", VERSION),
        ("LoaiHinhThanhToan", "PAY"),
        ("MaTienTe", "VND"),
    ];

    /// With its hash.
    #[must_use]
    pub fn sealed(mut self, secret: &str) -> Self {
        self.hash = hash::INIT.hash(&self, secret);
        self
    }

    /// Checks the hash.
    ///
    /// # Errors
    /// It is not the message's.
    pub fn check(&self, secret: &str) -> Result<(), HashError> {
        hash::INIT.check(self, secret)
    }

    /// Checks that fixed fields hold what the version fixes and that a reference is there.
    ///
    /// # Errors
    /// The first field that does not.
    pub fn check_fields(&self) -> Result<(), MessageError> {
        let values = [&self.kind, &self.version, &self.method, &self.currency];
        for ((field, expected), found) in Self::FIXED.into_iter().zip(values) {
            if found != expected {
                return Err(MessageError::Field {
                    field,
                    expected: expected.to_owned(),
                    found: found.chars().take(40).collect(),
                });
            }
        }
        check_reference(&self.reference)
    }
}

/// A reference is 1 to 100 visible ASCII characters; anything else could not be told apart in logs and files.
fn check_reference(reference: &str) -> Result<(), MessageError> {
    let sound = (1..=REFERENCE_LIMIT).contains(&reference.len())
        && reference.bytes().all(|byte| byte.is_ascii_graphic());
    sound.then_some(()).ok_or_else(|| MessageError::Field {
        field: "MaThamChieu",
        expected: format!("1 to {REFERENCE_LIMIT} visible ASCII characters"),
        found: reference.chars().take(40).collect(),
    })
}

/// `MaThamChieu` as integrators make it: `dvc`, the dossier's code without punctuation, the time (services §3.1).
#[must_use]
pub fn reference(dossier: &str, at: jiff::civil::DateTime) -> String {
    let plain: String = dossier
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    format!("dvc{plain}{}", super::time::write(at))
}

/// The reply to INIT: `message` is JSON **text inside a string** (services §3.1, pitfall 36).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct InitReply {
    /// `0`: accepted; else an [`super::Outcome`] code (assumption).
    #[serde(deserialize_with = "text")]
    pub error_code: String,
    /// JSON text, or the refusal in words.
    #[serde(deserialize_with = "text")]
    pub message: String,
}

#[derive(Default, Serialize, Deserialize)]
struct InitMessage {
    #[serde(rename = "UrlThanhToan")]
    url: String,
}

impl InitReply {
    /// Accepted: where the citizen pays.
    #[must_use]
    pub fn accepted(url: &str) -> Self {
        let message = InitMessage {
            url: url.to_owned(),
        };
        Self {
            error_code: "0".to_owned(),
            message: serde_json::to_string(&message).unwrap_or_default(),
        }
    }

    /// Where the citizen pays.
    ///
    /// # Errors
    /// Refused, or `message` is no JSON text with `UrlThanhToan`.
    pub fn url(&self) -> Result<String, MessageError> {
        if !matches!(self.error_code.as_str(), "0" | "00") {
            return Err(MessageError::Field {
                field: "error_code",
                expected: "0".to_owned(),
                found: format!("{}: {}", self.error_code, self.message),
            });
        }
        let read: InitMessage = read(self.message.as_bytes())?;
        Ok(read.url)
    }
}

/// CONFIRM, also called IPN: the platform tells the agency the result.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Confirm {
    /// `CONFIRM`.
    #[serde(rename = "LoaiBanTin", deserialize_with = "text")]
    pub kind: String,
    /// `00`: paid.
    #[serde(rename = "MaLoi", deserialize_with = "text")]
    pub outcome: String,
    /// Code of the partner.
    #[serde(rename = "MaDoiTac", deserialize_with = "text")]
    pub partner: String,
    /// The partner's name of the transaction.
    #[serde(rename = "MaThamChieu", deserialize_with = "text")]
    pub reference: String,
    /// Amount in đồng.
    #[serde(rename = "SoTien", deserialize_with = "text")]
    pub amount: String,
    /// `VND`.
    #[serde(rename = "MaTienTe", deserialize_with = "text")]
    pub currency: String,
    /// The platform's name of the transaction.
    #[serde(rename = "MaGiaoDich", deserialize_with = "text")]
    pub number: String,
    /// The bank that paid.
    #[serde(rename = "MaNganHang", deserialize_with = "text")]
    pub bank: String,
    /// When it was decided.
    #[serde(rename = "ThoiGianGD", deserialize_with = "text")]
    pub at: String,
    /// What was paid, in words.
    #[serde(rename = "ThongTinGiaoDich", deserialize_with = "text")]
    pub description: String,
    /// [`hash::CONFIRM`].
    #[serde(rename = "MaXacThuc", deserialize_with = "text")]
    pub hash: String,
}

impl Confirm {
    /// With its hash.
    #[must_use]
    pub fn sealed(mut self, secret: &str) -> Self {
        self.hash = hash::CONFIRM.hash(&self, secret);
        self
    }

    /// Checks the hash.
    ///
    /// # Errors
    /// It is not the message's.
    pub fn check(&self, secret: &str) -> Result<(), HashError> {
        hash::CONFIRM.check(self, secret)
    }
}

/// The agency's reply to CONFIRM.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ConfirmReply {
    /// `00`: taken.
    #[serde(rename = "MaLoi", deserialize_with = "text")]
    pub outcome: String,
    /// In words.
    #[serde(rename = "MoTaLoi", deserialize_with = "text")]
    pub told: String,
    /// Code of the partner.
    #[serde(rename = "MaDoiTac", deserialize_with = "text")]
    pub partner: String,
    /// The partner's name of the transaction.
    #[serde(rename = "MaThamChieu", deserialize_with = "text")]
    pub reference: String,
    /// When.
    #[serde(rename = "ThoiGianGD", deserialize_with = "text")]
    pub at: String,
    /// [`hash::CONFIRM_REPLY`].
    #[serde(rename = "MaXacThuc", deserialize_with = "text")]
    pub hash: String,
}

impl ConfirmReply {
    /// With its hash.
    #[must_use]
    pub fn sealed(mut self, secret: &str) -> Self {
        self.hash = hash::CONFIRM_REPLY.hash(&self, secret);
        self
    }
}

/// QUERY, GET_BILL or RECONCILE: the agency asks about a transaction, its receipt, or a day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Ask {
    /// `QUERY`, `GET_BILL` or `RECONCILE`.
    #[serde(rename = "LoaiBanTin", deserialize_with = "text")]
    pub kind: String,
    /// [`VERSION`].
    #[serde(rename = "PhienBan", deserialize_with = "text")]
    pub version: String,
    /// Code of the partner.
    #[serde(rename = "MaDoiTac", deserialize_with = "text")]
    pub partner: String,
    /// The partner's name of the transaction; for RECONCILE the day, `yyyyMMdd` (assumption).
    #[serde(rename = "MaThamChieu", deserialize_with = "text")]
    pub reference: String,
    /// When.
    #[serde(rename = "ThoiGianGD", deserialize_with = "text")]
    pub at: String,
    /// [`hash::QUERY`].
    #[serde(rename = "MaXacThuc", deserialize_with = "text")]
    pub hash: String,
}

impl Ask {
    /// A question, without its hash.
    #[must_use]
    pub fn new(kind: &str, partner: &str, reference: &str, at: jiff::civil::DateTime) -> Self {
        Self {
            kind: kind.to_owned(),
            version: VERSION.to_owned(),
            partner: partner.to_owned(),
            reference: reference.to_owned(),
            at: super::time::write(at),
            hash: String::new(),
        }
    }

    /// With its hash.
    #[must_use]
    pub fn sealed(mut self, secret: &str) -> Self {
        self.hash = hash::QUERY.hash(&self, secret);
        self
    }

    /// Checks the hash; the three kinds share one order.
    ///
    /// # Errors
    /// It is not the message's.
    pub fn check(&self, secret: &str) -> Result<(), HashError> {
        hash::QUERY.check(self, secret)
    }
}

/// The reply to QUERY.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct QueryReply {
    /// `00`: answered.
    #[serde(rename = "MaLoi", deserialize_with = "text")]
    pub outcome: String,
    /// In words; an addition of ours, empty for success.
    #[serde(
        rename = "MoTaLoi",
        deserialize_with = "text",
        skip_serializing_if = "String::is_empty"
    )]
    pub told: String,
    /// [`super::TransactionState`]; empty when there is none.
    #[serde(rename = "TrangThaiGD", deserialize_with = "text")]
    pub state: String,
}

//! KeyPay's variant for the portal, v3.0 (services §3.2).

use serde::{Deserialize, Serialize};

use super::bill::Bill;
use super::hash::{self, HashError};
use super::text::text;

/// The version of the messages.
pub const VERSION: &str = "3.0";
/// Where KeyPay takes messages; the path is an assumption.
pub const PATH: &str = "/keypay";
/// Where an agency takes KeyPay's result.
pub const CONFIRM_PATH: &str = "/o/pgi/kpdvcqg/paymentconfirm";
/// Longest transaction id; what is longer is cut by the integrator (pitfall 33: cut ids collide).
pub const ID_LIMIT: usize = 20;

/// The transaction id as integrators make it: payment file, `_`, uuid, cut to 20 characters (pitfall 33).
#[must_use]
pub fn cut_id(payment_file: &str, uuid: &str) -> String {
    format!("{payment_file}_{uuid}")
        .chars()
        .take(ID_LIMIT)
        .collect()
}

/// A payment is begun, or asked about (`command` `PAY` or `QUERY`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Create {
    /// The client.
    #[serde(deserialize_with = "text")]
    pub client_id: String,
    /// At most 20 characters.
    #[serde(deserialize_with = "text")]
    pub transaction_id: String,
    /// Amount in đồng.
    #[serde(deserialize_with = "text")]
    pub trans_amount: String,
    /// `PAY`.
    #[serde(deserialize_with = "text")]
    pub command: String,
    /// [`VERSION`].
    #[serde(deserialize_with = "text")]
    pub version: String,
    /// What is paid, in words.
    #[serde(deserialize_with = "text")]
    pub description: String,
    /// `vn`.
    #[serde(deserialize_with = "text")]
    pub locale: String,
    /// `vi`, as integrators write it.
    #[serde(deserialize_with = "text")]
    pub country_code: String,
    /// `VND`.
    #[serde(deserialize_with = "text")]
    pub currency_code: String,
    /// `1` web, `2` app.
    #[serde(deserialize_with = "text")]
    pub environment: String,
    /// What the receipt says.
    pub bill_info: Bill,
    /// Where the citizen goes afterwards.
    #[serde(deserialize_with = "text")]
    pub return_url: String,
    /// Fee on top, in đồng.
    #[serde(deserialize_with = "text")]
    pub addition_fee: String,
    /// [`hash::KEYPAY_CREATE`] or [`hash::KEYPAY_QUERY`] with `hash_key_1`.
    #[serde(deserialize_with = "text")]
    pub check_sum: String,
}

impl Default for Create {
    fn default() -> Self {
        Self {
            client_id: String::new(),
            transaction_id: String::new(),
            trans_amount: String::new(),
            command: "PAY".to_owned(),
            version: VERSION.to_owned(),
            description: String::new(),
            locale: "vn".to_owned(),
            country_code: "vi".to_owned(),
            currency_code: "VND".to_owned(),
            environment: "1".to_owned(),
            bill_info: Bill::default(),
            return_url: String::new(),
            addition_fee: "0".to_owned(),
            check_sum: String::new(),
        }
    }
}

impl Create {
    fn order(&self) -> hash::Order {
        if self.command == "QUERY" {
            hash::KEYPAY_QUERY
        } else {
            hash::KEYPAY_CREATE
        }
    }

    /// With its check sum.
    #[must_use]
    pub fn sealed(mut self, hash_key_1: &str) -> Self {
        self.check_sum = self.order().hash(&self, hash_key_1);
        self
    }

    /// Checks the check sum.
    ///
    /// # Errors
    /// It is not the message's.
    pub fn check(&self, hash_key_1: &str) -> Result<(), HashError> {
        self.order().check(self, hash_key_1)
    }
}

/// KeyPay's reply to either.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reply {
    /// `0`: accepted.
    #[serde(deserialize_with = "text")]
    pub error: String,
    /// In words.
    #[serde(deserialize_with = "text")]
    pub msg: String,
    /// Where the citizen pays.
    #[serde(deserialize_with = "text")]
    pub payment_url: String,
    /// For a question: `0` paid, `1` not known, `2` failed (assumption: only `0` is known, of the IPN).
    #[serde(deserialize_with = "text", skip_serializing_if = "String::is_empty")]
    pub status: String,
}

/// KeyPay tells the result.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Ipn {
    /// The client.
    #[serde(deserialize_with = "text")]
    pub client_id: String,
    /// `PAYMENTCONFIRM` (assumption).
    #[serde(deserialize_with = "text")]
    pub command: String,
    /// `0`: paid.
    #[serde(deserialize_with = "text")]
    pub status: String,
    /// Amount in đồng.
    #[serde(deserialize_with = "text")]
    pub trans_amount: String,
    /// The client's transaction.
    #[serde(deserialize_with = "text")]
    pub transaction_id: String,
    /// When, `yyyyMMddHHmmss` (assumption).
    #[serde(deserialize_with = "text")]
    pub value_date: String,
    /// [`hash::KEYPAY_IPN`] with `hash_key_2`.
    #[serde(deserialize_with = "text")]
    pub check_sum: String,
}

impl Ipn {
    /// With its check sum.
    #[must_use]
    pub fn sealed(mut self, hash_key_2: &str) -> Self {
        self.check_sum = hash::KEYPAY_IPN.hash(&self, hash_key_2);
        self
    }

    /// Checks the check sum.
    ///
    /// # Errors
    /// It is not the message's.
    pub fn check(&self, hash_key_2: &str) -> Result<(), HashError> {
        hash::KEYPAY_IPN.check(self, hash_key_2)
    }
}

/// The agency's reply to the result.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct IpnReply {
    /// `0` taken, `-1` not.
    #[serde(deserialize_with = "text")]
    pub return_code: String,
    /// In words.
    #[serde(deserialize_with = "text")]
    pub return_msg: String,
}

//! `MaXacThuc` and `check_sum`: which fields are hashed, in which order, and how, as one table.
//!
//! The platform's own messages carry a plain SHA-256 with the partner's secret as last element, no HMAC (services §3.1; its
//! weakness is pitfall 29); KeyPay an HMAC-SHA256 (§3.2); ViettelPay an HMAC-SHA1 over values that nothing separates (§3.3).

use hmac::{Hmac, KeyInit, Mac};
use serde::Serialize;
use serde_json::Value;
use sha1::Sha1;
use sha2::{Digest, Sha256};
use thiserror::Error;

/// How the values become a hash; all are written as lower-case hex.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// SHA-256 of the values and the secret, joined by `|`.
    Sha256WithSecretLast,
    /// HMAC-SHA256 of the values joined by `|`.
    HmacSha256,
    /// HMAC-SHA1 of the values, one after the other.
    HmacSha1,
}

/// One row: the order of a message's hashed fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// The message, a name of ours.
    pub message: &'static str,
    /// How it is hashed.
    pub scheme: Scheme,
    /// The fields by their names on the wire.
    pub fields: &'static [&'static str],
    /// The field that carries the hash.
    pub carried_in: &'static str,
    /// Where the order stands.
    pub source: &'static str,
}

const fn platform(message: &'static str, fields: &'static [&'static str]) -> Order {
    Order {
        message,
        scheme: Scheme::Sha256WithSecretLast,
        fields,
        carried_in: "MaXacThuc",
        source: "services §3.1",
    }
}

const fn keypay(message: &'static str, fields: &'static [&'static str]) -> Order {
    Order {
        message,
        scheme: Scheme::HmacSha256,
        fields,
        carried_in: "check_sum",
        source: "services §3.2",
    }
}

const fn viettelpay(message: &'static str, fields: &'static [&'static str]) -> Order {
    Order {
        message,
        scheme: Scheme::HmacSha1,
        fields,
        carried_in: "check_sum",
        source: "services §3.3",
    }
}

const ASKED: &[&str] = &[
    "LoaiBanTin",
    "PhienBan",
    "MaDoiTac",
    "MaThamChieu",
    "ThoiGianGD",
];

/// INIT, agency to platform.
pub const INIT: Order = platform(
    "INIT",
    &[
        "LoaiBanTin",
        "PhienBan",
        "MaDoiTac",
        "MaThamChieu",
        "SoTien",
        "LoaiHinhThanhToan",
        "MaKenhThanhToan",
        "MaThietBi",
        "NgonNgu",
        "MaTienTe",
        "MaNganHang",
        "ThongTinGiaoDich",
        "ThoiGianGD",
        "Ip",
    ],
);
/// CONFIRM (IPN), platform to agency.
pub const CONFIRM: Order = platform(
    "CONFIRM",
    &[
        "LoaiBanTin",
        "MaLoi",
        "MaDoiTac",
        "MaThamChieu",
        "SoTien",
        "MaTienTe",
        "MaGiaoDich",
        "MaNganHang",
        "ThoiGianGD",
        "ThongTinGiaoDich",
    ],
);
/// The agency's reply to CONFIRM. The order was not seen (services §9): assumption, the reply's own fields as listed.
pub const CONFIRM_REPLY: Order = Order {
    source: "assumption (services §9)",
    ..platform(
        "CONFIRM reply",
        &["MaLoi", "MoTaLoi", "MaDoiTac", "MaThamChieu", "ThoiGianGD"],
    )
};
/// QUERY, agency to platform.
pub const QUERY: Order = platform("QUERY", ASKED);
/// GET_BILL, agency to platform.
pub const GET_BILL: Order = platform("GET_BILL", ASKED);
/// The day's reconciliation file. Assumption: as QUERY, `MaThamChieu` holding the day as `yyyyMMdd`.
pub const RECONCILE: Order = Order {
    source: "assumption (services §9)",
    ..platform("RECONCILE", ASKED)
};
/// KeyPay: a payment is begun; alphabetical.
pub const KEYPAY_CREATE: Order = keypay(
    "KeyPay create",
    &[
        "addition_fee",
        "client_id",
        "command",
        "trans_amount",
        "transaction_id",
        "version",
    ],
);
/// KeyPay: what became of a payment?
pub const KEYPAY_QUERY: Order = keypay("KeyPay query", &["client_id", "command", "transaction_id"]);
/// KeyPay tells the result, with `hash_key_2`. The order was not seen: assumption, alphabetical as in the others.
pub const KEYPAY_IPN: Order = Order {
    source: "assumption (services §3.2 names the key alone)",
    ..keypay(
        "KeyPay IPN",
        &[
            "client_id",
            "command",
            "status",
            "trans_amount",
            "transaction_id",
            "value_date",
        ],
    )
};
/// ViettelPay asks whether a bill may be paid.
pub const VIETTELPAY_CONFIRM: Order = viettelpay(
    "ViettelPay confirm",
    &[
        "access_code",
        "billcode",
        "merchant_code",
        "order_id",
        "amount",
    ],
);
/// ViettelPay tells the result.
pub const VIETTELPAY_RESULT: Order = viettelpay(
    "ViettelPay result",
    &["access_code", "error_code", "merchant_code", "order_id"],
);
/// What became of a payment by ViettelPay?
pub const VIETTELPAY_SEARCH: Order = viettelpay(
    "ViettelPay search",
    &["access_code", "cmd", "merchant_code", "order_id", "version"],
);

/// Every row.
pub const ORDERS: [Order; 12] = [
    INIT,
    CONFIRM,
    CONFIRM_REPLY,
    QUERY,
    GET_BILL,
    RECONCILE,
    KEYPAY_CREATE,
    KEYPAY_QUERY,
    KEYPAY_IPN,
    VIETTELPAY_CONFIRM,
    VIETTELPAY_RESULT,
    VIETTELPAY_SEARCH,
];

/// A hash is not the message's. The text never holds the right hash.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum HashError {
    /// None was sent.
    #[error("expected {field}: {expected}; found none")]
    Missing {
        /// The field.
        field: &'static str,
        /// [`Order::told`].
        expected: String,
    },
    /// Made of the right values with the right secret, but otherwise.
    #[error("expected {field} as {expected}; found the hash of {found}")]
    Otherwise {
        /// The field.
        field: &'static str,
        /// [`Order::told`].
        expected: String,
        /// What it is the hash of.
        found: String,
    },
    /// Some other secret or other values.
    #[error(
        "expected {field} as {expected}; found another value: another secret, other values or another order"
    )]
    Wrong {
        /// The field.
        field: &'static str,
        /// [`Order::told`].
        expected: String,
    },
}

impl Order {
    /// The order in words: `SHA-256(LoaiBanTin|PhienBan|…|secret)`.
    #[must_use]
    pub fn told(&self) -> String {
        told(self.scheme, self.fields)
    }

    /// The hash of a message.
    #[must_use]
    pub fn hash(&self, message: &impl Serialize, secret: &str) -> String {
        digest(self.scheme, &self.values(message, self.fields), secret)
    }

    /// The hash of a message with its fields in another order: a mistake to make on purpose.
    #[must_use]
    pub fn hash_reordered(
        &self,
        message: &impl Serialize,
        secret: &str,
        fields: &[&str],
    ) -> String {
        digest(self.scheme, &self.values(message, fields), secret)
    }

    /// Checks the hash that a message carries.
    ///
    /// # Errors
    /// It is missing or not the message's; when it is the hash of the same values in the alphabetical order of their names, the
    /// reverse order, or with the secret elsewhere, the error says so.
    pub fn check(&self, message: &impl Serialize, secret: &str) -> Result<(), HashError> {
        let object = value(message);
        let given = object[self.carried_in].as_str().unwrap_or_default().trim();
        let field = self.carried_in;
        let expected = self.told();
        if given.is_empty() {
            return Err(HashError::Missing { field, expected });
        }
        // Case of hex digits carries no meaning.
        let same = |hash: &str| same(given, hash);
        if same(&self.hash(&object, secret)) {
            return Ok(());
        }
        let mut sorted = self.fields.to_vec();
        sorted.sort_unstable();
        let reversed: Vec<&str> = self.fields.iter().rev().copied().collect();
        for fields in [sorted, reversed] {
            if same(&self.hash_reordered(&object, secret, &fields)) {
                let found = told(self.scheme, &fields);
                return Err(HashError::Otherwise {
                    field,
                    expected,
                    found,
                });
            }
        }
        let values = self.values(&object, self.fields);
        for scheme in [
            Scheme::Sha256WithSecretLast,
            Scheme::HmacSha256,
            Scheme::HmacSha1,
        ] {
            if scheme != self.scheme && same(&digest(scheme, &values, secret)) {
                let found = told(scheme, self.fields);
                return Err(HashError::Otherwise {
                    field,
                    expected,
                    found,
                });
            }
        }
        Err(HashError::Wrong { field, expected })
    }

    fn values(&self, message: &impl Serialize, fields: &[&str]) -> Vec<String> {
        let object = value(message);
        fields
            .iter()
            .map(|field| match &object[*field] {
                Value::String(text) => text.clone(),
                Value::Null => String::new(),
                other => other.to_string(),
            })
            .collect()
    }
}

fn value(message: &impl Serialize) -> Value {
    serde_json::to_value(message).unwrap_or_default()
}

fn told(scheme: Scheme, fields: &[&str]) -> String {
    match scheme {
        Scheme::Sha256WithSecretLast => format!("SHA-256({}|secret)", fields.join("|")),
        Scheme::HmacSha256 => format!("HMAC-SHA256({})", fields.join("|")),
        Scheme::HmacSha1 => format!("HMAC-SHA1({})", fields.join("+")),
    }
}

/// The hash of values.
#[must_use]
pub fn digest(scheme: Scheme, values: &[String], secret: &str) -> String {
    match scheme {
        Scheme::Sha256WithSecretLast => {
            let mut text = values.join("|");
            text.push('|');
            text.push_str(secret);
            hex::encode(Sha256::digest(text.as_bytes()))
        }
        Scheme::HmacSha256 => hmac256(secret.as_bytes(), values.join("|").as_bytes()),
        Scheme::HmacSha1 => {
            let mut mac = Hmac::<Sha1>::new_from_slice(secret.as_bytes())
                .expect("HMAC takes keys of any length");
            mac.update(values.concat().as_bytes());
            hex::encode(mac.finalize().into_bytes())
        }
    }
}

/// HMAC-SHA256 in lower-case hex.
#[must_use]
pub fn hmac256(key: &[u8], text: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of any length");
    mac.update(text);
    hex::encode(mac.finalize().into_bytes())
}

/// Whether two hashes are the same, in a time that does not tell where they differ.
#[must_use]
pub fn same(given: &str, expected: &str) -> bool {
    given.len() == expected.len()
        && given
            .bytes()
            .zip(expected.bytes())
            .fold(0, |differ, (left, right)| {
                differ | (left.to_ascii_lowercase() ^ right.to_ascii_lowercase())
            })
            == 0
}

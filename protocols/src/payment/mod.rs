//! Messages of the payment platform of the National Public-Service Portal (Nền tảng thanh toán DVCQG), version 1.0.6, and
//! of the two intermediaries whose own messages are known, KeyPay and ViettelPay (services §3). No I/O.
//!
//! [`hash`] holds every documented order of hashed fields as one table; a message is a struct with the wire's names in its
//! serde attributes, and its hash is computed from those names.

mod amount;
pub mod bill;
pub mod codes;
pub mod hash;
pub mod keypay;
pub mod lookup;
pub mod messages;
mod text;
pub mod time;
pub mod viettelpay;

pub use amount::{AmountError, Dong};
pub use bill::{Bill, Fee, Item};
pub use codes::{LocalState, Outcome, RequestState, TransactionState};
pub use hash::{HashError, ORDERS, Order, Scheme};
pub use messages::{Ask, Confirm, ConfirmReply, Init, InitReply, MessageError, QueryReply, read};

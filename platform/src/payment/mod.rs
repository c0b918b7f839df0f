//! The payment platform of the National Public-Service Portal (Nền tảng thanh toán DVCQG), services §3.
//!
//! INIT begins a transaction, the citizen chooses a bank at the platform's page, the bank decides, CONFIRM tells the partner;
//! QUERY, GET_BILL and RECONCILE answer afterwards. What a bank says and what follows from it is one database transaction, so
//! that money is counted once wherever the process ends. Nothing is repeated by itself: [`Payment::deliver_due`] and
//! [`Payment::chase`] do what is due and say what is left. Each CONFIRM is tried once as soon as its result is known.

pub mod answers;
mod asking;
mod delivering;
mod handle;
pub mod keeps;
pub mod knows;

pub use handle::{OperatorError, Payment};
pub use keeps::banks::{Bank, Partner};
pub use keeps::journal::{Audit, Posting};
pub use keeps::notices::Delivery;
pub use keeps::transactions::{Decided, State, Transaction};
pub use knows::bank_wire;
pub use knows::settings::Settings;

//! The National Public-Service Portal (Cổng Dịch vụ công quốc gia).
//!
//! Two faces over one set of rules: agencies log in and call services by name under `/mapi/` (services §1), people look up, ask, rate
//! and complain under `/portal/` as JSON pages (services §2.2 R01-06, §6). What the portal acknowledged is on disk before it says so.

pub mod answers;
mod calls;
mod handle;
pub mod keeps;
pub mod knows;
mod people;
mod pushing;

pub use handle::{AccountRecord, Introspection, OperatorError, Portal};
pub use keeps::counters::{Counts, Statistics};
pub use keeps::log::LogEntry;
pub use keeps::messages::Message;
pub use keeps::papers::Paper;
pub use knows::catalogue::{Catalogue, Online, ProcedureRecord};
pub use knows::indicators::{Indicator, Period};
pub use knows::person::Person;
pub use knows::settings::{OrderRule, Settings};

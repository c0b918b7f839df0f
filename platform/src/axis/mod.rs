//! The National Document Interconnection Axis (Trục liên thông văn bản quốc gia).
//!
//! [`Axis::open`] gives the axis, [`Axis::serve`] puts it on a port. Two faces, one set of rules: the VXP API
//! (domain §3.1) under `/XrdAdapter/adapter/`, the LGSP REST facade (domain §3.3) under `/v1/`. What the axis
//! acknowledged is on disk before it says so.

pub mod answers;
mod handle;
pub mod keeps;
pub mod knows;

pub use handle::{Axis, OperatorError};
pub use keeps::log::LogEntry;
pub use keeps::retention::Purged;
pub use knows::agency::AgencyRecord;
pub use knows::refusal::Refusal;
pub use knows::settings::{ReceiverRule, Settings, TraceMode, UnknownDocument};
pub use knows::statistics::{Counters, Period, Statistics};

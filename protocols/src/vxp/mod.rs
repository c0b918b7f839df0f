//! The VXP API of the axis (domain §3.1): parameters in signed HTTP headers, packages and JSON in bodies.
//!
//! No I/O: [`sign`] makes and checks header blocks, [`OPERATIONS`] is the table of calls, [`Envelope`] and its payloads are the
//! answers, [`hash`] the file hash in both spellings, [`window`] the period of a list call.

pub mod answers;
pub mod hash;
pub mod operations;
pub mod sign;
pub mod window;

pub use answers::{
    AgencyEntry, Envelope, Qd20Entry, ReceivedItem, Registration, SentItem, SynchronizedUnit,
    UnitEntry,
};
pub use hash::{body_without_trailing_crlf, file_hash, file_hash_matches, file_hash_unpadded};
pub use operations::{HeaderRule, OPERATIONS, Operation, operation};
pub use window::{Window, WindowError, format_window_time, parse_window};

/// Prefix of every signed header on the wire.
pub const PREFIX: &str = "XroadVnpt-";
/// Value of the version header.
pub const VERSION: &str = "3.0.201608";
/// User agent of the operator's Java library.
pub const USER_AGENT: &str = "JAVASDKAgent/1.0.0 XRoad/VPCP";
/// Path in front of every operation.
pub const BASE_PATH: &str = "/XrdAdapter/adapter";

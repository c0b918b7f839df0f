//! EMC, the measurement of how public services are used (Hệ thống giám sát, đo lường mức độ cung cấp và sử dụng dịch vụ Chính phủ
//! số): the browser's beacon and the one-stop system's messages (services §6.4). No I/O.
//!
//! Pages carry [`SCRIPT_PATH`] and a queue `_govaq`; what the script puts on the wire is not in the sources, so the beacon's parameter names
//! are those of the open-source tracker that the queue imitates (assumption, [`beacon`]). The server's message is as integrators send
//! it, with the keys in either case: their documents write `CodeProfile`, their HTTP library sends `codeProfile`.

pub mod beacon;
pub mod finding;
pub mod personal;
pub mod progress;

pub use beacon::{Beacon, Outcome, Seen};
pub use finding::Finding;
pub use progress::{Level, Payment, Post, Progress, Reception, Stage, User};

/// Where the browser reports.
pub const TRACKING_PATH: &str = "/tracking";
/// Where one-stop systems report.
pub const SERVER_PATH: &str = "/TrackingMCDT";
/// The script that pages load.
pub const SCRIPT_PATH: &str = "/embed/gov-tracking.min.js";

#[cfg(test)]
mod tests;

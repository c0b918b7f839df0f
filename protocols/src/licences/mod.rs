//! Driving licences: the feed of the national system (GPLX) to provinces, its older form, and the fees (services §5). No I/O.

pub mod application;
pub mod dates;
pub mod feed;
pub mod fees;
pub mod older;

pub use application::{Application, Attached, Form, Held};
pub use feed::{Answer, Ask, ErrorCode, Login};

#[cfg(test)]
mod tests;

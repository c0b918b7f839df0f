//! The national driving-licence system (Hệ thống thông tin giấy phép lái xe): role `licences` (services §5).
//!
//! It knows everybody's licence, takes applications for an exchange from the portal, hands them to the province that handles them, and
//! keeps each card's life: issued once for an application, the old one taken back.

pub mod answers;
mod handle;
pub mod keeps;
pub mod knows;

pub use handle::Licences;
pub use keeps::tally::Tally;
pub use knows::settings::Settings;

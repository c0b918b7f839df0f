//! Sign-on: an OpenID provider as VNConnect and VNeID are (services §4).
//!
//! Browsers log in at `/oauth2/authorize`, clients redeem codes at `/oauth2/token`, everybody finds the addresses and keys under
//! `/.well-known/openid-configuration`. A provider may send its people on to another one (VNConnect to VNeID). Accounts, clients,
//! sessions, codes and tokens are on disk before anybody hears of them.

pub mod answers;
mod handle;
pub mod keeps;
pub mod knows;
mod operator;
pub mod people;

pub use handle::{Identity, Lookup};
pub use keeps::log::LogEntry;
pub use keeps::messages::Message;
pub use keeps::statistics::Statistics;
pub use knows::account::{Account, Client, Realm};
pub use knows::settings::{Dialect, Settings, Upstream};
pub use operator::OperatorError;

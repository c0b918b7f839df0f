//! The reference platform: one module a component, each with the same three rooms.
//!
//! `answers/` is what the component says over HTTP, `knows/` the rules it decides by, `keeps/` what it stores. What every component
//! needs stands beside them: a store with group commit ([`store`]), a port ([`serve`]), bounded bodies ([`body`]).

pub mod axis;
pub mod body;
mod component;
pub mod defect;
pub mod identity;
pub mod json_face;
mod keep;
pub mod licences;
pub mod monitoring;
pub mod payment;
pub mod portal;
pub mod registers;
pub mod schema;
pub mod serve;
mod settings;
pub mod store;

pub use component::{Component, Opening};
pub use keep::{Keep, OpenError};
pub use serve::{Limits, Running};
pub use settings::Settings;

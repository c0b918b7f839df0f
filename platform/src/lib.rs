//! The reference platform: one module a component, each with the same three rooms.
//!
//! `answers/` is what the component says over HTTP, `knows/` the rules it decides by, `keeps/` what it stores.

pub mod axis;

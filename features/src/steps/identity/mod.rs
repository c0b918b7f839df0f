//! Sign-on: portals, people, codes, tokens, logout.

pub mod asking;
pub mod keeping;
pub mod logins;
pub mod logouts;
pub mod memory;
pub mod people;
pub mod setup;
pub mod tokens;
pub mod words;

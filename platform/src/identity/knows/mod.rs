//! What the provider knows: the rules it decides by.

pub mod account;
pub mod asking;
pub mod keys;
pub mod refusal;
pub mod secrets;
pub mod settings;

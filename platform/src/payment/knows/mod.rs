//! The rules it decides by.

pub mod bank_wire;
pub mod glyphs;
pub mod receipt;
pub mod settings;

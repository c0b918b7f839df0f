//! The rules the licence system decides by.

pub mod course;
pub mod licence;
pub mod settings;

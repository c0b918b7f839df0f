//! The rules EMC decides by.

pub mod deviation;
pub mod measures;
pub mod period;
pub mod settings;
pub mod site;
pub mod visitor;

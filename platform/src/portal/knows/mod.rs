//! The rules the portal decides by.

pub mod catalogue;
pub mod codes;
pub mod facts;
pub mod feedback;
pub mod indicators;
pub mod national;
pub mod order;
pub mod person;
pub mod refusal;
pub mod settings;
pub mod status;
pub mod timeliness;
pub mod views;

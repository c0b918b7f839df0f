//! What the axis knows: the rules it decides by.

pub mod acknowledging;
pub mod agency;
pub mod directory;
pub mod freshness;
pub mod ids;
pub mod parcel;
pub mod receivers;
pub mod refusal;
pub mod registering;
pub mod sending;
pub mod settings;
pub mod statistics;
pub mod unpacking;

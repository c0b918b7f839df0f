//! Simulated government: document systems (hệ thống quản lý văn bản) of ministries and provinces, the client they
//! speak to the document axis with, and the habits of real clients as one data table.
//!
//! Nothing here acts by itself: a system moves only when [`DocumentSystem::work`] or an explicit action is called, and
//! what it then does follows from its seed, its clock and what the axis answered.

pub mod browser;
pub mod client;
pub mod document_system;
pub mod fleet;
mod identity;
pub mod one_stop;
mod package;
pub mod payee;
pub mod portal_client;
pub mod relying_party;
pub mod temperament;

pub use client::{
    Ack, Call, Client, ClientError, ClientSettings, MessageType, RawAnswer, Spoil, Window,
};
pub use document_system::{Desk, DocumentSystem, Draft, Plan, Round, Sent};
pub use fleet::{Fleet, FleetRound, Member};
pub use identity::{Connection, Face, Identity};
pub use temperament::Temperament;

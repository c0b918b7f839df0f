//! Wire formats and code lists of the e-Government platform. No I/O: bytes in, values out, and back.
//!
//! The wire's own spellings (`Bussiness`, `XroadVnpt-`) live inside these modules only; everything they hand out
//! speaks plain English. Readers are as tolerant as the field needs and say what they tolerated; writers are strict.

pub mod agencies;
pub mod attachments;
pub mod dates;
pub mod document_id;
pub mod dossier;
pub mod edxml;
pub mod emc;
pub mod identifiers;
pub mod lgsp;
pub mod licences;
pub mod life;
pub mod oidc;
pub mod payment;
pub mod portal;
pub mod vxp;

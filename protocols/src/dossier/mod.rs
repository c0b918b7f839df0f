//! The administrative dossier (hồ sơ thủ tục hành chính): its statuses and their life, its codes, its channels.
//!
//! Everybody who handles dossiers shares these values: one-stop systems, the portal, payment, usage measurement. How a
//! dossier is written on a particular wire stands in that wire's module (services §1.3–1.7).

mod applicant;
mod channel;
mod code;
mod life;
mod numbers;
mod status;
mod transitions;

pub use applicant::{Applicant, IdentityKind};
pub use channel::{Channel, Delivery, Level};
pub use code::{CodeError, DossierCode, FormRule, LAST_NUMBER, OrderForm};
pub use life::{Event, Life, Refusal};
pub use numbers::{FieldCode, NumberError, ProcedureCode};
pub use status::{PROMOTION_REFUSED, Status, UnknownStatus};
pub use transitions::{Act, After, TABLE, may_follow, may_follow_by};

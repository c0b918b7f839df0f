//! The National Public-Service Portal (Cổng Dịch vụ công quốc gia) as agencies see it: login, the generic call, dossiers, progress.
//!
//! The specification was not available: all of this is what integrators of the portal really send and read (services §1). One endpoint
//! takes every operation; the operation is a word in the body. Readers are tolerant and say what they tolerated as [`Finding`]s;
//! writers are strict.

mod asking;
mod dossier;
mod envelope;
mod feedback;
mod finding;
mod json;
mod moment;
mod procedure;
mod progress;
mod promotion;
mod questions;
mod reuse;
mod rules;
mod service;

pub use asking::{Ask, Login, LoginReply, Question, ask, read_ask, sync};
pub use dossier::{
    ConsultedDatabase, Document, Dossier, Fee, Form, OtherFile, OwnerId, ResultPaper, Supplement,
};
pub use envelope::{CodeShape, Reply, ReplyError, code};
pub use feedback::{FeedbackAction, FeedbackItem};
pub use finding::{Finding, Weight};
pub use json::{Bounds, JsonError, strict};
pub use moment::{MomentError, moment, read_moment, truth, untruth, unusual_hour};
pub use procedure::{
    Agency, Case, Channel, Component, Field, Named, Part, Procedure, ProcedureFee, ProcedureRow,
    StepCase, Term,
};
pub use progress::Progress;
pub use promotion::{Address, PromotionFile, PromotionNotice, PromotionState, SubmittedFile};
pub use questions::{Answer, QuestionItem};
pub use reuse::{KeptPaper, PaperFile, PaperQuery, PaperReply, PaperResult, PaperWanted};
pub use service::{Endpoint, Service};

/// Path of the login below the adapter's address (services §1.1).
pub const LOGIN_PATH: &str = "/mapi/login";
/// Path of the generic call (services §1.1).
pub const CALL_PATH: &str = "/mapi/g";
/// Path of the logical endpoint for dictionaries and procedures. Assumption: its path, only the configuration key was seen.
pub const SHARE_PATH: &str = "/mapi/share";
/// Path of the logical endpoint for dossiers, questions and look-ups. Assumption as for [`SHARE_PATH`].
pub const INTEGRATION_PATH: &str = "/mapi/integration";
/// Routing header; its value is the destination code of the portal (services §1.1).
pub const DESTINATION_HEADER: &str = "dstcode";

/// Reads one item of a `data` list: findings by field, and the item when it can be used at all.
///
/// `at` is where the item stands, for the findings: `data[3]`.
pub fn read_dossier(at: &str, value: serde_json::Value) -> (Option<Dossier>, Vec<Finding>) {
    read(at, value, rules::DOSSIER)
}

/// As [`read_dossier`], for one step of `CapNhatTienDoHoSoMC`.
pub fn read_progress(at: &str, value: serde_json::Value) -> (Option<Progress>, Vec<Finding>) {
    read(at, value, rules::PROGRESS)
}

/// As [`read_dossier`], for `DongBoTrangThaiHoSo` (`data` holds one object).
pub fn read_promotion_state(
    at: &str,
    value: serde_json::Value,
) -> (Option<PromotionState>, Vec<Finding>) {
    read(at, value, rules::PROMOTION_STATE)
}

fn read<T: serde::de::DeserializeOwned>(
    at: &str,
    mut value: serde_json::Value,
    table: &'static [rules::Rule],
) -> (Option<T>, Vec<Finding>) {
    let mut findings = Vec::new();
    rules::check(at, &mut value, table, &mut findings);
    if !value.is_object() {
        return (None, findings);
    }
    match serde_json::from_value(value) {
        Ok(item) => (Some(item), findings),
        Err(error) => {
            findings.push(Finding::wrong(at, "the item's shape", &error.to_string()));
            (None, findings)
        }
    }
}

#[cfg(test)]
mod tests;

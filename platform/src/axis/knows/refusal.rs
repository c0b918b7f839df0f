//! Refusals, in the words of the axis: unaccented Vietnamese that says what was expected.

use protocols::lgsp::ErrorCode;
use thiserror::Error;

/// Why a request was refused: the numeric code of domain §3.3 and a text in unaccented Vietnamese.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{code}: {text}")]
pub struct Refusal {
    /// Numeric code.
    pub code: u16,
    /// What was expected, in unaccented Vietnamese as the axis's own texts are.
    pub text: String,
}

impl Refusal {
    /// A refusal with a code and a text.
    pub fn new(code: ErrorCode, text: impl Into<String>) -> Self {
        Self {
            code: code.number(),
            text: text.into(),
        }
    }

    /// 10: a parameter or file is unreadable.
    pub fn invalid(text: impl Into<String>) -> Self {
        Self::new(ErrorCode::InvalidFile, text)
    }

    /// 15: the system is not who it says, or its request is stale.
    pub fn credentials(text: impl Into<String>) -> Self {
        Self::new(ErrorCode::Credentials, text)
    }

    /// 19: the sender is not the agency of the system, in the axis's known words (domain §3.1).
    pub fn sender(found: &str, registered: &str) -> Self {
        Self::new(
            ErrorCode::UnregisteredSender,
            format!("Don vi gui {found} khong dung voi ma da dang ky: {registered}"),
        )
    }

    /// 20: we failed, the caller did nothing wrong.
    pub fn system() -> Self {
        Self::new(ErrorCode::System, "Loi he thong cua truc, can gui lai sau")
    }

    /// 21: the file cannot be handled, or there is none for this agency.
    pub fn file(text: impl Into<String>) -> Self {
        Self::new(ErrorCode::FileHandling, text)
    }

    /// 21: no such document for this agency. The same words whether it does not exist or is another agency's.
    pub fn no_document(doc_id: &str) -> Self {
        let shown: String = doc_id.chars().take(64).collect();
        Self::file(format!(
            "Khong tim thay van ban {shown} cua don vi, can docId lay tu danh sach"
        ))
    }

    /// 22: against the standard.
    pub fn standard(text: impl Into<String>) -> Self {
        Self::new(ErrorCode::Standard, text)
    }

    /// 18 or 23: receivers that do not exist or are closed, all of them named.
    pub fn receivers(unknown: &[String], closed: &[String]) -> Option<Self> {
        let mut parts = Vec::new();
        if !unknown.is_empty() {
            parts.push(format!("Don vi nhan khong ton tai: {}", unknown.join(", ")));
        }
        if !closed.is_empty() {
            parts.push(format!("Don vi nhan da khoa: {}", closed.join(", ")));
        }
        let code = match (unknown.is_empty(), closed.is_empty()) {
            (true, true) => return None,
            (true, false) => ErrorCode::LockedReceiver,
            _ => ErrorCode::UnknownReceiver,
        };
        parts.push("khong don vi nao duoc gui".into());
        Some(Self::new(code, parts.join("; ")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_bad_receivers_are_named() {
        let names = |list: &[&str]| list.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>();
        assert_eq!(Refusal::receivers(&[], &[]), None);
        let closed = Refusal::receivers(&[], &names(&["H01"])).expect("refused");
        assert_eq!(closed.code, 23);
        let both = Refusal::receivers(&names(&["X", "Y"]), &names(&["H01"])).expect("refused");
        assert_eq!(both.code, 18);
        assert_eq!(
            both.text,
            "Don vi nhan khong ton tai: X, Y; Don vi nhan da khoa: H01; khong don vi nao duoc gui"
        );
        assert!(both.text.is_ascii());
    }
}

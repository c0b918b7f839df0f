//! One thing that was found out, in the words of both languages.

use record::{Cause, Text};
use serde::Serialize;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// As it should be.
    Ok,
    /// Nothing stands in the way of a run, but somebody should look.
    Warning,
    /// A run would say nothing about the system under test.
    Wrong,
    /// Something before it is wrong, so nothing can be said.
    NotChecked,
}

/// What was looked at, in the order in which a mistake is cheapest to find.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Check {
    /// What the target file says.
    File,
    /// This machine: ports, folders, programs that are named.
    Machine,
    /// Name lookup and connection.
    Reach,
    /// Certificate and protocol of TLS.
    Tls,
    /// Whether what answers is the axis, at each of its faces.
    Interface,
    /// Whether both clocks agree.
    Clock,
    /// Whether each system is let in, as the agency the file says.
    Credentials,
    /// How long one harmless call takes.
    RoundTrip,
}

impl Check {
    /// What the check is called.
    #[must_use]
    pub fn title(self) -> Text {
        let (en, vi) = match self {
            Self::File => ("target file", "tệp đích"),
            Self::Machine => ("this machine", "máy này"),
            Self::Reach => ("reachability", "kết nối"),
            Self::Tls => ("TLS", "TLS"),
            Self::Interface => ("interface", "giao diện"),
            Self::Clock => ("clock", "đồng hồ"),
            Self::Credentials => ("credentials", "thông tin xác thực"),
            Self::RoundTrip => ("round trip", "thời gian đáp ứng"),
        };
        Text {
            en: en.to_owned(),
            vi: vi.to_owned(),
        }
    }
}

/// One finding. It never holds the content of a secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What was looked at.
    pub check: Check,
    /// How bad it is.
    pub severity: Severity,
    /// The field of the target file to look at, for example `roles.axis.systems[1].secret_env`; for this machine a word
    /// such as `machine.temp`.
    pub field: String,
    /// The line of that field, or of the table it belongs into, counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// Who is to blame, when something is not as it should be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cause: Option<Cause>,
    /// What was expected, when it was not found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected: Option<Text>,
    /// What was found; for a check that was not made, why not.
    pub found: Text,
    /// What to do, when there is something to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix: Option<Text>,
}

/// What was expected, what was found, what to do.
pub(super) struct Said {
    pub expected: Text,
    pub found: Text,
    pub fix: Text,
}

impl Finding {
    pub(super) fn ok(check: Check, field: &str, found: Text) -> Self {
        Self {
            check,
            severity: Severity::Ok,
            field: field.to_owned(),
            line: None,
            cause: None,
            expected: None,
            found,
            fix: None,
        }
    }

    pub(super) fn not_checked(check: Check, field: &str, why: Text) -> Self {
        Self {
            severity: Severity::NotChecked,
            ..Self::ok(check, field, why)
        }
    }

    pub(super) fn wrong(check: Check, field: &str, cause: Cause, said: Said) -> Self {
        Self {
            severity: Severity::Wrong,
            cause: Some(cause),
            expected: Some(said.expected),
            fix: Some(said.fix),
            ..Self::ok(check, field, said.found)
        }
    }

    pub(super) fn warning(check: Check, field: &str, cause: Cause, said: Said) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::wrong(check, field, cause, said)
        }
    }

    /// The same, only as a warning.
    pub(super) fn lenient(mut self) -> Self {
        if self.severity == Severity::Wrong {
            self.severity = Severity::Warning;
        }
        self
    }
}

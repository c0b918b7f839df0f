//! The roles beside the document axis and its systems: all are bound, and written in a target file, in one way.

use std::net::SocketAddr;
use std::time::Duration;

use url::Url;

use super::{Authority, AxisRole, Binding};

/// A role and what plays it when the target file says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServiceKind {
    /// The role, as target files and records name it.
    pub role: &'static str,
    /// What plays it by default.
    pub binding: Binding,
    /// Who it is, for people, in English.
    pub en: &'static str,
    /// Who it is, for people, in Vietnamese.
    pub vi: &'static str,
}

const fn kind(
    role: &'static str,
    binding: Binding,
    en: &'static str,
    vi: &'static str,
) -> ServiceKind {
    ServiceKind {
        role,
        binding,
        en,
        vi,
    }
}

/// Every role that is bound in this way.
pub const SERVICES: &[ServiceKind] = &[
    kind(
        "portal",
        Binding::Embedded,
        "the National Public-Service Portal",
        "Cổng Dịch vụ công quốc gia",
    ),
    kind(
        "one-stop",
        Binding::Simulated,
        "a one-stop system",
        "hệ thống một cửa điện tử",
    ),
    kind(
        "identity",
        Binding::Embedded,
        "the sign-on",
        "hệ thống xác thực, đăng nhập một lần",
    ),
    kind(
        "payment",
        Binding::Embedded,
        "the payment platform",
        "nền tảng thanh toán trực tuyến",
    ),
    kind(
        "monitoring",
        Binding::Embedded,
        "the usage measurement (EMC)",
        "hệ thống giám sát, đo lường (EMC)",
    ),
    kind(
        "licences",
        Binding::Embedded,
        "the national driving-licence system",
        "hệ thống giấy phép lái xe quốc gia",
    ),
    kind(
        "population",
        Binding::Embedded,
        "the population database",
        "cơ sở dữ liệu quốc gia về dân cư",
    ),
    kind(
        "health",
        Binding::Embedded,
        "a health facility",
        "cơ sở khám bệnh, chữa bệnh",
    ),
    kind(
        "post",
        Binding::Embedded,
        "the public post",
        "bưu chính công ích",
    ),
];

/// Who plays one of these roles.
#[derive(Clone, Debug)]
pub struct ServiceRole {
    /// The role.
    pub kind: &'static ServiceKind,
    /// Embedded or external; a one-stop system is simulated or external.
    pub binding: Binding,
    /// Whether its requirements are being checked.
    pub under_test: bool,
    /// Base address of an external one.
    pub url: Option<Url>,
    /// Whom to believe that it is who it says, when this machine does not know its certificate authority.
    pub ca: Option<Authority>,
    /// Where it, through the tap, can be reached by a real system; an ephemeral port when none.
    pub listen: Option<SocketAddr>,
    /// How long an answer may take.
    pub deadline: Duration,
    /// How long it, or a person who works with it, may take to act.
    pub patience: Duration,
    /// The accounts that may be used with it; of a one-stop system: those it uses elsewhere.
    pub accounts: Vec<Account>,
}

/// An account with a service: of an agency with the portal, of a client with the sign-on, of a partner with the payment platform.
#[derive(Clone, Debug)]
pub struct Account {
    /// Where the target file names it, for example `roles.portal.accounts[1]`.
    pub field: String,
    /// The role it belongs to, when that is not the role it is written under: a one-stop system's account with the portal.
    pub at: Option<String>,
    /// The agency's identifier, either form.
    pub agency: String,
    /// The agency's name.
    pub name: String,
    /// User name, client id, partner code.
    pub id: String,
    /// Password, client secret, key.
    pub secret: String,
    /// The address the service answers to: a redirect URI, an address for payment results.
    pub address: Option<String>,
}

impl Account {
    /// An account that nobody has, to see what a service says to it.
    pub(crate) fn nobody() -> Self {
        Self {
            field: String::new(),
            at: None,
            agency: String::new(),
            name: String::new(),
            id: "nobody".to_owned(),
            secret: String::new(),
            address: None,
        }
    }
}

impl ServiceKind {
    /// The kind of a role.
    #[must_use]
    pub fn of(role: &str) -> Option<&'static Self> {
        SERVICES.iter().find(|kind| kind.role == role)
    }

    /// The role played by ours.
    #[must_use]
    pub fn ours(&'static self, under_test: bool) -> ServiceRole {
        ServiceRole {
            kind: self,
            binding: self.binding,
            under_test,
            url: None,
            ca: None,
            listen: None,
            deadline: AxisRole::EMBEDDED_DEADLINE,
            patience: super::DocumentSystemRole::PATIENCE,
            accounts: Vec::new(),
        }
    }
}

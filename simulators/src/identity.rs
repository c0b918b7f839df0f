//! Who a simulated system is, and where it meets the axis.

use protocols::agencies::Agency;
use protocols::edxml::Organisation;
use protocols::vxp::sign::Credentials;

/// One agency as it names itself on the axis.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// Code in the 2016 form, `000.00.00.G22` (QCVN 102:2016), or as the directory lists it.
    pub code: String,
    /// The same agency's code in the form of QĐ 20/2020/QĐ-TTg, `G22`, when it has one.
    pub qd20: Option<String>,
    /// Name in Vietnamese.
    pub name: String,
}

impl Identity {
    /// An agency known by one code only.
    pub fn new(code: impl Into<String>, name: impl Into<String>) -> Identity {
        Identity {
            code: code.into(),
            qd20: None,
            name: name.into(),
        }
    }

    /// The agency as `From` or `To` of a package: code and name, nothing else.
    pub fn organisation(&self) -> Organisation {
        Organisation {
            id: self.code.clone(),
            name: Some(self.name.clone()),
            ..Organisation::default()
        }
    }

    /// Whether `code` names this agency in either form, ignoring case and surrounding space.
    pub fn answers_to(&self, code: &str) -> bool {
        same_code(&self.code, code) || self.qd20.as_deref().is_some_and(|own| same_code(own, code))
    }
}

impl From<&Agency> for Identity {
    fn from(agency: &Agency) -> Identity {
        Identity {
            code: agency.code.clone(),
            qd20: agency.qd20.clone(),
            name: agency.name.clone(),
        }
    }
}

/// Two spellings of one agency code, as far as the spellings alone tell (field observation: domain §2).
pub(crate) fn same_code(left: &str, right: &str) -> bool {
    protocols::identifiers::same_agency(left, right)
}

/// Which of its two faces a system speaks to the axis through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Face {
    /// The header API of the operator's SDK (domain §3.1).
    #[default]
    Vxp,
    /// The REST facade provinces put in front (domain §3.3).
    Lgsp,
}

/// Where the axis is and who calls.
#[derive(Clone, Debug)]
pub struct Connection {
    /// Base address, `http://127.0.0.1:8080`; an address that already ends in `/XrdAdapter/adapter` or `/v1` is used as it is.
    pub url: String,
    /// The API spoken at that address.
    pub face: Face,
    /// System id and secret; the secret never shows in `Debug`.
    pub credentials: Credentials,
}

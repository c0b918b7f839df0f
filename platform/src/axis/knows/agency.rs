//! An agency of the directory.

use serde::{Deserialize, Serialize};

/// One agency (cơ quan, đơn vị) of the directory.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgencyRecord {
    /// Identifier under which it is registered, either form (domain §2).
    pub code: String,
    /// Identifier of QĐ 20/2020 when it is not `code` itself; an alias of the same agency.
    #[serde(default)]
    pub qd20: Option<String>,
    /// Name.
    #[serde(default)]
    pub name: String,
    /// Code of the parent agency; derived from the identifier when none.
    #[serde(default)]
    pub parent: Option<String>,
    /// Mail address.
    #[serde(default)]
    pub mail: Option<String>,
    /// Mobile number.
    #[serde(default)]
    pub mobile: Option<String>,
    /// Fax number.
    #[serde(default)]
    pub fax: Option<String>,
    /// Closed: nothing can be sent to it nor by it any more.
    #[serde(default)]
    pub closed: bool,
}

impl AgencyRecord {
    /// An agency with a code and a name.
    pub fn new(code: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            name: name.into(),
            ..Self::default()
        }
    }

    /// The same agency, with its identifier of QĐ 20/2020.
    pub fn with_qd20(mut self, code: impl Into<String>) -> Self {
        self.qd20 = Some(code.into());
        self
    }
}

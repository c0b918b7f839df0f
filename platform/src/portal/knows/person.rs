//! Who a person is to the portal.

use serde::{Deserialize, Serialize};

/// A person or business with an account on the portal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Person {
    /// The portal's id of it (`TechID`).
    pub tech_id: String,
    /// Number of the identity paper, or tax code.
    pub number: String,
    /// Name.
    pub name: String,
    /// E-mail; empty when none.
    pub email: String,
    /// Telephone; empty when none.
    pub phone: String,
    /// Address.
    pub address: String,
}

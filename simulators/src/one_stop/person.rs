//! Who hands a dossier in, and the officers who deal with it.

use protocols::dossier::Applicant;
use serde::Deserialize;

/// The applicant.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Person {
    /// Full name.
    pub name: String,
    /// Personal or tax number.
    pub id: String,
    /// The number before, when there was one.
    pub old_id: Option<String>,
    /// Telephone; nobody can be reached by SMS without.
    pub phone: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Where the person lives.
    pub address: String,
    /// Identifier at the national portal.
    pub tech_id: Option<String>,
    /// A business (else a citizen).
    pub business: bool,
    /// The account was authenticated by VNeID.
    pub vneid: bool,
}

impl Person {
    /// Kind of applicant on the wire.
    #[must_use]
    pub fn kind(&self) -> Applicant {
        if self.business {
            Applicant::Business
        } else {
            Applicant::Citizen
        }
    }

    /// Whether that number is this person's, the old one too.
    #[must_use]
    pub fn is(&self, id: &str) -> bool {
        !id.is_empty() && (self.id == id || self.old_id.as_deref() == Some(id))
    }
}

/// An officer, as steps and slips name him.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Officer {
    /// Full name.
    pub name: String,
    /// Title, `Chuyên viên`.
    pub title: String,
    /// Department.
    pub department: String,
}

impl Default for Officer {
    fn default() -> Officer {
        Officer {
            name: "Cán bộ một cửa".to_owned(),
            title: "Chuyên viên".to_owned(),
            department: "Bộ phận Một cửa".to_owned(),
        }
    }
}

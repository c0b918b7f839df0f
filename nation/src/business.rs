//! One business.

use jiff::civil::Date;
use serde::Serialize;

use crate::address::Address;

/// The legal form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum BusinessKind {
    /// Công ty trách nhiệm hữu hạn.
    Limited,
    /// Công ty cổ phần.
    JointStock,
    /// Doanh nghiệp tư nhân.
    Private,
    /// Hợp tác xã.
    Cooperative,
    /// Hộ kinh doanh.
    Household,
}

impl BusinessKind {
    /// What a name of that form begins with.
    #[must_use]
    pub fn vietnamese(self) -> &'static str {
        match self {
            Self::Limited => "Công ty TNHH",
            Self::JointStock => "Công ty Cổ phần",
            Self::Private => "Doanh nghiệp tư nhân",
            Self::Cooperative => "Hợp tác xã",
            Self::Household => "Hộ kinh doanh",
        }
    }
}

/// A business.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Business {
    /// Position in the nation, below [`crate::BUSINESSES`].
    pub index: u32,
    /// Tax code, which is its registration number too (QĐ 20/2020 Art. 5), ten digits with a right check digit.
    pub tax_code: String,
    /// Name, NFC; from five characters to several hundred.
    pub name: String,
    /// Legal form.
    pub kind: BusinessKind,
    /// Index of the person who represents it, of age when it was founded.
    pub representative: u32,
    /// Day of registration.
    pub founded: Date,
    /// Seat.
    pub address: Address,
    /// Telephone, ten digits.
    pub phone: String,
    /// Mail address; some have none.
    pub email: Option<String>,
    /// The portal's technical id, a UUID made from the tax code.
    pub tech_id: String,
}

//! The claims that VNConnect and VNeID give about an account (services §4.1, §4.2).

use serde::{Deserialize, Serialize};

/// Whose account it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum AccountKind {
    /// A citizen (công dân), `1`.
    #[default]
    Citizen,
    /// A business (doanh nghiệp), `2`.
    Business,
    /// Another organisation (tổ chức), `3`.
    Organisation,
}

impl AccountKind {
    /// The wire's digit.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Citizen => "1",
            Self::Business => "2",
            Self::Organisation => "3",
        }
    }

    /// Reads the wire's digit.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Citizen, Self::Business, Self::Organisation]
            .into_iter()
            .find(|kind| kind.code() == code.trim())
    }
}

/// How sure the provider is of who logged in. LoA1 is what VNConnect is asked for; what the higher values mean was not found
/// (services §4.1), so they are an assumption here: 2 is a VNeID account of level 1, 3 one of level 2.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// A password alone.
    #[default]
    One,
    /// Proved against the population database.
    Two,
    /// Proved in person, chip card read.
    Three,
}

impl Level {
    /// Every level, lowest first.
    pub const ALL: [Self; 3] = [Self::One, Self::Two, Self::Three];

    /// As `acr`, `acr_values` and `loAs` write it.
    #[must_use]
    pub fn word(self) -> &'static str {
        ["LoA1", "LoA2", "LoA3"][self as usize]
    }

    /// As VNeID's `IAL` counts it: 1 to 3 (the table of values was not found: assumption).
    #[must_use]
    pub fn number(self) -> u8 {
        self as u8 + 1
    }

    /// Reads a word of `acr_values`, or the bare number that VNeID's `acr` carries.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|level| level.word() == word || level.number().to_string() == word)
    }

    /// The level of an `IAL`; more than we know counts as the highest we know.
    #[must_use]
    pub fn from_number(number: i64) -> Self {
        match number {
            ..=1 => Self::One,
            2 => Self::Two,
            _ => Self::Three,
        }
    }
}

/// What a provider says about an account. Every field but `sub` may be missing; dates are `yyyyMMdd`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Claims {
    /// The account, for ever the same and never another's.
    pub sub: String,
    /// [`AccountKind::code`].
    #[serde(rename = "LoaiTaiKhoan", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Technical id (UUID) by which portals link accounts.
    #[serde(rename = "TechID", skip_serializing_if = "Option::is_none")]
    pub tech_id: Option<String>,
    /// Tax code.
    #[serde(rename = "MaSoThue", skip_serializing_if = "Option::is_none")]
    pub tax_code: Option<String>,
    /// Old identity card number, 9 digits.
    #[serde(rename = "SoCMND", skip_serializing_if = "Option::is_none")]
    pub old_id: Option<String>,
    /// Personal identification number, 12 digits.
    #[serde(rename = "SoDinhDanh", skip_serializing_if = "Option::is_none")]
    pub personal_id: Option<String>,
    /// Social insurance code.
    #[serde(rename = "MaBHXH", skip_serializing_if = "Option::is_none")]
    pub social_insurance: Option<String>,
    /// Passport number.
    #[serde(rename = "HoChieu", skip_serializing_if = "Option::is_none")]
    pub passport: Option<String>,
    /// Full name.
    #[serde(rename = "HoVaTen", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// E-mail address.
    #[serde(rename = "ThuDienTu", skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Mobile number.
    #[serde(rename = "SoDienThoai", skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Fixed line.
    #[serde(rename = "SoDienThoaiBan", skip_serializing_if = "Option::is_none")]
    pub fixed_phone: Option<String>,
    /// Sex.
    #[serde(rename = "GioiTinh", skip_serializing_if = "Option::is_none")]
    pub sex: Option<String>,
    /// Ethnic group.
    #[serde(rename = "DanToc", skip_serializing_if = "Option::is_none")]
    pub ethnicity: Option<String>,
    /// Religion.
    #[serde(rename = "TonGiao", skip_serializing_if = "Option::is_none")]
    pub religion: Option<String>,
    /// Marital status.
    #[serde(rename = "TinhTrangHonNhan", skip_serializing_if = "Option::is_none")]
    pub marital_status: Option<String>,
    /// Blood group.
    #[serde(rename = "NhomMau", skip_serializing_if = "Option::is_none")]
    pub blood_group: Option<String>,
    /// Birth date, `yyyyMMdd`.
    #[serde(rename = "NgayThangNamSinh", skip_serializing_if = "Option::is_none")]
    pub born: Option<String>,
    /// Where the birth was registered.
    #[serde(rename = "NoiDangKyKhaiSinh", skip_serializing_if = "Option::is_none")]
    pub birth_place: Option<String>,
    /// Home town.
    #[serde(rename = "QueQuan", skip_serializing_if = "Option::is_none")]
    pub home_town: Option<String>,
    /// Permanent residence.
    #[serde(rename = "ThuongTru", skip_serializing_if = "Option::is_none")]
    pub residence: Option<String>,
    /// Present abode.
    #[serde(rename = "NoiOHienNay", skip_serializing_if = "Option::is_none")]
    pub abode: Option<String>,
    /// Nationality.
    #[serde(rename = "QuocTich", skip_serializing_if = "Option::is_none")]
    pub nationality: Option<String>,
    /// Father.
    #[serde(rename = "Cha", skip_serializing_if = "Option::is_none")]
    pub father: Option<String>,
    /// Mother.
    #[serde(rename = "Me", skip_serializing_if = "Option::is_none")]
    pub mother: Option<String>,
    /// Spouse.
    #[serde(rename = "VoChong", skip_serializing_if = "Option::is_none")]
    pub spouse: Option<String>,
    /// Representative.
    #[serde(rename = "NguoiDaiDien", skip_serializing_if = "Option::is_none")]
    pub representative: Option<String>,
    /// Head of the household.
    #[serde(rename = "ChuHo", skip_serializing_if = "Option::is_none")]
    pub householder: Option<String>,
    /// State of the account.
    #[serde(rename = "TrangThai", skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// [`Level::word`].
    #[serde(rename = "loAs", skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// Identity assurance level, [`Level::number`]; VNeID's.
    #[serde(rename = "IAL", skip_serializing_if = "Option::is_none")]
    pub assurance: Option<i64>,
    /// Business registration number.
    #[serde(rename = "MaSoDoanhNghiep", skip_serializing_if = "Option::is_none")]
    pub business_code: Option<String>,
    /// Business name.
    #[serde(rename = "TenDoanhNghiep", skip_serializing_if = "Option::is_none")]
    pub business_name: Option<String>,
    /// Address.
    #[serde(rename = "DiaChi", skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// An officer's agency; our own name, the field's was not found.
    #[serde(rename = "MaDonVi", skip_serializing_if = "Option::is_none")]
    pub agency: Option<String>,
    /// [`super::FROM_VNEID`] when the login came from VNeID.
    #[serde(rename = "loginIdp", skip_serializing_if = "Option::is_none")]
    pub login_idp: Option<String>,
    /// Page where the account can be changed.
    #[serde(rename = "userProfileUri", skip_serializing_if = "Option::is_none")]
    pub profile_uri: Option<String>,
    /// Page that logs out.
    #[serde(rename = "logoutUri", skip_serializing_if = "Option::is_none")]
    pub logout_uri: Option<String>,
}

/// Every name of the table of services §4.1 that an account may carry, as the wire spells it. The two tokens that integrators keep
/// beside them come from the token endpoint.
pub const NAMES: [&str; 35] = [
    "sub",
    "LoaiTaiKhoan",
    "TechID",
    "MaSoThue",
    "SoCMND",
    "SoDinhDanh",
    "MaBHXH",
    "HoChieu",
    "HoVaTen",
    "ThuDienTu",
    "SoDienThoai",
    "SoDienThoaiBan",
    "GioiTinh",
    "DanToc",
    "TonGiao",
    "TinhTrangHonNhan",
    "NhomMau",
    "NgayThangNamSinh",
    "NoiDangKyKhaiSinh",
    "QueQuan",
    "ThuongTru",
    "NoiOHienNay",
    "QuocTich",
    "Cha",
    "Me",
    "VoChong",
    "NguoiDaiDien",
    "ChuHo",
    "TrangThai",
    "loAs",
    "MaSoDoanhNghiep",
    "TenDoanhNghiep",
    "DiaChi",
    "loginIdp",
    "userProfileUri",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_of_the_table_is_read_and_written() {
        let all: serde_json::Map<String, serde_json::Value> = NAMES
            .iter()
            .map(|name| ((*name).to_owned(), format!("of {name}").into()))
            .collect();
        let read: Claims =
            serde_json::from_value(serde_json::Value::Object(all.clone())).expect("claims");
        let written = serde_json::to_value(&read).expect("written");
        assert_eq!(written, serde_json::Value::Object(all));
        assert_eq!(
            serde_json::to_string(&Claims::default()).expect("written"),
            r#"{"sub":""}"#
        );
    }

    #[test]
    fn levels_are_read_in_both_spellings() {
        assert_eq!(Level::from_word("LoA2"), Some(Level::Two));
        assert_eq!(Level::from_word("1"), Some(Level::One));
        assert_eq!(Level::from_word("LoA9"), None);
        assert_eq!(Level::from_number(7), Level::Three);
        assert!(Level::One < Level::Three);
        assert_eq!(AccountKind::from_code("2"), Some(AccountKind::Business));
    }
}

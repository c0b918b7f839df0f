//! Profiles: what a system must pass to be called conformant, by a name a vendor can type.

use record::Text;

/// A named set of requirements.
#[derive(Clone, Copy, Debug)]
pub struct Profile {
    /// The name on the command line.
    pub name: &'static str,
    /// What it certifies, in English.
    pub en: &'static str,
    /// What it certifies, in Vietnamese.
    pub vi: &'static str,
    /// The roles whose requirements it holds.
    pub roles: &'static [&'static str],
}

/// Every role that has requirements.
pub const ROLES: &[&str] = &[
    "axis",
    "document-system",
    "portal",
    "one-stop",
    "identity",
    "monitoring",
    "licences",
];

/// Every profile; the first is the default.
pub const PROFILES: &[Profile] = &[
    Profile {
        name: "all",
        en: "every system of the government",
        vi: "mọi hệ thống của Chính phủ",
        roles: ROLES,
    },
    Profile {
        name: "axis",
        en: "the National Document Interconnection Axis",
        vi: "Trục liên thông văn bản quốc gia",
        roles: &["axis"],
    },
    Profile {
        name: "document-system",
        en: "a document management system of a ministry or province",
        vi: "hệ thống quản lý văn bản của bộ, ngành, địa phương",
        roles: &["document-system"],
    },
    Profile {
        name: "portal",
        en: "the National Public-Service Portal",
        vi: "Cổng Dịch vụ công quốc gia",
        roles: &["portal"],
    },
    Profile {
        name: "one-stop",
        en: "a one-stop system of a ministry or province",
        vi: "hệ thống một cửa điện tử của bộ, ngành, địa phương",
        roles: &["one-stop"],
    },
    Profile {
        name: "identity",
        en: "single sign-on",
        vi: "hệ thống xác thực, đăng nhập một lần",
        roles: &["identity"],
    },
    Profile {
        name: "monitoring",
        en: "usage measurement (EMC)",
        vi: "hệ thống giám sát, đo lường (EMC)",
        roles: &["monitoring"],
    },
    Profile {
        name: "licences",
        en: "the national driving-licence system and the registers beside it",
        vi: "hệ thống giấy phép lái xe quốc gia và các cơ sở dữ liệu liên quan",
        roles: &["licences"],
    },
    Profile {
        name: "province",
        en: "all that one province must pass: document system and one-stop system",
        vi: "toàn bộ yêu cầu đối với một tỉnh: hệ thống quản lý văn bản và hệ thống một cửa",
        roles: &["document-system", "one-stop"],
    },
];

impl Profile {
    /// The profile of that name.
    ///
    /// # Errors
    /// A sentence that lists the known names.
    pub fn named(name: &str) -> Result<Self, String> {
        PROFILES
            .iter()
            .find(|profile| profile.name == name)
            .copied()
            .ok_or_else(|| {
                let known: Vec<&str> = PROFILES.iter().map(|profile| profile.name).collect();
                format!(
                    "unknown profile “{name}”; known profiles: {}",
                    known.join(", ")
                )
            })
    }

    /// What it certifies.
    #[must_use]
    pub fn title(&self) -> Text {
        Text {
            en: self.en.into(),
            vi: self.vi.into(),
        }
    }
}

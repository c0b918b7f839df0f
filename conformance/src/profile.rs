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

/// Every profile; the first is the default.
pub const PROFILES: &[Profile] = &[
    Profile {
        name: "all",
        en: "every system of the government",
        vi: "mọi hệ thống của Chính phủ",
        roles: &["axis", "document-system"],
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

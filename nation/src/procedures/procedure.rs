//! One administrative procedure (thủ tục hành chính).

use jiff::civil::{Date, date};
use serde::Serialize;

/// The day the words of ND 42/2022 replaced the four levels.
const TWO_WORDS: Date = date(2022, 8, 15);

/// Who handles it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Bộ.
    Ministry,
    /// Tỉnh.
    Province,
    /// Huyện; until 30 June 2025.
    District,
    /// Xã.
    Commune,
}

/// Whom it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// Người dân.
    Citizen,
    /// Doanh nghiệp.
    Business,
    /// Both.
    Both,
}

/// How far it is online (mức độ 1 to 4, TT 32/2017 Art. 5 with ND 43/2011).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Grade {
    /// Information only.
    One,
    /// Forms to download.
    Two,
    /// Submitted online; paid and received elsewhere.
    Three,
    /// Submitted and paid online.
    Four,
}

impl Grade {
    /// What it is called on a day: `Mức độ 4` before 15 August 2022, then `Toàn trình` (services §1.7); grades 1 and 2 are no
    /// online services by the later words.
    #[must_use]
    pub fn vietnamese(self, on: Date) -> &'static str {
        match (self, on < TWO_WORDS) {
            (Self::One, true) => "Mức độ 1",
            (Self::Two, true) => "Mức độ 2",
            (Self::Three, true) => "Mức độ 3",
            (Self::Four, true) => "Mức độ 4",
            (Self::One | Self::Two, false) => "Cung cấp thông tin",
            (Self::Three, false) => "Một phần",
            (Self::Four, false) => "Toàn trình",
        }
    }

    /// The number, 1 to 4.
    #[must_use]
    pub fn number(self) -> u8 {
        match self {
            Self::One => 1,
            Self::Two => 2,
            Self::Three => 3,
            Self::Four => 4,
        }
    }
}

/// A procedure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Procedure {
    /// `n.nnnnnn`.
    pub code: String,
    /// Name, NFC.
    pub name: String,
    /// Code of the field, `MX1X2-LV` (TT 01/2018 Art. 20).
    pub field_code: String,
    /// Name of the field (lĩnh vực).
    pub field: String,
    /// Agency that published it, 2016 form.
    pub agency: String,
    /// Who handles it.
    pub level: Level,
    /// Whom it is for.
    pub kind: Audience,
    /// How far it is online.
    pub online: Grade,
    /// Fee in đồng; 0 when free.
    pub fee: u32,
    /// Term in working days, at least 1.
    pub term_days: u16,
    /// The paper that comes out; none when only an answer does.
    pub result: Option<String>,
}

impl Procedure {
    /// Whether people can submit it online (grade 3 or 4).
    #[must_use]
    pub fn is_online(&self) -> bool {
        self.online >= Grade::Three
    }

    /// The code as that agency lists it: `1.001193.000.00.00.H49`.
    #[must_use]
    pub fn at(&self, agency: &str) -> String {
        format!("{}.{agency}", self.code)
    }

    /// Code of the service (MaDVC): the procedure's with `.01` (services §1.7).
    #[must_use]
    pub fn service(&self) -> String {
        format!("{}.01", self.code)
    }
}

/// A code without a province's ending.
pub(super) fn national(code: &str) -> &str {
    code.match_indices('.')
        .nth(1)
        .map_or(code, |(at, _)| &code[..at])
}

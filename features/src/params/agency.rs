//! The cast: the ministries and provinces that scenarios name.

use crate::step::Param;

/// One member of the cast.
#[derive(Debug, PartialEq, Eq)]
pub struct Member {
    /// The name in English features.
    pub en: &'static str,
    /// The name in Vietnamese features.
    pub vi: &'static str,
    /// The 2016 code, as the national directory lists it (see `fixtures/agencies.tsv`).
    pub code: &'static str,
}

const fn member(en: &'static str, vi: &'static str, code: &'static str) -> Member {
    Member { en, vi, code }
}

/// The document system under test, whoever plays it.
pub const UNDER_TEST: &Member = &CAST[0];

/// Everybody a scenario can name. The first plays the document system under test when nobody else does.
pub const CAST: &[Member] = &[
    member(
        "the document system under test",
        "hệ thống được kiểm thử",
        "000.00.00.H41",
    ),
    member(
        "the Government Office",
        "Văn phòng Chính phủ",
        "000.00.00.G22",
    ),
    member("the Ministry of Justice", "Bộ Tư pháp", "000.00.00.G15"),
    member("the Ministry of Finance", "Bộ Tài chính", "000.00.00.G12"),
    member("the Ministry of Health", "Bộ Y tế", "000.00.00.G18"),
    member("the Ministry of Home Affairs", "Bộ Nội vụ", "000.00.00.G09"),
    member(
        "the Ministry of Transport",
        "Bộ Giao thông vận tải",
        "000.00.00.G04",
    ),
    member(
        "the Ministry of Information",
        "Bộ Thông tin và Truyền thông",
        "000.00.00.G14",
    ),
    member("Cao Bằng province", "tỉnh Cao Bằng", "000.00.00.H14"),
    member("Lâm Đồng province", "tỉnh Lâm Đồng", "000.00.00.H36"),
    member("Lạng Sơn province", "tỉnh Lạng Sơn", "000.00.00.H37"),
    member("Phú Thọ province", "tỉnh Phú Thọ", "000.00.00.H44"),
    member("Quảng Ninh province", "tỉnh Quảng Ninh", "000.00.00.H49"),
    member("Tây Ninh province", "tỉnh Tây Ninh", "000.00.00.H53"),
    member("Huế city", "thành phố Huế", "000.00.00.H57"),
];

/// An agency of the cast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Agency(pub &'static Member);

impl Param for Agency {
    const KIND: &'static str = "agency";

    fn pattern() -> String {
        let names = CAST.iter().flat_map(|member| [member.en, member.vi]);
        names.map(regex::escape).collect::<Vec<_>>().join("|")
    }

    fn parse(text: &str) -> Result<Self, String> {
        let found = CAST
            .iter()
            .find(|member| member.en == text || member.vi == text);
        found
            .map(Self)
            .ok_or_else(|| format!("“{text}” is nobody of the cast"))
    }

    fn words() -> Vec<(&'static str, &'static str)> {
        CAST.iter().map(|member| (member.en, member.vi)).collect()
    }

    fn in_vietnamese(text: &str) -> String {
        Self::parse(text).map_or_else(|_| text.to_owned(), |agency| agency.0.vi.to_owned())
    }
}

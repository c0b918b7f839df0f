//! The 63 provinces as they were until 30 June 2025, with their agency and area codes; communes are invented.
//!
//! Agency codes are those of `fixtures/agencies.tsv`; area codes those of QĐ 124/2004/QĐ-TTg. From 1 July 2025 there are 34 provinces and
//! 3,321 communes and no districts (services §7); which province went into which is not in our sources, so people keep the
//! province they had, and only the district is left out of addresses written after that day.

/// A province.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Province {
    /// Group of the agency code: `H49`.
    pub group: &'static str,
    /// Two-digit area code.
    pub area: &'static str,
    /// Name without its rank.
    pub name: &'static str,
    /// Whether it is a city under central rule.
    pub city: bool,
    /// Share of the population, roughly, in thousandths.
    pub weight: u32,
}

impl Province {
    /// Agency code of its People's Committee in the 2016 form.
    #[must_use]
    pub fn agency(&self) -> String {
        format!("000.00.00.{}", self.group)
    }

    /// Name with its rank: `Tỉnh Quảng Ninh`, `Thành phố Hà Nội`.
    #[must_use]
    pub fn full_name(&self) -> String {
        let rank = if self.city { "Thành phố" } else { "Tỉnh" };
        format!("{rank} {}", self.name)
    }
}

/// The province of an agency group (`H49`), or of any agency code that ends in it.
#[must_use]
pub fn province(code: &str) -> Option<&'static Province> {
    let group = code.rsplit('.').next()?;
    PROVINCES.iter().find(|province| province.group == group)
}

const fn row(group: &'static str, area: &'static str, name: &'static str, weight: u32) -> Province {
    Province {
        group,
        area,
        name,
        city: matches!(
            area.as_bytes(),
            b"01" | b"31" | b"46" | b"48" | b"79" | b"92"
        ),
        weight,
    }
}

/// All of them, by agency code.
pub const PROVINCES: [Province; 63] = [
    row("H01", "89", "An Giang", 20),
    row("H02", "24", "Bắc Giang", 19),
    row("H03", "06", "Bắc Kạn", 4),
    row("H04", "95", "Bạc Liêu", 10),
    row("H05", "27", "Bắc Ninh", 15),
    row("H06", "77", "Bà Rịa - Vũng Tàu", 12),
    row("H07", "83", "Bến Tre", 13),
    row("H08", "52", "Bình Định", 15),
    row("H09", "74", "Bình Dương", 27),
    row("H10", "70", "Bình Phước", 11),
    row("H11", "60", "Bình Thuận", 13),
    row("H12", "96", "Cà Mau", 12),
    row("H13", "92", "Cần Thơ", 13),
    row("H14", "04", "Cao Bằng", 6),
    row("H15", "66", "Đắk Lắk", 20),
    row("H16", "67", "Đắk Nông", 7),
    row("H17", "48", "Đà Nẵng", 12),
    row("H18", "11", "Điện Biên", 6),
    row("H19", "75", "Đồng Nai", 33),
    row("H20", "87", "Đồng Tháp", 16),
    row("H21", "64", "Gia Lai", 16),
    row("H22", "02", "Hà Giang", 9),
    row("H23", "30", "Hải Dương", 20),
    row("H24", "31", "Hải Phòng", 21),
    row("H25", "35", "Hà Nam", 9),
    row("H26", "01", "Hà Nội", 84),
    row("H27", "42", "Hà Tĩnh", 14),
    row("H28", "17", "Hòa Bình", 9),
    row("H29", "79", "Hồ Chí Minh", 94),
    row("H30", "93", "Hậu Giang", 8),
    row("H31", "33", "Hưng Yên", 13),
    row("H32", "56", "Khánh Hòa", 13),
    row("H33", "91", "Kiên Giang", 18),
    row("H34", "62", "Kon Tum", 6),
    row("H35", "12", "Lai Châu", 5),
    row("H36", "68", "Lâm Đồng", 14),
    row("H37", "20", "Lạng Sơn", 8),
    row("H38", "10", "Lào Cai", 8),
    row("H39", "80", "Long An", 18),
    row("H40", "36", "Nam Định", 19),
    row("H41", "40", "Nghệ An", 35),
    row("H42", "37", "Ninh Bình", 10),
    row("H43", "58", "Ninh Thuận", 6),
    row("H44", "25", "Phú Thọ", 15),
    row("H45", "54", "Phú Yên", 9),
    row("H46", "44", "Quảng Bình", 9),
    row("H47", "49", "Quảng Nam", 16),
    row("H48", "51", "Quảng Ngãi", 13),
    row("H49", "22", "Quảng Ninh", 14),
    row("H50", "45", "Quảng Trị", 7),
    row("H51", "94", "Sóc Trăng", 12),
    row("H52", "14", "Sơn La", 13),
    row("H53", "72", "Tây Ninh", 12),
    row("H54", "34", "Thái Bình", 19),
    row("H55", "19", "Thái Nguyên", 13),
    row("H56", "38", "Thanh Hóa", 38),
    row("H57", "46", "Huế", 12),
    row("H58", "82", "Tiền Giang", 18),
    row("H59", "84", "Trà Vinh", 10),
    row("H60", "08", "Tuyên Quang", 8),
    row("H61", "86", "Vĩnh Long", 11),
    row("H62", "26", "Vĩnh Phúc", 12),
    row("H63", "15", "Yên Bái", 9),
];

/// Words that invented communes are named with; the second is drawn from [`SECOND`].
pub(crate) const FIRST: [&str; 16] = [
    "Tân",
    "An",
    "Mỹ",
    "Hòa",
    "Bình",
    "Phú",
    "Vĩnh",
    "Thanh",
    "Đông",
    "Tây",
    "Long",
    "Xuân",
    "Yên",
    "Quang",
    "Thượng",
    "Đại",
];
/// See [`FIRST`].
pub(crate) const SECOND: [&str; 16] = [
    "Thử Một",
    "Thử Hai",
    "Mô Phỏng",
    "Kiểm Chứng",
    "Giả Định",
    "Hạt Giống",
    "Bản Thử",
    "Mẫu",
    "Thí Dụ",
    "Ví Dụ",
    "Diễn Tập",
    "Dựng Lại",
    "Phác Thảo",
    "Khởi Tạo",
    "Liên Thông",
    "Thử Nghiệm",
];
/// Streets, with names that no city has.
pub(crate) const STREETS: [&str; 12] = [
    "đường Mô Phỏng",
    "đường Thử Nghiệm",
    "phố Ví Dụ",
    "đường Số Không",
    "phố Hạt Giống",
    "đường Giả Định",
    "ngõ Bản Thử",
    "phố Liên Thông",
    "đường Diễn Tập",
    "phố Khởi Tạo",
    "đường Kiểm Chứng",
    "phố Thí Dụ",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_stands_for_one_province() {
        for (n, province) in PROVINCES.iter().enumerate() {
            assert_eq!(province.group, format!("H{:02}", n + 1));
            let same = PROVINCES.iter().filter(|p| p.area == province.area).count();
            assert_eq!(same, 1, "{}", province.area);
        }
        assert_eq!(
            province("000.00.00.H49").map(|p| p.name),
            Some("Quảng Ninh")
        );
        assert_eq!(PROVINCES.iter().filter(|p| p.city).count(), 6);
    }
}

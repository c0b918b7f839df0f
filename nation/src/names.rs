//! Names with about the frequencies they have: surnames, middle names, given names, and the uncommon shapes that break forms.

use crate::citizen::Sex;
use crate::draw::Draw;

/// Surnames in thousandths, after the usual figures for the Kinh majority (about two people in five are Nguyễn).
const SURNAMES: [(&str, u32); 36] = [
    ("Nguyễn", 384),
    ("Trần", 110),
    ("Lê", 95),
    ("Phạm", 70),
    ("Hoàng", 29),
    ("Huỳnh", 22),
    ("Phan", 45),
    ("Vũ", 20),
    ("Võ", 19),
    ("Đặng", 21),
    ("Bùi", 20),
    ("Đỗ", 14),
    ("Hồ", 13),
    ("Ngô", 13),
    ("Dương", 10),
    ("Lý", 5),
    ("Mai", 6),
    ("Đinh", 8),
    ("Trịnh", 7),
    ("Đoàn", 6),
    ("Cao", 6),
    ("Hà", 6),
    ("Tạ", 5),
    ("Lương", 6),
    ("Chu", 4),
    ("Thái", 4),
    ("Quách", 3),
    ("Trương", 12),
    ("Lâm", 6),
    ("Triệu", 4),
    ("Nông", 4),
    ("Lò", 5),
    ("Vàng", 4),
    ("Giàng", 3),
    ("Thạch", 4),
    ("Ông", 1),
];
const MIDDLE_M: [(&str, u32); 14] = [
    ("Văn", 300),
    ("Đức", 80),
    ("Hữu", 70),
    ("Minh", 80),
    ("Quang", 60),
    ("Công", 50),
    ("Quốc", 50),
    ("Xuân", 50),
    ("Đình", 60),
    ("Ngọc", 50),
    ("Thành", 40),
    ("", 50),
    ("Trọng", 40),
    ("Anh", 20),
];
const MIDDLE_F: [(&str, u32); 14] = [
    ("Thị", 420),
    ("Ngọc", 90),
    ("Thu", 60),
    ("Thanh", 70),
    ("Kim", 50),
    ("Phương", 40),
    ("Minh", 40),
    ("Thị Thu", 60),
    ("Thị Ngọc", 50),
    ("Hoàng", 20),
    ("Bích", 30),
    ("Thị Kim", 40),
    ("", 20),
    ("Thị Mỹ", 10),
];
const GIVEN_M: [&str; 40] = [
    "Anh", "Bảo", "Bình", "Cường", "Dũng", "Duy", "Đạt", "Đông", "Giang", "Hải", "Hiếu", "Hoàng",
    "Hùng", "Huy", "Khánh", "Khoa", "Kiên", "Lâm", "Long", "Lộc", "Mạnh", "Minh", "Nam", "Nghĩa",
    "Nhân", "Phong", "Phú", "Phúc", "Quân", "Quý", "Sơn", "Tài", "Thắng", "Thịnh", "Toàn", "Trung",
    "Tuấn", "Tùng", "Việt", "Vinh",
];
const GIVEN_F: [&str; 40] = [
    "Anh", "Ánh", "Bích", "Châu", "Chi", "Diễm", "Dung", "Duyên", "Giang", "Hà", "Hạnh", "Hằng",
    "Hiền", "Hoa", "Hồng", "Huệ", "Hương", "Huyền", "Lan", "Liên", "Linh", "Loan", "Ly", "Mai",
    "My", "Nga", "Ngân", "Ngọc", "Nhung", "Oanh", "Phương", "Quyên", "Thảo", "Thơ", "Thủy",
    "Trang", "Trinh", "Tuyết", "Vân", "Yến",
];
/// Clan names that stand at the end, after `Y` for men and `H'` for women (Ê Đê): an apostrophe in a name, and one-letter surnames.
const CLANS: [&str; 6] = ["Niê", "Byă", "Êban", "Mlô", "Kbuôr", "Ayun"];
const EDE_GIVEN: [&str; 8] = ["Blui", "Wang", "Đum", "Hen", "Lan", "Nuê", "Thơm", "Bin"];

/// How a household is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum House {
    /// Surname first, handed down by the father.
    Surname(&'static str),
    /// A clan of the Ê Đê, at the end of the name.
    Clan(&'static str),
}

/// A household's name: one in 150 is Ê Đê.
pub fn house(draw: &mut Draw) -> House {
    if draw.below(150) == 0 {
        House::Clan(draw.pick(&CLANS))
    } else {
        House::Surname(draw.weighted(&SURNAMES))
    }
}

/// A person's name in that house.
pub fn name(house: House, sex: Sex, draw: &mut Draw) -> String {
    match (house, sex) {
        (House::Clan(clan), Sex::Male) => format!("Y {} {clan}", draw.pick(&EDE_GIVEN)),
        (House::Clan(clan), Sex::Female) => format!("H'{} {clan}", draw.pick(&EDE_GIVEN)),
        (House::Surname(surname), _) => {
            let (middles, given) = match sex {
                Sex::Male => (&MIDDLE_M, &GIVEN_M),
                Sex::Female => (&MIDDLE_F, &GIVEN_F),
            };
            let surname = match sex {
                // The longest names there are: women of the old royal house.
                Sex::Female if draw.per_mille(1) => "Công Tằng Tôn Nữ",
                _ => surname,
            };
            let words = [surname, draw.weighted(middles), draw.pick(given)];
            let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
            words.join(" ")
        }
    }
}

//! Procedures made up to fill the list: a verb, an object of a field and a circumstance, each combination once.

use super::procedure::{Audience, Grade, Level, Procedure};
use crate::draw::Draw;

/// A field: ministry group, letters, name, what it deals with.
type Field = (&'static str, &'static str, &'static str, [&'static str; 4]);

const FIELDS: [Field; 24] = [
    (
        "G01",
        "TR",
        "Phòng cháy, chữa cháy",
        [
            "giấy chứng nhận thẩm duyệt thiết kế",
            "phương án chữa cháy",
            "giấy phép vận chuyển hàng nguy hiểm",
            "giấy xác nhận nghiệm thu",
        ],
    ),
    (
        "G02",
        "HC",
        "Hóa chất",
        [
            "giấy phép kinh doanh hóa chất hạn chế",
            "giấy chứng nhận đủ điều kiện sản xuất",
            "kế hoạch ứng phó sự cố",
            "tờ khai nhập khẩu",
        ],
    ),
    (
        "G02",
        "XN",
        "Xuất nhập khẩu",
        [
            "giấy phép nhập khẩu tự động",
            "giấy chứng nhận xuất xứ",
            "giấy phép tạm nhập, tái xuất",
            "mã số kinh doanh",
        ],
    ),
    (
        "G03",
        "GD",
        "Giáo dục nghề nghiệp",
        [
            "giấy phép hoạt động giáo dục",
            "bằng tốt nghiệp từ sổ gốc",
            "chương trình liên kết đào tạo",
            "quyết định cho phép thành lập trường",
        ],
    ),
    (
        "G04",
        "HH",
        "Hàng hải",
        [
            "giấy phép vào cảng",
            "giấy chứng nhận khả năng chuyên môn",
            "giấy chứng nhận đăng ký tàu biển",
            "kế hoạch an ninh bến cảng",
        ],
    ),
    (
        "G04",
        "DT",
        "Đường thủy nội địa",
        [
            "giấy chứng nhận đăng ký phương tiện",
            "chứng chỉ thuyền viên",
            "giấy phép hoạt động bến",
            "phương án bảo đảm giao thông",
        ],
    ),
    (
        "G05",
        "DT",
        "Đầu tư",
        [
            "giấy chứng nhận đăng ký đầu tư",
            "quyết định chấp thuận chủ trương",
            "hồ sơ mời thầu",
            "văn phòng điều hành",
        ],
    ),
    (
        "G06",
        "KH",
        "Sở hữu trí tuệ",
        [
            "văn bằng bảo hộ",
            "chứng chỉ hành nghề đại diện",
            "giấy chứng nhận giám định",
            "hợp đồng chuyển giao",
        ],
    ),
    (
        "G07",
        "LD",
        "Việc làm",
        [
            "giấy phép lao động",
            "giấy phép hoạt động dịch vụ việc làm",
            "thỏa ước lao động tập thể",
            "sổ lao động",
        ],
    ),
    (
        "G08",
        "LS",
        "Lãnh sự",
        [
            "hộ chiếu phổ thông",
            "giấy miễn thị thực",
            "bản dịch giấy tờ",
            "giấy thông hành",
        ],
    ),
    (
        "G09",
        "TG",
        "Tín ngưỡng, tôn giáo",
        [
            "giấy chứng nhận đăng ký hoạt động",
            "chương trình lớp bồi dưỡng",
            "danh mục hoạt động",
            "văn bản chấp thuận",
        ],
    ),
    (
        "G10",
        "TY",
        "Thú y",
        [
            "chứng chỉ hành nghề thú y",
            "giấy chứng nhận kiểm dịch",
            "giấy chứng nhận vùng an toàn dịch bệnh",
            "giấy phép nhập khẩu thuốc",
        ],
    ),
    (
        "G10",
        "TS",
        "Thủy sản",
        [
            "giấy phép khai thác",
            "giấy chứng nhận đăng ký tàu cá",
            "giấy xác nhận nguyên liệu",
            "mã số cơ sở nuôi",
        ],
    ),
    (
        "G12",
        "TH",
        "Thuế",
        [
            "hồ sơ khai thuế",
            "giấy xác nhận nghĩa vụ",
            "hồ sơ hoàn thuế",
            "đăng ký giảm trừ",
        ],
    ),
    (
        "G12",
        "CK",
        "Chứng khoán",
        [
            "chứng chỉ hành nghề chứng khoán",
            "giấy phép thành lập quỹ",
            "hồ sơ chào bán",
            "đăng ký công ty đại chúng",
        ],
    ),
    (
        "G13",
        "DD",
        "Đất đai",
        [
            "giấy chứng nhận quyền sử dụng đất",
            "hồ sơ tách thửa",
            "quyết định giao đất",
            "đăng ký biến động",
        ],
    ),
    (
        "G13",
        "MT",
        "Môi trường",
        [
            "giấy phép môi trường",
            "báo cáo đánh giá tác động",
            "giấy phép khai thác nước",
            "kế hoạch cải tạo",
        ],
    ),
    (
        "G14",
        "BC",
        "Báo chí, xuất bản",
        [
            "giấy phép xuất bản bản tin",
            "thẻ nhà báo",
            "giấy phép hoạt động in",
            "đăng ký phát hành",
        ],
    ),
    (
        "G15",
        "LS",
        "Luật sư, công chứng",
        [
            "chứng chỉ hành nghề luật sư",
            "giấy đăng ký hoạt động văn phòng",
            "thẻ công chứng viên",
            "đăng ký tập sự",
        ],
    ),
    (
        "G16",
        "DL",
        "Du lịch",
        [
            "giấy phép kinh doanh lữ hành",
            "thẻ hướng dẫn viên",
            "quyết định công nhận hạng",
            "giấy phép biểu diễn",
        ],
    ),
    (
        "G17",
        "QH",
        "Quy hoạch, kiến trúc",
        [
            "giấy phép cải tạo công trình",
            "chứng chỉ hành nghề kiến trúc",
            "đồ án quy hoạch",
            "giấy phép quy hoạch",
        ],
    ),
    (
        "G18",
        "KC",
        "Khám, chữa bệnh",
        [
            "giấy phép hoạt động cơ sở",
            "chứng chỉ hành nghề y",
            "giấy xác nhận nội dung quảng cáo",
            "phạm vi chuyên môn",
        ],
    ),
    (
        "G18",
        "DP",
        "Dược phẩm",
        [
            "giấy chứng nhận đủ điều kiện kinh doanh dược",
            "giấy đăng ký lưu hành",
            "đơn hàng nhập khẩu",
            "công bố mỹ phẩm",
        ],
    ),
    (
        "G19",
        "NH",
        "Hoạt động ngân hàng",
        [
            "giấy phép thành lập chi nhánh",
            "đăng ký khoản vay nước ngoài",
            "giấy phép hoạt động ngoại hối",
            "văn bản chấp thuận mở rộng mạng lưới",
        ],
    ),
];
const VERBS: [&str; 8] = [
    "Cấp",
    "Cấp lại",
    "Gia hạn",
    "Điều chỉnh",
    "Thu hồi",
    "Thẩm định",
    "Xác nhận",
    "Đăng ký",
];
const CASES: [&str; 10] = [
    "",
    " lần đầu",
    " do mất, hỏng",
    " đối với tổ chức",
    " đối với cá nhân",
    " có yếu tố nước ngoài",
    " thuộc thẩm quyền cấp tỉnh",
    " tại khu kinh tế",
    " theo ủy quyền",
    " trong trường hợp thay đổi thông tin",
];
const COMBINATIONS: usize = FIELDS.len() * 4 * VERBS.len() * CASES.len();
/// Coprime to the number of combinations, so that stepping by it meets each once, and neighbours in code are strangers in name.
const STEP: usize = 3_607;

/// `count` of them, `online` of which are at grade 3 or 4.
pub fn all(seed: u64, count: usize, online: usize) -> Vec<Procedure> {
    let mut draw = Draw::new(seed, "procedures", 0);
    let start = draw.below(COMBINATIONS as u32) as usize;
    let first_online = draw.below(count as u32) as usize;
    (0..count.min(COMBINATIONS))
        .map(|n| {
            let combination = (start + n * STEP) % COMBINATIONS;
            let is_online = (n + count - first_online) % count < online;
            made(seed, n, combination, is_online)
        })
        .collect()
}

fn made(seed: u64, n: usize, combination: usize, is_online: bool) -> Procedure {
    let (rest, case) = (combination / CASES.len(), CASES[combination % CASES.len()]);
    let (rest, verb) = (rest / VERBS.len(), VERBS[rest % VERBS.len()]);
    let (group, letters, field, objects) = &FIELDS[rest / 4];
    let object = objects[rest % 4];
    let mut draw = Draw::new(seed, "procedure", n as u64);
    let grade = match (is_online, draw.per_mille(400)) {
        (true, true) => Grade::Four,
        (true, false) => Grade::Three,
        (false, true) => Grade::One,
        (false, false) => Grade::Two,
    };
    let paper = !matches!(verb, "Thu hồi" | "Thẩm định") && draw.per_mille(850);
    Procedure {
        code: format!("{}.{:06}", 1 + draw.below(3), 910_000 + n),
        name: format!("{verb} {object}{case}"),
        field_code: format!("{group}-{letters}{:02}", 10 + rest % 4),
        field: (*field).to_owned(),
        agency: format!("000.00.00.{group}"),
        level: draw.weighted(&[
            (Level::Ministry, 350),
            (Level::Province, 400),
            (Level::District, 120),
            (Level::Commune, 130),
        ]),
        kind: draw.weighted(&[
            (Audience::Citizen, 350),
            (Audience::Business, 350),
            (Audience::Both, 300),
        ]),
        online: grade,
        fee: if draw.per_mille(450) {
            5_000 * (1 + draw.below(200))
        } else {
            0
        },
        term_days: draw.pick(&[1, 2, 3, 5, 7, 10, 15, 20, 30]),
        result: paper.then(|| capitalised(object)),
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters
        .next()
        .map(|letter| letter.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

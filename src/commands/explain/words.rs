//! What `explain` says besides the data: labels in both languages.

use record::{Certainty, Phrase, RequirementEntry};

macro_rules! phrases {
    ($($name:ident = $vi:literal, $en:literal;)*) => {
        $(pub const $name: Phrase = Phrase { vi: $vi, en: $en };)*
    };
}

phrases! {
    BINDS = "Ràng buộc", "Binds";
    FORCE = "Mức độ", "Force";
    SOURCE = "Căn cứ", "Source";
    IN_FORCE = "Hiệu lực", "In force";
    CERTAINTY = "Độ chắc chắn", "Certainty";
    FROM = "từ ngày {}", "since {}";
    UNTIL = "đến hết ngày {}", "until {}";
    HEIR = "thay bằng {}", "replaced by {}";
    CHECKED_BY = "Được kiểm thế nào", "How it is checked";
    UNREACHABLE = "Vì sao không kiểm được từ bên ngoài", "Why no check from outside reaches it";
    PITFALLS = "Thường hỏng vì", "What usually breaks it";
    NO_PITFALLS = "Chưa ghi nhận lỗi hay gặp nào.", "No common mistake is on record.";
    BY_HAND = "Thử bằng tay", "Try it by hand";
    BY_PROGRAM = "Xem kiểm thế nào, và khi bị vi phạm", "See it checked, and violated";
    BY_HAND_HOW = "Ở một cửa sổ khác: {}. Các dòng dưới đây đã ký bằng khóa của seed {} lúc {}, dùng được trong 12 giờ; `{}` ký lại và chạy tất cả.", "In another window: {}. The lines below are signed with the secrets of seed {} at {} and hold for 12 hours; `{}` signs and runs them all anew.";
    YOUR_SYSTEM = "Hệ thống quản lý văn bản được kiểm thử giữ vai một trong các cơ quan này; mã hệ thống và khóa bí mật do `lienthong up` in ra. Các dòng là lời gọi mà hệ thống ấy phải thực hiện, hoặc lời gọi của bên kia.", "The document system under test takes the part of one of these agencies, with the system id and secret that `lienthong up` prints. The lines are the calls it should make, or those of the other side.";
    GIVEN = "Gói tin mà hệ thống được nhận trong trả lời getEdoc (data là base64 của tệp này; Trục đúng chuẩn không chuyển gói như vậy):", "The package your system is given in an answer to getEdoc (data is its base64; a sound axis would not carry it):";
    OTHER_DOC = "docId lấy từ danh sách của Trục khác: thêm `--with docId=…`.", "A docId from another axis's list: add `--with docId=…`.";
    ANSWER = "Mong đợi", "Expected";
    ANSWER_OK = "chấp nhận", "accepted";
    ANSWER_REFUSED = "từ chối", "refused";
    ANSWER_SHOWS = ", có {}", ", holding {}";
    AS = "thay mặt", "as";
    FEATURE = "Tính năng", "Feature";
    PLACE = "Vị trí", "Place";
    TAGS = "Cần", "Needs";
    ALONE = "Chạy riêng", "Run it alone";
    FALLS = "Yêu cầu không đạt theo nó", "What falls with it";
    FALLS_FAIL = "không đạt", "fails";
    FALLS_WARN = "chỉ cảnh báo", "a warning only";
    STEPS = "Các bước", "Steps";
    MEANS = "Nghĩa là", "What it means";
    TOLD = "Nhận ra nhờ", "How it is told";
    NEXT = "Cần làm gì", "What to do";
    CAUSE = "Nguyên nhân", "Cause";
}

/// What a certainty means for the verdict.
pub const fn certainty(entry: &RequirementEntry) -> Phrase {
    match entry.certainty {
        Certainty::Law => Phrase {
            vi: "ghi trong văn bản pháp luật đã đọc",
            en: "stated in a legal text that was read",
        },
        Certainty::Seen => Phrase {
            vi: "thấy trong hệ thống, gói tin hoặc yêu cầu thật đã ghi lại",
            en: "found in real clients, packages or recorded requests",
        },
        Certainty::Inferred => Phrase {
            vi: "dự án suy ra hoặc lựa chọn vì các nguồn không nói đến",
            en: "our conclusion or our choice, where the sources are silent",
        },
    }
}

/// What a violation does.
pub fn decides(entry: &RequirementEntry) -> Phrase {
    if entry.is_mandatory() {
        Phrase {
            vi: "vi phạm thì hệ thống không đạt",
            en: "a violation fails the system",
        }
    } else {
        Phrase {
            vi: "vi phạm chỉ là cảnh báo",
            en: "a violation is a warning only",
        }
    }
}

/// What a tag asks for, in Vietnamese and English; none for the tags of requirements.
pub fn tag(tag: &str) -> Option<Phrase> {
    let (_, en) = features::tags::TAGS
        .iter()
        .find(|(known, _)| *known == tag)?;
    let vi = match tag {
        "embedded" => "cần điều chỉ Trục dựng sẵn có; không áp dụng cho Trục bên ngoài",
        "clock" => "chỉnh đồng hồ; không áp dụng cho hệ thống có đồng hồ riêng",
        "on-disk" => {
            "lưu dữ liệu của Trục dựng sẵn trên đĩa, để tắt đột ngột rồi chạy lại hoặc để tiết kiệm bộ nhớ"
        }
        "directory" => "đăng ký hoặc đóng cơ quan; không áp dụng khi tệp đích không cho phép",
        "slow" => "chủ ý chờ vài giây thời gian thật nên được bắt đầu trước",
        "large" => "chuyển nhiều megabyte nên chạy một mình",
        "lgsp" => "dùng giao diện LGSP; không áp dụng cho Trục không có giao diện này",
        _ => en,
    };
    Some(Phrase { vi, en })
}

/// A phrase with each `{}` replaced by the next value.
pub fn fill(text: &str, values: &[&str]) -> String {
    let mut parts = text.split("{}");
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for (part, value) in parts.zip(values) {
        filled.push_str(value);
        filled.push_str(part);
    }
    filled
}

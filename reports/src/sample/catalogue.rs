//! The requirements of the sample run.

use jiff::civil::date;
use record::{Certainty, Force, Pitfall, RequirementEntry, Source};

use super::text;

/// Id, both titles, force, document, article, rule, certainty.
type Row = (
    &'static str,
    [&'static str; 2],
    Force,
    [&'static str; 3],
    Certainty,
);

const LAW: &str = "QĐ 28/2018/QĐ-TTg";
const SDK: &str = "SDK VXP 2.0.1";

const ROWS: &[Row] = &[
    (
        "AX-SND-01",
        [
            "Trục trả về mã văn bản khi đã nhận gói tin.",
            "The axis answers an accepted package with a document id.",
        ],
        Force::Must,
        [LAW, "Art. 6.1", "R-13"],
        Certainty::Law,
    ),
    (
        "AX-SND-02",
        [
            "Cùng một gói tin gửi lại nhận cùng một mã văn bản.",
            "The same package sent again gets the same document id.",
        ],
        Force::Must,
        [SDK, "domain §3.1", ""],
        Certainty::Seen,
    ),
    (
        "AX-SND-03",
        [
            "Gói tin bị sửa đổi trên đường truyền bị từ chối.",
            "A package altered on its way is refused.",
        ],
        Force::Must,
        [LAW, "Art. 6.1", "R-13"],
        Certainty::Law,
    ),
    (
        "AX-FAN-01",
        [
            "Mỗi nơi nhận có một văn bản truyền riêng.",
            "Each receiver gets a transport document of its own.",
        ],
        Force::Must,
        [SDK, "domain §3.1", ""],
        Certainty::Seen,
    ),
    (
        "AX-FAN-02",
        [
            "Văn bản khẩn được chuyển trước văn bản thường.",
            "Urgent documents are passed on before ordinary ones.",
        ],
        Force::Should,
        [LAW, "Art. 6.2", "R-10"],
        Certainty::Law,
    ),
    (
        "AX-DIR-01",
        [
            "Danh bạ liệt kê cơ quan vừa đăng ký.",
            "The directory lists an agency that has just registered.",
        ],
        Force::Must,
        [SDK, "domain §3.1", ""],
        Certainty::Seen,
    ),
    (
        "AX-RET-01",
        [
            "Số liệu thống kê khớp với nhật ký.",
            "Statistics agree with the log.",
        ],
        Force::May,
        [LAW, "Art. 14.3", "R-37"],
        Certainty::Inferred,
    ),
    (
        "DS-STA-01",
        [
            "Hệ thống báo đã nhận ngay trong ngày.",
            "The system reports receipt within the same day.",
        ],
        Force::Must,
        ["NĐ 30/2020/NĐ-CP", "Art. 21.2.c", "R-19"],
        Certainty::Law,
    ),
    (
        "DS-SEC-01",
        [
            "Văn bản được duyệt và ký số trước khi gửi.",
            "A document is approved and signed before it is sent.",
        ],
        Force::Must,
        [LAW, "Art. 8.1", "R-11"],
        Certainty::Law,
    ),
];

/// All of them; no check can reach the last one.
pub(super) fn all() -> Vec<RequirementEntry> {
    let mut all: Vec<RequirementEntry> = ROWS.iter().map(entry).collect();
    if let Some(last) = all.last_mut() {
        last.unreachable = Some(text(
            "Chỉ người ký biết văn bản đã được duyệt hay chưa; từ bên ngoài không quan sát được.",
            "Only the signer knows whether the document was approved; nothing shows it from outside.",
        ));
    }
    if let Some(again) = all.iter_mut().find(|entry| entry.id == "AX-SND-02") {
        again.pitfalls = vec![Pitfall {
            id: "6.19".into(),
            text: text(
                "Văn bản trùng được nhận ra bằng ba khóa khác nhau.",
                "Duplicates are told by three different keys.",
            ),
        }];
    }
    all
}

fn entry((id, [vi, en], force, [document, article, rule], certainty): &Row) -> RequirementEntry {
    let role = if id.starts_with("AX") {
        "axis"
    } else {
        "document-system"
    };
    RequirementEntry {
        id: (*id).into(),
        title: text(vi, en),
        force: *force,
        role: role.into(),
        source: Source {
            document: (*document).into(),
            article: (*article).into(),
            rule: (!rule.is_empty()).then(|| (*rule).to_owned()),
        },
        from: date(2018, 9, 6),
        until: None,
        superseded_by: None,
        certainty: *certainty,
        unreachable: None,
        pitfalls: Vec::new(),
    }
}

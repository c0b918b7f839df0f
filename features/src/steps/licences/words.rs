//! Words of the licence system's steps.

use serde_json::{Value, json};

use crate::params::{WordRow, WordTable, row, words_of};

/// A provincial Department of Transport.
#[derive(Clone, Copy, Debug)]
pub struct UnitWord {
    /// Its code.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
}

impl WordTable for UnitWord {
    const KIND: &'static str = "unit that handles licences";

    fn words() -> Vec<(&'static str, &'static str, Self)> {
        let unit = |code, name| Self { code, name };
        vec![
            (
                "Quảng Ninh's Department of Transport",
                "Sở Giao thông vận tải Quảng Ninh",
                unit("000.00.19.H49", "Sở Giao thông vận tải Quảng Ninh"),
            ),
            (
                "Lạng Sơn's Department of Transport",
                "Sở Giao thông vận tải Lạng Sơn",
                unit("000.00.19.H37", "Sở Giao thông vận tải Lạng Sơn"),
            ),
        ]
    }
}

/// A status of an application.
#[derive(Clone, Copy, Debug)]
pub struct StatusWord(pub u8);

impl WordTable for StatusWord {
    const KIND: &'static str = "status of an application";

    fn words() -> Vec<(&'static str, &'static str, Self)> {
        vec![
            ("received", "được tiếp nhận", Self(2)),
            ("refused", "không được tiếp nhận", Self(3)),
            ("being processed", "đang xử lý", Self(4)),
            ("processed", "đã xử lý xong", Self(9)),
            ("returned", "đã trả kết quả", Self(10)),
        ]
    }
}

/// A call that is not as the feed says.
#[derive(Clone, Copy)]
pub struct FlawWord(pub &'static WordRow<fn(&mut Value)>);

/// Every such call, made of a sound list call.
pub const FLAWS: &[WordRow<fn(&mut Value)>] = &[
    row(
        "days written dd/MM/yyyy",
        "ngày viết dd/MM/yyyy",
        |value| {
            value["ngayNhan1"] = json!("01/11/2026");
        },
    ),
    row("a month of 13", "tháng 13", |value| {
        value["ngayNhan1"] = json!("2026-13-01")
    }),
    row(
        "minutes where the month stands",
        "phút ở chỗ của tháng",
        |value| {
            value["ngayNhan1"] = json!("2026-45-01");
        },
    ),
    row(
        "the last day before the first",
        "ngày cuối trước ngày đầu",
        |value| {
            value["ngayNhan2"] = json!("2019-12-09");
        },
    ),
    row("no service", "không có tên dịch vụ", |value| {
        value["service"] = json!("")
    }),
    row("an unknown service", "dịch vụ không có", |value| {
        value["service"] = json!("XoaHoSo")
    }),
    row("a list of services", "danh sách dịch vụ", |value| {
        value["service"] = json!(["DanhSachHoSo"])
    }),
    row("no unit", "không có đơn vị", |value| {
        value["donViXuLy"] = json!("")
    }),
];

impl WordTable for FlawWord {
    const KIND: &'static str = "flaw of a call to the licence system";

    fn words() -> Vec<(&'static str, &'static str, Self)> {
        words_of(FLAWS, Self)
    }
}

/// What is wrong with a call of the older feed.
#[derive(Clone, Copy, Debug)]
pub enum OlderFlaw {
    /// Nothing.
    None,
    /// No agency.
    NoAgency,
    /// No key.
    NoKey,
    /// Another key.
    WrongKey,
    /// An agency that is no unit.
    WrongAgency,
}

impl WordTable for OlderFlaw {
    const KIND: &'static str = "flaw of a call to the older feed";

    fn words() -> Vec<(&'static str, &'static str, Self)> {
        vec![
            ("its own key", "đúng khóa của mình", Self::None),
            ("no agency", "mã đơn vị rỗng", Self::NoAgency),
            ("no key", "khóa rỗng", Self::NoKey),
            ("a wrong key", "khóa sai", Self::WrongKey),
            ("a wrong agency", "mã đơn vị sai", Self::WrongAgency),
        ]
    }
}

//! The statuses 1 to 10 as people see them (services §1.5): the name and the degree of completion.

/// A status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status {
    /// Its code.
    pub code: u8,
    /// Its name.
    pub name: &'static str,
    /// Degree of completion in percent. Assumption: the law asks for a degree, no text gives one.
    pub completion: u8,
    /// Whether nothing follows.
    pub end: bool,
}

const fn status(code: u8, name: &'static str, completion: u8, end: bool) -> Status {
    Status {
        code,
        name,
        completion,
        end,
    }
}

/// Every status.
pub const ALL: [Status; 10] = [
    status(1, "Mới đăng ký", 10, false),
    status(2, "Được tiếp nhận", 20, false),
    status(3, "Không được tiếp nhận", 100, true),
    status(4, "Đang xử lý", 50, false),
    status(5, "Yêu cầu bổ sung giấy tờ", 30, false),
    status(6, "Yêu cầu thực hiện nghĩa vụ tài chính", 60, false),
    status(7, "Công dân yêu cầu rút hồ sơ", 100, true),
    status(8, "Dừng xử lý", 40, false),
    status(9, "Đã xử lý xong", 90, false),
    status(10, "Đã trả kết quả", 100, true),
];

/// The status of a code.
pub fn of(code: u8) -> Option<Status> {
    ALL.into_iter().find(|status| status.code == code)
}

/// Whether a dossier may go from one status to another: an end is not left; everything else is the one-stop's business.
pub fn may_follow(from: u8, to: u8) -> bool {
    from == to || !of(from).is_some_and(|status| status.end)
}

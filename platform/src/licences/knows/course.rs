//! The course of an application, by the portal's status codes (services §1.5, §1.6).

/// Names of the statuses 1 to 10.
pub const NAMES: [&str; 10] = [
    "Mới đăng ký",
    "Được tiếp nhận",
    "Không được tiếp nhận",
    "Đang xử lý",
    "Yêu cầu bổ sung giấy tờ",
    "Yêu cầu thực hiện nghĩa vụ tài chính",
    "Công dân yêu cầu rút hồ sơ",
    "Dừng xử lý",
    "Đã xử lý xong",
    "Đã trả kết quả",
];

/// The name of a status; empty outside 1 to 10.
#[must_use]
pub fn name(status: u8) -> &'static str {
    let at = usize::from(status).wrapping_sub(1);
    NAMES.get(at).copied().unwrap_or("")
}

/// Whether a province may move an application from one status to another. Saying the same again changes nothing and is allowed.
#[must_use]
pub fn may(from: u8, to: u8) -> bool {
    let next: &[u8] = match from {
        1 => &[2, 3, 5],
        2 => &[4, 5, 6, 7, 9],
        4 => &[5, 6, 7, 8, 9],
        5 => &[1, 2, 3, 4, 7],
        6 => &[2, 4, 7],
        8 => &[2, 4],
        9 => &[10],
        _ => &[],
    };
    from == to || next.contains(&to)
}

/// Whether a new card may be issued: received and not ended.
#[must_use]
pub fn may_exchange(status: u8) -> bool {
    matches!(status, 2 | 4 | 9)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_ended_stays_so() {
        for end in [3, 7, 10] {
            for to in (1..=10).filter(|to| *to != end) {
                assert!(!may(end, to), "{end} → {to}");
            }
        }
        assert!(may(1, 2) && !may(1, 9) && !may(2, 10) && may(9, 10) && may(4, 4));
        assert_eq!(
            (name(1), name(10), name(11), name(0)),
            ("Mới đăng ký", "Đã trả kết quả", "", "")
        );
    }
}

//! The ten statuses of a dossier (`TrangThaiHoSo`) and the eleventh word of one service (services §1.5).

use std::fmt;

/// What `DongBoTrangThaiHoSo` writes for [`Status::Refused`]; it occurs nowhere else (services §1.2, §1.5).
pub const PROMOTION_REFUSED: &str = "11";

/// Where a dossier stands, as the National Public-Service Portal counts (services §1.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Status {
    /// 1, mới đăng ký: submitted online, not looked at.
    Submitted = 1,
    /// 2, được tiếp nhận: accepted, a receipt was given.
    Accepted = 2,
    /// 3, không được tiếp nhận: refused at reception, or closed because nothing was supplemented. Final.
    Refused = 3,
    /// 4, đang xử lý: with the competent agency.
    Processing = 4,
    /// 5, yêu cầu bổ sung giấy tờ: the applicant must complete it.
    SupplementAsked = 5,
    /// 6, yêu cầu thực hiện nghĩa vụ tài chính: the applicant must pay.
    PaymentAsked = 6,
    /// 7, công dân yêu cầu rút hồ sơ: withdrawn. Final.
    Withdrawn = 7,
    /// 8, dừng xử lý: stopped; may be taken up again.
    Stopped = 8,
    /// 9, đã xử lý xong: the result is at the one-stop unit.
    Processed = 9,
    /// 10, đã trả kết quả: the applicant has the result. Final.
    Returned = 10,
}

/// A number or text that is none of the ten codes.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a dossier status from 1 to 10, found `{found}`")]
pub struct UnknownStatus {
    /// What was found, cut to 40 characters.
    pub found: String,
}

impl Status {
    /// All ten, by code.
    pub const ALL: [Status; 10] = [
        Status::Submitted,
        Status::Accepted,
        Status::Refused,
        Status::Processing,
        Status::SupplementAsked,
        Status::PaymentAsked,
        Status::Withdrawn,
        Status::Stopped,
        Status::Processed,
        Status::Returned,
    ];

    /// The code, 1 to 10.
    #[must_use]
    pub fn code(self) -> u8 {
        self as u8
    }

    /// The status of a code.
    #[must_use]
    pub fn of(code: u8) -> Option<Status> {
        Status::ALL.get(usize::from(code).checked_sub(1)?).copied()
    }

    /// Reads the code as the wire writes it: decimal, without sign, blanks or leading zeros.
    ///
    /// # Errors
    /// Anything else, the empty text of pitfall 10 included.
    pub fn parse(text: &str) -> Result<Status, UnknownStatus> {
        let found = Status::ALL.into_iter().find(|s| s.wire() == text);
        found.ok_or_else(|| UnknownStatus {
            found: text.chars().take(40).collect(),
        })
    }

    /// The code as the wire writes it, `1` to `10`.
    #[must_use]
    pub fn wire(self) -> &'static str {
        ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"][usize::from(self.code()) - 1]
    }

    /// The Vietnamese name, as the portal shows it.
    #[must_use]
    pub fn vi(self) -> &'static str {
        match self {
            Status::Submitted => "Mới đăng ký",
            Status::Accepted => "Được tiếp nhận",
            Status::Refused => "Không được tiếp nhận",
            Status::Processing => "Đang xử lý",
            Status::SupplementAsked => "Yêu cầu bổ sung giấy tờ",
            Status::PaymentAsked => "Yêu cầu thực hiện nghĩa vụ tài chính",
            Status::Withdrawn => "Công dân yêu cầu rút hồ sơ",
            Status::Stopped => "Dừng xử lý",
            Status::Processed => "Đã xử lý xong",
            Status::Returned => "Đã trả kết quả",
        }
    }

    /// The English name.
    #[must_use]
    pub fn en(self) -> &'static str {
        match self {
            Status::Submitted => "newly submitted",
            Status::Accepted => "accepted",
            Status::Refused => "not accepted",
            Status::Processing => "in processing",
            Status::SupplementAsked => "supplement asked",
            Status::PaymentAsked => "payment asked",
            Status::Withdrawn => "withdrawn",
            Status::Stopped => "stopped",
            Status::Processed => "processed",
            Status::Returned => "result returned",
        }
    }

    /// Whether nothing may follow (services §1.6; deduced there). A stopped dossier may be taken up again.
    #[must_use]
    pub fn is_final(self) -> bool {
        matches!(self, Status::Refused | Status::Withdrawn | Status::Returned)
    }

    /// Whether the statistics of Decision 766 count the dossier as ended (services §2.7, 2.1): 3, 7, 8, 9 and 10.
    #[must_use]
    pub fn is_end_for_statistics(self) -> bool {
        self.is_final() || matches!(self, Status::Stopped | Status::Processed)
    }

    /// How far a dossier has come, 0 to 100: all that a person who has not logged in may see (R01-06, "mức độ hoàn
    /// thành"). The steps are our choice; no source gives them.
    #[must_use]
    pub fn completion_percent(self) -> u8 {
        match self {
            Status::Submitted => 10,
            Status::Accepted => 20,
            Status::SupplementAsked | Status::PaymentAsked => 30,
            Status::Processing | Status::Stopped => 50,
            Status::Processed => 90,
            Status::Refused | Status::Withdrawn | Status::Returned => 100,
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.wire(), self.en())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_go_there_and_back_and_nothing_else_is_read() {
        for (index, status) in Status::ALL.into_iter().enumerate() {
            assert_eq!(usize::from(status.code()), index + 1);
            assert_eq!(Status::of(status.code()), Some(status));
            assert_eq!(Status::parse(status.wire()), Ok(status));
        }
        for text in [
            "", "0", "11", "01", " 1", "1 ", "+1", "-1", "１", "4.0", "null", "255",
        ] {
            assert!(Status::parse(text).is_err(), "{text:?}");
        }
        assert_eq!((Status::of(0), Status::of(11)), (None, None));
    }
}

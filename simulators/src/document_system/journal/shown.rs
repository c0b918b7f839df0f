//! The states the law names.

use protocols::edxml::StatusCode;

/// State as shown to users (QĐ 28/2018/QĐ-TTg Art. 10.2.h).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shown {
    /// Not yet known to have arrived; the law has no word for it.
    Sent,
    /// Đã đến.
    Arrived,
    /// Đã tiếp nhận.
    Accepted,
    /// Đã chuyển xử lý.
    Assigned,
    /// Đang xử lý.
    InProgress,
    /// Đã hoàn thành.
    Finished,
    /// Từ chối nhận (trả lại).
    Refused,
    /// Thu hồi.
    Recalled,
}

impl Shown {
    pub(super) fn from_code(code: Option<StatusCode>, recalled: bool) -> Shown {
        match code {
            _ if recalled => Shown::Recalled,
            Some(StatusCode::Arrived) => Shown::Arrived,
            Some(StatusCode::Accepted) => Shown::Accepted,
            Some(StatusCode::Assigned) => Shown::Assigned,
            Some(StatusCode::InProgress) => Shown::InProgress,
            Some(StatusCode::Finished) => Shown::Finished,
            Some(StatusCode::Refused) => Shown::Refused,
            _ => Shown::Sent,
        }
    }

    /// The law's words.
    pub fn vietnamese(self) -> &'static str {
        match self {
            Shown::Sent => "đã gửi",
            Shown::Arrived => "đã đến",
            Shown::Accepted => "đã tiếp nhận",
            Shown::Assigned => "đã chuyển xử lý",
            Shown::InProgress => "đang xử lý",
            Shown::Finished => "đã hoàn thành",
            Shown::Refused => "từ chối nhận (trả lại)",
            Shown::Recalled => "thu hồi",
        }
    }
}

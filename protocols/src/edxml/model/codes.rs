//! The code lists of the package (domain §1.4, §1.10). Each value knows its number on the wire.

/// Urgency (độ khẩn), in rising order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Priority {
    /// 0, thường.
    #[default]
    Ordinary,
    /// 1, khẩn.
    Urgent,
    /// 2, thượng khẩn.
    VeryUrgent,
    /// 3, hỏa tốc.
    Express,
    /// 4, hỏa tốc hẹn giờ.
    ExpressTimed,
}

impl Priority {
    /// Every value, in rising order.
    pub const ALL: [Priority; 5] = [
        Priority::Ordinary,
        Priority::Urgent,
        Priority::VeryUrgent,
        Priority::Express,
        Priority::ExpressTimed,
    ];

    /// The digit of the wire, `"0"` to `"4"`.
    #[must_use]
    pub fn wire(self) -> &'static str {
        ["0", "1", "2", "3", "4"][self as usize]
    }

    /// Reads the digit of the wire; `None` outside the list.
    #[must_use]
    pub fn from_wire(text: &str) -> Option<Priority> {
        Priority::ALL.into_iter().find(|p| p.wire() == text)
    }
}

/// What a package does to documents (`BussinessDocType`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Kind {
    /// 0, văn bản mới: a new document.
    #[default]
    New,
    /// 1, thu hồi: an earlier document is recalled.
    Recall,
    /// 2, cập nhật: an earlier document is updated.
    Update,
    /// 3, thay thế: earlier documents are replaced.
    Replacement,
}

impl Kind {
    /// Every value, in the wire's order.
    pub const ALL: [Kind; 4] = [Kind::New, Kind::Recall, Kind::Update, Kind::Replacement];

    /// The digit of the wire, `"0"` to `"3"`.
    #[must_use]
    pub fn wire(self) -> &'static str {
        ["0", "1", "2", "3"][self as usize]
    }

    /// Reads the digit of the wire; `None` outside the list.
    #[must_use]
    pub fn from_wire(text: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|k| k.wire() == text)
    }
}

/// What a status package reports (trạng thái xử lý).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatusCode {
    /// 01, đã đến: the receiver's software has it, no clerk has acted.
    Arrived,
    /// 02, từ chối tiếp nhận: refused, with the reason.
    Refused,
    /// 03, đã tiếp nhận: accepted and entered in the register.
    Accepted,
    /// 04, phân công: assigned to a unit or person.
    Assigned,
    /// 05, đang xử lý: in progress; may repeat.
    InProgress,
    /// 06, hoàn thành: finished.
    Finished,
    /// 13, lấy lại: the sender asks to have the document back.
    RecallRequested,
    /// 15: the receiver agrees to a recall or update.
    ChangeAccepted,
    /// 16: the receiver declines a recall or update.
    ChangeRefused,
}

/// Every status code with its two digits.
const STATUS_CODES: [(StatusCode, &str); 9] = [
    (StatusCode::Arrived, "01"),
    (StatusCode::Refused, "02"),
    (StatusCode::Accepted, "03"),
    (StatusCode::Assigned, "04"),
    (StatusCode::InProgress, "05"),
    (StatusCode::Finished, "06"),
    (StatusCode::RecallRequested, "13"),
    (StatusCode::ChangeAccepted, "15"),
    (StatusCode::ChangeRefused, "16"),
];

impl StatusCode {
    /// Every value, in the wire's order.
    pub const ALL: [StatusCode; 9] = [
        StatusCode::Arrived,
        StatusCode::Refused,
        StatusCode::Accepted,
        StatusCode::Assigned,
        StatusCode::InProgress,
        StatusCode::Finished,
        StatusCode::RecallRequested,
        StatusCode::ChangeAccepted,
        StatusCode::ChangeRefused,
    ];

    /// The two digits of the wire.
    #[must_use]
    pub fn wire(self) -> &'static str {
        STATUS_CODES[self as usize].1
    }

    /// Reads the digits of the wire, `"01"` or, as some producers write it, `"1"`; `None` outside the list.
    #[must_use]
    pub fn from_wire(text: &str) -> Option<StatusCode> {
        let one_digit = |wire: &str| wire.strip_prefix('0') == Some(text);
        let mut codes = STATUS_CODES.into_iter();
        codes
            .find(|(_, wire)| *wire == text || one_digit(wire))
            .map(|(code, _)| code)
    }
}

impl std::fmt::Display for StatusCode {
    /// The two digits.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.wire())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_reads_back() {
        for (i, code) in StatusCode::ALL.into_iter().enumerate() {
            assert_eq!(STATUS_CODES[i].0, code);
            assert_eq!(StatusCode::from_wire(code.wire()), Some(code));
        }
        assert!(
            Priority::ALL
                .into_iter()
                .all(|p| Priority::from_wire(p.wire()) == Some(p))
        );
        assert!(
            Kind::ALL
                .into_iter()
                .all(|k| Kind::from_wire(k.wire()) == Some(k))
        );
        assert_eq!(StatusCode::from_wire("1"), Some(StatusCode::Arrived));
        for foreign in ["", "0", "00", "07", "14", "3 ", "999", "013"] {
            assert_eq!(StatusCode::from_wire(foreign), None, "{foreign}");
        }
        assert!(Priority::Express > Priority::Urgent);
    }
}

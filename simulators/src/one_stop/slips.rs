//! The six forms of TT 01/2018/TT-VPCP Art. 9 as data; [`render`](super::render) prints them.

use jiff::civil::DateTime;

/// Which form (Mẫu số).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Form {
    /// 01: receipt and appointment.
    Receipt = 1,
    /// 02: request to supplement.
    Supplement = 2,
    /// 03: refusal.
    Refusal = 3,
    /// 04: apology and new appointment.
    Apology = 4,
    /// 05: process-control sheet.
    Control = 5,
    /// 06: tracking book.
    Book = 6,
}

impl Form {
    /// All six.
    pub const ALL: [Form; 6] = [
        Form::Receipt,
        Form::Supplement,
        Form::Refusal,
        Form::Apology,
        Form::Control,
        Form::Book,
    ];

    /// 1 to 6.
    #[must_use]
    pub fn number(self) -> u8 {
        self as u8
    }

    /// The heading.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Form::Receipt => "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
            Form::Supplement => "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ",
            Form::Refusal => "PHIẾU TỪ CHỐI GIẢI QUYẾT HỒ SƠ",
            Form::Apology => "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ",
            Form::Control => "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ",
            Form::Book => "SỔ THEO DÕI HỒ SƠ",
        }
    }

    /// A4 for the book, A5 for all others.
    #[must_use]
    pub fn paper(self) -> &'static str {
        match self {
            Form::Book => "A4",
            _ => "A5",
        }
    }

    /// Whether the rating form is offered with it (TT 01/2018 Art. 12).
    #[must_use]
    pub fn offers_rating(self) -> bool {
        matches!(self, Form::Receipt | Form::Supplement | Form::Refusal)
    }
}

/// One slip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// Which form.
    pub form: Form,
    /// The dossier's code, printed as text and barcode; empty on the book.
    pub code: String,
    /// When it was written.
    pub at: DateTime,
    /// Who issues it.
    pub agency: String,
    /// Label and value of each line.
    pub lines: Vec<(&'static str, String)>,
    /// The officer who signed it digitally; empty when nobody did.
    pub signed_by: String,
    /// Where the rating form is, when it is offered.
    pub rating: Option<String>,
}

impl Slip {
    /// The value of a line.
    #[must_use]
    pub fn line(&self, label: &str) -> Option<&str> {
        let line = self.lines.iter().find(|(name, _)| *name == label);
        line.map(|(_, value)| value.as_str())
    }
}

/// Labels of the lines, as printed.
pub mod label {
    /// Applicant.
    pub const APPLICANT: &str = "Họ và tên người nộp";
    /// Procedure.
    pub const PROCEDURE: &str = "Nội dung yêu cầu giải quyết";
    /// Papers.
    pub const PAPERS: &str = "Thành phần hồ sơ nộp gồm";
    /// Received.
    pub const RECEIVED: &str = "Thời gian nhận hồ sơ";
    /// Due.
    pub const DUE: &str = "Thời gian trả kết quả giải quyết hồ sơ";
    /// Where the result is given.
    pub const PLACE: &str = "Địa điểm nhận kết quả";
    /// Reason.
    pub const REASON: &str = "Lý do";
    /// What is missing.
    pub const MISSING: &str = "Nội dung yêu cầu bổ sung";
    /// Deadline.
    pub const DEADLINE: &str = "Thời hạn bổ sung";
    /// The date before.
    pub const DUE_BEFORE: &str = "Thời gian hẹn trước";
    /// The new date.
    pub const DUE_NEW: &str = "Thời gian hẹn lại";
}

//! Every label of every report, in both languages, in one table.

use crate::lang::Lang;

/// One label.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Label {
    vi: &'static str,
    en: &'static str,
}

impl Lang {
    /// The label in this language.
    pub(crate) const fn say(self, label: Label) -> &'static str {
        match self {
            Self::Vi => label.vi,
            Self::En => label.en,
        }
    }

    /// The label with each `{}` replaced by the next value.
    pub(crate) fn fill(self, label: Label, values: &[&str]) -> String {
        let mut parts = self.say(label).split("{}");
        let mut text = parts.next().unwrap_or_default().to_owned();
        for (part, value) in parts.zip(values) {
            text.push_str(value);
            text.push_str(part);
        }
        text
    }
}

macro_rules! labels {
    ($($name:ident = $vi:literal, $en:literal;)*) => {
        $(pub(crate) const $name: Label = Label { vi: $vi, en: $en };)*
        #[cfg(test)]
        const ALL: &[(&str, Label)] = &[$((stringify!($name), $name)),*];
    };
}

labels! {
    // verdicts
    PASS = "Đạt", "Pass";
    FAIL = "Không đạt", "Fail";
    WARNING = "Cảnh báo", "Warning";
    INCONCLUSIVE = "Chưa kết luận", "Inconclusive";
    NOT_APPLICABLE = "Không áp dụng", "Not applicable";
    ERROR = "Lỗi công cụ", "Error";
    NOT_RUN = "Chưa chạy", "Not run";
    UNREACHABLE = "Không kiểm được", "Not testable";
    // force and certainty
    MUST = "Bắt buộc", "Must";
    SHOULD = "Nên", "Should";
    MAY = "Tùy chọn", "May";
    LAW = "theo văn bản", "law text";
    SEEN = "theo thực tế", "seen in the field";
    INFERRED = "suy luận", "inferred";
    // roles and bindings
    ROLE_AXIS = "Trục liên thông văn bản", "Document axis";
    ROLE_DOCUMENT_SYSTEM = "Hệ thống quản lý văn bản", "Document system";
    ROLE_PORTAL = "Cổng Dịch vụ công quốc gia", "National Public-Service Portal";
    ROLE_ONE_STOP = "Hệ thống một cửa điện tử", "One-stop system";
    ROLE_IDENTITY = "Hệ thống xác thực, đăng nhập một lần", "Single sign-on";
    ROLE_PAYMENT = "Nền tảng thanh toán trực tuyến", "Payment platform";
    ROLE_MONITORING = "Hệ thống giám sát, đo lường (EMC)", "Usage measurement (EMC)";
    ROLE_LICENCES = "Hệ thống giấy phép lái xe", "Driving-licence system";
    ROLE_POPULATION = "Cơ sở dữ liệu quốc gia về dân cư", "Population database";
    ROLE_HEALTH = "Cơ sở khám bệnh, chữa bệnh", "Health facility";
    ROLE_POST = "Bưu chính công ích", "Public post";
    EMBEDDED = "bản tham chiếu dựng sẵn", "built-in reference";
    CONTAINER = "chạy trong container", "container";
    EXTERNAL = "hệ thống bên ngoài", "external system";
    SIMULATED = "mô phỏng", "simulated";
    UNDER_TEST = "được kiểm", "under test";
    // the head of the page
    TITLE = "Báo cáo kiểm thử liên thông", "Interconnection test report";
    RUN_PASSED = "Mọi yêu cầu bắt buộc đã kiểm đều đạt.", "Every mandatory requirement that was checked holds.";
    RUN_FAILED_ONE = "1 yêu cầu bắt buộc bị vi phạm.", "1 mandatory requirement is violated.";
    RUN_FAILED = "{} yêu cầu bắt buộc bị vi phạm.", "{} mandatory requirements are violated.";
    RUN_OPEN = "Chưa đủ bằng chứng để kết luận. Số kịch bản còn bỏ ngỏ: {}.", "Not enough evidence for a verdict. Scenarios that stayed open: {}.";
    RUN_NOTHING = "Không có yêu cầu bắt buộc nào được kiểm nên không thể kết luận.", "No mandatory requirement was checked, so there is no verdict.";
    RUN_CUT = "Lần chạy bị dừng giữa chừng: {} trên {} kịch bản đã chạy xong. Báo cáo giữ mọi điều đã ghi được.", "The run was cut short: {} of {} scenarios ended. This report keeps everything recorded until then.";
    VIOLATED_MORE = "… và {} yêu cầu nữa trong bảng bên dưới", "… and {} more in the table below";
    CONTENTS = "Mục lục", "Contents";
    FIGURES = "Con số", "Figures";
    REQUIREMENTS = "Yêu cầu", "Requirements";
    SCENARIOS = "Kịch bản", "Scenarios";
    ROLES = "Ai giữ vai nào", "Who played which role";
    ROLE = "Vai", "Role";
    PLAYED_BY = "Do", "Played by";
    ADDRESS = "Địa chỉ", "Address";
    THIS_RUN = "Lần chạy này", "This run";
    PROFILE = "Bộ kiểm thử", "Profile";
    AS_OF = "Quy định tại ngày", "Rules as of";
    SEED = "Hạt giống (seed)", "Seed";
    STARTED = "Bắt đầu", "Started";
    DURATION = "Thời gian chạy", "Duration";
    PROGRAM = "Chương trình", "Program";
    REPEAT_RUN = "Chạy lại toàn bộ", "Repeat the run";
    KILLED = "bị dừng giữa chừng", "cut short";
    // the cards
    TO_SEE = "Cần xem trước", "What failed";
    NOTHING_FAILED = "Không có kịch bản nào thất bại.", "No scenario failed.";
    OPEN_POINTS = "Còn bỏ ngỏ", "What stayed open";
    ADVISORY = "yêu cầu không bắt buộc nên chỉ cảnh báo", "not mandatory, so a warning only";
    EXPECTED = "Mong đợi", "Expected";
    RECEIVED = "Nhận được", "Received";
    REASON = "Lý do", "Reason";
    CAUSE = "Nguyên nhân", "Cause";
    CAUSE_MEANS = "Nghĩa là", "What it means";
    CAUSE_TOLD = "Nhận ra nhờ", "How it is told";
    WHAT_TO_DO = "Cần làm gì", "What to do";
    PITFALLS = "Thường hỏng vì", "What usually breaks it";
    STEPS = "Các bước", "Steps";
    LINE = "dòng", "line";
    STEP_PASSED = "đạt", "passed";
    STEP_FAILED = "dừng ở bước này", "ended here";
    STEP_SKIPPED = "bỏ qua", "skipped";
    DIAGRAM = "Ai gửi gì cho ai", "Who sent what to whom";
    EXCHANGES = "Thông điệp trao đổi", "Exchanges";
    NO_EXCHANGES = "Không có thông điệp nào được ghi.", "No exchange was recorded.";
    REPEAT = "Lặp lại", "Repeat";
    REPEAT_LINE = "Lặp lại kịch bản này", "Repeat this scenario";
    CURL = "Gửi lại chính yêu cầu này bằng curl", "Send this very request again with curl";
    CURL_NOTE = "Khóa bí mật đã bị che bằng •••; mã hệ thống, dấu thời gian và chữ ký là của lần chạy, nên Trục chạy ngày khác hoặc với seed khác sẽ từ chối. Dòng đã ký mới cho Trục dựng sẵn: {}", "Secrets are masked as •••; system id, timestamp and signature are those of the run, so an axis of another day or seed refuses them. Freshly signed lines for the embedded axis: {}";
    CURL_BODY = "Lưu nội dung yêu cầu ({} byte) vào tệp request.body trước; tìm thông điệp số {} của kịch bản này trong run.ndjson, bản ghi giữ phần đầu.", "First save the body of the request ({} bytes) as request.body; it is exchange {} of this scenario in run.ndjson, which keeps a body's beginning.";
    // attempts
    RETRIED = "Chỉ đạt khi thử lại", "Passed only on retry";
    RETRIED_COUNT = "{} kịch bản chỉ đạt khi thử lại", "{} scenarios passed only on retry";
    RETRIED_ONE = "1 kịch bản chỉ đạt khi thử lại", "1 scenario passed only on retry";
    RETRIED_FAIL = "Lần thử lại đạt không xóa được lần không đạt: kịch bản vẫn không đạt.", "The attempt that passed does not undo the one that failed: the scenario fails.";
    RETRIED_PASS = "Lần đầu chưa kết luận được, lần thử lại đạt.", "The first attempt could not decide; a later one passed.";
    ATTEMPT = "Lần {} trên {}", "Attempt {} of {}";
    ATTEMPTS = "Các lần thử", "Attempts";
    OTHER_ATTEMPTS = "Các lần thử khác", "The other attempts";
    IN_LIST = "trong danh sách kịch bản", "in the list of scenarios";
    DETAILS = "chi tiết", "details";
    WHERE = "Ở đâu", "Where";
    STOPPED_SCENARIOS = "Chưa chạy xong vì lần chạy bị dừng: {}", "Never ended, because the run was stopped: {}";
    STOPPED_EXPECTED = "kịch bản chạy đến hết và có kết luận", "the scenario runs to its end and has a verdict";
    STOPPED_RECEIVED = "lần chạy bị dừng trước khi kịch bản kết thúc", "the run was stopped before the scenario ended";
    // exchanges
    REQUEST = "Yêu cầu gửi đi", "Request";
    ANSWER = "Trả lời", "Answer";
    NO_ANSWER = "không có trả lời", "no answer";
    FAULT = "Lỗi được cài hoặc lỗi mạng", "Planted or network fault";
    OFFENDING = "thông điệp sai", "offending message";
    IN_QUESTION = "thông điệp cần xem", "exchange in question";
    HEADERS = "{} trường tiêu đề", "{} header fields";
    EMPTY_BODY = "(không có nội dung)", "(no body)";
    CUT_TEXT = "đã cắt bớt: {} trên {} ký tự", "cut: {} of {} characters shown";
    BODY_SIZE = "{} byte, SHA-256 {}", "{} bytes, SHA-256 {}";
    BODY_PART = "hiện phần đầu", "beginning shown";
    FIELDS_LEFT_OUT = "… và {} trường nữa", "… and {} more fields";
    BRIEF_ONLY = "Nội dung đầy đủ nằm trong run.ndjson; chỉ thông điệp sai được hiện nguyên văn ở đây.", "The bodies are in run.ndjson; only the offending message is shown in full here.";
    MORE_CALLS = "… và {} thông điệp nữa, xem run.ndjson", "… and {} more exchanges, see run.ndjson";
    OTHERS = "{} bên khác", "{} others";
    FOLDED = "… {} thông điệp không vẽ …", "… {} exchanges not drawn …";
    DIAGRAM_DESC = "Số thông điệp: {}; số bên tham gia: {}.", "Exchanges: {}; participants: {}.";
    DIAGRAM_BAD = " Thông điệp sai là số {}.", " The offending one is number {}.";
    // requirements
    REQUIREMENT = "Yêu cầu", "Requirement";
    VERDICT = "Kết quả", "Verdict";
    FORCE = "Mức", "Force";
    SOURCE = "Căn cứ", "Source";
    CHECKED_BY = "Kịch bản kiểm", "Checked by";
    SHOW = "Hiện", "Show";
    SHOW_ALL = "tất cả", "all";
    SHOW_BAD = "chưa đạt", "not passed";
    REQUIREMENTS_OF = "Yêu cầu đối với: {}", "Requirements on: {}";
    UNREACHABLE_TITLE = "Yêu cầu không kiểm được từ bên ngoài", "Requirements no black-box check can reach";
    UNREACHABLE_WHY = "Được liệt kê để không ai tưởng là đã kiểm.", "Listed so that nobody takes them for checked.";
    WHY = "Vì sao", "Why";
    FIELD_OBSERVATION = "Quan sát thực tế", "Field observation";
    PROJECT_DECISION = "Lựa chọn của dự án", "Project decision";
    LGSP_FACADE = "Giao diện LGSP", "LGSP facade";
    ARTICLE = "Điều", "Art.";
    ANNEX = "Phụ lục", "Annex";
    FIELD_NOTES = "ghi chép thực địa §", "field notes §";
    AREA_ACC = "Tài khoản", "Accounts";
    AREA_ACK = "Báo nhận ở mức truyền", "Transport acknowledgement";
    AREA_ATT = "Tệp đính kèm", "Attachments";
    AREA_AUTH = "Đăng nhập và phiên làm việc", "Logins and sessions";
    AREA_CLM = "Thông tin tài khoản", "Claims of an account";
    AREA_CODE = "Mã ủy quyền", "Authorization codes";
    AREA_CALL = "Lời gọi và câu trả lời", "Calls and replies";
    AREA_DICT = "Danh mục dùng chung", "Shared lists";
    AREA_DIR = "Danh bạ cơ quan", "Directory of agencies";
    AREA_DISC = "Địa chỉ và khóa công bố", "Published addresses and keys";
    AREA_DUP = "Văn bản trùng", "Duplicates";
    AREA_ERR = "Lỗi quanh hệ thống", "Faults around the system";
    AREA_FAN = "Một văn bản, nhiều nơi nhận", "One document, many receivers";
    AREA_FBK = "Phản ánh, kiến nghị", "Feedback and petitions";
    AREA_FIG = "Số liệu", "Figures";
    AREA_GET = "Lấy văn bản", "Fetching";
    AREA_KEEP = "Nhật ký và lưu giữ", "Log and keeping";
    AREA_IND = "Chỉ số đánh giá", "Indicators";
    AREA_LIM = "Giới hạn", "Limits";
    AREA_LOG = "Nhật ký", "Access log";
    AREA_NOTE = "Thông báo cho người dân", "Messages to people";
    AREA_NUM = "Đánh số văn bản đi", "Numbers of outgoing documents";
    AREA_OUT = "Đăng xuất", "Logout";
    AREA_OPER = "Chức năng và vận hành", "Functions and operation";
    AREA_PKG = "Gói tin edXML", "The edXML package";
    AREA_PRIV = "Ai được xem gì", "Who sees what";
    AREA_PROG = "Tiến độ hồ sơ", "Steps of dossiers";
    AREA_PUSH = "Hồ sơ nộp trên Cổng", "Dossiers submitted on the portal";
    AREA_QA = "Hỏi đáp", "Questions and answers";
    AREA_RATE = "Đánh giá", "Ratings";
    AREA_REC = "Thu hồi, cập nhật, thay thế", "Recall, update, replacement";
    AREA_BOOK = "Sổ theo dõi, thống kê", "Book and statistics";
    AREA_LATE = "Quá hạn, xin lỗi, hẹn lại", "Lateness and apologies";
    AREA_PROC = "Giải quyết hồ sơ", "Processing";
    AREA_RECV = "Tiếp nhận hồ sơ", "Reception";
    AREA_RES = "Kết quả", "Results";
    AREA_SLIP = "Phiếu, mẫu", "Slips";
    AREA_SUP = "Bổ sung hồ sơ", "Supplements";
    AREA_SYS = "Tổ chức hệ thống", "The system as a whole";
    AREA_TIME = "Thời hạn", "Time";
    AREA_REG = "Kết nối và đăng ký", "Connection and register";
    AREA_RET = "Lưu giữ và thống kê", "Retention and statistics";
    AREA_SEC = "An toàn, bảo mật", "Security";
    AREA_SND = "Gửi văn bản", "Sending";
    AREA_SSO = "Đăng nhập một lần", "Single sign-on";
    AREA_STA = "Trạng thái xử lý", "Processing statuses";
    AREA_TOK = "Mã truy cập và id_token", "Tokens";
    AREA_STAT = "Kết quả của hồ sơ nộp trên Cổng", "What became of submitted dossiers";
    AREA_STOR = "Kho dữ liệu điện tử", "The electronic data store";
    AREA_SYNC = "Đồng bộ hồ sơ", "Synchronising dossiers";
    AREA_TOL = "Khoan dung với thực tế", "What the field sends";
    AREA_TRC = "Dấu vết và thời gian", "Traces and times";
    AREA_CARD = "Thẻ giấy phép", "Cards";
    AREA_CNT = "Đếm", "Counting";
    AREA_DUE = "Hạn trả", "Due dates";
    AREA_FEE = "Lệ phí", "Fees";
    AREA_FILE = "Giấy tờ", "Papers";
    AREA_JRN = "Hành trình", "Journeys";
    AREA_LIST = "Danh sách", "Lists";
    AREA_LOOK = "Tra cứu", "Look-ups";
    AREA_MSG = "Bản tin", "Messages";
    AREA_OLD = "Cổng dữ liệu cũ", "The older feed";
    AREA_PAGE = "Trang được đo", "Measured pages";
    AREA_PRV = "Dữ liệu cá nhân", "Personal data";
    AREA_SITE = "Trang và mã đo", "Sites and their codes";
    AREA_SUB = "Nộp hồ sơ", "Handing in";
    AREA_URG = "Văn bản khẩn", "Urgent documents";
    VERDICT_DIGEST = "Mã băm các kết luận", "Digest of the verdicts";
    NO_REQUIREMENT = "không gắn với yêu cầu nào", "bound to no requirement";
    // the foot
    FOOT = "Trang này chỉ là một tệp, không cần mạng, không chạy mã. Bằng chứng đầy đủ nằm trong run.ndjson cùng thư mục.", "This page is one file, needs no network and runs no code. The full evidence is run.ndjson in the same folder.";
    // the terminal
    EXPLAIN = "Tìm hiểu", "Find out more";
    EXPLAIN_HOW = "Thường hỏng vì đâu, căn cứ nào, thử bằng tay ra sao:", "What usually breaks it, where it comes from, and how to try it by hand:";
    SEED_SHORT = "seed", "seed";
    PROFILE_SHORT = "bộ kiểm", "profile";
    PLANTED = "lỗi cài sẵn có chủ ý: {}", "defect planted on purpose: {}";
    AS_OF_SHORT = "quy định ngày", "rules of";
    SCENARIOS_IN = "{} kịch bản, {}", "{} scenarios, {}";
    UNIT_SECONDS = "giây", "s";
    VIETNAM_TIME = "giờ Việt Nam", "Vietnam time";
    AND_MORE = "… và {} kịch bản nữa, xem report.html", "… and {} more scenarios, see report.html";
}

#[cfg(test)]
mod tests {
    use unicode_normalization::is_nfc;

    use super::*;

    #[test]
    fn no_label_is_empty_or_denormalised_and_both_languages_take_the_same_values() {
        for (name, label) in ALL {
            for lang in Lang::ALL {
                let text = lang.say(*label);
                assert!(!text.trim().is_empty(), "{name} has no {lang} text");
                assert!(is_nfc(text), "{name} is not NFC in {lang}");
            }
            assert_eq!(
                label.vi.matches("{}").count(),
                label.en.matches("{}").count(),
                "{name} takes different values in the two languages"
            );
        }
    }

    #[test]
    fn vietnamese_labels_are_vietnamese() {
        let same: Vec<&str> = (ALL.iter())
            .filter(|(_, label)| label.vi == label.en)
            .map(|(name, _)| *name)
            .collect();
        assert_eq!(same, ["SEED_SHORT"], "left untranslated");
    }

    #[test]
    fn values_take_their_places_and_are_not_read_as_places_themselves() {
        assert_eq!(
            Lang::En.fill(CUT_TEXT, &["{}", "9"]),
            "cut: {} of 9 characters shown"
        );
    }
}

//! The six causes explained: what each means, how it is told apart from the others, and what to do next. One table for
//! every report and for `lienthong explain`.

use serde::Serialize;

use crate::verdict::Cause;

/// A fixed text in both languages of the project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Phrase {
    /// Vietnamese.
    pub vi: &'static str,
    /// English.
    pub en: &'static str,
}

/// A cause explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// The cause.
    pub cause: Cause,
    /// The cause as the record spells it, for example `system-under-test`.
    #[serde(skip)]
    pub code: &'static str,
    /// Its name, two or three words.
    pub name: Phrase,
    /// What it says, and what it does not.
    pub meaning: Phrase,
    /// By what evidence it is told apart.
    pub told: Phrase,
    /// What the reader does next.
    pub next: Phrase,
}

/// Every cause, in the order of [`Cause`].
pub const CAUSES: [Explanation; 6] = [
    Explanation {
        cause: Cause::SystemUnderTest,
        code: "system-under-test",
        name: Phrase {
            vi: "Hệ thống được kiểm thử",
            en: "System under test",
        },
        meaning: Phrase {
            vi: "Hệ thống được kiểm thử đã nhận đủ điều kiện để làm đúng nhưng làm khác với yêu cầu.",
            en: "The system under test had everything it needed to do right and did something else than the requirement asks for.",
        },
        told: Phrase {
            vi: "Một thông điệp do chính hệ thống này gửi hoặc trả lời, đã được ghi lại, trái với điều kịch bản mong đợi; đường truyền, cấu hình và các bên mô phỏng không có lỗi.",
            en: "A recorded message that this very system sent or answered contradicts what the scenario expects, while the network, the set-up and the simulated participants were sound.",
        },
        next: Phrase {
            vi: "Xem thông điệp được đánh dấu, sửa hệ thống, rồi chạy lại đúng kịch bản này bằng lệnh ghi kèm.",
            en: "Look at the marked exchange, mend the system, then run exactly this scenario again with the line given.",
        },
    },
    Explanation {
        cause: Cause::Configuration,
        code: "configuration",
        name: Phrase {
            vi: "Cấu hình",
            en: "Configuration",
        },
        meaning: Phrase {
            vi: "Tệp đích, thông tin xác thực hoặc cách chuẩn bị lần chạy không phù hợp; không kết luận gì về hệ thống.",
            en: "The target file, the credentials or the set-up of the run does not fit; nothing is concluded about the system.",
        },
        told: Phrase {
            vi: "Hệ thống trả lời nhưng không nhận mã hệ thống hoặc khóa bí mật, địa chỉ thuộc về dịch vụ khác, hoặc kịch bản cần điều mà tệp đích không khai báo.",
            en: "The system answers but does not accept the system id or the secret, another service lives at the address, or the scenario needs what the target file does not declare.",
        },
        next: Phrase {
            vi: "Sửa trường được nêu tên trong tệp đích, kiểm tra mã hệ thống và biến môi trường chứa khóa bí mật, rồi chạy lại.",
            en: "Correct the field that is named in the target file, check the system id and the environment variable that holds its secret, then run again.",
        },
    },
    Explanation {
        cause: Cause::Network,
        code: "network",
        name: Phrase {
            vi: "Mạng",
            en: "Network",
        },
        meaning: Phrase {
            vi: "Yêu cầu không đến được hệ thống hoặc trả lời không về được; không kết luận gì về hệ thống.",
            en: "The request did not reach the system, or its answer did not come back; nothing is concluded about the system.",
        },
        told: Phrase {
            vi: "Không tìm thấy tên máy, không mở được kết nối, TLS không thành, kết nối bị ngắt hoặc quá thời hạn trước khi có trả lời đầy đủ.",
            en: "The name was not found, no connection was opened, TLS failed, or the connection broke or the time ran out before a whole answer was there.",
        },
        next: Phrase {
            vi: "Kiểm tra tên máy, cổng, chứng thư TLS, tường lửa và thời hạn (deadline) giữa máy này và hệ thống, rồi chạy lại.",
            en: "Check host name, port, TLS certificate, firewalls and the deadline between this machine and the system, then run again.",
        },
    },
    Explanation {
        cause: Cause::Simulator,
        code: "simulator",
        name: Phrase {
            vi: "Bên mô phỏng",
            en: "Simulated participant",
        },
        meaning: Phrase {
            vi: "Một bên mô phỏng hoặc một hệ thống tham gia mà không được kiểm thử đã làm sai; không phải lỗi của hệ thống được kiểm thử.",
            en: "A simulated participant, or a system that takes part without being under test, misbehaved; it is no fault of the system under test.",
        },
        told: Phrase {
            vi: "Thông điệp sai do một vai khác với vai được kiểm thử gửi hoặc trả lời.",
            en: "The wrong message was sent or answered by another role than the one under test.",
        },
        next: Phrase {
            vi: "Gửi thư mục báo cáo cho nhóm phát triển; nếu bên đó là một hệ thống thật, hãy báo cho đơn vị vận hành hệ thống ấy.",
            en: "Send the report folder to the developers; when that participant is a real system, tell those who run it.",
        },
    },
    Explanation {
        cause: Cause::Harness,
        code: "harness",
        name: Phrase {
            vi: "Bộ công cụ kiểm thử",
            en: "Test harness",
        },
        meaning: Phrase {
            vi: "Bộ công cụ hoặc kịch bản có lỗi, hoặc lần chạy bị dừng; không phải lỗi của hệ thống được kiểm thử.",
            en: "The tool or the scenario is at fault, or the run was stopped; it is no fault of the system under test.",
        },
        told: Phrase {
            vi: "Lỗi xảy ra trong chương trình này trước hoặc sau khi trao đổi thông điệp, hoặc kịch bản không có kết thúc trong bản ghi.",
            en: "The trouble arose in this program before or after any message, or the record has no end of the scenario.",
        },
        next: Phrase {
            vi: "Chạy lại; nếu lỗi lặp lại, gửi thư mục báo cáo cho nhóm phát triển.",
            en: "Run again; if it returns, send the report folder to the developers.",
        },
    },
    Explanation {
        cause: Cause::Undecided,
        code: "undecided",
        name: Phrase {
            vi: "Chưa rõ",
            en: "Undecided",
        },
        meaning: Phrase {
            vi: "Bằng chứng chưa đủ để nói lỗi ở đâu, nên không kết luận gì về hệ thống.",
            en: "The evidence does not tell whose fault it is, so nothing is concluded about the system.",
        },
        told: Phrase {
            vi: "Một bước hết thời hạn trong khi mọi bên vẫn hoạt động, hoặc hệ thống chưa có dịp làm điều được chờ.",
            en: "A step ran out of time while everybody was still there, or the system did not get its chance to do what was awaited.",
        },
        next: Phrase {
            vi: "Chạy lại kịch bản một mình và xem thông điệp cuối cùng; nếu hệ thống chỉ chậm, hãy tăng thời hạn trong tệp đích.",
            en: "Run the scenario alone and read its last exchange; if the system is only slow, give it more time in the target file.",
        },
    },
];

impl Cause {
    /// What it means and what to do about it.
    #[must_use]
    pub const fn explained(self) -> &'static Explanation {
        match self {
            Self::SystemUnderTest => &CAUSES[0],
            Self::Configuration => &CAUSES[1],
            Self::Network => &CAUSES[2],
            Self::Simulator => &CAUSES[3],
            Self::Harness => &CAUSES[4],
            Self::Undecided => &CAUSES[5],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cause_is_explained_under_the_name_the_record_spells() {
        for row in &CAUSES {
            assert_eq!(row.cause.explained(), row);
            let spelt = serde_json::to_value(row.cause).expect("a cause is a string");
            assert_eq!(spelt, row.code);
            for Phrase { vi, en } in [row.name, row.meaning, row.told, row.next] {
                assert!(!vi.is_empty() && !en.is_empty() && vi != en, "{}", row.code);
            }
        }
    }
}

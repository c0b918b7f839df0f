//! Whether what answers at a face is the axis: from one answer to a harmless call to what it says about the address.

use std::collections::BTreeMap;

use record::{Cause, Text};
use serde_json::Value;
use simulators::client::Reach;
use simulators::{ClientError, Face, RawAnswer};

use super::{Check, Finding, Said};
use crate::target::{AxisRole, both, verbatim};

/// What every system may ask: everybody may read the directory, and nothing changes by it.
pub(super) const QUESTION: &str = "getAgenciesList";
const URL: &str = "roles.axis.url";

/// One face of the axis.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub role: &'a AxisRole,
    pub face: Face,
    /// What must never be shown.
    pub secrets: &'a [&'a str],
}

/// What an answer says.
pub(super) enum Answered {
    /// The axis lets the caller in.
    LetIn(Value),
    /// The axis does not let the caller in; its status and words.
    Refused(String),
    /// Not an answer of the axis, or none that can be used.
    Unusable(Box<Finding>),
}

impl Place<'_> {
    /// The key of the face's path in the target file.
    pub fn key(&self) -> &'static str {
        match self.face {
            Face::Vxp => "vxp_path",
            Face::Lgsp => "lgsp_path",
        }
    }

    /// The field of the face's path.
    pub fn field(&self) -> String {
        format!("roles.axis.{}", self.key())
    }

    pub fn path(&self) -> &str {
        let path = match self.face {
            Face::Vxp => &self.role.vxp_path,
            Face::Lgsp => &self.role.lgsp_path,
        };
        path.as_deref().unwrap_or_default()
    }

    /// Who is to blame when the axis itself errs: only a role under test is judged.
    fn axis(&self) -> Cause {
        match self.role.under_test {
            true => Cause::SystemUnderTest,
            false => Cause::Undecided,
        }
    }

    /// What an outcome of the call says.
    pub fn judge(&self, outcome: &Result<RawAnswer, ClientError>) -> Answered {
        let answer = match outcome {
            Ok(answer) => answer,
            Err(error) => return Answered::Unusable(Box::new(self.broken(error))),
        };
        let said = format!("{}, {}", answer.status, self.excerpt(&answer.body));
        let status = answer.status;
        let unusable = |finding: Finding| Answered::Unusable(Box::new(finding));
        match (status, answer.outcome()) {
            (301..=303 | 307 | 308, _) => unusable(self.redirected(answer)),
            (401 | 403, _) if self.is_the_other_face(answer) => unusable(self.path_wrong(both(
                format!("the answer of the LGSP face ({said})"),
                format!("câu trả lời của giao diện LGSP ({said})"),
            ))),
            (401 | 403, _) => Answered::Refused(said),
            (404 | 405 | 410, _) => unusable(self.path_wrong(both(
                format!("status {said}"),
                format!("mã trạng thái {said}"),
            ))),
            (500.., _) => unusable(self.failing(status, &said)),
            (_, Ok(value)) if has_directory(&value) || is_envelope(&value) => {
                Answered::LetIn(value)
            }
            (_, Ok(_)) => unusable(self.another(both(
                format!("JSON of something else ({said})"),
                format!("JSON của dịch vụ khác ({said})"),
            ))),
            (200..=299, Err(ClientError::NotJson { content_type, .. })) => {
                let content_type = self.excerpt(content_type.as_bytes());
                unusable(self.another(both(
                    format!("no JSON but {content_type} ({said})"),
                    format!("không phải JSON mà là {content_type} ({said})"),
                )))
            }
            (200..=299, Err(ClientError::AxisRefused { code, .. })) if code == "20" => {
                unusable(self.failing(status, &said))
            }
            (200..=299, Err(_)) => Answered::Refused(said),
            (_, Err(_)) => unusable(self.another(both(
                format!("status {said}"),
                format!("mã trạng thái {said}"),
            ))),
        }
    }

    /// The LGSP face refuses in words of its own, which are not those of the VXP face (domain §3.3).
    fn is_the_other_face(&self, answer: &RawAnswer) -> bool {
        let body: Option<BTreeMap<String, Value>> = serde_json::from_slice(&answer.body).ok();
        self.face == Face::Vxp && body.is_some_and(|body| body.contains_key("licenseInfo"))
    }

    fn path_wrong(&self, found: Text) -> Finding {
        let (path, key) = (self.path(), self.key());
        let said = Said {
            expected: both(
                format!("{QUESTION} below {path}"),
                format!("có {QUESTION} dưới {path}"),
            ),
            found,
            fix: both(
                format!("correct {key}, or write {key} = \"\" when the axis has no such face"),
                format!("sửa {key}, hoặc ghi {key} = \"\" nếu trục không có giao diện này"),
            ),
        };
        Finding::wrong(Check::Interface, &self.field(), Cause::Configuration, said)
    }

    fn another(&self, found: Text) -> Finding {
        let said = Said {
            expected: both(
                "the directory of agencies of the axis",
                "danh sách cơ quan của trục",
            ),
            found,
            fix: both(
                "correct url or the path of the face: a web page or another service answers there",
                "sửa url hoặc đường dẫn của giao diện: ở đó là trang web hoặc dịch vụ khác",
            ),
        };
        Finding::wrong(Check::Interface, URL, Cause::Configuration, said)
    }

    fn redirected(&self, answer: &RawAnswer) -> Finding {
        let to = answer.header("location").unwrap_or("nowhere");
        let to = self.excerpt(to.split('?').next().unwrap_or_default().as_bytes());
        let status = answer.status;
        let said = Said {
            expected: both(
                "an answer, not a redirection",
                "câu trả lời, không phải chuyển hướng",
            ),
            found: both(
                format!("status {status} to {to}"),
                format!("mã trạng thái {status} chuyển tới {to}"),
            ),
            fix: both(
                "write into url the address it leads to, if that is the axis; a login page means that url is wrong",
                "ghi vào url địa chỉ được chuyển tới nếu đó là trục; nếu là trang đăng nhập thì url sai",
            ),
        };
        Finding::wrong(Check::Interface, URL, Cause::Configuration, said)
    }

    fn failing(&self, status: u16, said: &str) -> Finding {
        let gateway = matches!(status, 502 | 504);
        let fix = match gateway {
            true => both(
                "a gateway answers, but not the axis behind it: have the axis started",
                "cổng trung gian trả lời nhưng trục phía sau thì không: đề nghị khởi động trục",
            ),
            false => both("look into the log of the axis", "xem nhật ký của trục"),
        };
        let said = Said {
            expected: both("the directory of agencies", "danh sách cơ quan"),
            found: both(format!("status {said}"), format!("mã trạng thái {said}")),
            fix,
        };
        let cause = match gateway {
            true => Cause::Network,
            false => self.axis(),
        };
        Finding::wrong(Check::Interface, URL, cause, said)
    }

    /// What went wrong below HTTP.
    fn broken(&self, error: &ClientError) -> Finding {
        let (field, cause, fix) = match error {
            ClientError::TimedOut { .. } => (
                "roles.axis.deadline",
                Cause::Network,
                both(
                    "check that the axis is not overloaded, or give it more time with deadline",
                    "kiểm tra trục có quá tải không, hoặc tăng deadline",
                ),
            ),
            ClientError::Unreachable { at: Reach::Tls, .. } => (
                URL,
                Cause::Network,
                both(
                    "check the TLS set-up of the axis",
                    "kiểm tra cấu hình TLS của trục",
                ),
            ),
            ClientError::Unreachable { .. } => (
                URL,
                Cause::Network,
                both(
                    "check that the axis keeps up",
                    "kiểm tra trục có hoạt động ổn định không",
                ),
            ),
            ClientError::Reset { .. } | ClientError::NotHttp { .. } => (
                URL,
                Cause::Network,
                both(
                    "check that the port speaks HTTP and whether it wants https",
                    "kiểm tra cổng có dùng HTTP không, và có cần https không",
                ),
            ),
            ClientError::TooLarge { .. } => (
                URL,
                Cause::Undecided,
                both(
                    "check that the address is that of the axis; no directory is as long",
                    "kiểm tra địa chỉ có đúng của trục không; không danh sách nào dài như vậy",
                ),
            ),
            _ => (
                URL,
                Cause::Harness,
                both(
                    "report this as a fault of Lienthong",
                    "báo lỗi này cho Lienthong",
                ),
            ),
        };
        let said = Said {
            expected: both(
                "a whole answer of the axis",
                "câu trả lời trọn vẹn của trục",
            ),
            found: verbatim(error.to_string()),
            fix,
        };
        Finding::wrong(Check::Interface, field, cause, said)
    }

    /// What an answer that let us in lacks of the interface; scenarios will look closer.
    pub fn shape(&self, directory: &Value) -> Finding {
        let Some(said) = misshapen(directory) else {
            let rows = directory["data"].as_array().map_or(0, Vec::len);
            let found = both(
                format!("{QUESTION} answers below {}: {rows} agencies", self.path()),
                format!("{QUESTION} trả lời dưới {}: {rows} cơ quan", self.path()),
            );
            return Finding::ok(Check::Interface, &self.field(), found);
        };
        Finding::warning(Check::Interface, &self.field(), self.axis(), said)
    }

    /// The beginning of what was answered, in one line, without secrets.
    pub fn excerpt(&self, bytes: &[u8]) -> String {
        let mut text = String::from_utf8_lossy(&bytes[..bytes.len().min(2000)]).into_owned();
        for secret in self.secrets {
            text = text.replace(secret, crate::recorder::mask::MASK);
        }
        let words: Vec<&str> = text.split_whitespace().collect();
        let line = words.join(" ");
        let line: String = line.chars().filter(|c| !c.is_control()).take(120).collect();
        format!("“{line}”")
    }
}

fn has_directory(value: &Value) -> bool {
    let rows = value["data"].as_array();
    let is_row = |row: &Value| row.get("code").is_some();
    rows.is_some_and(|rows| rows.iter().all(is_row) && (!rows.is_empty() || is_envelope(value)))
}

/// The words both faces put around an answer (domain §3.1, §3.3).
fn is_envelope(value: &Value) -> bool {
    value.get("ErrorCode").is_some()
        || value.get("success").is_some_and(Value::is_boolean)
        || value["status"]
            .as_str()
            .is_some_and(|status| status.eq_ignore_ascii_case("OK"))
}

fn misshapen(directory: &Value) -> Option<Said> {
    let expected = both(
        "a list `data` of agencies, each with its code",
        "danh sách `data` các cơ quan, mỗi cơ quan có code",
    );
    let fix = both(
        "the scenarios on the directory will say more; correct the axis",
        "các kịch bản về danh sách cơ quan sẽ cho biết thêm; cần sửa trục",
    );
    let found = match &directory["data"] {
        Value::Array(rows) => {
            let without = rows
                .iter()
                .position(|row| row["code"].as_str().is_none_or(str::is_empty))?;
            both(
                format!("no code in data[{without}]"),
                format!("data[{without}] không có code"),
            )
        }
        Value::Null => both("no list", "không có danh sách"),
        _ => both("`data` that is no list", "`data` không phải danh sách"),
    };
    Some(Said {
        expected,
        found,
        fix,
    })
}

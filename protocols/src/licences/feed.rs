//! The feed's calls: `mapi/login` and `mapi/g` (services §5.1), same shape as the portal's. This system writes `error_code` as `"0"`.
//!
//! The sources show three services, by which a province reads. How applications come in and how cards are exchanged is not in
//! them: five more services of our own do that over the same call (assumption), marked "ours".

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::dates;

/// Where it logs in.
pub const LOGIN_PATH: &str = "/mapi/login";
/// Where it asks.
pub const CALL_PATH: &str = "/mapi/g";
/// How far back a province polls, in days.
pub const POLL_DAYS: i64 = 3;

/// What a client logs in with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Login {
    /// Account.
    pub username: String,
    /// Its password.
    pub password: String,
}

/// What a client asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// `DanhSachHoSo`: dossiers of a unit received from one day to another, both included.
    List {
        /// `donViXuLy`.
        unit: String,
        /// `ngayNhan1`.
        from: Date,
        /// `ngayNhan2`.
        to: Date,
    },
    /// `TraCuuHoSo`: one dossier.
    Detail {
        /// `donViXuLy`.
        unit: String,
        /// `mahoso`.
        code: String,
    },
    /// `LayTaiLieuHoSo`: one file.
    File {
        /// `duongdanteptin`.
        path: String,
    },
    /// `NopHoSo`, ours: the portal hands in a citizen's application.
    Submit(Submission),
    /// `CapNhatTrangThai`, ours: the province says how far it is.
    Status {
        /// `donViXuLy`.
        unit: String,
        /// `mahoso`.
        code: String,
        /// `maTrangThai`, 1 to 10.
        status: u8,
    },
    /// `TraCuuGPLX`, ours: a licence of a person.
    Licence {
        /// `sogplx`.
        number: String,
        /// `soDinhDanh`.
        id: String,
    },
    /// `DoiGPLX`, ours: a new card for an application.
    Exchange {
        /// `donViXuLy`.
        unit: String,
        /// `mahoso`.
        code: String,
    },
    /// `ThuHoiGPLX`, ours: the old card came back ("trả kết quả và thu lại bản gốc").
    TakeBack {
        /// `donViXuLy`.
        unit: String,
        /// `mahoso`.
        code: String,
        /// `soserigplx` of the old card.
        card: String,
    },
}

/// An application as the portal hands it in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Submission {
    /// Unit that is to handle it.
    #[serde(rename = "donViXuLy")]
    pub unit: String,
    /// Procedure code.
    #[serde(rename = "maTTHC")]
    pub procedure: String,
    /// Code on the portal.
    #[serde(rename = "maDangKyDvc")]
    pub portal_code: String,
    /// Personal number.
    #[serde(rename = "soDinhDanh")]
    pub id: String,
    /// Licence to exchange.
    #[serde(rename = "sogplx")]
    pub licence: String,
    /// Why.
    #[serde(rename = "lyDoDoiGplx")]
    pub reason: String,
    /// `1`: the result goes by post.
    #[serde(rename = "hinhThucNhanKQ")]
    pub delivery: String,
    /// Papers.
    #[serde(rename = "hoSoDinhKem")]
    pub papers: Vec<SubmittedPaper>,
}

/// A paper handed in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SubmittedPaper {
    /// Kind.
    #[serde(rename = "magiayto")]
    pub kind: String,
    /// Name.
    #[serde(rename = "tengiayto")]
    pub name: String,
    /// Content.
    #[serde(rename = "base64")]
    pub content: String,
}

/// Refusals. Only success is in the sources; the others are ours, after the portal's `-1` with a text (assumption).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorCode {
    /// `0`.
    Ok,
    /// `-1`: what was asked cannot be answered; the message says why.
    Refused,
    /// `-2`: no session, or it ran out: log in again.
    Session,
    /// `-3`: not there.
    NotFound,
    /// `-4`: another unit's.
    Forbidden,
}

impl ErrorCode {
    /// As the wire writes it.
    #[must_use]
    pub fn wire(self) -> &'static str {
        match self {
            Self::Ok => "0",
            Self::Refused => "-1",
            Self::Session => "-2",
            Self::NotFound => "-3",
            Self::Forbidden => "-4",
        }
    }
}

/// A call cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: can {expected}")]
pub struct AskError {
    /// The field.
    pub field: &'static str,
    /// What was expected, in the wire's language.
    pub expected: &'static str,
}

impl Ask {
    /// The call as its client writes it.
    #[must_use]
    pub fn write(&self, session: &str) -> Value {
        match self {
            Self::List { unit, from, to } => json!({
                "session": session, "service": "DanhSachHoSo", "donViXuLy": unit,
                "ngayNhan1": dates::day(*from), "ngayNhan2": dates::day(*to),
            }),
            Self::Detail { unit, code } => json!({
                "session": session, "service": "TraCuuHoSo", "donViXuLy": unit, "mahoso": code,
            }),
            Self::File { path } => json!({
                "session": session, "service": "LayTaiLieuHoSo", "duongdanteptin": path,
            }),
            Self::Submit(submission) => {
                let mut value = json!(submission);
                value["session"] = json!(session);
                value["service"] = json!("NopHoSo");
                value
            }
            Self::Status { unit, code, status } => json!({
                "session": session, "service": "CapNhatTrangThai", "donViXuLy": unit, "mahoso": code, "maTrangThai": status.to_string(),
            }),
            Self::Licence { number, id } => json!({
                "session": session, "service": "TraCuuGPLX", "sogplx": number, "soDinhDanh": id,
            }),
            Self::Exchange { unit, code } => json!({
                "session": session, "service": "DoiGPLX", "donViXuLy": unit, "mahoso": code,
            }),
            Self::TakeBack { unit, code, card } => json!({
                "session": session, "service": "ThuHoiGPLX", "donViXuLy": unit, "mahoso": code, "soserigplx": card,
            }),
        }
    }

    /// Reads a call: its session and what is asked.
    ///
    /// # Errors
    /// The field that cannot be read.
    pub fn read(body: &Value) -> Result<(String, Self), AskError> {
        let wrong = |field, expected| AskError { field, expected };
        let text = |field: &str| {
            body.get(field)
                .and_then(Value::as_str)
                .unwrap_or("")
                .trim()
                .to_owned()
        };
        let needed = |field: &'static str| match text(field) {
            empty if empty.is_empty() => Err(wrong(field, "mot gia tri khac rong")),
            value if value.len() > 500 => Err(wrong(field, "toi da 500 ky tu")),
            value => Ok(value),
        };
        let day = |field: &'static str| {
            dates::read_day(&text(field)).ok_or(wrong(field, "ngay dang yyyy-MM-dd"))
        };
        if !body.is_object() {
            return Err(wrong("body", "mot doi tuong JSON"));
        }
        let ask = match text("service").as_str() {
            "DanhSachHoSo" => {
                let (from, to) = (day("ngayNhan1")?, day("ngayNhan2")?);
                if from > to {
                    return Err(wrong("ngayNhan1", "ngay khong sau ngayNhan2"));
                }
                Self::List {
                    unit: needed("donViXuLy")?,
                    from,
                    to,
                }
            }
            "TraCuuHoSo" => Self::Detail {
                unit: needed("donViXuLy")?,
                code: needed("mahoso")?,
            },
            "LayTaiLieuHoSo" => Self::File {
                path: needed("duongdanteptin")?,
            },
            "NopHoSo" => {
                let form = serde_json::from_value(body.clone());
                let form: Submission = form.map_err(|_| wrong("body", "cac truong cua ho so"))?;
                Self::Submit(Submission {
                    unit: needed("donViXuLy")?,
                    id: needed("soDinhDanh")?,
                    ..form
                })
            }
            "CapNhatTrangThai" => Self::Status {
                unit: needed("donViXuLy")?,
                code: needed("mahoso")?,
                status: needed("maTrangThai")?
                    .parse()
                    .ok()
                    .filter(|status| (1..=10).contains(status))
                    .ok_or(wrong("maTrangThai", "mot so tu 1 den 10"))?,
            },
            "TraCuuGPLX" => Self::Licence {
                number: needed("sogplx")?,
                id: needed("soDinhDanh")?,
            },
            "DoiGPLX" => Self::Exchange {
                unit: needed("donViXuLy")?,
                code: needed("mahoso")?,
            },
            "ThuHoiGPLX" => Self::TakeBack {
                unit: needed("donViXuLy")?,
                code: needed("mahoso")?,
                card: needed("soserigplx")?,
            },
            _ => return Err(wrong("service", "ten mot dich vu cua he thong")),
        };
        Ok((text("session"), ask))
    }
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// How it went.
    pub code: String,
    /// For people.
    pub message: String,
    /// What was asked for; absent on refusals.
    pub result: Option<Value>,
    /// A session, in answer to a login.
    pub session: Option<String>,
}

impl Answer {
    /// Success with a result.
    #[must_use]
    pub fn ok(result: Value) -> Self {
        Self {
            code: ErrorCode::Ok.wire().into(),
            message: "Thành công".into(),
            result: Some(result),
            session: None,
        }
    }

    /// A refusal.
    #[must_use]
    pub fn refused(code: ErrorCode, message: impl Into<String>) -> Self {
        Self {
            code: code.wire().into(),
            message: message.into(),
            result: None,
            session: None,
        }
    }

    /// Whether it is a success.
    #[must_use]
    pub fn is_ok(&self) -> bool {
        self.code == "0"
    }

    /// As the wire writes it.
    #[must_use]
    pub fn write(&self) -> Value {
        let mut value = json!({"error_code": self.code, "message": self.message});
        if let Some(result) = &self.result {
            value["result"] = result.clone();
        }
        if let Some(session) = &self.session {
            value["session"] = json!(session);
        }
        value
    }

    /// Reads an answer; `error_code` may be a number or a text, `00` is `0`.
    #[must_use]
    pub fn read(value: &Value) -> Option<Self> {
        let code = match value.get("error_code")? {
            Value::String(text) if text == "00" => "0".to_owned(),
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            _ => return None,
        };
        let text = |field: &str| value.get(field).and_then(Value::as_str);
        Some(Self {
            code,
            message: text("message").unwrap_or("").to_owned(),
            result: value.get("result").cloned(),
            session: text("session").map(str::to_owned),
        })
    }
}

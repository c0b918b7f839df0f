//! Questions of people and answers of agencies (services §1.2).

use serde::{Deserialize, Serialize};

/// A question as the portal lists it; with its answer when it has one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct QuestionItem {
    /// Its id.
    #[serde(rename = "HOIDAPID")]
    pub id: String,
    /// Code of the field.
    #[serde(rename = "MALINHVUC")]
    pub field: String,
    /// Code of the agency asked.
    #[serde(rename = "MADONVI")]
    pub agency: String,
    /// Its name.
    #[serde(rename = "TENDONVI")]
    pub agency_name: String,
    /// The question.
    #[serde(rename = "NOIDUNG")]
    pub content: String,
    /// The answer.
    #[serde(rename = "NOIDUNGTRALOI")]
    pub answer: String,
    /// The answer's id.
    #[serde(rename = "TRALOIID")]
    pub answer_id: String,
    /// Who asked.
    #[serde(rename = "HOVATEN")]
    pub asker: String,
    /// Address.
    #[serde(rename = "DIACHI")]
    pub address: String,
    /// E-mail.
    #[serde(rename = "THUDIENTU")]
    pub email: String,
    /// Telephone.
    #[serde(rename = "SODIENTHOAI")]
    pub phone: String,
    /// Code of the procedure asked about.
    #[serde(rename = "MATTHCDP")]
    pub procedure: String,
    /// 0 waiting, 1 answered.
    #[serde(rename = "TRANGTHAI")]
    pub status: String,
}

/// Body of `DongBoKetQuaHoiDapGuiTuDVCQG`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Answer {
    /// The question.
    #[serde(rename = "HOIDAPID")]
    pub id: String,
    /// Who answers.
    #[serde(rename = "MADONVI")]
    pub agency: String,
    /// The officer.
    #[serde(rename = "NGUOITRALOI")]
    pub officer: String,
    /// His position.
    #[serde(rename = "CHUCVUNGUOITRALOI")]
    pub position: String,
    /// When.
    #[serde(rename = "NGAYTRALOI")]
    pub at: String,
    /// The answer.
    #[serde(rename = "NOIDUNGTRALOI")]
    pub content: String,
}

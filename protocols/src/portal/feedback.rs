//! Feedback and petitions (phản ánh, kiến nghị). Only the name of the list was found; its fields and the act on a feedback are an assumption
//! in the manner of the question list (services §1.2, §6).

use serde::{Deserialize, Serialize};

/// A feedback as the portal lists it for the agency.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FeedbackItem {
    /// Its id.
    #[serde(rename = "PAKNID")]
    pub id: String,
    /// Its title.
    #[serde(rename = "TIEUDE")]
    pub title: String,
    /// Its content.
    #[serde(rename = "NOIDUNG")]
    pub content: String,
    /// 1 regulation, policy, procedure; 2 officials' conduct.
    #[serde(rename = "LOAI")]
    pub class: String,
    /// Code of the agency it waits for.
    #[serde(rename = "MADONVI")]
    pub agency: String,
    /// Who sent it.
    #[serde(rename = "HOVATEN")]
    pub sender: String,
    /// His address.
    #[serde(rename = "DIACHI")]
    pub address: String,
    /// His telephone.
    #[serde(rename = "SODIENTHOAI")]
    pub phone: String,
    /// When it was sent.
    #[serde(rename = "NGAYGUI")]
    pub sent: String,
    /// Until when the next act is due.
    #[serde(rename = "HANXULY")]
    pub due: String,
    /// Its state.
    #[serde(rename = "TRANGTHAI")]
    pub state: String,
}

/// `data` of an act on a feedback.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FeedbackAction {
    /// The feedback.
    #[serde(rename = "PAKNID")]
    pub id: String,
    /// The act.
    #[serde(rename = "HANHDONG")]
    pub act: String,
    /// To whom it is transferred.
    #[serde(rename = "MADONVINHAN")]
    pub to: String,
    /// The reply, or the reason.
    #[serde(rename = "NOIDUNG")]
    pub content: String,
    /// The officer.
    #[serde(rename = "NGUOIXULY")]
    pub officer: String,
    /// The class, when it is classified.
    #[serde(rename = "LOAI")]
    pub class: String,
}

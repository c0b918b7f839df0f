//! The electronic data store: papers that need not be handed in again (services §1.8).

use serde::{Deserialize, Serialize};

/// What is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PaperQuery {
    /// Identity number of whose papers they are.
    #[serde(rename = "SoDinhDanhChuSoHuu")]
    pub owner_id: String,
    /// Name of who asks.
    #[serde(rename = "HoTenNguoiYeuCau")]
    pub asker: String,
    /// 1 an officer, 2 the citizen.
    #[serde(rename = "KenhThucHien")]
    pub channel: String,
    /// His identity number.
    #[serde(rename = "SoDinhDanhNguoiYeuCau")]
    pub asker_id: String,
    /// For which procedure.
    #[serde(rename = "MaThuTuc")]
    pub procedure: String,
    /// Which papers.
    #[serde(rename = "DanhSachDanhMucKetQua")]
    pub wanted: Vec<PaperWanted>,
}

/// A paper asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PaperWanted {
    /// Code of the result.
    #[serde(rename = "MaKetQua")]
    pub result_code: String,
    /// Its number.
    #[serde(rename = "SoKyHieu")]
    pub notation: String,
}

/// The answer; its code has another name here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PaperReply {
    /// Code, `0` for success.
    #[serde(rename = "errorCode")]
    pub code: String,
    /// For people.
    pub message: String,
    /// Seal over the result; empty when the store does not seal.
    pub signature: String,
    /// What was found.
    pub result: PaperResult,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PaperResult {
    /// The papers.
    #[serde(rename = "DanhSachGiayToKetQua")]
    pub papers: Vec<KeptPaper>,
}

/// A paper in the store.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct KeptPaper {
    /// Code of the result.
    #[serde(rename = "MaKetQua")]
    pub result_code: String,
    /// Its name.
    #[serde(rename = "TenGiayTo")]
    pub name: String,
    /// Its number.
    #[serde(rename = "SoKyHieu")]
    pub notation: String,
    /// Who keeps it.
    #[serde(rename = "CoQuanChuQuan")]
    pub agency: String,
    /// Its files.
    #[serde(rename = "DanhSachTepDinhKem")]
    pub files: Vec<PaperFile>,
}

/// A file of a paper.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PaperFile {
    /// File name.
    #[serde(rename = "TenTep")]
    pub name: String,
    /// Where it is kept.
    #[serde(rename = "DuongDan")]
    pub path: String,
}

//! A step of a dossier as `CapNhatTienDoHoSoMC` carries it (services §1.4).

use serde::{Deserialize, Serialize};

/// One step.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Progress {
    /// The dossier's code.
    #[serde(rename = "MaHoSo")]
    pub code: String,
    /// Who did it; at most 50 characters.
    #[serde(rename = "NguoiXuLy")]
    pub officer: String,
    /// His position.
    #[serde(rename = "ChucDanh")]
    pub position: String,
    /// When.
    #[serde(rename = "ThoiDiemXuLy")]
    pub at: String,
    /// His department.
    #[serde(rename = "PhongBanXuLy")]
    pub department: String,
    /// What was done.
    #[serde(rename = "NoiDungXuLy")]
    pub content: String,
    /// Status 1 to 10 after the step.
    #[serde(rename = "TrangThai")]
    pub status: String,
    /// When the step began.
    #[serde(rename = "NgayBatDau")]
    pub begun: String,
    /// When it should have ended.
    #[serde(rename = "NgayKetThucTheoQuyDinh")]
    pub due: String,
}

//! Promotion notices: the one kind of dossier whose push from the portal to an agency is known (services §1.2).

use serde::{Deserialize, Serialize};

/// `data` of `DongBoTrangThaiHoSo`: what became of a dossier that was submitted on the portal. Refused is `11` here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PromotionState {
    /// The portal's dossier code.
    #[serde(rename = "MaHoSo")]
    pub code: String,
    /// The agency's own code for it.
    #[serde(rename = "MaHoSoDonVi")]
    pub agency_code: String,
    /// The owner's TechID.
    #[serde(rename = "MaDoiTuong")]
    pub owner: String,
    /// 1 to 10, or 11 for refused.
    #[serde(rename = "TrangThai")]
    pub status: String,
    /// What was done, or why it was refused.
    #[serde(rename = "NoiDung")]
    pub content: String,
    /// When.
    #[serde(rename = "NgayXuLy")]
    pub at: String,
    /// Papers that came out.
    #[serde(rename = "TaiLieuXuLy")]
    pub files: Vec<PromotionFile>,
}

/// A paper that came out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PromotionFile {
    /// Its id.
    #[serde(rename = "TepDinhKemId")]
    pub id: String,
    /// File name.
    #[serde(rename = "TenTepDinhKem")]
    pub name: String,
    /// `True` when withdrawn.
    #[serde(rename = "IsDeleted")]
    pub deleted: String,
    /// Code of the component.
    #[serde(rename = "MaThanhPhanHoSo")]
    pub component: String,
    /// Where to fetch it.
    #[serde(rename = "DuongDanTaiTepTin")]
    pub url: String,
}

/// An address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Address {
    /// Code of the province.
    #[serde(rename = "MaTinh")]
    pub province: String,
    /// Code of the district.
    #[serde(rename = "MaHuyen")]
    pub district: String,
    /// Code of the commune.
    #[serde(rename = "MaXa")]
    pub commune: String,
    /// The rest.
    #[serde(rename = "DiaChiChiTiet")]
    pub line: String,
}

/// A file inside the notice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SubmittedFile {
    /// File name.
    #[serde(rename = "TenTepDinhKem")]
    pub name: String,
    /// Its bytes.
    #[serde(rename = "Base64")]
    pub base64: String,
}

/// A notice of a promotion programme, pushed by the portal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PromotionNotice {
    /// The portal's dossier code; required.
    #[serde(rename = "MaHoSo")]
    pub code: String,
    /// Code of the procedure; required.
    #[serde(rename = "MaTTHC")]
    pub procedure: String,
    /// The trader's own number.
    #[serde(rename = "SoVanBan")]
    pub number: String,
    /// When.
    #[serde(rename = "NgayNopHoSo")]
    pub submitted: String,
    /// Name of the trader; required.
    #[serde(rename = "TenThuongNhan")]
    pub trader: String,
    /// Where he sits.
    #[serde(rename = "DiaChiDoanhNghiep")]
    pub address: Address,
    /// Telephone.
    #[serde(rename = "DienThoai")]
    pub phone: String,
    /// Fax.
    #[serde(rename = "Fax")]
    pub fax: String,
    /// E-mail.
    #[serde(rename = "Email")]
    pub email: String,
    /// Tax code; required.
    #[serde(rename = "MaSoThue")]
    pub tax_code: String,
    /// Whom to ask.
    #[serde(rename = "NguoiLienHe")]
    pub contact: String,
    /// His telephone.
    #[serde(rename = "SoDienThoaiNguoiLienHe")]
    pub contact_phone: String,
    /// Name of the programme.
    #[serde(rename = "TenChuongTrinhKhuyenMai")]
    pub programme: String,
    /// Manner of promotion.
    #[serde(rename = "HinhThucKhuyenMai")]
    pub manner: String,
    /// First day.
    #[serde(rename = "ThoiGianKhuyenMaiTu")]
    pub from: String,
    /// Last day.
    #[serde(rename = "ThoiGianKhuyenMaiDen")]
    pub to: String,
    /// Goods and services.
    #[serde(rename = "HangHoaDichVuKhuyenMai")]
    pub goods: String,
    /// How much.
    #[serde(rename = "SoLuongHangHoaDichVu")]
    pub quantity: String,
    /// For whom.
    #[serde(rename = "KhachHang")]
    pub customers: String,
    /// Prizes.
    #[serde(rename = "CoCauGiaiThuong")]
    pub prizes: String,
    /// Total value.
    #[serde(rename = "TongGiaTriHangHoa")]
    pub total: String,
    /// Details.
    #[serde(rename = "NoiDungChiTiet")]
    pub details: String,
    /// Other traders.
    #[serde(rename = "TenCacThuongNhanCungThucHien")]
    pub partners: String,
    /// File name of the form.
    #[serde(rename = "TenTepDonDangKy")]
    pub form_name: String,
    /// The form.
    #[serde(rename = "TepDonDangKy")]
    pub form_base64: String,
    /// Other files.
    #[serde(rename = "TaiLieuNop")]
    pub files: Vec<SubmittedFile>,
}

impl PromotionNotice {
    /// The required fields that are empty, in the wire's names; OpenCPS answers `-1` with `MaSoThue empty`.
    pub fn missing(&self) -> Vec<&'static str> {
        [
            ("MaHoSo", &self.code),
            ("MaTTHC", &self.procedure),
            ("TenThuongNhan", &self.trader),
            ("MaSoThue", &self.tax_code),
        ]
        .into_iter()
        .filter_map(|(name, value)| value.trim().is_empty().then_some(name))
        .collect()
    }
}

//! An application for a licence as the national system hands it to a province (`TraCuuHoSo`, services §5.1).
//!
//! The wire's spelling is kept in the keys only. All values are texts.

use serde::{Deserialize, Serialize};

/// The whole answer: head, form and papers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Application {
    /// Procedure code.
    #[serde(rename = "MaTTHC")]
    pub procedure: String,
    /// Service code.
    #[serde(rename = "MaDVC")]
    pub service: String,
    /// Name of the service.
    #[serde(rename = "TenDVC")]
    pub service_name: String,
    /// Dossier code.
    #[serde(rename = "MaHoSo")]
    pub code: String,
    /// Who submitted it.
    #[serde(rename = "HoTenNguoiNop")]
    pub applicant: String,
    /// Status code, 1 to 10.
    #[serde(rename = "MaTrangThai")]
    pub status: String,
    /// Status in words.
    #[serde(rename = "TrangThaiHoSo")]
    pub status_name: String,
    /// Name of the unit that handles it.
    #[serde(rename = "DonViXuLy")]
    pub unit_name: String,
    /// Code of that unit.
    #[serde(rename = "MaDonViXuLy")]
    pub unit: String,
    /// Submitted, `dd/MM/yyyy HH:mm:ss`.
    #[serde(rename = "NgayNop")]
    pub submitted: String,
    /// Received, same form; empty before.
    #[serde(rename = "NgayTiepNhan")]
    pub received: String,
    /// Due, same form; empty before it is received.
    #[serde(rename = "NgayHenTra")]
    pub due: String,
    /// `1`: the result goes by post.
    #[serde(rename = "HinhThucNhanKQ")]
    pub delivery: String,
    /// The form.
    #[serde(rename = "ThongTinHoSo")]
    pub form: Form,
}

/// The form's fields.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Form {
    /// Earlier registration.
    #[serde(rename = "maDangKyCu")]
    pub earlier_registration: String,
    /// Registration on the portal.
    #[serde(rename = "maDangKyDvc")]
    pub portal_registration: String,
    /// Dossier code.
    #[serde(rename = "maHoSo")]
    pub code: String,
    /// Name.
    #[serde(rename = "hoTen")]
    pub name: String,
    /// Name as printed on the card.
    #[serde(rename = "hoTenIn")]
    pub printed_name: String,
    /// Surname and middle names.
    #[serde(rename = "hoDem")]
    pub surname: String,
    /// Given name.
    #[serde(rename = "ten")]
    pub given_name: String,
    /// `Nam` or `Nữ`.
    #[serde(rename = "gioiTinh")]
    pub sex: String,
    /// Day of birth, `yyyy-MM-dd`.
    #[serde(rename = "ngaySinh")]
    pub born: String,
    /// Nationality.
    #[serde(rename = "quocTich")]
    pub nationality: String,
    /// Old identity number.
    #[serde(rename = "soCmndCu")]
    pub old_id: String,
    /// Personal number.
    #[serde(rename = "soCmnd")]
    pub id: String,
    /// Who issued the identity card.
    #[serde(rename = "noiCapCmnd")]
    pub id_issuer: String,
    /// When, `yyyy-MM-dd`.
    #[serde(rename = "ngayCapCmnd")]
    pub id_issued: String,
    /// Residence.
    #[serde(rename = "noiCuTru")]
    pub residence: String,
    /// Its area code: 2, 3 and 5 digits.
    #[serde(rename = "dvhcNoiCuTru")]
    pub residence_area: String,
    /// Permanent residence.
    #[serde(rename = "noiThuongTru")]
    pub permanent_residence: String,
    /// Its area code.
    #[serde(rename = "dvhcNoiThuongTru")]
    pub permanent_area: String,
    /// Portrait: path of a file.
    #[serde(rename = "anhChanDung")]
    pub portrait: String,
    /// Unit.
    #[serde(rename = "maDonVi")]
    pub unit: String,
    /// Received, `yyyy-MM-dd`.
    #[serde(rename = "ngayNhanHoSo")]
    pub received: String,
    /// Who received it.
    #[serde(rename = "nguoiNhanHoSo")]
    pub received_by: String,
    /// Due, `yyyy-MM-dd`.
    #[serde(rename = "ngayHenTraGplx")]
    pub due: String,
    /// Kind of dossier.
    #[serde(rename = "loaiHoSo")]
    pub kind: String,
    /// Driving school.
    #[serde(rename = "noiHocLaiXe")]
    pub school: String,
    /// Year of schooling.
    #[serde(rename = "namHocLaiXe")]
    pub school_year: String,
    /// Class taught.
    #[serde(rename = "hangDaoTao")]
    pub class: String,
    /// Years of driving.
    #[serde(rename = "soNamLaiXe")]
    pub years_driven: String,
    /// Kilometres driven safely.
    #[serde(rename = "soKmLxAnToan")]
    pub kilometres: String,
    /// Why it is exchanged.
    #[serde(rename = "lyDoDoiGplx")]
    pub reason: String,
    /// What for.
    #[serde(rename = "mucDichDoiGplx")]
    pub purpose: String,
    /// Registration office.
    #[serde(rename = "maDonViVpdk")]
    pub office: String,
    /// Licences held.
    #[serde(rename = "gplxDaCap")]
    pub held: Vec<Held>,
    /// Papers attached.
    #[serde(rename = "hoSoDinhKem")]
    pub attached: Vec<Attached>,
}

/// A licence already held.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Held {
    /// Number.
    #[serde(rename = "sogplx")]
    pub number: String,
    /// Serial of the card.
    #[serde(rename = "soserigplx")]
    pub card: String,
    /// Issuer.
    #[serde(rename = "noicapgplx")]
    pub issuer: String,
    /// Issued, `yyyy-MM-dd`.
    #[serde(rename = "ngaycapgplx")]
    pub issued: String,
    /// Runs out, same form; empty when it does not.
    #[serde(rename = "ngayhethangplx")]
    pub expires: String,
    /// Class.
    #[serde(rename = "hanggplxgplx")]
    pub class: String,
    /// Day of passing, same form.
    #[serde(rename = "ngaytrungtuyen")]
    pub passed: String,
}

/// A paper attached.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Attached {
    /// Kind of paper.
    #[serde(rename = "magiayto")]
    pub kind: String,
    /// Its name.
    #[serde(rename = "tengiayto")]
    pub name: String,
    /// Path to ask `LayTaiLieuHoSo` for.
    #[serde(rename = "filedinhkem")]
    pub path: String,
}

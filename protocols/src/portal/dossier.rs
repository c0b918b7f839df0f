//! A dossier as `DongBoHoSoMC` carries it: one struct for the 2020 form and the additions seen from 2022 (services §1.3).
//!
//! Every scalar is text on the wire and stays text here, so that what an agency wrote is kept as written; [`Dossier::moment`] and its
//! neighbours read it. An empty text is a missing value.

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::moment::read_moment;

/// Which form is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Form {
    /// The base set of 2020.
    #[serde(rename = "2020")]
    Base,
    /// With the additions seen from 2022.
    #[default]
    #[serde(rename = "2022")]
    Extended,
}

/// A dossier. Moments are `yyyyMMddHHmmss` in Vietnam time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Dossier {
    /// The dossier code, unique on the portal.
    #[serde(rename = "MaHoSo")]
    pub code: String,
    /// Code of the procedure.
    #[serde(rename = "MaTTHC")]
    pub procedure: String,
    /// Name of the procedure.
    #[serde(rename = "TenTTHC")]
    pub procedure_name: String,
    /// Code of the field, `G03-GD10`.
    #[serde(rename = "MaLinhVuc")]
    pub field: String,
    /// Name of the field.
    #[serde(rename = "TenLinhVuc")]
    pub field_name: String,
    /// Number of the receipt slip.
    #[serde(rename = "SoBienNhan")]
    pub receipt: String,
    /// Name of whose dossier it is.
    #[serde(rename = "ChuHoSo")]
    pub owner: String,
    /// 1 citizen, 2 business, 3 state agency, 4 other organisation.
    #[serde(rename = "LoaiDoiTuong")]
    pub owner_kind: String,
    /// The owner's TechID on the portal.
    #[serde(rename = "MaDoiTuong")]
    pub owner_tech_id: String,
    /// Anything else.
    #[serde(rename = "ThongTinKhac")]
    pub other: String,
    /// The owner's e-mail.
    #[serde(rename = "Email")]
    pub email: String,
    /// The owner's fax number.
    #[serde(rename = "Fax")]
    pub fax: String,
    /// The owner's telephone number.
    #[serde(rename = "SoDienThoai")]
    pub phone: String,
    /// What it is about; at most 1,000 characters.
    #[serde(rename = "TrichYeuHoSo")]
    pub summary: String,
    /// When it was received.
    #[serde(rename = "NgayTiepNhan")]
    pub received: String,
    /// When the result is promised.
    #[serde(rename = "NgayHenTra")]
    pub due: String,
    /// Status 1 to 10 (services §1.5).
    #[serde(rename = "TrangThaiHoSo")]
    pub status: String,
    /// When the result was handed over.
    #[serde(rename = "NgayTra")]
    pub returned: String,
    /// How and to whom.
    #[serde(rename = "ThongTinTra")]
    pub return_info: String,
    /// 0 handed over, 1 by post.
    #[serde(rename = "HinhThuc")]
    pub delivery: String,
    /// When processing ended.
    #[serde(rename = "NgayKetThucXuLy")]
    pub finished: String,
    /// The unit that processes it.
    #[serde(rename = "DonViXuLy")]
    pub unit: String,
    /// Remarks.
    #[serde(rename = "GhiChu")]
    pub note: String,
    /// What was handed in.
    #[serde(rename = "TaiLieuNop")]
    pub documents: Vec<Document>,
    /// Fees and charges.
    #[serde(rename = "DanhSachLePhi")]
    pub fees: Vec<Fee>,
    /// Other papers.
    #[serde(rename = "DanhSachTepDinhKemKhac")]
    pub other_files: Vec<OtherFile>,
    /// Requests for supplements.
    #[serde(rename = "DanhSachHoSoBoSung")]
    pub supplements: Vec<Supplement>,
    /// Papers that are the result.
    #[serde(rename = "DanhSachGiayToKetQua")]
    pub results: Vec<ResultPaper>,
    /// 2022: 1 direct, 2 online, 3 public post.
    #[serde(rename = "KenhThucHien")]
    pub channel: String,
    /// 2022: number of the owner's identity paper.
    #[serde(rename = "SoGiayToChuHoSo")]
    pub owner_id: String,
    /// 2022: when it was submitted.
    #[serde(rename = "NgayNopHoSo")]
    pub submitted: String,
    /// 2022: when it was refused.
    #[serde(rename = "NgayTuChoi")]
    pub refused: String,
    /// 2022: 1 on the portal, 2 at the agency's own.
    #[serde(rename = "NoiNopHoSo")]
    pub submitted_at: String,
    /// 2022: 1 when it has digitised components.
    #[serde(rename = "HoSoCoThanhPhanSoHoa")]
    pub digitised: String,
    /// 2022: 1 when the account was authenticated by VNeID.
    #[serde(rename = "TaiKhoanDuocXacThucVoiVNeID")]
    pub vneid: String,
    /// 2022: 0 not online, 1 on the portal, 2 through the agency's gateway, 3 seen without meaning.
    #[serde(rename = "DuocThanhToanTrucTuyen")]
    pub paid_online: String,
    /// 2022: identifiers of the owner.
    #[serde(rename = "DinhDanhCHS")]
    pub owner_ids: Vec<OwnerId>,
    /// 2022: national databases consulted.
    #[serde(rename = "DSKetNoiCSDL")]
    pub databases: Vec<ConsultedDatabase>,
}

/// A paper that was handed in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Document {
    /// Its id at the agency.
    #[serde(rename = "TepDinhKemId")]
    pub id: String,
    /// File name; at most 4,000 characters.
    #[serde(rename = "TenTepDinhKem")]
    pub name: String,
    /// `True` when it was withdrawn.
    #[serde(rename = "IsDeleted")]
    pub deleted: String,
    /// Code of the component it is.
    #[serde(rename = "MaThanhPhanHoSo")]
    pub component: String,
    /// Where the portal can fetch it.
    #[serde(rename = "DuongDanTaiTepTin")]
    pub url: String,
    /// 2022: 1 when it was digitised.
    #[serde(rename = "DuocSoHoa")]
    pub digitised: String,
    /// 2022: 1 or 2 when it was reused.
    #[serde(rename = "DuocTaiSuDung")]
    pub reused: String,
    /// 2022: 1 when it came from the electronic data store.
    #[serde(rename = "DuocLayTuKhoDMQG")]
    pub from_store: String,
    /// 2022: code of the result that stands for it.
    #[serde(rename = "MaKetQuaThayThe")]
    pub replaces: String,
}

/// A fee or charge.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Fee {
    /// Its name.
    #[serde(rename = "TenPhiLePhi")]
    pub name: String,
    /// Its code.
    #[serde(rename = "MaPhiLePhi")]
    pub code: String,
    /// How it is collected.
    #[serde(rename = "HinhThucThu")]
    pub collected: String,
    /// Amount in đồng.
    #[serde(rename = "Gia")]
    pub amount: String,
    /// 1 charge, 2 fee.
    #[serde(rename = "LoaiPhiLePhi")]
    pub kind: String,
}

/// Another paper.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OtherFile {
    /// Its name; at most 2,000 characters.
    #[serde(rename = "TenGiayTo")]
    pub name: String,
    /// How many.
    #[serde(rename = "SoLuong")]
    pub count: String,
    /// Its kind.
    #[serde(rename = "LoaiGiayTo")]
    pub kind: String,
}

/// A request for a supplement and what came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Supplement {
    /// Its id.
    #[serde(rename = "HoSoBoSungId")]
    pub id: String,
    /// The officer who asked.
    #[serde(rename = "NguoiYeuCauBoSung")]
    pub asked_by: String,
    /// What is missing, and why.
    #[serde(rename = "NoiDungBoSung")]
    pub content: String,
    /// When it was asked.
    #[serde(rename = "NgayBoSung")]
    pub asked: String,
    /// The officer who took it.
    #[serde(rename = "NguoiTiepNhanBoSung")]
    pub received_by: String,
    /// Remarks.
    #[serde(rename = "ThongTinTiepNhan")]
    pub received_info: String,
    /// When it came.
    #[serde(rename = "NgayTiepNhanBoSung")]
    pub received: String,
    /// Its state.
    #[serde(rename = "TrangThaiBoSung")]
    pub status: String,
    /// Papers asked for; shape not known.
    #[serde(rename = "DanhSachGiayToBoSung")]
    pub papers: Value,
    /// Fees asked for; shape not known.
    #[serde(rename = "DanhSachLePhiBoSung")]
    pub fees: Value,
    /// The promise before.
    #[serde(rename = "NgayHenTraTruoc")]
    pub due_before: String,
    /// The promise after.
    #[serde(rename = "NgayHenTraMoi")]
    pub due_after: String,
}

/// A paper that is the result.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ResultPaper {
    /// Its name; at most 2,000 characters.
    #[serde(rename = "TenGiayTo")]
    pub name: String,
    /// Code of the component.
    #[serde(rename = "MaThanhPhanHoSo")]
    pub component: String,
    /// Its id at the agency.
    #[serde(rename = "GiayToId")]
    pub id: String,
    /// Where the electronic result can be fetched.
    #[serde(rename = "DuongDanTepTinKetQua")]
    pub url: String,
    /// 2022: code of the result.
    #[serde(rename = "MaGiayToKetQua")]
    pub result_code: String,
}

/// An identifier of the owner.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OwnerId {
    /// 1: twelve digits, 2: nine digits.
    #[serde(rename = "LoaiDinhDanh")]
    pub kind: String,
    /// The number.
    #[serde(rename = "SoDinhDanh")]
    pub number: String,
}

/// A national database that was consulted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ConsultedDatabase {
    /// Its code; 7 was seen.
    #[serde(rename = "MaCSDL")]
    pub code: String,
}

/// Keys that the 2020 form does not have, on the dossier and on its papers.
const ADDED_2022: &[(&str, &[&str])] = &[
    (
        "",
        &[
            "KenhThucHien",
            "SoGiayToChuHoSo",
            "NgayNopHoSo",
            "NgayTuChoi",
            "NoiNopHoSo",
            "HoSoCoThanhPhanSoHoa",
            "TaiKhoanDuocXacThucVoiVNeID",
            "DuocThanhToanTrucTuyen",
            "DinhDanhCHS",
            "DSKetNoiCSDL",
        ],
    ),
    (
        "TaiLieuNop",
        &[
            "DuocSoHoa",
            "DuocTaiSuDung",
            "DuocLayTuKhoDMQG",
            "MaKetQuaThayThe",
        ],
    ),
    ("DanhSachGiayToKetQua", &["MaGiayToKetQua"]),
];

impl Dossier {
    /// The dossier as JSON in one of the two forms.
    pub fn write(&self, form: Form) -> Value {
        // A struct of texts and lists always has a JSON form.
        let mut value = serde_json::to_value(self).unwrap_or_default();
        if form == Form::Base {
            strip(&mut value);
        }
        value
    }

    /// The form its content needs: extended as soon as one addition is filled.
    pub fn form(&self) -> Form {
        let mut base = self.write(Form::Extended);
        strip(&mut base);
        let without: Dossier = serde_json::from_value(base).unwrap_or_default();
        if without == *self {
            Form::Base
        } else {
            Form::Extended
        }
    }

    /// Status 1 to 10, when it is one.
    pub fn status_code(&self) -> Option<u8> {
        let code = self.status.trim().parse().ok()?;
        (1..=10).contains(&code).then_some(code)
    }

    /// A moment of the dossier, when the text is one: `dossier.moment(&dossier.due)`.
    pub fn moment(&self, text: &str) -> Option<DateTime> {
        read_moment(text).ok().flatten()
    }
}

fn strip(value: &mut Value) {
    for (list, keys) in ADDED_2022 {
        let objects: Vec<&mut Value> = if list.is_empty() {
            vec![&mut *value]
        } else {
            value
                .get_mut(*list)
                .and_then(Value::as_array_mut)
                .map(|items| items.iter_mut().collect())
                .unwrap_or_default()
        };
        for object in objects {
            if let Some(map) = object.as_object_mut() {
                map.retain(|key, _| !keys.contains(&key.as_str()));
            }
        }
    }
}

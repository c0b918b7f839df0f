//! What each field must be: one table a message, checked before it becomes a value.

use serde_json::Value;

use super::finding::Finding;
use super::moment::{read_moment, untruth, unusual_hour};

/// What a field is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    /// Text of at most so many characters.
    Text(usize),
    /// `yyyyMMddHHmmss`.
    Moment,
    /// A moment at which an officer acts: an hour before dawn is noted.
    Act,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// `True` or `False`.
    Truth,
    /// A whole number of đồng.
    Money,
    /// An address the portal can fetch: http or https.
    Url,
    /// A list whose items have these fields.
    List(&'static [Rule]),
    /// Anything.
    Any,
}

/// A field.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rule {
    name: &'static str,
    required: bool,
    kind: Kind,
}

const fn need(name: &'static str, kind: Kind) -> Rule {
    Rule {
        name,
        required: true,
        kind,
    }
}

const fn may(name: &'static str, kind: Kind) -> Rule {
    Rule {
        name,
        required: false,
        kind,
    }
}

/// Most items of a list inside a dossier; assumption.
const ITEMS: usize = 500;
/// Length of texts whose limit is not known; assumption.
const TEXT: usize = 4000;
const STATUS: &[&str] = &["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"];
const STATUS_11: &[&str] = &["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"];
const FLAG: &[&str] = &["0", "1"];

/// `DongBoHoSoMC` (services §1.3). The lengths 1000, 4000, 2000 and 50 are those that integrators clip to.
pub(super) const DOSSIER: &[Rule] = &[
    need("MaHoSo", Kind::Text(50)),
    need("MaTTHC", Kind::Text(50)),
    need("TenTTHC", Kind::Text(TEXT)),
    need("MaLinhVuc", Kind::Text(50)),
    need("TenLinhVuc", Kind::Text(1000)),
    may("SoBienNhan", Kind::Text(100)),
    may("ChuHoSo", Kind::Text(500)),
    may("LoaiDoiTuong", Kind::OneOf(&["1", "2", "3", "4"])),
    may("MaDoiTuong", Kind::Text(100)),
    may("ThongTinKhac", Kind::Text(TEXT)),
    may("Email", Kind::Text(200)),
    may("Fax", Kind::Text(50)),
    may("SoDienThoai", Kind::Text(50)),
    may("TrichYeuHoSo", Kind::Text(1000)),
    need("NgayTiepNhan", Kind::Act),
    may("NgayHenTra", Kind::Moment),
    need("TrangThaiHoSo", Kind::OneOf(STATUS)),
    may("NgayTra", Kind::Act),
    may("ThongTinTra", Kind::Text(TEXT)),
    may("HinhThuc", Kind::OneOf(FLAG)),
    may("NgayKetThucXuLy", Kind::Act),
    may("DonViXuLy", Kind::Text(500)),
    may("GhiChu", Kind::Text(TEXT)),
    may("TaiLieuNop", Kind::List(DOCUMENT)),
    may("DanhSachLePhi", Kind::List(FEE)),
    may("DanhSachTepDinhKemKhac", Kind::List(OTHER_FILE)),
    may("DanhSachHoSoBoSung", Kind::List(SUPPLEMENT)),
    may("DanhSachGiayToKetQua", Kind::List(RESULT)),
    may("KenhThucHien", Kind::OneOf(&["1", "2", "3"])),
    may("SoGiayToChuHoSo", Kind::Text(50)),
    may("NgayNopHoSo", Kind::Moment),
    may("NgayTuChoi", Kind::Act),
    may("NoiNopHoSo", Kind::OneOf(&["1", "2"])),
    may("HoSoCoThanhPhanSoHoa", Kind::OneOf(FLAG)),
    may("TaiKhoanDuocXacThucVoiVNeID", Kind::OneOf(FLAG)),
    may("DuocThanhToanTrucTuyen", Kind::OneOf(&["0", "1", "2", "3"])),
    may("DinhDanhCHS", Kind::List(OWNER_ID)),
    may("DSKetNoiCSDL", Kind::List(DATABASE)),
];

const DOCUMENT: &[Rule] = &[
    may("TepDinhKemId", Kind::Text(100)),
    need("TenTepDinhKem", Kind::Text(4000)),
    may("IsDeleted", Kind::Truth),
    may("MaThanhPhanHoSo", Kind::Text(100)),
    may("DuongDanTaiTepTin", Kind::Url),
    may("DuocSoHoa", Kind::OneOf(FLAG)),
    may("DuocTaiSuDung", Kind::OneOf(&["0", "1", "2"])),
    may("DuocLayTuKhoDMQG", Kind::OneOf(FLAG)),
    may("MaKetQuaThayThe", Kind::Text(100)),
];

const FEE: &[Rule] = &[
    may("TenPhiLePhi", Kind::Text(1000)),
    may("MaPhiLePhi", Kind::Text(100)),
    may("HinhThucThu", Kind::Text(50)),
    need("Gia", Kind::Money),
    may("LoaiPhiLePhi", Kind::Text(50)),
];

const OTHER_FILE: &[Rule] = &[
    need("TenGiayTo", Kind::Text(2000)),
    may("SoLuong", Kind::Text(10)),
    may("LoaiGiayTo", Kind::Text(50)),
];

const SUPPLEMENT: &[Rule] = &[
    may("HoSoBoSungId", Kind::Text(100)),
    may("NguoiYeuCauBoSung", Kind::Text(200)),
    need("NoiDungBoSung", Kind::Text(TEXT)),
    need("NgayBoSung", Kind::Act),
    may("NguoiTiepNhanBoSung", Kind::Text(200)),
    may("ThongTinTiepNhan", Kind::Text(TEXT)),
    may("NgayTiepNhanBoSung", Kind::Moment),
    may("TrangThaiBoSung", Kind::Text(10)),
    may("DanhSachGiayToBoSung", Kind::Any),
    may("DanhSachLePhiBoSung", Kind::Any),
    may("NgayHenTraTruoc", Kind::Moment),
    may("NgayHenTraMoi", Kind::Moment),
];

const RESULT: &[Rule] = &[
    need("TenGiayTo", Kind::Text(2000)),
    may("MaThanhPhanHoSo", Kind::Text(100)),
    may("GiayToId", Kind::Text(100)),
    may("DuongDanTepTinKetQua", Kind::Url),
    may("MaGiayToKetQua", Kind::Text(100)),
];

const OWNER_ID: &[Rule] = &[
    need("LoaiDinhDanh", Kind::OneOf(&["1", "2"])),
    need("SoDinhDanh", Kind::Text(20)),
];

const DATABASE: &[Rule] = &[need("MaCSDL", Kind::Text(20))];

/// `CapNhatTienDoHoSoMC` (services §1.4).
pub(super) const PROGRESS: &[Rule] = &[
    need("MaHoSo", Kind::Text(50)),
    need("NguoiXuLy", Kind::Text(50)),
    may("ChucDanh", Kind::Text(200)),
    need("ThoiDiemXuLy", Kind::Act),
    may("PhongBanXuLy", Kind::Text(500)),
    need("NoiDungXuLy", Kind::Text(TEXT)),
    need("TrangThai", Kind::OneOf(STATUS)),
    may("NgayBatDau", Kind::Moment),
    may("NgayKetThucTheoQuyDinh", Kind::Moment),
];

/// `DongBoTrangThaiHoSo`.
pub(super) const PROMOTION_STATE: &[Rule] = &[
    need("MaHoSo", Kind::Text(50)),
    may("MaHoSoDonVi", Kind::Text(50)),
    may("MaDoiTuong", Kind::Text(100)),
    need("TrangThai", Kind::OneOf(STATUS_11)),
    may("NoiDung", Kind::Text(TEXT)),
    need("NgayXuLy", Kind::Act),
    may("TaiLieuXuLy", Kind::List(DOCUMENT)),
];

/// Checks an object against a table and makes every scalar a text, noting what was not one.
pub(super) fn check(at: &str, value: &mut Value, table: &[Rule], findings: &mut Vec<Finding>) {
    let Some(map) = value.as_object_mut() else {
        findings.push(Finding::wrong(at, "an object", &value.to_string()));
        return;
    };
    for rule in table {
        let path = format!("{at}.{}", rule.name);
        match map.get_mut(rule.name) {
            Some(Value::Null) if matches!(rule.kind, Kind::List(_)) => {
                map.insert(rule.name.into(), Value::Array(Vec::new()));
            }
            Some(value) => field(&path, value, rule, findings),
            None if rule.required => {
                let other = map
                    .keys()
                    .find(|key| key.eq_ignore_ascii_case(rule.name))
                    .cloned();
                let found = other.map_or_else(|| "nothing".into(), |key| format!("the key {key}"));
                findings.push(Finding::wrong(
                    &path,
                    "a value under exactly this key",
                    &found,
                ));
            }
            None => {}
        }
    }
}

fn field(path: &str, value: &mut Value, rule: &Rule, findings: &mut Vec<Finding>) {
    match (rule.kind, &mut *value) {
        (Kind::Any, _) => {}
        (Kind::List(table), Value::Array(items)) => {
            if items.len() > ITEMS {
                let found = items.len().to_string();
                findings.push(Finding::wrong(path, "at most 500 items", &found));
                items.truncate(ITEMS);
            }
            for (index, item) in items.iter_mut().enumerate() {
                check(&format!("{path}[{index}]"), item, table, findings);
            }
        }
        (Kind::List(_), other) => {
            findings.push(Finding::wrong(path, "a list", &other.to_string()));
        }
        (kind, other) => match text(path, other, findings) {
            Some(text) if text.trim().is_empty() => {
                if rule.required {
                    findings.push(Finding::wrong(path, "a value", "an empty text"));
                }
            }
            Some(text) => scalar(path, &text, kind, findings),
            None => findings.push(Finding::wrong(path, "a text", &other.to_string())),
        },
    }
}

/// Makes a scalar a text; what was a number, truth or null is noted.
fn text(path: &str, value: &mut Value, findings: &mut Vec<Finding>) -> Option<String> {
    let text = match value {
        Value::String(text) => return Some(text.clone()),
        Value::Null => String::new(),
        Value::Number(number) => number.to_string(),
        Value::Bool(true) => "True".into(),
        Value::Bool(false) => "False".into(),
        Value::Array(_) | Value::Object(_) => return None,
    };
    if !value.is_null() {
        findings.push(Finding::noted(path, "a text", &value.to_string()));
    }
    *value = Value::String(text.clone());
    Some(text)
}

fn scalar(path: &str, text: &str, kind: Kind, findings: &mut Vec<Finding>) {
    let wrong = |expected: String| Finding::wrong(path, &expected, text);
    match kind {
        Kind::Text(most) if text.chars().count() > most => {
            findings.push(wrong(format!("at most {most} characters")));
        }
        Kind::Moment | Kind::Act => match read_moment(text) {
            Err(error) => findings.push(wrong(error.to_string())),
            Ok(Some(at)) if matches!(kind, Kind::Act) && unusual_hour(at) => {
                let expected = "a moment an officer works at, 24-hour clock (HH, not hh)";
                findings.push(Finding::noted(path, expected, text));
            }
            Ok(_) => {}
        },
        Kind::OneOf(words) if !words.contains(&text.trim()) => {
            findings.push(wrong(format!("one of {}", words.join(", "))));
        }
        Kind::Truth if untruth(text).is_none() => {
            findings.push(wrong("\"True\" or \"False\"".into()));
        }
        Kind::Money if text.len() > 15 || !text.bytes().all(|byte| byte.is_ascii_digit()) => {
            findings.push(wrong("a whole number of đồng".into()));
        }
        Kind::Url
            if !(text.starts_with("http://") || text.starts_with("https://"))
                || text.len() > 2000 =>
        {
            findings.push(wrong(
                "an http or https address of at most 2000 characters".into(),
            ));
        }
        _ => {}
    }
}

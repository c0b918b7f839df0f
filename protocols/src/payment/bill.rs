//! `ThongTinBienLai`: what the receipt says (services §3.1).

use serde::{Deserialize, Serialize};

use super::text::text;

/// Longest `TenTTHC`, in characters (services §3.1).
pub const NAME_LIMIT: usize = 250;
/// Most fees and items of one receipt; a bound of ours.
const MOST_ROWS: usize = 100;
/// Longest other text of a receipt, in characters; a bound of ours.
const TEXT_LIMIT: usize = 500;

/// What the receipt says; every value is text, absent ones are empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Bill {
    /// Kind of service: `2` fees; others for tax, fines, social insurance.
    #[serde(rename = "MaDichVu", deserialize_with = "text")]
    pub kind: String,
    /// Code of the service: the procedure's and `.01`.
    #[serde(rename = "MaDVC", deserialize_with = "text")]
    pub service_code: String,
    /// Name of the service.
    #[serde(rename = "TenDVC", deserialize_with = "text")]
    pub service_name: String,
    /// Code of the procedure.
    #[serde(rename = "MaTTHC", deserialize_with = "text")]
    pub procedure_code: String,
    /// Name of the procedure, at most 250 characters.
    #[serde(rename = "TenTTHC", deserialize_with = "text")]
    pub procedure_name: String,
    /// Code of the agency.
    #[serde(rename = "MaDonVi", deserialize_with = "text")]
    pub agency_code: String,
    /// Name of the agency.
    #[serde(rename = "TenDonVi", deserialize_with = "text")]
    pub agency_name: String,
    /// Code of the dossier.
    #[serde(rename = "MaHoSo", deserialize_with = "text")]
    pub dossier: String,
    /// Account that receives.
    #[serde(rename = "TKThuHuong", deserialize_with = "text")]
    pub account: String,
    /// Its bank.
    #[serde(rename = "MaNHThuHuong", deserialize_with = "text")]
    pub account_bank: String,
    /// Its name.
    #[serde(rename = "TenTKThuHuong", deserialize_with = "text")]
    pub account_name: String,
    /// The fees.
    #[serde(rename = "PhiLePhi")]
    pub fees: Vec<Fee>,
    /// Kind of a fine.
    #[serde(rename = "MaLoaiHinhThuPhat", deserialize_with = "text")]
    pub fine_kind: String,
    /// Its name.
    #[serde(rename = "TenLoaiHinhThuPhat", deserialize_with = "text")]
    pub fine_name: String,
    /// Code of the agency that decided a fine.
    #[serde(rename = "MaCoQuanQD", deserialize_with = "text")]
    pub decided_by_code: String,
    /// Its name.
    #[serde(rename = "TenCoQuanQD", deserialize_with = "text")]
    pub decided_by: String,
    /// The treasury.
    #[serde(rename = "KhoBac", deserialize_with = "text")]
    pub treasury: String,
    /// Day of the decision.
    #[serde(rename = "NgayQD", deserialize_with = "text")]
    pub decided_on: String,
    /// Number of the decision.
    #[serde(rename = "SoQD", deserialize_with = "text")]
    pub decision: String,
    /// When the offence happened.
    #[serde(rename = "ThoiGianViPham", deserialize_with = "text")]
    pub offence_at: String,
    /// Where.
    #[serde(rename = "DiaDiemViPham", deserialize_with = "text")]
    pub offence_place: String,
    /// By whom.
    #[serde(rename = "TenNguoiViPham", deserialize_with = "text")]
    pub offender: String,
    /// Account of the state budget.
    #[serde(rename = "TaiKhoanThuNSNN", deserialize_with = "text")]
    pub budget_account: String,
    /// What is paid, in words.
    #[serde(rename = "NoiDungThanhToan", deserialize_with = "text")]
    pub purpose: String,
    /// Name of the payer.
    #[serde(rename = "HoTenNguoiNop", deserialize_with = "text")]
    pub payer: String,
    /// Identity number of the payer.
    #[serde(rename = "SoCMNDNguoiNop", deserialize_with = "text")]
    pub payer_id: String,
    /// Address of the payer.
    #[serde(rename = "DiaChiNguoiNop", deserialize_with = "text")]
    pub payer_address: String,
    /// District of the payer.
    #[serde(rename = "HuyenNguoiNop", deserialize_with = "text")]
    pub payer_district: String,
    /// Province of the payer.
    #[serde(rename = "TinhNguoiNop", deserialize_with = "text")]
    pub payer_province: String,
    /// What is paid, item by item.
    #[serde(rename = "DSKhoanNop")]
    pub items: Vec<Item>,
}

/// A fee (phí, lệ phí).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Fee {
    /// Kind.
    #[serde(rename = "LoaiPhiLePhi", deserialize_with = "text")]
    pub kind: String,
    /// Code.
    #[serde(rename = "MaPhiLePhi", deserialize_with = "text")]
    pub code: String,
    /// Name.
    #[serde(rename = "TenPhiLePhi", deserialize_with = "text")]
    pub name: String,
    /// Amount in đồng.
    #[serde(rename = "SoTien", deserialize_with = "text")]
    pub amount: String,
}

/// One item that is paid.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Item {
    /// What for.
    #[serde(rename = "NoiDung", deserialize_with = "text")]
    pub purpose: String,
    /// Amount in đồng.
    #[serde(rename = "SoTien", deserialize_with = "text")]
    pub amount: String,
}

impl Bill {
    /// What is wrong with it, by the wire's names; empty when nothing is. `amount` is the transaction's, in đồng.
    #[must_use]
    pub fn flaws(&self, amount: i64) -> Vec<String> {
        let mut flaws = Vec::new();
        if self.procedure_name.chars().count() > NAME_LIMIT {
            flaws.push(format!("TenTTHC: expected at most {NAME_LIMIT} characters"));
        }
        if !self.procedure_code.is_empty()
            && self.service_code != format!("{}.01", self.procedure_code)
        {
            flaws.push("MaDVC: expected MaTTHC followed by .01".to_owned());
        }
        for (field, value) in [
            ("MaHoSo", &self.dossier),
            ("HoTenNguoiNop", &self.payer),
            ("TenDonVi", &self.agency_name),
            ("NoiDungThanhToan", &self.purpose),
        ] {
            if value.chars().count() > TEXT_LIMIT {
                flaws.push(format!("{field}: expected at most {TEXT_LIMIT} characters"));
            }
        }
        let sums = [
            (
                "PhiLePhi",
                self.fees.iter().map(|fee| &fee.amount).collect::<Vec<_>>(),
            ),
            (
                "DSKhoanNop",
                self.items.iter().map(|item| &item.amount).collect(),
            ),
        ];
        for (field, amounts) in sums {
            if amounts.len() > MOST_ROWS {
                flaws.push(format!("{field}: expected at most {MOST_ROWS} rows"));
            } else if !amounts.is_empty() {
                let sum = amounts.iter().try_fold(0_i64, |sum, one| {
                    sum.checked_add(one.parse::<i64>().ok().filter(|one| *one >= 0)?)
                });
                if sum != Some(amount) {
                    flaws.push(format!(
                        "{field}: expected amounts that add up to SoTien, {amount}"
                    ));
                }
            }
        }
        flaws
    }
}

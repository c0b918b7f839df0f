//! Addresses: real provinces, invented communes and streets.

use jiff::civil::{Date, date};
use serde::Serialize;

use crate::draw::Draw;
use crate::places::{FIRST, PROVINCES, Province, SECOND, STREETS};

/// The day districts went (services §7).
const TWO_TIERS: Date = date(2025, 7, 1);

/// Where somebody lives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Address {
    /// House and street.
    pub street: String,
    /// Commune or ward, with its rank.
    pub commune: String,
    /// District, with its rank; not written from 1 July 2025 on.
    pub district: String,
    /// Province, with its rank.
    pub province: String,
    /// Two-digit area code of the province.
    pub province_code: String,
    /// Three-digit area code of the district, from 900.
    pub district_code: String,
    /// Five-digit area code of the commune, from 99000.
    pub commune_code: String,
    /// Agency code of the province, 2016 form.
    pub agency: String,
}

impl Address {
    pub(crate) fn drawn(draw: &mut Draw) -> Self {
        let weights = PROVINCES.iter().map(|p| p.weight).sum();
        let mut left = draw.below(weights);
        let province = PROVINCES
            .iter()
            .find(|p| {
                let here = left < p.weight;
                left = left.saturating_sub(p.weight);
                here
            })
            .unwrap_or(&PROVINCES[0]);
        Self::within(province, draw)
    }

    pub(crate) fn within(province: &Province, draw: &mut Draw) -> Self {
        let (a, b) = (draw.below(16) as usize, draw.below(16) as usize);
        let town = province.city || draw.per_mille(300);
        let (rank, above) = if town {
            ("Phường", "Quận")
        } else {
            ("Xã", "Huyện")
        };
        let district = draw.below(12);
        Self {
            street: format!("Số {}, {}", 1 + draw.below(400), draw.pick(&STREETS)),
            commune: format!("{rank} {} {}", FIRST[a], SECOND[b]),
            district: format!("{above} {} Mẫu {}", FIRST[(a + b) % 16], district + 1),
            province: province.full_name(),
            province_code: province.area.to_owned(),
            district_code: format!("{}", 900 + district),
            commune_code: format!("{}", 99_000 + a * 16 + b),
            agency: province.agency(),
        }
    }

    /// The whole address in one line, as written on that day.
    #[must_use]
    pub fn line(&self, on: Date) -> String {
        if on < TWO_TIERS {
            format!(
                "{}, {}, {}, {}",
                self.street, self.commune, self.district, self.province
            )
        } else {
            format!("{}, {}, {}", self.street, self.commune, self.province)
        }
    }

    /// Province, district and commune as the ten digits of a driving-licence form (`dvhcNoiCuTru`, services §5.1).
    #[must_use]
    pub fn area(&self) -> String {
        format!(
            "{}{}{}",
            self.province_code, self.district_code, self.commune_code
        )
    }
}

//! The nation: from an index to a person or a business, and from a number back.

use jiff::civil::{Date, date};
use jiff::{Span, ToSpan};
use uuid::Uuid;

use crate::address::Address;
use crate::birth::{self, Place};
use crate::business::{Business, BusinessKind};
use crate::citizen::{Citizen, Sex};
use crate::draw::{Draw, mixed};
use crate::names::{self, House};
use crate::permutation::Permutation;
use crate::{ascii, papers, tax_code};

/// How many people there are.
pub const CITIZENS: u32 = 1_000_000;
/// The nation that registers know unless told otherwise.
pub const SEED: u64 = 1;
/// How many businesses there are.
pub const BUSINESSES: u32 = 200_000;
/// Province of birth in every personal number; real ones begin with 001.
const PROVINCE: &str = "000";
/// The identity number that systems write when they know none (services §8, 14): nobody here has it.
const PLACEHOLDER: u32 = 1;
/// Names of businesses: what they do, and what they are called.
const TRADES: [&str; 12] = [
    "Xây dựng",
    "Thương mại",
    "Vận tải",
    "Dệt may",
    "Thực phẩm",
    "Cơ khí",
    "Du lịch",
    "Nông sản",
    "Công nghệ",
    "In ấn",
    "Điện lạnh",
    "Thủy sản",
];
const CALLED: [&str; 16] = [
    "An",
    "Bình Minh",
    "Cát Tường",
    "Đại Lợi",
    "Gia Hưng",
    "Hải Âu",
    "Kim Long",
    "Lạc Hồng",
    "Minh Tâm",
    "Ngọc Lan",
    "Phú Quý",
    "Quang Vinh",
    "Sao Mai",
    "Thành Công",
    "Việt Hoa",
    "Xuân Mới",
];

/// A nation of [`CITIZENS`] people and [`BUSINESSES`] businesses, drawn from a seed.
#[derive(Clone, Copy, Debug)]
pub struct Nation {
    seed: u64,
    ids: Permutation,
    old_ids: Permutation,
    phones: Permutation,
    tax_codes: Permutation,
}

impl Nation {
    /// The nation of a seed; costs nothing.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        let permutation = |n: u64| Permutation::new(seed ^ mixed(n));
        Self {
            seed,
            ids: permutation(1),
            old_ids: permutation(2),
            phones: permutation(3),
            tax_codes: permutation(4),
        }
    }

    /// The person of an index; beyond [`CITIZENS`] they begin again.
    #[must_use]
    pub fn citizen(&self, index: u32) -> Citizen {
        let index = index % CITIZENS;
        let place = birth::place(index);
        let (sex, born) = (place.sex(self.seed), place.born(self.seed));
        let id = self.id(index, sex, born);
        let (house, address, origin) = self.household(place.household);
        let mut draw = Draw::new(self.seed, "person", u64::from(index));
        let own = if takes_house(place, sex) {
            house
        } else {
            marries_in(house, &mut draw)
        };
        let name = names::name(own, sex, &mut draw);
        let social_insurance = format!("0000{:06}", self.ids.forward(index));
        let licence = papers::driving_licence(
            self.seed,
            index,
            self.ids.forward(index),
            (born, sex),
            &address.province,
        );
        Citizen {
            index,
            old_id: self.old_id(index, born, &mut draw),
            phone: format!("0000{:06}", self.phones.forward(index)),
            email: draw.per_mille(740).then(|| mail(&name, index)),
            tech_id: technical_id(&id),
            health_card: papers::health_card(born, &social_insurance),
            ethnicity: if matches!(house, House::Clan(_)) {
                "Ê Đê"
            } else {
                "Kinh"
            },
            household: place.household,
            father: place.father(self.seed),
            mother: place.mother(self.seed),
            spouse: place.spouse(),
            id,
            name,
            born,
            sex,
            address,
            origin,
            social_insurance,
            licence,
        }
    }

    /// The personal number of an index, without drawing the rest of the person.
    #[must_use]
    pub fn number(&self, index: u32) -> String {
        let index = index % CITIZENS;
        let place = birth::place(index);
        self.id(index, place.sex(self.seed), place.born(self.seed))
    }

    /// The person of a 12-digit number; none when nobody has it.
    #[must_use]
    pub fn citizen_of(&self, id: &str) -> Option<Citizen> {
        let serial = serial_of(id, 12)?;
        let citizen = self.citizen(self.ids.back(serial));
        (citizen.id == id).then_some(citizen)
    }

    /// The person of a 9-digit number of before; none when nobody has it.
    #[must_use]
    pub fn citizen_of_old(&self, old_id: &str) -> Option<Citizen> {
        let serial = serial_of(old_id, 9)?;
        let citizen = self.citizen(self.old_ids.back(serial));
        (citizen.old_id.as_deref() == Some(old_id)).then_some(citizen)
    }

    /// The person whom a driving licence of that number belongs to.
    #[must_use]
    pub fn citizen_of_licence(&self, number: &str) -> Option<Citizen> {
        let serial = serial_of(number, 12)?;
        let citizen = self.citizen(self.ids.back(serial));
        let found = citizen
            .licence
            .as_ref()
            .is_some_and(|licence| licence.number == number);
        found.then_some(citizen)
    }

    /// The business of an index; beyond [`BUSINESSES`] they begin again.
    #[must_use]
    pub fn business(&self, index: u32) -> Business {
        let index = index % BUSINESSES;
        let mut draw = Draw::new(self.seed, "business", u64::from(index));
        let founded =
            date(1995, 1, 1).saturating_add(Span::new().days(i64::from(draw.below(24 * 365))));
        let kind = draw.weighted(&[
            (BusinessKind::Limited, 500),
            (BusinessKind::JointStock, 150),
            (BusinessKind::Private, 80),
            (BusinessKind::Cooperative, 30),
            (BusinessKind::Household, 240),
        ]);
        let tax_code = self.tax_code(index);
        let name = business_name(kind, index, &mut draw);
        Business {
            index,
            tech_id: technical_id(&tax_code),
            representative: self.grown_on(founded, &mut draw),
            address: Address::drawn(&mut draw),
            phone: format!("0001{:06}", self.phones.forward(index)),
            email: draw
                .per_mille(850)
                .then(|| format!("lien.he.{index}@thu.example")),
            tax_code,
            name,
            kind,
            founded,
        }
    }

    /// The business of a tax code; none when nobody has it.
    #[must_use]
    pub fn business_of(&self, tax_code: &str) -> Option<Business> {
        let body = tax_code
            .strip_prefix("00")
            .filter(|rest| rest.len() == 8 && digits(rest))?;
        let index = self.tax_codes.back(body[..6].parse().ok()?);
        if index >= BUSINESSES {
            return None;
        }
        let business = self.business(index);
        (business.tax_code == tax_code).then_some(business)
    }

    /// The first person from `from` on (in circles) that fits; none when nobody does within ten thousand.
    #[must_use]
    pub fn first(&self, from: u32, fits: impl Fn(&Citizen) -> bool) -> Option<Citizen> {
        (0..10_000)
            .map(|step| self.citizen(from.wrapping_add(step) % CITIZENS))
            .find(fits)
    }

    fn id(&self, index: u32, sex: Sex, born: Date) -> String {
        let century = if born.year() < 2000 { 0 } else { 2 } + u8::from(sex == Sex::Female);
        format!(
            "{PROVINCE}{century}{:02}{:06}",
            born.year() % 100,
            self.ids.forward(index)
        )
    }

    fn old_id(&self, index: u32, born: Date, draw: &mut Draw) -> Option<String> {
        let serial = self.old_ids.forward(index);
        let had_one = born.year() < 2002 && draw.per_mille(850) && serial != PLACEHOLDER;
        had_one.then(|| format!("{PROVINCE}{serial:06}"))
    }

    fn household(&self, household: u32) -> (House, Address, String) {
        let mut draw = Draw::new(self.seed, "household", u64::from(household));
        let house = names::house(&mut draw);
        let address = Address::drawn(&mut draw);
        let origin = if draw.per_mille(600) {
            address.clone()
        } else {
            Address::drawn(&mut draw)
        };
        let origin = format!(
            "{}, {}, {}",
            origin.commune, origin.district, origin.province
        );
        (house, address, origin)
    }

    /// Somebody of at least 18 years on that day: fathers are, the earliest from 1973 on.
    fn grown_on(&self, day: Date, draw: &mut Draw) -> u32 {
        let households = CITIZENS / birth::SIZE;
        let mut household = draw.below(households);
        loop {
            let place = Place {
                household,
                position: 0,
            };
            if place.born(self.seed) + 18.years() <= day {
                return household * birth::SIZE;
            }
            household = (household + 1) % households;
        }
    }

    fn tax_code(&self, index: u32) -> String {
        let serial = self.tax_codes.forward(index);
        for tenth in 0..10 {
            let body = format!("00{serial:06}{tenth}");
            if let Some(check) = tax_code::check_digit(&body) {
                return format!("{body}{check}");
            }
        }
        // The weight of the last digit is 3, so at most one of the ten bodies has no check digit.
        format!("00{serial:06}00")
    }
}

/// Wives and the father's mother bring their own surname.
fn takes_house(place: Place, sex: Sex) -> bool {
    !(place.position == 1 || place.position == 4 && sex == Sex::Female)
}

/// The house somebody who married in comes from: clans marry among clans, so that names keep their shape.
fn marries_in(house: House, draw: &mut Draw) -> House {
    match house {
        House::Clan(clan) => House::Clan(clan),
        House::Surname(_) => match names::house(draw) {
            House::Clan(_) => House::Surname("Nguyễn"),
            own => own,
        },
    }
}

fn mail(name: &str, index: u32) -> String {
    let name: String = ascii::folded(name)
        .to_lowercase()
        .chars()
        .filter_map(|letter| match letter {
            ' ' => Some('.'),
            letter if letter.is_ascii_alphanumeric() => Some(letter),
            _ => None,
        })
        .collect();
    format!("{name}.{index}@thu.example")
}

fn business_name(kind: BusinessKind, index: u32, draw: &mut Draw) -> String {
    let called = draw.pick(&CALLED);
    let form = kind.vietnamese();
    match draw.below(100) {
        // Short enough to break whoever cuts at a fixed place (services §8, 41).
        0..5 => called.to_owned(),
        5..15 => format!("{form} {called}"),
        // Long enough to break whoever does not cut.
        15 => {
            let trades: Vec<&str> = (0..30).map(|_| draw.pick(&TRADES)).collect();
            format!("{form} {called} {index} {}", trades.join(" và "))
        }
        _ => format!("{form} {} {called} {index}", draw.pick(&TRADES)),
    }
}

/// A UUID (version 8: of our own making) that follows from the number alone.
fn technical_id(number: &str) -> String {
    let mut draw = Draw::new(0, number, 0);
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&draw.bits().to_be_bytes());
    bytes[8..].copy_from_slice(&draw.bits().to_be_bytes());
    Uuid::new_v8(bytes).to_string()
}

/// The last six digits of a number of that many digits.
fn serial_of(number: &str, length: usize) -> Option<u32> {
    let whole = number.len() == length && digits(number);
    whole.then(|| number[length - 6..].parse().ok()).flatten()
}

fn digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

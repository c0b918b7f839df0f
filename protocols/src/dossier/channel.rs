//! How a dossier comes in, how the result goes out, and how far a service is online.

use jiff::civil::{Date, date};

/// The channel of submission (`KenhThucHien`; ND 61/2018 Art. 16; services §1.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Channel {
    /// 1: at the counter (trực tiếp).
    Counter = 1,
    /// 2: online (trực tuyến).
    Online = 2,
    /// 3: by the public postal service (bưu chính công ích).
    Post = 3,
}

impl Channel {
    /// All three.
    pub const ALL: [Channel; 3] = [Channel::Counter, Channel::Online, Channel::Post];

    /// The code as the wire writes it.
    #[must_use]
    pub fn wire(self) -> &'static str {
        ["1", "2", "3"][self as usize - 1]
    }

    /// Reads the wire's code.
    #[must_use]
    pub fn parse(text: &str) -> Option<Channel> {
        Channel::ALL.into_iter().find(|c| c.wire() == text)
    }
}

/// How the result reaches the applicant (`HinhThuc`; services §1.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Delivery {
    /// 0: collected at the counter.
    Counter = 0,
    /// 1: by post.
    Post = 1,
}

impl Delivery {
    /// The code as the wire writes it.
    #[must_use]
    pub fn wire(self) -> &'static str {
        ["0", "1"][self as usize]
    }

    /// Reads the wire's code.
    #[must_use]
    pub fn parse(text: &str) -> Option<Delivery> {
        [Delivery::Counter, Delivery::Post]
            .into_iter()
            .find(|d| d.wire() == text)
    }
}

/// The level of an online service: `mức độ 1` to `4` (TT 32/2017 Art. 5), since Decree 42/2022 `một phần` (3) and `toàn
/// trình` (4) (services §1.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Level(u8);

/// From this day on two names replace the four numbers (Decree 42/2022/NĐ-CP in force).
const TWO_NAMES_FROM: Date = date(2022, 8, 15);

impl Level {
    /// The level of a number from 1 to 4.
    #[must_use]
    pub fn of(number: u8) -> Option<Level> {
        (1..=4).contains(&number).then_some(Level(number))
    }

    /// 1 to 4.
    #[must_use]
    pub fn number(self) -> u8 {
        self.0
    }

    /// Whether a dossier can be submitted online at all: levels 3 and 4.
    #[must_use]
    pub fn is_online(self) -> bool {
        self.0 >= 3
    }

    /// The name in use on a day.
    #[must_use]
    pub fn vi(self, day: Date) -> &'static str {
        match (day >= TWO_NAMES_FROM, self.0) {
            (true, 4) => "toàn trình",
            (true, 3) => "một phần",
            (true, _) => "cung cấp thông tin",
            (false, 4) => "mức độ 4",
            (false, 3) => "mức độ 3",
            (false, 2) => "mức độ 2",
            (false, _) => "mức độ 1",
        }
    }
}

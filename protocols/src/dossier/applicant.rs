//! Who a dossier belongs to.

/// Kind of applicant (`LoaiDoiTuong`; 1 and 2 since 2020, 3 and 4 seen from about 2022; services §1.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Applicant {
    /// 1: a citizen.
    Citizen = 1,
    /// 2: a business.
    Business = 2,
    /// 3: a state agency.
    Agency = 3,
    /// 4: another organisation.
    Other = 4,
}

impl Applicant {
    /// All four.
    pub const ALL: [Applicant; 4] = [
        Applicant::Citizen,
        Applicant::Business,
        Applicant::Agency,
        Applicant::Other,
    ];

    /// The code as the wire writes it.
    #[must_use]
    pub fn wire(self) -> &'static str {
        ["1", "2", "3", "4"][self as usize - 1]
    }

    /// Reads the wire's code.
    #[must_use]
    pub fn parse(text: &str) -> Option<Applicant> {
        Applicant::ALL.into_iter().find(|a| a.wire() == text)
    }
}

/// Kind of a person's number (`LoaiDinhDanh`; services §1.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum IdentityKind {
    /// 1: the personal identification number, 12 digits (CCCD).
    Personal = 1,
    /// 2: the old identity card, 9 digits (CMND).
    OldCard = 2,
}

impl IdentityKind {
    /// The code as the wire writes it.
    #[must_use]
    pub fn wire(self) -> &'static str {
        ["1", "2"][self as usize - 1]
    }

    /// The kind of a number by its length; nothing for what is neither 12 nor 9 digits.
    #[must_use]
    pub fn of_number(number: &str) -> Option<IdentityKind> {
        if !number.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        match number.len() {
            12 => Some(IdentityKind::Personal),
            9 => Some(IdentityKind::OldCard),
            _ => None,
        }
    }
}

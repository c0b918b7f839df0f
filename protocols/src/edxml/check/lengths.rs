//! The longest value of each field, in characters (domain §1.3).

/// How long a field may be and how sure that is.
#[derive(Debug)]
pub(super) struct Length {
    /// In Unicode characters after composition (NFC).
    pub(super) most: usize,
    /// A legal table gives the number (NĐ 30/2020/NĐ-CP Appendix VI); otherwise integrators do.
    pub(super) sure: bool,
}

const fn law(most: usize) -> Length {
    Length { most, sure: true }
}

const fn seen(most: usize) -> Length {
    Length { most, sure: false }
}

/// 13 characters by law for the 2016 form; QĐ 20/2020/QĐ-TTg allows 35.
pub(super) const ORGAN_ID: Length = law(crate::identifiers::LONGEST_QD20);
pub(super) const ORGAN_NAME: Length = law(200);
pub(super) const IN_CHARGE: Length = seen(500);
pub(super) const ADDRESS: Length = seen(500);
pub(super) const EMAIL: Length = seen(100);
pub(super) const TELEPHONE: Length = seen(20);
/// One checker has 20, too short for real sites; a data base column has 100.
pub(super) const WEBSITE: Length = seen(100);
pub(super) const CODE_NUMBER: Length = law(11);
pub(super) const CODE_NOTATION: Length = law(30);
pub(super) const PLACE: Length = seen(50);
pub(super) const TYPE_NAME: Length = law(100);
pub(super) const SUBJECT: Length = law(500);
pub(super) const CONTENT: Length = seen(500);
pub(super) const COMPETENCE: Length = seen(100);
pub(super) const POSITION: Length = law(100);
pub(super) const FULL_NAME: Length = law(50);
pub(super) const TO_PLACE: Length = seen(150);
pub(super) const SPHERE: Length = seen(100);
pub(super) const TYPER_NOTATION: Length = seen(10);
pub(super) const FILE_NAME: Length = seen(500);
/// No source gives a number.
pub(super) const FREE: Length = seen(usize::MAX);

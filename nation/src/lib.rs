//! A synthetic nation: people, businesses, addresses and procedures, drawn from a seed, none of which can be real.
//!
//! Everything is a pure function of a seed and an index: a million people need no memory, and every simulated register that asks
//! for the same number gets the same person. Numbers lead back to people, because the serial part of every number is a
//! permutation of the index ([`permutation`]).
//!
//! # Why nobody is meant
//!
//! | identifier | form here | why it cannot be real |
//! |---|---|---|
//! | personal number (số định danh cá nhân), 12 digits | `000` + century and sex + year + serial | the first three digits are the province of birth; the list begins with 001, Hà Nội (TT 59/2021/TT-BCA Art. 4) |
//! | old identity number (số CMND), 9 digits | `000` + serial | the first digits name the issuing province; no series 000 was issued (assumption) |
//! | tax code, 10 digits with its check digit | `00` + body | the first two digits name the tax department; they begin with 01 (assumption) |
//! | telephone | `0000` + serial | `00` is the international prefix, no subscriber's number begins with it |
//! | e-mail | at `thu.example` | RFC 2606 keeps `.example` free |
//! | driving licence, 12 digits | `00` + … | the first two digits name the province that issued it |
//! | health insurance and social insurance number | province `00`, serial `0000…` | as above |
//! | communes and streets | invented names, codes from 99000 | the list of communes ends far below |
//! | procedures that are not in the kernel | `n.9nnnnn` | no code above `n.02…` has been seen |

pub mod address;
pub mod ascii;
mod birth;
mod business;
mod citizen;
mod draw;
mod names;
pub mod papers;
mod people;
pub mod permutation;
pub mod places;
pub mod procedures;
pub mod tax_code;

pub use address::Address;
pub use business::{Business, BusinessKind};
pub use citizen::{Citizen, Sex};
pub use papers::DrivingLicence;
pub use people::{BUSINESSES, CITIZENS, Nation, SEED};

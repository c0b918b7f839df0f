//! Habits of real agencies' systems that take payments, as data; every default is what a sound system does.

use serde::Deserialize;

/// The knobs; a defect or a pitfall turns them (services §8, the number stands with each).
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Habits {
    /// 23: writes the hour of a 12-hour clock.
    pub twelve_hour_clock: bool,
    /// 28: its reply to CONFIRM carries the caller's hash.
    pub echoes_hash: bool,
    /// 29: takes a CONFIRM without looking at its hash.
    pub takes_any_hash: bool,
    /// 30: reconciling changes nothing, its update is wrong.
    pub reconciles_nothing: bool,
    /// 31: what goes wrong in a CONFIRM is swallowed, and answered with success.
    pub swallows_errors: bool,
    /// 32: checks CONFIRM against the fee of now and not that of INIT.
    pub hashes_local_fee: bool,
    /// 35: answers the reverse look-up with 0 where something is payable and 1 where nothing is.
    pub inverse_look_up: bool,
    /// 36: takes INIT's `message` for an object, not for JSON inside a string.
    pub expects_object: bool,
    /// Counts a CONFIRM that comes twice twice.
    pub counts_twice: bool,
    /// Takes a CONFIRM of another amount for a payment.
    pub takes_any_amount: bool,
    /// Takes a CONFIRM for a reference it never sent.
    pub takes_unasked: bool,
    /// Takes a CONFIRM addressed to another partner.
    pub takes_any_partner: bool,
}

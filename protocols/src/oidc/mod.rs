//! Sign-on: OpenID Connect as VNConnect (xacthuc.dichvucong.gov.vn) and VNeID speak it (services §4).
//!
//! The claims table with the wire's names, what a provider publishes, tokens and how they are judged. A judge needs the keys
//! and the time from outside: nothing here fetches or asks a clock.

pub mod challenge;
pub mod claims;
pub mod discovery;
pub mod id_token;
pub mod jws;
pub mod messages;
pub mod state;

use jiff::civil::DateTime;
use jiff::tz::{Offset, offset};

/// Vietnam time, the same all year round.
const VIETNAM: Offset = offset(7);

/// Seconds since 1970 UTC of a Vietnam civil time, as tokens count them; 0 outside what can be counted.
#[must_use]
pub fn seconds(at: DateTime) -> i64 {
    VIETNAM
        .to_timestamp(at)
        .map_or(0, |moment| moment.as_second())
}

/// The logout event of a back-channel notice (OpenID Connect Back-Channel Logout 1.0 §2.4).
pub const LOGOUT_EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// The word of `loginIdp` for a login that came from VNeID, kept by the Ministry of Public Security (services §4.1).
pub const FROM_VNEID: &str = "BCA";

/// The address given to an account without one: `TechID@dvcqg.gov.vn` (services §4.1).
#[must_use]
pub fn stand_in_email(tech_id: &str) -> String {
    format!("{tech_id}@dvcqg.gov.vn")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn vietnam_is_seven_hours_ahead() {
        assert_eq!(seconds(date(1970, 1, 1).at(7, 0, 1, 0)), 1);
        assert_eq!(seconds(date(2026, 11, 22).at(7, 0, 0, 0)), 1_795_305_600);
    }
}

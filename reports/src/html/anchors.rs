//! Names of the places links lead to.

/// A requirement: `r-AX-FAN-01`.
pub(super) fn requirement(id: &str) -> String {
    let mut anchor = "r-".to_owned();
    for c in id.chars() {
        if c.is_ascii_alphanumeric() || c == '-' || c == '.' {
            anchor.push(c);
        } else {
            anchor.push_str(&format!("_{:x}_", u32::from(c)));
        }
    }
    anchor
}

/// A scenario in the list: `s12`.
pub(super) fn scenario(number: usize) -> String {
    format!("s{number}")
}

/// A card: `f12`.
pub(super) fn card(number: usize) -> String {
    format!("f{number}")
}

/// Beginning of the anchors of a scenario's exchanges: `x12`, then `-3` for the third.
pub(super) fn exchanges(number: usize) -> String {
    format!("x{number}")
}

/// Beginning of the anchors of an attempt that does not decide: `x12t2`.
pub(super) fn attempt(number: usize, attempt: usize) -> String {
    format!("x{number}t{attempt}")
}

/// An exchange: `x12-3`.
pub(super) fn exchange(beginning: &str, number: u32) -> String {
    format!("{beginning}-{number}")
}

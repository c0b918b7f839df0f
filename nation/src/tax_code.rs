//! Tax codes (mã số thuế): ten digits, the last of which checks the others.
//!
//! The rule is the one Vietnamese tax software applies: the first nine digits weighed by 31, 29, 23, 19, 17, 13, 7, 5 and 3; the check digit
//! is 10 minus the remainder of the sum by 11, and a body for which that is 10 is not given out.

const WEIGHTS: [u32; 9] = [31, 29, 23, 19, 17, 13, 7, 5, 3];

/// The check digit of nine digits; none when that body is never given out, or is no nine digits.
#[must_use]
pub fn check_digit(body: &str) -> Option<u32> {
    let digits: Vec<u32> = body
        .chars()
        .map(|c| c.to_digit(10))
        .collect::<Option<_>>()?;
    if digits.len() != WEIGHTS.len() {
        return None;
    }
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(d, w)| d * w).sum();
    let check = 10 - sum % 11;
    (check < 10).then_some(check)
}

/// Whether ten digits, or ten with the `-nnn` of a branch, are a well-formed tax code.
#[must_use]
pub fn is_well_formed(code: &str) -> bool {
    let (head, branch) = code
        .split_once('-')
        .map_or((code, None), |(h, b)| (h, Some(b)));
    let branch_fits = branch.is_none_or(|b| b.len() == 3 && b.bytes().all(|c| c.is_ascii_digit()));
    let Some((body, last)) = head
        .char_indices()
        .last()
        .map(|(at, last)| (&head[..at], last))
    else {
        return false;
    };
    branch_fits && last.is_ascii_digit() && check_digit(body) == last.to_digit(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_digit_is_the_published_rule() {
        // 0·31 + … of a body of zeros is 0, and 10 − 0 is no digit: that body is never given out.
        assert_eq!(check_digit("000000000"), None);
        // 1·3 = 3, 10 − 3.
        assert_eq!(check_digit("000000001"), Some(7));
        assert_eq!(check_digit("00000000x"), None);
        assert!(is_well_formed("0000000017"));
        assert!(is_well_formed("0000000017-001"));
        assert!(!is_well_formed("0000000018"));
        assert!(!is_well_formed("0000000017-1"));
        assert!(!is_well_formed(""));
    }
}

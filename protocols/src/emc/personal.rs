//! Finding personal data where none belongs (EMC-03; ND 13/2023 by its purpose): numbers and addresses that name a person.

/// Texts longer than this are looked at up to here only; no field of a beacon is longer.
const LOOKED_AT: usize = 8 << 10;

/// The rule a text breaks: `personal-number` for a run of exactly 9 or 12 digits, `personal-phone` for ten or eleven that begin as
/// a telephone number does, `personal-mail` for a mail address; none when it is clean.
///
/// Runs of digits that belong to a longer word (`H49-261122-0001`, a date, a hash) do not count: the run must be bounded by
/// something that is neither letter, digit, point nor hyphen.
#[must_use]
pub fn named(text: &str) -> Option<&'static str> {
    let end = (0..=text.len().min(LOOKED_AT))
        .rev()
        .find(|at| text.is_char_boundary(*at));
    let decoded = percent_decoded(&text[..end.unwrap_or(0)]);
    let word = |letter: char| letter.is_alphanumeric() || matches!(letter, '.' | '-' | '_');
    for part in decoded.split(|letter: char| !word(letter) && letter != '@') {
        if part.contains('@') {
            let mut sides = part.splitn(2, '@');
            let (user, host) = (sides.next().unwrap_or(""), sides.next().unwrap_or(""));
            if !user.is_empty() && host.contains('.') {
                return Some("personal-mail");
            }
        }
        let digits = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        match part.len() {
            12 | 9 if digits => return Some("personal-number"),
            10 | 11 if digits && part.starts_with('0') => return Some("personal-phone"),
            _ => {}
        }
    }
    None
}

/// `%40` and the like read; what is no pair of hexadecimal digits stays.
fn percent_decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let pair = bytes
            .get(at + 1..at + 3)
            .and_then(|pair| std::str::from_utf8(pair).ok());
        match pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(byte) if bytes[at] == b'%' => {
                out.push(byte);
                at += 3;
            }
            _ => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

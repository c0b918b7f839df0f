//! Which characters XML 1.0 allows, and what references stand for.

/// Whether XML 1.0 allows the character at all, escaped or not (XML 1.0 §2.2).
pub(crate) fn allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// The first character of `text` that XML forbids.
pub(crate) fn forbidden(text: &str) -> Option<char> {
    text.chars().find(|c| !allowed(*c))
}

/// The character a predefined entity stands for.
pub(crate) fn predefined(name: &str) -> Option<char> {
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "apos" => Some('\''),
        "quot" => Some('"'),
        _ => None,
    }
}

/// The character a numeric reference stands for (`#65`, `#x41`), if XML allows it.
pub(crate) fn numeric(reference: &str) -> Option<char> {
    let digits = reference.strip_prefix('#')?;
    let number = match digits.strip_prefix('x') {
        Some(hex) if hex.bytes().all(|b| b.is_ascii_hexdigit()) => {
            u32::from_str_radix(hex, 16).ok()?
        }
        None if digits.bytes().all(|b| b.is_ascii_digit()) => digits.parse().ok()?,
        _ => return None,
    };
    char::from_u32(number).filter(|c| allowed(*c))
}

/// XML's own white space.
pub(crate) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n')
}

/// Whether there is nothing but white space.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(is_space)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_resolve_to_allowed_characters_only() {
        assert_eq!(numeric("#65"), Some('A'));
        assert_eq!(numeric("#x1EC7"), Some('ệ'));
        for bad in [
            "#0",
            "#x0",
            "#xFFFE",
            "#xD800",
            "#x110000",
            "#",
            "#x",
            "#+65",
            "#99999999999",
            "65",
        ] {
            assert_eq!(numeric(bad), None, "{bad}");
        }
        assert_eq!(predefined("amp"), Some('&'));
        assert_eq!(predefined("nbsp"), None);
        assert_eq!(forbidden("Hà Nội\u{b}"), Some('\u{b}'));
        assert_eq!(forbidden("Hà Nội\r\n\t𠀋"), None);
    }
}

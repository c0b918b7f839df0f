//! Vietnamese text without its marks, for addresses of mail and file names.

use unicode_normalization::UnicodeNormalization;

/// The text in plain Latin letters: `Đỗ Thị Hương` gives `Do Thi Huong`.
#[must_use]
pub fn folded(text: &str) -> String {
    text.nfd()
        .filter_map(|letter| match letter {
            'đ' => Some('d'),
            'Đ' => Some('D'),
            letter if letter.is_ascii() => Some(letter),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn marks_are_taken_off() {
        assert_eq!(super::folded("Đỗ Thị Hương, Huế"), "Do Thi Huong, Hue");
    }
}

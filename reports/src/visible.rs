//! Hostile text made safe to look at: invisible characters are shown, long texts are bounded.
//!
//! What comes out holds no control character but the line feed, none that changes the direction of the text, and
//! none that XML 1.0 forbids; it still has to be escaped for the format it goes into.

use std::fmt::Write as _;

/// A bounded text and what was left out of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The text, or its beginning.
    pub text: String,
    /// Length of the whole text in characters, when it was cut.
    pub whole: Option<usize>,
}

/// The text with every invisible character made visible; line feeds stay, `\r\n` becomes one.
#[must_use]
pub fn lines(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\n' => shown.push('\n'),
            '\r' if rest.peek() == Some(&'\n') => {}
            _ => push(&mut shown, c),
        }
    }
    shown
}

/// The text on one line: white space of any kind becomes one space.
#[must_use]
pub fn line(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for word in text.split(['\n', '\r', '\t', ' ']) {
        if word.is_empty() {
            continue;
        }
        if !shown.is_empty() {
            shown.push(' ');
        }
        word.chars().for_each(|c| push(&mut shown, c));
    }
    shown
}

/// [`lines()`], at most `most` characters of the original.
#[must_use]
pub fn bounded(text: &str, most: usize) -> Shown {
    match text.char_indices().nth(most) {
        None => Shown {
            text: lines(text),
            whole: None,
        },
        Some((end, _)) => Shown {
            text: lines(&text[..end]),
            whole: Some(text.chars().count()),
        },
    }
}

/// [`line()`], at most `most` characters of the original, an ellipsis where it was cut.
#[must_use]
pub fn bounded_line(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => line(text),
        Some((end, _)) => format!("{}…", line(&text[..end])),
    }
}

fn push(shown: &mut String, c: char) {
    match c {
        '\t' => shown.push_str("    "),
        // The block of control pictures mirrors ASCII's control characters.
        '\0'..='\x1f' => shown.extend(char::from_u32(0x2400 + u32::from(c))),
        '\x7f' => shown.push('\u{2421}'),
        _ if is_invisible(c) => {
            let _ = write!(shown, "⟦U+{:04X}⟧", u32::from(c));
        }
        _ => shown.push(c),
    }
}

/// Characters that are not seen, or that change how their neighbours are seen.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{80}'..='\u{9f}'            // C1 controls
        | '\u{ad}' | '\u{61c}' | '\u{180e}'
        | '\u{200b}'..='\u{200f}'      // zero width, direction marks
        | '\u{2028}'..='\u{202e}'      // separators, embeddings and overrides
        | '\u{2060}'..='\u{206f}'      // joiners, isolates
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{fdd0}'..='\u{fdef}'      // noncharacters
        | '\u{e0000}'..='\u{e0fff}'    // tags, selectors
    ) || u32::from(c) & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_hides_is_shown() {
        assert_eq!(
            lines("a\0b\u{202e}c\x1b[31m\r\nd\te"),
            "a␀b⟦U+202E⟧c␛[31m\nd    e"
        );
        assert_eq!(line("  a \r\n\t b "), "a b");
        assert_eq!(
            lines("Công văn số 12/VPCP-TTĐT"),
            "Công văn số 12/VPCP-TTĐT"
        );
    }

    #[test]
    fn long_text_says_how_long_it_was() {
        let shown = bounded(&"ộ".repeat(1_000_000), 10);
        assert_eq!(shown.text, "ộ".repeat(10));
        assert_eq!(shown.whole, Some(1_000_000));
        assert_eq!(bounded("abc", 3).whole, None);
        assert_eq!(bounded_line("one two three", 7), "one two…");
    }

    proptest! {
        #[test]
        fn nothing_unseen_gets_through(text in any::<String>()) {
            for shown in [lines(&text), line(&text), bounded(&text, 20).text] {
                prop_assert!(shown.chars().all(|c| c == '\n' || (!c.is_control() && !is_invisible(c))));
            }
            prop_assert!(!line(&text).contains('\n'));
        }
    }
}

//! Vietnamese letters for a PDF without a font file: base letters of Helvetica, which every reader has, with the marks drawn.
//!
//! Each distinct character of a text becomes a glyph of one Type 3 font with its Unicode beside it, so that what is seen can be
//! searched and copied.

use unicode_normalization::UnicodeNormalization;

/// Advance widths of Helvetica for U+0020 to U+007E, in thousandths of the size (Adobe Core 14 metrics).
const WIDTHS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// The marks above, below and beside a letter, drawn around x = 0; `y` moves them up.
const MARKS: [(char, &str); 8] = [
    ('\u{301}', "-30 0 m 60 110 l S"),
    ('\u{300}', "30 0 m -60 110 l S"),
    (
        '\u{309}',
        "-45 90 m -45 150 65 150 55 85 c 50 50 5 60 5 10 c S",
    ),
    (
        '\u{303}',
        "-110 30 m -70 110 -30 80 0 60 c 30 40 70 20 110 95 c S",
    ),
    ('\u{302}', "-100 0 m 0 100 l 100 0 l S"),
    ('\u{306}', "-100 90 m -80 0 80 0 100 90 c S"),
    ('\u{308}', "-80 40 m -80 90 l S 80 40 m 80 90 l S"),
    ('\u{304}', "-100 50 m 100 50 l S"),
];

/// One character, ready to be drawn.
pub struct Glyph {
    /// The character it stands for.
    pub character: char,
    /// Advance width in thousandths of the size.
    pub width: u16,
    /// Content stream that draws it; `/H` is Helvetica.
    pub drawing: String,
}

/// The glyph of a character; none when it is no Latin letter, digit or sign that Helvetica can be drawn from.
#[must_use]
pub fn glyph(character: char) -> Option<Glyph> {
    let stroked = matches!(character, 'đ' | 'Đ');
    let mut parts = std::iter::once(match character {
        'đ' => 'd',
        'Đ' => 'D',
        '–' | '—' => '-',
        other => other,
    })
    .nfd();
    let base = parts.next().filter(|base| (' '..='~').contains(base))?;
    let width = WIDTHS[base as usize - 32];
    let marks: Vec<char> = parts.collect();
    let dotless = base == 'i' && marks.iter().any(|mark| *mark != '\u{323}');
    let shown = match base {
        'i' if dotless => "\\365".to_owned(),
        '(' | ')' | '\\' => format!("\\{base}"),
        other => other.to_string(),
    };
    let mut drawing = format!("{width} 0 d0 BT /H 1000 Tf ({shown}) Tj ET 45 w 1 J ");
    let centre = i32::from(width) / 2;
    let mut top = if base.is_uppercase() { 770 } else { 590 };
    if stroked {
        let (from, to, y) = if base == 'd' {
            (centre - 20, i32::from(width) + 10, 590)
        } else {
            (-20, centre - 50, 370)
        };
        drawing.push_str(&format!("{from} {y} m {to} {y} l S "));
    }
    for mark in marks {
        match mark {
            '\u{323}' => drawing.push_str(&format!("80 w {centre} -160 m {centre} -159 l S 45 w ")),
            '\u{31b}' => {
                let (x, y) = (i32::from(width) - 70, top - 90);
                drawing.push_str(&format!(
                    "{x} {y} m {} {y} {} {} {} {} c S ",
                    x + 90,
                    x + 90,
                    y + 60,
                    x + 70,
                    y + 120
                ));
            }
            other => {
                let (_, drawn) = MARKS.iter().find(|(mark, _)| *mark == other)?;
                drawing.push_str(&format!("q 1 0 0 1 {centre} {top} cm {drawn} Q "));
                top += 130;
            }
        }
    }
    Some(Glyph {
        character,
        width,
        drawing,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_vietnamese_letter_can_be_drawn() {
        let letters = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ";
        for letter in letters.chars().chain(letters.to_uppercase().chars()) {
            let glyph = glyph(letter).unwrap_or_else(|| panic!("{letter}"));
            assert!(glyph.width > 0);
        }
        assert!(glyph('語').is_none());
    }
}

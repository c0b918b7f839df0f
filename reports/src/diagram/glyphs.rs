//! How much room text takes, estimated for the widest common screen fonts: no font is asked.

/// Width of a text in pixels at a font size.
pub(super) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(em).sum::<f64>() * size
}

/// The text cut to a width, with an ellipsis where it was cut.
pub(super) fn fit(text: &str, size: f64, room: f64) -> String {
    if width(text, size) <= room {
        return text.to_owned();
    }
    let mut left = room - width("…", size);
    let mut fitted = String::new();
    for c in text.chars() {
        left -= em(c) * size;
        if left < 0.0 {
            break;
        }
        fitted.push(c);
    }
    format!("{}…", fitted.trim_end())
}

/// The text on at most `lines` lines of a width.
pub(super) fn wrap(text: &str, size: f64, room: f64, lines: usize) -> Vec<String> {
    let mut wrapped: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let full = wrapped.len() == lines;
        match wrapped.last_mut() {
            Some(line)
                if full || width(line, size) + width(" ", size) + width(word, size) <= room =>
            {
                line.push(' ');
                line.push_str(word);
            }
            _ => wrapped.push(word.to_owned()),
        }
    }
    wrapped.iter().map(|line| fit(line, size, room)).collect()
}

/// Width of a character in ems.
fn em(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' | 'ị' | 'ỉ' => {
            0.36
        }
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '-' | '"' | '·' => 0.46,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '…' | '—' | '→' => 1.0,
        _ if c.is_ascii_lowercase() || c.is_ascii_digit() => 0.65,
        _ if c.is_uppercase() => 0.8,
        _ if u32::from(c) < 0x250 || (0x1e00..0x2000).contains(&u32::from(c)) => 0.68,
        _ => 1.1,
    }
}

//! Lines of a terminal: wrapped, indented, coloured on demand.

/// Widest line, in columns.
const WIDTH: usize = 100;
/// Where the value of an entry begins.
const INDENT: usize = 16;

/// A text under way.
pub(super) struct Paper {
    text: String,
    color: bool,
}

impl Paper {
    pub(super) fn new(color: bool) -> Self {
        Self {
            text: String::new(),
            color,
        }
    }

    pub(super) fn text(self) -> String {
        self.text
    }

    /// An empty line.
    pub(super) fn gap(&mut self) {
        self.text.push('\n');
    }

    /// The verdict, then what the run was.
    pub(super) fn headline(&mut self, verdict: &str, class: &str, rest: &str) {
        let painted = self.paint(verdict, code(class));
        if width(verdict) + 3 + width(rest) <= WIDTH {
            self.text.push_str(&format!("{painted}   {rest}\n"));
        } else {
            self.text.push_str(&format!("{painted}\n"));
            self.line(rest);
        }
    }

    /// A heading.
    pub(super) fn title(&mut self, text: &str) {
        let painted = self.paint(text, "1");
        self.text.push_str(&painted);
        self.text.push('\n');
    }

    /// The first line of a scenario: its verdict and its name.
    pub(super) fn item(&mut self, verdict: &str, class: &str, name: &str) {
        let room = WIDTH - width(verdict) - 2;
        for (index, line) in wrap(name, room).iter().enumerate() {
            let lead = match index {
                0 => self.paint(verdict, code(class)),
                _ => " ".repeat(width(verdict)),
            };
            let line = self.paint(line, "1");
            self.text.push_str(&format!("{lead}  {line}\n"));
        }
    }

    /// A label and its value, wrapped under itself.
    pub(super) fn entry(&mut self, label: &str, value: &str) {
        for (index, line) in wrap(value, WIDTH - INDENT).iter().enumerate() {
            let label = if index == 0 { label } else { "" };
            let room = INDENT.saturating_sub(2 + width(label));
            let painted = self.paint(label, "2");
            let line = format!("  {painted}{}{line}", " ".repeat(room));
            self.text.push_str(line.trim_end());
            self.text.push('\n');
        }
    }

    /// A command that may be pasted: broken only between its parts, with the shell's sign for it.
    pub(super) fn command(&mut self, label: &str, parts: &[String]) {
        let whole = parts.join(" ");
        if INDENT + width(&whole) <= WIDTH {
            self.command_line(label, &whole);
            return;
        }
        for (index, part) in parts.iter().enumerate() {
            let label = if index == 0 { label } else { "" };
            let more = if index + 1 < parts.len() { r" \" } else { "" };
            self.command_line(label, &format!("{part}{more}"));
        }
    }

    /// A line of text, wrapped.
    pub(super) fn line(&mut self, text: &str) {
        let indent: String = text.chars().take_while(|c| *c == ' ').collect();
        for line in wrap(text.trim_start(), WIDTH - indent.len()) {
            self.text.push_str(&format!("{indent}{line}\n"));
        }
    }

    fn command_line(&mut self, label: &str, command: &str) {
        let room = INDENT.saturating_sub(2 + width(label));
        let label = self.paint(label, "2");
        let command = self.paint(command, "36");
        let space = " ".repeat(room);
        self.text.push_str(&format!("  {label}{space}{command}\n"));
    }

    fn paint(&self, text: &str, code: &str) -> String {
        if self.color && !text.is_empty() {
            format!("\x1b[{code}m{text}\x1b[0m")
        } else {
            text.to_owned()
        }
    }
}

fn code(class: &str) -> &'static str {
    match class {
        "pass" => "1;32",
        "fail" => "1;31",
        "warn" => "1;33",
        "open" => "1;35",
        _ => "1",
    }
}

/// Columns a text takes: East Asian wide characters take two.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(columns).sum()
}

fn columns(c: char) -> usize {
    match u32::from(c) {
        0x300..=0x36f => 0,
        0x1100..=0x115f
        | 0x2e80..=0xa4cf
        | 0xac00..=0xd7a3
        | 0xf900..=0xfaff
        | 0xfe30..=0xfe6f
        | 0xff00..=0xff60
        | 0xffe0..=0xffe6
        | 0x1f300..=0x1faff
        | 0x20000..=0x3fffd => 2,
        _ => 1,
    }
}

/// Breaks between words; a word wider than the room is broken where it must be.
fn wrap(text: &str, room: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let wide = width(word);
        if used > 0 && used + 1 + wide > room {
            lines.push(String::new());
            used = 0;
        }
        if used > 0 {
            push(&mut lines, ' ');
            used += 1;
        }
        for c in word.chars() {
            if used + columns(c) > room {
                lines.push(String::new());
                used = 0;
            }
            push(&mut lines, c);
            used += columns(c);
        }
    }
    lines
}

fn push(lines: &mut [String], c: char) {
    if let Some(line) = lines.last_mut() {
        line.push(c);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_stay_whole_where_they_fit() {
        assert_eq!(wrap("gửi một văn bản", 8), ["gửi một", "văn bản"]);
        assert_eq!(wrap("abcdefghij k", 4), ["abcd", "efgh", "ij k"]);
    }

    #[test]
    fn a_long_command_still_pastes() {
        let mut paper = Paper::new(false);
        let parts = ["lienthong replay".into(), "d".repeat(80), "s".repeat(30)];
        paper.command("Repeat", &parts);
        let text = paper.text();
        assert_eq!(text.lines().count(), 3);
        assert_eq!(text.matches(" \\\n").count(), 2);
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_the_room(text in ".{0,300}", room in 2usize..60) {
            for line in wrap(&text, room) {
                prop_assert!(width(&line) <= room, "{line:?}");
            }
        }
    }
}

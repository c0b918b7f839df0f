//! The line that repeats a scenario.

/// `lienthong replay <folder> <scenario>`, quoted for a POSIX shell where a part needs it.
#[must_use]
pub fn replay_command(folder: &str, scenario: &str) -> String {
    format!("lienthong replay {} {}", quoted(folder), quoted(scenario))
}

/// The parts of [`replay_command`] that may stand on lines of their own.
pub(crate) fn replay_parts(folder: &str, scenario: &str) -> [String; 3] {
    [
        "lienthong replay".to_owned(),
        quoted(folder),
        quoted(scenario),
    ]
}

/// `lienthong explain <what>`, quoted likewise.
#[must_use]
pub fn explain_command(what: &str) -> String {
    format!("lienthong explain {}", quoted(what))
}

/// A part as a POSIX shell takes it.
#[must_use]
pub fn quoted(part: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./:@%+=,".contains(c);
    if !part.is_empty() && part.chars().all(plain) {
        part.to_owned()
    } else {
        format!("'{}'", part.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_shell_would_read_is_quoted() {
        assert_eq!(
            replay_command("reports/2026-11-21", "sending/gửi-nhiều-nơi-2"),
            "lienthong replay reports/2026-11-21 sending/gửi-nhiều-nơi-2"
        );
        assert_eq!(
            replay_command("my reports", "it's; rm"),
            r"lienthong replay 'my reports' 'it'\''s; rm'"
        );
    }
}

//! The agencies of the simulated government, from `fixtures/agencies.tsv` (embedded; test data, not the register).

use std::sync::LazyLock;

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agency {
    /// The code in the 2016 form, or as the source lists it.
    pub code: String,
    /// The code in the 2020 form, when known.
    pub qd20: Option<String>,
    /// The agency's name in Vietnamese.
    pub name: String,
    /// 1 for a ministry or province, growing downwards.
    pub level: u8,
    /// How sure the code is, one word; the head of the file explains the words.
    pub confidence: String,
}

/// Why a list of agencies cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line} of the list of agencies: expected {expected}, found `{found}`")]
pub struct AgencyListError {
    /// The line, counted from 1.
    pub line: usize,
    /// What the line should have.
    pub expected: &'static str,
    /// What it has.
    pub found: String,
}

const HEADER: &str = "code\tqd20\tname\tlevel\tconfidence";

/// Every agency of the list, in its order.
#[must_use]
pub fn all() -> &'static [Agency] {
    static LIST: LazyLock<Vec<Agency>> = LazyLock::new(|| {
        // The file is part of this build; the test below reads it too.
        parse(include_str!("../../fixtures/agencies.tsv"))
            .expect("the embedded list of agencies is sound")
    });
    &LIST
}

/// The ministries and bodies of ministry rank: level 1, prefix `G`.
#[must_use]
pub fn ministries() -> Vec<&'static Agency> {
    level_one("G")
}

/// The People's Committees of the provinces: level 1, prefix `H`.
#[must_use]
pub fn provinces() -> Vec<&'static Agency> {
    level_one("H")
}

/// Reads a list: tab-separated, `#` begins a comment line, the first other line is the header.
///
/// # Errors
/// The first line that does not fit.
pub fn parse(text: &str) -> Result<Vec<Agency>, AgencyListError> {
    let mut rows = text
        .lines()
        .enumerate()
        .filter(|(_, l)| !l.is_empty() && !l.starts_with('#'));
    match rows.next() {
        Some((_, HEADER)) => {}
        other => {
            let (line, found) = other.map_or((1, ""), |(i, l)| (i + 1, l));
            return Err(wrong(
                line,
                "the header code, qd20, name, level, confidence",
                found,
            ));
        }
    }
    rows.map(|(i, row)| agency(i + 1, row)).collect()
}

fn agency(line: usize, row: &str) -> Result<Agency, AgencyListError> {
    let columns: Vec<&str> = row.split('\t').collect();
    let [code, qd20, name, level, confidence] = columns[..] else {
        return Err(wrong(line, "five columns separated by tabs", row));
    };
    if code.is_empty() || name.is_empty() {
        return Err(wrong(line, "a code and a name", row));
    }
    Ok(Agency {
        code: code.to_owned(),
        qd20: (!qd20.is_empty()).then(|| qd20.to_owned()),
        name: name.to_owned(),
        level: level
            .parse()
            .map_err(|_| wrong(line, "a level from 1 to 4", level))?,
        confidence: confidence.to_owned(),
    })
}

fn wrong(line: usize, expected: &'static str, found: &str) -> AgencyListError {
    let found = found.chars().take(80).collect();
    AgencyListError {
        line,
        expected,
        found,
    }
}

fn level_one(prefix: &str) -> Vec<&'static Agency> {
    let top = |a: &Agency| {
        a.code
            .rsplit('.')
            .next()
            .is_some_and(|group| group.starts_with(prefix))
    };
    all().iter().filter(|a| a.level == 1 && top(a)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identifiers;

    #[test]
    fn the_embedded_list_is_sound() {
        let list = parse(include_str!("../../fixtures/agencies.tsv")).expect("readable");
        assert!(list.len() > 500, "{}", list.len());
        let mut codes: Vec<&str> = list.iter().map(|a| a.code.as_str()).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), list.len(), "a code is listed twice");
        for agency in &list {
            if let Some(level) = identifiers::level(&agency.code) {
                assert_eq!(level, agency.level, "{}", agency.code);
            }
        }
    }

    #[test]
    fn ministries_and_provinces_are_all_there() {
        assert!(ministries().len() >= 22, "{}", ministries().len());
        assert_eq!(provinces().len(), 63);
        assert!(
            ministries()
                .iter()
                .any(|a| a.code == "000.00.00.G22" && a.name.contains("Chính phủ"))
        );
    }

    #[test]
    fn errors_name_the_line() {
        let bad = format!("# c\n{HEADER}\nA\tB\n");
        let error = parse(&bad).expect_err("two columns");
        insta::assert_snapshot!(error, @"line 3 of the list of agencies: expected five columns separated by tabs, found `A	B`");
        assert!(parse("").is_err());
    }
}

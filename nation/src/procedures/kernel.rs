//! The kernel, read from the fixture.

use std::sync::LazyLock;

use super::procedure::{Audience, Grade, Level, Procedure};

/// The real procedures, in the order of the file.
pub fn all() -> &'static [Procedure] {
    static LIST: LazyLock<Vec<Procedure>> = LazyLock::new(|| {
        // The file is part of this build; the test below reads every line of it.
        include_str!("../../../fixtures/procedures.tsv")
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .skip(1)
            .filter_map(read)
            .collect()
    });
    &LIST
}

fn read(line: &str) -> Option<Procedure> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [
        code,
        name,
        field_code,
        field,
        agency,
        level,
        kind,
        online,
        fee,
        term,
        result,
        _,
    ] = columns[..]
    else {
        return None;
    };
    Some(Procedure {
        code: code.to_owned(),
        name: name.to_owned(),
        field_code: field_code.to_owned(),
        field: field.to_owned(),
        agency: agency.to_owned(),
        level: match level {
            "ministry" => Level::Ministry,
            "province" => Level::Province,
            "district" => Level::District,
            "commune" => Level::Commune,
            _ => return None,
        },
        kind: match kind {
            "citizen" => Audience::Citizen,
            "business" => Audience::Business,
            "both" => Audience::Both,
            _ => return None,
        },
        online: match online {
            "1" => Grade::One,
            "2" => Grade::Two,
            "3" => Grade::Three,
            "4" => Grade::Four,
            _ => return None,
        },
        fee: fee.parse().ok()?,
        term_days: term.parse().ok()?,
        result: (!result.is_empty()).then(|| result.to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_fixture_is_read() {
        let text = include_str!("../../../fixtures/procedures.tsv");
        let lines = text
            .lines()
            .filter(|l| !l.is_empty() && !l.starts_with('#'))
            .count()
            - 1;
        assert_eq!(all().len(), lines);
        assert!(lines >= 25, "{lines}");
    }
}

//! Numbers, durations and dates as each language writes them.

use jiff::civil::{Date, DateTime};

use crate::lang::Lang;
use crate::texts;

/// `12.345` in Vietnamese, `12,345` in English.
pub(crate) fn number(lang: Lang, value: u64) -> String {
    let digits = value.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(match lang {
                Lang::Vi => '.',
                Lang::En => ',',
            });
        }
        text.push(digit);
    }
    text
}

/// A count, as [`number`] writes it.
pub(crate) fn count(lang: Lang, value: usize) -> String {
    number(lang, u64::try_from(value).unwrap_or(u64::MAX))
}

/// `7,42 giây` or `7.42 s`; three decimals below a tenth of a second.
pub(crate) fn seconds(lang: Lang, value: f64) -> String {
    let decimals = if value < 0.1 { 3 } else { 2 };
    let text = format!("{value:.decimals$} {}", lang.say(texts::UNIT_SECONDS));
    match lang {
        Lang::Vi => text.replacen('.', ",", 1),
        Lang::En => text,
    }
}

/// `26/08/2020` or `2020-08-26`.
pub(crate) fn date(lang: Lang, day: Date) -> String {
    match lang {
        Lang::Vi => format!("{:02}/{:02}/{:04}", day.day(), day.month(), day.year()),
        Lang::En => day.to_string(),
    }
}

/// `09:30:05 26/08/2020` or `2020-08-26 09:30:05`, with the zone said.
pub(crate) fn date_time(lang: Lang, at: DateTime) -> String {
    let clock = clock(at);
    let day = date(lang, at.date());
    let zone = lang.say(texts::VIETNAM_TIME);
    match lang {
        Lang::Vi => format!("{clock} {day} ({zone})"),
        Lang::En => format!("{day} {clock} ({zone})"),
    }
}

/// `09:30:05`.
pub(crate) fn clock(at: DateTime) -> String {
    format!("{:02}:{:02}:{:02}", at.hour(), at.minute(), at.second())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date as day;

    use super::*;

    #[test]
    fn each_language_writes_numbers_its_own_way() {
        assert_eq!(number(Lang::Vi, 1_234_567), "1.234.567");
        assert_eq!(number(Lang::En, 999), "999");
        assert_eq!(number(Lang::En, 1_000), "1,000");
        assert_eq!(seconds(Lang::Vi, 0.0042), "0,004 giây");
        assert_eq!(seconds(Lang::En, 7.416), "7.42 s");
        let at = day(2020, 8, 26).at(9, 30, 5, 0);
        assert_eq!(
            date_time(Lang::Vi, at),
            "09:30:05 26/08/2020 (giờ Việt Nam)"
        );
        assert_eq!(
            date_time(Lang::En, at),
            "2020-08-26 09:30:05 (Vietnam time)"
        );
    }
}

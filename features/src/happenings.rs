//! What can happen to a call on its way to a service and back: one table, for every system a scenario names.

use harness::tap::Fault;

use crate::params::{WordRow, row};
use crate::step::Param;

/// One thing that can happen.
pub struct Happening {
    /// The fault at the tap; the number is that of the phrase, 0 where it has none.
    fault: fn(u64) -> Fault,
    /// The number the seed takes when it may choose this; none when it is too slow, or ends more than one call.
    drawn: Option<u64>,
}

const NUMBER: &str = "{n}";
const JOINED: [&str; 2] = [" and ", " và "];

const fn happens(
    en: &'static str,
    vi: &'static str,
    drawn: Option<u64>,
    fault: fn(u64) -> Fault,
) -> WordRow<Happening> {
    row(en, vi, Happening { fault, drawn })
}

/// Everything that a scenario can let happen, as in “the next sendEdoc of the Ministry of Justice …”.
pub const HAPPENINGS: &[WordRow<Happening>] = &[
    happens(
        "loses its answer",
        "bị mất câu trả lời",
        Some(0),
        |_| Fault::SwallowAnswer,
    ),
    happens("never arrives", "không đến nơi", Some(0), |_| {
        Fault::DropRequest
    }),
    happens("arrives twice", "đến nơi hai lần", Some(0), |_| {
        Fault::DuplicateRequest
    }),
    happens(
        "is reset",
        "bị ngắt kết nối đột ngột",
        Some(0),
        |_| Fault::Reset,
    ),
    happens("hangs", "bị treo", None, |_| Fault::HangRequest),
    happens(
        "is answered {n} ms late",
        "được trả lời chậm {n} ms",
        Some(20),
        |milliseconds| Fault::DelayAnswer { milliseconds },
    ),
    happens(
        "is answered {n} seconds late",
        "được trả lời chậm {n} giây",
        None,
        |seconds| Fault::DelayAnswer {
            milliseconds: seconds.saturating_mul(1_000),
        },
    ),
    happens(
        "gets an answer that breaks off after {n} bytes",
        "nhận câu trả lời bị đứt sau {n} byte",
        Some(40),
        |bytes| Fault::TruncateAnswer { bytes: size(bytes) },
    ),
    happens(
        "gets its answer in drops of {n} bytes",
        "nhận câu trả lời nhỏ giọt mỗi lần {n} byte",
        Some(1_000),
        |bytes| Fault::DripAnswer {
            bytes: size(bytes),
            milliseconds: 1,
        },
    ),
    happens(
        "gets one byte of its answer a second",
        "nhận mỗi giây một byte của câu trả lời",
        None,
        |_| Fault::DripAnswer {
            bytes: 1,
            milliseconds: 1_000,
        },
    ),
    happens(
        "is answered by the page of another service",
        "được trả lời bằng trang của dịch vụ khác",
        Some(0),
        |_| {
            replaced(
                200,
                "text/html",
                "<html><body>Hệ thống đang bảo trì</body></html>",
            )
        },
    ),
    happens(
        "is answered with text that is no JSON",
        "được trả lời bằng nội dung không phải JSON",
        Some(0),
        |_| replaced(200, "application/json", "{\"status\":\"OK\",\"data\":[{"),
    ),
    happens(
        "is answered with an empty list",
        "được trả lời bằng danh sách rỗng",
        None,
        |_| {
            let empty =
                "{\"status\":\"OK\",\"ErrorCode\":\"0\",\"ErrorDesc\":\"Thanh cong\",\"data\":[]}";
            replaced(200, "application/json", empty)
        },
    ),
    happens(
        "is answered with HTTP 503",
        "được trả lời bằng HTTP 503",
        Some(0),
        |_| failing(503),
    ),
    happens(
        "is answered with HTTP 401",
        "được trả lời bằng HTTP 401",
        None,
        |_| failing(401),
    ),
];

/// An answer of the axis replaced by another one.
pub fn replaced(status: u16, content_type: &str, body: &str) -> Fault {
    Fault::ReplaceAnswer {
        status,
        content_type: content_type.into(),
        body: body.into(),
    }
}

/// The gateway in front of the axis answers with that HTTP status.
pub fn failing(status: u16) -> Fault {
    let page = format!("<html><body><h1>{status}</h1></body></html>");
    replaced(status, "text/html", &page)
}

/// Whether the caller still gets the axis's own answer, whole.
pub fn leaves_the_answer(fault: &Fault) -> bool {
    matches!(
        fault,
        Fault::DelayAnswer { .. } | Fault::DuplicateRequest | Fault::DripAnswer { .. }
    )
}

/// What the seed may choose.
pub fn drawable() -> Vec<Fault> {
    let faults = HAPPENINGS.iter().filter_map(|row| {
        let number = row.does.drawn?;
        Some((row.does.fault)(number))
    });
    faults.collect()
}

fn size(bytes: u64) -> usize {
    usize::try_from(bytes).unwrap_or(usize::MAX)
}

/// What happens to a call: one row of the table, or several joined by “and”.
pub struct Happenings(pub Vec<Fault>);

impl Param for Happenings {
    const KIND: &'static str = "what happens to a call (several joined by “and”)";

    fn pattern() -> String {
        let phrases = HAPPENINGS.iter().flat_map(|row| [row.en, row.vi]);
        let one: Vec<String> = phrases.map(pattern_of).collect();
        let one = one.join("|");
        format!("(?:{one})(?:(?:{})(?:{one}))*", JOINED.join("|"))
    }

    fn parse(text: &str) -> Result<Self, String> {
        let faults = parts(text).map(|part| {
            let (row, number) = known(part)?;
            Ok((row.does.fault)(number))
        });
        faults.collect::<Result<_, _>>().map(Self)
    }

    fn in_vietnamese(text: &str) -> String {
        let translated = parts(text).map(|part| {
            let (row, _) = known(part).ok()?;
            let number = number_in(row.en, part)?;
            Some(row.vi.replace(NUMBER, number))
        });
        translated
            .collect::<Option<Vec<_>>>()
            .map_or_else(|| text.to_owned(), |parts| parts.join(JOINED[1]))
    }

    fn words() -> Vec<(&'static str, &'static str)> {
        HAPPENINGS.iter().map(|row| (row.en, row.vi)).collect()
    }
}

/// The single happenings of a text.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(JOINED[0]).flat_map(|part| part.split(JOINED[1]))
}

/// A phrase of the table as a regular expression.
fn pattern_of(phrase: &str) -> String {
    let words: Vec<String> = phrase.split(NUMBER).map(regex::escape).collect();
    words.join("[0-9][0-9,]*")
}

/// The row that a text names in either language, and its number.
fn known(text: &str) -> Result<(&'static WordRow<Happening>, u64), String> {
    let found = HAPPENINGS.iter().find_map(|row| {
        let number = number_in(row.en, text).or_else(|| number_in(row.vi, text))?;
        Some((row, number))
    });
    let (row, number) = found.ok_or_else(|| {
        let known: Vec<&str> = HAPPENINGS.iter().map(|row| row.en).collect();
        format!("expected one of: {}", known.join(", "))
    })?;
    if number.is_empty() {
        return Ok((row, 0));
    }
    let number = number.replace(',', "").parse();
    number
        .map(|number| (row, number))
        .map_err(|_| "expected a smaller number".into())
}

/// The number a text has where the phrase has its hole; empty when the phrase has none; none when the text is another.
fn number_in<'a>(phrase: &str, text: &'a str) -> Option<&'a str> {
    let Some((before, after)) = phrase.split_once(NUMBER) else {
        return (phrase == text).then_some("");
    };
    let number = text.strip_prefix(before)?.strip_suffix(after)?;
    let digits = |c: char| c.is_ascii_digit() || c == ',';
    (!number.is_empty() && number.chars().all(digits)).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_happenings_are_read_and_said_in_both_languages() {
        let english = "is answered 3 seconds late and arrives twice";
        let vietnamese = "được trả lời chậm 3 giây và đến nơi hai lần";
        assert_eq!(Happenings::in_vietnamese(english), vietnamese);
        for text in [english, vietnamese] {
            let read = Happenings::parse(text).map(|happenings| happenings.0);
            let expected = vec![
                Fault::DelayAnswer {
                    milliseconds: 3_000,
                },
                Fault::DuplicateRequest,
            ];
            assert_eq!(read, Ok(expected));
        }
        assert!(Happenings::parse("is answered late").is_err());
        assert!(Happenings::parse("is answered 99999999999999999999 ms late").is_err());
    }

    #[test]
    fn no_phrase_can_be_taken_for_two() {
        for row in HAPPENINGS {
            for phrase in [row.en, row.vi] {
                assert_eq!(parts(phrase).count(), 1, "{phrase}");
                let spoken = phrase.replace(NUMBER, "7");
                let fitting = HAPPENINGS.iter().filter(|row| {
                    number_in(row.en, &spoken).is_some() || number_in(row.vi, &spoken).is_some()
                });
                assert_eq!(fitting.count(), 1, "{phrase}");
            }
        }
    }
}

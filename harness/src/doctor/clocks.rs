//! Whether this machine's clock and the axis's agree: each signed request carries the time.

use clock::Clock;
use jiff::SignedDuration;
use jiff::tz::{Offset, offset};
use record::Cause;
use simulators::RawAnswer;

use super::{Check, Finding, Said, Severity};
use crate::target::both;

const FIELD: &str = "roles.axis.url";
/// Clocks that are further apart are named, whether or not the axis refuses the request.
const AGREE: SignedDuration = SignedDuration::from_secs(120);
const VIETNAM: Offset = offset(7);

/// Compares this machine's clock with the date of an answer, good or bad.
pub(super) fn check(answer: &RawAnswer) -> Finding {
    let there = answer
        .header("date")
        .and_then(|date| jiff::fmt::rfc2822::parse(date).ok());
    let Some(there) = there else {
        let why = both(
            "the answer carries no date",
            "câu trả lời không có ngày giờ (Date)",
        );
        return Finding::not_checked(Check::Clock, FIELD, why);
    };
    let ahead = Clock::system()
        .now()
        .duration_since(VIETNAM.to_datetime(there.timestamp()));
    judge(ahead)
}

fn judge(ahead: SignedDuration) -> Finding {
    let seconds = ahead.as_secs().abs();
    if ahead.abs() <= AGREE {
        let found = both(
            format!("the clocks agree within {} s", AGREE.as_secs()),
            format!("hai đồng hồ lệch nhau không quá {} giây", AGREE.as_secs()),
        );
        return Finding::ok(Check::Clock, FIELD, found);
    }
    let (way_en, way_vi) = match ahead.is_positive() {
        true => ("ahead of", "nhanh hơn"),
        false => ("behind", "chậm hơn"),
    };
    apart(both(
        format!("this machine's clock is {seconds} s {way_en} the axis's"),
        format!("đồng hồ máy này {way_vi} đồng hồ của trục {seconds} giây"),
    ))
}

/// The axis itself says that the time of a request is wrong.
pub(super) fn refused(said: &str) -> Finding {
    apart(both(
        format!("the axis refuses the time of our request ({said})"),
        format!("trục từ chối thời điểm của yêu cầu ({said})"),
    ))
}

fn apart(found: record::Text) -> Finding {
    let said = Said {
        expected: both(
            format!("clocks that agree within {} s", AGREE.as_secs()),
            format!("hai đồng hồ lệch nhau không quá {} giây", AGREE.as_secs()),
        ),
        found,
        fix: both(
            "set both by a time server (QĐ 28/2018/QĐ-TTg Art. 14.4), then check the secrets",
            "đồng bộ cả hai với máy chủ thời gian (QĐ 28/2018/QĐ-TTg Điều 14.4), rồi kiểm tra khóa bí mật",
        ),
    };
    Finding::wrong(Check::Clock, FIELD, Cause::Configuration, said)
}

/// Whether an answer in words speaks of the request's time.
pub(super) fn speaks_of_time(words: &str) -> bool {
    let words = words.to_lowercase();
    ["timestamp", "thoi gian", "thời gian", "dau thoi", "clock"]
        .iter()
        .any(|word| words.contains(word))
}

/// Whether a finding of this check forbids to judge credentials.
pub(super) fn is_wrong(finding: &Finding) -> bool {
    finding.severity == Severity::Wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_minutes_are_let_pass_either_way() {
        for (seconds, severity) in [
            (120, Severity::Ok),
            (-120, Severity::Ok),
            (121, Severity::Wrong),
            (-3600, Severity::Wrong),
        ] {
            assert_eq!(
                judge(SignedDuration::from_secs(seconds)).severity,
                severity,
                "{seconds}"
            );
        }
        let behind = judge(SignedDuration::from_secs(-3600)).found;
        assert_eq!(
            behind.en,
            "this machine's clock is 3600 s behind the axis's"
        );
    }

    #[test]
    fn words_about_time_are_told_from_words_about_secrets() {
        assert!(speaks_of_time("Dau thoi gian (timestamp) qua cu"));
        assert!(!speaks_of_time(
            "He thong chua dang ky hoac sai khoa bi mat"
        ));
    }
}

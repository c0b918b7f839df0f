//! The order of a dossier's dates, and what else only several fields together can show.

use jiff::SignedDuration;
use jiff::civil::DateTime;
use protocols::portal::{Dossier, Finding, Progress, read_moment};

use super::catalogue::Catalogue;
use super::codes;
use super::settings::{OrderRule, Settings};

/// How far an agency's clock may be ahead; assumption.
const AHEAD: SignedDuration = SignedDuration::from_mins(10);

/// Pairs of fields of which the first may not be later.
type Pair = (
    fn(&Dossier) -> &str,
    &'static str,
    fn(&Dossier) -> &str,
    &'static str,
);

const PAIRS: &[Pair] = &[
    (
        |d| &d.submitted,
        "NgayNopHoSo",
        |d| &d.received,
        "NgayTiepNhan",
    ),
    (|d| &d.received, "NgayTiepNhan", |d| &d.due, "NgayHenTra"),
    (
        |d| &d.received,
        "NgayTiepNhan",
        |d| &d.finished,
        "NgayKetThucXuLy",
    ),
    (|d| &d.received, "NgayTiepNhan", |d| &d.returned, "NgayTra"),
    (
        |d| &d.finished,
        "NgayKetThucXuLy",
        |d| &d.returned,
        "NgayTra",
    ),
];

/// Findings on a dossier as a whole, by the operator's rules.
pub fn dossier(
    at: &str,
    dossier: &Dossier,
    account: &str,
    catalogue: &Catalogue,
    settings: &Settings,
    now: DateTime,
) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut tell = |rule: OrderRule, field: &str, expected: &str, value: &str| {
        let field = format!("{at}.{field}");
        found.push(match rule {
            OrderRule::Refuse => Finding::wrong(&field, expected, value),
            OrderRule::Warn => Finding::noted(&field, expected, value),
        });
    };
    match codes::dossier(&dossier.code) {
        Some(code) => {
            if !codes::same_root(code.agency, account) {
                let expected = "mã hồ sơ của cơ quan gửi";
                tell(settings.foreign_agency, "MaHoSo", expected, &dossier.code);
            }
            let received = dossier.moment(&dossier.received).map(DateTime::date);
            if received.is_some_and(|received| received != code.day) {
                let expected = "mã hồ sơ mang ngày tiếp nhận";
                tell(OrderRule::Warn, "MaHoSo", expected, &dossier.code);
            }
        }
        None => {
            let expected = "mã hồ sơ dạng <mã cơ quan>-YYMMDD-XXXX";
            tell(settings.code_structure, "MaHoSo", expected, &dossier.code);
        }
    }
    if catalogue.find(&dossier.procedure).is_none() {
        let expected = "mã thủ tục trong cơ sở dữ liệu quốc gia";
        tell(
            settings.unknown_procedure,
            "MaTTHC",
            expected,
            &dossier.procedure,
        );
    }
    for (first, first_name, second, second_name) in PAIRS {
        let pair = dossier
            .moment(first(dossier))
            .zip(dossier.moment(second(dossier)));
        if pair.is_some_and(|(first, second)| first > second) {
            let expected = format!("không sớm hơn {first_name}");
            tell(settings.date_order, second_name, &expected, second(dossier));
        }
    }
    let latest = now.checked_add(AHEAD).unwrap_or(now);
    for (value, name) in [
        (&dossier.received, "NgayTiepNhan"),
        (&dossier.finished, "NgayKetThucXuLy"),
        (&dossier.returned, "NgayTra"),
    ] {
        if dossier.moment(value).is_some_and(|moment| moment > latest) {
            tell(
                settings.date_order,
                name,
                "thời điểm không ở tương lai",
                value,
            );
        }
    }
    found
}

/// Findings on a step: it lies neither in the future nor before its own beginning.
pub fn step(at: &str, step: &Progress, settings: &Settings, now: DateTime) -> Vec<Finding> {
    let mut found = Vec::new();
    let moment = |text: &str| read_moment(text).ok().flatten();
    let latest = now.checked_add(AHEAD).unwrap_or(now);
    let expected = match (moment(&step.at), moment(&step.begun)) {
        (Some(done), _) if done > latest => "thời điểm không ở tương lai",
        (Some(done), Some(begun)) if begun > done => "không sớm hơn NgayBatDau",
        _ => return found,
    };
    let field = format!("{at}.ThoiDiemXuLy");
    found.push(match settings.date_order {
        OrderRule::Refuse => Finding::wrong(&field, expected, &step.at),
        OrderRule::Warn => Finding::noted(&field, expected, &step.at),
    });
    found
}

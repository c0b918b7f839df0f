//! The indicators of Decision 766 that the portal computes from what was synchronised (services §2.7): the formulas as one table.
//!
//! Values are rounded to two decimals; with nothing to divide by there is no value.

use clock::calendar::add_working_days;
use jiff::civil::Date;
use protocols::portal::Dossier;
use serde::Serialize;

use super::catalogue::{Online, ProcedureRecord};
use super::facts::{Complaint, Facts};
use super::timeliness;

/// First and last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

/// A computed indicator.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Indicator {
    /// Its number in the set.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What was counted.
    pub numerator: f64,
    /// Of how much.
    pub denominator: f64,
    /// Percent (hours for 2.2), two decimals; none when the denominator is 0.
    pub value: Option<f64>,
    /// Percent from which on it has full marks, when the set names one.
    pub threshold: Option<f64>,
    /// Share of full marks, 0 to 1: value ÷ threshold below the threshold.
    pub marks: Option<f64>,
}

/// How a numerator and denominator become a value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    /// Percent.
    Percent,
    /// A mean.
    Mean,
}

struct Formula {
    id: &'static str,
    name: &'static str,
    threshold: Option<f64>,
    unit: Unit,
    count: fn(&Facts<'_>) -> (f64, f64),
}

const fn formula(
    id: &'static str,
    name: &'static str,
    threshold: Option<f64>,
    count: fn(&Facts<'_>) -> (f64, f64),
) -> Formula {
    Formula {
        id,
        name,
        threshold,
        unit: Unit::Percent,
        count,
    }
}

const FORMULAS: &[Formula] = &[
    formula("1.1", "Thủ tục công bố đúng hạn", None, |f| {
        procedures(f, announced, announced_on_time)
    }),
    formula("1.2", "Thủ tục công khai đúng hạn", None, |f| {
        procedures(f, published, published_on_time)
    }),
    formula("1.3", "Thủ tục đủ các bộ phận", None, |f| {
        procedures(f, any, |p, _| p.procedure.missing().is_empty())
    }),
    formula("1.4", "Hồ sơ đồng bộ", None, synchronised),
    formula("2.1", "Hồ sơ giải quyết đúng hạn", None, |f| {
        dossiers(f, |_, _, _| true, on_time)
    }),
    Formula {
        id: "2.2",
        name: "Thời gian giải quyết trung bình (giờ)",
        threshold: None,
        unit: Unit::Mean,
        count: mean_hours,
    },
    formula(
        "3.1",
        "Thủ tục có dịch vụ công trực tuyến",
        Some(80.0),
        |f| procedures(f, any, |p, _| p.online != Online::None),
    ),
    formula("3.2", "Dịch vụ trực tuyến có hồ sơ", None, used_services),
    formula("3.3", "Hồ sơ trực tuyến", Some(50.0), |f| {
        dossiers(f, |_, _, _| true, online)
    }),
    formula(
        "3.5",
        "Thủ tục có phí đã đồng bộ phí",
        Some(80.0),
        fees_known,
    ),
    formula("3.6", "Hồ sơ thanh toán trực tuyến", None, |f| {
        dossiers(f, costs, |_, d, _| {
            matches!(d.paid_online.trim(), "1" | "2")
        })
    }),
    formula("4.1", "Hồ sơ có kết quả điện tử", None, |f| {
        dossiers(f, gives, |_, d, _| has_result(d))
    }),
    formula(
        "4.2",
        "Hồ sơ có tệp ở thành phần và kết quả",
        Some(80.0),
        |f| dossiers(f, |_, _, _| true, |_, d, _| has_papers(d) && has_result(d)),
    ),
    formula(
        "4.3",
        "Hồ sơ có thành phần số hóa",
        Some(80.0),
        |f| dossiers(f, |_, _, _| true, digitised),
    ),
    formula(
        "4.4",
        "Hồ sơ dùng lại giấy tờ từ kho",
        None,
        |f| dossiers(f, |_, _, _| true, reused),
    ),
    formula(
        "4.5",
        "Hồ sơ xác thực qua VNeID hoặc dân cư",
        None,
        |f| dossiers(f, |_, _, _| true, known_person),
    ),
    formula("5.1", "Phản ánh về quy định", None, |f| {
        complaints(f, |_, c| c.class == 1)
    }),
    formula("5.2", "Phản ánh xử lý đúng hạn", None, |f| {
        complaints(f, |f, c| c.times.late(f.until()).is_empty())
    }),
    formula("5.3", "Phản ánh hài lòng", None, |f| {
        complaints(f, satisfied)
    }),
    formula(
        "5.4",
        "Mức độ hài lòng trong giải quyết",
        Some(90.0),
        smooth,
    ),
];

/// Every indicator of these facts.
pub fn compute(facts: &Facts<'_>) -> Vec<Indicator> {
    FORMULAS.iter().map(|formula| one(formula, facts)).collect()
}

fn one(formula: &Formula, facts: &Facts<'_>) -> Indicator {
    let (numerator, denominator) = (formula.count)(facts);
    let value = (denominator > 0.0).then(|| match formula.unit {
        Unit::Percent => two_decimals(100.0 * numerator / denominator),
        Unit::Mean => two_decimals(numerator / denominator),
    });
    let marks = value.zip(formula.threshold).map(|(value, full)| {
        if value >= full {
            1.0
        } else {
            two_decimals(value / full)
        }
    });
    Indicator {
        id: formula.id,
        name: formula.name,
        numerator,
        denominator,
        value,
        threshold: formula.threshold,
        marks,
    }
}

fn two_decimals(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

type Pick = fn(&Facts<'_>, &Dossier, Option<&ProcedureRecord>) -> bool;

fn dossiers(facts: &Facts<'_>, among: Pick, counted: Pick) -> (f64, f64) {
    let mut sums = (0.0, 0.0);
    for (dossier, procedure) in &facts.dossiers {
        if among(facts, dossier, *procedure) {
            sums.1 += 1.0;
            sums.0 += f64::from(u8::from(counted(facts, dossier, *procedure)));
        }
    }
    sums
}

type PickProcedure = fn(&ProcedureRecord, (Date, Date)) -> bool;

fn procedures(facts: &Facts<'_>, among: PickProcedure, counted: PickProcedure) -> (f64, f64) {
    let of = facts
        .procedures
        .iter()
        .filter(|record| among(record, facts.days));
    of.fold((0.0, 0.0), |(n, all), record| {
        (
            n + f64::from(u8::from(counted(record, facts.days))),
            all + 1.0,
        )
    })
}

fn any(_: &ProcedureRecord, _: (Date, Date)) -> bool {
    true
}

fn within(day: Option<Date>, days: (Date, Date)) -> bool {
    day.is_some_and(|day| days.0 <= day && day <= days.1)
}

fn announced(record: &ProcedureRecord, days: (Date, Date)) -> bool {
    within(record.decided, days)
}

/// Limits differ: a ministry decides 20 working days before the effect and publishes within 10, a province 5 and 5.
fn limits(record: &ProcedureRecord) -> (i32, i32) {
    let ministry = record.procedure.announced_by.contains(".G")
        || record.procedure.announced_by.starts_with('G');
    if ministry { (20, 10) } else { (5, 5) }
}

fn announced_on_time(record: &ProcedureRecord, _: (Date, Date)) -> bool {
    let latest = record
        .effective
        .map(|day| add_working_days(day, -limits(record).0));
    record
        .decided
        .zip(latest)
        .is_some_and(|(decided, latest)| decided <= latest)
}

fn published(record: &ProcedureRecord, days: (Date, Date)) -> bool {
    within(record.decided, days)
}

fn published_on_time(record: &ProcedureRecord, _: (Date, Date)) -> bool {
    let latest = record
        .decided
        .map(|day| add_working_days(day, limits(record).1));
    record
        .published
        .zip(latest)
        .is_some_and(|(published, latest)| published <= latest)
}

fn count(n: usize) -> f64 {
    u32::try_from(n).map_or(f64::MAX, f64::from)
}

fn large(n: u64) -> f64 {
    u32::try_from(n).map_or(f64::MAX, f64::from)
}

fn synchronised(facts: &Facts<'_>) -> (f64, f64) {
    let received = facts.reported.max(facts.on_portal);
    let of = match received {
        0 => large(facts.last_year) / large(facts.share_of_year()),
        received => large(received),
    };
    (count(facts.dossiers.len()), of)
}

fn on_time(facts: &Facts<'_>, dossier: &Dossier, procedure: Option<&ProcedureRecord>) -> bool {
    let term = procedure.map_or(0, |record| record.term_days);
    timeliness::on_time(dossier, term, facts.until())
}

fn mean_hours(facts: &Facts<'_>) -> (f64, f64) {
    let done = facts.dossiers.iter().filter_map(|(dossier, _)| {
        let begun = dossier.moment(&dossier.received)?;
        let ended = matches!(dossier.status_code()?, 9 | 10)
            .then(|| timeliness::ended(dossier))
            .flatten()?;
        Some(ended.duration_since(begun).as_secs_f64() / 3600.0)
    });
    done.fold((0.0, 0.0), |(sum, n), hours| (sum + hours, n + 1.0))
}

fn used_services(facts: &Facts<'_>) -> (f64, f64) {
    let mut used: Vec<&str> = facts
        .dossiers
        .iter()
        .filter(|(dossier, _)| dossier.channel.trim() == "2")
        .filter_map(|(_, procedure)| procedure.filter(|p| p.online != Online::None))
        .map(|procedure| procedure.procedure.code.as_str())
        .collect();
    used.sort_unstable();
    used.dedup();
    let online = facts.procedures.iter().filter(|p| p.online != Online::None);
    (count(used.len()), count(online.count()))
}

/// Online is channel 2 and, when the procedure gives a document, an electronic result; a channel left empty is direct (pitfall 20).
fn online(_: &Facts<'_>, dossier: &Dossier, procedure: Option<&ProcedureRecord>) -> bool {
    let e_result = || {
        let papers = &dossier.results;
        papers
            .iter()
            .any(|paper| !paper.result_code.is_empty() && !paper.url.is_empty())
    };
    dossier.channel.trim() == "2" && (!procedure.is_some_and(|p| p.gives_document) || e_result())
}

fn fees_known(facts: &Facts<'_>) -> (f64, f64) {
    let with_fee: Vec<&&ProcedureRecord> = facts.procedures.iter().filter(|p| p.fee).collect();
    let known = with_fee.iter().filter(|record| {
        facts.dossiers.iter().any(|(dossier, procedure)| {
            !dossier.fees.is_empty()
                && procedure.is_some_and(|p| p.procedure.code == record.procedure.code)
        })
    });
    (count(known.count()), count(with_fee.len()))
}

fn costs(_: &Facts<'_>, dossier: &Dossier, procedure: Option<&ProcedureRecord>) -> bool {
    let free = !dossier.fees.is_empty() && dossier.fees.iter().all(|fee| fee.amount.trim() == "0");
    procedure.is_some_and(|p| p.fee) && !free
}

fn gives(_: &Facts<'_>, _: &Dossier, procedure: Option<&ProcedureRecord>) -> bool {
    procedure.is_some_and(|p| p.gives_document)
}

fn has_result(dossier: &Dossier) -> bool {
    dossier.results.iter().any(|paper| !paper.url.is_empty())
}

fn has_papers(dossier: &Dossier) -> bool {
    dossier.documents.iter().any(|paper| !paper.url.is_empty())
}

fn digitised(_: &Facts<'_>, dossier: &Dossier, _: Option<&ProcedureRecord>) -> bool {
    if dossier.submitted_at.trim() == "1" {
        return dossier.documents.iter().any(|paper| paper.digitised == "1");
    }
    dossier.digitised == "1"
}

fn reused(_: &Facts<'_>, dossier: &Dossier, _: Option<&ProcedureRecord>) -> bool {
    dossier
        .documents
        .iter()
        .any(|paper| paper.from_store == "1")
}

fn known_person(facts: &Facts<'_>, dossier: &Dossier, _: Option<&ProcedureRecord>) -> bool {
    dossier.vneid == "1"
        || dossier
            .databases
            .iter()
            .any(|base| base.code == facts.population)
}

fn complaints(facts: &Facts<'_>, counted: fn(&Facts<'_>, &Complaint) -> bool) -> (f64, f64) {
    let hits = facts
        .complaints
        .iter()
        .filter(|complaint| counted(facts, complaint));
    (count(hits.count()), count(facts.complaints.len()))
}

fn satisfied(facts: &Facts<'_>, complaint: &Complaint) -> bool {
    complaint.likes.1 <= complaint.likes.0 && complaint.times.late(facts.until()).is_empty()
}

/// 100 % less the late ones and those that people complained of or disliked; what is both counts twice, as the formula says.
fn smooth(facts: &Facts<'_>) -> (f64, f64) {
    let all = count(facts.dossiers.len());
    let (on_time, _) = dossiers(facts, |_, _, _| true, on_time);
    let disliked = facts.dossiers.iter().filter(|(dossier, _)| {
        facts.disliked.contains(&dossier.code)
            || facts
                .complaints
                .iter()
                .any(|complaint| complaint.dossier == dossier.code)
    });
    ((on_time - count(disliked.count())).max(0.0), all)
}

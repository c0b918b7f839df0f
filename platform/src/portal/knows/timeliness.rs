//! Whether a dossier was on time: indicator 2.1 of the Decision-766 set (services §2.7).

use clock::calendar::add_working_days;
use jiff::SignedDuration;
use jiff::civil::DateTime;
use protocols::portal::Dossier;

/// When processing ended, or none. End states are 3, 7, 8, 9 and 10; of 9 and 10 the earlier moment counts.
pub fn ended(dossier: &Dossier) -> Option<DateTime> {
    let moment = |text: &str| dossier.moment(text);
    match dossier.status_code()? {
        3 => moment(&dossier.refused).or_else(|| moment(&dossier.finished)),
        7 | 8 => moment(&dossier.finished),
        9 | 10 => moment(&dossier.finished).or_else(|| moment(&dossier.returned)),
        // Only a supplement was asked, once: that moment.
        5 if dossier.supplements.len() == 1 => moment(&dossier.supplements[0].asked),
        _ => None,
    }
}

/// Time that the citizen took for supplements; it is not the agency's.
pub fn citizens_time(dossier: &Dossier) -> SignedDuration {
    let spans = dossier.supplements.iter().filter_map(|supplement| {
        let asked = dossier.moment(&supplement.asked)?;
        let received = dossier.moment(&supplement.received)?;
        Some(received.duration_since(asked)).filter(SignedDuration::is_positive)
    });
    spans.fold(SignedDuration::ZERO, SignedDuration::saturating_add)
}

/// Whether it was on time; what has not ended is measured at `until`. Without a due date the longest term of the procedure counts, and
/// without that the dossier is on time.
pub fn on_time(dossier: &Dossier, term_days: u32, until: DateTime) -> bool {
    // Asked more than once is late, whatever the law allows (pitfall 27).
    if dossier.supplements.len() > 1 {
        return false;
    }
    let by_term = || {
        let days = i32::try_from(term_days).ok().filter(|days| *days > 0)?;
        let received = dossier.moment(&dossier.received)?;
        let day = add_working_days(received.date(), days);
        Some(day.to_datetime(received.time()))
    };
    let Some(due) = dossier.moment(&dossier.due).or_else(by_term) else {
        return true;
    };
    let end = ended(dossier).unwrap_or(until);
    let worked = end.checked_sub(citizens_time(dossier)).unwrap_or(end);
    worked <= due
}

//! The nine indicators and the grades of TT 01/2018/TT-VPCP Art. 13–15 (services R01-04, R01-05).
//!
//! A score is the mean of its points over the dossiers, rounded to one decimal, half away from zero. Scores are kept in tenths, so that
//! nothing is lost on the way. Art. 13.4 gives the points of "agencies to contact" only by its words; 2 for none but the one-stop, 1 for
//! one more, 0 for more is our reading.

/// How something stood to its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timeliness {
    /// Before the time.
    Early,
    /// On time.
    OnTime,
    /// After it.
    Late,
}

impl Timeliness {
    /// 2, 1 or 0.
    #[must_use]
    pub fn points(self) -> u32 {
        match self {
            Timeliness::Early => 2,
            Timeliness::OnTime => 1,
            Timeliness::Late => 0,
        }
    }
}

/// What one dossier counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Indicator 1.
    pub total: Timeliness,
    /// Indicator 2: the worst of the agencies that took part.
    pub by_agency: Timeliness,
    /// Indicator 3: how often the applicant was asked to come back.
    pub contacts: u32,
    /// Indicator 4: agencies beside the one-stop that the applicant had to go to.
    pub agencies: u32,
    /// Indicator 6, when it was judged: 0 to 2.
    pub publicity: Option<u32>,
    /// Indicator 7, when it was judged: 0 to 2.
    pub attitude: Option<u32>,
}

/// What one unit counts as a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unit {
    /// Indicator 5, 0 to 2 points by inspection.
    pub organisation: u32,
    /// Indicator 6 by inspection, when dossiers are not judged.
    pub publicity: u32,
    /// Indicator 8: feedback handled, and of that on time.
    pub feedback: (u32, u32),
    /// Indicator 9: eligible procedures, and of these at level 3 or 4.
    pub procedures: (u32, u32),
    /// Indicator 9: dossiers, of these online, of those late.
    pub online: (u32, u32, u32),
}

/// A score in tenths of a point, 0 to 20.
pub type Tenths = u32;

/// Grade of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// Below 6.
    Weak,
    /// From 6.
    Average,
    /// From 9.
    Fair,
    /// From 12.
    Good,
    /// From 15.
    Excellent,
}

impl Grade {
    /// The Vietnamese word.
    #[must_use]
    pub fn vi(self) -> &'static str {
        match self {
            Grade::Weak => "yếu",
            Grade::Average => "trung bình",
            Grade::Fair => "khá",
            Grade::Good => "tốt",
            Grade::Excellent => "xuất sắc",
        }
    }

    /// The grade of a sum of the nine scores.
    #[must_use]
    pub fn of(sum: Tenths) -> Grade {
        match sum {
            150.. => Grade::Excellent,
            120..150 => Grade::Good,
            90..120 => Grade::Fair,
            60..90 => Grade::Average,
            _ => Grade::Weak,
        }
    }
}

/// How much of a task an officer fulfilled, by the sum of the scores that are his.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fulfilled {
    /// 100 %: from 5.
    Wholly,
    /// 70 to below 100 %: from 3.5.
    Mostly,
    /// Below 70 %.
    Poorly,
}

impl Fulfilled {
    /// The share of a sum of scores.
    #[must_use]
    pub fn of(sum: Tenths) -> Fulfilled {
        match sum {
            50.. => Fulfilled::Wholly,
            35..50 => Fulfilled::Mostly,
            _ => Fulfilled::Poorly,
        }
    }
}

/// The nine scores, by number less one.
#[must_use]
pub fn scores(cases: &[Case], unit: &Unit) -> [Tenths; 9] {
    let all = |points: fn(&Case) -> Option<u32>| mean(cases.iter().filter_map(points));
    let publicity = match cases.iter().any(|case| case.publicity.is_some()) {
        true => all(|case| case.publicity),
        false => 10 * unit.publicity.min(2),
    };
    [
        all(|case| Some(case.total.points())),
        all(|case| Some(case.by_agency.points())),
        all(|case| Some(2 - case.contacts.min(2))),
        all(|case| Some(2 - case.agencies.min(2))),
        10 * unit.organisation.min(2),
        publicity,
        all(|case| case.attitude),
        10 * feedback_points(unit.feedback),
        10 * online_points(unit),
    ]
}

/// Indicator 8: all on time 2, at least 90 % 1. Nothing to handle is all on time.
fn feedback_points((handled, on_time): (u32, u32)) -> u32 {
    if on_time >= handled {
        2
    } else {
        u32::from(u64::from(on_time) * 10 >= u64::from(handled) * 9)
    }
}

/// Indicator 9: at least 20 % of the procedures at level 3 or 4, and at least 30 % of the dossiers online and none of them late: 2;
/// from 15 % online: 1.
fn online_points(unit: &Unit) -> u32 {
    let share = |part: u32, of: u32, percent: u64| {
        of > 0 && u64::from(part) * 100 >= u64::from(of) * percent
    };
    let (dossiers, online, late) = unit.online;
    let enough = share(unit.procedures.1, unit.procedures.0, 20);
    if enough && share(online, dossiers, 30) && late == 0 {
        2
    } else {
        u32::from(enough && share(online, dossiers, 15))
    }
}

/// Mean in tenths, half away from zero; 0 of nothing.
fn mean(points: impl Iterator<Item = u32>) -> Tenths {
    let (sum, count) = points.fold((0u64, 0u64), |(sum, n), one| (sum + u64::from(one), n + 1));
    let tenths = (sum * 20 + count).checked_div(2 * count).unwrap_or(0);
    u32::try_from(tenths).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn where_the_grades_change() {
        let grades = [59, 60, 89, 90, 119, 120, 149, 150].map(Grade::of);
        use Grade::*;
        assert_eq!(
            grades,
            [Weak, Average, Average, Fair, Fair, Good, Good, Excellent]
        );
        let shares = [34, 35, 49, 50].map(Fulfilled::of);
        use Fulfilled::*;
        assert_eq!(shares, [Poorly, Mostly, Mostly, Wholly]);
    }

    #[test]
    fn indicator_nine_at_its_thresholds() {
        let points = |procedures, online| {
            online_points(&Unit {
                procedures,
                online,
                ..Unit::default()
            })
        };
        assert_eq!(points((100, 20), (100, 30, 0)), 2);
        assert_eq!(points((100, 20), (100, 30, 1)), 1);
        assert_eq!(points((100, 20), (100, 29, 0)), 1);
        assert_eq!(points((100, 20), (100, 15, 9)), 1);
        assert_eq!(points((100, 20), (100, 14, 0)), 0);
        assert_eq!(points((100, 19), (100, 30, 0)), 0);
        assert_eq!(points((0, 0), (0, 0, 0)), 0);
        assert_eq!(
            [(10, 10), (10, 9), (10, 8), (0, 0)].map(feedback_points),
            [2, 1, 0, 2]
        );
    }

    fn cases() -> impl Strategy<Value = Case> {
        let time = || {
            prop::sample::select(vec![
                Timeliness::Early,
                Timeliness::OnTime,
                Timeliness::Late,
            ])
        };
        let judged = || prop::option::of(0u32..3);
        (time(), time(), 0u32..4, 0u32..4, judged(), judged()).prop_map(
            |(total, by_agency, contacts, agencies, publicity, attitude)| Case {
                total,
                by_agency,
                contacts,
                agencies,
                publicity,
                attitude,
            },
        )
    }

    proptest! {
        #[test]
        fn means_are_those_of_a_school_book(cases in prop::collection::vec(cases(), 0..40)) {
            let scores = scores(&cases, &Unit::default());
            let book = |points: Vec<u32>| {
                if points.is_empty() { return 0; }
                let mean = f64::from(points.iter().sum::<u32>()) / points.len() as f64;
                (mean * 10.0 + 1e-9).round() as u32
            };
            prop_assert_eq!(scores[0], book(cases.iter().map(|c| c.total.points()).collect()));
            prop_assert_eq!(scores[2], book(cases.iter().map(|c| 2u32.saturating_sub(c.contacts)).collect()));
            prop_assert_eq!(scores[6], book(cases.iter().filter_map(|c| c.attitude).collect()));
            prop_assert!(scores.iter().all(|score| *score <= 20));
        }
    }
}

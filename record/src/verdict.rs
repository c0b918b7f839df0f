//! The algebra of verdicts, in one place.
//!
//! Scenario verdicts are those of ISO/IEC 9646 (pass, fail, inconclusive) with *not applicable* and *error* of
//! ETSI practice. A requirement's verdict is rolled up from its scenarios; a run's from its requirements.

use serde::{Deserialize, Serialize};

use crate::catalogue::RequirementEntry;

/// A verdict on a scenario, a requirement or a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// What was observed is what the requirement asks for.
    Pass,
    /// The system under test violates a requirement.
    Fail,
    /// Violated, but the requirement is not mandatory or only inferred (requirements only).
    Warning,
    /// Nothing can be said: the system could not be reached, or did not get its chance.
    Inconclusive,
    /// The check does not apply to this system or this run, with the reason.
    NotApplicable,
    /// Our own fault: harness, simulator or scenario.
    Error,
    /// Nobody looked (requirements only).
    NotRun,
}

/// Who is to blame for a verdict that is not a pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// The system under test.
    SystemUnderTest,
    /// The target file, credentials or set-up of the run.
    Configuration,
    /// The way to the system: name, port, TLS, time limit.
    Network,
    /// A simulated participant.
    Simulator,
    /// The harness or the scenario.
    Harness,
    /// The evidence does not tell.
    Undecided,
}

/// The verdict on one requirement from the verdicts of its finished scenarios.
#[must_use]
pub fn requirement(entry: &RequirementEntry, scenarios: &[Verdict]) -> Verdict {
    let any = |wanted: Verdict| scenarios.contains(&wanted);
    match () {
        () if any(Verdict::Fail) && entry.is_mandatory() => Verdict::Fail,
        () if any(Verdict::Fail) => Verdict::Warning,
        () if any(Verdict::Error) => Verdict::Error,
        () if any(Verdict::Inconclusive) => Verdict::Inconclusive,
        () if any(Verdict::Pass) => Verdict::Pass,
        () if any(Verdict::NotApplicable) => Verdict::NotApplicable,
        () => Verdict::NotRun,
    }
}

/// The verdict on a run: *fail* when a mandatory requirement failed, *pass* only when something was checked and
/// nothing stayed open, *inconclusive* otherwise. Warnings do not stand in the way of a pass.
#[must_use]
pub fn run(requirements: impl IntoIterator<Item = Verdict>, scenarios: &[Verdict]) -> Verdict {
    let mut checked = false;
    for verdict in requirements {
        match verdict {
            Verdict::Fail => return Verdict::Fail,
            Verdict::Pass | Verdict::Warning => checked = true,
            _ => {}
        }
    }
    let open = scenarios
        .iter()
        .any(|verdict| matches!(verdict, Verdict::Error | Verdict::Inconclusive));
    if checked && !open {
        Verdict::Pass
    } else {
        Verdict::Inconclusive
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Certainty, Force, Source, Text};

    fn entry(force: Force, certainty: Certainty) -> RequirementEntry {
        RequirementEntry {
            id: "AX-1".into(),
            title: Text {
                vi: "một".into(),
                en: "one".into(),
            },
            force,
            role: "axis".into(),
            source: Source {
                document: "d".into(),
                article: "a".into(),
                rule: None,
            },
            from: jiff::civil::date(2018, 9, 6),
            until: None,
            superseded_by: None,
            certainty,
            unreachable: None,
            pitfalls: Vec::new(),
        }
    }

    #[test]
    fn only_what_is_binding_and_sure_can_fail() {
        let seen = [Verdict::Pass, Verdict::Fail];
        assert_eq!(
            requirement(&entry(Force::Must, Certainty::Seen), &seen),
            Verdict::Fail
        );
        assert_eq!(
            requirement(&entry(Force::Must, Certainty::Inferred), &seen),
            Verdict::Warning
        );
        assert_eq!(
            requirement(&entry(Force::Should, Certainty::Law), &seen),
            Verdict::Warning
        );
    }

    #[test]
    fn what_stayed_open_is_never_a_pass() {
        let must = entry(Force::Must, Certainty::Law);
        assert_eq!(
            requirement(&must, &[Verdict::Pass, Verdict::Inconclusive]),
            Verdict::Inconclusive
        );
        assert_eq!(requirement(&must, &[]), Verdict::NotRun);
        assert_eq!(run([Verdict::NotRun], &[]), Verdict::Inconclusive);
        assert_eq!(
            run([Verdict::Pass], &[Verdict::Pass, Verdict::Error]),
            Verdict::Inconclusive
        );
        assert_eq!(run([Verdict::Pass], &[Verdict::Pass]), Verdict::Pass);
        assert_eq!(
            run([Verdict::Fail], &[Verdict::Fail, Verdict::Error]),
            Verdict::Fail
        );
    }
}

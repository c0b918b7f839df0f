//! The words, signs and style classes of the record's vocabulary.

use record::{Cause, Certainty, Force, Verdict};

use crate::lang::Lang;
use crate::texts::{self, Label};

/// Every verdict, in the order in which figures are shown.
pub(crate) const VERDICTS: [Verdict; 7] = [
    Verdict::Pass,
    Verdict::Fail,
    Verdict::Warning,
    Verdict::Inconclusive,
    Verdict::Error,
    Verdict::NotApplicable,
    Verdict::NotRun,
];

/// How a verdict is shown: never by colour alone.
pub(crate) struct Look {
    /// One character, understood without colour.
    pub(crate) sign: &'static str,
    /// The word.
    pub(crate) word: Label,
    /// The style class.
    pub(crate) class: &'static str,
}

/// How a verdict is shown.
pub(crate) const fn look(verdict: Verdict) -> Look {
    let (sign, word, class) = match verdict {
        Verdict::Pass => ("✓", texts::PASS, "pass"),
        Verdict::Fail => ("✗", texts::FAIL, "fail"),
        Verdict::Warning => ("!", texts::WARNING, "warn"),
        Verdict::Inconclusive => ("?", texts::INCONCLUSIVE, "open"),
        Verdict::NotApplicable => ("–", texts::NOT_APPLICABLE, "none"),
        Verdict::Error => ("⊗", texts::ERROR, "open"),
        Verdict::NotRun => ("○", texts::NOT_RUN, "none"),
    };
    Look { sign, word, class }
}

/// Who is to blame.
pub(crate) const fn cause(cause: Cause) -> Label {
    match cause {
        Cause::SystemUnderTest => texts::BY_SYSTEM,
        Cause::Configuration => texts::BY_CONFIGURATION,
        Cause::Network => texts::BY_NETWORK,
        Cause::Simulator => texts::BY_SIMULATOR,
        Cause::Harness => texts::BY_HARNESS,
        Cause::Undecided => texts::BY_NOBODY,
    }
}

/// What the reader can do about it.
pub(crate) const fn remedy(cause: Cause) -> Label {
    match cause {
        Cause::SystemUnderTest => texts::DO_SYSTEM,
        Cause::Configuration => texts::DO_CONFIGURATION,
        Cause::Network => texts::DO_NETWORK,
        Cause::Simulator => texts::DO_SIMULATOR,
        Cause::Harness => texts::DO_HARNESS,
        Cause::Undecided => texts::DO_NOBODY,
    }
}

/// The cause as the record spells it.
pub(crate) const fn cause_code(cause: Cause) -> &'static str {
    match cause {
        Cause::SystemUnderTest => "system-under-test",
        Cause::Configuration => "configuration",
        Cause::Network => "network",
        Cause::Simulator => "simulator",
        Cause::Harness => "harness",
        Cause::Undecided => "undecided",
    }
}

/// How binding.
pub(crate) const fn force(force: Force) -> Label {
    match force {
        Force::Must => texts::MUST,
        Force::Should => texts::SHOULD,
        Force::May => texts::MAY,
    }
}

/// How sure.
pub(crate) const fn certainty(certainty: Certainty) -> Label {
    match certainty {
        Certainty::Law => texts::LAW,
        Certainty::Seen => texts::SEEN,
        Certainty::Inferred => texts::INFERRED,
    }
}

/// A role's name; one this table does not know keeps its own.
pub(crate) fn role(lang: Lang, role: &str) -> &str {
    match role {
        "axis" => lang.say(texts::ROLE_AXIS),
        "document-system" => lang.say(texts::ROLE_DOCUMENT_SYSTEM),
        other => other,
    }
}

/// What played a role; one this table does not know keeps its own name.
pub(crate) fn binding(lang: Lang, binding: &str) -> &str {
    match binding {
        "embedded" => lang.say(texts::EMBEDDED),
        "container" => lang.say(texts::CONTAINER),
        "external" => lang.say(texts::EXTERNAL),
        "simulated" => lang.say(texts::SIMULATED),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn causes_are_spelt_as_the_record_spells_them() {
        let causes = [
            Cause::SystemUnderTest,
            Cause::Configuration,
            Cause::Network,
            Cause::Simulator,
            Cause::Harness,
            Cause::Undecided,
        ];
        for cause in causes {
            let json = serde_json::to_value(cause).expect("a cause is a string");
            assert_eq!(json, cause_code(cause));
        }
    }

    #[test]
    fn no_two_verdicts_share_a_sign() {
        let mut signs = VERDICTS.map(|verdict| look(verdict).sign).to_vec();
        signs.sort_unstable();
        signs.dedup();
        assert_eq!(signs.len(), VERDICTS.len());
    }
}

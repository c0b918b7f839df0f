//! The words, signs and style classes of the record's vocabulary.

use record::{Certainty, Force, Verdict};

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
        "portal" => lang.say(texts::ROLE_PORTAL),
        "one-stop" => lang.say(texts::ROLE_ONE_STOP),
        "identity" => lang.say(texts::ROLE_IDENTITY),
        "payment" => lang.say(texts::ROLE_PAYMENT),
        "monitoring" => lang.say(texts::ROLE_MONITORING),
        "licences" => lang.say(texts::ROLE_LICENCES),
        "population" => lang.say(texts::ROLE_POPULATION),
        "health" => lang.say(texts::ROLE_HEALTH),
        "post" => lang.say(texts::ROLE_POST),
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
    fn no_two_verdicts_share_a_sign() {
        let mut signs = VERDICTS.map(|verdict| look(verdict).sign).to_vec();
        signs.sort_unstable();
        signs.dedup();
        assert_eq!(signs.len(), VERDICTS.len());
    }
}

//! The rules of a tap at work: which of them meet an exchange, and how often each was applied.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use super::fault::Fault;
use super::pattern::Pattern;
use super::rule::{Rule, Side};

/// The rules of a tap: those of the scenario, and those of a planted defect, which stay when the scenario clears its own.
#[derive(Debug, Default)]
pub(super) struct Rules {
    scenario: Vec<Counted>,
    planted: Vec<Counted>,
}

#[derive(Debug)]
struct Counted {
    rule: Rule,
    met: u32,
    applied: Arc<AtomicU32>,
}

/// A fault that is to happen to an exchange.
#[derive(Clone, Debug)]
pub(super) struct Due {
    pub fault: Fault,
    pub side: Side,
    /// Only when this occurs in the answer.
    pub answer: Option<Pattern>,
    /// Whether the record must not tell: a planted defect looks like the conduct of whoever has it.
    pub silent: bool,
    applied: Arc<AtomicU32>,
}

impl Due {
    /// It happens.
    pub fn applies(&self) {
        self.applied.fetch_add(1, Ordering::Relaxed);
    }
}

/// Who sends a request.
#[derive(Clone, Debug)]
pub(super) struct Caller {
    /// The system id it names, when it names one.
    pub system_id: Option<String>,
    /// Name and agency code when the system is known, else the system id, else `unknown`.
    pub name: String,
}

impl Rules {
    pub fn add(&mut self, rule: Rule) {
        self.scenario.push(Counted::new(rule));
    }

    pub fn plant(&mut self, rule: Rule) {
        self.planted.push(Counted::new(rule));
    }

    /// Takes the scenario's rules away.
    pub fn clear(&mut self) {
        self.scenario.clear();
    }

    /// The scenario's rules that were never applied.
    pub fn idle(&self) -> Vec<Rule> {
        let idle = self
            .scenario
            .iter()
            .filter(|counted| counted.applied() == 0);
        idle.map(|counted| counted.rule.clone()).collect()
    }

    /// How often planted rules were applied.
    pub fn planted_applied(&self) -> u32 {
        self.planted.iter().map(Counted::applied).sum()
    }

    /// Whether some rule needs what was answered before.
    pub fn look_back(&self) -> bool {
        (self.planted.iter().chain(&self.scenario)).any(|counted| {
            matches!(
                counted.rule.action,
                Fault::AnswerOfAnother | Fault::FirstAnswerAgain
            )
        })
    }

    /// The faults of an exchange, in the order of the rules; each rule that meets it counts it. `request` tells the
    /// request as text, when a rule asks for it.
    pub fn meet(
        &mut self,
        operation: &str,
        caller: &Caller,
        request: impl Fn() -> Vec<u8>,
    ) -> Vec<Due> {
        let mut text = None;
        let mut due = Vec::new();
        let planted = self.planted.iter_mut().map(|counted| (counted, true));
        let scenario = self.scenario.iter_mut().map(|counted| (counted, false));
        for (counted, silent) in planted.chain(scenario) {
            let Counted { rule, met, applied } = counted;
            let operation_fits = (rule.operation.as_deref())
                .is_none_or(|wanted| wanted.eq_ignore_ascii_case(operation));
            let caller_fits = rule.participant.as_deref().is_none_or(|who| caller.is(who));
            if !operation_fits || !caller_fits {
                continue;
            }
            if let Some(pattern) = &rule.request
                && !pattern.occurs(text.get_or_insert_with(&request))
            {
                continue;
            }
            *met += 1;
            if rule.nth.is_none_or(|nth| nth == *met) {
                due.push(Due {
                    fault: rule.action.clone(),
                    side: rule.side,
                    answer: rule.answer.clone(),
                    silent,
                    applied: Arc::clone(applied),
                });
            }
        }
        due
    }
}

impl Counted {
    fn new(rule: Rule) -> Self {
        Self {
            rule,
            met: 0,
            applied: Arc::default(),
        }
    }

    fn applied(&self) -> u32 {
        self.applied.load(Ordering::Relaxed)
    }
}

impl Caller {
    /// Whether this is the one meant by a name, an agency code or a system id.
    pub fn is(&self, who: &str) -> bool {
        let (name, code) = match self.name.rsplit_once(" (") {
            Some((name, code)) => (name, code.trim_end_matches(')')),
            None => (self.name.as_str(), ""),
        };
        self.name == who
            || name == who
            || (!who.is_empty() && code.eq_ignore_ascii_case(who))
            || (self.system_id.as_deref()).is_some_and(|id| id.eq_ignore_ascii_case(who))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_counts_what_it_meets() {
        let caller = Caller {
            system_id: Some("sys.1".to_owned()),
            name: "Bộ Tư pháp (000.00.00.G15)".to_owned(),
        };
        let met = |rules: &mut Rules, operation: &str| -> Vec<Fault> {
            let due = rules.meet(operation, &caller, Vec::new);
            due.iter().for_each(Due::applies);
            due.into_iter().map(|due| due.fault).collect()
        };
        let mut rules = Rules::default();
        rules.add(Rule::every(Fault::Reset).on("sendEdoc").nth(2));
        rules.add(Rule::every(Fault::HangRequest).from("SYS.1").nth(1));
        rules.add(
            Rule::every(Fault::DropRequest)
                .from("000.00.00.g15")
                .on("getEdoc"),
        );
        rules.add(Rule::every(Fault::DropRequest).from("Bộ Y tế"));
        assert_eq!(met(&mut rules, "getAgenciesList"), [Fault::HangRequest]);
        assert_eq!(met(&mut rules, "sendEdoc"), []);
        assert_eq!(met(&mut rules, "SENDEDOC"), [Fault::Reset]);
        assert_eq!(met(&mut rules, "getEdoc"), [Fault::DropRequest]);
        assert_eq!(rules.idle().len(), 1);
    }

    #[test]
    fn a_planted_rule_outlives_those_of_the_scenario_and_looks_into_the_request() {
        let caller = Caller {
            system_id: None,
            name: "unknown".to_owned(),
        };
        let mut rules = Rules::default();
        rules.plant(Rule {
            request: Some(Pattern::try_from("<Priority>[34]<".to_owned()).expect("a pattern")),
            ..Rule::every(Fault::SignAgain)
        });
        rules.clear();
        let calm = rules.meet("sendEdoc", &caller, || b"<Priority>0</Priority>".to_vec());
        assert!(calm.is_empty());
        let urgent = rules.meet("sendEdoc", &caller, || b"<Priority>3</Priority>".to_vec());
        assert!(urgent[0].silent);
        urgent[0].applies();
        assert_eq!(rules.planted_applied(), 1);
        assert!(rules.idle().is_empty());
    }
}

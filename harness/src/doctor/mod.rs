//! What is checked before a run, so that a wrong address or secret is one clear finding and not ninety failures.
//!
//! Everything that can be said independently is said, not only the first mistake; what cannot be checked because of
//! another finding is named as such. Nothing that changes the state of a system is ever called, no scenario runs.

use std::path::Path;

use record::Cause;
use serde::Serialize;

mod axis;
mod certificate;
mod clocks;
mod credentials;
mod finding;
mod interface;
mod listen;
mod machine;
mod reach;
mod services;
mod stimuli;
mod tls;
mod values;

pub use finding::{Check, Finding, Severity};

use crate::target::{Binding, Lookup, Reading, Target};
use finding::Said;

/// Everything that was found out, in the order of the checks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnosis {
    /// The findings, good ones too.
    pub findings: Vec<Finding>,
}

/// Whether a run would say something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// Nothing is wrong; there may be warnings.
    Usable,
    /// Something of the target file, the credentials or the set-up is wrong.
    Misconfigured,
    /// The network or a system stands in the way.
    Unreachable,
}

impl Diagnosis {
    /// Whether a run would say something. A wrong configuration comes first: it has to be put right anyway.
    #[must_use]
    pub fn judgement(&self) -> Judgement {
        let mut wrong = (self.findings.iter())
            .filter(|finding| finding.severity == Severity::Wrong)
            .peekable();
        if wrong.peek().is_none() {
            Judgement::Usable
        } else if wrong.any(|finding| finding.cause == Some(Cause::Configuration)) {
            Judgement::Misconfigured
        } else {
            Judgement::Unreachable
        }
    }

    /// How many findings are that bad.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        let same = |finding: &&Finding| finding.severity == severity;
        self.findings.iter().filter(same).count()
    }
}

/// Checks a target file and everything behind it; secrets come from the environment. `roles` are those one wants to
/// check, one of which must be under test. The target is there when nothing is wrong with the file itself.
pub async fn check_file(path: &Path, roles: &[&str]) -> (Diagnosis, Option<Target>) {
    check_reading(Reading::of_file(path), roles).await
}

/// The same for the text of a target file; `environment` looks variables up.
pub async fn check_text(
    path: &Path,
    text: &str,
    environment: Lookup<'_>,
    roles: &[&str],
) -> (Diagnosis, Option<Target>) {
    check_reading(Reading::of_text(path, text, environment), roles).await
}

/// Checks what the embedded government needs of this machine.
pub async fn check_machine() -> Diagnosis {
    Diagnosis {
        findings: machine::check().await,
    }
}

/// The worst finding about the external systems; none when a run would say something. For whoever wants to accuse one.
pub async fn second_look(target: &Target) -> Option<Finding> {
    let axis = async {
        match target.axis.binding {
            Binding::External => axis::check(target).await,
            _ => Vec::new(),
        }
    };
    let real = (target.services.iter()).filter(|service| service.binding == Binding::External);
    let services = futures::future::join_all(real.map(services::check));
    let (findings, services) = tokio::join!(axis, services);
    (findings.into_iter().chain(services.into_iter().flatten()))
        .find(|finding| finding.severity == Severity::Wrong)
}

async fn check_reading(mut reading: Reading, roles: &[&str]) -> (Diagnosis, Option<Target>) {
    let mistakes = std::mem::take(&mut reading.mistakes);
    let sound = mistakes.is_empty();
    let mut findings: Vec<Finding> = (mistakes.into_iter())
        .map(|mistake| Finding {
            line: Some(mistake.line),
            ..Finding::wrong(
                Check::File,
                &mistake.field,
                Cause::Configuration,
                Said {
                    expected: mistake.expected,
                    found: mistake.found,
                    fix: mistake.fix,
                },
            )
        })
        .collect();
    let target = reading.target.take();
    match &target {
        Some(target) => {
            // Where no role at all is under test, the reading has said so.
            let of_profile = values::under_test(target, roles);
            findings.extend(of_profile.filter(|_| sound));
            findings.extend(behind(target, sound).await);
        }
        None => findings.push(Finding::not_checked(
            Check::Reach,
            "roles",
            crate::target::both(
                "the target file must be readable first",
                "cần sửa tệp đích cho đọc được trước",
            ),
        )),
    }
    for finding in &mut findings {
        finding.line = finding.line.or_else(|| reading.line_of(&finding.field));
    }
    findings.sort_by_key(|finding| finding.check);
    (Diagnosis { findings }, target.filter(|_| sound))
}

/// Everything that the text of the file alone does not show.
async fn behind(target: &Target, sound: bool) -> Vec<Finding> {
    let mut findings = values::check(target);
    if sound && findings.is_empty() {
        findings.push(values::summary(target));
    }
    findings.extend(listen::check(target.axis.listen).await);
    let external = async {
        match target.axis.binding {
            Binding::External => axis::check(target).await,
            _ => Vec::new(),
        }
    };
    let services = futures::future::join_all(target.services.iter().map(services::check));
    let (stimuli, external, services) = tokio::join!(stimuli::check(target), external, services);
    findings.extend(stimuli);
    findings.extend(external);
    findings.extend(services.into_iter().flatten());
    findings
}

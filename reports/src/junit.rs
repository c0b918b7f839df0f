//! `junit.xml`: the run for continuous integration.
//!
//! One test suite a feature, one test case a scenario, named in English whatever language the run speaks, so that a
//! build server sees the same tests from run to run. *Fail* becomes a failure, *error* and *inconclusive* an error,
//! *not applicable* a skipped test with its reason. Attempts beside the one that decides are told in the elements of
//! Surefire: `flakyFailure` and `flakyError` when a later attempt passed, `rerunFailure` and `rerunError` when none did.
//! A scenario that failed once stays a failure, whatever a retry shows.

use std::io;
use std::time::Duration;

use quick_junit::{
    FlakyOrRerun, NonSuccessKind, Property, Report, TestCase, TestCaseStatus, TestRerun, TestSuite,
};
use record::{Cause, Run, ScenarioEntry, Verdict};

use crate::attempt::Attempt;
use crate::lang::Lang;
use crate::repeat::{explain_command, replay_command};
use crate::view::{Case, View};
use crate::visible;

/// Longest expected or received text, in characters.
const LONGEST: usize = 4_000;

/// `junit.xml` as text; `folder` is the report folder as the reader would name it.
///
/// # Errors
/// When the report cannot be serialised.
pub fn text(run: &Run, folder: &str) -> io::Result<String> {
    let view = View::new(run);
    let mut report = Report::new("lienthong");
    if let Some(time) = run.seconds.and_then(duration) {
        report.set_time(time);
    }
    for cases in view.by_feature() {
        report.add_test_suite(suite(&view, &cases, folder));
    }
    report.to_string().map_err(io::Error::other)
}

fn suite(view: &View<'_>, cases: &[&Case<'_>], folder: &str) -> TestSuite {
    let started = &view.run.started;
    let mut suite = TestSuite::new(visible::line(&cases[0].record.entry.feature.en));
    suite.add_properties([
        Property::new("seed", started.seed.to_string()),
        Property::new("as_of", started.as_of.to_string()),
        Property::new("profile", visible::line(&started.profile)),
    ]);
    let seconds: f64 = cases.iter().filter_map(|case| case.seconds()).sum();
    if let Some(time) = duration(seconds) {
        suite.set_time(time);
    }
    for case in cases {
        suite.add_test_case(test_case(view, case, folder));
    }
    suite
}

fn test_case(view: &View<'_>, case: &Case<'_>, folder: &str) -> TestCase {
    let entry = &case.record.entry;
    let mut test = TestCase::new(name(entry), status(view, case, folder));
    test.set_classname(visible::line(
        entry.id.split('/').next().unwrap_or_default(),
    ));
    if let Some(time) = case.seconds().and_then(duration) {
        test.set_time(time);
    }
    test.extra
        .insert("file".into(), visible::line(&entry.file).into());
    test.extra
        .insert("line".into(), entry.line.to_string().into());
    for id in &entry.requirements {
        test.add_property(Property::new("requirement", visible::line(id)));
    }
    if case.attempts.len() > 1 {
        test.add_property(Property::new("attempts", case.attempts.len().to_string()));
    }
    if case.record.passed_on_retry() {
        test.add_property(Property::new("passed_on_retry", "true"));
    }
    test
}

/// The scenario's name, with the row of an outline where the id carries one that the name does not.
fn name(entry: &ScenarioEntry) -> String {
    let name = visible::line(&entry.name.en);
    match entry.id.rsplit_once('-') {
        Some((_, row))
            if !row.is_empty()
                && row.bytes().all(|b| b.is_ascii_digit())
                && !name.contains(row) =>
        {
            format!("{name} #{row}")
        }
        _ => name,
    }
}

fn status(view: &View<'_>, case: &Case<'_>, folder: &str) -> TestCaseStatus {
    let mut status = match case.verdict {
        Verdict::Pass | Verdict::Warning => {
            let mut status = TestCaseStatus::success();
            status.add_reruns(case.other_attempts().filter_map(rerun));
            return status;
        }
        Verdict::NotApplicable | Verdict::NotRun => {
            let mut status = TestCaseStatus::skipped();
            status.set_message(visible::bounded_line(case.reason(Lang::En), LONGEST));
            return status;
        }
        Verdict::Fail => TestCaseStatus::non_success(NonSuccessKind::Failure),
        Verdict::Inconclusive | Verdict::Error => {
            TestCaseStatus::non_success(NonSuccessKind::Error)
        }
    };
    status.set_message(visible::bounded_line(case.reason(Lang::En), 300));
    status.set_type(case.cause.unwrap_or(Cause::Undecided).explained().code);
    status.set_description(description(view, case, folder));
    if case.record.passed_on_retry() {
        status.set_rerun_kind(FlakyOrRerun::Flaky);
    }
    status.add_reruns(case.other_attempts().filter_map(rerun));
    status
}

/// An attempt that does not decide, as Surefire tells it; none when it passed or does not apply.
fn rerun(attempt: &Attempt<'_>) -> Option<TestRerun> {
    let kind = match attempt.verdict() {
        Verdict::Fail => NonSuccessKind::Failure,
        Verdict::Inconclusive | Verdict::Error => NonSuccessKind::Error,
        _ => return None,
    };
    let mut rerun = TestRerun::new(kind);
    let cause = attempt.finished.and_then(|end| end.cause);
    rerun.set_type(cause.unwrap_or(Cause::Undecided).explained().code);
    let reason = attempt.failure().map_or("", |failure| &failure.received);
    rerun.set_message(visible::bounded_line(reason, 300));
    let mut lines = vec![format!("attempt: {}", attempt.number)];
    if let Some(failure) = attempt.failure() {
        lines.push(format!("expected: {}", cut(&failure.expected)));
        lines.push(format!("received: {}", cut(&failure.received)));
    }
    rerun.set_description(visible::lines(&lines.join("\n")));
    if let Some(time) = (attempt.finished).and_then(|end| duration(end.seconds)) {
        rerun.set_time(time);
    }
    Some(rerun)
}

fn description(view: &View<'_>, case: &Case<'_>, folder: &str) -> String {
    let entry = &case.record.entry;
    let mut lines = vec![String::new()];
    for demand in view.demands_of(case) {
        let entry = demand.entry;
        let source = &entry.source;
        let title = &entry.title.en;
        lines.push(format!(
            "requirement: {} ({}, {}) {title}",
            entry.id, source.document, source.article
        ));
    }
    if case.advisory {
        lines.push("nothing mandatory is violated: a warning only".to_owned());
    }
    if let Some(failure) = case.failure {
        if let Some(step) = entry.steps.get(failure.step) {
            lines.push(format!(
                "step: {} {} ({}:{})",
                step.keyword.en, step.text.en, entry.file, step.line
            ));
        }
        lines.push(format!("expected: {}", cut(&failure.expected)));
        lines.push(format!("received: {}", cut(&failure.received)));
        if let Some(number) = failure.exchange {
            lines.push(format!("exchange: {number}"));
        }
    } else {
        lines.push(format!("reason: {}", case.reason(Lang::En)));
    }
    if case.record.passed_on_retry() {
        lines.push("passed on retry: what failed once has failed".to_owned());
    }
    if let (Verdict::Fail, Some(cause)) = (case.verdict, case.cause) {
        lines.push(format!("next: {}", cause.explained().next.en));
    }
    if let Some(id) = entry.requirements.first() {
        lines.push(format!("explain: {}", explain_command(id)));
    }
    lines.push(format!("repeat: {}", replay_command(folder, &entry.id)));
    lines.push(String::new());
    visible::lines(&lines.join("\n"))
}

fn cut(text: &str) -> String {
    let shown = visible::bounded(text, LONGEST);
    match shown.whole {
        None => shown.text,
        Some(whole) => format!("{}… ({whole} characters in all)", shown.text),
    }
}

/// A duration, when the seconds make one.
fn duration(seconds: f64) -> Option<Duration> {
    Duration::try_from_secs_f64(seconds).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;
    use quick_xml::Reader;
    use quick_xml::events::Event;

    /// Names of all elements, after the file was parsed to its end.
    fn elements(xml: &str) -> Vec<String> {
        let mut reader = Reader::from_str(xml);
        let mut names = Vec::new();
        loop {
            match reader.read_event().expect("well-formed XML") {
                Event::Eof => return names,
                Event::Start(tag) | Event::Empty(tag) => {
                    names.push(tag.name().as_ref().to_owned());
                    assert!(tag.attributes().all(|attribute| attribute.is_ok()));
                }
                _ => {}
            }
        }
    }

    #[test]
    fn the_report_of_the_sample() {
        let xml = text(&sample::run(), "report").expect("serialised");
        insta::assert_snapshot!(xml);
        let names = elements(&xml);
        let count = |name| names.iter().filter(|other| *other == name).count();
        assert_eq!((count("testsuite"), count("testcase")), (5, 8));
        assert_eq!(
            (count("failure"), count("error"), count("skipped")),
            (2, 3, 1)
        );
    }

    #[test]
    fn attempts_beside_the_deciding_one_are_told_as_surefire_does() {
        let xml = text(&sample::retried(0), "report").expect("serialised");
        let names = elements(&xml);
        let count = |name| names.iter().filter(|other| *other == name).count();
        assert_eq!(
            (count("failure"), count("flakyError"), count("flakyFailure")),
            (3, 1, 0)
        );
        assert_eq!(
            xml.matches("name=\"passed_on_retry\" value=\"true\"")
                .count(),
            2
        );
        assert!(
            xml.contains("passed on retry: what failed once has failed"),
            "{xml}"
        );

        let failure = sample::failure(1, "a", "b", None);
        let fail = Some((Verdict::Fail, Some(Cause::SystemUnderTest), Some(failure)));
        let told = sample::Told {
            earlier: vec![(vec![], fail.clone())],
            ..sample::told("sending/x", ["một", "one"], &["AX-SND-01"], vec![], fail)
        };
        let xml = text(&sample::from(vec![told], true), "report").expect("serialised");
        let names = elements(&xml);
        assert_eq!(
            names.iter().filter(|name| *name == "rerunFailure").count(),
            1
        );
        assert!(!xml.contains("passed_on_retry"), "{xml}");
    }

    #[test]
    fn hostile_text_leaves_well_formed_xml() {
        let hostile = "]]> <failure> & \"'\0\x1b[31m\u{fffe}\u{202e}";
        let failure = sample::failure(0, hostile, &hostile.repeat(100_000), None);
        let end = Some((Verdict::Fail, Some(Cause::SystemUnderTest), Some(failure)));
        let told = sample::told("sending/x", [hostile, hostile], &[hostile], vec![], end);
        let xml = text(&sample::from(vec![told], true), hostile).expect("serialised");
        assert_eq!(elements(&xml).iter().filter(|n| *n == "failure").count(), 1);
        assert!(xml.len() < 100_000, "{} bytes", xml.len());
        for forbidden in ['\0', '\x1b', '\u{fffe}', '\u{202e}'] {
            assert!(!xml.contains(forbidden), "{forbidden:?} got through");
        }
    }

    #[test]
    fn rows_of_an_outline_have_names_of_their_own() {
        let told = sample::told("sending/x-12", ["một", "one"], &[], vec![], None);
        assert_eq!(name(&told.entry), "one #12");
        let told = sample::told("sending/over-2000", ["một", "over 2000"], &[], vec![], None);
        assert_eq!(name(&told.entry), "over 2000");
    }
}

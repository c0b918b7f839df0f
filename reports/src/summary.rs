//! What a terminal shows after a run: the verdict, what failed, and what to do about it.

use record::{Run, Verdict};

use crate::figures;
use crate::lang::Lang;
use crate::repeat::{explain_command, replay_parts};
use crate::sources;
use crate::texts;
use crate::view::{Case, Tally, View};
use crate::visible;
use crate::words;

mod paper;

use paper::Paper;

/// Longest expected or received text, in characters.
const LONGEST: usize = 600;
/// Most scenarios told one by one.
const MOST: usize = 50;
/// Most requirements named to find out more about.
const MOST_EXPLAINED: usize = 3;

/// How the summary is to look.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// Its language.
    pub lang: Lang,
    /// The report folder as the reader would name it.
    pub folder: &'a str,
    /// Whether ANSI colours may be used; nothing is said by colour alone.
    pub color: bool,
}

/// The summary, at most 100 columns wide unless a word is longer.
#[must_use]
pub fn text(run: &Run, options: &Options<'_>) -> String {
    let view = View::new(run);
    let mut paper = Paper::new(options.color);
    head(&mut paper, &view, options.lang);
    told(
        &mut paper,
        &view,
        options,
        texts::TO_SEE,
        &view.failed(),
        failed,
    );
    told(
        &mut paper,
        &view,
        options,
        texts::OPEN_POINTS,
        &view.open(),
        open,
    );
    retried(&mut paper, &view, options.lang);
    stopped(&mut paper, &view, options.lang);
    explain(&mut paper, &view, options.lang);
    paper.gap();
    let digest = options.lang.say(texts::VERDICT_DIGEST);
    paper.line(&format!("{digest}: {}", view.short_digest()));
    paper.text()
}

/// Those that passed only on retry, each by name: a flake is never a mere pass.
fn retried(paper: &mut Paper, view: &View<'_>, lang: Lang) {
    let cases = view.retried();
    if cases.is_empty() {
        return;
    }
    let many = figures::count(lang, cases.len());
    paper.gap();
    paper.title(&match cases.len() {
        1 => lang.say(texts::RETRIED_ONE).to_owned(),
        _ => lang.fill(texts::RETRIED_COUNT, &[&many]),
    });
    for case in cases.iter().take(MOST) {
        let name = visible::line(lang.of(&case.record.entry.name));
        paper.line(&format!("  ↻ {name} ({})", attempts(lang, case)));
    }
    if cases.len() > MOST {
        let left = figures::count(lang, cases.len() - MOST);
        paper.line(&lang.fill(texts::AND_MORE, &[&left]));
    }
}

/// The verdict of each attempt, in order.
fn attempts(lang: Lang, case: &Case<'_>) -> String {
    let verdicts = case.attempts.iter().map(|attempt| attempt.verdict());
    let words: Vec<&str> = verdicts.map(|verdict| lang.verdict(verdict)).collect();
    words.join(" → ")
}

/// Where to find out more about what failed first.
fn explain(paper: &mut Paper, view: &View<'_>, lang: Lang) {
    let mut ids: Vec<&str> = Vec::new();
    for case in view.failed() {
        for demand in view.demands_of(case) {
            let id = demand.entry.id.as_str();
            if matches!(demand.verdict, Verdict::Fail | Verdict::Warning) && !ids.contains(&id) {
                ids.push(id);
            }
        }
    }
    if ids.is_empty() {
        return;
    }
    paper.gap();
    paper.title(lang.say(texts::EXPLAIN_HOW));
    for id in ids.into_iter().take(MOST_EXPLAINED) {
        let command = visible::line(&explain_command(id));
        paper.command(lang.say(texts::EXPLAIN), &[command]);
    }
}

/// The defect that was planted in the run, when one was: it must not be taken for the system's own.
pub(crate) fn planted(started: &record::RunStarted, lang: Lang) -> Option<String> {
    let defect = started.defect.as_deref()?;
    Some(lang.fill(texts::PLANTED, &[&visible::line(defect)]))
}

fn head(paper: &mut Paper, view: &View<'_>, lang: Lang) {
    let started = &view.run.started;
    let look = words::look(view.verdict);
    let word = lang.say(look.word).to_uppercase();
    let time = match view.run.seconds {
        Some(seconds) => figures::seconds(lang, seconds),
        None => lang.say(texts::KILLED).to_owned(),
    };
    let scenarios = figures::count(lang, view.cases.len());
    let run = format!(
        "{} · {} {} · {} {} · {} {}",
        lang.fill(texts::SCENARIOS_IN, &[&scenarios, &time]),
        lang.say(texts::PROFILE_SHORT),
        visible::line(&started.profile),
        lang.say(texts::AS_OF_SHORT),
        figures::date(lang, started.as_of),
        lang.say(texts::SEED_SHORT),
        started.seed,
    );
    let planted =
        planted(started, lang).map_or_else(String::new, |planted| format!(" · {planted}"));
    paper.headline(
        &format!("{} {word}", look.sign),
        look.class,
        &(run + &planted),
    );
    paper.gap();
    let mut requirements = tally(lang, &view.requirement_tally());
    if view.unreachable() > 0 {
        requirements.push(format!(
            "{} {}",
            figures::count(lang, view.unreachable()),
            lang.say(texts::UNREACHABLE).to_lowercase()
        ));
    }
    paper.entry(lang.say(texts::REQUIREMENTS), &requirements.join(" · "));
    paper.entry(
        lang.say(texts::SCENARIOS),
        &tally(lang, &view.scenario_tally()).join(" · "),
    );
}

fn tally(lang: Lang, tally: &Tally) -> Vec<String> {
    (tally.present())
        .map(|(verdict, n)| {
            let word = lang.say(words::look(verdict).word).to_lowercase();
            format!("{} {word}", figures::count(lang, n))
        })
        .collect()
}

type Tell = fn(&mut Paper, &View<'_>, &Options<'_>, &Case<'_>);

fn told(
    paper: &mut Paper,
    view: &View<'_>,
    options: &Options<'_>,
    title: texts::Label,
    cases: &[&Case<'_>],
    tell: Tell,
) {
    if cases.is_empty() {
        return;
    }
    let lang = options.lang;
    paper.gap();
    paper.title(&format!(
        "{} ({})",
        lang.say(title),
        figures::count(lang, cases.len())
    ));
    for case in cases.iter().take(MOST) {
        paper.gap();
        let look = words::look(case.shown());
        let name = visible::line(lang.of(&case.record.entry.name));
        let word = lang.say(look.word);
        paper.item(&format!("{} {word}", look.sign), look.class, &name);
        tell(paper, view, options, case);
    }
    if cases.len() > MOST {
        paper.gap();
        let left = figures::count(lang, cases.len() - MOST);
        paper.line(&lang.fill(texts::AND_MORE, &[&left]));
    }
}

fn failed(paper: &mut Paper, view: &View<'_>, options: &Options<'_>, case: &Case<'_>) {
    let lang = options.lang;
    requirements(paper, view, lang, case);
    if let Some(failure) = case.failure {
        let texts = [
            (texts::EXPECTED, &failure.expected),
            (texts::RECEIVED, &failure.received),
        ];
        for (label, text) in texts {
            paper.entry(lang.say(label), &visible::bounded_line(text, LONGEST));
        }
    }
    if case.record.passed_on_retry() {
        let told = format!(
            "{}. {}",
            attempts(lang, case),
            lang.say(texts::RETRIED_FAIL)
        );
        paper.entry(lang.say(texts::ATTEMPTS), &told);
    }
    place_and_repeat(paper, options, case);
}

fn open(paper: &mut Paper, view: &View<'_>, options: &Options<'_>, case: &Case<'_>) {
    let lang = options.lang;
    requirements(paper, view, lang, case);
    let reason = visible::bounded_line(case.reason(lang), LONGEST);
    if !reason.is_empty() {
        paper.entry(lang.say(texts::REASON), &reason);
    }
    if let Some(cause) = case.cause {
        let why = cause.explained();
        paper.entry(lang.say(texts::CAUSE), lang.phrase(why.name));
        paper.entry(lang.say(texts::WHAT_TO_DO), lang.phrase(why.next));
    }
    place_and_repeat(paper, options, case);
}

fn requirements(paper: &mut Paper, view: &View<'_>, lang: Lang, case: &Case<'_>) {
    for demand in view.demands_of(case) {
        let entry = demand.entry;
        let force = lang.say(words::force(entry.force)).to_lowercase();
        let source = sources::citation(lang, &entry.source);
        let mut text = format!("{} · {force} · {source}", entry.id);
        if demand.verdict == Verdict::Warning {
            text.push_str(&format!(" · {}", lang.say(texts::ADVISORY)));
        }
        paper.entry(lang.say(texts::REQUIREMENT), &visible::line(&text));
        paper.entry("", &visible::line(lang.of(&entry.title)));
    }
}

fn place_and_repeat(paper: &mut Paper, options: &Options<'_>, case: &Case<'_>) {
    let lang = options.lang;
    let entry = &case.record.entry;
    let step = case
        .failure
        .and_then(|failure| entry.steps.get(failure.step));
    let line = step.map_or(entry.line, |step| step.line);
    let mut place = format!("{}:{line}", entry.file);
    if let Some(step) = step {
        let text = lang.of(&step.text);
        let first = text.lines().next().unwrap_or_default();
        place.push_str(&format!("  {} {first}", lang.of(&step.keyword)));
    }
    paper.entry(
        lang.say(texts::WHERE),
        &visible::bounded_line(&place, LONGEST),
    );
    let parts = replay_parts(options.folder, &entry.id).map(|part| visible::line(&part));
    paper.command(lang.say(texts::REPEAT), &parts);
}

fn stopped(paper: &mut Paper, view: &View<'_>, lang: Lang) {
    let cases: Vec<&Case<'_>> = view.unfinished().collect();
    if cases.is_empty() {
        return;
    }
    let many = figures::count(lang, cases.len());
    paper.gap();
    paper.title(&lang.fill(texts::STOPPED_SCENARIOS, &[&many]));
    for case in cases.iter().take(MOST) {
        let name = visible::line(lang.of(&case.record.entry.name));
        paper.line(&format!("  ? {name}"));
    }
    if cases.len() > MOST {
        let left = figures::count(lang, cases.len() - MOST);
        paper.line(&lang.fill(texts::AND_MORE, &[&left]));
    }
}

#[cfg(test)]
mod tests {
    use record::Cause;

    use super::*;
    use crate::sample;

    fn plain(run: &Run, lang: Lang) -> String {
        let options = Options {
            lang,
            folder: "report",
            color: false,
        };
        text(run, &options)
    }

    #[test]
    fn in_vietnamese() {
        insta::assert_snapshot!(plain(&sample::killed(), Lang::Vi));
    }

    #[test]
    fn in_english() {
        insta::assert_snapshot!(plain(&sample::run(), Lang::En));
    }

    #[test]
    fn what_passed_only_on_retry_is_named() {
        let text = plain(&sample::retried(0), Lang::En);
        assert!(
            text.contains("2 scenarios passed only on retry\n"),
            "{text}"
        );
        assert!(text.contains("↻ Now and then (Fail → Pass)"), "{text}");
        assert!(
            text.contains("↻ A weak line (Inconclusive → Pass)"),
            "{text}"
        );
        assert!(
            text.contains("  Attempts      Fail → Pass. The attempt that passed does not undo"),
            "{text}"
        );
    }

    #[test]
    fn colour_adds_nothing_but_colour() {
        let options = Options {
            lang: Lang::En,
            folder: "report",
            color: true,
        };
        let mut colored = text(&sample::run(), &options);
        for code in ["0", "1", "2", "36", "1;31", "1;32", "1;33", "1;35"] {
            colored = colored.replace(&format!("\x1b[{code}m"), "");
        }
        assert_eq!(colored, plain(&sample::run(), Lang::En));
    }

    #[test]
    fn hostile_text_cannot_command_the_terminal_or_widen_it() {
        let hostile = "\x1b]0;owned\x07\x1b[2J\u{202e}".repeat(500);
        let failure = sample::failure(0, &hostile, &hostile, None);
        let end = Some((Verdict::Fail, Some(Cause::SystemUnderTest), Some(failure)));
        let told = sample::told(
            "sending/x",
            [&hostile, &hostile],
            &["AX-SND-01"],
            vec![],
            end,
        );
        let text = plain(&sample::from(vec![told], true), Lang::Vi);
        assert!(text.chars().all(|c| c == '\n' || !c.is_control()));
        assert!(!text.contains('\u{202e}'));
        assert!(text.lines().all(|line| paper::width(line) <= 100));
    }

    #[test]
    fn no_line_of_the_sample_is_too_wide() {
        for lang in Lang::ALL {
            for line in plain(&sample::run(), lang).lines() {
                assert!(paper::width(line) <= 100, "{line}");
            }
        }
    }
}

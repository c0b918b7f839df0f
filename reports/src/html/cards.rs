//! What did not pass, one card each: what was asked, what came, and the proof.

use maud::{Markup, html};
use record::{Failure, StepOutcome, Verdict};

use crate::attempt::Attempt;
use crate::figures;
use crate::html::evidence;
use crate::html::exchanges::Detail;
use crate::html::{Page, anchors, glance, parts};
use crate::repeat::{explain_command, replay_command};
use crate::sources;
use crate::texts;
use crate::view::Case;
use crate::visible;
use crate::words;

/// Longest expected or received text, in characters.
const LONGEST: usize = 4_000;
/// Cards with every exchange shown in full; later ones show the offending exchange only.
const FULL_CARDS: usize = 30;

/// All cards: failures first, then what stayed open, then what never ended.
pub(super) fn section(page: &Page<'_>) -> Markup {
    let lang = page.lang;
    let failed = page.view.failed();
    let open = page.view.open();
    let title = glance::cards_title(page);
    html! {
        section id="cards" {
            h2 { (lang.say(title)) }
            @if failed.is_empty() && open.is_empty() {
                p { (lang.say(texts::NOTHING_FAILED)) }
            }
            @for (index, case) in failed.iter().enumerate() { (card(page, case, detail(index))) }
            @if !failed.is_empty() && !open.is_empty() {
                h2 id="open" { (lang.say(texts::OPEN_POINTS)) }
            }
            @for (index, case) in open.iter().enumerate() { (card(page, case, detail(failed.len() + index))) }
            (retried(page, failed.len() + open.len()))
            (stopped(page))
        }
    }
}

/// Those that have a verdict nobody would look into, were it not for an attempt that did not pass.
fn retried(page: &Page<'_>, shown: usize) -> Markup {
    let cases = page.view.retried();
    let passed: Vec<&&Case<'_>> = cases.iter().filter(|case| !has_card(case)).collect();
    html! {
        @if !passed.is_empty() {
            h2 id="retried" { (page.lang.say(texts::RETRIED)) }
            @for (index, case) in passed.into_iter().enumerate() { (card(page, case, detail(shown + index))) }
        }
    }
}

/// Whether a scenario stands among what failed or what stayed open.
pub(super) fn has_card(case: &Case<'_>) -> bool {
    case.is_finished() && (case.is_open() || case.verdict == Verdict::Fail)
}

const fn detail(index: usize) -> Detail {
    if index < FULL_CARDS {
        Detail::Full
    } else {
        Detail::Brief
    }
}

fn card(page: &Page<'_>, case: &Case<'_>, detail: Detail) -> Markup {
    let lang = page.lang;
    let entry = &case.record.entry;
    let shown = case.shown();
    html! {
        article id=(anchors::card(case.number)) class={ "card " (words::look(shown).class) } {
            header {
                h3 { (parts::badge(page, shown)) " " (visible::line(lang.of(&entry.name))) }
                p class="meta" {
                    a href={ "#" (anchors::scenario(case.number)) } title=(lang.say(texts::IN_LIST)) { "S" (case.number) }
                    " · " (visible::line(lang.of(&entry.feature)))
                    " · " code { (visible::line(&entry.file)) ":" (entry.line) }
                    @if case.advisory { " · " (lang.say(texts::ADVISORY)) }
                }
                (parts::retried_badge(page, case))
                @if case.record.passed_on_retry() {
                    p class="meta" { (lang.say(if case.verdict == Verdict::Fail { texts::RETRIED_FAIL } else { texts::RETRIED_PASS })) }
                }
            }
            (requirements(page, case))
            @if let Some(failure) = case.failure { (comparison(page, failure)) }
            @if case.verdict != Verdict::Pass { (blame(page, case)) (pitfalls(page, case)) }
            p class="repeat" {
                span { (lang.say(texts::REPEAT_LINE)) }
                code class="cmd" { (visible::line(&replay_command(page.folder, &entry.id))) }
            }
            (curl(page, case))
            (steps(page, case, case.shown_attempt()))
            (evidence::proof(page, case.shown_attempt(), &anchors::exchanges(case.number), detail))
            (evidence::other_attempts(page, case))
        }
    }
}

fn requirements(page: &Page<'_>, case: &Case<'_>) -> Markup {
    let lang = page.lang;
    html! {
        ul class="asks" {
            @for demand in page.view.demands_of(case) {
                li {
                    (parts::requirement_link(page, &demand.entry.id)) " "
                    strong { (visible::line(lang.of(&demand.entry.title))) }
                    span class="src" {
                        (sources::citation(page.lang, &demand.entry.source)) " · "
                        (lang.say(words::force(demand.entry.force))) " · "
                        (lang.say(words::certainty(demand.entry.certainty)))
                    }
                }
            }
        }
    }
}

pub(super) fn comparison(page: &Page<'_>, failure: &Failure) -> Markup {
    let lang = page.lang;
    html! {
        div class="versus" {
            div class="want" {
                h4 { (lang.say(texts::EXPECTED)) }
                (parts::evidence(page, &failure.expected, LONGEST))
            }
            div class="got" {
                h4 { (lang.say(texts::RECEIVED)) }
                (parts::evidence(page, &failure.received, LONGEST))
            }
        }
    }
}

/// Who is to blame, how that was told, and what to do.
fn blame(page: &Page<'_>, case: &Case<'_>) -> Markup {
    let lang = page.lang;
    html! {
        @if let Some(cause) = case.cause {
            @let why = cause.explained();
            dl class="blame" {
                div { dt { (lang.say(texts::CAUSE)) } dd { strong { (lang.phrase(why.name)) } } }
                div { dt { (lang.say(texts::CAUSE_MEANS)) } dd { (lang.phrase(why.meaning)) } }
                div { dt { (lang.say(texts::CAUSE_TOLD)) } dd { (lang.phrase(why.told)) } }
                div { dt { (lang.say(texts::WHAT_TO_DO)) } dd { (lang.phrase(why.next)) } }
            }
        }
    }
}

/// What usually breaks the requirements of a failed scenario.
fn pitfalls(page: &Page<'_>, case: &Case<'_>) -> Markup {
    let lang = page.lang;
    let pitfalls = page.view.pitfalls_of(case);
    html! {
        @if case.verdict == Verdict::Fail && !pitfalls.is_empty() {
            h4 { (lang.say(texts::PITFALLS)) }
            ul class="pits" {
                @for pitfall in pitfalls { li { (visible::line(lang.of(&pitfall.text))) } }
            }
        }
    }
}

/// The offending request as a line to paste.
fn curl(page: &Page<'_>, case: &Case<'_>) -> Markup {
    let lang = page.lang;
    let attempt = case.shown_attempt();
    let offending =
        (attempt.exchanges.iter()).find(|exchange| Some(exchange.number) == attempt.offending());
    let line = offending.and_then(|exchange| {
        let line = crate::curl::line(exchange, &page.view.run.started.roles)?;
        Some((exchange, line))
    });
    let asked = (case.record.entry.requirements.first())
        .map_or_else(|| case.record.entry.id.clone(), Clone::clone);
    html! {
        @if let Some((exchange, line)) = line {
            details class="hs" {
                summary { (lang.say(texts::CURL)) }
                @if line.needs_body {
                    p class="note" { (lang.fill(texts::CURL_BODY, &[
                        &figures::number(lang, exchange.request.body_bytes), &exchange.number.to_string(),
                    ])) }
                }
                pre class="paste" { (line.command) }
                p class="note" { (lang.fill(texts::CURL_NOTE, &[&visible::line(&explain_command(&asked))])) }
            }
        }
    }
}

/// The steps of an attempt.
pub(super) fn steps(page: &Page<'_>, case: &Case<'_>, attempt: &Attempt<'_>) -> Markup {
    let failing = attempt.failure().map(|failure| failure.step);
    html! {
        h4 { (page.lang.say(texts::STEPS)) }
        ol class="steps" {
            @for (index, step) in case.record.entry.steps.iter().enumerate() {
                (step_line(page, step, attempt.step(index), failing == Some(index)))
            }
        }
    }
}

fn step_line(
    page: &Page<'_>,
    step: &record::StepEntry,
    ended: Option<(StepOutcome, u64)>,
    failing: bool,
) -> Markup {
    let lang = page.lang;
    let (sign, word, class) = match ended.map(|(outcome, _)| outcome) {
        _ if failing => ("✗", texts::STEP_FAILED, "bad"),
        Some(StepOutcome::Passed) => ("✓", texts::STEP_PASSED, "good"),
        Some(StepOutcome::Failed) => ("✗", texts::STEP_FAILED, "bad"),
        Some(StepOutcome::Skipped) | None => ("–", texts::STEP_SKIPPED, "idle"),
    };
    let text = visible::lines(lang.of(&step.text));
    let (first, table) = match text.split_once('\n') {
        Some((first, table)) => (first, Some(table)),
        None => (text.as_str(), None),
    };
    html! {
        li class=(class) {
            span class="tick" aria-hidden="true" { (sign) }
            span {
                b { (visible::line(lang.of(&step.keyword))) } " " (first)
                @if let Some(table) = table { pre { (table) } }
                @if class == "bad" { " " strong class="here" { "← " (lang.say(word)) } }
                @else { span class="vh" { " (" (lang.say(word)) ")" } }
            }
            small {
                @if let Some((outcome, ms)) = ended && outcome != StepOutcome::Skipped {
                    (figures::number(lang, ms)) " ms · "
                }
                (lang.say(texts::LINE)) " " (step.line)
            }
        }
    }
}

/// Scenarios that never ended, because the run was stopped.
fn stopped(page: &Page<'_>) -> Markup {
    let lang = page.lang;
    let cases: Vec<&Case<'_>> = page.view.unfinished().collect();
    html! {
        @if !cases.is_empty() {
            div class="card open" {
                p { strong { (lang.fill(texts::STOPPED_SCENARIOS, &[&figures::count(lang, cases.len())])) } }
                ul {
                    @for case in cases {
                        li { a href={ "#" (anchors::scenario(case.number)) } { (visible::line(lang.of(&case.record.entry.name))) } }
                    }
                }
            }
        }
    }
}

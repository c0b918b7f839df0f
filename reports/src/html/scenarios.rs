//! All scenarios by feature, each with its steps and its exchanges in a few words.

use maud::{Markup, html};

use crate::figures;
use crate::html::{Page, anchors, cards, exchanges, parts};
use crate::texts;
use crate::view::{Case, Tally};
use crate::visible;
use crate::words;

/// Longest step text of a scenario that passed, in characters.
const LONGEST_STEP: usize = 140;
/// Longest reason, in characters.
const LONGEST: usize = 400;

/// The list.
pub(super) fn section(page: &Page<'_>) -> Markup {
    let lang = page.lang;
    html! {
        section id="scenarios" {
            h2 { (lang.say(texts::SCENARIOS)) }
            @for cases in &page.view.by_feature() {
                @let entry = &cases[0].record.entry;
                h3 {
                    (visible::line(lang.of(&entry.feature))) " " (tally(page, cases))
                }
                p class="meta" { code { (visible::line(&entry.file)) } }
                @for case in cases { (scenario(page, case)) }
            }
        }
    }
}

fn tally(page: &Page<'_>, cases: &[&Case<'_>]) -> Markup {
    let tally = Tally::of(cases.iter().map(|case| case.verdict));
    html! {
        small {
            @for (verdict, n) in tally.present() {
                @let look = words::look(verdict);
                span class=(look.class) { (look.sign) " " (n) span class="vh" { " " (page.lang.say(look.word)) } } " "
            }
        }
    }
}

fn scenario(page: &Page<'_>, case: &Case<'_>) -> Markup {
    let lang = page.lang;
    let entry = &case.record.entry;
    let has_card = cards::has_card(case) || case.record.passed_on_retry();
    html! {
        details class="sc" id=(anchors::scenario(case.number)) {
            summary {
                (parts::badge(page, case.verdict)) " " (visible::line(lang.of(&entry.name)))
                (parts::retried_badge(page, case))
                small { " S" (case.number)
                    @if let Some(seconds) = case.seconds() { " · " (figures::seconds(lang, seconds)) }
                }
            }
            p {
                @for id in &entry.requirements { (parts::requirement_link(page, id)) " " }
                @if entry.requirements.is_empty() { (lang.say(texts::NO_REQUIREMENT)) " " }
                small { (visible::line(&entry.file)) ":" (entry.line) }
            }
            @if has_card {
                p { a href={ "#" (anchors::card(case.number)) } { "→ " (lang.say(texts::DETAILS)) } }
            } @else {
                (reason(page, case))
                (steps(page, case))
                (exchanges::brief(page, case))
            }
        }
    }
}

/// Why it does not apply, or never ended.
fn reason(page: &Page<'_>, case: &Case<'_>) -> Markup {
    let lang = page.lang;
    let text = visible::bounded_line(case.reason(lang), LONGEST);
    html! {
        @if !text.is_empty() {
            p { b { (lang.say(texts::REASON)) ": " } (text)
                @if let Some(cause) = case.cause { " (" (lang.phrase(cause.explained().name)) ")" }
            }
        }
    }
}

/// The steps, one line each, tables left out.
fn steps(page: &Page<'_>, case: &Case<'_>) -> Markup {
    let lang = page.lang;
    html! {
        ol {
            @for step in &case.record.entry.steps {
                @let text = lang.of(&step.text);
                li {
                    (visible::line(lang.of(&step.keyword))) " "
                    (visible::bounded_line(text.lines().next().unwrap_or_default(), LONGEST_STEP))
                }
            }
        }
    }
}

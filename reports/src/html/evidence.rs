//! The proof of an attempt: its diagram and its exchanges; and the attempts beside the one that decides.

use maud::{Markup, html};

use crate::attempt::Attempt;
use crate::diagram;
use crate::html::exchanges::{self, Detail};
use crate::html::{Page, anchors, cards, parts};
use crate::texts;
use crate::view::Case;

/// The diagram and the exchanges of an attempt; `anchor` begins the names of their places.
pub(super) fn proof(
    page: &Page<'_>,
    attempt: &Attempt<'_>,
    anchor: &str,
    detail: Detail,
) -> Markup {
    let lang = page.lang;
    let options = diagram::Options {
        lang,
        title: lang.say(texts::DIAGRAM),
        offending: attempt.offending(),
        mark: lang.say(exchanges::mark(attempt)),
        anchor,
    };
    html! {
        @if attempt.exchanges.is_empty() {
            p class="note" { (lang.say(texts::NO_EXCHANGES)) }
        } @else {
            h4 { (lang.say(texts::DIAGRAM)) }
            div class="scroll pic" tabindex="0" role="region" aria-label=(lang.say(texts::DIAGRAM)) {
                (diagram::markup(attempt.exchanges, &options))
            }
            h4 { (lang.say(texts::EXCHANGES)) }
            (exchanges::list(page, attempt, anchor, detail))
        }
    }
}

/// The attempts that do not decide, each folded with its own steps and exchanges.
pub(super) fn other_attempts(page: &Page<'_>, case: &Case<'_>) -> Markup {
    let lang = page.lang;
    let all = case.attempts.len().to_string();
    html! {
        @if case.attempts.len() > 1 {
            h4 { (lang.say(texts::OTHER_ATTEMPTS)) }
            @for attempt in case.other_attempts() {
                details class="try" {
                    summary {
                        (parts::badge(page, attempt.verdict())) " "
                        (lang.fill(texts::ATTEMPT, &[&attempt.number.to_string(), &all]))
                    }
                    @if let Some(failure) = attempt.failure() { (cards::comparison(page, failure)) }
                    (cards::steps(page, case, attempt))
                    h4 { (lang.say(texts::EXCHANGES)) }
                    (exchanges::list(page, attempt, &anchors::attempt(case.number, attempt.number), Detail::Full))
                }
            }
        }
    }
}

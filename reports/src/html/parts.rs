//! Small pieces that every section uses.

use maud::{Markup, html};
use record::Verdict;

use crate::figures;
use crate::html::{Page, anchors};
use crate::texts;
use crate::view::Case;
use crate::visible;
use crate::words;

/// A verdict: sign and word.
pub(super) fn badge(page: &Page<'_>, verdict: Verdict) -> Markup {
    let look = words::look(verdict);
    html! {
        span class={ "b " (look.class) } { span aria-hidden="true" { (look.sign) } " " (page.lang.say(look.word)) }
    }
}

/// A text a target may have sent, bounded, with a note of its true length where it was cut.
pub(super) fn evidence(page: &Page<'_>, text: &str, most: usize) -> Markup {
    let shown = visible::bounded(text, most);
    html! {
        pre { (shown.text) }
        @if let Some(whole) = shown.whole {
            p class="note" {
                (page.lang.fill(texts::CUT_TEXT, &[&figures::count(page.lang, most), &figures::count(page.lang, whole)]))
            }
        }
    }
}

/// A link to a requirement, or its bare id when the run does not know it.
pub(super) fn requirement_link(page: &Page<'_>, id: &str) -> Markup {
    let shown = visible::line(id);
    html! {
        @if page.view.demand(id).is_some() {
            a href={ "#" (anchors::requirement(id)) } { (shown) }
        } @else { (shown) }
    }
}

/// A link from a requirement to one of its scenarios: its verdict's sign and its number.
pub(super) fn scenario_link(page: &Page<'_>, case: &Case<'_>) -> Markup {
    let look = words::look(case.verdict);
    let name = visible::line(page.lang.of(&case.record.entry.name));
    html! {
        a class=(look.class) href={ "#" (anchors::scenario(case.number)) }
            title={ (page.lang.say(look.word)) ": " (name) } { (look.sign) " S" (case.number) }
    }
}

/// Says of a scenario that it passed only on retry.
pub(super) fn retried_badge(page: &Page<'_>, case: &Case<'_>) -> Markup {
    html! {
        @if case.record.passed_on_retry() { (retried(page)) }
    }
}

/// Says of a requirement that one of its scenarios passed only on retry.
pub(super) fn retried(page: &Page<'_>) -> Markup {
    html! { " " span class="b warn" { span aria-hidden="true" { "↻ " } (page.lang.say(texts::RETRIED)) } }
}

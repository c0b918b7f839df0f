//! The verdict in one glance, and what the run was.

use maud::{Markup, html};
use record::{Cause, Verdict};

use crate::figures;
use crate::html::{Page, parts};
use crate::sources;
use crate::summary::planted;
use crate::texts;
use crate::view::Tally;
use crate::visible;
use crate::words::{self, VERDICTS};

/// The head of the page: the big word, one sentence, the way to everything else.
pub(super) fn header(page: &Page<'_>) -> Markup {
    let lang = page.lang;
    let view = &page.view;
    let look = words::look(view.verdict);
    html! {
        header class=(look.class) {
            p class="over" { "Lienthong · " (lang.say(texts::TITLE)) }
            h1 { span class="sign" aria-hidden="true" { (look.sign) } " " (lang.say(look.word)) }
            p class="lead" { (sentence(page)) }
            @if view.run.seconds.is_none() {
                p class="lead" { (cut_short(page)) }
            }
            (violated(page))
            (under_test(page))
            p class="sut" { (in_brief(page)) }
            nav aria-label=(lang.say(texts::CONTENTS)) {
                a href="#cards" { (lang.say(cards_title(page))) }
                a href="#requirements" { (lang.say(texts::REQUIREMENTS)) }
                a href="#scenarios" { (lang.say(texts::SCENARIOS)) }
                @if view.unreachable() > 0 { a href="#unreachable" { (lang.say(texts::UNREACHABLE)) } }
                a href="#run" { (lang.say(texts::THIS_RUN)) }
            }
        }
    }
}

/// Heading of the cards: what failed, or what stayed open when nothing failed.
pub(super) fn cards_title(page: &Page<'_>) -> texts::Label {
    if page.view.failed().is_empty() && !page.view.open().is_empty() {
        texts::OPEN_POINTS
    } else {
        texts::TO_SEE
    }
}

fn sentence(page: &Page<'_>) -> String {
    let (lang, view) = (page.lang, &page.view);
    let count = |n| figures::count(lang, n);
    let open = view.cases.iter().filter(|case| case.is_open()).count();
    match (view.verdict, view.requirement_tally().get(Verdict::Fail)) {
        (Verdict::Pass, _) => lang.say(texts::RUN_PASSED).to_owned(),
        (Verdict::Fail, 1) => lang.say(texts::RUN_FAILED_ONE).to_owned(),
        (Verdict::Fail, many) => lang.fill(texts::RUN_FAILED, &[&count(many)]),
        _ if open > 0 => lang.fill(texts::RUN_OPEN, &[&count(open)]),
        _ => lang.say(texts::RUN_NOTHING).to_owned(),
    }
}

fn cut_short(page: &Page<'_>) -> String {
    let all = page.view.cases.len();
    let ended = all - page.view.unfinished().count();
    let count = |n| figures::count(page.lang, n);
    page.lang
        .fill(texts::RUN_CUT, &[&count(ended), &count(all)])
}

/// Most violated requirements named in the head.
const MOST_NAMED: usize = 5;

/// The mandatory requirements that are violated, each with its article.
fn violated(page: &Page<'_>) -> Markup {
    let lang = page.lang;
    let failed: Vec<_> = (page.view.demands.iter())
        .filter(|demand| demand.verdict == Verdict::Fail)
        .collect();
    let more = failed.len().saturating_sub(MOST_NAMED);
    html! {
        @if !failed.is_empty() {
            ul class="asks" {
                @for demand in failed.iter().take(MOST_NAMED) {
                    li {
                        (parts::requirement_link(page, &demand.entry.id)) " "
                        (visible::line(lang.of(&demand.entry.title)))
                        span class="src" { (sources::citation(page.lang, &demand.entry.source)) }
                    }
                }
                @if more > 0 {
                    li { a href="#requirements" { (lang.fill(texts::VIOLATED_MORE, &[&figures::count(lang, more)])) } }
                }
            }
        }
    }
}

/// Profile, rules, seed, time: what the run was, in one line.
fn in_brief(page: &Page<'_>) -> String {
    let lang = page.lang;
    let started = &page.view.run.started;
    let mut facts = vec![
        format!(
            "{} {}",
            lang.say(texts::PROFILE),
            visible::line(&started.profile)
        ),
        format!(
            "{} {}",
            lang.say(texts::AS_OF),
            figures::date(lang, started.as_of)
        ),
        format!("{} {}", lang.say(texts::SEED_SHORT), started.seed),
        figures::date_time(lang, started.started),
    ];
    facts.extend(planted(started, lang));
    facts.extend(
        page.view
            .run
            .seconds
            .map(|seconds| figures::seconds(lang, seconds)),
    );
    facts.join(" · ")
}

/// Which system the verdict is about.
fn under_test(page: &Page<'_>) -> Markup {
    let lang = page.lang;
    let roles = &page.view.run.started.roles;
    html! {
        @for role in roles.iter().filter(|role| role.under_test) {
            p class="sut" {
                (lang.phrase(Cause::SystemUnderTest.explained().name)) ": "
                strong { (visible::line(words::role(lang, &role.role))) }
                " (" (visible::line(words::binding(lang, &role.binding)))
                @if let Some(address) = &role.address { ", " (visible::line(address)) }
                ")"
            }
        }
    }
}

/// The figures.
pub(super) fn figures(page: &Page<'_>) -> Markup {
    let (lang, view) = (page.lang, &page.view);
    html! {
        section id="figures" aria-label=(lang.say(texts::FIGURES)) {
            (tiles(page, texts::REQUIREMENTS, "#requirements", &view.requirement_tally(), view.unreachable()))
            (tiles(page, texts::SCENARIOS, "#scenarios", &view.scenario_tally(), 0))
        }
    }
}

fn tiles(
    page: &Page<'_>,
    title: texts::Label,
    to: &str,
    tally: &Tally,
    unreachable: usize,
) -> Markup {
    let lang = page.lang;
    let total = figures::count(lang, tally.total() + unreachable);
    html! {
        div class="tally" {
            h2 { a href=(to) { (lang.say(title)) } " " span class="n" { (total) } }
            div class="bar" aria-hidden="true" {
                @for (verdict, n) in tally.present() {
                    i class=(words::look(verdict).class) style={ "flex:" (n) } {}
                }
                @if unreachable > 0 { i style={ "flex:" (unreachable) } {} }
            }
            ul {
                @for verdict in shown(tally) {
                    (tile(page, verdict, tally.get(verdict)))
                }
                @if unreachable > 0 {
                    li class="none" {
                        a href="#unreachable" {
                            b { (figures::count(lang, unreachable)) }
                            span { span aria-hidden="true" { "◌ " } (lang.say(texts::UNREACHABLE)) }
                        }
                    }
                }
            }
        }
    }
}

/// Passed and failed always; the others where there are any.
fn shown(tally: &Tally) -> impl Iterator<Item = Verdict> {
    VERDICTS.into_iter().filter(|verdict| {
        matches!(verdict, Verdict::Pass | Verdict::Fail) || tally.get(*verdict) > 0
    })
}

fn tile(page: &Page<'_>, verdict: Verdict, n: usize) -> Markup {
    let look = words::look(verdict);
    let class = if n == 0 { "zero" } else { look.class };
    html! {
        li class=(class) {
            b { (figures::count(page.lang, n)) }
            span { span aria-hidden="true" { (look.sign) " " } (page.lang.say(look.word)) }
        }
    }
}

/// What the run was, and who played which role.
pub(super) fn run(page: &Page<'_>) -> Markup {
    let lang = page.lang;
    let run = page.view.run;
    let started = &run.started;
    let duration = match run.seconds {
        Some(seconds) => figures::seconds(lang, seconds),
        None => lang.say(texts::KILLED).to_owned(),
    };
    let facts = [
        (texts::PROFILE, visible::line(&started.profile)),
        (texts::AS_OF, figures::date(lang, started.as_of)),
        (texts::SEED, started.seed.to_string()),
        (texts::STARTED, figures::date_time(lang, started.started)),
        (texts::DURATION, duration),
        (texts::PROGRAM, visible::line(&started.program)),
    ];
    html! {
        section id="run" {
            h2 { (lang.say(texts::THIS_RUN)) }
            dl class="facts" {
                @for (label, value) in facts { div { dt { (lang.say(label)) } dd { (value) } } }
                div class="wide" {
                    dt { (lang.say(texts::REPEAT_RUN)) }
                    dd { code class="cmd" { (visible::line(&started.command)) } }
                }
            }
            (roles(page))
        }
    }
}

fn roles(page: &Page<'_>) -> Markup {
    let lang = page.lang;
    html! {
        div class="scroll" tabindex="0" role="region" aria-label=(lang.say(texts::ROLES)) {
            table class="roles" {
                caption { (lang.say(texts::ROLES)) }
                thead { tr {
                    th scope="col" { (lang.say(texts::ROLE)) }
                    th scope="col" { (lang.say(texts::PLAYED_BY)) }
                    th scope="col" { (lang.say(texts::ADDRESS)) }
                } }
                tbody {
                    @for role in &page.view.run.started.roles {
                        tr {
                            th scope="row" {
                                (visible::line(words::role(lang, &role.role)))
                                @if role.under_test { " " span class="b sut" { "◉ " (lang.say(texts::UNDER_TEST)) } }
                            }
                            td { (visible::line(words::binding(lang, &role.binding))) }
                            td { (visible::line(role.address.as_deref().unwrap_or("–"))) }
                        }
                    }
                }
            }
        }
    }
}

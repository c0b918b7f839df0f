//! Requirements by role and area, and those no check can reach.

use maud::{Markup, html};
use record::Verdict;

use crate::html::{Page, anchors, parts};
use crate::sources;
use crate::texts;
use crate::view::{Demand, Tally};
use crate::visible;
use crate::words;

/// Scenarios linked from a requirement before the rest is folded.
const MOST_LINKS: usize = 8;

/// The tables, one a role.
pub(super) fn section(page: &Page<'_>) -> Markup {
    let lang = page.lang;
    let reachable: Vec<&Demand<'_>> = (page.view.demands.iter())
        .filter(|demand| demand.entry.unreachable.is_none())
        .collect();
    let mut roles: Vec<&str> = Vec::new();
    for demand in &reachable {
        if !roles.contains(&demand.entry.role.as_str()) {
            roles.push(&demand.entry.role);
        }
    }
    html! {
        section id="requirements" {
            h2 { (lang.say(texts::REQUIREMENTS)) }
            @if reachable.iter().any(|demand| demand.verdict == Verdict::Pass) { (filter(page)) }
            @for role in roles {
                (table(page, role, &reachable))
            }
        }
    }
}

/// Two buttons that hide what passed; without style sheets they do nothing and all is shown.
fn filter(page: &Page<'_>) -> Markup {
    let lang = page.lang;
    html! {
        fieldset class="filter" {
            legend { (lang.say(texts::SHOW)) }
            label { input type="radio" name="show" checked; " " (lang.say(texts::SHOW_ALL)) }
            label { input type="radio" name="show" id="only-bad"; " " (lang.say(texts::SHOW_BAD)) }
        }
    }
}

fn table(page: &Page<'_>, role: &str, demands: &[&Demand<'_>]) -> Markup {
    let lang = page.lang;
    let of_role: Vec<&&Demand<'_>> = demands.iter().filter(|d| d.entry.role == role).collect();
    let areas = of_role.chunk_by(|a, b| sources::area(&a.entry.id) == sources::area(&b.entry.id));
    let role = visible::line(words::role(lang, role));
    html! {
        table class="reqs" {
            caption { (lang.fill(texts::REQUIREMENTS_OF, &[&role])) }
            thead { tr {
                th scope="col" { (lang.say(texts::VERDICT)) }
                th scope="col" { (lang.say(texts::REQUIREMENT)) }
                th scope="col" class="w-force" { (lang.say(texts::FORCE)) }
                th scope="col" class="w-source" { (lang.say(texts::SOURCE)) }
                th scope="col" class="w-links" { (lang.say(texts::CHECKED_BY)) }
            } }
            @for demands in areas {
                tbody {
                    tr class="area" {
                        th scope="rowgroup" colspan="5" {
                            @let area = sources::area(&demands[0].entry.id);
                            @match sources::area_name(lang, area) {
                                Some(name) => { (name) " " code { (visible::line(area)) } }
                                None => (visible::line(area)),
                            } " " (area_tally(page, demands))
                        }
                    }
                    @for demand in demands { (row(page, demand)) }
                }
            }
        }
    }
}

fn area_tally(page: &Page<'_>, demands: &[&&Demand<'_>]) -> Markup {
    let tally = Tally::of(demands.iter().map(|demand| demand.verdict));
    html! {
        small {
            @for (verdict, n) in tally.present() {
                @let look = words::look(verdict);
                span class=(look.class) { (look.sign) " " (n) span class="vh" { " " (page.lang.say(look.word)) } } " "
            }
        }
    }
}

fn row(page: &Page<'_>, demand: &Demand<'_>) -> Markup {
    let lang = page.lang;
    let entry = demand.entry;
    let class = if demand.verdict == Verdict::Pass {
        "ok"
    } else {
        ""
    };
    html! {
        tr id=(anchors::requirement(&entry.id)) class=(class) {
            td {
                (parts::badge(page, demand.verdict))
                @if demand.cases.iter().any(|at| page.view.cases[*at].record.passed_on_retry()) { (parts::retried(page)) }
            }
            th scope="row" { code { (visible::line(&entry.id)) } " " (visible::line(lang.of(&entry.title))) }
            td { (lang.say(words::force(entry.force))) small { (lang.say(words::certainty(entry.certainty))) } }
            td { (sources::citation(page.lang, &entry.source)) }
            td class="links" { (links(page, demand)) }
        }
    }
}

/// The scenarios of a requirement; what did not pass comes first.
fn links(page: &Page<'_>, demand: &Demand<'_>) -> Markup {
    let mut cases: Vec<_> = demand
        .cases
        .iter()
        .map(|at| &page.view.cases[*at])
        .collect();
    cases.sort_by_key(|case| case.verdict == Verdict::Pass);
    html! {
        @for case in cases.iter().take(MOST_LINKS) { (parts::scenario_link(page, case)) " " }
        @if cases.len() > MOST_LINKS {
            details {
                summary { "+" (cases.len() - MOST_LINKS) }
                @for case in cases.iter().skip(MOST_LINKS) { (parts::scenario_link(page, case)) " " }
            }
        }
        @if cases.is_empty() { "–" }
    }
}

/// The requirements no check can reach, each with its reason.
pub(super) fn unreachable(page: &Page<'_>) -> Markup {
    let lang = page.lang;
    html! {
        @if page.view.unreachable() > 0 {
            section id="unreachable" {
                h2 { (lang.say(texts::UNREACHABLE_TITLE)) }
                table class="reqs why" {
                    caption { (lang.say(texts::UNREACHABLE_WHY)) }
                    thead { tr {
                        th scope="col" { (lang.say(texts::REQUIREMENT)) }
                        th scope="col" class="w-source" { (lang.say(texts::SOURCE)) }
                        th scope="col" { (lang.say(texts::WHY)) }
                    } }
                    tbody {
                        @for demand in &page.view.demands {
                            @if let Some(reason) = &demand.entry.unreachable { (unreachable_row(page, demand, reason)) }
                        }
                    }
                }
            }
        }
    }
}

fn unreachable_row(page: &Page<'_>, demand: &Demand<'_>, reason: &record::Text) -> Markup {
    let lang = page.lang;
    let entry = demand.entry;
    html! {
        tr id=(anchors::requirement(&entry.id)) {
            th scope="row" { code { (visible::line(&entry.id)) } " " (visible::line(lang.of(&entry.title))) }
            td { (sources::citation(page.lang, &entry.source)) }
            td { (visible::line(lang.of(reason))) }
        }
    }
}

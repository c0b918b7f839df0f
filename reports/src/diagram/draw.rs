//! A diagram's plan, drawn.

use maud::{Markup, html};

use crate::diagram::Options;
use crate::diagram::layout::{Arrow, GUTTER, Lane, Plan, Row, SIZE, SMALL};
use crate::figures;
use crate::texts;

const FONT: &str =
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif";

/// The SVG element.
pub(super) fn svg(plan: &Plan, options: &Options<'_>) -> Markup {
    let many = |n| figures::count(options.lang, n);
    let mut description = options.lang.fill(
        texts::DIAGRAM_DESC,
        &[&many(plan.exchanges), &many(plan.participants)],
    );
    if let Some(number) = options.offending {
        let number = figures::number(options.lang, u64::from(number));
        description.push_str(&options.lang.fill(texts::DIAGRAM_BAD, &[&number]));
    }
    html! {
        svg class="seq" xmlns="http://www.w3.org/2000/svg" role="group" aria-label=(options.title)
            viewBox={ "0 0 " (px(plan.width)) " " (px(plan.height)) }
            width=(px(plan.width)) height=(px(plan.height))
            font-family=(FONT) font-size=(SIZE) fill="currentColor" {
            title { (options.title) }
            desc { (description) }
            @for lane in &plan.lanes { (lifeline(lane, plan)) }
            @for row in &plan.rows {
                @match row {
                    Row::Arrow(row) => (arrow(row, plan, options)),
                    Row::Fold { y, text } => {
                        text x=(px(plan.width / 2.0)) y=(px(*y)) text-anchor="middle" font-style="italic" { (text) }
                    }
                }
            }
        }
    }
}

fn lifeline(lane: &Lane, plan: &Plan) -> Markup {
    let left = lane.x - plan.lane_width / 2.0 + 6.0;
    html! {
        line class="life" x1=(px(lane.x)) x2=(px(lane.x)) y1=(px(plan.head)) y2=(px(plan.height))
            stroke="currentColor" stroke-opacity="0.35" stroke-dasharray="2 4" {}
        rect class="who" x=(px(left)) y="4" width=(px(plan.lane_width - 12.0)) height=(px(plan.head - 6.0)) rx="4"
            fill="none" stroke="currentColor" {}
        text x=(px(lane.x)) y="8" text-anchor="middle" font-size=(SMALL) font-weight="600" {
            @for line in &lane.name { tspan x=(px(lane.x)) dy="16" { (line) } }
        }
    }
}

fn arrow(row: &Arrow, plan: &Plan, options: &Options<'_>) -> Markup {
    let class = if row.offending { "row bad" } else { "row" };
    let top = row.y + if row.offending { 22.0 } else { 0.0 };
    let weight = if row.offending { "700" } else { "400" };
    html! {
        g class=(class) {
            title { (row.whole) }
            @if row.offending { (frame(row, plan, options.mark)) }
            (number(row, top, options))
            (message(row, top, weight))
            @if row.answered { (answered(row, top, weight)) } @else { (lost(row, top)) }
            @if let Some(fault) = &row.fault { (bolt(top + 52.0, fault)) }
        }
    }
}

/// The thick frame with a cross that marks the offending exchange.
fn frame(row: &Arrow, plan: &Plan, word: &str) -> Markup {
    let y = row.y + 13.0;
    html! {
        rect class="frame" x="3" y=(px(row.y - 3.0)) width=(px(plan.width - 6.0)) height=(px(row.height + 2.0)) rx="5"
            fill="none" stroke="currentColor" stroke-width="2.5" {}
        path d=(format!("M16 {} l10 10 m0 -10 l-10 10", px(y - 7.0))) stroke="currentColor" stroke-width="3" fill="none" {}
        text x=(px(GUTTER - 12.0)) y=(px(y + 3.0)) font-size=(SMALL) font-weight="700" { (word) }
    }
}

/// The number at the left: the link to the exchange itself.
fn number(row: &Arrow, top: f64, options: &Options<'_>) -> Markup {
    html! {
        a href={ "#" (options.anchor) "-" (row.number) } {
            circle cx="22" cy=(px(top + 20.0)) r="13" fill="none" stroke="currentColor" {}
            text x="22" y=(px(top + 24.5)) text-anchor="middle" font-size=(SMALL) text-decoration="underline" { (row.number) }
        }
    }
}

fn message(row: &Arrow, top: f64, weight: &str) -> Markup {
    let y = top + 20.0;
    let (from, to) = ends(row);
    let label = middle(row);
    html! {
        text class="label" x=(px(label)) y=(px(y - 5.0)) text-anchor="middle" font-weight=(weight) { (row.request) }
        line x1=(px(from)) x2=(px(to)) y1=(px(y)) y2=(px(y)) stroke="currentColor" stroke-width="1.6" {}
        path d=(head(to, y, to < from, true)) {}
    }
}

fn answered(row: &Arrow, top: f64, weight: &str) -> Markup {
    let y = top + 43.0;
    let (to, from) = ends(row);
    let label = middle(row);
    html! {
        text class="label" x=(px(label)) y=(px(y - 5.0)) text-anchor="middle" font-size=(SMALL) font-weight=(weight) { (row.answer) }
        line x1=(px(from)) x2=(px(to)) y1=(px(y)) y2=(px(y)) stroke="currentColor" stroke-width="1.3" stroke-dasharray="6 4" {}
        path d=(head(to, y, to < from, false)) fill="none" stroke="currentColor" stroke-width="1.4" {}
    }
}

/// An answer that never came: half a line and a cross.
fn lost(row: &Arrow, top: f64) -> Markup {
    let y = top + 43.0;
    let (to, from) = ends(row);
    let half = from + (to - from) / 2.0;
    html! {
        text class="label" x=(px(middle(row))) y=(px(y - 8.0)) text-anchor="middle" font-size=(SMALL) font-weight="700" { (row.answer) }
        line x1=(px(from)) x2=(px(half)) y1=(px(y)) y2=(px(y)) stroke="currentColor" stroke-width="1.3" stroke-dasharray="6 4" {}
        path d=(format!("M{} {} l10 10 m0 -10 l-10 10", px(half - 5.0), px(y - 5.0))) stroke="currentColor" stroke-width="2.2" fill="none" {}
    }
}

/// What the tap or the network did to the exchange.
fn bolt(y: f64, text: &str) -> Markup {
    html! {
        path class="bolt" d=(format!("M{} {} l-7 9 h5 l-3 7 l9 -10 h-5 l4 -6 z", px(GUTTER + 14.0), px(y - 2.0))) {}
        text x=(px(GUTTER + 26.0)) y=(px(y + 10.0)) font-size=(SMALL) font-style="italic" { (text) }
    }
}

/// Where the arrow begins and ends; one to oneself goes a little to the side.
fn ends(row: &Arrow) -> (f64, f64) {
    if (row.from - row.to).abs() < 1.0 {
        (row.from, row.to + 60.0)
    } else {
        (row.from, row.to)
    }
}

/// The middle of the labels.
fn middle(row: &Arrow) -> f64 {
    let (from, to) = ends(row);
    f64::midpoint(from, to)
}

fn head(x: f64, y: f64, leftwards: bool, filled: bool) -> String {
    let back = if leftwards { x + 9.0 } else { x - 9.0 };
    let (x, back) = (px(x), px(back));
    let close = if filled { " z" } else { "" };
    format!(
        "M{back} {} L{x} {} L{back} {}{close}",
        px(y - 4.5),
        px(y),
        px(y + 4.5)
    )
}

/// Coordinates with one decimal at most.
fn px(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

//! Where everything in a diagram goes.

use record::Exchange;

use crate::diagram::Options;
use crate::diagram::glyphs::{fit, wrap};
use crate::figures;
use crate::texts;
use crate::visible;
use crate::words;

/// Most lifelines; further participants share the last one.
const MOST_LANES: usize = 6;
/// Most exchanges drawn one by one.
const MOST_ROWS: usize = 40;
/// Room for the numbers at the left.
pub(super) const GUTTER: f64 = 48.0;
/// Font size of labels.
pub(super) const SIZE: f64 = 13.0;
/// Font size of names and small print.
pub(super) const SMALL: f64 = 12.0;
/// Longest text considered, in characters.
const LONGEST: usize = 200;

/// A diagram ready to draw.
pub(super) struct Plan {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) lanes: Vec<Lane>,
    pub(super) lane_width: f64,
    pub(super) head: f64,
    pub(super) rows: Vec<Row>,
    pub(super) exchanges: usize,
    pub(super) participants: usize,
}

/// A lifeline.
pub(super) struct Lane {
    pub(super) x: f64,
    pub(super) name: Vec<String>,
}

/// A line of the picture.
pub(super) enum Row {
    /// An exchange.
    Arrow(Box<Arrow>),
    /// So many exchanges left out.
    Fold { y: f64, text: String },
}

/// An exchange.
pub(super) struct Arrow {
    pub(super) y: f64,
    pub(super) height: f64,
    pub(super) number: u32,
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) request: String,
    pub(super) answer: String,
    pub(super) answered: bool,
    pub(super) fault: Option<String>,
    /// Framed, crossed and named.
    pub(super) offending: bool,
    /// Everything in one line, uncut.
    pub(super) whole: String,
}

/// The plan of a diagram.
pub(super) fn plan(exchanges: &[Exchange], options: &Options<'_>) -> Plan {
    let names = participants(exchanges, options.offending);
    let shown = names.len().min(MOST_LANES);
    let lane_width = (880.0 / f64::from(u32::try_from(shown.max(1)).unwrap_or(1))).min(300.0);
    let lanes = lanes(&names, shown, lane_width, options);
    let lines = lanes.iter().map(|lane| lane.name.len()).max().unwrap_or(1);
    let head = 20.0 + 16.0 * f64::from(u32::try_from(lines).unwrap_or(1));
    let width = GUTTER + lane_width * f64::from(u32::try_from(shown.max(1)).unwrap_or(1)) + 8.0;
    let mut plan = Plan {
        width,
        height: 0.0,
        lane_width,
        head,
        rows: Vec::new(),
        exchanges: exchanges.len(),
        participants: names.len(),
        lanes,
    };
    let mut y = head + 14.0;
    for part in parts(exchanges, options.offending) {
        match part {
            Part::One(exchange) => {
                let arrow = arrow(exchange, &names, &plan, y, options);
                y += arrow.height + 6.0;
                plan.rows.push(Row::Arrow(Box::new(arrow)));
            }
            Part::Fold(many) => {
                let many = figures::count(options.lang, many);
                let text = options.lang.fill(texts::FOLDED, &[&many]);
                plan.rows.push(Row::Fold { y: y + 18.0, text });
                y += 30.0;
            }
        }
    }
    plan.height = y + 10.0;
    plan
}

/// Everybody, in the order of appearance; those of the offending exchange never share a lifeline.
fn participants(exchanges: &[Exchange], offending: Option<u32>) -> Vec<&str> {
    let first = (exchanges.iter()).filter(|exchange| Some(exchange.number) == offending);
    let mut seen: Vec<&str> = Vec::new();
    for exchange in first.chain(exchanges) {
        for name in [exchange.from.as_str(), exchange.to.as_str()] {
            if !seen.contains(&name) {
                seen.push(name);
            }
        }
    }
    if seen.len() <= MOST_LANES {
        let place = |name: &&str| {
            (exchanges.iter())
                .flat_map(|exchange| [exchange.from.as_str(), exchange.to.as_str()])
                .position(|other| other == *name)
        };
        seen.sort_by_key(place);
    }
    seen
}

fn lanes(names: &[&str], shown: usize, width: f64, options: &Options<'_>) -> Vec<Lane> {
    let mut x = GUTTER + width / 2.0;
    let mut lanes = Vec::with_capacity(shown);
    for (index, name) in names.iter().take(shown).enumerate() {
        let more = names.len() - shown;
        let name = if index + 1 == MOST_LANES && more > 0 {
            let many = figures::count(options.lang, more + 1);
            options.lang.fill(texts::OTHERS, &[&many])
        } else {
            visible::bounded_line(words::role(options.lang, name), LONGEST)
        };
        let name = wrap(&name, SMALL, width - 22.0, 3);
        lanes.push(Lane { x, name });
        x += width;
    }
    lanes
}

enum Part<'a> {
    One(&'a Exchange),
    Fold(usize),
}

/// Which exchanges are drawn: all of them, or the first, the last, and those around the offending one.
fn parts(exchanges: &[Exchange], offending: Option<u32>) -> Vec<Part<'_>> {
    let many = exchanges.len();
    let bad = exchanges
        .iter()
        .position(|exchange| Some(exchange.number) == offending);
    let keep = |at: usize| {
        many <= MOST_ROWS
            || at < 8
            || at + 8 >= many
            || bad.is_some_and(|bad| at.abs_diff(bad) <= 8)
    };
    let mut parts = Vec::new();
    let mut folded = 0;
    for (at, exchange) in exchanges.iter().enumerate() {
        if keep(at) {
            if folded > 0 {
                parts.push(Part::Fold(folded));
                folded = 0;
            }
            parts.push(Part::One(exchange));
        } else {
            folded += 1;
        }
    }
    parts
}

fn arrow(exchange: &Exchange, names: &[&str], plan: &Plan, y: f64, options: &Options<'_>) -> Arrow {
    let lane = |name: &str| {
        let at = names.iter().position(|known| *known == name).unwrap_or(0);
        plan.lanes
            .get(at)
            .or(plan.lanes.last())
            .map_or(GUTTER, |lane| lane.x)
    };
    let (from, to) = (lane(&exchange.from), lane(&exchange.to));
    let room = (from - to).abs().max(plan.lane_width / 2.0) - 18.0;
    let request = visible::bounded_line(&exchange.operation, LONGEST);
    let answer = answer(exchange, options);
    let fault = (exchange.fault.as_ref()).map(|fault| visible::bounded_line(fault, LONGEST));
    let offending = Some(exchange.number) == options.offending;
    let mut height = 50.0;
    if fault.is_some() {
        height += 20.0;
    }
    if offending {
        height += 22.0;
    }
    let name = |name| visible::bounded_line(words::role(options.lang, name), LONGEST);
    let mut whole = format!(
        "{}. {} → {}: {request}. {answer}",
        exchange.number,
        name(&exchange.from),
        name(&exchange.to),
    );
    if let Some(fault) = &fault {
        whole.push_str(&format!(". {fault}"));
    }
    Arrow {
        y,
        height,
        number: exchange.number,
        from,
        to,
        request: fit(&request, SIZE, room),
        answer: fit(&answer, SMALL, room),
        answered: exchange.response.is_some(),
        fault: fault.map(|fault| fit(&fault, SMALL, plan.width - GUTTER - 60.0)),
        offending,
        whole,
    }
}

/// `200 OK · 4 ms`, or that there was none.
fn answer(exchange: &Exchange, options: &Options<'_>) -> String {
    let line = match &exchange.response {
        Some(response) => visible::bounded_line(&response.line, LONGEST),
        None => options.lang.say(texts::NO_ANSWER).to_owned(),
    };
    format!(
        "{line} · {} ms",
        figures::number(options.lang, exchange.milliseconds)
    )
}

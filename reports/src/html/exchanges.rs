//! Exchanges: in full for what did not pass, in a few words for what did.

use maud::{Markup, html};
use record::{Exchange, Message, Verdict};

use crate::attempt::Attempt;
use crate::figures;
use crate::html::{Page, anchors, parts};
use crate::texts;
use crate::view::Case;
use crate::visible;
use crate::words;

/// Longest body of the offending exchange, in characters.
const LONGEST_BAD: usize = 12_000;
/// Longest body of its neighbours.
const LONGEST: usize = 1_000;
/// Longest header value.
const LONGEST_HEADER: usize = 400;
/// Most header fields shown.
const MOST_HEADERS: usize = 40;
/// Most exchanges of one card.
const MOST: usize = 60;

/// How much of a card's exchanges is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Detail {
    /// Each with headers and the beginning of its bodies.
    Full,
    /// The offending one in full, the others in one line.
    Brief,
}

/// An attempt's exchanges, the offending one open; `anchor` begins the names of their places.
pub(super) fn list(page: &Page<'_>, attempt: &Attempt<'_>, anchor: &str, detail: Detail) -> Markup {
    let all = attempt.exchanges;
    let bad = |exchange: &Exchange| Some(exchange.number) == attempt.offending();
    html! {
        div class="xs" {
            @for (index, exchange) in all.iter().enumerate() {
                @let place = anchors::exchange(anchor, exchange.number);
                @if bad(exchange) {
                    (full(page, exchange, &place, Some(mark(attempt))))
                } @else if detail == Detail::Full && index < MOST {
                    (full(page, exchange, &place, None))
                } @else {
                    p class="x" id=(place) { (heading(page, exchange)) }
                }
            }
            @if detail == Detail::Brief || all.len() > MOST {
                p class="note" { (page.lang.say(texts::BRIEF_ONLY)) }
            }
        }
    }
}

/// One exchange with headers and bodies; `mark` names the one that shows what was wrong.
fn full(page: &Page<'_>, exchange: &Exchange, place: &str, mark: Option<texts::Label>) -> Markup {
    let lang = page.lang;
    let bad = mark.is_some();
    let most = if bad { LONGEST_BAD } else { LONGEST };
    html! {
        details class={ "x" @if bad { " bad" } } id=(place) open[bad] {
            summary {
                (heading(page, exchange))
                @if let Some(mark) = mark { " " strong class="here" { "✗ " (lang.say(mark)) } }
            }
            @if let Some(fault) = &exchange.fault {
                p class="fault" { "ϟ " (lang.say(texts::FAULT)) ": " (visible::bounded_line(fault, LONGEST)) }
            }
            div class="halves" {
                div { h5 { (lang.say(texts::REQUEST)) } (message(page, &exchange.request, most)) }
                div {
                    h5 { (lang.say(texts::ANSWER)) }
                    @if let Some(response) = &exchange.response { (message(page, response, most)) }
                    @else { p { (lang.say(texts::NO_ANSWER)) } }
                }
            }
        }
    }
}

/// How the offending exchange is named: only a failed attempt accuses it.
pub(super) fn mark(attempt: &Attempt<'_>) -> texts::Label {
    match attempt.verdict() {
        Verdict::Fail => texts::OFFENDING,
        _ => texts::IN_QUESTION,
    }
}

/// Number, time, who to whom, what, with which answer.
fn heading(page: &Page<'_>, exchange: &Exchange) -> Markup {
    let lang = page.lang;
    html! {
        b { (exchange.number) } ". "
        (participant(page, &exchange.from)) " → " (participant(page, &exchange.to)) " · "
        code { (visible::bounded_line(&exchange.operation, 80)) } " · "
        (answer(page, exchange))
        small { " " (figures::clock(exchange.at)) " · " (figures::number(lang, exchange.milliseconds)) " ms" }
    }
}

fn message(page: &Page<'_>, message: &Message, most: usize) -> Markup {
    let lang = page.lang;
    let count = figures::count(lang, message.headers.len());
    let cut = u64::try_from(message.body.len()).is_ok_and(|shown| shown < message.body_bytes);
    html! {
        p class="first" { code { (visible::bounded_line(&message.line, LONGEST)) } }
        @if !message.headers.is_empty() {
            details class="hs" {
                summary { (lang.fill(texts::HEADERS, &[&count])) }
                pre { (headers(page, message)) }
            }
        }
        @if message.body.is_empty() {
            p class="note" { (lang.say(texts::EMPTY_BODY)) }
        } @else {
            (parts::evidence(page, &message.body, most))
        }
        @if message.body_bytes > 0 {
            p class="note" {
                (lang.fill(texts::BODY_SIZE, &[
                    &figures::number(lang, message.body_bytes),
                    &visible::bounded_line(&message.body_sha256, 16),
                ]))
                @if cut { " · " (lang.say(texts::BODY_PART)) }
            }
        }
    }
}

fn headers(page: &Page<'_>, message: &Message) -> String {
    let mut text = String::new();
    for (name, value) in message.headers.iter().take(MOST_HEADERS) {
        let name = visible::bounded_line(name, LONGEST_HEADER);
        let value = visible::bounded_line(value, LONGEST_HEADER);
        text.push_str(&format!("{name}: {value}\n"));
    }
    let more = message.headers.len().saturating_sub(MOST_HEADERS);
    if more > 0 {
        let more = figures::count(page.lang, more);
        text.push_str(&page.lang.fill(texts::FIELDS_LEFT_OUT, &[&more]));
    }
    text
}

fn participant(page: &Page<'_>, name: &str) -> String {
    visible::bounded_line(words::role(page.lang, name), 80)
}

fn answer(page: &Page<'_>, exchange: &Exchange) -> String {
    let line = match &exchange.response {
        Some(response) => visible::bounded_line(&response.line, 60),
        None => page.lang.say(texts::NO_ANSWER).to_owned(),
    };
    match exchange.fault {
        Some(_) => format!("{line} ϟ"),
        None => line,
    }
}

/// Most rows of a scenario that passed.
const MOST_BRIEF: usize = 12;

/// The exchanges of a scenario that passed: one line for each run of calls between the same two.
pub(super) fn brief(page: &Page<'_>, case: &Case<'_>) -> Markup {
    let all = case.shown_attempt().exchanges;
    let anchor = anchors::exchanges(case.number);
    let runs: Vec<&[Exchange]> = all
        .chunk_by(|a, b| a.from == b.from && a.to == b.to)
        .collect();
    let left: usize = runs.iter().skip(MOST_BRIEF).map(|run| run.len()).sum();
    html! {
        @if !all.is_empty() {
            ol class="flow" {
                @for run in runs.iter().take(MOST_BRIEF) {
                    li id=(anchors::exchange(&anchor, run[0].number)) {
                        (participant(page, &run[0].from)) " → " (participant(page, &run[0].to)) ": " (calls(page, run))
                    }
                }
                @if left > 0 {
                    li { (page.lang.fill(texts::MORE_CALLS, &[&figures::count(page.lang, left)])) }
                }
            }
        }
    }
}

/// `sendEdoc 200 OK, getEdoc 200 OK ×3`.
fn calls(page: &Page<'_>, run: &[Exchange]) -> String {
    let said: Vec<String> = (run.iter())
        .map(|exchange| {
            let operation = visible::bounded_line(&exchange.operation, 40);
            format!("{operation} {}", answer(page, exchange))
        })
        .collect();
    let mut calls: Vec<String> = (said.chunk_by(|a, b| a == b).take(MOST_BRIEF))
        .map(|same| match same.len() {
            1 => same[0].clone(),
            many => format!("{} ×{}", same[0], figures::count(page.lang, many)),
        })
        .collect();
    if said.chunk_by(|a, b| a == b).count() > MOST_BRIEF {
        calls.push("…".to_owned());
    }
    calls.join(", ")
}

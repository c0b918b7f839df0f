//! The picture is well-formed whatever the names say, nothing leaves its bounds, and the offending exchange shows.

use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;
use record::Exchange;

use super::*;
use crate::diagram::glyphs::width;
use crate::diagram::layout::{Arrow, GUTTER, Row, SIZE, SMALL, plan};
use crate::sample;

fn options(offending: Option<u32>) -> Options<'static> {
    Options {
        lang: Lang::En,
        title: "Who sent what",
        offending,
        mark: "offending message",
        anchor: "x1",
    }
}

fn exchange(number: u32, from: &str, to: &str, operation: &str) -> Exchange {
    Exchange {
        to: to.into(),
        ..sample::exchange(number, from, operation, "", Some("{}"))
    }
}

fn well_formed(xml: &str) -> Result<usize, String> {
    if let Some(c) = xml
        .chars()
        .find(|c| c.is_control() || u32::from(*c) & 0xfffe == 0xfffe)
    {
        return Err(format!("{c:?} is no character of XML"));
    }
    let mut reader = Reader::from_str(xml);
    let mut texts = 0;
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Eof => return Ok(texts),
            Event::Text(_) => texts += 1,
            Event::Start(tag) | Event::Empty(tag) => {
                for attribute in tag.attributes() {
                    attribute.map_err(|error| error.to_string())?;
                }
            }
            _ => {}
        }
    }
}

fn arrows(exchanges: &[Exchange], offending: Option<u32>) -> Vec<Arrow> {
    (plan(exchanges, &options(offending)).rows.into_iter())
        .filter_map(|row| match row {
            Row::Arrow(arrow) => Some(*arrow),
            Row::Fold { .. } => None,
        })
        .collect()
}

#[test]
fn a_small_picture() {
    let exchanges = [
        exchange(1, "Bộ Tư pháp (000.00.00.G15)", "axis", "sendEdoc"),
        Exchange {
            response: None,
            fault: Some("answer dropped".into()),
            ..exchange(2, "Bộ Tư pháp (000.00.00.G15)", "axis", "sendEdoc")
        },
    ];
    let svg = sequence(&exchanges, &options(Some(2)));
    insta::assert_snapshot!(svg.replace("><", ">\n<"));
}

#[test]
fn the_offending_exchange_is_framed_named_and_linked() {
    let exchanges: Vec<Exchange> = (1..4).map(|n| exchange(n, "A", "axis", "op")).collect();
    let svg = sequence(&exchanges, &options(Some(2)));
    assert_eq!(svg.matches("class=\"frame\"").count(), 1);
    assert_eq!(svg.matches("offending message</text>").count(), 1);
    assert!(svg.contains("href=\"#x1-2\""));
    assert!(svg.contains("The offending one is number 2."));
    assert!(!sequence(&exchanges, &options(None)).contains("frame"));
}

#[test]
fn many_exchanges_are_folded_around_the_offending_one() {
    let exchanges: Vec<Exchange> = (1..=500).map(|n| exchange(n, "A", "axis", "op")).collect();
    let numbers: Vec<u32> = (arrows(&exchanges, Some(250)).iter())
        .map(|arrow| arrow.number)
        .collect();
    assert!(numbers.len() <= 40, "{}", numbers.len());
    assert!(numbers.contains(&1) && numbers.contains(&250) && numbers.contains(&500));
    let svg = sequence(&exchanges, &options(Some(250)));
    assert_eq!(svg.matches("exchanges not drawn").count(), 2);
}

#[test]
fn many_participants_share_the_last_lifeline_but_never_the_offender() {
    let exchanges: Vec<Exchange> = (1..=30)
        .map(|n| exchange(n, &format!("Agency {n}"), "axis", "op"))
        .collect();
    let svg = sequence(&exchanges, &options(Some(30)));
    assert!(svg.contains("Agency 30"));
    assert!(svg.contains(">26 others<"), "{svg}");
    assert!(plan(&exchanges, &options(None)).width <= 960.0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_text_gives_well_formed_xml_inside_its_bounds(
        names in prop::collection::vec(any::<String>(), 1..8),
        operations in prop::collection::vec(any::<String>(), 1..60),
        fault in prop::option::of(any::<String>()),
        offending in 0u32..70,
    ) {
        let exchanges: Vec<Exchange> = (operations.iter().enumerate())
            .map(|(at, operation)| Exchange {
                fault: fault.clone(),
                response: (at % 3 > 0).then(|| sample::message(operation, "")),
                ..exchange(
                    u32::try_from(at).unwrap_or(0) + 1,
                    &names[at % names.len()],
                    &names[(at * 7 + 1) % names.len()],
                    operation,
                )
            })
            .collect();
        let svg = sequence(&exchanges, &options(Some(offending)));
        prop_assert!(well_formed(&svg).is_ok(), "{:?}", well_formed(&svg));
        let plan = plan(&exchanges, &options(Some(offending)));
        for lane in &plan.lanes {
            for line in &lane.name {
                prop_assert!(width(line, SMALL) <= plan.lane_width, "{line:?}");
            }
        }
        let mut bottom = plan.head;
        for arrow in arrows(&exchanges, Some(offending)) {
            let span = (arrow.from - arrow.to).abs().max(plan.lane_width / 2.0);
            prop_assert!(width(&arrow.request, SIZE) <= span, "{:?}", arrow.request);
            prop_assert!(width(&arrow.answer, SMALL) <= span, "{:?}", arrow.answer);
            let fault = arrow.fault.as_deref().unwrap_or_default();
            prop_assert!(GUTTER + 26.0 + width(fault, SMALL) <= plan.width);
            prop_assert!(arrow.y >= bottom && arrow.y + arrow.height <= plan.height);
            bottom = arrow.y + arrow.height;
        }
    }
}

//! WCAG 2.2: text keeps a contrast of 4.5 to its ground, in the light and in the dark.

use std::collections::HashMap;

use crate::html::STYLE;

fn palette(block: &str) -> HashMap<&str, [f64; 3]> {
    (block.split("--").skip(1))
        .filter_map(|rest| rest.split_once(":#"))
        .map(|(name, rest)| {
            let channel = |at: usize| {
                let byte = u8::from_str_radix(&rest[at..at + 2], 16).expect("two hex digits");
                let part = f64::from(byte) / 255.0;
                if part <= 0.04045 {
                    part / 12.92
                } else {
                    ((part + 0.055) / 1.055).powf(2.4)
                }
            };
            (name, [channel(0), channel(2), channel(4)])
        })
        .collect()
}

fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let light = |[r, g, b]: [f64; 3]| 0.2126 * r + 0.7152 * g + 0.0722 * b;
    let (one, other) = (light(one) + 0.05, light(other) + 0.05);
    one.max(other) / one.min(other)
}

#[test]
fn text_stands_out_from_its_ground() {
    let blocks: Vec<&str> = STYLE.split(":root{").skip(1).take(2).collect();
    assert_eq!(blocks.len(), 2, "a light and a dark palette");
    for block in blocks {
        let colors = palette(block.split('}').next().expect("a block"));
        let check = |text: &str, ground: &str| {
            let ratio = contrast(colors[text], colors[ground]);
            assert!(ratio >= 4.5, "{text} on {ground}: {ratio:.2}");
        };
        for ground in ["paper", "card", "code"] {
            for text in [
                "ink", "soft", "link", "pass", "fail", "warn", "open", "none",
            ] {
                check(text, ground);
            }
        }
        for state in ["pass", "fail", "warn", "open", "none"] {
            let ground = format!("{state}bg");
            for text in ["ink", "soft", state] {
                check(text, &ground);
            }
        }
    }
}

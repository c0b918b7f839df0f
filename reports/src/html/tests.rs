//! The page: its structure, its links, its colours, its size, and what hostile text does to it (nothing).

use std::collections::HashSet;

use record::{Cause, Exchange, Verdict};

use super::*;
use crate::sample;

mod contrast;

fn vietnamese(run: &Run) -> String {
    page(run, Lang::Vi, "bao-cao")
}

/// The values of an attribute, in order.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    (html.split(&start).skip(1))
        .filter_map(|rest| rest.split('"').next())
        .collect()
}

/// Tags and texts without the style sheet, one a line.
fn structure(html: &str) -> String {
    let (head, rest) = html.split_once("<style>").expect("a style sheet");
    let (_, body) = rest.split_once("</style>").expect("its end");
    format!("{head}{body}").replace("><", ">\n<")
}

#[test]
fn the_page_in_both_languages() {
    let run = sample::run();
    insta::assert_snapshot!("page-vi", structure(&vietnamese(&run)));
    insta::assert_snapshot!("page-en", structure(&page(&run, Lang::En, "report")));
}

#[test]
fn a_killed_run_says_so() {
    let html = vietnamese(&sample::killed());
    assert!(html.contains("Lần chạy bị dừng giữa chừng: 7 trên 8 kịch bản"));
    assert!(html.contains("lần chạy bị dừng trước khi kịch bản kết thúc"));
}

#[test]
fn a_failed_card_explains_its_cause_what_usually_breaks_it_and_how_to_send_it_again() {
    let html = page(&sample::run(), Lang::En, "report");
    let (_, card) = html
        .split_once("id=\"f2\"")
        .expect("the card of the second scenario");
    let (card, _) = card.split_once("</article>").expect("its end");
    let cause = Cause::SystemUnderTest.explained();
    for text in [
        cause.meaning.en,
        cause.told.en,
        cause.next.en,
        "Duplicates are told by three different keys.",
    ] {
        assert!(card.contains(text), "no “{text}”");
    }
    assert!(
        card.contains(
            "curl -sS -X POST https://axis.example.gov.vn:8443/XrdAdapter/adapter/sendEdoc"
        )
    );
    assert!(card.contains("lienthong explain AX-SND-02"));
}

#[test]
fn a_pass_on_retry_is_seen_at_scenario_and_requirement_with_the_evidence_of_both_attempts() {
    let html = page(&sample::retried(0), Lang::En, "report");
    let badge = "↻ </span>Passed only on retry";
    let part = |from: &str, to: &str| {
        let (_, rest) = html.split_once(from).unwrap_or_else(|| panic!("no {from}"));
        rest.split_once(to).expect("its end").0.to_owned()
    };
    for scenario in ["id=\"s9\"", "id=\"s10\""] {
        assert!(part(scenario, "</details>").contains(badge), "{scenario}");
    }
    assert!(part("id=\"r-AX-FAN-01\"", "</tr>").contains(badge));
    assert!(!part("id=\"r-AX-SND-02\"", "</tr>").contains(badge));
    let failed = part("id=\"f9\"", "</article>");
    assert!(
        failed.contains("the scenario fails") && failed.contains("another DocId"),
        "the failure is hidden"
    );
    assert!(
        failed.contains("Attempt 2 of 2")
            && failed.contains("id=\"x9t2-3\"")
            && failed.contains("id=\"x9-3\"")
    );
    let open = part("id=\"f10\"", "</article>");
    assert!(open.contains("Attempt 1 of 2") && open.contains("connection reset by peer"));
}

#[test]
fn every_link_leads_somewhere_and_no_two_places_share_a_name() {
    for lang in Lang::ALL {
        let html = page(&sample::retried(20), lang, "report");
        let names = values(&html, "id");
        let places: HashSet<&str> = names.iter().copied().collect();
        assert_eq!(places.len(), names.len(), "a name is taken twice");
        for link in values(&html, "href") {
            let place = link.strip_prefix('#').expect("in-page links only");
            assert!(places.contains(place), "{link} leads nowhere");
        }
    }
}

#[test]
fn requirement_scenario_card_and_exchange_are_linked_both_ways() {
    let html = vietnamese(&sample::run());
    for link in ["#r-AX-SND-02", "#s2", "#f2", "#x2-3"] {
        assert!(
            html.contains(&format!("href=\"{link}\"")),
            "no link to {link}"
        );
    }
}

#[test]
fn nothing_is_fetched_and_nothing_runs() {
    let html = vietnamese(&sample::run());
    assert!(html.contains("default-src 'none'; style-src 'unsafe-inline'"));
    for active in [
        "<script",
        "<link",
        "<img",
        "<iframe",
        "<object",
        "<form",
        "url(",
        "@import",
        " src=",
        " onload",
        "javascript:",
    ] {
        assert!(!html.contains(active), "{active} in the page");
    }
}

#[test]
fn a_passing_scenario_costs_little() {
    let few = vietnamese(&sample::run_with_passing(100)).len();
    let many = vietnamese(&sample::run_with_passing(600)).len();
    let each = (many - few) / 500;
    assert!(each <= 2_048, "{each} bytes for a passing scenario");
}

const HOSTILE: &str = "<script>alert(1)</script>\"'> <img src=x onerror=alert(2)> ]]> \u{202e}gnp.exe\0\x1b[2J</style></pre>";

fn hostile_run() -> Run {
    let mut bad = Exchange {
        fault: Some(HOSTILE.into()),
        ..sample::exchange(1, HOSTILE, HOSTILE, &HOSTILE.repeat(30_000), Some(HOSTILE))
    };
    bad.request.headers.insert(HOSTILE.into(), HOSTILE.into());
    bad.operation = HOSTILE.into();
    bad.to = HOSTILE.into();
    let good = sample::exchange(1, HOSTILE, HOSTILE, HOSTILE, Some(HOSTILE));
    let failure = sample::failure(1, HOSTILE, &HOSTILE.repeat(1_000), Some(1));
    let fail = Some((Verdict::Fail, Some(Cause::SystemUnderTest), Some(failure)));
    let mut told = vec![
        sample::told(
            HOSTILE,
            [HOSTILE, HOSTILE],
            &["AX-SND-01", HOSTILE],
            vec![bad],
            fail,
        ),
        sample::told(
            "sending/ok",
            [HOSTILE, HOSTILE],
            &[],
            vec![good],
            Some((Verdict::Pass, None, None)),
        ),
    ];
    for told in &mut told {
        told.entry.file = HOSTILE.into();
        told.entry.feature = sample::text(HOSTILE, HOSTILE);
        told.entry.steps[1].text = sample::text(HOSTILE, HOSTILE);
    }
    sample::from(told, true)
}

#[test]
fn hostile_text_stays_text() {
    let html = page(&hostile_run(), Lang::En, HOSTILE);
    let (_, body) = html.split_once("</style>").expect("a body");
    for raw in ["<script", "<img", "</style", "\u{202e}", "\0", "\x1b"] {
        assert!(!body.contains(raw), "{raw:?} got through");
    }
    assert!(body.contains("&lt;script&gt;alert(1)"));
    assert!(body.contains("⟦U+202E⟧") && body.contains('␀'));
    assert!(body.contains("characters shown"), "the cut is not told");
    assert!(
        html.len() < 200_000,
        "{} bytes for a body of megabytes",
        html.len()
    );
}

#[test]
fn many_failures_stay_readable() {
    let failure = sample::failure(4, "a", "b", Some(1));
    let told = (0..200).map(|n| {
        let exchanges = (1..=30)
            .map(|n| sample::exchange(n, "A", "sendEdoc", &"x".repeat(4_000), Some("{}")))
            .collect();
        let fail = Some((
            Verdict::Fail,
            Some(Cause::SystemUnderTest),
            Some(failure.clone()),
        ));
        sample::told(
            &format!("sending/{n}"),
            ["một", "one"],
            &["AX-SND-01"],
            exchanges,
            fail,
        )
    });
    let html = vietnamese(&sample::from(told.collect(), true));
    assert!(html.len() < 12_000_000, "{} bytes", html.len());
}

//! What the operator sees: statistics, the access log, retention.

use jiff::SignedDuration;
use jiff::civil::date;
use platform::Keep;
use platform::axis::{Counters, Period, Settings};

use crate::client::*;
use crate::packages::{Doc, status};

#[tokio::test]
async fn counters_follow_what_happened_and_agree_with_the_recount() {
    let world = world().await;
    let (from, to) = (world.client(VPCP), world.client(NGHE_AN));
    let both = Doc {
        to: &[NGHE_AN, LANG_SON],
        ..Doc::default()
    }
    .write();
    from.send(VPCP, &[NGHE_AN, LANG_SON], "edoc", &both)
        .await
        .doc_id();
    from.send(VPCP, &[NGHE_AN, LANG_SON], "edoc", &both)
        .await
        .doc_id();
    let arrived = status(NGHE_AN, &Doc::default().reference(VPCP), "01", 0);
    to.send(NGHE_AN, &[VPCP], "status", &arrived).await.doc_id();
    let id = to.received("edoc").await[0]["docId"]
        .as_str()
        .expect("an id")
        .to_owned();
    world
        .clock
        .advance(SignedDuration::from_hours(24))
        .expect("controlled");
    let to = world.client(NGHE_AN);
    to.acknowledge(&id, "done").await;
    to.acknowledge(&id, "done").await;
    to.acknowledge(&id, "03").await;
    let all = world
        .axis
        .statistics(Period::default())
        .await
        .expect("read");
    assert_eq!(
        all,
        world.axis.recount(Period::default()).await.expect("read")
    );
    let expected = Counters {
        documents_received: 1,
        statuses_sent: 1,
        acknowledged: 1,
        refused: 1,
        ..Counters::default()
    };
    assert_eq!(all.agencies[NGHE_AN], expected);
    let expected = Counters {
        documents_sent: 1,
        statuses_received: 1,
        ..Counters::default()
    };
    assert_eq!(all.agencies[VPCP], expected);
    let second = Period {
        from: Some(date(2026, 3, 3)),
        to: Some(date(2026, 3, 3)),
    };
    let day = world.axis.statistics(second).await.expect("read");
    assert_eq!(day, world.axis.recount(second).await.expect("read"));
    assert_eq!(
        day.agencies[NGHE_AN],
        Counters {
            acknowledged: 1,
            refused: 1,
            ..Counters::default()
        }
    );
    assert!(!day.agencies.contains_key(VPCP));
}

#[tokio::test]
async fn the_page_is_for_loopback_or_the_token() {
    let open = world().await;
    open.client(VPCP)
        .send(VPCP, &[NGHE_AN], "edoc", &Doc::default().write())
        .await
        .doc_id();
    let http = http_client();
    let page = answer(http.get(format!(
        "{}/axis/statistics?from=2026-03-01&to=2026-03-31",
        open.running.url
    )))
    .await;
    assert_eq!((page.http, page.json["agree"].as_bool()), (200, Some(true)));
    assert_eq!(page.json["counters"]["agencies"][VPCP]["documents_sent"], 1);
    let settings = Settings {
        operator_token: Some("t".into()),
        ..Settings::default()
    };
    let closed = world_with(settings, Keep::Memory).await;
    let url = format!("{}/axis/statistics", closed.running.url);
    assert_eq!(answer(http.get(&url)).await.http, 401);
    assert_eq!(answer(http.get(&url).bearer_auth("x")).await.http, 401);
    assert_eq!(answer(http.get(&url).bearer_auth("t")).await.http, 200);
}

#[tokio::test]
async fn every_request_is_in_the_log_without_secrets() {
    let world = world().await;
    let mut client = world.client(VPCP);
    client
        .send(VPCP, &[NGHE_AN], "edoc", &Doc::default().write())
        .await
        .doc_id();
    client.received("edoc").await;
    client.secret = "guessed".into();
    client.call("getAgenciesList", &[]).await;
    let log = world.axis.log(0, 100).await.expect("read");
    let lines: Vec<_> = log
        .iter()
        .map(|line| {
            (
                line.system.as_str(),
                line.agency.as_str(),
                line.operation.as_str(),
                line.outcome.as_str(),
            )
        })
        .collect();
    assert_eq!(
        lines,
        [
            ("SYS.000.00.00.G22", VPCP, "sendEdoc", "0"),
            ("SYS.000.00.00.G22", VPCP, "getReceivedEdocList", "0"),
            ("SYS.000.00.00.G22", "", "getAgenciesList", "15"),
        ]
    );
    assert_eq!(world.axis.log(2, 100).await.expect("read").len(), 1);
    assert!(!format!("{log:?}").contains(SECRET));
}

#[tokio::test]
async fn content_goes_after_its_time_and_the_metadata_stay() {
    let world = world().await;
    let (from, to) = (world.client(VPCP), world.client(NGHE_AN));
    from.send(VPCP, &[NGHE_AN], "edoc", &Doc::default().write())
        .await
        .doc_id();
    from.send(
        VPCP,
        &[NGHE_AN],
        "edoc",
        &Doc {
            id: "waits",
            ..Doc::default()
        }
        .write(),
    )
    .await
    .doc_id();
    let id = to.received("edoc").await[0]["docId"]
        .as_str()
        .expect("an id")
        .to_owned();
    to.acknowledge(&id, "done").await;
    let days = |days: i64| SignedDuration::from_hours(24 * days);
    world.clock.advance(days(89)).expect("controlled");
    assert_eq!(world.axis.retain().await.expect("applied").packages, 0);
    world.clock.advance(days(2)).expect("controlled");
    let purged = world.axis.retain().await.expect("applied");
    assert_eq!(purged.packages, 1);
    assert!(purged.bytes > 0);
    let (from, to) = (world.client(VPCP), world.client(NGHE_AN));
    let answer = to.call("getEdoc", &[("docId", &id)]).await;
    assert!(
        answer.text().contains("het thoi han luu"),
        "{}",
        answer.text()
    );
    assert_eq!(from.sent("edoc").await.len(), 2);
    assert_eq!(
        to.received("edoc").await.len(),
        1,
        "what was never taken over stays"
    );
    assert_eq!(world.axis.retain().await.expect("applied").packages, 0);
}
